"""A run's folder: the lines of a run on their way into its files.

Lines are written into files of the work folder (``.claimlink``) and put in place when all are
there, so that the run's files are whole at any time.  What ends a run in between costs the
articles of the last second at most: the same command goes on from there.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from claimlink.batch.earlier import Earlier
from claimlink.batch.ledger import Ledger, Piece
from claimlink.batch.parts import ERRORS, Parts
from claimlink.batch.pieces import Kept, Outcome
from claimlink.batch.worker import encode_lines
from claimlink.runfiles import KINDS, WORK, Layout, pack_file

LEDGER = "ledger.sqlite"
RUN = "run.json"

#: Seconds between two entries into the ledger.
_COMMIT_EVERY = 1.0

Note = Callable[[str], None]


class Store:
    """The folder of one run; called by the run's own process only, in input order.

    ``signature`` names what the lines are made with: where it differs from an earlier run's, none
    of that run's lines are kept.  ``total`` is the number of inputs; it is needed where the lines
    go into several files.
    """

    def __init__(
        self, folder: Path, layout: Layout, signature: dict[str, str], *, total: int = 0
    ) -> None:
        self._folder = folder
        self._work = folder / WORK
        self._layout = layout
        self._signature = signature
        self._total = total
        self._ledger = Ledger(self._work / LEDGER)
        unpublished = self._ledger.generation("publishing")
        if unpublished is not None:
            self._publish(unpublished.number, Layout.from_dict(unpublished.layout))
        #: What differs from what the latest run's lines were made with, in words.
        self.changes = self._describe_changes()
        self._earlier = Earlier(self._ledger, folder, self._work, layout, signature)
        self._parts: Parts | None = None
        self._generation = 0
        self._inputs = 0
        self._pending: list[Piece] = []
        self._committed = time.monotonic()

    def keep(self, ordinal: int, key: str, *, retry: bool = False) -> Kept | None:
        """Return what an earlier run made of an input, None where it has to be analysed.

        To be called for each input in order.  ``retry`` leaves quarantined articles out.
        """
        file = self._layout.file_of(ordinal, self._total)
        return self._earlier.keep(ordinal, key, file, retry=retry)

    def write(self, ordinal: int, key: str, found: Outcome | Kept) -> None:
        """Take in what came of the next input.

        Raises:
            OSError: it cannot be written.
            RunError: lines of an earlier run are gone.
        """
        self._inputs = ordinal + 1
        if isinstance(found, Kept) and found.place is None:
            return
        parts = self._opened()
        file = self._layout.file_of(ordinal, self._total)
        place = parts.append(file, *self._lines(found))
        self._pending.append(Piece(ordinal, key, place, found.tally, found.quarantined))
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self._commit()

    def flush(self) -> None:
        """Do nothing: lines are brought to the disk with the ledger's next entry."""

    def finish(self, describe: Callable[[], bytes]) -> None:
        """Put the run's files in place; ``describe`` makes the content of ``run.json``.

        Where all inputs are as an earlier run left them, its files stay as they are.
        """
        if self._earlier.is_all(self._inputs) and (self._folder / RUN).exists():
            return
        self._opened().make_all()
        self._commit()
        self._opened().close()
        (self._work / RUN).write_bytes(describe())
        self._ledger.mark_publishing(self._generation)
        self._publish(self._generation, self._layout)

    def close(self) -> None:
        """Enter what was written into the ledger and close everything.

        Where that fails, for want of room for one, what is not in the ledger is done again.
        """
        if self._parts is not None:
            with suppress(OSError, sqlite3.Error):
                self._commit()
            with suppress(OSError):
                self._parts.close()
        self._earlier.close()
        self._ledger.close()

    def _describe_changes(self) -> list[str]:
        latest = self._ledger.generation("open", "finished")
        if latest is None:
            return []
        return describe_changes(latest.signature, self._signature)

    def _opened(self) -> Parts:
        """Return the files to write to, with what is kept of the inputs before in them."""
        if self._parts is not None:
            return self._parts
        earlier = self._earlier
        if earlier.open is not None and earlier.base is earlier.open:
            self._generation = earlier.open.number
            self._ledger.cut(self._generation, earlier.aligned)
            ends = self._ledger.ends(self._generation)
            self._parts = Parts(self._work, self._layout, ends)
        else:
            for leftover in self._work.glob("*.jsonl*"):
                leftover.unlink()
            self._generation = self._ledger.begin(self._signature, self._layout.as_dict())
            self._parts = Parts(self._work, self._layout, {})
            self._copy_aligned(self._parts)
        return self._parts

    def _copy_aligned(self, parts: Parts) -> None:
        """Copy the lines of the inputs that are as in the finished generation."""
        finished, aligned = self._earlier.finished, self._earlier.aligned
        if finished is None or not aligned:
            return
        pieces: list[Piece] = []
        for piece in self._ledger.pieces(finished.number, aligned):
            place = parts.append(piece.place.file, *self._earlier.lines(piece.place))
            pieces.append(piece._replace(place=place))
        parts.sync()
        self._ledger.add(self._generation, pieces)

    def _lines(self, found: Outcome | Kept) -> tuple[bytes, bytes, bytes]:
        if isinstance(found, Outcome):
            errors = b"" if found.error is None else encode_lines([found.error])
            return found.claims, found.article, errors
        assert found.place is not None
        return self._earlier.lines(found.place)

    def _commit(self) -> None:
        assert self._parts is not None
        if self._pending:
            self._parts.sync()
            self._ledger.add(self._generation, self._pending)
            self._pending = []
        self._committed = time.monotonic()

    def _publish(self, generation: int, layout: Layout) -> None:
        """Move the files into the run's folder; can be done again after it was cut short."""
        finished = self._ledger.generation("finished")
        for kind in KINDS:
            for file in range(layout.shards):
                self._publish_file(layout.part(kind, file), layout.name(kind, file), layout)
        for name in (ERRORS, RUN):
            self._publish_file(name, name, layout)
        earlier = [] if finished is None else Layout.from_dict(finished.layout).names()
        for name in set(earlier) - set(layout.names()):
            (self._folder / name).unlink(missing_ok=True)
        self._ledger.mark_finished(generation)

    def _publish_file(self, part: str, name: str, layout: Layout) -> None:
        source, packed = self._work / part, self._work / name
        if not source.exists():
            return
        if part != name:
            pack_file(source, packed, layout)
        os.replace(packed, self._folder / name)
        source.unlink(missing_ok=True)


def describe_changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return, in words, what differs between what two runs' lines were made with.

    >>> describe_changes({"model": "a 1", "schema": "1.0"}, {"model": "a 2", "schema": "1.0"})
    ['model was a 1, is a 2']
    """
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return [f"{name} was {before.get(name)}, is {now.get(name)}" for name in names]


def open_store(
    folder: Path, layout: Layout, signature: dict[str, str], *, total: int = 0, note: Note
) -> Store:
    """Return the store of a folder; a damaged ledger is put aside.

    Raises:
        OSError: the folder cannot be written.
    """
    try:
        return Store(folder, layout, signature, total=total)
    except sqlite3.DatabaseError as error:
        note(
            f"{folder / WORK / LEDGER}: {error}; it is put aside, and every article is analysed "
            "anew"
        )
        forget(folder, aside=True)
        return Store(folder, layout, signature, total=total)


def forget(folder: Path, *, aside: bool = False) -> None:
    """Remove the ledger of a folder, or put it aside under another name."""
    path = folder / WORK / LEDGER
    if aside and path.exists():
        os.replace(path, path.with_suffix(".damaged"))
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
