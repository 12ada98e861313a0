"""Which claims of its own sentence a citation supports.

It supports the clause it closes or stands in (scope ``clause``) and the clauses that lead up to it
(``sentence``), as far as the citation before it or a semicolon.  A narrative citation ("Weber
(2010) finds that ...") governs what follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimlink.claiming.claims import DraftClaim
from claimlink.parsing import Sentence
from claimlink.records import Scope
from claimlink.support.markers import Marker


class Reached(NamedTuple):
    """That a marker supports the claim with this number."""

    number: int
    marker: Marker
    scope: Scope
    reason: str


def find_within(
    numbers: Sequence[int],
    claims: Sequence[DraftClaim],
    markers: Sequence[Marker],
    sentence: Sentence,
    text: str,
) -> list[Reached]:
    """Return which claims of the sentence each of its markers supports, and how."""
    found: list[Reached] = []
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
    numbers: Sequence[int], claims: Sequence[DraftClaim], marker: Marker, border: int
) -> list[Reached]:
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
    found: list[Reached] = [
        Reached(n, marker, "sentence", "support.leads-up") for n in reached if n != nearest
    ]
    found.append(Reached(nearest, marker, "clause", "support.closes-clause"))
    return found


def _governed(
    numbers: Sequence[int], claims: Sequence[DraftClaim], marker: Marker, until: int
) -> list[Reached]:
    """Return the claims a narrative citation introduces; else the one before it."""
    inside = [n for n in numbers if claims[n].start <= marker.start < claims[n].end]
    after = [n for n in numbers if marker.start < claims[n].start < until]
    found = [Reached(n, marker, "clause", "support.names-source") for n in inside]
    found += [Reached(n, marker, "sentence", "support.introduces") for n in after]
    if not found:
        before = [n for n in numbers if claims[n].end <= marker.start]
        found = [Reached(n, marker, "sentence", "support.names-source") for n in before[-1:]]
    return found


def _last_word_before(claim: DraftClaim, offset: int) -> int:
    """Return where the claim's last fragment before an offset ends."""
    return max((min(end, offset) for start, end in claim.fragments if start < offset), default=-1)
