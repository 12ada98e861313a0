"""A file -> its bytes, unpacked where it is packed, counted and hashed as they are read.

gzip is unpacked piece by piece and only up to a limit, so that a small file that swells to many
gigabytes costs neither memory nor disk.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from claimlink.errors import InputError
from claimlink.filesystems import is_address, open_address
from claimlink.reading.hashing import HashedFile
from claimlink.reading.inputs import STANDARD_INPUT
from claimlink.reading.kinds import HEAD

#: Most bytes of one article or document, unpacked (own).
LONGEST = 256 << 20

#: Bytes read at once.
_CHUNK = 1 << 20

_GZIP = b"\x1f\x8b\x08"


@dataclass
class Opened:
    """An input that is open; ``raw`` are its bytes on disk, ``stream`` those unpacked.

    ``head`` are the first unpacked bytes.  ``packed`` says that it is gzip.  ``done`` counts the
    bytes on disk up to the latest record: of a packed file it runs ahead by what is unpacked next.
    """

    raw: HashedFile
    stream: io.BufferedReader
    head: bytes
    packed: bool
    done: int = 0

    def mark(self, end: int) -> None:
        """Take down that the stream was read up to ``end``, in unpacked bytes."""
        self.done = self.raw.size if self.packed else end

    def read_whole(self) -> bytes:
        """Return all unpacked bytes.

        Raises:
            InputError: they are more than :data:`LONGEST`, or gzip data is cut or damaged.
        """
        # One byte more than may be: that there is one is all that has to be known.
        content = self.stream.read(LONGEST + 1)
        self.done = self.raw.size
        if len(content) > LONGEST:
            found = "unpacks to more than" if self.packed else "is longer than"
            raise InputError(f"{found} {LONGEST >> 20} MB, too much for one article; split it")
        return content


@contextmanager
def open_input(path: str) -> Iterator[Opened]:
    """Open a file, or standard input where ``path`` is ``-``.

    Raises:
        InputError: standard input is closed, or gzip data is damaged from its beginning.
        OSError: the file cannot be opened or read.
    """
    with _open_raw(path) as file:
        raw = HashedFile(file)
        stream: io.BufferedReader = io.BufferedReader(raw, _CHUNK)
        packed = stream.peek(len(_GZIP)).startswith(_GZIP)
        if packed:
            stream = io.BufferedReader(_Unpacking(stream), _CHUNK)
        yield Opened(raw, stream, stream.peek(HEAD)[:HEAD], packed)


@contextmanager
def _open_raw(path: str) -> Iterator[BinaryIO]:
    if is_address(path):
        with open_address(path) as file:
            yield file
    elif path != STANDARD_INPUT:
        with open(path, "rb") as file:
            yield file
    elif sys.stdin is None:  # closed: "<&-"
        raise InputError("standard input is closed")
    else:
        yield sys.stdin.buffer


class _Unpacking(io.RawIOBase):
    """gzip data, unpacked; what is wrong with it is an :class:`InputError`."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._file = gzip.GzipFile(fileobj=packed, mode="rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override] # wider
        try:
            # As much as comes in one go: what is whole before a cut is not lost with it.
            found = self._file.read1(len(buffer))
        except EOFError:
            raise InputError("gzip data that ends too early; fetch the file again") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError(f"damaged gzip data ({error}); fetch the file again") from None
        buffer[: len(found)] = found
        return len(found)
