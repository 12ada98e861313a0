"""The moment a time expression is said in, and what it lends to an incomplete one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claimlink.claiming.times import values
from claimlink.claiming.times.rules import TimeRules
from claimlink.claiming.times.values import Period, Published

#: The groups of a pattern that matched, in lower case, as they stand in the text.
Fields = Mapping[str, str]
Tense = Literal["past", "future", "begun"]
#: How many months ahead of publication a month without a year may lie, by the tense of its clause:
#: a writer adds the year, or "last", to one that lies further off in the other direction.
AHEAD: Mapping[Tense | None, int] = {
    "begun": 0,
    "past": 2,
    None: 6,
    "future": 10,
}


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


def month_of(fields: Fields, moment: Moment, name: str = "month") -> int:
    """Return the number of the month that a field names, 0 where it is empty."""
    return moment.rules.weight("month", fields.get(name, ""))


def given_year(fields: Fields, moment: Moment) -> int | None:
    """Return the year that the expression itself gives: as a number or as "last year"."""
    if fields.get("year"):
        return int(fields["year"])
    near = fields.get("near", "")
    published = moment.day("year")
    if near and published is not None:
        return published.year + moment.rules.weight("direction", near)
    return None


def likely_year(month: int, day: int, fields: Fields, moment: Moment) -> int | None:
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


def unit_of(form: str, moment: Moment) -> str:
    """Return the unit that a word names: the last part of its row's id."""
    row = moment.rules.word("unit", form)
    return "day" if row is None else row.id.rpartition(".")[2]


def count_of(form: str, moment: Moment) -> int | None:
    """Return a count of units, 1 where there is none; None for "several" and "two or three"."""
    if form.isdigit():
        return int(form)
    if not form:
        return 1
    weight = moment.rules.weight
    parts = form.replace("-", " ").split()
    counts = [
        weight("tens", part) or weight("cardinal", part) or weight("article", part)
        for part in parts
    ]
    return sum(counts) if all(counts) else None
