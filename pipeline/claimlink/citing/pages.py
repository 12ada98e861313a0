"""Citations without a year: author and page, "ibid.", an undated entry by its name alone.

Source: MLA 9 section 6 (``(Smith 45)``), Chicago 17 section 14.34 (ibid.).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.citing.brackets import Bracket
from claimlink.citing.distant import distant_authors, sentence_start
from claimlink.citing.names import AuthorString, read_authors
from claimlink.citing.scan import Marker, Scan

_PAGE = re.compile(r"(?P<page>[1-9]\d{0,3}(?:\s?[-–]\s?\d{1,4})?)\s*$")
_LOWER_WORD = re.compile(r"(?<!\w)[a-z]{3,14}(?!\w)")
_SEMICOLON = re.compile(";")
_COMMA = re.compile(",")
_TITLED = re.compile(r"(?P<name>[^\W\d_][\w'’-]+),\s(?P<title>[^\W\d_a-z][\w'’ -]+)")
_CLAUSE_END = re.compile(r"[\"”’]?\s*(?:[.;,?!]|$|\n)")


#: Digits of an unlisted author's page: "(Grant 2019-445)" is a number (own).
MOST_DIGITS = 3
#: Commas of one segment at which it is split (own: names of ministries have up to three).
MOST_COMMAS = 5
#: Longest bracket that is searched for citations without a year (own: two long organisations).
MOST_LETTERS = 260


@dataclass(frozen=True, slots=True)
class Found:
    """One block's start, its brackets and the citations with a year found in it."""

    start: int
    brackets: Sequence[Bracket]
    markers: Sequence[Marker]


def find_yearless(scan: Scan, block: Found, *, pages: bool) -> list[Marker]:
    """Return the markers of a block that hold no year, in order.

    ``pages`` says that the article cites by author and page, which is so where it has no
    citation with a year.
    """
    taken: dict[tuple[int, int], list[Marker]] = {}
    for marker in block.markers:
        taken.setdefault(marker.group or marker.bracket or (0, 0), []).append(marker)
    found: list[Marker] = []
    for bracket in block.brackets:
        if bracket.close - bracket.open > MOST_LETTERS:
            continue
        inside = taken.get(bracket.span, [])
        yearless = [
            marker
            for segment in _segments(scan.text, bracket, inside)
            for marker in _in_segment(scan, bracket, segment)
        ]
        if pages and not yearless and not inside:
            yearless = _author_pages(scan, bracket, block.start)
        found += yearless
    return sorted(found, key=lambda marker: marker.start)


def _segments(text: str, bracket: Bracket, inside: Sequence[Marker]) -> list[tuple[int, int]]:
    """Return the parts of a bracket between its semicolons and citations, commas as second cuts."""
    borders = [
        (match.start(), match.end())
        for match in _SEMICOLON.finditer(text, bracket.open + 1, bracket.close)
    ]
    borders += [(marker.start, marker.end) for marker in inside]
    segments: list[tuple[int, int]] = []
    here = bracket.open + 1
    for start, end in sorted([*borders, (bracket.close, bracket.close)]):
        if start > here:
            segments.append((here, start))
        here = max(here, end)
    return segments


def _ibid(scan: Scan, bracket: Bracket, segment: tuple[int, int]) -> Marker | None:
    start, end = segment
    match = scan.words.ibid.match(scan.text, start, end)
    row = match and scan.words.row("ibid", match["ibid"].lower())
    if not match or not row:
        return None
    scan.fired.add(row)
    locator = scan.words.locator.match(scan.text, match.end("ibid"), end)
    return Marker(
        match.start("ibid"), match.end("ibid"), bracket.span, False, kind="ibid",
        locator=locator["locator"].strip(" ,:") if locator else None, rule="citation.ibid",
        bracket=bracket.span,
    )  # fmt: skip


def _personal(scan: Scan, bracket: Bracket, segment: tuple[int, int]) -> Marker | None:
    """Return "T. Gale, personal communication" without a date."""
    start, end = segment
    said = " ".join(scan.text[bracket.open + 1 : bracket.close].lower().split()).strip(",")
    if scan.words.row("personal", said):
        return _personal_after(scan, bracket, said)
    match = scan.words.personal_last.search(scan.text, start, end)
    authors = read_authors(scan.text, start, match.start(), scan.words) if match else None
    row = match and scan.words.row("personal", " ".join(match["phrase"].lower().split()))
    if match is None or authors is None or not row:
        return None
    scan.fired.add(row)
    return Marker(
        authors.start, match.end("phrase"), bracket.span, False, authors.authors, kind="personal",
        initials=authors.initials, et_al=authors.et_al, rule="citation.personal",
        bracket=bracket.span,
    )  # fmt: skip


def _personal_after(scan: Scan, bracket: Bracket, said: str) -> Marker | None:
    """Return "T. Gale (pers. comm.)", a narrative one without a date."""
    authors = read_authors(scan.text, max(0, bracket.open - 64), bracket.open, scan.words)
    row = scan.words.row("personal", said)
    if authors is None or not row or not authors.initials:
        return None
    scan.fired.add(row)
    return Marker(
        authors.start, bracket.close + 1, None, True, authors.authors, kind="personal",
        initials=authors.initials, et_al=authors.et_al, rule="citation.personal",
        bracket=bracket.span,
    )  # fmt: skip


def _in_segment(scan: Scan, bracket: Bracket, segment: tuple[int, int]) -> list[Marker]:
    """Return "ibid." or the undated entries, parted by commas, that a segment names."""
    marker = _ibid(scan, bracket, segment) or _personal(scan, bracket, segment)
    if marker is not None or not scan.index.has_undated:
        return [marker] if marker is not None else []
    start, end = segment
    commas = [match.start() for match in _COMMA.finditer(scan.text, start, end)][:MOST_COMMAS]
    found: list[Marker] = []
    low = start
    while low < end:
        highs = [high for high in (end, *reversed(commas)) if high > low]
        high = next((h for h in highs if _is_undated_entry(scan, low, h)), None)
        if high is not None:
            found.append(_undated_marker(scan, bracket, low, high))
            low = high
        else:
            low = min((comma for comma in commas if comma > low), default=end)
    return found


def _is_undated_entry(scan: Scan, low: int, high: int) -> bool:
    """Say whether a stretch is an undated entry's organisation or title, word for word."""
    phrase = scan.text[low:high].strip(" ,\n")
    return " " in phrase and scan.index.has_phrase(phrase, [None])


def _undated_marker(scan: Scan, bracket: Bracket, low: int, high: int) -> Marker:
    phrase = scan.text[low:high].strip(" ,\n")
    begin = scan.text.index(phrase, low)
    return Marker(
        begin, begin + len(phrase), bracket.span, False, (" ".join(phrase.split()),),
        rule="citation.undated-entry", bracket=bracket.span,
    )  # fmt: skip


def _author_pages(scan: Scan, bracket: Bracket, start: int) -> list[Marker]:
    """Return ``Smith 45`` and ``Bree 3`` of ``(Smith 45; Bree 3)``, all of a bracket or none."""
    if not _CLAUSE_END.match(scan.text, bracket.close + 1):
        return []
    segments = _segments(scan.text, bracket, [])
    found = [_author_page(scan, bracket, segment, start) for segment in segments]
    markers = [marker for marker in found if marker is not None]
    return markers if len(markers) == len(segments) else []


def _author_page(
    scan: Scan, bracket: Bracket, segment: tuple[int, int], start: int
) -> Marker | None:
    """Return ``Smith 45``, or a lone ``45`` after "Smith calls ...", as a citation."""
    text = scan.text
    low, high = segment
    page = _PAGE.search(text, low, high)
    if page is None or _is_tally(scan, sentence_start(text, start, bracket.open), bracket.open):
        return None
    if not text[low : page.start()].strip():
        authors = distant_authors(scan, start, bracket.open, None, closes_quote=True)
        if authors is None or not _is_page_author(scan, authors, page["page"]):
            return None
        return _page_marker(authors, page.start("page"), page, None, bracket)
    authors = read_authors(text, low, page.start(), scan.words)
    titled = authors and _TITLED.fullmatch(text, authors.start, authors.end)
    if authors is not None and titled:  # "Smith, Gulls 45": the work of Smith, not of two authors
        name = AuthorString(authors.start, authors.end, (titled["name"],), authors.initials)
        if text[low : authors.start].strip() or not _is_page_author(scan, name, page["page"]):
            return None
        marker = _page_marker(name, authors.start, page, bracket.span, bracket)
        return replace(marker, title=titled["title"], hint=titled["title"])
    if authors is None or text[low : authors.start].strip() or authors.end + 1 != page.start():
        return None
    if not _is_page_author(scan, authors, page["page"]):
        return None
    return _page_marker(authors, authors.start, page, bracket.span, bracket)


def _is_tally(scan: Scan, start: int, end: int) -> bool:
    """Say whether a sentence tells of goals, votes or ages, whose numbers are no pages."""
    if scan.index:
        return False
    words = _LOWER_WORD.findall(scan.text, max(start, end - 160), end)
    row = next((row for word in words if (row := scan.words.row("tally", word))), None)
    if row is not None:
        scan.fired.add(row)
    return row is not None


def _page_marker(
    authors: AuthorString, start: int, page: re.Match[str], group: tuple[int, int] | None,
    bracket: Bracket,
) -> Marker:  # fmt: skip
    return Marker(
        start, page.end("page"), group, group is None, authors.authors, locator=page["page"],
        form="author-page", initials=authors.initials, et_al=authors.et_al,
        rule="citation.author-page", bracket=bracket.span,
    )  # fmt: skip


def _is_page_author(scan: Scan, authors: AuthorString, page: str) -> bool:
    """Say whether these are surnames that a page may follow: listed ones, else plain ones."""
    if scan.index:
        return all(scan.index.has_author(author) for author in authors.authors[:1])
    if authors.organisation or len(re.split(r"\D", page)[0]) > MOST_DIGITS:
        return False
    for author in authors.authors:
        if " " in author or not author[1:].islower():
            return False
        labels = ("crossref", "product", "calendar", "place", "event", "currency", "law", "work")
        row = scan.words.first(labels, author.lower())
        if row is not None:
            scan.fired.add(row)
            return False
    return True
