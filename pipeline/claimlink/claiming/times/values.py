"""Calendar arithmetic: stretches of days with a precision, and how they are made and moved.

Weeks run from Monday to Sunday (ISO 8601).  Seasons are the meteorological ones of the northern
hemisphere; winter is named after the year in which it ends unless the year is that of its start.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

#: Units from fine to coarse.
UNITS = ("day", "weekend", "week", "fortnight", "month", "season", "quarter", "half", "year",
         "decade", "century")  # fmt: skip
#: How far a unit reaches: days and months.
STEPS = {
    "day": (1, 0),
    "weekend": (7, 0),
    "week": (7, 0),
    "fortnight": (14, 0),
    "month": (0, 1),
    "quarter": (0, 3),
    "year": (0, 12),
    "decade": (0, 120),
    "century": (0, 1200),
}
#: Precision of an expression whose calendar value is not sure.
VAGUE = "vague"


@dataclass(frozen=True)
class Period:
    """A stretch of days, both inclusive; an end that is None is open or unknown."""

    start: date | None
    end: date | None
    precision: str

    @property
    def is_full(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None


UNKNOWN = Period(None, None, VAGUE)


@dataclass(frozen=True)
class Published:
    """The day, month or year on which an article appeared; ``precision`` says which."""

    day: date
    precision: str

    def knows(self, unit: str) -> bool:
        """Whether the date is exact enough to count in a unit from it."""
        return UNITS.index(self.precision) <= UNITS.index(unit)


def read_published(value: str | None) -> Published | None:
    """Return the day of an ISO 8601 date, date and time, month or year; None if it is none.

    >>> read_published("2021-03")
    Published(day=datetime.date(2021, 3, 1), precision='month')
    """
    parts = (value or "").strip()[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) > 3:
            return None
        day = date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        return None
    return Published(day, ("year", "month", "day")[len(numbers) - 1])


def day_period(day: date) -> Period:
    """Return the stretch of one day."""
    return Period(day, day, "day")


def month_period(year: int, month: int) -> Period:
    """Return the stretch of one month of a year in 1..9999."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def year_period(year: int, last: int | None = None, precision: str = "year") -> Period:
    """Return the stretch of one year, or of all years up to ``last``."""
    return Period(date(year, 1, 1), date(year if last is None else last, 12, 31), precision)


def third_of(period: Period, part: int) -> Period:
    """Return the first, second or last third (``part`` 1, 2, 3) of a year, decade or century.

    A year is cut into months, longer periods into years; what a border cuts through belongs to the
    part before it.  Any other ``part`` gives the whole period.  The precision stays that of the
    whole: the words name no other unit.

    >>> third_of(decade_period(1990), 1).end
    datetime.date(1993, 12, 31)
    """
    start, end = period.start, period.end
    if start is None or end is None or part not in (1, 2, 3):
        return period
    size = 1 if end.year == start.year else 12
    months = (end.year - start.year + 1) * 12
    borders = [0, *(-(-months * i // (3 * size)) * size for i in (1, 2)), months]
    first = shift(start, "month", borders[part - 1])
    last = shift(start, "month", borders[part] - 1)
    return Period(first, month_period(last.year, last.month).end, period.precision)


def quarter_period(year: int, quarter: int) -> Period:
    """Return the stretch of a quarter, 1 to 4, of a calendar year."""
    end = month_period(year, quarter * 3).end
    return Period(date(year, quarter * 3 - 2, 1), end, "quarter")


def season_period(year: int, first_month: int) -> Period:
    """Return the season that begins in ``first_month`` of ``year``; three months."""
    month = first_month + 2
    end = month_period(year + (month > 12), (month - 1) % 12 + 1).end
    return Period(date(year, first_month, 1), end, "season")


def shift(day: date, unit: str, count: int) -> date:
    """Return the day ``count`` units later; the month's last day where it has no such day.

    Raises:
        OverflowError: the day lies outside the years 1 to 9999.

    >>> shift(date(2020, 3, 31), "month", -1)
    datetime.date(2020, 2, 29)
    """
    days, months = STEPS[unit]
    if days:
        return day + timedelta(days=days * count)
    total = day.year * 12 + day.month - 1 + months * count
    year, month = divmod(total, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_around(day: date, unit: str) -> Period:
    """Return the day, week, month, quarter, year, decade or century that holds a day."""
    monday = day - timedelta(days=day.weekday())
    if unit == "day":
        return day_period(day)
    if unit == "weekend":
        return Period(monday + timedelta(days=5), monday + timedelta(days=6), unit)
    if unit in ("week", "fortnight"):
        return Period(monday, monday + timedelta(days=6), "week")
    if unit == "month":
        return month_period(day.year, day.month)
    if unit == "quarter":
        return quarter_period(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return decade_period(day.year)
    if unit == "century":
        return century_period((day.year + 99) // 100)
    return year_period(day.year)


def decade_period(year: int) -> Period:
    """Return the ten years from ``year`` rounded down to a multiple of ten."""
    first = max(year - year % 10, MINYEAR)
    return year_period(first, year - year % 10 + 9, "decade")


def century_period(number: int) -> Period:
    """Return a century by its ordinal: the 19th runs from 1801 to 1900.

    >>> century_period(19)
    Period(start=datetime.date(1801, 1, 1), end=datetime.date(1900, 12, 31), precision='century')
    """
    return year_period(number * 100 - 99, number * 100, "century")
