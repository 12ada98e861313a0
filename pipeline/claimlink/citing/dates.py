"""Year expressions: what stands for the date of a cited work, and the fields it yields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlink.citing.vocabulary import Vocabulary

_LETTER = re.compile(r"(?<![a-z])[a-rt-z](?![a-z])", re.IGNORECASE)
_MONTHS = 12
_MONTH_ORDER = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearMark:
    """One year expression: ``start`` with original year and date, ``end`` after the suffix.

    ``year`` is four digits or a word ("n.d.") as written, in lower case; ``alternatives`` are
    other years under which the work may be listed; ``letters`` further suffixes of the same year
    with their spans; ``is_range`` says that it spans years ("2010-12").
    """

    start: int
    year_start: int
    end: int
    year: str
    suffix: str | None
    date: str | None
    alternatives: tuple[str, ...]
    letters: tuple[tuple[str, int, int], ...]
    is_range: bool
    dated: bool

    @property
    def undated(self) -> bool:
        """Whether a word stands in place of the year."""
        return not self.year.isdigit()


def read_year(match: re.Match[str], words: Vocabulary) -> YearMark:
    """Return the fields of one match of ``Vocabulary.year``."""
    if match["undated"] is not None:
        return _undated(match)
    year, alternatives, end = match["year"], [], match.end("year")
    if match["later"]:
        years = sorted((year, match["later"]))  # "1867 [1976]" and "1976 [1867]" are one edition
        alternatives, year, end = years[:1], years[1], match.end("later") + 1
    edition = False
    original = re.search(r"\d{4}", match["original"] or "")
    if original:
        alternatives.append(original.group())
    if match["range"]:
        end = match.end("range")
        tail = re.sub(r"\D", "", match["range"])
        alternatives.append(year[: 4 - len(tail)] + tail)
        edition = len(tail) == 4 and "/" in match["range"]
        if edition:  # "1867/1976": written then, printed now
            alternatives, year = [year], tail
    date = None
    if match["iso"]:
        date, end = year + match["iso"], match.end("iso")
    suffix = None
    if match["suffix"]:
        suffix, end = match["suffix"].strip(" -").lower(), match.end("suffix")
    if match["numeric"]:
        date = _numeric_date(year, match["numeric"], match["between"])
    letters = _further_letters(match, suffix) if match["more"] and suffix else ()
    start = match.start("numeric") if match["numeric"] else match.start()
    mark = YearMark(
        start, match.start("year"), end, year, suffix, date, tuple(alternatives), letters,
        bool(match["range"]) and not edition, date is not None,
    )  # fmt: skip
    return _with_words(match.string, mark, words)


def _further_letters(match: re.Match[str], suffix: str) -> tuple[tuple[str, int, int], ...]:
    """Return the letters after the first with their spans; of "a-c" both "b" and "c" are at "c"."""
    found: list[tuple[str, int, int]] = []
    before = suffix
    for letter in _LETTER.finditer(match.string, match.start("more"), match.end("more")):
        last = letter.group().lower()
        mark = match.string[max(0, letter.start() - 2) : letter.start()].strip()[-1:]
        first = ord(before) + 1 if mark in ("-", "–") else ord(last)
        found += [(chr(code), *letter.span()) for code in range(first, ord(last) + 1)]
        before = last
    return tuple(found)


def _numeric_date(year: str, numbers: str, mark: str) -> str:
    """Return "12.05." of a year as a date; of "05/12/" only the year, as it may be May or December.

    >>> _numeric_date("2020", "12.05.", "."), _numeric_date("2020", "05/13/", "/")
    ('2020-05-12', '2020-05-13')
    """
    first, second = (int(part) for part in re.findall(r"\d+", numbers))
    if mark == "/" and max(first, second) <= _MONTHS and first != second:
        return year
    day, month = (first, second) if second <= _MONTHS else (second, first)
    return _iso_date(year, month, day) or year


def _undated(match: re.Match[str]) -> YearMark:
    whole = match["undated"]
    tail = re.fullmatch(r"(?s)(.*[^a-z])-?([a-z])", whole, re.IGNORECASE)
    start, end = match.span("undated")
    if tail and "." in tail[1]:
        return YearMark(
            start, start, end, tail[1].rstrip("- ").lower(), tail[2].lower(), None, (), (), False,
            False,
        )  # fmt: skip
    year = " ".join(whole.lower().split())
    return YearMark(start, start, end, year, None, None, (), (), False, False)


def _with_words(text: str, mark: YearMark, words: Vocabulary) -> YearMark:
    """Take in a day and month in words before or after the year."""
    before = words.date_before.search(text, max(0, mark.start - 32), mark.start)
    if before:
        date = _worded_date(mark.year, before, words)
        return YearMark(
            before.start(), mark.year_start, mark.end, mark.year, mark.suffix, date,
            mark.alternatives, mark.letters, mark.is_range, True,
        )  # fmt: skip
    after = words.date_after.match(text, mark.end)
    if after and not mark.letters:
        date = _worded_date(mark.year, after, words)
        return YearMark(
            mark.start, mark.year_start, mark.end, mark.year, mark.suffix, date,
            mark.alternatives, mark.letters, mark.is_range, mark.dated,
        )  # fmt: skip
    return mark


def _worded_date(year: str, match: re.Match[str], words: Vocabulary) -> str:
    row = words.row("month", match["month"].lower()) or ""
    name = row.rpartition(".")[2]
    month = _MONTH_ORDER.index(name) + 1 if name in _MONTH_ORDER else 0
    day = match["day"] or match["later"]
    return _iso_date(year, month, int(day) if day else 0) or year


def _iso_date(year: str, month: int, day: int) -> str | None:
    if not 1 <= month <= 12:
        return None
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{month:02d}"
