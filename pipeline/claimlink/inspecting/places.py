"""Where what is worked out of a run is kept, and whether it is still of the run's files."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from claimlink.inspecting.flat import TABLES
from claimlink.records import SCHEMA_VERSION
from claimlink.runfiles import WORK

#: Raised when what is kept changes its form.
_FORM = 1

_RUN_FILES = re.compile(r"(?:claims|articles)\b.*|run\.json")


def stamp_run(folder: Path) -> str:
    """Return what changes when a file of a run does: of names, sizes, times and ``run.json``.

    Raises:
        OSError: the folder cannot be read.
    """
    digest = blake2b(f"{_FORM} {SCHEMA_VERSION}".encode(), digest_size=16)
    for table in TABLES:
        for column in table.columns:
            digest.update(f"{table.name} {column.name} {column.type}\n".encode())
    for path in sorted(folder.iterdir()):
        if _RUN_FILES.fullmatch(path.name) and path.is_file():
            state = path.stat()
            name = os.fsencode(path.name)
            digest.update(b"%s %d %d\n" % (name, state.st_size, state.st_mtime_ns))
    with suppress(OSError):
        digest.update((folder / "run.json").read_bytes())
    return digest.hexdigest()


def kept_places(folder: Path) -> Iterator[Path]:
    """Yield the folders in which something of a run may be kept, the best first.

    That is the run's own; one in the user's cache where that cannot be written.
    """
    yield folder / WORK
    name = blake2b(os.fsencode(folder.resolve()), digest_size=12).hexdigest()
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    yield Path(cache) / "claimlink" / name


@contextmanager
def written_aside(folder: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """Lend an empty file to write, and where it is put once all is well.

    Both are in the first place of a run that can be written, or in a folder of the system's for
    temporary files.  Nothing stays of it, no new folder either, when an error ends the block.
    """
    place, is_new = _writable(folder)
    handle, aside = tempfile.mkstemp(prefix=f"{name}.", dir=place)
    os.close(handle)
    # A library that makes its own file must not find one.
    os.unlink(aside)
    try:
        yield Path(aside), place / name
        os.replace(aside, place / name)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside)
        if is_new:
            with suppress(OSError):
                place.rmdir()
        raise


def _writable(folder: Path) -> tuple[Path, bool]:
    for place in kept_places(folder):
        is_new = not place.is_dir()
        with suppress(OSError):
            place.mkdir(parents=place.name != WORK, exist_ok=True)
            with tempfile.TemporaryFile(dir=place):
                return place, is_new
    return Path(tempfile.mkdtemp(prefix="claimlink-")), True
