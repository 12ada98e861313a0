"""A page of claims -> a table for a terminal, or plain lines for a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from claimlink.inspecting.choosing import Page, ShownCitation, ShownClaim
from claimlink.inspecting.safe import show_safely

if TYPE_CHECKING:
    from rich.table import Table


#: Columns of a terminal from which a table is easier to read than lines: each of its columns then
#: holds a few words, and the longest code of a finding in one piece.
TABLE_WIDTH = 110

#: Columns of the longest code of a finding with what stands behind it.
_CODE_WIDTH = 24

_NO_ENTRY = "no entry of the source list"

#: Claims under one heading: of one article, one after the other.
Group = tuple[str, tuple[ShownClaim, ...]]


def group_claims(claims: Sequence[ShownClaim]) -> Iterator[Group]:
    """Yield the claims under the name of their article, in their order."""
    for _, found in groupby(claims, lambda claim: claim.article_id):
        own = tuple(found)
        title = f": {show_safely(own[0].title)}" if own[0].title else ""
        yield f"{show_safely(own[0].article)}{title}", own


def describe_group(group: Group, width: int | None = None) -> Iterator[str]:
    """Yield the plain lines of claims: a heading, then each claim with what belongs to it.

    ``width`` is the number of columns after which a line goes on, indented, in the next one,
    between words only; None keeps each in one line, as a pipe's reader wants it.
    """
    for line in _lines(group):
        yield from [line] if width is None else wrap_line(line, width)


def _lines(group: Group) -> Iterator[str]:
    heading, claims = group
    yield heading
    told: dict[tuple[str, str], str] = {}
    for claim in claims:
        yield f"  {claim.claim_id} [{_labels(claim)}] {show_safely(claim.text)}"
        details = [*_alone(claim), *_speaker(claim)]
        for citation in claim.citations:
            details.append(f"cites: {_citation(citation)}")
            details.append(f"source: {_entry(citation)}")
        details += [f"finding: {line}" for line in _findings(claim, told)]
        yield from (f"    {detail}" for detail in details)


def wrap_line(line: str, width: int) -> list[str]:
    """Break a line between words; what follows stands two columns further in than its text."""
    start = len(line) - len(line.lstrip(" "))
    return textwrap.wrap(
        line,
        max(width, start + 20),
        subsequent_indent=" " * (start + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def build_table(group: Group) -> Table:
    """Return the table of a group of claims for a terminal, without columns that are empty."""
    from rich.table import Table
    from rich.text import Text

    heading, claims = group
    rows = list(_rows(claims))
    # Text, not markup: "[quote]" in an article is no instruction to rich.
    table = Table(title=Text(heading, "bold"), title_justify="left", expand=True)
    filled = [any(row[place] for row in rows) for place in range(len(_COLUMNS))]
    for (name, ratio, least), is_filled in zip(_COLUMNS, filled, strict=True):
        if is_filled:
            table.add_column(name, ratio=ratio, min_width=least, overflow="fold")
    for row in rows:
        cells = [Text(cell) for cell, is_filled in zip(row, filled, strict=True) if is_filled]
        table.add_row(*cells, end_section=True)
    return table


#: Heading, share of the width and least width of each column.
_COLUMNS: tuple[tuple[str, int, int | None], ...] = (
    ("Claim", 4, None),
    ("Citation and source entry", 4, None),
    ("Findings", 2, _CODE_WIDTH),
)


def _rows(claims: Sequence[ShownClaim]) -> Iterator[tuple[str, str, str]]:
    told: dict[tuple[str, str], str] = {}
    for claim in claims:
        said = [
            show_safely(claim.text),
            f"{claim.claim_id} [{_labels(claim)}]",
            *_alone(claim),
            *_speaker(claim),
        ]
        cited = [f"{_citation(citation)}\n{_entry(citation)}" for citation in claim.citations]
        yield "\n".join(said), "\n\n".join(cited), "\n".join(_findings(claim, told))


def count_claims(count: int, page: Page, shown: int) -> str:
    """Return the line below a page: which of how many claims it shows, and how to see more.

    >>> count_claims(120, Page(number=2), 50)
    'claims 51 to 100 of 120; --page 3 shows the next, --all shows all'
    >>> count_claims(7, Page(), 7), count_claims(1, Page(), 1), count_claims(0, Page(), 0)
    ('7 claims', '1 claim', 'no claim fits')
    """
    if count == 0:
        return "no claim fits"
    size = page.size or count
    first = (page.number - 1) * size + 1
    if shown == 0:
        return f"page {page.number} is empty, {-(-count // size)} is the last"
    last = first + shown - 1
    if shown == count:
        return f"{count:,} claim{'' if count == 1 else 's'}"
    more = f"; --page {page.number + 1} shows the next, --all shows all" if last < count else ""
    return f"claims {first:,} to {last:,} of {count:,}{more}"


def _labels(claim: ShownClaim) -> str:
    return f"{claim.kind}, worth {claim.worth:.2f}"


def _alone(claim: ShownClaim) -> Iterator[str]:
    """Yield how the claim reads with nothing around it, where that differs from its words."""
    if claim.standalone != claim.text:
        yield f"alone: {show_safely(claim.standalone)}"


def _speaker(claim: ShownClaim) -> Iterator[str]:
    if claim.source is not None and claim.source_text is not None:
        name = f" ({claim.source})" if claim.source != claim.source_text else ""
        yield f"says: {show_safely(claim.source_text + name)}"


def _citation(citation: ShownCitation) -> str:
    return f"{show_safely(citation.text)} [{citation.scope}, {citation.confidence:.2f}]"


def _entry(citation: ShownCitation) -> str:
    return _NO_ENTRY if citation.entry is None else show_safely(citation.entry)


def _findings(claim: ShownClaim, told: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the findings of a claim; one that touches many is told once, at the first."""
    for item in claim.findings:
        first = told.setdefault((item.code, item.message), claim.claim_id)
        if first == claim.claim_id:
            yield f"{item.code} ({item.severity}): {show_safely(item.message)}"
        else:
            yield f"{item.code}, see {first}"
