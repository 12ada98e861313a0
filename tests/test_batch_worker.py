"""A shard of articles -> lines of JSON."""

from __future__ import annotations

import json

from claimlink.batch import Shard
from claimlink.batch.worker import analyze_with
from claimlink.records import Article, ErrorRecord
from fakes import FakeAnalyzer


def _article(name: str, text: str) -> Article:
    return Article(id=name, text=text, source=f"{name}.txt", sha256="")


_LOST = ErrorRecord(source="lost.txt", stage="reading", error="InputError", message="gone")


def test_lines_are_in_input_order_with_errors_apart() -> None:
    shard = Shard(
        (
            _article("a", "Rents rose 4 percent. Wages fell by 2 percent."),
            _LOST,
            _article("b", "REFUSE"),
            _article("c", "Prices – in € – rose 3\u2028percent."),
        )
    )
    result = analyze_with(FakeAnalyzer(), shard)
    claims = [json.loads(line) for line in result.claims.decode().split("\n")[:-1]]
    assert [(claim["article_id"], claim["text"]) for claim in claims] == [
        ("a", "Rents rose 4 percent"),
        ("a", "Wages fell by 2 percent"),
        ("c", "Prices – in € – rose 3\u2028percent"),
    ]
    articles = [json.loads(line) for line in result.articles.decode().split("\n")[:-1]]
    assert [article["source"] for article in articles] == ["a.txt", "c.txt"]
    assert [error.source for error in result.errors] == ["lost.txt", "b.txt"]
    assert (result.claim_count, result.article_count) == (3, 2)


def test_errors_alone_need_no_analysis() -> None:
    analyzer = FakeAnalyzer()
    result = analyze_with(analyzer, Shard((_LOST,)))
    assert (result.claims, result.articles, result.errors) == (b"", b"", (_LOST,))
    assert analyzer.batches == []


def test_article_that_breaks_its_batch_is_left_out_alone() -> None:
    shard = Shard((_article("a", "Rents rose 4."), _article("b", "BREAK"), _article("c", "Up 5.")))
    analyzer = FakeAnalyzer()
    result = analyze_with(analyzer, shard)
    assert analyzer.batches == [3, 1, 1, 1]
    assert [json.loads(line)["id"] for line in result.articles.split(b"\n")[:-1]] == ["a", "c"]
    assert result.errors == (
        ErrorRecord(
            source="b.txt", stage="analysis", error="MemoryError", message="no more memory"
        ),
    )
