"""Mechanisms of dates, months, seasons, quarters, years and longer: fields in, a period out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from claimlink.claiming.times import values
from claimlink.claiming.times.moment import Fields, Moment, given_year, likely_year, month_of
from claimlink.claiming.times.values import UNKNOWN, Period

_DIGITS = re.compile(r"\d+")


def full_date(fields: Fields, moment: Moment) -> Period | None:
    """Return the day of a month, or the days from ``day`` to ``day2``."""
    month = month_of(fields, moment)
    day = int(fields.get("day") or moment.rules.weight("ordinal", fields.get("dayword", "")) or 0)
    year = given_year(fields, moment) or likely_year(month, day, fields, moment)
    if year is None:
        return UNKNOWN
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
    year = given_year(fields, moment) or likely_year(month, day, fields, moment)
    return UNKNOWN if year is None else values.day_period(date(year, month, day))


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
    year = given_year(fields, moment)
    if year is None:
        year = likely_year(month, 1, fields, moment)
    return UNKNOWN if year is None else values.month_period(year, month)


def _near_month(month: int, near: str, moment: Moment) -> Period | None:
    """Return the month of "last March", "this March" or "next March"."""
    today = moment.day("month")
    if today is None:
        return UNKNOWN
    way = moment.rules.weight("direction", near)
    year = today.year
    if way < 0 and month >= today.month:
        year -= 1
    elif way > 0 and month <= today.month:
        year += 1
    return values.month_period(year, month)


def _months(fields: Fields, moment: Moment) -> Period | None:
    first, last = month_of(fields, moment), month_of(fields, moment, "month2")
    year = given_year(fields, moment) or likely_year(last, 1, fields, moment)
    if year is None:
        return UNKNOWN
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
            return UNKNOWN
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
    year = given_year(fields, moment)
    if year is not None:
        return values.quarter_period(year, number)
    today = moment.day("month")
    if today is None:
        last = moment.last
        told = None if last is None or last.start is None else last.start.year
        return UNKNOWN if told is None else values.quarter_period(told, number)
    running = (today.month + 2) // 3
    past = moment.tense == "past" and number > running
    return values.quarter_period(today.year - past, number)


def _quarter_before(fields: Fields, moment: Moment) -> Period | None:
    if fields.get("nth"):
        now = _quarter(fields, moment)
        if now is not None and now.start is not None:
            return values.period_around(values.shift(now.start, "year", -1), "quarter")
    return UNKNOWN


def _quarter_same(fields: Fields, moment: Moment) -> Period | None:
    """A quarter named by what the article is about: which one is known from an earlier one only."""
    last = moment.last
    if last is not None and last.precision == "quarter" and last.start is not None:
        year = int(fields.get("year") or last.start.year)
        return values.period_around(last.start.replace(year=year, day=1), "quarter")
    return UNKNOWN


def _half(fields: Fields, moment: Moment) -> Period | None:
    year = int(fields.get("year") or fields["year2"])
    if moment.rules.weight("half_of", fields.get("half", "")) > 1:
        return Period(date(year, 7, 1), date(year, 12, 31), "half")
    return Period(date(year, 1, 1), date(year, 6, 30), "half")


def _part(period: Period, words: str, moment: Moment) -> Period:
    """Return the third of a period that words like "early", "mid-" or "the end of" name."""
    return values.third_of(period, moment.rules.weight("part_of", words))


def _whole_year(fields: Fields, moment: Moment) -> Period | None:
    """Return a year or a part of it; "post-1959" is open after it begins, "pre-1959" before it."""
    year = int(fields["year"])
    way = moment.rules.weight("affix", fields.get("affix", ""))
    if way < 0:
        return replace(values.year_period(year - 1), start=None)
    period = _part(values.year_period(year), fields.get("part_of", ""), moment)
    return replace(period, end=None) if way > 0 else period


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
    year = int(digits)
    if len(digits) == 2:
        today = moment.day("year")
        running = today is not None and year <= today.year % 100
        year += today.year // 100 * 100 if running and today is not None else 1900
    return _part(values.decade_period(year), fields.get("part_of", ""), moment)


def _decades(fields: Fields, moment: Moment) -> Period | None:
    """Return the stretch of "the 1960s-70s"; two digits lie in the century of the first decade."""
    first = _decade(fields, moment)
    digits = (fields.get("decade2") or fields["decade3"]).lstrip("'")
    if first is None or first.start is None:
        return None
    year = int(digits) if len(digits) == 4 else first.start.year // 100 * 100 + int(digits)
    part = fields.get("part_of2") or fields.get("part_of3") or ""
    last = _part(values.decade_period(year), part, moment)
    return None if year <= first.start.year else Period(first.start, last.end, "decade")


def _century(fields: Fields, moment: Moment) -> Period | None:
    nth = fields["nth"]
    digits = _DIGITS.match(nth)
    number = int(digits.group()) if digits else moment.rules.weight("ordinal", nth)
    if moment.rules.weight("era", fields.get("era", "")) < 0:
        return UNKNOWN
    if not 1 <= number <= 30:
        return None
    return _part(values.century_period(number), fields.get("part_of", ""), moment)


def _era(fields: Fields, moment: Moment) -> Period | None:
    """Years before the common era have no ISO date in the calendar that is used here."""
    if moment.rules.weight("era", fields.get("era", "")) < 0:
        return UNKNOWN
    return values.year_period(int(fields.get("number") or fields["number2"]))


def _spelled(fields: Fields, moment: Moment) -> Period | None:
    rules = moment.rules
    hundreds = rules.weight("cardinal", fields["teens"]) or rules.weight("tens", fields["teens"])
    year = hundreds * 100 + rules.weight("tens", fields["tens"])
    year += rules.weight("cardinal", fields.get("ones", ""))
    if fields.get("month"):
        return values.month_period(year, month_of(fields, moment))
    return values.year_period(year)


#: Each mechanism by the label of the pattern rows it serves.
DATES: Mapping[str, Callable[[Fields, Moment], Period | None]] = {
    "ymd": _ymd,
    "numeric": _numeric,
    "numeric_either": _numeric_either,
    "dmy": full_date,
    "days": full_date,
    "holiday": _holiday,
    "month": _month,
    "months": _months,
    "season": _season,
    "quarter": _quarter,
    "quarter_before": _quarter_before,
    "quarter_same": _quarter_same,
    "half": _half,
    "year": _whole_year,
    "bare_year": _whole_year,
    "years": _years,
    "decade": _decade,
    "decades": _decades,
    "century": _century,
    "era": _era,
    "year_spelled": _spelled,
}
