"""The year of an entry whose head does not give it, and its full date where it is printed."""

from __future__ import annotations

import re

from claimlink.citing.references.heads import YEAR
from claimlink.citing.references.tokens import NameWords
from claimlink.packs import LanguagePack
from claimlink.structure.dates import Date, read_date, read_month_day

_YEAR_AT = re.compile(
    rf"(?:(?<![\w/.–-])|(?<=[A-Z][a-z]{{2}})|(?<=[A-Z][a-z]{{2}}\.))({YEAR})([a-z])?"
    rf"(?![\w/]|[-–](?!{YEAR}(?!\d))\d{{3}}|\.\d)"
)
_BRACKET = re.compile(r"[(\[][^()\[\]]{0,25}$")
_PAGE_LEAD = re.compile(r"(?:pp?\.|pages?|[:,]\s?\d{1,5}\s?[-–])\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s?[-–]{1,2}\s?\d{2,5}")
_VOLUME_BEHIND = re.compile(r"\s?[;:]\s?\w?\d|\s?,?\s?\(?\d{1,4}\)?\s?[:(]|;")
_MONTH_DAY = re.compile(
    r"[.,]\s+(?=(?:\d{1,2}\.?\s)?[^\W\d_]{3,10}\.?,?\s?\d{0,2}[.,;)\s]|\d{1,2}\.?\s[^\W\d_]{3,10})"
)


_YEARS = re.compile(rf"[-–]{YEAR}(?!\d)")
_LEAST_SCORE = -3.0  # of the best number that is taken for the year (own)
_REPRINT_WORDS = 4  # words before a year that can call it that of a reprint (own)
_NEAR = 40  # characters around a number that tell what it is (own)


def find_year(
    text: str, start: int, title_end: int, words: NameWords
) -> tuple[str, str | None, int] | None:
    """Return year, suffix and offset from behind the head; None where no number reads like a year.

    The best candidate is bracketed, or followed by a volume; of equals the last one.
    """
    best: tuple[float, str, str | None, int] | None = None
    for match in _YEAR_AT.finditer(text, start):
        score = _year_score(text, match, title_end, words)
        if best is None or score >= best[0]:
            best = (score, match.group(1), match.group(2), match.start())
    return None if best is None or best[0] < _LEAST_SCORE else best[1:]


def _year_score(text: str, match: re.Match[str], title_end: int, words: NameWords) -> float:
    near = text[max(0, match.start() - _NEAR) : match.start()]
    behind = text[match.end() : match.end() + _NEAR]
    score = 0.0
    if match.start() < title_end:
        score -= 3.0
    bracket = _BRACKET.search(near)
    if bracket:
        score += 3.0 if len(bracket.group()) == 1 else 2.0
    if any(words.has("reprint", word.strip("(.,;")) for word in near.split()[-_REPRINT_WORDS:]):
        score -= 6.0
    if _VOLUME_BEHIND.match(behind):
        score += 2.0
    if _PAGE_LEAD.search(near) or (_RANGE.match(behind) and not _YEARS.match(behind)):
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
