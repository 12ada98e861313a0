"""Where an article cites: all works of one bracket are one marker, which reaches equally far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.packs import LanguagePack, Pattern
from claimlink.parsing import Sentence
from claimlink.records import Citation

# Characters before a citation in which "for a review of ... see" is looked for.
_POINTER_WINDOW = 140


@dataclass(frozen=True)
class Marker:
    """All works cited in one bracket, or one narrative citation: they reach equally far."""

    start: int
    end: int
    narrative: bool
    citations: tuple[Citation, ...]


def markers_by_sentence(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> dict[int, list[Marker]]:
    """Return the markers of each sentence that has some, in text order."""
    starts = [sentence.start for sentence in sentences]
    grouped: dict[tuple[int, int], list[Citation]] = {}
    for citation in citations:
        place = citation.group or citation
        grouped.setdefault((place.start, place.end), []).append(citation)
    found: dict[int, list[Marker]] = {}
    for (start, end), works in sorted(grouped.items()):
        # A bracket that opens its sentence as a noun lies before the sentence's first word.
        index = bisect_right(starts, end - 1) - 1
        if index < 0 or sentences[index].end < start:
            continue
        marker = Marker(start, end, works[0].narrative, tuple(works))
        found.setdefault(index, []).append(marker)
    return found


def find_pointer(citation: Citation, text: str, pack: LanguagePack) -> Pattern | None:
    """Return the row that makes a citation a pointer to further reading, None where it supports.

    "(for a full review see Weber, 2019)" backs no statement of the sentence it stands in.
    """
    before = text[max(0, citation.start - _POINTER_WINDOW) : citation.start]
    rows = pack.pattern_rows("support_pointers")
    return next((row for row in rows if row.search(before)), None)
