"""A store in a PostgreSQL database, for a newsroom with a server of its own.

Writers stand in line at one lock of the database, so that saving means the same as in a SQLite
file: of two changes to one version the second finds that another came first, also between desks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

from claimlink.errors import StoreError
from claimlink.review.store.addresses import Address
from claimlink.review.store.backends import PATIENCE, LostError, Read, Row, Session, Value, Writer
from claimlink.review.store.postgres_sql import clean, define, translate

#: The number of the lock: "claimlnk" as bytes, which no other program is likely to take.
_LOCK = int.from_bytes(b"claimlnk", "big")

#: Each transaction sees what the last one kept, whatever the server's defaults are; a commit that
#: returned is on the disk.
_BEGIN = (
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
    f"SET LOCAL lock_timeout = {int(PATIENCE * 1000)}; "
    "SET LOCAL synchronous_commit = on; "
    f"SELECT pg_advisory_xact_lock({_LOCK})"
).encode()

#: The table that tells the version of the others.
_VERSION = "claimlink_version"

#: Not to_regclass, which in a transaction that waited does not see what was made meanwhile.
_IS_THERE = (
    "SELECT 1 FROM pg_catalog.pg_tables"
    " WHERE tablename = ? AND schemaname = ANY (current_schemas(false))"
)

#: Codes of errors after which a new connection may do: the server ends, starts or has no room.
_GOING = ("08", "57P")

#: What to do about what the server says, by the beginning of the error's code.
_NEXT_STEPS = {
    "23": "",
    "P0001": "",
    "55P03": "; another desk has been writing for too long, try again",
    "57014": "; try again",
    "53100": "; make room, then try again",
    "42501": "; let the user of the address make tables in the database",
}
_OTHER_STEP = "; name an empty database, or one that claimlink review made"


class PostgresBackend:
    """One database of a server."""

    dialect: Literal["postgresql"] = "postgresql"

    def __init__(self, address: Address) -> None:
        self._address = address

    @property
    def name(self) -> str:
        """The address without the password."""
        return self._address.name

    def connect(self) -> Session:
        """Open a session."""
        try:
            made = psycopg.Connection[DictRow].connect(
                self._address.conninfo,
                autocommit=True,
                row_factory=dict_row,
                client_encoding="UTF8",
                # Nothing is prepared: a plan made while the tables were empty reads them whole when
                # they are not, and some programs between desk and server forget what was.
                prepare_threshold=None,
            )
        except psycopg.Error as error:
            raise self._unreachable(error) from None
        encoding = made.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            made.close()
            raise StoreError(
                f"a database in {encoding}, which does not take every letter; make one with: "
                "createdb -T template0 -E UTF8 NAME",
                source=self.name,
            )
        return PostgresSession(made, self._address)

    def _unreachable(self, error: psycopg.Error) -> LostError:
        # libpq names each address of the host that it tried on a line of its own.
        lines = [line.strip() for line in str(error).split("\n")]
        said = "; ".join(line for line in lines if line and not line.endswith("?"))
        said = self._address.hide(said.removeprefix("connection failed: "))
        return LostError(f"{said}; check the address, and that the server runs", source=self.name)

    def read_version(self, read: Read) -> int:
        """Return the version of the tables, 0 where there are none."""
        if not read(_IS_THERE, (_VERSION,)):
            return 0
        (row,) = read(f"SELECT MAX(version) AS version FROM {_VERSION}")
        return int(row["version"])

    def write_version(self, writer: Writer, version: int) -> None:
        """Note the version of the tables."""
        writer.execute(f"CREATE TABLE IF NOT EXISTS {_VERSION} (version BIGINT NOT NULL)")
        writer.execute(f"DELETE FROM {_VERSION}")
        writer.execute(f"INSERT INTO {_VERSION} VALUES (?)", (version,))

    def define(self, statement: str) -> str:
        """Return a statement that makes a table or an index, in PostgreSQL's words."""
        return define(statement)

    def back_up(self, session: Session, target: Path) -> None:
        """Say which program makes copies.

        Raises:
            StoreError: always.
        """
        raise StoreError(
            f"PostgreSQL has its own command for copies; run: pg_dump -f {target} {self.name}"
        )


class PostgresSession:
    """One connection to the server."""

    def __init__(self, connection: psycopg.Connection[DictRow], address: Address) -> None:
        self._connection = connection
        self._address = address

    @property
    def is_usable(self) -> bool:
        """Whether it is connected, with no transaction open."""
        return self._connection.info.transaction_status == TransactionStatus.IDLE

    def execute(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run one statement; return the rows that it finds or gives back."""
        with self._explained():
            cursor = self._connection.execute(translate(sql), [clean(value) for value in values])
            return [*cursor.fetchall()] if cursor.description is not None else []

    def execute_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run one statement for each of the rows."""
        cleaned = [[clean(value) for value in row] for row in rows]
        with self._explained(), self._connection.cursor() as cursor:
            cursor.executemany(translate(sql), cleaned)

    def begin(self) -> None:
        """Open a transaction behind all others that write, in one round trip."""
        with self._explained():
            self._connection.execute(_BEGIN)

    def commit(self) -> None:
        """Keep what the transaction did."""
        with self._explained():
            self._connection.execute(b"COMMIT")

    def roll_back(self) -> None:
        """Take back what the transaction did; a server that is gone has done so."""
        with suppress(StoreError), self._explained():
            self._connection.execute(b"ROLLBACK")

    def close(self) -> None:
        """End the connection."""
        with suppress(psycopg.Error):
            self._connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            said, code = self._address.hide(_first_line(error)), error.sqlstate or ""
            if self._connection.closed or code.startswith(_GOING):
                self.close()
                message = f"{said}; the connection is made anew at the next request"
                raise LostError(message, source=self._address.name) from None
            raise StoreError(said + _step(code, _NEXT_STEPS), source=self._address.name) from error


def _first_line(error: psycopg.Error) -> str:
    return error.diag.message_primary or str(error).partition("\n")[0]


def _step(code: str, steps: Mapping[str, str]) -> str:
    return next((steps[begun] for begun in steps if code.startswith(begun)), _OTHER_STEP)
