"""Sessions that threads lend and give back, so that a busy desk opens no more than a few."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from claimlink.errors import StoreError
from claimlink.review.store.backends import PATIENCE, Backend, LostError, Session

#: Sessions of one process; requests beyond that wait for each other.
_MOST = 8

Found = TypeVar("Found")


class Pool:
    """Keeps the sessions that nobody uses at the moment."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._idle: list[Session] = []
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(_MOST)
        self._is_closed = False

    @contextmanager
    def lend(self, begin: Callable[[Session], Found]) -> Iterator[tuple[Session, Found]]:
        """Lend a session with which something was begun, and what that gave.

        Where a session that was kept turns out to be lost, as after a new start of the server, it
        is begun once more with a new one: nothing was done yet.

        Raises:
            StoreError: the store cannot be reached, or refuses, or all sessions are in use.
        """
        if not self._free.acquire(timeout=PATIENCE):
            raise StoreError("busy for too long; try again", source=self._backend.name)
        try:
            session, found = self._begin(begin)
            try:
                yield session, found
            finally:
                self._give_back(session)
        finally:
            self._free.release()

    def _begin(self, begin: Callable[[Session], Found]) -> tuple[Session, Found]:
        kept = self._take()
        if kept is not None:
            try:
                return kept, self._try(kept, begin)
            except LostError:
                # The others were lost with it.
                self._forget()
        fresh = self._backend.connect()
        return fresh, self._try(fresh, begin)

    def _try(self, session: Session, begin: Callable[[Session], Found]) -> Found:
        try:
            return begin(session)
        except BaseException:
            self._give_back(session)
            raise

    def _take(self) -> Session | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _give_back(self, session: Session) -> None:
        with self._lock:
            if session.is_usable and not self._is_closed:
                self._idle.append(session)
                return
        session.close()

    def _forget(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for session in idle:
            session.close()

    def close(self) -> None:
        """Close all sessions, those in use when they are given back."""
        self._is_closed = True
        self._forget()
