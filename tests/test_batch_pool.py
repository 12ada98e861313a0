"""Worker processes: order, deaths, and what a death leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimlink.batch import Setup, Shard, ShardResult, run_in_pool
from claimlink.batch.pool import IN_FLIGHT
from claimlink.errors import RunError
from claimlink.records import Article, ErrorRecord
from fakes import analyze_fake


def _shard(*texts: str) -> Shard:
    return Shard(
        tuple(
            Article(id=f"a{text}", text=f"{text} rose by 1.", source=f"{text}.txt", sha256="")
            for text in texts
        )
    )


def _expected(shard: Shard) -> ShardResult:
    return analyze_fake(Setup(), shard)


def test_results_keep_the_order_of_the_shards() -> None:
    shards = [_shard(f"n{number}") for number in range(7)]
    results = list(run_in_pool(Setup(), shards, workers=2, work=analyze_fake))
    assert results == [_expected(shard) for shard in shards]


def test_few_shards_are_in_flight() -> None:
    taken = 0

    def shards() -> Iterator[Shard]:
        nonlocal taken
        for number in range(20):
            taken += 1
            yield _shard(f"n{number}")

    results = run_in_pool(Setup(), shards(), workers=2, work=analyze_fake)
    seen = []
    for done, _ in enumerate(results, 1):
        seen.append(taken - done)
    assert max(seen) < 2 * IN_FLIGHT
    assert len(seen) == 20


def test_article_that_kills_its_worker_is_left_out_alone() -> None:
    notes: list[str] = []
    lost = ErrorRecord(source="gone.txt", stage="reading", error="InputError", message="gone")
    poisoned = Shard((*_shard("b").inputs, lost, *_shard("KILL", "c").inputs))
    shards = [_shard("a"), poisoned, _shard("d"), _shard("e", "f"), _shard("g")]
    results = list(run_in_pool(Setup(), shards, workers=2, note=notes.append, work=analyze_fake))
    assert [results[0], *results[2:]] == [_expected(shard) for shard in (shards[0], *shards[2:])]
    whole = _expected(_shard("b", "c"))
    assert results[1] == ShardResult(
        claims=whole.claims,
        articles=whole.articles,
        errors=(
            lost,
            ErrorRecord(
                source="KILL.txt",
                stage="analysis",
                error="WorkerDied",
                message="the worker process ended while it analysed this article, killed or out "
                "of memory; the article is left out",
            ),
        ),
        claim_count=2,
        article_count=2,
    )
    assert set(notes) == {"a worker process ended unexpectedly; its articles are tried again"}


def test_worker_that_cannot_start_ends_the_run() -> None:
    results = run_in_pool(Setup(model="gone"), [_shard("a")], workers=1, work=analyze_fake)
    with pytest.raises(RunError, match="ended while it loaded the model"):
        list(results)
