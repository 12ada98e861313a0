"""Narrative citations whose year stands far from the name.

"As Bree and Ostler put it, “tolls rise” (2004, 9)": the bracket holds only a year or a page, the
names stand earlier in the sentence.  Taken only where the source list has that name and year, or
where a reporting verb follows the name and the bracket closes a quotation or gives a page.
"""

from __future__ import annotations

import re

from claimlink.citing.dates import YearMark
from claimlink.citing.names import AuthorString, read_authors
from claimlink.citing.readings import listed_reading
from claimlink.citing.scan import Scan
from claimlink.citing.tokens import Token, tokenize

#: Characters before a bracket in which the name is looked for (own: a long sentence).
REACH = 320
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"][.!?])[\"”’)]*\s+(?=[“\"(]?[^\W\d_])")


def distant_authors(
    scan: Scan, low: int, opening: int, year: YearMark | None, *, closes_quote: bool
) -> AuthorString | None:
    """Return the author string earlier in the sentence that a lone year or page belongs to.

    ``low`` is where the search may begin, ``opening`` where the bracket opens; ``year`` is None
    for a page.  ``closes_quote`` says that a quotation ends there or that a page is given.
    """
    start = sentence_start(scan.text, max(low, opening - REACH), opening)
    tokens = tokenize(scan.text, start, opening, scan.words)
    if scan.index and year is not None:
        for token in reversed(tokens):
            found = _listed_at(scan, start, token, year)
            if found is not None:
                return found
    if not closes_quote:
        return None
    return _reporting_subject(scan, start, tokens)


def sentence_start(text: str, low: int, end: int) -> int:
    """Return where the last sentence of ``text[low:end]`` begins."""
    start = low
    for match in _SENTENCE_END.finditer(text, low, end):
        if match.end() < end:
            start = match.end()
    return start


def _listed_at(scan: Scan, start: int, token: Token, year: YearMark) -> AuthorString | None:
    if token.kind not in ("name", "etal"):
        return None
    if token.kind == "name" and not scan.index.supports((_bare(token.text),), year.year):
        return None
    authors = read_authors(scan.text, start, token.end, scan.words)
    return listed_reading(scan, authors, year, narrative=True) if authors is not None else None


def _reporting_subject(scan: Scan, start: int, tokens: list[Token]) -> AuthorString | None:
    """Return the names right before the sentence's first reporting verb."""
    for place, token in enumerate(tokens):
        row = scan.words.row("reporting", token.text.lower()) if token.kind == "lower" else None
        if row is None or place == 0 or tokens[place - 1].kind not in ("name", "etal"):
            continue
        authors = read_authors(scan.text, start, tokens[place - 1].end, scan.words)
        if authors is None or authors.organisation:
            return None
        lead = scan.text[start : authors.start].strip(' ,“"')
        if lead and scan.words.first(("opener", "lead"), lead.lower()) is None:
            return None
        scan.fired.add(row)
        return authors
    return None


def _bare(name: str) -> str:
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name
