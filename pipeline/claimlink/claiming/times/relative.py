"""Mechanisms of expressions that count from the day of publication or from another date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from claimlink.claiming.times import values
from claimlink.claiming.times.dates import full_date
from claimlink.claiming.times.moment import Fields, Moment, count_of, unit_of
from claimlink.claiming.times.values import UNKNOWN, Period


def _weekday(fields: Fields, moment: Moment) -> Period | None:
    today = moment.day("day")
    if today is None:
        return UNKNOWN
    back = (today.weekday() - moment.rules.weight("weekday", fields["weekday"])) % 7
    way = moment.rules.weight("direction", fields.get("near", ""))
    if way < 0:
        back = back or 7
    elif way > 0 or moment.tense == "future":
        back = back - 7 if back or way > 0 else 0
    return values.day_period(today - timedelta(days=back))


def _beside_weekday(fields: Fields, moment: Moment) -> Period | None:
    """Return the day before or after a weekday: "the day before last Friday"."""
    named = _weekday(fields, moment)
    if named is None or named.start is None:
        return UNKNOWN
    way = moment.rules.weight("way", fields["way"])
    return values.day_period(named.start + timedelta(days=way))


def _clock(fields: Fields, moment: Moment) -> Period | None:
    if fields.get("weekday"):
        return _weekday(fields, moment)
    return UNKNOWN


def _deictic(fields: Fields, moment: Moment) -> Period | None:
    today = moment.day("day")
    if today is None:
        return UNKNOWN
    offset = moment.rules.weight("deictic", fields["deictic"])
    return values.day_period(today + timedelta(days=offset))


def _vague(fields: Fields, moment: Moment) -> Period | None:
    return UNKNOWN


def _unit(fields: Fields, moment: Moment) -> Period | None:
    """Return the week, month or year before, around or after publication."""
    unit = unit_of(fields["unit"], moment)
    today = moment.day(unit)
    if today is None:
        return UNKNOWN
    way = moment.rules.weight("direction", fields.get("direction", ""))
    if unit == "weekend" and way == 0 and moment.tense != "future" and today.weekday() < 5:
        way = -1
    return values.period_around(values.shift(today, unit, way), unit)


def _ago(fields: Fields, moment: Moment) -> Period | None:
    unit = unit_of(fields["unit"], moment)
    today, count = moment.day(unit), count_of(fields["count"], moment)
    if today is None or count is None or unit not in values.STEPS:
        return UNKNOWN
    way = moment.rules.weight("way", fields["way"])
    return values.period_around(values.shift(today, unit, way * count), unit)


def _earlier(fields: Fields, moment: Moment) -> Period | None:
    """ "Three years later" counts from the last full date of the paragraph, if that is exact."""
    unit = unit_of(fields["unit"], moment)
    count = count_of(fields.get("count", ""), moment)
    way = moment.rules.weight("way", fields["way"])
    anchor = moment.anchor(unit) if way < 0 or moment.last is not None else None
    if anchor is None or count is None or unit not in values.STEPS:
        return UNKNOWN
    return values.period_around(values.shift(anchor, unit, way * count), unit)


def _stretch(fields: Fields, moment: Moment) -> Period | None:
    """Return the days from ``count`` units before publication to it, or after it."""
    unit = unit_of(fields["unit"], moment)
    today, count = moment.day(unit), count_of(fields.get("count", ""), moment)
    if today is None or count is None or unit not in values.STEPS:
        return UNKNOWN
    if moment.rules.weight("way", fields["way"]) < 0:
        return Period(values.shift(today, unit, -count), today, unit)
    return Period(today, values.shift(today, unit, count), unit)


def _same(fields: Fields, moment: Moment) -> Period | None:
    """ "That year" and "then" are those of the last date; "the following year" the one after it."""
    if moment.last is None:
        return UNKNOWN
    if "unit" not in fields:
        return moment.last
    unit = unit_of(fields["unit"], moment)
    anchor = moment.anchor(unit)
    if anchor is None or unit not in values.STEPS:
        return UNKNOWN
    way = moment.rules.weight("beside", fields["beside"])
    return values.period_around(values.shift(anchor, unit, way), unit)


def _next_day(fields: Fields, moment: Moment) -> Period | None:
    anchor = moment.anchor("day") if moment.last is not None else None
    if anchor is None:
        return UNKNOWN
    return values.day_period(anchor + timedelta(days=moment.rules.weight("way", fields["way"])))


def _week_of(fields: Fields, moment: Moment) -> Period | None:
    day = full_date(fields, moment)
    if day is None or day.start is None:
        return UNKNOWN
    return values.period_around(day.start, "week")


#: Each mechanism by the label of the pattern rows it serves.
RELATIVE: Mapping[str, Callable[[Fields, Moment], Period | None]] = {
    "clock": _clock,
    "weekday": _weekday,
    "beside_weekday": _beside_weekday,
    "deictic": _deictic,
    "vague": _vague,
    "unit": _unit,
    "ago": _ago,
    "earlier": _earlier,
    "stretch": _stretch,
    "same": _same,
    "next_day": _next_day,
    "week_of": _week_of,
}
