"""Flat tables of a run: every cell of every row, the types, and the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimlink.inspecting import ArticleClaims
from claimlink.inspecting.flat import TABLES, Table, Value, find_table, flatten_articles
from inspected import make_empty, make_rents

_TABLES_MD = Path(__file__).resolve().parents[1] / "docs/tables.md"

_PYTHON: dict[str, type] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
}

_ROWS: dict[str, list[dict[str, Value]]] = {
    "claims": [
        {
            "claim_id": "k-rents",
            "article_id": "a1",
            "number": 1,
            "start_char": 0,
            "end_char": 39,
            "text": "Rents in Graz rose by 4 percent in 2020",
            "standalone": "Rents in Graz rose by 4 percent in 2020",
            "kind": "statistic",
            "polarity": "positive",
            "certainty": "asserted",
            "section": "Housing",
            "sentence": 0,
            "source": None,
            "source_text": None,
            "cue": None,
            "attribution_form": None,
            "time_text": "2020",
            "time_from": "2020-01-01",
            "time_to": "2020-12-31",
            "time_precision": "year",
            "times": 1,
            "quantity_text": "4 percent",
            "quantity_value": 4.0,
            "quantity_upper": None,
            "quantity_comparator": "=",
            "quantity_unit": "%",
            "quantity_of": None,
            "quantities": 1,
            "entities": "Graz (GPE)",
            "cited": True,
            "citations": 1,
            "citation": "Lillis, 2021",
            "citation_id": "c0",
            "scope": "clause",
            "confidence": 0.9,
            "reference_id": "r0",
            "reference_title": "Housing in Styria",
            "worth": 0.75,
            "findings": "source-older",
            "unresolved": 0,
        },
        {
            "claim_id": "k-shops",
            "article_id": "a1",
            "number": 2,
            "start_char": 75,
            "end_char": 87,
            "text": "shops closed",
            "standalone": "shops closed in Graz",
            "kind": "event",
            "polarity": "positive",
            "certainty": "asserted",
            "section": None,
            "sentence": 1,
            "source": "Ada Lillis",
            "source_text": "She",
            "cue": "said",
            "attribution_form": "indirect",
            "time_text": None,
            "time_from": None,
            "time_to": None,
            "time_precision": None,
            "times": 0,
            "quantity_text": None,
            "quantity_value": None,
            "quantity_upper": None,
            "quantity_comparator": None,
            "quantity_unit": None,
            "quantity_of": None,
            "quantities": 0,
            "entities": None,
            "cited": False,
            "citations": 0,
            "citation": None,
            "citation_id": None,
            "scope": None,
            "confidence": None,
            "reference_id": None,
            "reference_title": None,
            "worth": 0.5,
            "findings": "no-source; source-older",
            "unresolved": 1,
        },
    ],
    "citations": [
        {
            "article_id": "a1",
            "citation_id": "c0",
            "start_char": 45,
            "end_char": 57,
            "text": "Lillis, 2021",
            "form": "author-date",
            "narrative": False,
            "authors": "Lillis",
            "title": None,
            "year": "2021",
            "suffix": None,
            "full_date": None,
            "prefix": "see",
            "locator": "p. 7",
            "url": None,
            "reference_id": "r0",
            "status": "linked",
            "confidence": 0.95,
            "reason": "link.author_year",
            "claims": 1,
        }
    ],
    "references": [
        {
            "article_id": "a1",
            "reference_id": "r0",
            "number": 1,
            "start_char": 90,
            "end_char": 142,
            "text": "Lillis, A. (2021). Housing in Styria. Example Press.",
            "authors": "Lillis",
            "year": "2021",
            "suffix": None,
            "issued": "2021",
            "type": "book",
            "title": "Housing in Styria",
            "container": None,
            "publisher": "Example Press",
            "volume": "3",
            "issue": None,
            "pages": None,
            "doi": None,
            "url": None,
            "citations": 1,
            "claims": 1,
        }
    ],
    "findings": [
        {
            "article_id": "a1",
            "number": 1,
            "code": "no-source",
            "severity": "warning",
            "message": "Nothing supports this.",
            "start_char": 75,
            "end_char": 87,
            "claim_ids": "k-shops",
            "citation_ids": None,
            "reference_ids": None,
        },
        {
            "article_id": "a1",
            "number": 2,
            "code": "source-older",
            "severity": "warning",
            "message": "The source is older.",
            "start_char": 0,
            "end_char": 87,
            "claim_ids": "k-rents; k-shops",
            "citation_ids": "c0",
            "reference_ids": None,
        },
    ],
    "articles": [
        {
            "article_id": "a1",
            "number": 1,
            "source": "rents.txt",
            "title": "Rents",
            "byline": None,
            "published": None,
            "url": None,
            "language": "en",
            "media_type": "text/plain",
            "sha256": "5a",
            "characters": 142,
            "sentences": 2,
            "claims": 2,
            "cited_claims": 1,
            "citations": 1,
            "entries": 1,
            "findings": 2,
        },
        {
            "article_id": "a2",
            "number": 2,
            "source": "none.txt",
            "title": None,
            "byline": None,
            "published": None,
            "url": None,
            "language": "en",
            "media_type": "text/plain",
            "sha256": "00",
            "characters": 8,
            "sentences": 0,
            "claims": 0,
            "cited_claims": 0,
            "citations": 0,
            "entries": 0,
            "findings": 0,
        },
    ],
    "attributions": [
        {
            "article_id": "a1",
            "number": 1,
            "source": "Ada Lillis",
            "source_text": "She",
            "cue": "said",
            "form": "indirect",
            "start_char": 75,
            "end_char": 87,
            "content": "shops closed",
        }
    ],
    "claim_citations": [
        {
            "article_id": "a1",
            "claim_id": "k-rents",
            "citation_id": "c0",
            "reference_id": "r0",
            "rank": 1,
            "scope": "clause",
            "confidence": 0.9,
            "reason": "support.clause",
        }
    ],
    "claim_findings": [
        {
            "article_id": "a1",
            "claim_id": "k-shops",
            "finding_number": 1,
            "code": "no-source",
            "severity": "warning",
        },
        {
            "article_id": "a1",
            "claim_id": "k-rents",
            "finding_number": 2,
            "code": "source-older",
            "severity": "warning",
        },
        {
            "article_id": "a1",
            "claim_id": "k-shops",
            "finding_number": 2,
            "code": "source-older",
            "severity": "warning",
        },
    ],
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_of_a_table(table: Table) -> None:
    rows = [
        row
        for number, found in enumerate([make_rents(), make_empty()], 1)
        for row in table.rows(found, number)
    ]
    assert [dict(zip(table.names, row, strict=True)) for row in rows] == _ROWS[table.name]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_cells_are_of_their_columns_type(table: Table) -> None:
    for row in table.rows(make_rents(), 1):
        for column, value in zip(table.columns, row, strict=True):
            assert value is None or type(value) is _PYTHON[column.type], column


def test_rows_come_article_by_article_in_the_order_of_the_run() -> None:
    found = list(flatten_articles([make_rents(), make_empty()]))
    assert [(table.name, len(rows)) for table, rows in found] == [
        ("claims", 2),
        ("citations", 1),
        ("references", 1),
        ("findings", 2),
        ("articles", 1),
        ("attributions", 1),
        ("claim_citations", 1),
        ("claim_findings", 3),
        ("articles", 1),
    ]
    chosen = list(flatten_articles([make_rents()], [find_table("articles")]))
    assert [table.name for table, _ in chosen] == ["articles"]


def test_articles_are_read_one_at_a_time() -> None:
    taken: list[int] = []

    def articles() -> Iterator[ArticleClaims]:
        for number in range(3):
            taken.append(number)
            yield make_rents()

    rows = flatten_articles(articles())
    next(rows)
    assert taken == [0]


def test_every_column_is_documented_as_declared() -> None:
    text = _TABLES_MD.read_text("utf-8")
    for table in TABLES:
        section = re.search(rf"^## `{table.name}`\n(.*?)(?=^## |\Z)", text, re.M | re.S)
        assert section, table.name
        shown = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", section[1], re.M)
        assert shown == [(c.name, c.type, c.meaning) for c in table.columns], table.name
