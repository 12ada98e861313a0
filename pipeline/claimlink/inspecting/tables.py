"""Claims of an article -> a table for a terminal, or plain lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimlink.inspecting.runs import ArticleClaims
from claimlink.inspecting.safe import show_safely
from claimlink.records import Claim, ClaimCitation, Finding

if TYPE_CHECKING:
    from rich.table import Table


def describe_article(found: ArticleClaims) -> Iterator[str]:
    """Yield the plain lines of an article: a heading, then each claim with what belongs to it."""
    yield _heading(found)
    entries = _entries(found)
    findings = _findings(found)
    for number, claim in enumerate(found.claims, 1):
        yield f"{number:3}. [{claim.kind}] {show_safely(claim.text)}"
        details = [f"says: {who}" for who in _speaker(claim)]
        for citation in claim.citations:
            details.append(f"cites: {_citation(citation)}")
            details.append(f"source: {entries.get(citation.reference_id or '', _NO_ENTRY)}")
        details += [f"finding: {_finding(item)}" for item in findings.get(claim.id, [])]
        yield from (f"     {detail}" for detail in details)
    for item in findings.get(None, []):
        yield f"  *  finding: {_finding(item)}"


_NO_ENTRY = "no entry of the source list"


def build_table(found: ArticleClaims) -> Table:
    """Return the table of an article's claims for a terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(_heading(found)), title_justify="left", show_lines=True, expand=True)
    table.add_column("#", justify="right")
    table.add_column("Claim", ratio=4, overflow="fold")
    table.add_column("Citation", ratio=2, overflow="fold")
    table.add_column("Source entry", ratio=3, overflow="fold")
    table.add_column("Findings", ratio=2, overflow="fold")
    entries = _entries(found)
    findings = _findings(found)
    for number, claim in enumerate(found.claims, 1):
        kind = "\n".join([f"[{claim.kind}]", *(f"says: {who}" for who in _speaker(claim))])
        cells = (
            str(number),
            f"{show_safely(claim.text)}\n{kind}",
            "\n".join(_citation(citation) for citation in claim.citations),
            "\n".join(entries.get(c.reference_id or "", _NO_ENTRY) for c in claim.citations),
            "\n".join(_finding(item) for item in findings.get(claim.id, [])),
        )
        # Text, not markup: "[quote]" in an article is no instruction to rich.
        table.add_row(*map(Text, cells))
    for item in findings.get(None, []):
        table.add_row("*", "", "", "", Text(_finding(item)))
    return table


def _heading(found: ArticleClaims) -> str:
    count = len(found.claims)
    title = f": {show_safely(found.article.title)}" if found.article.title else ""
    claims = f"{count} claim{'' if count == 1 else 's'}"
    return f"{show_safely(found.article.source)}{title} ({claims})"


def _speaker(claim: Claim) -> Iterator[str]:
    if claim.attribution is not None and claim.attribution.source is not None:
        source = claim.attribution.source
        name = f" ({source.name})" if source.name != source.text else ""
        yield show_safely(source.text + name)


def _citation(citation: ClaimCitation) -> str:
    return f"{show_safely(citation.text)} [{citation.scope}, {citation.confidence:.2f}]"


def _entries(found: ArticleClaims) -> dict[str, str]:
    return {entry.id: show_safely(entry.text) for entry in found.article.references}


def _findings(found: ArticleClaims) -> dict[str | None, list[Finding]]:
    """Return the findings by the claim they touch; under None those that touch no claim."""
    by_claim: dict[str | None, list[Finding]] = {}
    for item in found.article.findings:
        touched: list[str | None] = [*item.claim_ids] or [None]
        for claim_id in touched:
            by_claim.setdefault(claim_id, []).append(item)
    return by_claim


def _finding(item: Finding) -> str:
    return f"{item.code} ({item.severity}): {show_safely(item.message)}"
