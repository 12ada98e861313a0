"""A run's folder on any file system that pyarrow reaches, a local path included."""

from __future__ import annotations

import io
import os
import shutil
import uuid
from pathlib import Path
from typing import BinaryIO

from claimlink.errors import InputError, RunError
from claimlink.filesystems import is_address, locate

#: Bytes copied in one go.
_CHUNK = 1 << 20

#: The ending of a file that is not whole yet.
_PART = ".part"


def resolve(output: str) -> str:
    """Return a folder's name as every process of every machine has to call it."""
    return output if is_address(output) else os.path.abspath(output)


class FarFolder:
    """Reads and puts whole files; names are relative to the folder.

    Raises:
        RunError: no file system is known for the address.
    """

    def __init__(self, address: str) -> None:
        try:
            self._system, path = locate(address)
        except InputError as error:
            raise RunError(error.message, source=address) from None
        self._path = path.rstrip("/")

    def names(self, folder: str = "") -> set[str]:
        """Return the names of the files in a folder, hidden ones included; none is no error."""
        from pyarrow.fs import FileSelector

        selector = FileSelector(self._at(folder), allow_not_found=True)
        return {str(info.base_name) for info in self._system.get_file_info(selector)}

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none."""
        try:
            with self._system.open_input_stream(self._at(name), compression=None) as stream:
                content: bytes = stream.read()
                return content
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> None:
        """Put a file in place; it is whole at any time."""
        self._put(name, io.BytesIO(content))

    def put_file(self, name: str, source: Path) -> None:
        """Put a copy of a local file in place."""
        with source.open("rb") as stream:
            self._put(name, stream)

    def remove(self, name: str) -> None:
        """Remove a file; that there is none is no error."""
        try:
            self._system.delete_file(self._at(name))
        except FileNotFoundError:
            return

    def _put(self, name: str, source: BinaryIO) -> None:
        target = self._at(name)
        self._system.create_dir(target.rpartition("/")[0], recursive=True)
        # A name of its own: a machine that counts as lost may write the same file once more.
        part = f"{target}.{uuid.uuid4().hex}{_PART}"
        with self._system.open_output_stream(part, compression=None) as sink:
            shutil.copyfileobj(source, sink, _CHUNK)
        self._system.move(part, target)

    def _at(self, name: str) -> str:
        return f"{self._path}/{name}" if name else self._path


def is_unfinished(name: str) -> bool:
    """Whether a file was being written when its writer ended."""
    return name.endswith(_PART)
