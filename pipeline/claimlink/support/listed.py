"""Lines of a list -> the citations that stand in what introduces them.

"Weber names three causes (Weber, 2019):" and the lines behind its colon are one statement in
several sentences; a line with a citation of its own needs none from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimlink.claiming.claims import DraftClaim
from claimlink.claiming.enumerations import find_items
from claimlink.parsing import Sentence
from claimlink.support.markers import Marker


def reach_items(
    claims: Sequence[DraftClaim],
    sentences: Sequence[Sentence],
    markers_of: Mapping[int, Sequence[Marker]],
    text: str,
) -> Iterator[tuple[int, Marker]]:
    """Yield the number of each claim that a line of a list states, with the marker above it.

    The marker is the last of the introduction: it closes the words that the lines go on with.
    """
    if not any(claim.clause.introduction for claim in claims):
        return
    items = {sentences[at].index: sentences[by] for at, by in find_items(sentences, text).items()}
    for number, claim in enumerate(claims):
        introduction = items.get(claim.sentence.index)
        if introduction is None or claim.sentence.index in markers_of:
            continue
        above = markers_of.get(introduction.index, ())
        if claim.clause.introduction and above:
            yield number, above[-1]
