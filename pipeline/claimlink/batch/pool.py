"""Shards -> results, in order: in this process, or in worker processes that may die.

``nlp.pipe(n_process=...)`` is not used: it hangs when a worker is killed and pickles documents.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator

from claimlink.batch.crew import Crew, Done, Event, Job, Lost, Ready, Work
from claimlink.batch.limits import Limits
from claimlink.batch.pieces import Kept, Outcome
from claimlink.batch.plan import Shard
from claimlink.batch.worker import Setup, ShardResult, analyze_shard, lost_article, pass_through
from claimlink.errors import RunError
from claimlink.reading import printable
from claimlink.records import Article

#: Shards in flight for each worker: one at work, one waiting, so that none is ever idle and
#: memory does not grow with the number of inputs.
IN_FLIGHT = 2

#: Times an article may lose its process, alone in it, before it is left out: what ended the
#: process can be another's doing, a lack of memory for one.
_ATTEMPTS = 2

#: Processes that may end one after the other before any is ready.
_FALSE_STARTS = 3

Note = Callable[[str], None]

#: Closing it ends the processes.
Results = Generator[ShardResult, None, None]


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
    limits: Limits | None = None,
    note: Note | None = None,
    work: Work = analyze_shard,
) -> Results:
    """Yield the result of each shard, in order, analysed by so many processes.

    When a process dies or goes over a limit, the articles of its shard are tried again one at a
    time, and an article that ends its process again is an error.  ``note`` gets a line for the
    user each time.

    Raises:
        PackError, ModelNotFoundError: the analyzer cannot be made.
        RunError: the processes end before they have done anything.
    """
    pool = Pool(setup, workers=workers, limits=limits, note=note, work=work)
    try:
        yield from pool.results(shards)
    finally:
        pool.close()


class Pool:
    """Processes that take one set of shards after the other; see :func:`run_in_pool`."""

    def __init__(
        self,
        setup: Setup,
        *,
        workers: int,
        limits: Limits | None = None,
        note: Note | None = None,
        work: Work = analyze_shard,
    ) -> None:
        self._crew = Crew(setup, workers, work, limits or Limits())
        self._window = workers * IN_FLIGHT
        self._note = note or (lambda _: None)
        self._is_proven = False

    def results(self, shards: Iterable[Shard]) -> Results:
        """Yield the result of each shard, in order; to be read to its end before the next set."""
        run = _Run(self._crew, iter(shards), self._window, self._note)
        if self._is_proven:
            run.trust()
        yield from run.results()
        self._is_proven = True

    def close(self) -> None:
        """End the processes."""
        self._crew.close()


class _Run:
    """What is at work, what waits, and what is done but not yet due."""

    def __init__(self, crew: Crew, shards: Iterator[Shard], window: int, note: Note) -> None:
        self._crew = crew
        self._shards = shards
        self._window = window
        self._note = note
        self._waiting: deque[Job] = deque()
        self._drafts: dict[int, _Draft] = {}
        self._read = 0
        self._due = 0
        #: Processes that ended before any was ready; None once one is.
        self._false_starts: int | None = 0

    def trust(self) -> None:
        """Do not wait for a first process: one was ready in an earlier set of shards."""
        self._false_starts = None

    def results(self) -> Iterator[ShardResult]:
        """Yield results in the order of the shards."""
        self._fill()
        while self._due < self._read or self._false_starts is not None:
            for event in self._crew.events():
                self._handle(event)
            # Not even errors come out before a worker has shown that an analyzer can be made.
            while self._false_starts is None and self._is_due_whole():
                yield self._drafts.pop(self._due).result()
                self._due += 1
                self._fill()
            self._fill()

    def _is_due_whole(self) -> bool:
        return self._due in self._drafts and self._drafts[self._due].is_whole

    def _fill(self) -> None:
        """Read shards up to the window, and give each idle worker one."""
        while self._read - self._due < self._window:
            shard = next(self._shards, None)
            if shard is None:
                break
            self._drafts[self._read] = draft = _Draft(shard)
            if not draft.is_whole:
                self._waiting.append(Job(self._read, shard))
            self._read += 1
        while self._waiting and self._crew.idle:
            self._crew.take(self._waiting.popleft())

    def _handle(self, event: Event) -> None:
        if isinstance(event, Ready):
            self._false_starts = None
        elif isinstance(event, Done):
            self._drafts[event.job.number].add(event.job.place, event.result)
        else:
            self._count_false_start(event)
            if event.job is not None:
                self._try_again(event.job, event)

    def _count_false_start(self, lost: Lost) -> None:
        if self._false_starts is None:
            return
        self._false_starts += 1
        if self._false_starts >= _FALSE_STARTS:
            raise RunError(
                f"{_how(lost)} while it loaded the model, perhaps for lack of memory; try fewer "
                "--workers"
            )

    def _try_again(self, job: Job, lost: Lost) -> None:
        draft = self._drafts[job.number]
        if job.place is None and len(job.shard.articles) > 1:
            self._note(f"{_how(lost)}; its articles are tried again one at a time")
            jobs = [Job(job.number, single, place) for place, single in job.shard.singles()]
            self._waiting.extendleft(reversed(jobs))
            return
        ((place, single),) = job.shard.singles() if job.place is None else [(job.place, job.shard)]
        (article,) = single.articles
        draft.losses[place] = draft.losses.get(place, 0) + 1
        if lost.seconds is None and draft.losses[place] < _ATTEMPTS:
            self._note(f"{_how(lost)}; {printable(article.source)} is tried again")
            self._waiting.appendleft(Job(job.number, single, place))
        else:
            draft.add(place, ShardResult((_quarantined(article, lost),)))


class _Draft:
    """The outcomes of a shard's inputs as they come in; articles have none at first."""

    def __init__(self, shard: Shard) -> None:
        self._outcomes: list[Outcome | Kept | None] = [
            None if isinstance(item, Article) else pass_through(item) for item in shard.inputs
        ]
        #: For each input tried alone, how often it lost its process.
        self.losses: dict[int, int] = {}

    @property
    def is_whole(self) -> bool:
        return None not in self._outcomes

    def add(self, place: int | None, result: ShardResult) -> None:
        if place is None:
            self._outcomes = list(result.outcomes)
        else:
            (self._outcomes[place],) = result.outcomes

    def result(self) -> ShardResult:
        return ShardResult(tuple(found for found in self._outcomes if found is not None))


def _how(lost: Lost) -> str:
    """Return what became of a process, as the subject and verb of a note."""
    if lost.seconds is not None:
        return f"a worker process took more than {lost.seconds:g} seconds"
    if lost.exit_code is not None and lost.exit_code < 0:
        return f"a worker process was killed ({_signal_name(-lost.exit_code)})"
    return f"a worker process ended unexpectedly (exit code {lost.exit_code})"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _quarantined(article: Article, lost: Lost) -> Outcome:
    if lost.seconds is not None:
        error = lost_article(
            article,
            "TimeLimitError",
            f"it takes more than {lost.seconds:g} seconds; the article is left out; raise "
            "--time-limit or split it",
        )
    else:
        error = lost_article(
            article,
            "WorkerDied",
            f"{_how(lost)} each time it analysed this article, for lack of memory perhaps; the "
            "article is left out; try it again with --retry",
        )
    return Outcome(error=error, quarantined=True)
