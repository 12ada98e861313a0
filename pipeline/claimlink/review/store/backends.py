"""What a store is kept by: a SQLite file, or a PostgreSQL server, each with sessions that run SQL.

There is one set of SQL, in the words that both understand; :mod:`.postgres` translates the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from claimlink.errors import StoreError

Value = str | int | float | bytes | None

Dialect = Literal["sqlite", "postgresql"]

#: Seconds that one who writes waits for another, and a reader for a session.
PATIENCE = 20.0


class LostError(StoreError):
    """The connection ended, or none could be made."""


class Row(Protocol):
    """A row that a query found: its values by the names of the columns."""

    def keys(self) -> Iterable[str]:
        """Return the names of the columns."""
        ...

    # Any: only the query knows what its columns hold.
    def __getitem__(self, name: str, /) -> Any: ...


class Writer(Protocol):
    """What runs SQL in a transaction that is open; ``?`` stands for a value."""

    def execute(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement; return the rows that it finds or gives back.

        Raises:
            LostError: the store cannot be reached.
            StoreError: the statement was refused.
        """
        ...

    def execute_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run one statement for each of the rows.

        Raises:
            LostError: the store cannot be reached.
            StoreError: the statement was refused.
        """
        ...


class Read(Protocol):
    """What finds rows."""

    def __call__(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return the rows that a query finds."""
        ...


class Session(Writer, Protocol):
    """One connection, used by one thread at a time; outside transactions it only reads."""

    @property
    def is_usable(self) -> bool:
        """Whether it is connected, with no transaction open."""
        ...

    def begin(self) -> None:
        """Open a transaction; no other one writes until it ends.

        Raises:
            LostError: the store cannot be reached.
            StoreError: another one wrote for too long.
        """
        ...

    def commit(self) -> None:
        """Keep what the transaction did; it is on the disk when this returns.

        Raises:
            StoreError: it may not be kept; whoever asks again finds out.
        """
        ...

    def roll_back(self) -> None:
        """Take back what the transaction did; raises nothing."""
        ...

    def close(self) -> None:
        """End the connection; raises nothing."""
        ...


class Backend(Protocol):
    """What keeps a store."""

    @property
    def name(self) -> str:
        """What messages call the store; it never holds a password."""
        ...

    @property
    def dialect(self) -> Dialect:
        """Which of two statements is meant, where one does not do for both."""
        ...

    def connect(self) -> Session:
        """Open a session.

        Raises:
            LostError: the store cannot be reached.
            StoreError: it is no store.
        """
        ...

    def read_version(self, read: Read) -> int:
        """Return the version of the tables, 0 where there are none."""
        ...

    def write_version(self, writer: Writer, version: int) -> None:
        """Note the version of the tables."""
        ...

    def define(self, statement: str) -> str:
        """Return a statement that makes a table or an index, in the words of the dialect."""
        ...

    def back_up(self, session: Session, target: Path) -> None:
        """Copy the store as it is at this moment into a new file.

        Raises:
            StoreError: the file cannot be written, or another program does this.
        """
        ...
