"""Calendar dates as articles and source lists print them.

Numbers with dots or blanks between them are day, month, year ("03. 12. 2020"); slashed dates are
read only where the first number can't be a month.
"""

from __future__ import annotations

import re

from claimlink.packs import LanguagePack

Date = tuple[int, ...]

_ISO = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d)-(\d{2})(?:-(\d{2}))?(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:1[4-9]|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:1[4-9]|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d)(?!\d)")
_VOLUME_BEHIND = re.compile(r"\s?[(:]\s?\d")
_MONTHS_OF_YEAR = 12
_DAYS_OF_MONTH = 31


_NAMED = re.compile(
    r"(?:(?<!\d)(?P<day1>\d{1,2})(?:st|nd|rd|th|º|\.)?(?:\s*[-–]\s*\d{1,2})?\s+(?:de\s+|of\s+)?)?"
    r"\b(?P<month>[^\W\d_]{3,10})\b\.?,?\s*(?:de\s+)?"
    r"(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:\s*[-–]\s*\d{1,2}(?!\d))?,?\s*)?"
    r"(?P<year>(?:1[4-9]|20)\d\d)?(?!\d)"
)


def read_date(text: str, pack: LanguagePack) -> Date | None:
    """Return the first date with a year as (year, month, day), shorter where less is said.

    >>> from claimlink.packs import load_pack
    >>> read_date("posted 3 March 2021", load_pack("en"))
    (2021, 3, 3)
    """
    if match := _ISO.search(text):
        return _checked(match.group(1), match.group(2), match.group(3))
    if match := _DOTTED.search(text):
        return _checked(match.group(3), match.group(2), match.group(1))
    if match := _SLASHED.search(text):
        day, month, year = match.groups()
        return _checked(year, month, day) if int(day) > _MONTHS_OF_YEAR else (int(year),)
    months = pack.lexicon("layout_months")
    here = 0
    while match := _NAMED.search(text, here):
        if match.group("year") and months.get(match.group("month").lower()):
            return _of_match(match, match.group("year"), pack)
        # the word was no month; the number behind it may be a day ("posted 3 March")
        here = match.end("month")
    year_only = _YEAR.search(text)
    return None if year_only is None else (int(year_only.group(1)),)


def read_month_day(text: str, year: str, pack: LanguagePack) -> Date | None:
    """Return the date of a month name at the text's begin ("March 14") within a known year."""
    match = _NAMED.match(text)
    if match is None or match.group("year") not in (None, year):
        return None
    if pack.lexicon("layout_months").get(match.group("month").lower()) is None:
        return None
    return _of_match(match, year, pack)


def blank_dates(text: str, pack: LanguagePack) -> str:
    """Return the text with blanks in place of dates that name a day; its length stays the same.

    The numbers of "3 April 2017" are no volume and no page.  A month before a volume, "March
    12(3)", is left alone.
    """
    months = pack.lexicon("layout_months")
    pieces: list[str] = []
    here = kept = 0
    while match := _NAMED.search(text, here):
        day = match.group("day1") or match.group("day2")
        is_date = day and months.get(match.group("month").lower()) is not None
        if is_date and not _VOLUME_BEHIND.match(text, match.end()):
            pieces += [text[kept : match.start()], " " * (match.end() - match.start())]
            here = kept = match.end()
        else:
            here = match.end("month")
    pieces.append(text[kept:])
    blank = "".join(pieces)
    for numbers in (_ISO, _DOTTED):
        blank = numbers.sub(lambda match: " " * (match.end() - match.start()), blank)
    return blank


def iso_date(date: Date) -> str:
    """Return a date in ISO 8601, at the precision known: ``2021-03``."""
    return "-".join(f"{part:02d}" if n else f"{part:04d}" for n, part in enumerate(date))


def _of_match(match: re.Match[str], year: str, pack: LanguagePack) -> Date:
    row = pack.lexicon("layout_months").get(match.group("month").lower())
    month = str(int(row.weight)) if row is not None and row.weight else None
    return _checked(year, month, match.group("day1") or match.group("day2"))


def _checked(year: str, month: str | None, day: str | None) -> Date:
    """The date as numbers; what no calendar has (month 13) is left out with what follows it."""
    date = [int(year)]
    if month is not None and 1 <= int(month) <= _MONTHS_OF_YEAR:
        date.append(int(month))
        if day is not None and 1 <= int(day) <= _DAYS_OF_MONTH:
            date.append(int(day))
    return tuple(date)
