"""Where an export goes: a file or a folder that is there whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import orjson
from pydantic import JsonValue

from claimlink.errors import RunError
from claimlink.reviewfiles import REVIEWS
from claimlink.runfiles import KINDS, line_files

Json = JsonValue


@contextmanager
def write_file(target: Path, run: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place once all of it is written.

    Raises:
        RunError: it is a folder, or one of the run's own files.
        OSError: it cannot be written.
    """
    if target.is_dir():
        raise RunError("a folder; name a file to write", source=str(target))
    if target.exists() and any(target.samefile(own) for own in _own_files(run)):
        raise RunError("one of the run's own files; name another", source=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=f".{target.name}.", delete=False
    ) as stream:
        part = Path(stream.name)
        try:
            yield stream
            stream.close()
            # A temporary file is its owner's alone; a result is everyone's, as the umask has it.
            part.chmod(0o666 & ~_umask())
            os.replace(part, target)
        except BaseException:
            stream.close()
            part.unlink(missing_ok=True)
            raise


def _own_files(run: Path) -> Iterator[Path]:
    for kind in KINDS:
        yield from line_files(run, kind)
    yield from (
        path
        for path in (run / name for name in ("errors.jsonl", "run.json", REVIEWS))
        if path.exists()
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def write_folder(target: Path, own: str) -> Iterator[Path]:
    """Yield a folder to write into, which takes its place once all is written.

    ``own`` is a regular expression for the names that such an export writes: a folder that holds
    such files alone is replaced, any other is left as it is.

    Raises:
        RunError: there is a file of that name, or a folder with other files in it.
        OSError: it cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise RunError("a file; name a folder to write into", source=str(target))
    if target.is_dir():
        strange = sorted(p.name for p in target.iterdir() if not re.fullmatch(own, p.name))
        if strange:
            raise RunError(
                f"a folder with other files in it, such as {strange[0]}; name a new one",
                source=str(target),
            )
    target.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield part
        part.chmod(0o777 & ~_umask())
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def write_list(
    stream: IO[bytes], items: Iterable[Json], opening: bytes = b"[", closing: bytes = b"]\n"
) -> int:
    """Write items as a JSON array, one a line and one held at a time; return how many."""
    count = 0
    stream.write(opening)
    for item in items:
        stream.write(b",\n" if count else b"\n")
        stream.write(orjson.dumps(item))
        count += 1
    stream.write(b"\n" if count else b"")
    stream.write(closing)
    return count


def write_lines(stream: IO[bytes], items: Iterable[Json]) -> None:
    """Write items as lines of JSON."""
    for item in items:
        stream.write(orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE))
