"""A shard of articles -> lines of JSON."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence

import pytest

from claimlink.batch import Kept, Outcome, Shard
from claimlink.batch.pieces import Tally
from claimlink.batch.worker import analyze_with
from claimlink.records import Analysis, Article, ErrorRecord
from fakes import FakeAnalyzer


def _article(name: str, text: str) -> Article:
    return Article(id=name, text=text, source=f"{name}.txt", sha256="")


def _outcomes(analyzer: FakeAnalyzer, shard: Shard) -> list[Outcome]:
    found = analyze_with(analyzer, shard).outcomes
    assert all(isinstance(item, Outcome) for item in found)
    return [item for item in found if isinstance(item, Outcome)]


def _split(lines: bytes) -> list[str]:
    return lines.decode().split("\n")[:-1]


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
    outcomes = _outcomes(FakeAnalyzer(), shard)
    claims = [json.loads(line) for item in outcomes for line in _split(item.claims)]
    assert [(claim["article_id"], claim["text"]) for claim in claims] == [
        ("a", "Rents rose 4 percent"),
        ("a", "Wages fell by 2 percent"),
        ("c", "Prices – in € – rose 3\u2028percent"),
    ]
    articles = [[json.loads(line)["source"] for line in _split(item.article)] for item in outcomes]
    assert articles == [["a.txt"], [], [], ["c.txt"]]
    assert [item.error and item.error.source for item in outcomes] == [
        None,
        "lost.txt",
        "b.txt",
        None,
    ]
    assert [item.tally for item in outcomes] == [
        Tally(articles=1, claims=2),
        Tally(failed=1),
        Tally(failed=1),
        Tally(articles=1, claims=1),
    ]


def test_errors_alone_need_no_analysis() -> None:
    analyzer = FakeAnalyzer()
    kept = Kept("k1", Tally(articles=1, claims=2), None)
    assert analyze_with(analyzer, Shard((_LOST, kept))).outcomes == (Outcome(error=_LOST), kept)
    assert analyzer.batches == []


def test_article_that_breaks_its_batch_is_left_out_alone() -> None:
    shard = Shard((_article("a", "Rents rose 4."), _article("b", "BREAK"), _article("c", "Up 5.")))
    analyzer = FakeAnalyzer()
    outcomes = _outcomes(analyzer, shard)
    assert analyzer.batches == [3, 1, 1, 1]
    assert [[json.loads(line)["id"] for line in _split(o.article)] for o in outcomes] == [
        ["a"],
        [],
        ["c"],
    ]
    assert outcomes[1].error == ErrorRecord(
        source="b.txt",
        stage="analysis",
        error="MemoryError",
        message="no more memory; the article is left out",
    )


class _Looking(FakeAnalyzer):
    """Notes whether the search for cycles is on while it works."""

    def __init__(self) -> None:
        super().__init__()
        self.searched: list[bool] = []

    def analyze_batch(self, articles: Sequence[Article]) -> list[Analysis | ErrorRecord]:
        self.searched.append(gc.isenabled())
        return super().analyze_batch(articles)


@pytest.mark.parametrize("text", ["Rents rose 4 percent.", "BREAK"])
def test_search_for_cycles_waits_for_the_end_of_a_shard(text: str) -> None:
    analyzer = _Looking()
    assert gc.isenabled()
    analyze_with(analyzer, Shard((_article("a", text),)))
    assert (analyzer.searched, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        analyze_with(analyzer, Shard((_article("a", text),)))
        assert not gc.isenabled()
    finally:
        gc.enable()
