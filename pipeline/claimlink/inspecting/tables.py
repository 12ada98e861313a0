"""Claims of an article -> a table for a terminal, or plain lines for a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from claimlink.inspecting.runs import ArticleClaims
from claimlink.inspecting.safe import show_safely
from claimlink.records import Claim, ClaimCitation

if TYPE_CHECKING:
    from rich.table import Table


#: Columns of a terminal from which a table is easier to read than lines: each of its columns then
#: holds a few words, and the longest code of a finding in one piece.
TABLE_WIDTH = 110

#: Columns of the longest code of a finding with what stands behind it.
_CODE_WIDTH = 24

_NO_ENTRY = "no entry of the source list"


def describe_article(found: ArticleClaims, width: int | None = None) -> Iterator[str]:
    """Yield the plain lines of an article: a heading, then each claim with what belongs to it.

    ``width`` is the number of columns after which a line goes on, indented, in the next one,
    between words only; None keeps each in one line, as a pipe's reader wants it.
    """
    for line in _lines(found):
        yield from [line] if width is None else _wrap(line, width)


def _lines(found: ArticleClaims) -> Iterator[str]:
    yield _heading(found)
    entries = _entries(found)
    findings = _findings(found)
    for number, claim in enumerate(found.claims, 1):
        yield f"{number:3}. [{claim.kind}] {show_safely(claim.text)}"
        details = [*_alone(claim), *_speaker(claim)]
        for citation in claim.citations:
            details.append(f"cites: {_citation(citation)}")
            details.append(f"source: {entries.get(citation.reference_id or '', _NO_ENTRY)}")
        details += [f"finding: {line}" for line in findings.get(claim.id, [])]
        yield from (f"     {detail}" for detail in details)
    yield from (f"  *  finding: {line}" for line in findings.get(None, []))


def _wrap(line: str, width: int) -> list[str]:
    """Break a line between words; what follows stands two columns further in than its text."""
    start = len(line) - len(line.lstrip(" *.0123456789")) if line.startswith(" ") else 0
    return textwrap.wrap(
        line,
        max(width, start + 20),
        subsequent_indent=" " * (start + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def build_table(found: ArticleClaims) -> Table:
    """Return the table of an article's claims for a terminal, without columns that are empty."""
    from rich.table import Table
    from rich.text import Text

    rows = list(_rows(found))
    table = Table(title=Text(_heading(found)), title_justify="left", expand=True)
    filled = [any(row[place] for row in rows) for place in range(len(_COLUMNS))]
    for (name, ratio, least), is_filled in zip(_COLUMNS, filled, strict=True):
        if is_filled:
            justify: Literal["left", "right"] = "left" if ratio else "right"
            table.add_column(name, justify=justify, ratio=ratio, min_width=least, overflow="fold")
    for row in rows:
        # Text, not markup: "[quote]" in an article is no instruction to rich.
        cells = [Text(cell) for cell, is_filled in zip(row, filled, strict=True) if is_filled]
        table.add_row(*cells, end_section=True)
    return table


#: Heading, share of the width (None: as wide as needed) and least width of each column.
_COLUMNS = (
    ("#", None, None),
    ("Claim", 4, None),
    ("Citation and source entry", 4, None),
    ("Findings", 2, _CODE_WIDTH),
)


def _rows(found: ArticleClaims) -> Iterator[tuple[str, str, str, str]]:
    """Yield the cells of each claim, then of each finding that touches no claim."""
    entries = _entries(found)
    findings = _findings(found)
    for number, claim in enumerate(found.claims, 1):
        said = [show_safely(claim.text), f"[{claim.kind}]", *_alone(claim), *_speaker(claim)]
        cited = [
            f"{_citation(c)}\n{entries.get(c.reference_id or '', _NO_ENTRY)}"
            for c in claim.citations
        ]
        told = findings.get(claim.id, [])
        yield str(number), "\n".join(said), "\n\n".join(cited), "\n".join(told)
    for line in findings.get(None, []):
        yield "*", "", "", line


def _heading(found: ArticleClaims) -> str:
    count = len(found.claims)
    title = f": {show_safely(found.article.title)}" if found.article.title else ""
    claims = f"{count} claim{'' if count == 1 else 's'}"
    return f"{show_safely(found.article.source)}{title} ({claims})"


def _alone(claim: Claim) -> Iterator[str]:
    """Yield how the claim reads with nothing around it, where that differs from its words."""
    if claim.standalone != claim.text:
        yield f"alone: {show_safely(claim.standalone)}"


def _speaker(claim: Claim) -> Iterator[str]:
    if claim.attribution is not None and claim.attribution.source is not None:
        source = claim.attribution.source
        name = f" ({source.name})" if source.name != source.text else ""
        yield f"says: {show_safely(source.text + name)}"


def _citation(citation: ClaimCitation) -> str:
    return f"{show_safely(citation.text)} [{citation.scope}, {citation.confidence:.2f}]"


def _entries(found: ArticleClaims) -> dict[str, str]:
    return {entry.id: show_safely(entry.text) for entry in found.article.references}


def _findings(found: ArticleClaims) -> dict[str | None, list[str]]:
    """Return the findings by the claim they touch; under None those that touch no claim.

    One that touches many claims is told once, at the first, and named at the others.
    """
    numbers = {claim.id: number for number, claim in enumerate(found.claims, 1)}
    by_claim: dict[str | None, list[str]] = {}
    for item in found.article.findings:
        told = f"{item.code} ({item.severity}): {show_safely(item.message)}"
        touched = sorted((c for c in item.claim_ids if c in numbers), key=numbers.__getitem__)
        by_claim.setdefault(touched[0] if touched else None, []).append(told)
        for claim_id in touched[1:]:
            named = f"{item.code}, see {numbers[touched[0]]}"
            by_claim.setdefault(claim_id, []).append(named)
    return by_claim
