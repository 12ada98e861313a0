"""The date of a source-list entry, at the precision it is given with."""

from __future__ import annotations

from calendar import monthrange

from claimlink.records import Reference


def issued_parts(reference: Reference) -> tuple[int, ...]:
    """Return year, month and day of an entry as far as known; empty where it has no date."""
    issued = reference.csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not isinstance(parts, list) or not parts or not isinstance(parts[-1], list):
        return ()
    return tuple(part for part in parts[-1] if isinstance(part, int))


def latest_day(reference: Reference) -> str | None:
    """Return the last day on which the source can have appeared, ISO 8601; None where unknown.

    An entry of 2020 may be of 31 December; only what lies after that is surely later.
    """
    parts = issued_parts(reference)
    if not parts:
        return None
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    if not 1 <= month <= 12:
        return f"{year:04d}-12-31"
    day = parts[2] if len(parts) > 2 else monthrange(max(year, 1), month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}"
