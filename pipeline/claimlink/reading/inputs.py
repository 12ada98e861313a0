"""What a user named (files, folders, globs, lists, ``-``) -> the inputs to read, in order.

Folders are searched through and through, in the order of their paths; hidden files and folders,
the folders of runs and documents about a folder such as README.md are left out, and links to
folders not followed, so that links in a circle end.
"""

from __future__ import annotations

import codecs
import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from claimlink.errors import InputError, explain_os_error
from claimlink.filesystems import find_files, is_address
from claimlink.media import TEXT
from claimlink.reading.kinds import (
    CONTAINERS,
    PACKED,
    InputKind,
    kind_of_name,
    known_endings,
)
from claimlink.runfiles import is_run

STANDARD_INPUT = "-"

#: Before the name of a file that lists inputs, one path a line.
LIST = "@"

#: Longest line of a list: no system has longer paths (own).
_LONGEST_PATH = 1 << 16

#: Documents about a folder, without their ending, in lower case: read only where they are named.
_DOCUMENTS = frozenset(
    {"changelog", "contributing", "guideline", "guidelines", "licence", "license", "readme"}
)


@dataclass(frozen=True)
class InputFile:
    """One input to read; ``path`` is ``-`` for standard input.

    ``kind`` is what the ending promises, None where it says nothing.  ``error`` is what was wrong
    with the name already, None where the file can be tried.  ``size`` is in bytes, None where the
    file system has to be asked.
    """

    path: str
    kind: InputKind | None = TEXT
    error: InputError | None = None
    size: int | None = None

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


@dataclass(frozen=True)
class Workload:
    """How much the inputs are; ``bytes`` is None where one is standard input.

    ``articles`` is None as well where a file holds many, as it says only at its end how many.
    """

    articles: int | None
    bytes: int | None

    def share(self, inputs: int, bytes_read: int) -> float | None:
        """Return the share that is done, 0 to 1, after so many inputs; None where unknown.

        >>> Workload(articles=4, bytes=900).share(1, 800)
        0.25
        """
        done, total = (inputs, self.articles) if self.articles else (bytes_read, self.bytes)
        return min(done / total, 1.0) if total else None


def measure_inputs(names: Iterable[str]) -> Workload:
    """Return how much the inputs are that the names stand for, without reading them."""
    articles, size = 0, 0
    has_records = has_stream = False
    for found in find_inputs(names):
        articles += 1
        has_stream |= found.path == STANDARD_INPUT
        has_records |= found.kind in CONTAINERS
        if found.size is not None:
            size += found.size
        elif found.error is None and found.path != STANDARD_INPUT:
            with suppress(OSError):
                size += os.stat(found.path).st_size
    return Workload(None if has_records or has_stream else articles, None if has_stream else size)


def find_inputs(
    names: Iterable[str], note: Callable[[str], None] | None = None
) -> Iterator[InputFile]:
    """Yield the inputs that the names stand for; a file that is named twice is read once.

    A name that stands for nothing readable is yielded with its error.  ``note`` gets a line for
    the user about documents of a folder that are left out.
    """
    seen: set[str] = set()
    for name in names:
        for found in _find(name, note or (lambda _: None)):
            is_path = found.path != STANDARD_INPUT and not is_address(found.path)
            identity = os.path.abspath(found.path) if is_path else found.path
            if identity not in seen:
                seen.add(identity)
                yield found


def _find(name: str, note: Callable[[str], None]) -> Iterator[InputFile]:
    if name == STANDARD_INPUT:
        yield InputFile(name)
    elif name.startswith(LIST) and not os.path.lexists(name):
        yield from _in_list(name.removeprefix(LIST), note)
    else:
        yield from _find_listed(name, note)


def _in_list(path: str, note: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield what the lines of a list name; paths are relative to the list's own folder.

    Lines are bytes, as names are: one that is not UTF-8 is found all the same.
    """
    try:
        is_file = stat.S_ISREG(os.stat(path).st_mode)
        if not is_file:
            yield _failed(LIST + path, "not a file; name a file with one path a line")
            return
        with open(path, "rb") as lines:
            while line := lines.readline(_LONGEST_PATH):
                listed = line.removeprefix(codecs.BOM_UTF8) if lines.tell() == len(line) else line
                name = os.fsdecode(listed.rstrip(b"\r\n"))
                if name.strip():
                    is_whole = is_address(name)
                    listed_path = name if is_whole else os.path.join(os.path.dirname(path), name)
                    yield from _find_listed(listed_path, note)
    except OSError as error:
        yield _failed(LIST + path, explain_os_error(error))
    except ValueError:
        yield _failed(LIST + path, "NUL in the name; check it")


def _find_listed(name: str, note: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield what a line of a list names: a file, a folder or a glob, but no further list."""
    if is_address(name):
        yield from _at_address(name)
    elif os.path.isdir(name):
        yield from _in_folder(name, note)
    elif glob.has_magic(name) and not os.path.lexists(name):
        yield from _in_glob(name)
    else:
        yield _file(name)


def _in_folder(folder: str, note: Callable[[str], None]) -> Iterator[InputFile]:
    failed: list[OSError] = []
    paths: list[str] = []
    for here, folders, files in os.walk(folder, onerror=failed.append):
        # "extract . -o run" a second time must not read its own output.
        is_output = is_run([*folders, *files])
        folders[:] = [name for name in folders if not name.startswith(".")]
        if not is_output:
            paths += [os.path.join(here, name) for name in files if _is_wanted(name)]
    for error in failed:
        yield _failed(str(error.filename), explain_os_error(error))
    about = sorted(path for path in paths if _is_document(path))
    if about:
        names = printable(", ".join(about))
        note(f"{names}: left out, documents about their folder; name one to read it")
    if len(about) == len(paths) and not failed:
        yield _failed(folder, f"no article with a known ending in this folder ({known_endings()})")
    yield from (_file(path) for path in sorted(paths) if not _is_document(path))


def _at_address(name: str) -> Iterator[InputFile]:
    try:
        files = find_files(name)
    except InputError as error:
        yield _failed(name, error.message)
        return
    except OSError as error:
        yield _failed(name, explain_os_error(error))
        return
    if [path for path, _ in files] != [name]:
        files = [found for found in files if kind_of_name(found[0].partition("?")[0])]
    if not files:
        yield _failed(name, f"no file with a known ending ({known_endings()}) at this address")
    for path, size in files:
        yield InputFile(path, kind_of_name(path.partition("?")[0]), size=size)


def _is_document(path: str) -> bool:
    name = os.path.basename(path).lower().removesuffix(PACKED)
    return os.path.splitext(name)[0] in _DOCUMENTS


def _in_glob(pattern: str) -> Iterator[InputFile]:
    found = sorted(glob.glob(pattern, recursive=True))
    paths = [path for path in found if not os.path.isdir(path) and _is_wanted(path)]
    if not paths:
        yield _failed(pattern, f"no file with a known ending ({known_endings()}) matches")
    yield from (_file(path) for path in paths)


def _is_wanted(path: str) -> bool:
    name = os.path.basename(path)
    return not name.startswith(".") and kind_of_name(name) is not None


def _file(path: str) -> InputFile:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return _failed(path, explain_os_error(error))
    except ValueError:
        return _failed(path, "NUL in the name; check it")
    # A named pipe would block the whole run until somebody writes to it.
    if not stat.S_ISREG(mode):
        return _failed(path, "not a file; pipe its text in and name the input -")
    return InputFile(path, kind_of_name(path))


def unknown_ending(path: str) -> str:
    """Return the message for a file of which neither ending nor content says what it is."""
    ending = os.path.splitext(path)[1].lower()
    return (
        f"unknown ending {printable(ending)!r}, known are {known_endings()}; if it is plain text, "
        "pipe it in and name the input -"
    )


def _failed(path: str, message: str) -> InputFile:
    return InputFile(path, error=InputError(message, source=printable(path)))
