"""Results of shards -> the files of a run's folder, or claims on standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import orjson

from claimlink.batch.summary import RunRecord
from claimlink.batch.worker import ShardResult, encode_lines
from claimlink.errors import RunError, describe_os_error

CLAIMS = "claims.jsonl"
ARTICLES = "articles.jsonl"
ERRORS = "errors.jsonl"
RUN = "run.json"

STANDARD_OUTPUT = "-"


class Writer(Protocol):
    """Where a run's results go; called by one process only, in input order."""

    @property
    def replaces(self) -> bool:
        """Whether the files of an earlier run will be replaced."""
        ...

    def write(self, result: ShardResult) -> None:
        """Append the lines of a shard."""
        ...

    def finish(self, record: RunRecord) -> None:
        """Write what describes the run as a whole."""
        ...


class StreamWriter:
    """Writes claims to a stream, flushed after each shard; everything else is left out."""

    replaces = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, result: ShardResult) -> None:
        """Append the claims of a shard."""
        self._stream.write(result.claims)
        self._stream.flush()

    def finish(self, record: RunRecord) -> None:
        """Write nothing: a stream holds claims only."""


class FolderWriter:
    """Writes the four files of a run's folder; an earlier run's files there are replaced.

    Nothing is replaced before the first result: a run that cannot start leaves what was there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._streams: dict[str, BinaryIO] = {}
        self.replaces = any((folder / name).exists() for name in (CLAIMS, RUN))

    def write(self, result: ShardResult) -> None:
        """Append the lines of a shard to each file."""
        self._open()
        self._streams[CLAIMS].write(result.claims)
        self._streams[ARTICLES].write(result.articles)
        self._streams[ERRORS].write(encode_lines(result.errors))
        for stream in self._streams.values():
            stream.flush()

    def finish(self, record: RunRecord) -> None:
        """Write ``run.json``."""
        self._open()
        form = record.model_dump(mode="json")
        content = orjson.dumps(form, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        (self._folder / RUN).write_bytes(content)

    def close(self) -> None:
        """Close the files."""
        for stream in self._streams.values():
            stream.close()

    def _open(self) -> None:
        if self._streams:
            return
        # The record of an earlier run must not describe this one's files.
        (self._folder / RUN).unlink(missing_ok=True)
        for name in (CLAIMS, ARTICLES, ERRORS):
            self._streams[name] = (self._folder / name).open("wb")


@contextmanager
def open_output(output: str) -> Iterator[Writer]:
    """Yield the writer of ``-`` or of a folder, which is made and locked for this run.

    Raises:
        RunError: the folder cannot be written, or another run writes into it.
    """
    if output == STANDARD_OUTPUT:
        if sys.stdout is None:  # closed: ">&-"
            raise RunError("standard output is closed; name a folder with -o")
        yield StreamWriter(sys.stdout.buffer)
        return
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(folder), closing(FolderWriter(folder)) as writer:
            yield writer
    except OSError as error:
        reason = describe_os_error(error)
        raise RunError(
            f"the run's folder cannot be written: {reason}; name another with -o", source=output
        ) from error


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it even when the process dies."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(
                "another run writes into this folder; wait for it or name another with -o",
                source=str(folder),
            ) from None
        yield
    finally:
        os.close(handle)
