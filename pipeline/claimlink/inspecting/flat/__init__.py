"""A run's articles -> flat tables: plain columns of text, numbers and booleans.

Every reader of rows (SQL, spreadsheets, Parquet) takes the columns from here; see
``docs/tables.md``.  Nothing is held but one article at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimlink.inspecting.flat.articles import ARTICLES
from claimlink.inspecting.flat.claims import CLAIMS
from claimlink.inspecting.flat.columns import Column, ColumnType, Row, Table, Value
from claimlink.inspecting.flat.judgements import (
    ATTRIBUTIONS,
    CLAIM_CITATIONS,
    CLAIM_FINDINGS,
    FINDINGS,
)
from claimlink.inspecting.flat.works import CITATIONS, REFERENCES
from claimlink.inspecting.runs import ArticleClaims

__all__ = [
    "TABLES",
    "Column",
    "ColumnType",
    "Row",
    "Table",
    "Value",
    "find_table",
    "flatten_articles",
]

#: All tables, in the order of the documentation.
TABLES = (
    CLAIMS,
    CITATIONS,
    REFERENCES,
    FINDINGS,
    ARTICLES,
    ATTRIBUTIONS,
    CLAIM_CITATIONS,
    CLAIM_FINDINGS,
)


def find_table(name: str) -> Table:
    """Return the table of a name.

    >>> [column.name for column in find_table("claim_findings").columns]
    ['article_id', 'claim_id', 'finding_number', 'code', 'severity']

    Raises:
        KeyError: there is none of this name.
    """
    return {table.name: table for table in TABLES}[name]


def flatten_articles(
    articles: Iterable[ArticleClaims], tables: Iterable[Table] = TABLES
) -> Iterator[tuple[Table, list[Row]]]:
    """Yield, article by article in the run's order, each table with the article's rows of it.

    ``articles`` comes from :func:`claimlink.inspecting.read_run`; it is read once, and the rows of
    one article are all that is held.  A table for which an article has no rows is not yielded.
    """
    chosen = tuple(tables)
    for number, found in enumerate(articles, 1):
        for table in chosen:
            rows = list(table.rows(found, number))
            if rows:
                yield table, rows
