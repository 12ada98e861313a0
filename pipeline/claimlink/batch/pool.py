"""Shards -> results, in order: in this process, or in worker processes that may die.

Workers are spawned, so that they are the same on every system, and each loads the model once.
``nlp.pipe(n_process=...)`` is not used: it hangs when a worker is killed and pickles documents.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from claimlink.batch.plan import Shard
from claimlink.batch.worker import Setup, ShardResult, analyze_shard, lost_article
from claimlink.errors import RunError

#: Shards in flight for each worker: one at work, one waiting, so that none is ever idle and
#: memory does not grow with the number of inputs.
IN_FLIGHT = 2

Note = Callable[[str], None]

#: Closing it ends the processes.
Results = Generator[ShardResult, None, None]

#: What a worker does with a shard; a function of a module, so that processes find it by name.
Work = Callable[[Setup, Shard], ShardResult]


def run_in_process(setup: Setup, shards: Iterable[Shard]) -> Results:
    """Yield the result of each shard, in order, analysed in this process.

    Raises:
        PackError, ModelNotFoundError: the analyzer cannot be made.
    """
    return (analyze_shard(setup, shard) for shard in shards)


def run_in_pool(
    setup: Setup,
    shards: Iterable[Shard],
    *,
    workers: int,
    note: Note | None = None,
    work: Work = analyze_shard,
) -> Results:
    """Yield the result of each shard, in order, analysed by so many processes.

    When a process dies, the shards it took with it are tried again, the first of them alone and,
    if it dies again, article by article; the article that ends the process is an error.  ``note``
    gets a line for the user each time.

    Raises:
        PackError, ModelNotFoundError: the analyzer cannot be made.
        RunError: the processes end before they have done anything.
    """
    pool = _Pool(setup, workers, work, note or (lambda _: None))
    window: deque[tuple[Shard, Future[ShardResult]]] = deque()
    try:
        loaded = pool.submit(Shard(()))
        for shard in shards:
            window.append((shard, pool.submit(shard)))
            if len(window) >= workers * IN_FLIGHT:
                _wait(loaded)
                yield _take(pool, window)
        _wait(loaded)
        while window:
            yield _take(pool, window)
    finally:
        pool.close()


def _wait(loaded: Future[ShardResult]) -> None:
    """Wait until a process could load the models: where one cannot, none can."""
    try:
        loaded.result()
    except BrokenProcessPool:
        raise RunError(
            "a worker process ended while it loaded the model, perhaps for lack of memory; "
            "try fewer --workers"
        ) from None


def _take(pool: _Pool, window: deque[tuple[Shard, Future[ShardResult]]]) -> ShardResult:
    """Return the result of the oldest shard; all others are at work when it returns."""
    shard, future = window.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        pool.restart()
    # Which shard ended the process is not known, so the oldest lost one has the pool to itself.
    result = _retry(pool, shard)
    for place, (other, lost) in enumerate(window):
        if not lost.done() or lost.exception() is not None:
            window[place] = (other, pool.submit(other))
    return result


def _retry(pool: _Pool, shard: Shard) -> ShardResult:
    try:
        return pool.submit(shard).result()
    except BrokenProcessPool:
        pool.restart()
    if len(shard.inputs) > 1:
        return _joined([_retry(pool, single) for single in shard.split()])
    # Only an article can end a process: errors are passed through.
    article = shard.articles[0]
    lost = lost_article(
        article,
        "WorkerDied",
        "the worker process ended while it analysed this article, killed or out of memory; "
        "the article is left out",
    )
    return ShardResult(claims=b"", articles=b"", errors=(lost,), claim_count=0, article_count=0)


def _joined(results: list[ShardResult]) -> ShardResult:
    return ShardResult(
        claims=b"".join(result.claims for result in results),
        articles=b"".join(result.articles for result in results),
        errors=tuple(error for result in results for error in result.errors),
        claim_count=sum(result.claim_count for result in results),
        article_count=sum(result.article_count for result in results),
        notes=tuple(note for result in results for note in result.notes),
    )


class _Pool:
    """A process pool that can be made anew after a death."""

    def __init__(self, setup: Setup, workers: int, work: Work, note: Note) -> None:
        self._setup = setup
        self._work = work
        self._workers = workers
        self._note = note
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
        )

    def submit(self, shard: Shard) -> Future[ShardResult]:
        """Return the future of a shard; one that failed already where the pool is broken."""
        try:
            return self._pool.submit(self._work, self._setup, shard)
        except BrokenProcessPool as error:
            failed: Future[ShardResult] = Future()
            failed.set_exception(error)
            return failed

    def restart(self) -> None:
        """Replace the broken pool."""
        self._note("a worker process ended unexpectedly; its articles are tried again")
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._start()

    def close(self) -> None:
        """End the processes; shards that have not begun are dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    # Ctrl-C reaches every process of the terminal: a worker ends silently, the run's own process
    # tells the user.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the run's own process is gone, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
