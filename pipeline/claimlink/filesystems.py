"""Files at an address (``s3://...``, ``gs://...``, ``hdfs://...``, ``file://...``), by pyarrow.

pyarrow is imported when the first address is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from claimlink.errors import InputError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")

INSTALL = 'pip install "claimlink[inspect]"'


def is_address(name: str) -> bool:
    """Whether a name is an address, not a path.

    >>> is_address("s3://news/2024.jsonl"), is_address("news/2024.jsonl")
    (True, False)
    """
    return _ADDRESS.match(name) is not None


def locate(name: str) -> tuple[FileSystem, str]:
    """Return the file system of an address or path, and the path on it.

    Raises:
        InputError: no file system is known for it, or pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow.fs import FileSystem, LocalFileSystem
    except ImportError:
        raise InputError(f"pyarrow is not installed; install it with: {INSTALL}") from None
    if not is_address(name):
        return LocalFileSystem(), name
    try:
        system, path = FileSystem.from_uri(name)
    except (pyarrow.ArrowException, ValueError, OSError) as error:
        raise InputError(f"no address that pyarrow can open ({error})") from None
    return system, path


@contextmanager
def open_address(name: str) -> Iterator[BinaryIO]:
    """Open the file at an address for reading from its beginning.

    Raises:
        InputError: see :func:`locate`.
        OSError: it cannot be read.
    """
    system, path = locate(name)
    # What the ending promises is looked at elsewhere: nothing is unpacked here.
    with system.open_input_stream(path, compression=None) as stream:
        yield cast("BinaryIO", stream)


@contextmanager
def open_seekable(name: str) -> Iterator[BinaryIO]:
    """Open the file at an address or path for reading at any place.

    Raises:
        InputError: see :func:`locate`.
        OSError: it cannot be read.
    """
    system, path = locate(name)
    with system.open_input_file(path) as stream:
        yield cast("BinaryIO", stream)


def find_files(name: str) -> list[tuple[str, int]]:
    """Return the files at an address with their sizes in bytes: one, a folder's, or a glob's.

    Files are in the order of their paths, without hidden ones; ``*``, the one wildcard, ends at a
    slash.

    Raises:
        InputError: there is none, or see :func:`locate`.
        OSError: the file system does not answer.
    """
    address, mark, options = name.partition("?")
    system, path = locate(name)
    if "*" in path:
        folder = path[: path.index("*")].rpartition("/")[0]
        found = [(file, size) for file, size in _walk(system, folder) if _fits(file, path)]
    else:
        (info,) = system.get_file_info([path])
        if info.is_file:
            return [(name, int(info.size))]
        if info.type.name == "NotFound":
            raise InputError("no such file or directory; check its name")
        found = _walk(system, path)
    if not address.rstrip("/").endswith(path.rstrip("/")):
        raise InputError("the files of this address cannot be listed; name them one by one")
    root = address.rstrip("/").removesuffix(path.rstrip("/"))
    return [(f"{root}{file}{mark}{options}", size) for file, size in found]


def _fits(path: str, pattern: str) -> bool:
    parts, wanted = PurePosixPath(path).parts, PurePosixPath(pattern).parts
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _walk(system: FileSystem, folder: str) -> list[tuple[str, int]]:
    """Return the files below a folder, in the order of their paths, without hidden ones."""
    from pyarrow.fs import FileSelector

    infos = system.get_file_info(FileSelector(folder, recursive=True, allow_not_found=True))
    outer = len(PurePosixPath(folder).parts)
    return sorted(
        (str(info.path), int(info.size))
        for info in infos
        if info.is_file
        and not any(part.startswith(".") for part in PurePosixPath(info.path).parts[outer:])
    )
