"""A SQLite file with one writer at a time and any number of readers.

The journal is a write-ahead log, so that readers never wait for the writer, and a transaction is on
the disk when :meth:`Database.write` returns: what was answered survives the end of the process.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from claimlink.errors import RunError

Value = str | int | float | bytes | None
Row = sqlite3.Row

#: Seconds that a writer waits for one of another process, such as a backup.
_PATIENCE = 20.0

#: Kilobytes of pages that each connection keeps: the index of 200,000 claims.
_CACHE_KB = 32_768


class Database:
    """One SQLite file; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._writing = threading.RLock()
        try:
            self.connection()
        except sqlite3.Error as error:
            raise RunError(
                f"{error}; name a file that claimlink review made, or a new one", source=str(path)
            ) from None

    def connection(self) -> sqlite3.Connection:
        """Return the connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = self._connect()
            self._own.connection = found
        return found

    def _connect(self) -> sqlite3.Connection:
        made = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        made.row_factory = sqlite3.Row
        made.execute("PRAGMA journal_mode = WAL")
        # FULL: the log is on the disk, not only with the system, before a commit returns.
        made.execute("PRAGMA synchronous = FULL")
        made.execute("PRAGMA foreign_keys = ON")
        made.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        with self._writing:
            self._opened.append(made)
        return made

    def read(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return the rows that a query finds."""
        return self.connection().execute(sql, values).fetchall()

    def first(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row that a query finds, None where there is none."""
        row: Row | None = self.connection().execute(sql, values).fetchone()
        return row

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction: all of it is kept, or after an error none of it."""
        with self._writing:
            connection = self.connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def back_up(self, target: Path) -> None:
        """Copy the store as it is at this moment into a new file, while others go on writing.

        Raises:
            RunError: the file exists, or cannot be written.
        """
        if target.exists():
            raise RunError("is there already; name a new file", source=str(target))
        try:
            copy = sqlite3.connect(target)
            try:
                self.connection().backup(copy)
            finally:
                copy.close()
        except sqlite3.Error as error:
            raise RunError(
                f"{error}; name a file that can be written", source=str(target)
            ) from None

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._writing:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._own = threading.local()
