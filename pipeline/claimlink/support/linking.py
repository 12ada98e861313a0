"""Claims x citations -> which citation supports which claim, how far back, and why.

A citation supports the clause it closes or stands in (scope ``clause``); the clauses of its
sentence that lead up to it (``sentence``), as far as the citation before it or a semicolon; the
sentence before, where the citing sentence plainly goes on with it (``preceding``), and sentences
further up the paragraph by the same rule (``paragraph``).  A narrative citation ("Weber (2010)
finds that ...") governs what follows it in its sentence, and later sentences that go on with the
authors or the work in so many words (``paragraph`` too, with a lower confidence).  Nothing else is
spread forward but to the lines of a list that it introduces (``sentence``), and a citation that
closes only advice or opinion supports nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimlink.claiming.claims import DraftClaim
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import Citation, Scope
from claimlink.support.back import (
    find_places,
    named_sources,
    quoted_sources,
    reach_back,
    reach_named,
)
from claimlink.support.forward import reach_forward
from claimlink.support.listed import reach_items
from claimlink.support.markers import Marker, find_pointer, markers_by_sentence
from claimlink.support.within import find_within


@dataclass(frozen=True)
class Support:
    """One citation that supports a claim; ``reason`` is the id of the rule that joins them.

    ``signals`` are the ids of all that counted for a reach over sentences, strongest first.
    """

    citation: Citation
    scope: Scope
    confidence: float
    reason: str
    signals: tuple[str, ...] = ()


# How sure each reach is: set by hand, falling with the distance; no measured shares.
_CONFIDENCE: dict[Scope, float] = {
    "clause": 0.95,
    "sentence": 0.85,
    "preceding": 0.7,
    "paragraph": 0.6,
}
# A reach forward is less sure than any other: what the account is about may have changed.
_FORWARD = 0.5
# The rule by which what introduces a list is cited for its lines.
_LISTED = "support.introduces"
_ORDER: tuple[Scope, ...] = ("clause", "sentence", "preceding", "paragraph")


def support_claims(
    claims: Sequence[DraftClaim],
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    text: str,
    pack: LanguagePack,
) -> list[list[Support]]:
    """Return, for each claim, the citations that support it, best first."""
    found: list[list[Support]] = [[] for _ in claims]
    claims_of: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        claims_of.setdefault(claim.sentence.index, []).append(number)
    supporting = [c for c in citations if find_pointer(c, text, pack) is None]
    markers_of = markers_by_sentence(sentences, supporting)
    quoted = quoted_sources(claims)
    sources = named_sources(claims)
    places = find_places(sentences, markers_of)
    for index in sorted(markers_of):
        markers = markers_of[index]
        numbers = claims_of.get(index, [])
        reached = find_within(numbers, claims, markers, sentences[index], text)
        for held in reached:
            near = _Reach(held.scope, _CONFIDENCE[held.scope], (), held.reason)
            _add(found[held.number], held.marker, near)
        first = markers[0]
        if first.narrative or not any(held.marker is first for held in reached):
            continue
        reaches = reach_back(index, sentences, markers_of, quoted, places[index], pack)
        reaches += reach_named(index, sentences, markers_of, sources)
        for back, signals in reaches:
            scope: Scope = "preceding" if back == index - 1 else "paragraph"
            far = _Reach(scope, _CONFIDENCE[scope], signals)
            for number in claims_of.get(back, []):
                _add(found[number], first, far)
    for number, marker in reach_items(claims, sentences, markers_of, text):
        _add(found[number], marker, _Reach("sentence", _CONFIDENCE["sentence"], (), _LISTED))
    for governed in reach_forward(sentences, markers_of, quoted, pack):
        reach = _Reach("paragraph", _FORWARD, governed.signals)
        for number in claims_of.get(governed.index, []):
            _add(found[number], governed.marker, reach)
    return [sorted(supports, key=_best_first) for supports in found]


def _best_first(support: Support) -> tuple[int, int]:
    return _ORDER.index(support.scope), support.citation.start


class _Reach(NamedTuple):
    """How far a marker reaches; without a ``reason`` the strongest signal is it."""

    scope: Scope
    confidence: float
    signals: tuple[str, ...]
    reason: str | None = None


def _add(supports: list[Support], marker: Marker, reach: _Reach) -> None:
    known = {support.citation.id for support in supports}
    reason = reach.reason or reach.signals[0]
    for citation in marker.citations:
        if citation.id not in known:
            supports.append(Support(citation, reach.scope, reach.confidence, reason, reach.signals))
