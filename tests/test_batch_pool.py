"""Worker processes: order, deaths, limits, and what a death leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from claimlink.batch import Kept, Limits, Outcome, Setup, Shard, ShardResult, run_in_pool
from claimlink.batch.crew import SHARDS_A_PROCESS, Crew, Done, Job, Ready
from claimlink.batch.pieces import Tally
from claimlink.batch.pool import IN_FLIGHT, Pool
from claimlink.errors import RunError
from claimlink.records import Article, ErrorRecord
from fakes import analyze_fake

_LOST = ErrorRecord(source="gone.txt", stage="reading", error="InputError", message="gone")
_KEPT = Kept("k", Tally(articles=1, claims=3), None)


def _article(text: str) -> Article:
    name = text.split()[0]
    return Article(id=f"a{name}", text=f"{text} rose by 1.", source=f"{name}.txt", sha256="")


def _shard(*texts: str) -> Shard:
    return Shard(tuple(map(_article, texts)))


def _expected(shard: Shard) -> ShardResult:
    return analyze_fake(Setup(), shard)


def _results(
    shards: Sequence[Shard], notes: list[str] | None = None, limits: Limits | None = None
) -> list[ShardResult]:
    said = [] if notes is None else notes
    return list(
        run_in_pool(Setup(), shards, workers=2, limits=limits, note=said.append, work=analyze_fake)
    )


def _errors(result: ShardResult) -> list[ErrorRecord | None]:
    return [item.error for item in result.outcomes if isinstance(item, Outcome)]


def test_results_keep_the_order_of_the_shards() -> None:
    shards = [_shard(f"n{number}") for number in range(7)]
    assert _results(shards) == [_expected(shard) for shard in shards]


def test_no_shard_is_no_result() -> None:
    assert _results([]) == []


def test_what_needs_no_analysis_is_passed_through_in_its_place() -> None:
    shards = [Shard((_LOST, _KEPT)), _shard("a"), Shard((_KEPT,)), Shard((_LOST, _article("b")))]
    assert _results(shards) == [_expected(shard) for shard in shards]


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
    poisoned = Shard((*_shard("b").inputs, _LOST, *_shard("KILL", "c").inputs, _KEPT))
    shards = [_shard("a"), poisoned, _shard("d"), _shard("e", "f"), _shard("g")]
    results = _results(shards, notes)
    assert [results[0], *results[2:]] == [_expected(shard) for shard in (shards[0], *shards[2:])]
    whole = _expected(_shard("b", "c")).outcomes
    quarantined = Outcome(
        error=ErrorRecord(
            source="KILL.txt",
            stage="analysis",
            error="WorkerDied",
            message="a worker process was killed (SIGKILL) each time it analysed this article, for "
            "lack of memory perhaps; the article is left out; try it again with --retry",
        ),
        quarantined=True,
    )
    assert results[1].outcomes == (whole[0], Outcome(error=_LOST), quarantined, whole[1], _KEPT)
    assert notes == [
        "a worker process was killed (SIGKILL); its articles are tried again one at a time",
        "a worker process was killed (SIGKILL); KILL.txt is tried again",
    ]


def test_article_alone_in_its_shard_gets_a_second_try(tmp_path: Path) -> None:
    notes: list[str] = []
    shards = [_shard(f"ONCE {tmp_path / 'seen'}"), _shard("KILL")]
    first, second = _results(shards, notes)
    assert first == _expected(shards[0])
    assert [error and error.error for error in _errors(second)] == ["WorkerDied"]
    assert sorted(notes) == [
        "a worker process was killed (SIGKILL); KILL.txt is tried again",
        "a worker process was killed (SIGKILL); ONCE.txt is tried again",
    ]


def test_article_over_the_time_limit_is_left_out_alone() -> None:
    notes: list[str] = []
    shards = [_shard("a", "SLEEP", "b"), _shard("c")]
    results = _results(shards, notes, Limits(seconds=1.5))
    kept = _expected(_shard("a", "b")).outcomes
    assert (results[0].outcomes[0], results[0].outcomes[2]) == kept
    assert _errors(results[0])[1] == ErrorRecord(
        source="SLEEP.txt",
        stage="analysis",
        error="TimeLimitError",
        message="it takes more than 1.5 seconds; the article is left out; raise --time-limit or "
        "split it",
    )
    assert results[1] == _expected(shards[1])
    assert notes == [
        "a worker process took more than 1.5 seconds; its articles are tried again one at a time"
    ]


def test_article_over_the_memory_limit_is_left_out_alone() -> None:
    shards = [_shard("a", "SWELL", "b")]
    (result,) = _results(shards, limits=Limits(megabytes=500))
    assert [error and error.error for error in _errors(result)] == [None, "MemoryError", None]


def test_worker_that_cannot_start_ends_the_run() -> None:
    results = run_in_pool(Setup(model="gone"), [_shard("a")], workers=1, work=analyze_fake)
    with pytest.raises(RunError, match="while it loaded the model, perhaps for lack of memory"):
        list(results)


def test_crew_replaces_a_process_after_many_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimlink.batch.crew.SHARDS_A_PROCESS", 2)
    crew = Crew(Setup(), 1, analyze_fake, Limits())
    seen = []
    try:
        for number in range(3):
            crew.take(Job(number, _shard("a")))
            with pytest.raises(LookupError):
                crew.take(Job(9, _shard("b")))
            while crew.idle == 0:
                seen += crew.events()
    finally:
        crew.close()
    expected = _expected(_shard("a"))
    done = [Done(Job(number, _shard("a")), expected) for number in range(3)]
    assert seen == [Ready(), done[0], done[1], Ready(), done[2]]
    assert SHARDS_A_PROCESS > 100


def test_pool_takes_one_set_of_shards_after_the_other() -> None:
    notes: list[str] = []
    pool = Pool(Setup(), workers=1, limits=Limits(), note=notes.append, work=analyze_fake)
    try:
        sets: list[list[str]] = [["Up 1."], [], ["Up 2.", "KILL 3."], ["Up 4."]]
        found = [
            [
                outcome.tally.failed
                for result in pool.results([_shard(*texts)])
                for outcome in result.outcomes
            ]
            for texts in sets
        ]
    finally:
        pool.close()
    assert found == [[0], [], [0, 1], [0]]
    assert len(notes) == 2
