"""Years off by one that cannot be slips, because the right year is cited beside them.

"(Bree, 2011, 2012)" names two works: where the list has the one of 2011 alone, the other is
missing, and no slip of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimlink.citing.linking.links import MISMATCH, Link
from claimlink.citing.scan import Marker


def part_years(markers: Sequence[Marker], links: Sequence[Link]) -> list[Link]:
    """Return the links in order, those of years off by one missing beside the entry's own year."""
    beside = {
        (place, link.reference_id)
        for place, link in zip(_places(markers), links, strict=True)
        if link.reference_id is not None and link.reason != MISMATCH
    }
    return [
        replace(link, status="missing", reason="link.missing", reference_id=None, confidence=0.0)
        if link.reason == MISMATCH and (place, link.reference_id) in beside
        else link
        for place, link in zip(_places(markers), links, strict=True)
    ]


def _places(markers: Sequence[Marker]) -> list[int]:
    """Return a number for each marker, the same for those of one bracket or of one name."""
    places: list[int] = []
    before: Marker | None = None
    for marker in markers:
        same = before is not None and (
            marker.rule.startswith("citation.further")
            or (marker.bracket is not None and marker.bracket == before.bracket)
        )
        places.append(places[-1] if same else len(places))
        before = marker
    return places
