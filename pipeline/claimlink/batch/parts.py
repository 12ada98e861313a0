"""The files of lines that a run writes to until it is whole."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from claimlink.batch.pieces import Place
from claimlink.runfiles import KINDS, Layout, open_lines

ERRORS = "errors.jsonl"

#: Bytes copied in one go.
_CHUNK = 1 << 20


class Parts:
    """The growing files of one generation in the work folder, opened when first written to."""

    def __init__(self, folder: Path, layout: Layout, ends: dict[int, Place]) -> None:
        """Take the files as far as ``ends`` says; what stands behind that is cut off."""
        self._folder = folder
        self._layout = layout
        self._streams: dict[Path, BinaryIO] = {}
        self._sizes: dict[Path, int] = {}
        for file, end in ends.items():
            self._sizes[self._path("claims", file)] = end.claims[1]
            self._sizes[self._path("articles", file)] = end.articles[1]
        self._sizes[folder / ERRORS] = max((end.errors[1] for end in ends.values()), default=0)

    def append(self, file: int, claims: bytes, article: bytes, errors: bytes) -> Place:
        """Write the lines of one input and return where they stand."""
        return Place(
            file,
            self._append(self._path("claims", file), claims),
            self._append(self._path("articles", file), article),
            self._append(self._folder / ERRORS, errors),
        )

    def sync(self) -> None:
        """Bring what was written to the disk, so that the ledger can speak of it."""
        for stream in self._streams.values():
            stream.flush()
            os.fsync(stream.fileno())

    def make_all(self) -> None:
        """Make the files that nothing was written to."""
        for name in [self._layout.part(k, f) for k in KINDS for f in range(self._layout.shards)]:
            self._open(self._folder / name)
        self._open(self._folder / ERRORS)

    def close(self) -> None:
        """Close the files."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()

    def _path(self, kind: str, file: int) -> Path:
        return self._folder / self._layout.part(kind, file)

    def _append(self, path: Path, lines: bytes) -> tuple[int, int]:
        start = self._sizes.get(path, 0)
        self._open(path).write(lines)
        self._sizes[path] = start + len(lines)
        return start, start + len(lines)

    def _open(self, path: Path) -> BinaryIO:
        if path not in self._streams:
            # Files are written one after the other, so few are open however many there are.
            for other in [p for p in self._streams if p.name != ERRORS and _kind(p) == _kind(path)]:
                self._flushed(self._streams.pop(other))
            stream = path.open("r+b" if path.exists() else "w+b")
            stream.truncate(self._sizes.get(path, 0))
            stream.seek(0, os.SEEK_END)
            self._streams[path] = stream
        return self._streams[path]

    def _flushed(self, stream: BinaryIO) -> None:
        stream.flush()
        os.fsync(stream.fileno())
        stream.close()


def _kind(path: Path) -> str:
    return path.name.split("-")[0].split(".")[0]


class Lines:
    """Reads byte ranges of the lines of finished files, packed or not, best in rising order."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        self._folder = folder
        self._layout = layout
        self._streams: dict[str, _Stream] = {}

    def read(self, place: Place) -> tuple[bytes, bytes, bytes]:
        """Return an input's claims, article and error lines.

        Raises:
            OSError, EOFError: a file is gone or shorter than it was; what its packing raises where
                it is damaged.
        """
        return (
            self._read("claims", self._layout.name("claims", place.file), place.claims),
            self._read("articles", self._layout.name("articles", place.file), place.articles),
            self._read("errors", ERRORS, place.errors),
        )

    def close(self) -> None:
        """Close the files."""
        for stream in self._streams.values():
            stream.closing.close()
        self._streams.clear()

    def _read(self, kind: str, name: str, span: tuple[int, int]) -> bytes:
        start, end = span
        if start == end:
            return b""
        stream = self._streams.get(kind)
        if stream is None or stream.name != name or stream.position > start:
            if stream is not None:
                stream.closing.close()
            closing = ExitStack()
            opened = closing.enter_context(open_lines(self._folder / name))
            self._streams[kind] = stream = _Stream(name, opened, closing)
        stream.skip_to(start)
        return stream.take(end - start)


@dataclass
class _Stream:
    """An open file of lines; ``position`` counts unpacked bytes."""

    name: str
    content: IO[bytes]
    closing: ExitStack
    position: int = 0

    def skip_to(self, start: int) -> None:
        if self.name.endswith(".jsonl"):
            self.position = self.content.seek(start)
        while self.position < start:
            self.take(min(_CHUNK, start - self.position))

    def take(self, size: int) -> bytes:
        found = self.content.read(size)
        self.position += size
        if len(found) != size:
            raise EOFError(self.name)
        return found
