"""One run: names of inputs and settings -> results written in order, and the run's record."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Protocol

from claimlink.batch.plan import plan_shards
from claimlink.batch.pool import Results, run_in_pool, run_in_process
from claimlink.batch.summary import (
    Counts,
    RunRecord,
    RunStatus,
    describe_model,
    describe_rules,
    describe_versions,
)
from claimlink.batch.worker import Setup, ShardResult
from claimlink.batch.writers import open_output
from claimlink.errors import EmptyInputError
from claimlink.reading import ArticleReader, ReadingOptions, measure_inputs, printable
from claimlink.records import ErrorRecord


@dataclass(frozen=True)
class RunOptions:
    """How a run works; ``workers`` changes nothing in what comes out.

    ``published`` is the ISO 8601 date of articles that bring none, None where unknown.
    """

    setup: Setup = field(default_factory=Setup)
    published: str | None = None
    workers: int = 1


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


def run(names: Sequence[str], output: str, options: RunOptions, progress: Progress) -> RunRecord:
    """Analyse the inputs that the names stand for and return the run's record.

    ``output`` is a folder, or ``-`` for claims on standard output.  What is written is whole up to
    the latest shard, whatever ends the run; ``run.json`` says how it ended.

    Raises:
        PackError, ModelNotFoundError: the analyzer cannot be made.
        RunError: the folder cannot be written, or another run writes into it.
    """
    journal = _Journal(names, output, options, progress)
    status: RunStatus = "failed"
    with open_output(output) as writer, closing(_results(names, options, journal)) as results:
        # Nothing is written before the first result: by then an analyzer could be made.
        first = tuple(islice(results, 1))
        if writer.replaces:
            progress.note(f"{printable(output)}: the files of an earlier run are replaced")
        try:
            for result in chain(first, results):
                writer.write(result)
                journal.add(result)
            status = "complete"
        except KeyboardInterrupt:
            status = "interrupted"
            raise
        finally:
            record = journal.close(status)
            writer.finish(record)
    return record


def _results(names: Sequence[str], options: RunOptions, journal: _Journal) -> Results:
    shards = plan_shards(journal.reader.read(names))
    if options.workers <= 1:
        return run_in_process(options.setup, shards)
    note = journal.progress.note
    return run_in_pool(options.setup, shards, workers=options.workers, note=note)


class _Journal:
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
        self._counts = Counts()
        # Before anything is read or written: a faulty rule model ends the run here.
        self._model = describe_model(options.setup)
        self._rules = describe_rules(options.setup)
        self._settings: dict[str, str | int | list[str] | None] = {
            "inputs": [printable(name) for name in names],
            "output": printable(output),
            "language": options.setup.language,
            "model": options.setup.model,
            "rules": options.setup.rules,
            "published": options.published,
            "workers": options.workers,
        }

    def add(self, result: ShardResult) -> None:
        """Count a result that was written."""
        empty = sum(error.error == EmptyInputError.__name__ for error in result.errors)
        counts = self._counts
        self._counts = Counts(
            inputs=counts.inputs + result.article_count + len(result.errors),
            articles=counts.articles + result.article_count,
            claims=counts.claims + result.claim_count,
            empty=counts.empty + empty,
            failed=counts.failed + len(result.errors) - empty,
        )
        for note in result.notes:
            self.progress.note(note)
        share = self._workload.share(self._counts.inputs, self.reader.bytes_read)
        self.progress.advance(self._counts, result.errors, share)

    def close(self, status: RunStatus) -> RunRecord:
        """Return the run's record as of now."""
        return RunRecord(
            status=status,
            versions=describe_versions(),
            model=self._model,
            rules=self._rules,
            settings=self._settings,
            counts=self._counts,
            started=self._started.isoformat(timespec="seconds"),
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - self._ticks, 3),
            inputs=self.reader.inputs,
        )
