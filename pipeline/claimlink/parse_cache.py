"""Parses that were made before, in a SQLite file that any number of processes share.

A parse is known by a digest of all that it depends on: the text, the places at which a sentence
may begin, the model's own files, the versions of what runs it, and the code that does.  Whatever
is wrong with the file, the paragraph is parsed again: it saves time and decides nothing.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from claimlink.errors import describe_os_error
from claimlink.parses import Parse, Stretch, pack_parse, unpack_parse

if TYPE_CHECKING:
    from spacy.language import Language

#: Raised when the table or the form of a parse changes.
FORM = 1

_NAME = "parses.sqlite"

# The files of this package in which parses are made.
_CODE = ("parsing.py", "parses.py", "token_vectors.py")

# Size of the file, in bytes, from which on the oldest parses leave it: those of 80,000 articles of
# 800 words.
_MOST_BYTES = 512 * 1024 * 1024
# Share of the parses that leaves in one go: few enough that other processes hardly wait.
_LEAVING = 20
# Milliseconds to wait for another process that writes; after that the new parses are not kept.
_PATIENCE = 2_000
# Values in one query.
_AT_ONCE = 500

_TABLES = f"""
PRAGMA user_version = {FORM};
CREATE TABLE IF NOT EXISTS parses (
    number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, parse BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS makers (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""

Run = Callable[[Sequence[Stretch]], list[Parse]]


class ParseCache:
    """The parses of one model; may be called from any thread.

    ``maker`` tells the model and all that runs it from any other.
    """

    def __init__(self, folder: Path, maker: bytes) -> None:
        self._path = folder / _NAME
        self._maker = maker
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            self._connection = _connect(self._path)
            # With whoever forgets to close it, before Python finds it open.
            weakref.finalize(self, self._connection.close)

    def complete(self, stretches: Sequence[Stretch], run: Run) -> list[Parse]:
        """Return the parse of each stretch, in order; ``run`` makes those that are not known.

        Stretches that are alike are parsed once.
        """
        digests = [self._digest(stretch) for stretch in stretches]
        known: dict[bytes, Parse] = {}
        lost: dict[bytes, Stretch] = {}
        found = self._find(list(dict.fromkeys(digests)))
        for digest, stretch in zip(digests, stretches, strict=True):
            if digest in known or digest in lost:
                continue
            try:
                known[digest] = unpack_parse(found[digest], len(stretch.text))
            except (KeyError, ValueError):
                lost[digest] = stretch
        made = dict(zip(lost, run(list(lost.values())), strict=True)) if lost else {}
        self._keep({digest: pack_parse(parse) for digest, parse in made.items()})
        known.update(made)
        return [known[digest] for digest in digests]

    def close(self) -> None:
        """Close the file; everything is parsed from then on."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _digest(self, stretch: Stretch) -> bytes:
        digest = hashlib.blake2b(key=self._maker, digest_size=20)
        digest.update(",".join(map(str, stretch.borders)).encode())
        digest.update(b"\0")
        digest.update(stretch.text.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def _find(self, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        with self._lock:
            for start in range(0, len(digests), _AT_ONCE):
                chosen = digests[start : start + _AT_ONCE]
                found.update(self._ask(chosen))
        return found

    def _ask(self, digests: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        if self._connection is None:
            return []
        marks = ", ".join("?" * len(digests))
        query = f"SELECT digest, parse FROM parses WHERE digest IN ({marks})"
        try:
            return self._connection.execute(query, digests).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _keep(self, packed: dict[bytes, bytes]) -> None:
        with self._lock:
            if self._connection is None or not packed:
                return
            try:
                with self._connection:
                    self._connection.execute("BEGIN IMMEDIATE")
                    _make_room(self._connection)
                    self._connection.executemany(
                        "INSERT OR REPLACE INTO parses (digest, parse) VALUES (?, ?)",
                        packed.items(),
                    )
            except sqlite3.Error as error:
                self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the file, unless only another process was in the way.

        A damaged one is marked, for the next run to make it anew.
        """
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return
        if error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            with suppress(OSError):
                _mark_of(self._path).touch()
        with suppress(sqlite3.Error):
            self.close()


def open_cache(folder: Path, nlp: Language) -> ParseCache:
    """Return the parses that a folder keeps for a model; where it cannot be used, it keeps none."""
    return ParseCache(folder, _describe_maker(nlp))


def prepare_folder(folder: Path, maker: str, note: Callable[[str], None]) -> bool:
    """Return whether a folder can keep parses; a damaged file is made anew.

    ``maker`` names model and spaCy; ``note`` gets a line for the user where earlier parses cannot
    be used or none can be kept.
    """
    path = folder / _NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            if _mark_of(path).exists():
                raise sqlite3.DatabaseError("it was found to be damaged")
            _introduce(path, maker, note)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            note(f"{path}: {error}; the parses in it are lost, and made anew")
            for ending in (".sqlite", ".sqlite-wal", ".sqlite-shm", ".damaged"):
                path.with_suffix(ending).unlink(missing_ok=True)
            _introduce(path, maker, note)
    except (OSError, sqlite3.Error) as error:
        reason = describe_os_error(error) if isinstance(error, OSError) else str(error)
        note(f"{path}: {reason}; no parse is reused or kept")
        return False
    return True


def is_damaged(folder: Path) -> bool:
    """Return whether a process came upon damage in a folder's parses since they were prepared."""
    return _mark_of(folder / _NAME).exists()


def user_folder() -> Path:
    """Return the folder in which this user's programs keep what can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "claimlink"


def _mark_of(path: Path) -> Path:
    return path.with_suffix(".damaged")


def _connect(path: Path) -> sqlite3.Connection:
    # In autocommit mode; a lock of our own lets threads take turns.
    connection = sqlite3.connect(
        path, timeout=_PATIENCE / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form not in (0, FORM):
            raise sqlite3.DatabaseError(f"the parses have form {form}, this claimlink reads {FORM}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {_MOST_BYTES // 8}")
        if form != FORM:
            connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection


def _introduce(path: Path, maker: str, note: Callable[[str], None]) -> None:
    """Enter who makes parses from now on; note it where all there are were made by others."""
    connection = _connect(path)
    try:
        makers = {name for (name,) in connection.execute("SELECT name FROM makers")}
        if makers and maker not in makers:
            note(
                f"{path}: the parses in it were made with {'; '.join(sorted(makers))}; those of "
                f"{maker} are made anew"
            )
        connection.execute("INSERT OR IGNORE INTO makers VALUES (?)", (maker,))
    finally:
        connection.close()


def _make_room(connection: sqlite3.Connection) -> None:
    """Let the oldest parses go where the file is full; their pages are used again."""
    ((pages,), (free,), (size,)) = (
        connection.execute(f"PRAGMA {name}").fetchone()
        for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size < _MOST_BYTES:
        return
    lowest, highest = connection.execute("SELECT min(number), max(number) FROM parses").fetchone()
    if lowest is not None:
        border = lowest + max(1, (highest - lowest) // _LEAVING)
        connection.execute("DELETE FROM parses WHERE number < ?", (border,))


def _describe_maker(nlp: Language) -> bytes:
    """Return a digest of everything but the prose that a parse depends on."""
    digest = hashlib.blake2b(digest_size=32)
    versions = [f"{name} {metadata.version(name)}" for name in ("spacy", "thinc", "numpy")]
    components = ",".join(nlp.pipe_names)
    digest.update("\n".join([*versions, *_describe_machine(), components]).encode())
    code = Path(__file__).parent
    model = nlp.path
    files = [] if model is None else sorted(filter(Path.is_file, Path(model).rglob("*")))
    for path in (*(code / name for name in _CODE), *files):
        digest.update(f"\n{path.name} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    if model is None:
        digest.update(nlp.to_bytes())
    return digest.digest()


def _describe_machine() -> list[str]:
    """Return what multiplies matrices here: the last digit may be another on another processor."""
    import threadpoolctl

    libraries = [
        f"{library.get('internal_api')} {library.get('version')} {library.get('architecture')}"
        for library in threadpoolctl.threadpool_info()
        if library.get("user_api") == "blas"
    ]
    return [platform.machine(), *sorted(libraries)]
