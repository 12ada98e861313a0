"""Which claims of a run to show, in which order: filters -> a page of claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from claimlink.errors import RunError

Order = Literal["place", "worth", "kind", "source", "date", "confidence"]

#: Each order ends at the claim's place in the run, so that it is the same every time.
_ORDERS: dict[Order, str] = {
    "place": "c.rowid",
    "worth": "c.worth DESC, c.rowid",
    "kind": "c.kind, c.rowid",
    "source": "c.source IS NULL, c.source, c.rowid",
    "date": "c.time_from IS NULL, c.time_from, c.rowid",
    "confidence": "c.confidence IS NULL, c.confidence DESC, c.rowid",
}


@dataclass(frozen=True)
class Filters:
    """Which claims are wanted; all that are named must hold, empty ones do not count.

    ``source`` is looked for in who says a claim and in the works that support it, ``article`` is
    an id, or a part of an input's name or of a title; ``text`` are words, each in the claim.
    """

    uncited: bool = False
    findings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    source: str = ""
    min_worth: float | None = None
    article: str = ""
    text: str = ""


@dataclass(frozen=True)
class Page:
    """Which stretch of the claims found is wanted: the number of a page, from 1, and its size."""

    number: int = 1
    size: int | None = 50
    order: Order = "place"
    backwards: bool = False


@dataclass(frozen=True)
class ShownCitation:
    """A citation that supports a claim; ``entry`` is None where the source list has none."""

    text: str
    scope: str
    confidence: float
    entry: str | None


@dataclass(frozen=True)
class ShownFinding:
    """A finding that touches a claim."""

    code: str
    severity: str
    message: str


@dataclass(frozen=True)
class ShownClaim:
    """A claim with all that a list of claims tells of it."""

    claim_id: str
    article_id: str
    article: str
    title: str | None
    section: str | None
    kind: str
    text: str
    standalone: str
    source: str | None
    source_text: str | None
    worth: float
    citations: tuple[ShownCitation, ...]
    findings: tuple[ShownFinding, ...]


def choose_claims(
    index: sqlite3.Connection, filters: Filters, page: Page
) -> tuple[int, list[ShownClaim]]:
    """Return how many claims the filters leave, and those of the page, in its order.

    Raises:
        RunError: the run has no article as named.
    """
    where, values = _conditions(index, filters)
    sql = f"FROM claims c JOIN searched s ON s.rowid = c.rowid WHERE {' AND '.join(where)}"
    (count,) = index.execute(f"SELECT count(*) {sql}", values).fetchone()
    order = _ORDERS[page.order]
    if page.backwards:
        # Around itself: the page is cut from the end of the same order.
        order = ", ".join(_turn(term) for term in order.split(", "))
    size = -1 if page.size is None else page.size
    chosen = index.execute(
        f"SELECT c.rowid {sql} ORDER BY {order} LIMIT ? OFFSET ?",
        [*values, size, (page.number - 1) * max(size, 0)],
    )
    return count, [_show(index, rowid) for (rowid,) in chosen]


def _turn(term: str) -> str:
    if term.endswith(" IS NULL"):
        return term
    return term.removesuffix(" DESC") if term.endswith(" DESC") else f"{term} DESC"


def _conditions(index: sqlite3.Connection, filters: Filters) -> tuple[list[str], list[str | float]]:
    where, values = ["1"], list[str | float]()
    if filters.uncited:
        where.append("NOT c.cited")
    if filters.kinds:
        where.append(f"c.kind IN ({', '.join('?' * len(filters.kinds))})")
        values += filters.kinds
    for code in filters.findings:
        where.append("c.claim_id IN (SELECT claim_id FROM claim_findings WHERE code = ?)")
        values.append(code)
    if filters.source:
        where.append("instr(s.names, ?)")
        values.append(filters.source.casefold())
    if filters.min_worth is not None:
        where.append("c.worth >= ?")
        values.append(filters.min_worth)
    for word in filters.text.casefold().split():
        where.append("instr(s.words, ?)")
        values.append(word)
    if filters.article:
        ids = _articles(index, filters.article)
        where.append(f"c.article_id IN ({', '.join('?' * len(ids))})")
        values += ids
    return where, values


def _articles(index: sqlite3.Connection, named: str) -> Sequence[str]:
    """Return the ids of the articles of a name: of that id or input, else those with it inside."""
    wanted = named.casefold()
    found: list[str] = []
    for article_id, source, title in index.execute(
        "SELECT article_id, source, title FROM articles"
    ):
        if named in (article_id, source):
            return [article_id]
        if wanted in source.casefold() or wanted in (title or "").casefold():
            found.append(article_id)
    if not found:
        raise RunError(f"no article {named!r} in the run; claimlink stats lists them")
    # SQLite takes up to 32,766 values; a part of a name that fits more says nothing.
    return found[:30_000]


_CLAIM = """
SELECT c.claim_id, c.article_id, a.source, a.title, c.section, c.kind, c.text, c.standalone,
       c.source, c.source_text, c.worth
FROM claims c LEFT JOIN articles a ON a.article_id = c.article_id WHERE c.rowid = ?
"""
#: The fields of a claim in that order; the first is its id.
_FIELDS = tuple(
    field.name for field in fields(ShownClaim) if field.name not in ("citations", "findings")
)
_CITED = """
SELECT t.text, l.scope, l.confidence, r.text FROM claim_citations l
JOIN citations t ON t.article_id = l.article_id AND t.citation_id = l.citation_id
LEFT JOIN "references" r ON r.article_id = l.article_id AND r.reference_id = l.reference_id
WHERE l.claim_id = ? ORDER BY l.rank
"""
_FOUND = """
SELECT f.code, f.severity, f.message FROM claim_findings l
JOIN findings f ON f.article_id = l.article_id AND f.number = l.finding_number
WHERE l.claim_id = ? ORDER BY f.number
"""


def _show(index: sqlite3.Connection, rowid: int) -> ShownClaim:
    row = index.execute(_CLAIM, (rowid,)).fetchone()
    named = dict(zip(_FIELDS, row, strict=True))
    key = row[:1]
    citations = tuple(ShownCitation(*row) for row in index.execute(_CITED, key))
    findings = tuple(ShownFinding(*row) for row in index.execute(_FOUND, key))
    return ShownClaim(citations=citations, findings=findings, **named)
