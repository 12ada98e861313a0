"""Who is at the desk: passwords, the first link, and a limit on guesses."""

from __future__ import annotations

import hmac
import time
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from claimlink.errors import RunError
from claimlink.review.store import Database
from claimlink.review.store.people import Person, find_person

#: Wrong guesses from one address that are answered within so many seconds.
_GUESSES = 8
_SECONDS = 60.0

#: Addresses whose guesses are remembered.
_ADDRESSES = 10_000

#: Characters of a password, by NIST SP 800-63B, section 5.1.1.
_SHORTEST_PASSWORD = 8
_LONGEST_PASSWORD = 256


def hash_password(password: str) -> str:
    """Return what is kept of a password: argon2id, with a salt of its own.

    Raises:
        RunError: it is too short or too long.
    """
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise RunError(
            f"a password has {_SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters; give another"
        )
    return PasswordHasher().hash(password)


def check_password(database: Database, name: str, password: str) -> Person | None:
    """Return the person with this name and password, None where there is none.

    A name that nobody has takes as long as a wrong password.
    """
    person = find_person(database, name)
    kept = person.password if person is not None else None
    try:
        PasswordHasher().verify(kept or _nobody(), password[:_LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    return person if kept else None


_NOBODY: list[str] = []


def _nobody() -> str:
    if not _NOBODY:
        _NOBODY.append(PasswordHasher().hash("nobody has this password"))
    return _NOBODY[0]


def csrf_token(session: str) -> str:
    """Return what every change must bring along: only pages of this session know it."""
    return hmac.new(session.encode(), b"claimlink csrf", sha256).hexdigest()


@dataclass
class Guesses:
    """Counts wrong guesses by address; more than a few a minute are not looked at."""

    _made: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, address: str) -> bool:
        """Count a guess from an address before it is looked at; return whether it may be."""
        with self._lock:
            recent = self._recent(address)
            if len(recent) >= _GUESSES:
                return False
            if len(self._made) >= _ADDRESSES:
                self._made.clear()
            recent.append(time.monotonic())
            self._made[address] = recent
            return True

    def forgive(self, address: str) -> None:
        """Take back the last guess from an address: it was right."""
        with self._lock:
            recent = self._recent(address)
            if recent:
                recent.pop()

    def _recent(self, address: str) -> deque[float]:
        made = self._made.get(address, deque())
        while made and made[0] < time.monotonic() - _SECONDS:
            made.popleft()
        return made
