"""A run's index -> figures of the run as a whole: kinds, sources, findings, articles."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

#: Rows of each list of the most or the least.
_MOST = 10


@dataclass(frozen=True)
class KindCount:
    """How many claims of a kind there are, and how many of them a citation supports."""

    kind: str
    claims: int
    cited: int


@dataclass(frozen=True)
class FindingCount:
    """How many findings of a code there are, and in how many articles."""

    code: str
    severity: str
    findings: int
    articles: int


@dataclass(frozen=True)
class ReliedOn:
    """A work, by its title and year, with the claims that it supports over all articles."""

    title: str
    authors: str | None
    year: str | None
    claims: int
    articles: int


@dataclass(frozen=True)
class Supported:
    """An article with how many of its claims a citation supports."""

    article_id: str
    article: str
    claims: int
    cited: int


@dataclass(frozen=True)
class Statistics:
    """The figures of a run; lists are the first ten, kinds and findings all."""

    articles: int
    claims: int
    cited: int
    citations: int
    linked_citations: int
    references: int
    kinds: tuple[KindCount, ...]
    findings: tuple[FindingCount, ...]
    relied_on: tuple[ReliedOn, ...]
    least_supported: tuple[Supported, ...]


_TOTALS = """
SELECT (SELECT count(*) FROM articles), count(*), coalesce(sum(cited), 0),
       (SELECT count(*) FROM citations),
       (SELECT count(*) FROM citations WHERE reference_id IS NOT NULL),
       (SELECT count(*) FROM "references")
FROM claims
"""
_KINDS = "SELECT kind, count(*) n, sum(cited) FROM claims GROUP BY kind ORDER BY n DESC, kind"
_FINDINGS = """
SELECT code, severity, count(*) n, count(DISTINCT article_id) FROM findings
GROUP BY code, severity ORDER BY n DESC, code
"""
# A work is the same in two articles when its title and year are.
_RELIED_ON = f"""
SELECT min(title), min(authors), year, sum(claims) n, count(DISTINCT article_id)
FROM "references" WHERE title IS NOT NULL AND claims > 0
GROUP BY lower(title), year ORDER BY n DESC, lower(title), year LIMIT {_MOST}
"""
_LEAST = f"""
SELECT article_id, source, claims, cited_claims FROM articles WHERE claims > 0
ORDER BY 1.0 * cited_claims / claims, claims DESC, number LIMIT {_MOST}
"""


def count_run(index: sqlite3.Connection) -> Statistics:
    """Return the figures of a run."""
    articles, claims, cited, citations, linked, entries = index.execute(_TOTALS).fetchone()
    return Statistics(
        articles=articles,
        claims=claims,
        cited=cited,
        citations=citations,
        linked_citations=linked,
        references=entries,
        kinds=tuple(KindCount(*row) for row in index.execute(_KINDS)),
        findings=tuple(FindingCount(*row) for row in index.execute(_FINDINGS)),
        relied_on=tuple(ReliedOn(*row) for row in index.execute(_RELIED_ON)),
        least_supported=tuple(Supported(*row) for row in index.execute(_LEAST)),
    )
