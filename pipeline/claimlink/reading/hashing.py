"""Bytes of a file, counted and hashed on their way."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

#: Bytes read at once.
_CHUNK = 1 << 20


class HashedFile(io.RawIOBase):
    """A file whose bytes are counted and hashed as they are read, once and in order."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        #: Bytes read so far.
        self.size = 0

    @property
    def sha256(self) -> str:
        """Digest of the bytes read so far, in hexadecimal digits."""
        return self._digest.hexdigest()

    def readable(self) -> bool:
        """Return true, as :class:`io.BufferedReader` asks for it."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override] # wider
        """Fill the buffer from the file; return the number of bytes, 0 at the end."""
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._digest.update(chunk)
        self.size += len(chunk)
        return len(chunk)

    def drain(self) -> None:
        """Read what is left, so that count and digest are the whole file's."""
        while chunk := self._stream.read(_CHUNK):
            self._digest.update(chunk)
            self.size += len(chunk)
