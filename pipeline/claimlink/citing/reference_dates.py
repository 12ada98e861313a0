"""The year of an entry whose head does not give it, and its full date where it is printed."""

from __future__ import annotations

import re

from claimlink.citing.reference_heads import YEAR
from claimlink.packs import LanguagePack
from claimlink.structure.dates import Date, read_date, read_month_day

_YEAR_AT = re.compile(rf"(?<![\w/.–-])({YEAR})([a-z])?(?![\w/]|[-–]\d{{3}}|\.\d)")
_BRACKET = re.compile(r"[(\[][^()\[\]]{0,25}$")
_PAGE_LEAD = re.compile(r"(?:pp?\.|pages?|[:,]\s?\d{1,5}\s?[-–])\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s?[-–]{1,2}\s?\d{2,5}")
_VOLUME_BEHIND = re.compile(r"\s?[;:]\s?\w?\d|\s?,?\s?\(?\d{1,4}\)?\s?[:(]|;")
_MONTH_DAY = re.compile(
    r"[.,]\s+(?=(?:\d{1,2}\.?\s)?[^\W\d_]{3,10}\.?,?\s?\d{0,2}[.,;)\s]|\d{1,2}\.?\s[^\W\d_]{3,10})"
)


_NEAR = 40  # characters around a number that tell what it is (own)


def find_year(text: str, start: int, title_end: int) -> tuple[str, str | None] | None:
    """Return year and suffix from behind the head; None where no number reads like a year.

    The best candidate is bracketed, or followed by a volume; of equals the last one.
    """
    best: tuple[float, str, str | None] | None = None
    for match in _YEAR_AT.finditer(text, start):
        score = _year_score(text, match, title_end)
        if best is None or score >= best[0]:
            best = (score, match.group(1), match.group(2))
    return None if best is None or best[0] < -3 else (best[1], best[2])


def _year_score(text: str, match: re.Match[str], title_end: int) -> float:
    near = text[max(0, match.start() - _NEAR) : match.start()]
    behind = text[match.end() : match.end() + _NEAR]
    score = 0.0
    if match.start() < title_end:
        score -= 3.0
    if _BRACKET.search(near):
        score += 2.0
    if _VOLUME_BEHIND.match(behind):
        score += 2.0
    if _RANGE.match(behind) or _PAGE_LEAD.search(near):
        score -= 3.0
    if not behind.strip(" .,;)"):
        score += 2.0
    if near.rstrip().endswith((",", ".", ";")):
        score += 0.5
    return score


def issued_date(year: str, more: str, rest: str, pack: LanguagePack) -> Date:
    """Return the date of publication, as precise as the entry prints it.

    ``more`` is what stands beside the year in its bracket, ``rest`` what follows the title.
    """
    exact = read_month_day(more.strip(" ,;."), year, pack) if more else None
    if exact is not None and len(exact) > 1:
        return exact
    printed = read_date(rest, pack)
    if printed is not None and printed[0] == int(year) and len(printed) > 1:
        return printed
    for match in _MONTH_DAY.finditer(rest):
        found = read_month_day(rest[match.end() :], year, pack)
        if found is not None and len(found) > 1:
            return found
    return (int(year),)
