"""What people did, as it is kept: one event a row, in order, never changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import orjson
from pydantic import Field, JsonValue

from claimlink.records import Record
from claimlink.review.store.backends import Row, Writer

EventKind = Literal[
    "set", "undo", "redo", "conflict", "resolve", "assign", "view", "person", "setting", "import"
]


class Event(Record):
    """One thing that a person did.

    ``claim``, ``lane`` and ``version`` say which verdict it made, and are None for what touches
    none; ``at`` is the time in UTC, ISO 8601.  ``body`` holds, of a change of a verdict, ``field``,
    ``before`` and ``after``.
    """

    id: int
    at: str
    person: int | None
    kind: EventKind
    claim: int | None = None
    lane: str | None = None
    version: int | None = None
    body: dict[str, JsonValue] = Field(default_factory=dict)
    request: str | None = None


#: The columns of an event in the order of the fields.
COLUMNS = "id, at, person, kind, claim, lane, version, body, request"


def read_event(row: Row) -> Event:
    """Return the event that a row holds."""
    return Event.model_validate({**dict(row), "body": orjson.loads(row["body"])})


def add_event(writer: Writer, event: Event) -> Event:
    """Append an event, in the transaction that is open; return it with its ``id``."""
    (row,) = writer.execute(
        "INSERT INTO events (at, person, kind, claim, lane, version, body, request)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            event.at,
            event.person,
            event.kind,
            event.claim,
            event.lane,
            event.version,
            orjson.dumps(event.body).decode(),
            event.request,
        ),
    )
    return event.model_copy(update={"id": row["id"]})


def make_event(kind: EventKind, person: int | None, **body: JsonValue) -> Event:
    """Return a new event, dated now, that touches no verdict."""
    return Event(id=0, at=utc_now(), person=person, kind=kind, body=body)


def utc_now() -> str:
    """Return the time in UTC to the millisecond, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
