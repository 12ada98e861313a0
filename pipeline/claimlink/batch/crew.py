"""Worker processes, each with a connection of its own.

Spawned, so that they are the same on every system.  A shared queue, which the pools of the
standard library and of pebble use, can be left locked or torn by a process that is killed while
it writes; on a connection of its own, a death is the end of that connection and nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from claimlink.batch.limits import Limits, limit_memory
from claimlink.batch.plan import Shard
from claimlink.batch.worker import Setup, ShardResult

#: What a worker does with a shard; a function of a module, so that processes find it by name.
Work = Callable[[Setup, Shard], ShardResult]

#: Shards after which a process is replaced, so that what its libraries hold on to is let go.
SHARDS_A_PROCESS = 1_000

#: Seconds between two looks at the clock.
_TICK = 1.0


@dataclass(frozen=True)
class Job:
    """A shard, or one input of it.

    ``number`` is the shard's place in the run; ``place`` the input's place in the shard, None for
    the whole of it.
    """

    number: int
    shard: Shard
    place: int | None = None


@dataclass(frozen=True)
class Ready:
    """A process has loaded the model."""


@dataclass(frozen=True)
class Done:
    """A job that came to its end."""

    job: Job
    result: ShardResult


@dataclass(frozen=True)
class Lost:
    """A job whose process ended; ``seconds`` is the time limit that it went over, else None.

    ``job`` is None for a process that ended before it was ready.
    """

    job: Job | None
    exit_code: int | None
    seconds: float | None = None


Event = Ready | Done | Lost


@dataclass
class _Worker:
    process: SpawnProcess
    connection: Connection
    is_ready: bool = False
    job: Job | None = None
    begun: float = 0.0
    shards: int = 0


class Crew:
    """So many worker processes; a lost one is replaced."""

    def __init__(self, setup: Setup, size: int, work: Work, limits: Limits) -> None:
        self._setup = setup
        self._work = work
        self._limits = limits
        self._workers = [self._start() for _ in range(size)]

    @property
    def idle(self) -> int:
        """How many processes have nothing to do, those that are still loading included."""
        return sum(worker.job is None for worker in self._workers)

    def take(self, job: Job) -> None:
        """Give a job to an idle process, one that is ready where there is one.

        Raises:
            LookupError: none is idle.
        """
        idle = [worker for worker in self._workers if worker.job is None]
        if not idle:
            raise LookupError("no worker is idle")
        worker = next((worker for worker in idle if worker.is_ready), idle[0])
        worker.job, worker.begun = job, time.monotonic()
        if worker.is_ready:
            self._send(worker)

    def events(self) -> list[Event]:
        """Wait until something happens or a second is over, and return what happened.

        Raises:
            Exception: what the work itself raised.
        """
        by_connection = {worker.connection: worker for worker in self._workers}
        ready = wait(list(by_connection), timeout=_TICK)
        found = [
            event
            for worker in self._workers
            if worker.connection in ready
            for event in self._receive(worker)
        ]
        return [*found, *self._overdue()]

    def close(self) -> None:
        """End all processes at once, at work or not."""
        for worker in self._workers:
            _end(worker)

    def _receive(self, worker: _Worker) -> Sequence[Event]:
        try:
            kind, content = worker.connection.recv()
        except (EOFError, OSError):
            return [self._replace(worker)]
        if kind == "ready":
            worker.is_ready = True
            if worker.job is not None:
                worker.begun = time.monotonic()
                self._send(worker)
            return [Ready()]
        if kind == "fault":
            raise content
        assert worker.job is not None
        job, worker.job = worker.job, None
        worker.shards += 1
        if worker.shards >= SHARDS_A_PROCESS:
            self._replace(worker)
        return [Done(job, content)]

    def _overdue(self) -> list[Lost]:
        limit = self._limits.seconds
        if limit is None:
            return []
        now = time.monotonic()
        late = [
            worker
            for worker in self._workers
            if worker.is_ready and worker.job is not None and now - worker.begun > limit
        ]
        return [self._replace(worker, limit) for worker in late]

    def _send(self, worker: _Worker) -> None:
        assert worker.job is not None
        try:
            worker.connection.send(worker.job.shard)
        except OSError:
            # It has died; its end of the connection will say so.
            return

    def _replace(self, worker: _Worker, seconds: float | None = None) -> Lost:
        _end(worker)
        lost = Lost(worker.job, worker.process.exitcode, seconds)
        self._workers[self._workers.index(worker)] = self._start()
        return lost

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(there, self._setup, self._work, self._limits.megabytes),
            name="claimlink worker",
            daemon=True,
        )
        process.start()
        there.close()
        return _Worker(process, here)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _serve(connection: Connection, setup: Setup, work: Work, megabytes: int | None) -> None:
    """What a worker process does: load, then answer each shard with its result."""
    # Being told to end reaches every process of a terminal or group; the run's own ends this one.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work(setup, Shard(()))
        limit_memory(megabytes)
        connection.send(("ready", None))
        while True:
            connection.send(("result", work(setup, connection.recv())))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as fault:
        connection.send(("fault", fault))


def _end_with_parent() -> None:
    """End this process when the run's own process is gone, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
