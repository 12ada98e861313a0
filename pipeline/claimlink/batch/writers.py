"""Where the results of a run go: a run's folder, or claims on standard output."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from claimlink.batch.lock import hold
from claimlink.batch.pieces import Kept, Outcome
from claimlink.batch.stages import STATE
from claimlink.batch.store import Store, forget, open_store
from claimlink.errors import RunError, describe_os_error
from claimlink.filesystems import is_address
from claimlink.runfiles import WORK, Layout

STANDARD_OUTPUT = "-"

Note = Callable[[str], None]


class Writer(Protocol):
    """Where a run's results go; called by one process only, in input order."""

    def keep(self, ordinal: int, key: str, *, retry: bool = False) -> Kept | None:
        """Return what an earlier run made of an input, None where it has to be analysed."""
        ...

    def write(self, ordinal: int, key: str, found: Outcome | Kept) -> None:
        """Take in what came of the next input."""
        ...

    def flush(self) -> None:
        """Let what was written so far be seen."""
        ...

    def finish(self, describe: Callable[[], bytes]) -> None:
        """Put the results in place; ``describe`` makes the content of ``run.json``."""
        ...


class StreamWriter:
    """Writes claims to a stream; everything else is left out, and nothing is ever kept."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def keep(self, ordinal: int, key: str, *, retry: bool = False) -> None:
        """Return None: a stream remembers nothing."""

    def write(self, ordinal: int, key: str, found: Outcome | Kept) -> None:
        """Append the claims of an input."""
        if isinstance(found, Outcome):
            self._stream.write(found.claims)

    def flush(self) -> None:
        """Hand the claims on."""
        self._stream.flush()

    def finish(self, describe: Callable[[], bytes]) -> None:
        """Write nothing: a stream holds claims only."""


@contextmanager
def open_output(
    output: str,
    layout: Layout,
    signature: dict[str, str],
    *,
    total: int = 0,
    force: bool = False,
    note: Note | None = None,
) -> Iterator[Writer]:
    """Yield the writer of ``-`` or of a folder, which is made and locked for this run.

    ``signature`` names what the lines are made with, ``total`` is the number of inputs.  ``force``
    forgets what earlier runs made; ``note`` gets a line for the user where that has to be redone.

    Raises:
        RunError: the folder cannot be written, or another run writes into it.
    """
    if output == STANDARD_OUTPUT:
        if sys.stdout is None:  # closed: ">&-"
            raise RunError("standard output is closed; name a folder with -o")
        yield StreamWriter(sys.stdout.buffer)
        return
    _check_folder(output)
    folder, note = Path(output), note or (lambda _: None)
    try:
        (folder / WORK).mkdir(parents=True, exist_ok=True)
        with hold(folder / WORK / "lock"):
            if force:
                forget(folder)
            store = open_store(folder, layout, signature, total=total, note=note)
            with closing(store):
                _tell_changes(store, note)
                yield store
    except (OSError, sqlite3.Error) as error:
        reason = describe_os_error(error) if isinstance(error, OSError) else str(error)
        raise RunError(
            f"the run's folder cannot be written: {reason}; name another with -o, or see to it and "
            "give the same command again",
            source=output,
        ) from error


def _check_folder(output: str) -> None:
    """Refuse a folder that only the Ray engine can write."""
    if is_address(output):
        raise RunError(
            "a run goes to an address with --engine ray; name a folder with -o", source=output
        )
    if (Path(output) / STATE).exists():
        raise RunError(
            "this folder holds a run of the engine ray; name another with -o", source=output
        )


def _tell_changes(store: Store, note: Note) -> None:
    if store.changes:
        note(f"{'; '.join(store.changes)}: every article is analysed anew")
