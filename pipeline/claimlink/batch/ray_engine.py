"""A run on a Ray cluster: inputs read here, output shards written by actors, each skipped if done.

A shard has the bytes that the local engine writes for the same inputs and ``--shards``.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from claimlink.batch.far_folder import FarFolder, is_unfinished, resolve
from claimlink.batch.journal import Journal, Progress, RunOptions
from claimlink.batch.lock import hold
from claimlink.batch.parts import ERRORS
from claimlink.batch.ray_worker import ShardWorker, Work, encode_errors, read_done
from claimlink.batch.run import as_json, count_inputs
from claimlink.batch.stages import (
    STATE,
    DoneShard,
    ShardDigest,
    done_name,
    encode_input,
    staged_name,
)
from claimlink.batch.store import LEDGER, RUN, describe_changes
from claimlink.batch.summary import RunRecord
from claimlink.errors import MissingExtraError, RunError, describe_os_error
from claimlink.filesystems import is_address
from claimlink.runfiles import KINDS, WORK, check_layout, is_output

if TYPE_CHECKING:
    from ray.data import Dataset

#: Inputs of a shard where the user names no number of shards: a quarter of a minute on one core.
INPUTS_A_SHARD = 250

#: Bytes of shared memory that a Ray of this machine's own gets: names and counts are all it holds.
_OBJECT_STORE = 128 << 20

#: Seconds for a cluster to answer.
_PATIENCE = 10.0

_NAMED_ERROR = re.compile(r"[A-Za-z_][\w.]{0,100}(?:Error|Exception): ")


@dataclass(frozen=True)
class Cluster:
    """Where a run goes: the address of a Ray cluster, None for one of this machine's own.

    ``actors`` is None for as many as the cluster has cores.
    """

    address: str | None = None
    actors: int | None = None


@dataclass(frozen=True)
class _Task:
    number: int
    digest: str


def run_on_ray(
    names: Sequence[str],
    output: str,
    options: RunOptions,
    progress: Progress,
    cluster: Cluster | None = None,
) -> RunRecord:
    """Analyse the inputs on a cluster and return the run's record.

    ``options.layout.shards`` 0 means as many as the inputs need.  Shards are put in place as they
    are done; ``run.json`` is there when all are.

    Raises:
        PackError: a rule file is faulty.
        MissingExtraError: Ray, or what the layout needs, is not installed.
        RunError: the folder cannot be written or holds a local run, the cluster fails, or the
            analyzer cannot be made there.
    """
    check_layout(options.layout)
    _check_ray()
    total = count_inputs(names, options)
    shards = options.layout.shards or max(1, -(-total // INPUTS_A_SHARD))
    options = replace(options, layout=replace(options.layout, shards=shards))
    journal = Journal(names, output, options, progress)
    try:
        with _held(output):
            plan = _Plan(FarFolder(resolve(output)), options, journal, total)
            tasks = plan.tasks(names)
            if tasks:
                plan.folder.remove(RUN)
                work = Work(
                    options.setup,
                    options.limits,
                    options.layout,
                    resolve(output),
                    journal.signature,
                )
                with _ray(cluster or Cluster()) as actors:
                    plan.gather(_results(work, tasks, actors))
            return plan.finish()
    except OSError as error:
        raise RunError(
            f"the run's folder cannot be written: {describe_os_error(error)}; name another with "
            "-o, or see to it and give the same command again",
            source=output,
        ) from error


class _Plan:
    """Which shards are to be done, and what came of those that are."""

    def __init__(
        self, folder: FarFolder, options: RunOptions, journal: Journal, total: int
    ) -> None:
        self.folder = folder
        self._options = options
        self._layout = options.layout
        self._journal = journal
        self._total = total
        self._done: dict[int, DoneShard] = {}
        self._changes: list[str] = []
        self._present = folder.names()

    def tasks(self, names: Sequence[str]) -> list[_Task]:
        """Read the inputs, stage those of shards that are not done, and return these."""
        found: list[_Task] = []
        numbers = iter(range(self._layout.shards))
        with tempfile.TemporaryDirectory() as scratch:
            for number, lines in self._inputs(names):
                found += [self._task(gap, (), Path(scratch)) for gap in _before(number, numbers)]
                found.append(self._task(number, lines, Path(scratch)))
            found += [self._task(gap, (), Path(scratch)) for gap in numbers]
        if self._changes:
            self._journal.progress.note(
                f"{'; '.join(self._changes)}: every article is analysed anew"
            )
        return [task for task in found if task.number not in self._done]

    def gather(self, results: Iterable[DoneShard]) -> None:
        """Take in what came of the shards, in any order."""
        for done in results:
            self._done[done.number] = done
            for note in done.notes:
                self._journal.progress.note(note)
            self._journal.add_shard(done, total=self._total)

    def finish(self) -> RunRecord:
        """Write ``errors.jsonl`` and ``run.json``, remove what is of no use any more."""
        stale = [name for name in self.folder.names() if self._is_stale(name)]
        state = {f"{STATE}/{name}" for name in self.folder.names(STATE)}
        kept = {done_name(self._layout, number) for number in range(self._layout.shards)}
        for name in (*stale, *sorted(state - kept)):
            self.folder.remove(name)
        record = self._journal.close()
        # A run that had nothing to do leaves the record of the one that had.
        if RUN not in self.folder.names():
            self.folder.put(ERRORS, encode_errors(list(self._done.values())))
            self.folder.put(RUN, as_json(record))
        return record

    def _inputs(self, names: Sequence[str]) -> Iterator[tuple[int, Iterable[bytes]]]:
        items = enumerate(self._journal.reader.read(names))
        for number, group in groupby(items, lambda item: self._file_of(item[0])):
            yield number, (encode_input(item) for _, item in group)

    def _file_of(self, ordinal: int) -> int:
        return self._layout.file_of(ordinal, self._total)

    def _task(self, number: int, lines: Iterable[bytes], scratch: Path) -> _Task:
        """Return a shard as a task; one that is not done has its inputs staged."""
        digest = ShardDigest(self._journal.signature, self._layout)
        path = scratch / "inputs"
        with path.open("wb") as stream:
            for line in lines:
                digest.add(line)
                stream.write(line)
        done = read_done(self.folder, self._layout, number)
        if done is not None and not self._changes:
            self._changes = describe_changes(done.signature, self._journal.signature)
        if done is not None and self._is_kept(done, digest.value):
            self._done[number] = done
            self._journal.add_shard(done, total=self._total, kept=True)
        else:
            self.folder.put_file(staged_name(self._layout, number), path)
        return _Task(number, digest.value)

    def _is_kept(self, done: DoneShard, digest: str) -> bool:
        files = {self._layout.name(kind, done.number) for kind in KINDS}
        return (
            done.digest == digest
            and files <= self._present
            and not self._options.force
            and not (self._options.retry and done.quarantined)
        )

    def _is_stale(self, name: str) -> bool:
        is_other = is_output(name) and name not in self._layout.names()
        return is_other or is_unfinished(name)


def _before(number: int, numbers: Iterator[int]) -> Iterator[int]:
    """Yield the numbers up to one, which is taken out as well."""
    for other in numbers:
        if other == number:
            return
        yield other


def _results(work: Work, tasks: Sequence[_Task], actors: int) -> Iterator[DoneShard]:
    from ray.data import ActorPoolStrategy, from_items

    rows = [{"number": task.number, "digest": task.digest} for task in tasks]
    size = min(actors, len(tasks))
    dataset: Dataset = from_items(rows, override_num_blocks=len(rows)).map_batches(
        ShardWorker,
        fn_constructor_kwargs={"work": work},
        batch_size=1,
        num_cpus=1,
        # One task at a time, so that none waits behind another while an actor is idle.
        compute=ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=1),
    )
    for row in dataset.iter_rows():
        if row["fault"]:
            raise RunError(row["fault"])
        yield DoneShard.model_validate_json(row["done"])


@contextmanager
def _ray(cluster: Cluster) -> Iterator[int]:
    """Yield the number of actors on a cluster that is connected to; what fails there is one line.

    Raises:
        RunError: the cluster fails, or cannot be reached.
    """
    import ray
    from ray.data import DataContext
    from ray.exceptions import RayError

    is_own = not ray.is_initialized()
    try:
        if is_own:
            _connect(cluster)
        DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)
        resources: Callable[[], Mapping[str, float]] = ray.cluster_resources
        yield cluster.actors or int(resources().get("CPU", 1))
    except (RayError, ConnectionError, RuntimeError) as error:
        raise _explain(error) from None
    finally:
        if is_own:
            ray.shutdown()


def _connect(cluster: Cluster) -> None:
    import ray

    is_own = cluster.address is None
    if cluster.address is not None:
        _check_address(cluster.address)
    ray.init(
        address=cluster.address,
        num_cpus=cluster.actors if is_own else None,
        include_dashboard=False if is_own else None,
        object_store_memory=_OBJECT_STORE if is_own else None,
        log_to_driver=False,
        logging_level=logging.ERROR,
    )


def _check_address(address: str) -> None:
    """Refuse an address where nobody listens: Ray itself would try for many minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise RunError(f"no Ray cluster answers at {address} ({error}); check --address") from None


def _explain(error: BaseException) -> RunError:
    """Return the cluster's fault as one line: the last of the errors that it tells of."""
    lines = [line.strip() for line in str(error).split("\n") if line.strip()]
    named = [line for line in lines if _NAMED_ERROR.match(line)]
    reason = (named[-1:] or lines[:1] or [type(error).__name__])[0]
    return RunError(f"the cluster failed ({reason}); give the same command again, it goes on")


def _check_ray() -> None:
    # Before Ray is imported: it would tell its makers of its use, and print what its own log has.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray.data  # noqa: F401
    except ImportError:
        raise MissingExtraError.of("The engine ray", "ray") from None


def _held(output: str) -> AbstractContextManager[None]:
    """Hold a local folder for this run; an address has no lock."""
    if is_address(output):
        return nullcontext()
    folder = Path(output) / WORK
    if (folder / LEDGER).exists():
        raise RunError(
            "this folder holds a run of the local engine; name another with -o", source=output
        )
    folder.mkdir(parents=True, exist_ok=True)
    return hold(folder / "lock")
