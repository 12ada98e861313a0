"""Claims x citations -> which citation supports which claim, how far back, and why.

A citation supports the clause it closes or stands in (scope ``clause``); the clauses of its
sentence that lead up to it (``sentence``), as far as the citation before it or a semicolon; the
sentence before, where the citing sentence plainly goes on with it (``preceding``), and sentences
further up the paragraph by the same rule (``paragraph``).  A narrative citation ("Weber (2010)
finds that ...") governs what follows it in its sentence.  Nothing is spread forward beyond a
sentence, and a citation that closes only advice or opinion supports nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimlink.claiming.claims import DraftClaim
from claimlink.packs import LanguagePack, Pattern
from claimlink.parsing import Sentence
from claimlink.records import Citation, Scope, Source
from claimlink.support_reach import Place, place_signals, reach_signals


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


@dataclass(frozen=True)
class _Marker:
    """All works cited in one bracket, or one narrative citation: they reach equally far."""

    start: int
    end: int
    narrative: bool
    citations: tuple[Citation, ...]


# Characters before a citation in which "for a review of ... see" is looked for.
_POINTER_WINDOW = 140

# How sure each reach is: set by hand, falling with the distance; no measured shares.
_CONFIDENCE: dict[Scope, float] = {
    "clause": 0.95,
    "sentence": 0.85,
    "preceding": 0.7,
    "paragraph": 0.6,
}
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
    markers_of = _markers_by_sentence(sentences, supporting)
    quoted = _quoted_sources(claims)
    places = _places(sentences, markers_of)
    for index in sorted(markers_of):
        markers = markers_of[index]
        numbers = claims_of.get(index, [])
        reached = _within_sentence(numbers, claims, markers, sentences[index], text)
        for reach in reached:
            _add(found[reach.number], reach.marker, reach.scope, reach.reason)
        first = markers[0]
        if first.narrative or not any(reach.marker is first for reach in reached):
            continue
        for back, signals in _reach_back(index, sentences, markers_of, quoted, places[index], pack):
            scope: Scope = "preceding" if back == index - 1 else "paragraph"
            for number in claims_of.get(back, []):
                _add(found[number], first, scope, signals[0], signals)
    return [sorted(supports, key=_best_first) for supports in found]


def find_pointer(citation: Citation, text: str, pack: LanguagePack) -> Pattern | None:
    """Return the row that makes a citation a pointer to further reading, None where it supports.

    "(for a full review see Weber, 2019)" backs no statement of the sentence it stands in.
    """
    before = text[max(0, citation.start - _POINTER_WINDOW) : citation.start]
    rows = pack.pattern_rows("support_pointers")
    return next((row for row in rows if row.regex.search(before)), None)


def _best_first(support: Support) -> tuple[int, int]:
    return _ORDER.index(support.scope), support.citation.start


def _add(
    supports: list[Support],
    marker: _Marker,
    scope: Scope,
    reason: str,
    signals: tuple[str, ...] = (),
) -> None:
    known = {support.citation.id for support in supports}
    for citation in marker.citations:
        if citation.id not in known:
            supports.append(Support(citation, scope, _CONFIDENCE[scope], reason, signals))


def _markers_by_sentence(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> dict[int, list[_Marker]]:
    """Return the markers of each sentence that has some, in text order."""
    starts = [sentence.start for sentence in sentences]
    grouped: dict[tuple[int, int], list[Citation]] = {}
    for citation in citations:
        place = citation.group or citation
        grouped.setdefault((place.start, place.end), []).append(citation)
    found: dict[int, list[_Marker]] = {}
    for (start, end), works in sorted(grouped.items()):
        index = bisect_right(starts, start) - 1
        if index < 0 or sentences[index].end < start:
            continue
        marker = _Marker(start, end, works[0].narrative, tuple(works))
        found.setdefault(index, []).append(marker)
    return found


class _Reached(NamedTuple):
    """That a marker supports the claim with this number."""

    number: int
    marker: _Marker
    scope: Scope
    reason: str


def _within_sentence(
    numbers: Sequence[int],
    claims: Sequence[DraftClaim],
    markers: Sequence[_Marker],
    sentence: Sentence,
    text: str,
) -> list[_Reached]:
    """Return which claims of the sentence each of its markers supports, and how."""
    found: list[_Reached] = []
    border = sentence.start
    for position, marker in enumerate(markers):
        if marker.narrative:
            # "Smith (2010) and Jones (2011) found that ...": with nothing claimed between the two,
            # both govern what follows.
            starts = [claims[n].start for n in numbers if claims[n].start > marker.start]
            after = [m.start for m in markers[position + 1 :] if m.narrative]
            until = [end for end in after if starts and min(starts) < end]
            found += _governed(numbers, claims, marker, until[0] if until else sentence.end)
            continue
        semicolon = text.rfind(";", border, marker.start)
        closed = _closed(numbers, claims, marker, max(border, semicolon))
        if not closed and not any(claims[n].start < marker.start for n in numbers):
            # "Recent surveys (A; B) have found that ...": cited in the frame of what follows.
            after = [m.start for m in markers[position + 1 :]]
            # An item of a list has a citation of its own.
            free = [n for n in numbers if claims[n].clause.rule != "clause.cited-apart"]
            closed = _governed(free, claims, marker, after[0] if after else sentence.end)
        found += closed
        border = marker.end
    return found


def _closed(
    numbers: Sequence[int], claims: Sequence[DraftClaim], marker: _Marker, border: int
) -> list[_Reached]:
    """Return the claims between the border and the marker, and the one it stands in."""
    reached = [
        n for n in numbers if border < _last_word_before(claims[n], marker.start) <= marker.start
    ]
    # In "Echo, whose aim is X (A), came after Y (B)" A closes the inner claim alone.
    ended = [n for n in reached if claims[n].end <= marker.start]
    reached = ended or reached
    if not reached:
        return []
    nearest = max(
        reached, key=lambda n: (_last_word_before(claims[n], marker.start), claims[n].start)
    )
    found: list[_Reached] = [
        _Reached(n, marker, "sentence", "support.leads-up") for n in reached if n != nearest
    ]
    found.append(_Reached(nearest, marker, "clause", "support.closes-clause"))
    return found


def _governed(
    numbers: Sequence[int], claims: Sequence[DraftClaim], marker: _Marker, until: int
) -> list[_Reached]:
    """Return the claims a narrative citation introduces; else the one before it."""
    inside = [n for n in numbers if claims[n].start <= marker.start < claims[n].end]
    after = [n for n in numbers if marker.start < claims[n].start < until]
    found = [_Reached(n, marker, "clause", "support.names-source") for n in inside]
    found += [_Reached(n, marker, "sentence", "support.introduces") for n in after]
    if not found:
        before = [n for n in numbers if claims[n].end <= marker.start]
        found = [_Reached(n, marker, "sentence", "support.names-source") for n in before[-1:]]
    return found


def _last_word_before(claim: DraftClaim, offset: int) -> int:
    """Return where the claim's last fragment before an offset ends."""
    return max((min(end, offset) for start, end in claim.fragments if start < offset), default=-1)


def _quoted_sources(claims: Sequence[DraftClaim]) -> dict[int, Source | None]:
    """Return who is quoted directly, by sentence."""
    return {
        claim.sentence.index: claim.attribution.record.source
        for claim in claims
        if claim.attribution is not None and claim.attribution.record.form == "direct"
    }


def _reach_back(
    index: int,
    sentences: Sequence[Sentence],
    markers_of: dict[int, list[_Marker]],
    quoted: dict[int, Source | None],
    place: Place,
    pack: LanguagePack,
) -> list[tuple[int, tuple[str, ...]]]:
    """Return the sentences before that the citing one goes on with, nearest first, and why."""
    threshold = pack.number("support", "preceding")
    extra = place_signals(place, pack)
    found: list[tuple[int, tuple[str, ...]]] = []
    here = index
    while here > 0 and sentences[here - 1].block == sentences[here].block:
        if here - 1 in markers_of:
            break
        source = quoted.get(here)
        signals = [
            *reach_signals(
                sentences[here],
                sentences[here - 1],
                same_source=source is not None and source == quoted.get(here - 1),
                pack=pack,
            ),
            *extra,
        ]
        if not signals or sum(signal.weight for signal in signals) < threshold:
            break
        here -= 1
        strongest = sorted(signals, key=lambda signal: (-signal.weight, signal.rule))
        found.append((here, tuple(signal.rule for signal in strongest)))
        threshold = pack.number("support", "paragraph")
    return found


def _places(
    sentences: Sequence[Sentence], markers_of: dict[int, list[_Marker]]
) -> dict[int, Place]:
    """Describe where in its paragraph the first citation of each citing sentence stands."""
    last_of: dict[int, int] = {}
    markers_in: dict[int, int] = {}
    for index, sentence in enumerate(sentences):
        last_of[sentence.block] = index
        count = len(markers_of.get(index, ()))
        markers_in[sentence.block] = markers_in.get(sentence.block, 0) + count
    return {
        index: Place(
            works=len(markers[0].citations),
            closes=last_of[sentences[index].block] == index,
            alone=markers_in[sentences[index].block] == 1,
        )
        for index, markers in markers_of.items()
    }
