"""What a matched time expression means: one function a mechanism, fields in, a period out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimlink.claiming.times.dates import DATES
from claimlink.claiming.times.moment import Fields, Moment
from claimlink.claiming.times.relative import RELATIVE
from claimlink.claiming.times.values import UNKNOWN, Period

MECHANISMS: Mapping[str, Callable[[Fields, Moment], Period | None]] = {**DATES, **RELATIVE}


def resolve(label: str, fields: Fields, moment: Moment) -> Period | None:
    """Return the period of a match, None where it is no time expression.

    ``label`` is that of the pattern row; one without a mechanism is never a time expression.
    Days that do not exist ("30 February") have no value.
    """
    mechanism = MECHANISMS.get(label)
    if mechanism is None:
        return None
    try:
        return mechanism(fields, moment)
    except (ValueError, OverflowError):
        return UNKNOWN
