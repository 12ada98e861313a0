"""People, their sessions and invitations, what they are assigned, and the views they saved.

Secrets are never kept: of a session or an invitation its digest, of a password the hash that the
caller made.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from typing import Literal

from claimlink.errors import RunError
from claimlink.review.store.backends import Row
from claimlink.review.store.database import Database
from claimlink.review.store.events import add_event, make_event
from claimlink.review.store.queue import Filters

Role = Literal["owner", "reviewer"]

#: Seconds that a one-time link and a session are good for.
INVITATION_SECONDS = 7 * 86_400
SESSION_SECONDS = 30 * 86_400

#: Characters of a name.
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Person:
    """Somebody who may use the desk; ``password`` is a hash, None where links alone let them in."""

    number: int
    name: str
    role: Role
    password: str | None


def add_person(
    database: Database, name: str, role: Role, *, password: str | None = None, by: int | None = None
) -> Person:
    """Add a person, or change the password of one that is there; the event says by whom.

    A new password ends the sessions that the old one began.

    Raises:
        RunError: the name is empty or too long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise RunError(f"a name has 1 to {_LONGEST_NAME} characters; give another")
    with database.write() as writer:
        writer.execute(
            "INSERT INTO people (name, role, password) VALUES (?, ?, ?) ON CONFLICT (name)"
            " DO UPDATE SET password = COALESCE(excluded.password, people.password)",
            (name, role, password),
        )
        if password is not None:
            writer.execute(
                "DELETE FROM sessions WHERE person = (SELECT id FROM people WHERE name = ?)",
                (name,),
            )
        add_event(
            writer,
            make_event("person", by, name=name, role=role, has_password=password is not None),
        )
    found = find_person(database, name)
    assert found is not None
    return found


def find_person(database: Database, name: str) -> Person | None:
    """Return the person of a name, None where there is none."""
    row = database.first(f"{_PEOPLE} WHERE name = ?", (" ".join(name.split()),))
    return None if row is None else _person(row)


def list_people(database: Database) -> list[Person]:
    """Return all people in the order in which they came."""
    return [_person(row) for row in database.read(f"{_PEOPLE} ORDER BY id")]


_PEOPLE = "SELECT id, name, role, password FROM people"


def _person(row: Row) -> Person:
    return Person(row["id"], row["name"], row["role"], row["password"])


def digest(secret: str) -> str:
    """Return what is kept of a secret of random letters."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def invite(database: Database, person: int) -> str:
    """Return the secret of a link that lets a person in once."""
    return _issue(database, "invitations", person, INVITATION_SECONDS)


def begin_session(database: Database, person: int) -> str:
    """Return the secret of a new session."""
    return _issue(database, "sessions", person, SESSION_SECONDS)


def _issue(
    database: Database, table: Literal["invitations", "sessions"], person: int, seconds: int
) -> str:
    secret, now = token_urlsafe(32), time.time()
    with database.write() as writer:
        writer.execute(f"DELETE FROM {table} WHERE until < ?", (now,))
        writer.execute(
            f"INSERT INTO {table} (digest, person, until) VALUES (?, ?, ?)",
            (digest(secret), person, now + seconds),
        )
    return secret


def accept(database: Database, secret: str) -> Person | None:
    """Return the person whom a one-time link lets in, and let nobody in by it again."""
    with database.write() as writer:
        rows = writer.execute(
            "DELETE FROM invitations WHERE digest = ? AND until > ? RETURNING person",
            (digest(secret), time.time()),
        )
    return get_person(database, rows[0]["person"]) if rows else None


def get_person(database: Database, number: int) -> Person | None:
    """Return the person of a number, None where there is none."""
    row = database.first(f"{_PEOPLE} WHERE id = ?", (number,))
    return None if row is None else _person(row)


def find_session(database: Database, secret: str) -> Person | None:
    """Return whose session a secret is, None where it is nobody's or too old."""
    row = database.first(
        f"{_PEOPLE} WHERE id = (SELECT person FROM sessions WHERE digest = ? AND until > ?)",
        (digest(secret), time.time()),
    )
    return None if row is None else _person(row)


def end_session(database: Database, secret: str) -> None:
    """Let nobody in by a session any more."""
    with database.write() as writer:
        writer.execute("DELETE FROM sessions WHERE digest = ?", (digest(secret),))


def assign(database: Database, claims: Iterable[int], person: int | None, by: int) -> int:
    """Give claims to a person alone, to nobody where it is None; return how many."""
    given = sorted(set(claims))
    with database.write() as writer:
        for claim in given:
            writer.execute("DELETE FROM assignments WHERE claim = ?", (claim,))
            if person is not None:
                writer.execute("INSERT INTO assignments VALUES (?, ?)", (claim, person))
        add_event(writer, make_event("assign", by, claims=[*given], to=person))
    return len(given)


def assigned_to(database: Database, claim: int) -> int | None:
    """Return the person a claim is assigned to, None where it is anyone's."""
    row = database.first("SELECT person FROM assignments WHERE claim = ?", (claim,))
    return None if row is None else int(row["person"])


def save_view(database: Database, person: int, name: str, filters: Filters) -> None:
    """Keep filters under a name, in place of those that had it."""
    name = " ".join(name.split())[:_LONGEST_NAME] or "view"
    with database.write() as writer:
        writer.execute(
            "INSERT INTO views (person, name, filters) VALUES (?, ?, ?) ON CONFLICT (person, name)"
            " DO UPDATE SET filters = excluded.filters",
            (person, name, filters.model_dump_json()),
        )
        add_event(writer, make_event("view", person, name=name, filters=filters.model_dump()))


def list_views(database: Database, person: int) -> list[tuple[str, Filters]]:
    """Return a person's saved views by name."""
    rows = database.read(
        "SELECT name, filters FROM views WHERE person = ? ORDER BY name", (person,)
    )
    return [(row["name"], Filters.model_validate_json(row["filters"])) for row in rows]


def get_setting(database: Database, name: str) -> str | None:
    """Return a setting of the store, None where it is not set."""
    row = database.first("SELECT value FROM settings WHERE name = ?", (name,))
    return None if row is None else str(row["value"])


def put_setting(database: Database, name: str, value: str) -> None:
    """Set a setting of the store."""
    if get_setting(database, name) == value:
        return
    with database.write() as writer:
        writer.execute(
            "INSERT INTO settings (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
        add_event(writer, make_event("setting", None, name=name, value=value))
