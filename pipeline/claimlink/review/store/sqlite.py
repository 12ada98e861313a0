"""A store in a SQLite file.

The journal is a write-ahead log, so that readers never wait for the writer.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from claimlink.errors import StoreError
from claimlink.review.store.backends import PATIENCE, Read, Row, Session, Value, Writer

#: Kilobytes of pages that each session keeps: the index of 200,000 claims.
_CACHE_KB = 32_768

#: Seconds between two attempts at what another one is doing.
_PAUSE = 0.02

#: What to do about what SQLite says, by the beginning of the error's name.
_NEXT_STEPS = {
    "SQLITE_CONSTRAINT": "",
    "SQLITE_BUSY": "; another program writes into it, try again",
    "SQLITE_FULL": "; make room, then try again",
}
_OTHER_STEP = "; name a file that claimlink review made, or a new one"


class SqliteBackend:
    """One file."""

    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self._path)

    def connect(self) -> Session:
        """Open a session; makes the file where there is none."""
        with _explained(self.name):
            made = sqlite3.connect(
                self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
        session = SqliteSession(made, self.name)
        try:
            session.keep_log()
            # FULL: the log is on the disk, not only with the system, before a commit returns.
            session.execute("PRAGMA synchronous = FULL")
            session.execute("PRAGMA foreign_keys = ON")
            session.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        except StoreError:
            session.close()
            raise
        return session

    def read_version(self, read: Read) -> int:
        """Return the version of the tables, 0 where there are none."""
        (row,) = read("PRAGMA user_version")
        return int(row["user_version"])

    def write_version(self, writer: Writer, version: int) -> None:
        """Note the version of the tables."""
        writer.execute(f"PRAGMA user_version = {version}")

    def define(self, statement: str) -> str:
        """Return the statement as it is: tables are described in SQLite's words."""
        return statement

    def back_up(self, session: Session, target: Path) -> None:
        """Copy the file, page by page, while others go on writing."""
        assert isinstance(session, SqliteSession)
        if target.exists():
            raise StoreError("is there already; name a new file", source=str(target))
        try:
            copy = sqlite3.connect(target)
            try:
                session.copy_to(copy)
            finally:
                copy.close()
        except sqlite3.Error as error:
            raise StoreError(
                f"{error}; name a file that can be written", source=str(target)
            ) from None


class SqliteSession:
    """One connection to the file."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._name = name

    @property
    def is_usable(self) -> bool:
        """Whether no transaction is open; a file does not go away."""
        return not self._connection.in_transaction

    def execute(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement; return the rows that it finds or gives back."""
        with _explained(self._name):
            return self._connection.execute(sql, values).fetchall()

    def execute_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run one statement for each of the rows."""
        with _explained(self._name):
            self._connection.executemany(sql, rows)

    def keep_log(self) -> None:
        """Have the file keep a write-ahead log.

        Changing to one does not wait for others that open the file at the same moment, as all
        else does: https://www.sqlite.org/c3ref/busy_handler.html.
        """
        given_up = time.monotonic() + PATIENCE
        while True:
            try:
                self.execute("PRAGMA journal_mode = WAL")
            except StoreError as error:
                if not _is_busy(error) or time.monotonic() > given_up:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def begin(self) -> None:
        """Open a transaction that writes from the start."""
        self.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what the transaction did."""
        self.execute("COMMIT")

    def roll_back(self) -> None:
        """Take back what the transaction did; some errors have done so already."""
        with suppress(StoreError):
            self.execute("ROLLBACK")

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy all tables."""
        self._connection.backup(target)

    def close(self) -> None:
        """End the connection."""
        with suppress(sqlite3.Error):
            self._connection.close()


def _is_busy(error: StoreError) -> bool:
    return getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY")


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "")
        step = next((_NEXT_STEPS[c] for c in _NEXT_STEPS if code.startswith(c)), _OTHER_STEP)
        raise StoreError(f"{error}{step}", source=name) from error
