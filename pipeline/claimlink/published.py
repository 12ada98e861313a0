"""A publication date as given by a record or an option -> an ISO 8601 date."""

from __future__ import annotations

from datetime import date, datetime

from claimlink.errors import InputError


def parse_published(value: str) -> str:
    """Return the ISO 8601 date, ``YYYY-MM-DD``, of an ISO 8601 date or date and time.

    The day is the one written, whatever the time zone beside it.

    >>> parse_published("2024-02-29T23:30:00+05:00")
    '2024-02-29'

    Raises:
        InputError: it is not a full ISO 8601 date.
    """
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        raise InputError(
            f"published is {value!r}, expected an ISO 8601 date such as 2024-02-29"
        ) from None
