"""What a run keeps book of: settings, counts, and the record in ``run.json``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

from claimlink.batch.limits import Limits
from claimlink.batch.pieces import Kept, Tally
from claimlink.batch.stages import DoneShard
from claimlink.batch.summary import (
    Counts,
    RunRecord,
    describe_making,
    describe_misfit,
    describe_model,
    describe_rules,
    describe_versions,
)
from claimlink.batch.worker import Setup, ShardResult
from claimlink.reading import ArticleReader, ReadingOptions, measure_inputs, printable
from claimlink.records import ErrorRecord
from claimlink.runfiles import Layout

Engine = Literal["local", "ray"]


@dataclass(frozen=True)
class RunOptions:
    """How a run works.

    ``published`` is the ISO 8601 date of articles that bring none, None where unknown.  One
    worker without limits is this process itself; of the engine ``ray`` 0 are one a core.
    ``force`` forgets what earlier runs did, ``retry`` tries the articles again that ended their
    process in one.  ``workers`` and ``limits`` change nothing in what comes out of an article that
    keeps them, nor does the ``engine``.
    """

    setup: Setup = field(default_factory=Setup)
    published: str | None = None
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    layout: Layout = field(default_factory=Layout)
    force: bool = False
    retry: bool = False
    engine: Engine = "local"


class Progress(Protocol):
    """Whoever watches a run; called from the run's own process."""

    def note(self, line: str) -> None:
        """Take a line about something that was changed or is tried again."""
        ...

    def advance(self, counts: Counts, errors: Sequence[ErrorRecord], share: float | None) -> None:
        """Take the counts so far, the latest shard's errors, and how much is done.

        ``share`` is 0 to 1; None where it is not known how much there is.
        """
        ...


class Journal:
    """Gathers what ``run.json`` says, and tells whoever watches."""

    def __init__(
        self, names: Sequence[str], output: str, options: RunOptions, progress: Progress
    ) -> None:
        self.progress = progress
        self.reader = ArticleReader(
            ReadingOptions(options.setup.language, options.published), note=progress.note
        )
        self._workload = measure_inputs(names)
        self._started = datetime.now(UTC)
        self._ticks = time.perf_counter()
        self._tally = Tally()
        self._kept = 0
        # Before anything is read or written: a faulty rule model ends the run here.
        self._model = describe_model(options.setup)
        misfit = describe_misfit(options.setup)
        if misfit is not None:
            progress.note(misfit)
        self._rules = describe_rules(options.setup)
        self._versions = describe_versions()
        self._settings: dict[str, str | int | float | list[str] | None] = {
            "inputs": [printable(name) for name in names],
            "output": printable(output),
            "language": options.setup.language,
            "model": options.setup.model,
            "rules": options.setup.rules,
            "reuse": None if options.setup.reuse is None else printable(options.setup.reuse),
            "published": options.published,
            "workers": options.workers,
            "time_limit": options.limits.seconds,
            "memory_limit": options.limits.megabytes,
            "engine": options.engine,
            **options.layout.as_dict(),
        }

    @property
    def signature(self) -> dict[str, str]:
        """What the lines are made with: where it changes, all of them are made anew."""
        return describe_making(self._versions, self._model, self._rules)

    @property
    def counts(self) -> Counts:
        """The counts so far."""
        tally = self._tally
        inputs = tally.articles + tally.empty + tally.failed
        return Counts(inputs=inputs, kept=self._kept, **tally._asdict())

    def add(self, result: ShardResult) -> None:
        """Count a result that was written."""
        for found in result.outcomes:
            self._tally = Tally(*(map(sum, zip(self._tally, found.tally, strict=True))))
            if isinstance(found, Kept):
                self._kept += 1
                continue
            for note in found.notes:
                self.progress.note(note)
        errors = [f.error for f in result.outcomes if not isinstance(f, Kept) and f.error]
        counts = self.counts
        share = self._workload.share(counts.inputs, self.reader.bytes_read)
        self.progress.advance(counts, errors, share)

    def add_shard(self, done: DoneShard, *, total: int, kept: bool = False) -> None:
        """Count a whole output shard; ``total`` is the number of inputs of the run."""
        added = Tally(*(getattr(done, name) for name in Tally._fields))
        self._tally = Tally(*map(sum, zip(self._tally, added, strict=True)))
        self._kept += done.inputs if kept else 0
        counts = self.counts
        share = counts.inputs / total if total else None
        self.progress.advance(counts, () if kept else done.errors, share)

    def close(self) -> RunRecord:
        """Return the run's record as of now."""
        return RunRecord(
            status="complete",
            versions=self._versions,
            model=self._model,
            rules=self._rules,
            settings=self._settings,
            counts=self.counts,
            started=self._started.isoformat(timespec="seconds"),
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - self._ticks, 3),
            inputs=self.reader.inputs,
        )
