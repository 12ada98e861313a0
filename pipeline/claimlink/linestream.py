"""Lines that are made one after the other, as a stream of bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator


class LineStream(io.RawIOBase):
    r"""Takes a line when it is needed.

    >>> io.BufferedReader(LineStream(iter([b"Rents\n", b"rose\n"]))).read()
    b'Rents\nrose\n'
    """

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        #: What is left of the latest line; a view, as a line can be long.
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Return true, as :class:`io.BufferedReader` asks for it."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override] # wider
        """Fill the buffer with what is there; return the number of bytes, 0 at the end."""
        if not self._left:
            self._left = memoryview(next(self._lines, b""))
        found = self._left[: len(buffer)]
        self._left = self._left[len(found) :]
        buffer[: len(found)] = found
        return len(found)
