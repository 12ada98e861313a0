"""Which of the possible author strings is meant, with the source list as evidence.

"In Peru Ruiz and Bel (2010)" may name "Peru Ruiz and Bel" or "Ruiz and Bel": the first reading
that an entry of that year bears out is taken.  Without an entry the longest one stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claimlink.citing.dates import YearMark
from claimlink.citing.names import AuthorString, read_authors, shorter_readings
from claimlink.citing.scan import Scan
from claimlink.citing.tokens import Token, fold, tokenize

_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+)\s$")
_COMMA_AND = re.compile(r",\s[^\W\d_]{1,3}\s")
_ODD_MARK = re.compile(r"\s?[;–—-]\s?$")
_LOWER_NAME = re.compile(
    r"[\s(]{0,2}(?:(?P<given>[a-z]{2,16})\s)?(?P<name>[a-z][\w’'-]{2,24})\s?,?\s?"
)
_LOWER_LAST = re.compile(r"(?<![\w’'-])(?P<name>[a-z][\w’'-]{2,24})\s$")
#: Names without a year, each with its semicolon, before another.
_SEMICOLONS = re.compile(
    r"(?<!;)(?<!;\s)(?:\s?[^\W\d_a-z][^\W\d_]{1,24}(?:[ '’-][^\W\d_]{1,24}){0,2};)+\s*$"
)
#: Characters before a name in which names with semicolons stand (own).
_SEMICOLON_REACH = 160
#: Names before the last that can only be authors of its work (own).
_LEAST_NAMES = 2


def listed_reading(
    scan: Scan, authors: AuthorString, year: YearMark, *, narrative: bool
) -> AuthorString | None:
    """Return the longest reading of an author string that the source list has, None where none."""
    if not scan.index or authors.quoted:
        return None
    years = (year.year, *year.alternatives)
    longest = [authors] if authors.whole is None else [authors.whole, authors]
    for reading in longest:
        if _is_listed(scan, reading.authors, years) or _is_listed_alias(scan, reading, years):
            return _with_given_name(scan, authors, reading, years)
    readings = shorter_readings(scan.text, authors, scan.words)
    for reading in readings:
        if _is_listed(scan, reading.authors, years) or _is_listed_alias(scan, reading, years):
            return _with_given_name(scan, authors, reading, years)
    return _without_particle(scan, [*longest, *readings], years) or (
        _last_name(scan, authors, years) if narrative else None
    )


def listed_phrase(scan: Scan, start: int, end: int, year: YearMark) -> AuthorString | None:
    """Return a stretch as an author where an entry of that year begins with just these words."""
    phrase = scan.text[start:end].rstrip(" ,.:;*_\n–—-")
    begin = start + len(phrase) - len(phrase.lstrip(" *_\n"))
    phrase = phrase.strip(" *_\n")
    years = (year.year, *year.alternatives)
    if " " not in phrase or len(phrase) > 200 or not scan.index.has_phrase(phrase, years):
        return None
    name = " ".join(phrase.split()).strip("“”\"‘’'*_ ,.")
    return AuthorString(begin, begin + len(phrase), (name,), organisation=True)


def listed_oddly(scan: Scan, start: int, end: int, year: YearMark) -> AuthorString | None:
    """Return a listed author whom an odd mark parts from the year, or whose name is in lower case.

    "(Bree – 2011)", "(Bree; 2011)", "(bree, 2011)", "(bell hooks, 2000)".
    """
    if not scan.index:
        return None
    mark = _ODD_MARK.search(scan.text, max(start, end - 4), end)
    if mark is not None:
        authors = read_authors(scan.text, start, mark.start(), scan.words)
        listed = listed_reading(scan, authors, year, narrative=False) if authors else None
        if listed is not None:
            return listed
    phrase = _LOWER_NAME.fullmatch(scan.text, start, end)
    if phrase is None or not _is_listed(scan, (phrase["name"],), (year.year, *year.alternatives)):
        return None
    begin = phrase.start("given") if phrase["given"] else phrase.start("name")
    return AuthorString(begin, phrase.end("name"), (phrase["name"],))


def listed_as_printed(scan: Scan, low: int, end: int, year: YearMark) -> AuthorString | None:
    """Return the word in lower case before ``end`` that the list prints as this year's author."""
    if not scan.index:
        return None
    match = _LOWER_LAST.search(scan.text, max(low, end - 24), end)
    if match is None or not scan.index.prints(match["name"], (year.year, *year.alternatives)):
        return None
    return AuthorString(match.start("name"), match.end("name"), (match["name"],))


def joined_by_semicolons(
    scan: Scan, authors: AuthorString, year: YearMark, low: int
) -> AuthorString | None:
    """Return all names of one work that semicolons part: "Hart; Gale; Ostler, 2011".

    Taken where an entry of that year names the first two together, or where two names or more
    without a year stand before the last; None elsewhere.
    """
    before = _SEMICOLONS.search(
        scan.text, max(low, authors.start - _SEMICOLON_REACH), authors.start
    )
    if before is None or authors.organisation or authors.quoted:
        return None
    if scan.text[max(low, before.start() - 2) : before.start()].strip(" (["):
        return None
    names = tuple(name.strip() for name in before.group().split(";") if name.strip())
    every = (*names, *authors.authors)
    years = (year.year, *year.alternatives)
    if not _is_listed(scan, every, years) and (
        len(names) < _LEAST_NAMES or _is_listed(scan, authors.authors, years)
    ):
        return None
    start = before.start() + len(before.group()) - len(before.group().lstrip())
    return replace(authors, start=start, authors=every, joined=True)


def after_comma(scan: Scan, low: int, authors: AuthorString) -> AuthorString:
    """Drop words before a comma that nothing ties to the name: "In Peru, Ruiz (2010)".

    "They met in Graz, and Ito (2010) says": where a place may stand, ", and" ties nothing either.
    """
    text = scan.text
    if authors.et_al or authors.organisation or "," not in text[authors.start : authors.end]:
        return authors
    comma = text.rindex(",", authors.start, authors.end)
    later = [r for r in shorter_readings(text, authors, scan.words) if r.start > comma]
    if later:
        return authors if later[0].joined else later[0]
    before = _LAST_WORD.search(text, max(low, authors.start - 12), authors.start)
    row = before and scan.words.row("whereabouts", before[1].lower())
    joint = _COMMA_AND.match(text, comma, authors.end)
    if not row or joint is None or len(authors.authors) > 2:
        return authors
    scan.fired.add(row)
    return read_authors(text, joint.end(), authors.end, scan.words) or authors


def _are_particles(scan: Scan, start: int, end: int) -> bool:
    """Say whether two particles or more stand before a name: "van den", no preposition."""
    words = scan.text[start:end].split()
    return len(words) > 1 and all(
        word.islower() and scan.words.row("particle", word) for word in words
    )


def _is_listed(scan: Scan, authors: Sequence[str], years: Sequence[str]) -> bool:
    return any(scan.index.supports(authors, year) for year in years)


def _is_listed_alias(scan: Scan, reading: AuthorString, years: Sequence[str]) -> bool:
    return reading.alias is not None and _is_listed(scan, (reading.alias,), years)


def _with_given_name(
    scan: Scan, authors: AuthorString, reading: AuthorString, years: Sequence[str]
) -> AuthorString:
    """Take a given name in that fits the entry: "Nina Dunlop (2011)" for "Dunlop, N."."""
    if reading.start == authors.start or reading.initials:
        return reading
    before = tokenize(scan.text, authors.start, reading.start, scan.words)
    names: list[Token] = []
    for token in reversed(before):
        if token.kind not in ("name", "initial"):
            break
        names.insert(0, token)
    for place, token in enumerate(names):
        letters = "".join(name.text[0] for name in names[place:]).lower()
        if scan.index.has_given(reading.authors[0], years, letters):
            return replace(reading, start=token.start)
    return reading


def _without_particle(
    scan: Scan, readings: Sequence[AuthorString], years: Sequence[str]
) -> AuthorString | None:
    """Settle whether "de" belongs to the name: it does where the entry prints it, too."""
    for reading in readings:
        first, _, rest = reading.authors[0].partition(" ")
        if rest and scan.words.row("particle", first.lower()):
            authors = (rest, *reading.authors[1:])
            if not _is_listed(scan, authors, years):
                continue
            if scan.index.prints_particle(rest, years, first):
                return reading
            start = scan.text.index(rest.split()[0], reading.start + len(first))
            if _are_particles(scan, readings[0].start, start):
                return readings[0]
            return replace(reading, start=start, authors=authors)
    return None


def _last_name(scan: Scan, authors: AuthorString, years: Sequence[str]) -> AuthorString | None:
    """Return the name after the last "and" where it wrote its entry alone: "in Oslo, and Bree"."""
    tokens = tokenize(scan.text, authors.start, authors.end, scan.words)
    places = [place for place, token in enumerate(tokens) if token.kind == "and"]
    if authors.et_al or not places or places[-1] + 1 >= len(tokens):
        return None
    name = scan.text[tokens[places[-1] + 1].start : tokens[-1].end]
    if not scan.index.wrote_alone(name, years):
        return None
    start = tokens[places[-1] + 1].start
    return AuthorString(start, authors.end, (fold(name) and name,), possessive=authors.possessive)
