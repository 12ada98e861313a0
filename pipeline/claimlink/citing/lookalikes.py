"""Citation or look-alike: the judgement on a name with a year.

An entry of the source list with that name and year makes it a citation.  Without one, "et al." or
two names do; a single name is a citation unless words around it say that it is a place, an event,
a film, a law, a product or a span of years.  Each judgement names its rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlink.citing.acronyms import is_acronym
from claimlink.citing.dates import YearMark
from claimlink.citing.names import AuthorString
from claimlink.citing.scan import Scan
from claimlink.citing.tokens import plain_words

#: Earliest year of an unlisted citation outside brackets: "A. Reis et al. 1591" is a specimen.
FIRST_BARE_YEAR = "1800"
#: Most authors named outside brackets: more are an entry quoted in full (own).
MOST_BARE_AUTHORS = 3
#: Words up to which a name may be a product's: "Office 2010", not "Office of Roads 2010" (own).
NAMED_BY = 2

#: Characters before a name and behind its year at which the patterns look (own).
BEFORE, BEHIND = 80, 12

_MORE_YEARS = re.compile(r"\s?(?:,|and|&|or|to)\s?(?:19|20)\d\d")
_WORD = re.compile(r"[^\W_](?:[\w'’-]|\.(?=\w))*")
_JOINT = re.compile(r"[^\W\d_]{1,3}|&")
#: Blanks and mark-up that end a link or an emphasis behind a bracket.
_BEHIND = re.compile(r"(?:\s|\]\([^()\s]{0,1000}\)|</[A-Za-z]{1,10}>|[*_]){0,8}")


#: Labels of names that write nothing: "(Oslo, 2019)", "(Labour, 2019)", "(StataCorp, 2019)".
_NO_AUTHORS = ("place", "calendar", "status", "maker")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a name and year stand: ``opening`` is the bracket, ``low`` the segment's start.

    ``closing`` is None for a parenthetical citation; ``listed`` says that the source list has this
    name and year.
    """

    text: str
    opening: int
    low: int
    year: YearMark
    personal: bool = False
    closing: int | None = None
    listed: bool = False


def judge_parenthetical(scan: Scan, authors: AuthorString, setting: Setting) -> str | None:
    """Return the rule that makes a name and year inside a bracket a citation, else None."""
    year = setting.year
    if setting.listed:
        return "citation.listed"
    if setting.personal or authors.quoted:
        return "citation.author-year"
    if year.is_range:
        return None
    lookalike = _lookalike_row(scan, authors, setting)
    if lookalike is not None:
        scan.fired.add(lookalike)
        return None
    if authors.et_al:
        return "citation.et-al"
    if not _is_clean_lead(scan, setting.text[setting.low : authors.start]):
        return None
    return "citation.two-authors" if authors.joined else "citation.author-year"


def judge_narrative(scan: Scan, authors: AuthorString, setting: Setting) -> str | None:
    """Return the rule that makes a name before a bracketed year a citation, else None."""
    if setting.listed:
        return "citation.listed"
    if setting.year.is_range or setting.year.dated:
        return None
    lookalike = _lookalike_row(scan, authors, setting)
    if lookalike is not None:
        scan.fired.add(lookalike)
        return None
    if authors.et_al:
        return "citation.et-al"
    if authors.joined and not authors.organisation:
        return "citation.two-authors"
    if authors.possessive:
        return "citation.possessive"
    placed = _placed_row(scan, authors, setting)
    if placed is not None:
        scan.fired.add(placed)
        return None
    reporting = _reporting_row(scan, authors, setting)
    if reporting is not None:
        scan.fired.add(reporting)
        return "citation.reporting"
    return None


def judge_bare(scan: Scan, authors: AuthorString, setting: Setting) -> str | None:
    """Return the rule that makes a name and year outside brackets a citation, else None."""
    if len(authors.authors) > MOST_BARE_AUTHORS:
        return None
    if setting.listed:
        lookalike = _lookalike_row(scan, authors, setting)
        if lookalike is None:
            return "citation.listed-bare"
        scan.fired.add(lookalike)
        return None
    unlisted = authors.et_al and len(authors.authors) == 1
    recent = setting.year.year >= FIRST_BARE_YEAR
    return "citation.et-al-bare" if unlisted and recent else None


def _lookalike_row(scan: Scan, authors: AuthorString, setting: Setting) -> str | None:
    """Return the row by which a name is no author here, None where none says so."""
    words = scan.words
    name = " ".join(authors.authors[0].lower().split())
    parts = [part.strip(".") for part in name.split()]
    if authors.et_al:
        return None
    comma = "," in setting.text[authors.end : setting.year.start]
    if len(parts) > 1 and parts[1].isdigit() and words.first(("calendar", "month"), parts[0]):
        return words.first(("calendar", "month"), parts[0])
    if not comma and _is_unlisted_acronym(scan, authors, setting):
        return "citation.unlisted-acronym"
    every = [words.first(_NO_AUTHORS, author.lower()) for author in authors.authors]
    if all(every) or (every[-1] and not (authors.organisation or _has_and(scan, authors, setting))):
        return every[-1]
    checks: list[str | None] = []
    if not _is_surname(scan, authors, setting, name):
        events = (name,) if authors.organisation else (*parts, name)
        checks = [words.row("event", part) for part in events] + [words.row("crossref", parts[0])]
        if not comma and not (authors.organisation and len(parts) > NAMED_BY):
            checks += [words.row("product", parts[0]), words.row("currency", parts[0])]
        if not comma:
            checks += [words.row("law", parts[-1]), words.row("crossref", parts[-1])]
    checks.append(_cue_row(scan, setting.text[max(0, authors.start - 60) : authors.start], parts))
    found = next((row for row in checks if row), None)
    return found or _pattern_row(scan, authors.start, setting)


def _pattern_row(scan: Scan, start: int, setting: Setting) -> str | None:
    """Return the pattern that the words around a name fit: up to its year, or a little on."""
    low, end = max(0, start - BEFORE), setting.year.end
    for name, high in (("citation_lookalikes", end + 1), ("citation_entries", end + BEHIND)):
        around = setting.text[low:high]
        for row in scan.words.patterns.get(name, ()):
            if row.search(around):
                return row.id
    return None


def _is_surname(scan: Scan, authors: AuthorString, setting: Setting, name: str) -> bool:
    """Say whether a word that names a thing is a person's here: "(Box, 1976)", "Box and Cox".

    In the sentence a verb of saying must follow, and no article stand before it.
    """
    row = scan.words.row("surname", name)
    if row is None:
        return False
    text = setting.text
    if setting.closing is None:
        joined = authors.joined and not authors.organisation
        surely = joined or "," in text[authors.end : setting.year.start]
    else:
        before = _WORD.findall(text[max(0, authors.start - 8) : authors.start])[-1:]
        bare = not before or scan.words.row("article", before[0].lower()) is None
        surely = bare and _reporting_row(scan, authors, setting) is not None
    if surely:
        scan.fired.add(row)
    return surely


def _placed_row(scan: Scan, authors: AuthorString, setting: Setting) -> str | None:
    """Return the preposition before a name that no entry bears out: "They met in Kiel (2023)".

    "As in Lamb (2023)" and "described in Lamb (2023)" name an author even so.
    """
    name = authors.authors[0]
    if not scan.index or len(authors.authors) > 1 or " " in name or scan.index.has_like(name):
        return None
    text = setting.text
    before = _WORD.findall(text[max(0, authors.start - 40) : authors.start])
    if not before or not text[authors.start - 1 : authors.start].isspace():
        return None
    row = scan.words.row("placed", before[-1].lower())
    led = before[-2].lower() if len(before) > 1 else ""
    told = scan.words.first(("lead", "by"), led) and not scan.words.row("and", led)
    return None if told else row


def is_act(scan: Scan, authors: AuthorString, setting: Setting) -> bool:
    """Say whether a name with a bracketed year is a law, a product or a work of art."""
    row = _lookalike_row(scan, authors, setting)
    return row is not None and any(f".{label}" in row for label in ("law", "product", "work"))


def _has_and(scan: Scan, authors: AuthorString, setting: Setting) -> bool:
    """Say whether "and" ties the last name to the others: "Bree and Lima", not "Bree, Lima"."""
    words = _JOINT.findall(setting.text, authors.start, authors.end)
    return any(scan.words.row("and", word.lower()) for word in words)


def _is_unlisted_acronym(scan: Scan, authors: AuthorString, setting: Setting) -> bool:
    """Say whether "HOT 2004 and 2007" names a thing: the list knows no such author."""
    name = authors.authors[0]
    if len(authors.authors) > 1 or not scan.index or not is_acronym(name):
        return False
    return _MORE_YEARS.match(setting.text, setting.year.end) is not None and not (
        scan.index.has_author(name)
    )


def _cue_row(scan: Scan, before: str, parts: list[str]) -> str | None:
    """Return the row of a word right before the name, or first in it, that names a kind of work."""
    found = _WORD.findall(before)
    last = found[-1].lower() if found else ""
    if last and before.rstrip()[-1:].isalnum():
        return scan.words.row("work", last)
    return scan.words.row("work", parts[0]) if len(parts) > 1 else None


def _is_clean_lead(scan: Scan, lead: str) -> bool:
    """Say whether the words before a name in its bracket only introduce it: "see also", "e.g."."""
    stripped = plain_words(lead).strip(" ,*_\n([“\"'‘")
    if not stripped or (stripped.endswith(":") and not _is_imprint(scan, stripped)):
        return True
    found = [word.lower().strip(".") for word in _WORD.findall(stripped)]
    if not found:
        return True
    rows = [scan.words.first(("lead", "opener"), word) for word in found]
    links = [scan.words.row("leadlink", word) for word in found]
    known = all(
        row or link or word.isdigit() or scan.words.row("crossref", word)
        for row, link, word in zip(rows, links, found, strict=True)
    )
    if known and any(rows):
        scan.fired.update(row for row in (*rows, *links) if row)
        return True
    if links[-1] and len(found) > 1:  # "Gale, as quoted in": what leads to a name ends the lead
        found.pop()
    return scan.words.row("lead", found[-1]) is not None


def _is_imprint(scan: Scan, lead: str) -> bool:
    """Say whether a lead is a publisher's place: "(Oslo: Kyst, 2011)"."""
    last = _WORD.findall(lead)[-1:]
    return (
        bool(last)
        and last[0][0].isupper()
        and not (scan.words.first(("lead", "opener", "crossref"), last[0].lower()))
    )


def _reporting_row(scan: Scan, authors: AuthorString, setting: Setting) -> str | None:
    """Return the row of a reporting verb after the bracket or a lead word before the name."""
    text = setting.text
    if setting.closing is not None:
        behind = _BEHIND.match(text, setting.closing + 1)
        after = _WORD.match(text, behind.end() if behind else setting.closing + 1)
        if after:
            row = scan.words.row("reporting", after.group().lower())
            if row:
                return row
    found = _WORD.findall(text[max(0, authors.start - 40) : authors.start])
    if found and text[authors.start - 1 : authors.start].isspace():
        previous = [word.lower() for word in found[-2:]]
        if previous[-1] in ("the", "a") and len(previous) > 1:
            previous.pop()
        return scan.words.first(("lead", "by"), previous[-1])
    return None
