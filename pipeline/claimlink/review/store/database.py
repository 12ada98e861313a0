"""The store as the desk asks it: one writer at a time and any number of readers, in any thread.

What :meth:`Database.write` kept is on the disk when it returns: what was answered survives the end
of the process, and of the server that keeps the store.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from claimlink.errors import StoreError
from claimlink.review.store.backends import PATIENCE, Backend, Row, Session, Value, Writer
from claimlink.review.store.pool import Pool


class Database:
    """A store, whatever keeps it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._pool = Pool(backend)
        self._own = threading.local()
        self._writing = threading.Lock()

    @property
    def name(self) -> str:
        """What messages call the store: a path, or an address without its password."""
        return self._backend.name

    @property
    def backend(self) -> Backend:
        """What keeps it."""
        return self._backend

    def read(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return the rows that a query finds; ``?`` stands for a value.

        Raises:
            StoreError: the store cannot be reached.
        """
        held = self._held()
        if held is not None:
            return held.execute(sql, values)
        with self._pool.lend(lambda session: session.execute(sql, values)) as (_, rows):
            return rows

    def first(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Return the first row that a query finds, None where there is none."""
        return next(iter(self.read(sql, values)), None)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open a transaction: all of it is kept, or after an error none of it.

        What the same thread reads meanwhile is what it has written.

        Raises:
            StoreError: the store cannot be reached, or others write for too long.
        """
        held = self._held()
        if held is not None:
            yield held
            return
        # In line here, not at the server: who waits there has a session that readers need.
        if not self._writing.acquire(timeout=PATIENCE):
            raise StoreError("others have been writing for too long; try again", source=self.name)
        try:
            with self._pool.lend(lambda session: session.begin()) as (session, _):
                yield from self._transact(session)
        finally:
            self._writing.release()

    def _transact(self, session: Session) -> Iterator[Writer]:
        self._own.session = session
        try:
            yield session
            session.commit()
        except BaseException:
            session.roll_back()
            raise
        finally:
            self._own.session = None

    def _held(self) -> Session | None:
        """Return the session of the transaction that this thread has open."""
        held: Session | None = getattr(self._own, "session", None)
        return held

    def back_up(self, target: Path) -> None:
        """Copy the store as it is at this moment into a new file, while others go on writing.

        Raises:
            StoreError: the file exists, or cannot be written, or another program does this.
        """
        with self._pool.lend(lambda session: session) as (session, _):
            self._backend.back_up(session, target)

    def close(self) -> None:
        """Close the sessions."""
        self._pool.close()
