"""What a user named (files, folders, globs, ``-``) -> the inputs to read, in order.

Folders are searched through and through, in the order of their paths; hidden files and folders
and the folders of runs are left out, and links to folders not followed, so that links in a circle
end.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from claimlink.errors import InputError

InputKind = Literal["text/plain", "text/markdown", "records"]

STANDARD_INPUT = "-"

#: Endings that are read, in any case.
KINDS: dict[str, InputKind] = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".jsonl": "records",
}


#: A folder with these is a run's: "extract . -o run" a second time must not read its own output.
_RUN_FILES = frozenset({"articles.jsonl", "claims.jsonl", "errors.jsonl"})


@dataclass(frozen=True)
class InputFile:
    """One input to read; ``path`` is ``-`` for standard input.

    ``error`` is what was wrong with the name already, None where the file can be tried.
    """

    path: str
    kind: InputKind = "text/plain"
    error: InputError | None = None

    @property
    def source(self) -> str:
        """The path as given, in a form that JSON can hold."""
        return printable(self.path)


def printable(path: str) -> str:
    r"""Return a path as text; bytes that are not UTF-8 become ``\xNN``.

    >>> printable("rents-\udcff.txt")
    'rents-\\xff.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find_inputs(names: Iterable[str]) -> Iterator[InputFile]:
    """Yield the inputs that the names stand for; a file that is named twice is read once.

    A name that stands for nothing readable is yielded with its error.
    """
    seen: set[str] = set()
    for name in names:
        for found in _find(name):
            identity = found.path if found.path == STANDARD_INPUT else os.path.abspath(found.path)
            if identity not in seen:
                seen.add(identity)
                yield found


def _find(name: str) -> Iterator[InputFile]:
    if name == STANDARD_INPUT:
        yield InputFile(name)
    elif os.path.isdir(name):
        yield from _in_folder(name)
    elif glob.has_magic(name) and not os.path.lexists(name):
        yield from _in_glob(name)
    else:
        yield _file(name)


def _in_folder(folder: str) -> Iterator[InputFile]:
    failed: list[OSError] = []
    paths: list[str] = []
    for here, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if not set(files) >= _RUN_FILES:
            paths += [os.path.join(here, name) for name in files if _is_wanted(name)]
    for error in failed:
        yield _failed(str(error.filename), error.strerror or "cannot be read")
    if not paths and not failed:
        yield _failed(folder, f"no file with a known ending in this folder ({_known()})")
    yield from (_file(path) for path in sorted(paths))


def _in_glob(pattern: str) -> Iterator[InputFile]:
    found = sorted(glob.glob(pattern, recursive=True))
    paths = [path for path in found if not os.path.isdir(path) and _is_wanted(path)]
    if not paths:
        yield _failed(pattern, f"no file with a known ending ({_known()}) matches")
    yield from (_file(path) for path in paths)


def _is_wanted(path: str) -> bool:
    name = os.path.basename(path)
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in KINDS


def _file(path: str) -> InputFile:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return _failed(path, (error.strerror or "cannot be read").lower())
    except ValueError as error:
        return _failed(path, str(error))
    # A named pipe would block the whole run until somebody writes to it.
    if not stat.S_ISREG(mode):
        return _failed(path, "not a file; pipe its text in and name the input -")
    ending = os.path.splitext(path)[1].lower()
    if ending not in KINDS:
        return _failed(
            path,
            f"unknown ending {ending!r}, known are {_known()}; if it is plain text, pipe it in "
            "and name the input -",
        )
    return InputFile(path, KINDS[ending])


def _known() -> str:
    return ", ".join(KINDS)


def _failed(path: str, message: str) -> InputFile:
    return InputFile(path, error=InputError(message, source=printable(path)))
