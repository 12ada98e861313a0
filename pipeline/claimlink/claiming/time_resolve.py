"""What a matched time expression means: one function a mechanism, fields in, a period out.

Each takes the groups of its pattern (lower case, as they stand in the text) and the moment it is
said in, and returns the period, or None where the words turn out to be no time expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from claimlink.claiming import time_values as values
from claimlink.claiming.time_rules import TimeRules
from claimlink.claiming.time_values import UNKNOWN, VAGUE, Period, Published

Tense = Literal["past", "future", "begun"]
Fields = Mapping[str, str]
#: How many months ahead of publication a month without a year may lie, by the tense of its clause:
#: a writer adds the year, or "last", to one that lies further off in the other direction.
AHEAD: Mapping[Tense | None, int] = {
    "begun": 0,
    "past": 2,
    None: 6,
    "future": 10,
}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Moment:
    """What an incomplete or relative expression is completed from.

    ``last`` is the last expression with days before it in its paragraph; ``dated`` the last that
    gave month and year itself, where that year is not the one of publication; ``sibling`` the
    year of the full date it is joined to ("October and November 2020"); ``tense`` that of its
    clause, "begun" after "since".
    """

    rules: TimeRules
    published: Published | None = None
    last: Period | None = None
    dated: Period | None = None
    sibling: int | None = None
    tense: Tense | None = None

    def day(self, unit: str) -> date | None:
        """Return the day of publication where it is exact enough to count in a unit."""
        if self.published is None or not self.published.knows(unit):
            return None
        return self.published.day

    def anchor(self, unit: str) -> date | None:
        """Return the last full date where it is exact enough, else the day of publication."""
        last = self.last
        if last is None or last.start is None or last.precision not in values.UNITS:
            return self.day(unit)
        exact = values.UNITS.index(last.precision) <= values.UNITS.index(unit)
        return last.start if exact else self.day(unit)


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


def month_of(fields: Fields, moment: Moment, name: str = "month") -> int:
    """Return the number of the month that a field names, 0 where it is empty."""
    return moment.rules.weight("month", fields.get(name, ""))


def _year(fields: Fields, moment: Moment) -> int | None:
    """Return the year that the expression itself gives: as a number or as "last year"."""
    if fields.get("year"):
        return int(fields["year"])
    near = fields.get("near", "")
    published = moment.day("year")
    if near and published is not None:
        return published.year + moment.rules.weight("direction", near)
    return None


def _year_for(month: int, day: int, fields: Fields, moment: Moment) -> int | None:
    """Return the year of a month (and day, 1 where none is given) that stands without one."""
    if moment.sibling is not None:
        return moment.sibling
    if moment.dated is not None and moment.dated.start is not None:
        return moment.dated.start.year
    today = moment.day("month")
    if today is None:
        last = moment.last
        if last is not None and last.start is not None:
            return last.start.year
        known = moment.day("year")
        return None if known is None else known.year
    ahead = (month - today.month) % 12
    if ahead == 0:
        return today.year
    reach = AHEAD[moment.tense]
    return today.year + (month < today.month) - (ahead > reach)


def _date(fields: Fields, moment: Moment) -> Period | None:
    month = month_of(fields, moment)
    day = int(fields.get("day") or moment.rules.weight("ordinal", fields.get("dayword", "")) or 0)
    year = _year(fields, moment) or _year_for(month, day, fields, moment)
    if year is None:
        return Period(None, None, "day")
    if not fields.get("year") and moment.published is not None and fields.get("weekday"):
        year = _year_of_weekday(year, month, day, fields, moment)
    last = int(fields.get("day2") or day)
    return Period(date(year, month, day), date(year, month, last), "day")


def _year_of_weekday(year: int, month: int, day: int, fields: Fields, moment: Moment) -> int:
    """Return the year next to the likely one in which the day falls on the named weekday."""
    weekday = moment.rules.weight("weekday", fields["weekday"])
    for likely in (year, year - 1, year + 1):
        if (month, day) != (2, 29) and date(likely, month, day).weekday() == weekday:
            return likely
    return year


def _holiday(fields: Fields, moment: Moment) -> Period | None:
    month, day = divmod(moment.rules.weight("holiday", fields["holiday"]), 100)
    year = _year(fields, moment) or _year_for(month, day, fields, moment)
    return Period(None, None, "day") if year is None else values.day_period(date(year, month, day))


def _ymd(fields: Fields, moment: Moment) -> Period | None:
    day = date(int(fields["year"]), int(fields["number"]), int(fields["day"]))
    return values.day_period(day)


def _numeric(fields: Fields, moment: Moment) -> Period | None:
    """Day, month, year: the order that points between the numbers stand for."""
    day = date(int(fields["year"]), int(fields["second"]), int(fields["first"]))
    return values.day_period(day)


def _numeric_either(fields: Fields, moment: Moment) -> Period | None:
    """A number above 12 tells which is the day; without one only the year is sure."""
    first, second, year = (int(fields[name]) for name in ("first", "second", "year"))
    if first > 12 and second > 12:
        return None
    if first <= 12 and second <= 12 and first != second:
        return values.year_period(year)
    month, day = (second, first) if first > 12 else (first, second)
    return values.day_period(date(year, month, day))


def _month(fields: Fields, moment: Moment) -> Period | None:
    month = month_of(fields, moment)
    if fields.get("near") and not fields.get("of_year"):
        return _near_month(month, fields["near"], moment)
    year = _year(fields, moment)
    if year is None:
        year = _year_for(month, 1, fields, moment)
    return Period(None, None, "month") if year is None else values.month_period(year, month)


def _near_month(month: int, near: str, moment: Moment) -> Period | None:
    """Return the month of "last March", "this March" or "next March"."""
    today = moment.day("month")
    if today is None:
        return Period(None, None, "month")
    way = moment.rules.weight("direction", near)
    year = today.year
    if way < 0 and month >= today.month:
        year -= 1
    elif way > 0 and month <= today.month:
        year += 1
    return values.month_period(year, month)


def _months(fields: Fields, moment: Moment) -> Period | None:
    first, last = month_of(fields, moment), month_of(fields, moment, "month2")
    year = _year(fields, moment) or _year_for(last, 1, fields, moment)
    if year is None:
        return Period(None, None, "month")
    start = values.month_period(year - (first > last), first).start
    return Period(start, values.month_period(year, last).end, "month")


def _season(fields: Fields, moment: Moment) -> Period | None:
    first = moment.rules.weight("season", fields.get("season") or fields["season2"])
    if fields.get("year"):
        year = int(fields["year"])
        crosses = first == 12 and not fields.get("year2")
        return values.season_period(year - crosses, first)
    today = moment.day("month")
    if today is None:
        last = moment.last
        if fields.get("near") or last is None or last.start is None:
            return Period(None, None, "season")
        return values.season_period(last.start.year - (first == 12), first)
    begun = today.year - (today.month < first)
    running = (today.month - first) % 12 < 3
    way = moment.rules.weight("direction", fields.get("near", ""))
    if way < 0 and running:
        begun -= 1
    elif way > 0 or (moment.tense == "future" and not running):
        begun += 1
    return values.season_period(begun, first)


def _quarter(fields: Fields, moment: Moment) -> Period | None:
    number = int(fields.get("q") or moment.rules.weight("ordinal", fields.get("nth", "")))
    if not 1 <= number <= 4:
        return None
    year = _year(fields, moment)
    if year is not None:
        return values.quarter_period(year, number)
    today = moment.day("month")
    if today is None:
        last = moment.last
        told = None if last is None or last.start is None else last.start.year
        return (
            Period(None, None, "quarter") if told is None else values.quarter_period(told, number)
        )
    running = (today.month + 2) // 3
    past = moment.tense == "past" and number > running
    return values.quarter_period(today.year - past, number)


def _quarter_before(fields: Fields, moment: Moment) -> Period | None:
    if fields.get("nth"):
        now = _quarter(fields, moment)
        if now is not None and now.start is not None:
            return values.period_around(values.shift(now.start, "year", -1), "quarter")
    return Period(None, None, "quarter")


def _quarter_same(fields: Fields, moment: Moment) -> Period | None:
    """A quarter named by what the article is about: which one is known from an earlier one only."""
    last = moment.last
    if last is not None and last.precision == "quarter" and last.start is not None:
        year = int(fields.get("year") or last.start.year)
        return values.period_around(last.start.replace(year=year, day=1), "quarter")
    return Period(None, None, "quarter")


def _half(fields: Fields, moment: Moment) -> Period | None:
    year = int(fields.get("year") or fields["year2"])
    if fields.get("half", "first") == "first":
        return Period(date(year, 1, 1), date(year, 6, 30), "half")
    return Period(date(year, 7, 1), date(year, 12, 31), "half")


def _whole_year(fields: Fields, moment: Moment) -> Period | None:
    year = int(fields["year"])
    period = values.year_period(year)
    if fields.get("affix") == "post":
        return replace(period, end=None)
    if fields.get("affix") == "pre":
        return replace(values.year_period(year - 1), start=None)
    return period


def _years(fields: Fields, moment: Moment) -> Period | None:
    pairs = (("year", "year2"), ("year3", "year4"))
    first, last = next((fields[a], fields[b]) for a, b in pairs if fields.get(a))
    if len(last) == 2:
        last = first[:2] + last if last > first[2:] else str(int(first[:2]) + 1) + last
        if int(last) - int(first) > 60:
            return None
    return values.year_period(int(first), int(last)) if int(last) >= int(first) else None


def _decade(fields: Fields, moment: Moment) -> Period | None:
    digits = fields["decade"].lstrip("'")
    if len(digits) == 4:
        return values.decade_period(int(digits))
    today = moment.day("year")
    century = 1900 if today is None or int(digits) > today.year % 100 else today.year // 100 * 100
    return values.decade_period(century + int(digits))


def _century(fields: Fields, moment: Moment) -> Period | None:
    nth = fields["nth"]
    digits = _DIGITS.match(nth)
    number = int(digits.group()) if digits else moment.rules.weight("ordinal", nth)
    if moment.rules.weight("era", fields.get("era", "")) < 0:
        return Period(None, None, "century")
    return values.century_period(number) if 1 <= number <= 30 else None


def _era(fields: Fields, moment: Moment) -> Period | None:
    """Years before the common era have no ISO date in the calendar that is used here."""
    if moment.rules.weight("era", fields.get("era") or "ad") < 0:
        return Period(None, None, "year")
    return values.year_period(int(fields.get("number") or fields["number2"]))


def _spelled(fields: Fields, moment: Moment) -> Period | None:
    rules = moment.rules
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[fields["teens"]]
    year = hundreds + rules.weight("tens", fields["tens"])
    year += rules.weight("cardinal", fields.get("ones", ""))
    if fields.get("month"):
        return values.month_period(year, month_of(fields, moment))
    return values.year_period(year)


def _weekday(fields: Fields, moment: Moment) -> Period | None:
    today = moment.day("day")
    if today is None:
        return Period(None, None, "day")
    back = (today.weekday() - moment.rules.weight("weekday", fields["weekday"])) % 7
    way = moment.rules.weight("direction", fields.get("near", ""))
    if way < 0:
        back = back or 7
    elif way > 0 or moment.tense == "future":
        back = back - 7 if back or way > 0 else 0
    return values.day_period(today - timedelta(days=back))


def _clock(fields: Fields, moment: Moment) -> Period | None:
    if fields.get("weekday"):
        return _weekday(fields, moment)
    return UNKNOWN


def _deictic(fields: Fields, moment: Moment) -> Period | None:
    today = moment.day("day")
    if today is None:
        return Period(None, None, "day")
    offset = moment.rules.weight("deictic", fields["deictic"])
    return values.day_period(today + timedelta(days=offset))


def _vague(fields: Fields, moment: Moment) -> Period | None:
    return UNKNOWN


def _unit(fields: Fields, moment: Moment) -> Period | None:
    """Return the week, month or year before, around or after publication."""
    unit = unit_of(fields["unit"], moment)
    today = moment.day(unit)
    if today is None:
        return Period(None, None, VAGUE)
    way = moment.rules.weight("direction", fields.get("direction", ""))
    if unit == "weekend" and way == 0 and moment.tense != "future" and today.weekday() < 5:
        way = -1
    return values.period_around(values.shift(today.replace(), unit, way), unit)


def unit_of(form: str, moment: Moment) -> str:
    """Return the unit that a word names: the last part of its row's id."""
    row = moment.rules.word("unit", form)
    return "day" if row is None else row.id.rpartition(".")[2]


def _count(form: str, moment: Moment) -> int | None:
    """Return a count of units; None for "several"."""
    if form.isdigit():
        return int(form)
    if form in ("a", "an", ""):
        return 1
    parts = form.replace("-", " ").split()
    total = sum(moment.rules.weight("tens", p) or moment.rules.weight("cardinal", p) for p in parts)
    return total or None


def _ago(fields: Fields, moment: Moment) -> Period | None:
    unit = unit_of(fields["unit"], moment)
    today, count = moment.day(unit), _count(fields["count"], moment)
    if today is None or count is None or unit not in values.STEPS:
        return UNKNOWN
    sign = -1 if fields["way"] == "ago" else 1
    return values.period_around(values.shift(today, unit, sign * count), unit)


def _earlier(fields: Fields, moment: Moment) -> Period | None:
    """ "Three years later" counts from the last full date of the paragraph, if that is exact."""
    unit = unit_of(fields["unit"], moment)
    count, way = _count(fields.get("count", ""), moment), fields["way"]
    back = way in ("earlier", "before", "previously", "ago")
    anchor = moment.anchor(unit) if back else None
    if moment.last is not None:
        anchor = moment.anchor(unit)
    if anchor is None or count is None or unit not in values.STEPS:
        return UNKNOWN
    return values.period_around(values.shift(anchor, unit, -count if back else count), unit)


def _stretch(fields: Fields, moment: Moment) -> Period | None:
    """Return the days from ``count`` units before publication to it, or after it."""
    unit = unit_of(fields["unit"], moment)
    today, count = moment.day(unit), _count(fields.get("count", ""), moment)
    if today is None or count is None or unit not in values.STEPS:
        return UNKNOWN
    if moment.rules.weight("direction", fields["way"]) < 0:
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
    back = fields["way"] in ("previous", "before")
    return values.day_period(anchor + timedelta(days=-1 if back else 1))


def _week_of(fields: Fields, moment: Moment) -> Period | None:
    day = _date(fields, moment)
    if day is None or day.start is None:
        return Period(None, None, "week")
    return values.period_around(day.start, "week")


MECHANISMS: Mapping[str, Callable[[Fields, Moment], Period | None]] = {
    "clock": _clock, "ymd": _ymd, "numeric": _numeric, "numeric_either": _numeric_either,
    "dmy": _date, "holiday": _holiday, "month": _month, "months": _months, "season": _season,
    "quarter": _quarter, "quarter_before": _quarter_before, "quarter_same": _quarter_same,
    "half": _half, "year": _whole_year, "bare_year": _whole_year, "years": _years,
    "decade": _decade, "century": _century, "era": _era,
    "year_spelled": _spelled, "weekday": _weekday, "deictic": _deictic, "vague": _vague,
    "unit": _unit, "ago": _ago, "earlier": _earlier, "stretch": _stretch, "same": _same,
    "next_day": _next_day, "week_of": _week_of,
}  # fmt: skip
