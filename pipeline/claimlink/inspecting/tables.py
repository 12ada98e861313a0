"""Claims of an article -> a table for a terminal, or plain lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimlink.inspecting.runs import ArticleClaims
from claimlink.inspecting.safe import show_safely
from claimlink.records import Claim, ClaimCitation

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
        details += [f"finding: {line}" for line in findings.get(claim.id, [])]
        yield from (f"     {detail}" for detail in details)
    yield from (f"  *  finding: {line}" for line in findings.get(None, []))


_NO_ENTRY = "no entry of the source list"


def build_table(found: ArticleClaims) -> Table:
    """Return the table of an article's claims for a terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(_heading(found)), title_justify="left", expand=True)
    table.add_column("#", justify="right")
    table.add_column("Claim", ratio=4, overflow="fold")
    table.add_column("Citation", ratio=2, overflow="fold")
    table.add_column("Source entry", ratio=3, overflow="fold")
    table.add_column("Findings", ratio=2, overflow="fold")
    entries = _entries(found)
    findings = _findings(found)
    for number, claim in enumerate(found.claims, 1):
        said = [
            show_safely(claim.text),
            f"[{claim.kind}]",
            *(f"says: {w}" for w in _speaker(claim)),
        ]
        cited = [
            (_citation(c), entries.get(c.reference_id or "", _NO_ENTRY)) for c in claim.citations
        ]
        first, *others = cited or [("", "")]
        # Text, not markup: "[quote]" in an article is no instruction to rich.
        told = "\n".join(findings.get(claim.id, []))
        table.add_row(*map(Text, (str(number), "\n".join(said), *first, told)))
        for other in others:
            table.add_row("", "", *map(Text, other), "")
        table.add_section()
    for line in findings.get(None, []):
        table.add_row("*", "", "", "", Text(line))
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
