"""One run: names of inputs and settings -> results written in order, and the run's record."""

from __future__ import annotations

import hashlib
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from shutil import copyfile

import orjson

from claimlink.batch.earlier import Earlier
from claimlink.batch.journal import Journal, Progress, RunOptions
from claimlink.batch.ledger import Ledger
from claimlink.batch.limits import Limits
from claimlink.batch.pieces import Kept, Tally, expected_tally
from claimlink.batch.plan import Planned, Shard, plan_shards
from claimlink.batch.pool import Results, run_in_pool, run_in_process
from claimlink.batch.store import LEDGER
from claimlink.batch.summary import Counts, RunRecord
from claimlink.batch.worker import ShardResult
from claimlink.batch.writers import STANDARD_OUTPUT, Writer, open_output
from claimlink.parse_cache import is_damaged, prepare_folder
from claimlink.reading import ArticleReader, ReadingOptions
from claimlink.records import Article, ErrorRecord
from claimlink.runfiles import WORK, check_layout


def run(names: Sequence[str], output: str, options: RunOptions, progress: Progress) -> RunRecord:
    """Analyse the inputs that the names stand for and return the run's record.

    ``output`` is a folder, or ``-`` for claims on standard output.  The folder's files are put in
    place when the run is whole; what ends it before leaves an earlier run's files as they were,
    and the same call goes on from there.

    Raises:
        PackError, ModelNotFoundError: the analyzer cannot be made.
        MissingExtraError: the layout needs a library that is not installed.
        RunError: the folder cannot be written, or another run writes into it.
    """
    check_layout(options.layout)
    journal = Journal(names, output, options, progress)
    total = count_inputs(names, options) if options.layout.shards > 1 else 0
    with open_output(
        output,
        options.layout,
        journal.signature,
        total=total,
        force=options.force,
        note=progress.note,
    ) as writer:
        plan = _Plan(writer, retry=options.retry)
        shards = plan_shards(plan.planned(journal.reader.read(names)))
        options = _with_parses(options, journal)
        with closing(_results(shards, options, progress)) as results:
            try:
                _write(results, plan, writer, journal)
            except KeyboardInterrupt:
                if output != STANDARD_OUTPUT and plan.written:
                    progress.note(
                        f"inputs done: {plan.written}; the same command goes on from there"
                    )
                raise
        _tell_damage(options, progress)
        record = journal.close()
        writer.finish(lambda: as_json(record))
    return record


def rehearse(names: Sequence[str], output: str, options: RunOptions, progress: Progress) -> Counts:
    """Read the inputs and return what a run would find; nothing is analysed or written.

    ``kept`` are the inputs whose lines an earlier run has made, ``articles`` all that can be read,
    those included, and ``claims`` those of the kept ones.

    Raises:
        PackError: a rule file is faulty.
    """
    journal = Journal(names, output, options, progress)
    total = count_inputs(names, options) if options.layout.shards > 1 else 0
    work = Path(output) / WORK
    counts = dict.fromkeys(("inputs", "kept", *Tally._fields), 0)
    with tempfile.TemporaryDirectory() as scratch:
        # A copy: even to open a ledger writes beside it, and a run may be under way.
        for found in work.glob(f"{LEDGER}*") if not options.force else ():
            copyfile(found, Path(scratch) / found.name)
        with closing(Ledger(Path(scratch) / LEDGER)) as ledger:
            earlier = Earlier(ledger, Path(output), work, options.layout, journal.signature)
            for ordinal, item in enumerate(journal.reader.read(names)):
                file = options.layout.file_of(ordinal, total)
                kept = earlier.keep(ordinal, key_of(item), file, retry=options.retry)
                tally = kept.tally if kept else expected_tally(item)
                counts["inputs"] += 1
                counts["kept"] += kept is not None
                for name, number in tally._asdict().items():
                    counts[name] += number
            earlier.close()
    return Counts(**counts)


def _write(results: Results, plan: _Plan, writer: Writer, journal: Journal) -> None:
    # Nothing is written before the first result: by then an analyzer could be made.
    first = tuple(islice(results, 1))
    for result in chain(first, results):
        for found in result.outcomes:
            writer.write(plan.written, plan.next_key(), found)
        writer.flush()
        journal.add(result)


def _results(shards: Iterator[Shard], options: RunOptions, progress: Progress) -> Results:
    """Yield the result of each shard; what comes before the first new input needs no model."""
    for shard in shards:
        kept = [item for item in shard.inputs if isinstance(item, Kept)]
        if len(kept) < len(shard.inputs):
            break
        yield ShardResult(tuple(kept))
    else:
        return
    left, limits = chain([shard], shards), options.limits
    if options.workers <= 1 and limits == Limits():
        yield from run_in_process(options.setup, left)
        return
    yield from run_in_pool(
        options.setup, left, workers=options.workers, limits=limits, note=progress.note
    )


def _with_parses(options: RunOptions, journal: Journal) -> RunOptions:
    """Return the options without reuse where its folder cannot be used."""
    setup, made_with = options.setup, journal.signature
    if setup.reuse is None:
        return options
    maker = f"{made_with['model']} on spaCy {made_with['spaCy']}"
    if prepare_folder(Path(setup.reuse), maker, journal.progress.note):
        return options
    return replace(options, setup=replace(setup, reuse=None))


def _tell_damage(options: RunOptions, progress: Progress) -> None:
    reuse = options.setup.reuse
    if reuse is not None and is_damaged(Path(reuse)):
        progress.note(f"{reuse}: the parses in it are damaged; the next run makes them anew")


def count_inputs(names: Sequence[str], options: RunOptions) -> int:
    """Return the number of inputs, for which all have to be read; standard input counts as one."""
    reader = ArticleReader(ReadingOptions(options.setup.language, options.published))
    files = [name for name in names if name != STANDARD_OUTPUT]
    return sum(1 for _ in reader.read(files)) + (len(files) < len(names))


def as_json(record: RunRecord) -> bytes:
    """Return the content of ``run.json``."""
    form = record.model_dump(mode="json")
    return orjson.dumps(form, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def key_of(item: Article | ErrorRecord) -> str:
    """Return what tells an input from every other one, and from itself in another state."""
    return hashlib.blake2b(item.model_dump_json().encode(), digest_size=20).hexdigest()


class _Plan:
    """Which inputs are done already; their keys wait here until their lines are written."""

    def __init__(self, writer: Writer, *, retry: bool) -> None:
        self._writer = writer
        self._retry = retry
        self._keys: deque[str] = deque()
        #: How many inputs were written.
        self.written = 0

    def planned(self, inputs: Iterable[Article | ErrorRecord]) -> Iterator[Planned]:
        """Yield each input, or what an earlier run made of it."""
        for ordinal, item in enumerate(inputs):
            key = key_of(item)
            self._keys.append(key)
            yield self._writer.keep(ordinal, key, retry=self._retry) or item

    def next_key(self) -> str:
        """Return the key of the next input to write."""
        self.written += 1
        return self._keys.popleft()
