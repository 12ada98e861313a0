"""Saving verdicts: one event for each key press, and none over a version that was not seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import JsonValue

from claimlink.records import Record
from claimlink.review.store.backends import Writer
from claimlink.review.store.database import Database
from claimlink.review.store.events import COLUMNS, Event, add_event, read_event, utc_now
from claimlink.review.store.folds import EMPTY, Verdict, advance

#: The lane of a claim in which all people write one verdict together.
SHARED = "shared"

#: The lane of a claim that settles what two people decided apart.
FINAL = "final"


def lane_of(person: int) -> str:
    """Return the lane in which a person writes alone."""
    return f"person-{person}"


class Edit(Record):
    """One change that a person asks for: ``base`` is the version that they saw.

    ``request`` names the change, so that asking again for one that was kept does nothing.
    """

    claim: int
    lane: str
    person: int
    base: int
    action: Literal["set", "undo", "redo"] = "set"
    field: str = ""
    value: JsonValue = None
    joins: bool = False
    request: str | None = None


class Saved(Record):
    """The change was kept; ``verdict`` is what it made."""

    verdict: Verdict


class Conflict(Record):
    """Another change came first: ``event`` keeps this one, ``verdict`` is what the other made."""

    event: int
    verdict: Verdict


def load_verdict(database: Database, claim: int, lane: str) -> Verdict:
    """Return the verdict in a lane of a claim, the empty one where nobody wrote yet."""
    row = database.first(_STATE, (claim, lane))
    return EMPTY if row is None else Verdict.model_validate_json(row["state"])


_STATE = "SELECT state FROM verdicts WHERE claim = ? AND lane = ?"


def save(database: Database, edit: Edit) -> Saved | Conflict:
    """Keep one change; it is on the disk when this returns."""
    with database.write() as writer:
        known = _known(writer, edit)
        verdict = load_verdict(database, edit.claim, edit.lane)
        if known is not None and known.kind == "conflict":
            return Conflict(event=known.id, verdict=verdict)
        if known is not None:
            return Saved(verdict=verdict)
        if edit.base != verdict.version:
            event = add_event(writer, _event(edit, verdict, "conflict"))
            return Conflict(event=event.id, verdict=verdict)
        return Saved(verdict=_append(writer, verdict, _event(edit, verdict, edit.action)))


def _known(writer: Writer, edit: Edit) -> Event | None:
    if edit.request is None:
        return None
    rows = writer.execute(
        f"SELECT {COLUMNS} FROM events WHERE request = ? AND person = ?",
        (edit.request, edit.person),
    )
    return read_event(rows[0]) if rows else None


def _event(edit: Edit, verdict: Verdict, kind: Literal["set", "undo", "redo", "conflict"]) -> Event:
    body: dict[str, JsonValue] = {"field": edit.field, "after": edit.value}
    if kind == "set":
        body |= {"before": verdict.fields.get(edit.field), "joins": edit.joins}
    elif kind == "conflict":
        # An undo that came too late has no value to keep, only that it was asked for.
        body |= {"base": edit.base, "action": edit.action}
    elif steps := verdict.done if kind == "undo" else verdict.undone:
        step = steps[-1]
        after = step.before if kind == "undo" else step.after
        before = verdict.fields.get(step.field)
        body = {"field": step.field, "before": before, "after": after}
    return Event(
        id=0,
        at=utc_now(),
        person=edit.person,
        kind=kind,
        claim=edit.claim,
        lane=edit.lane,
        version=verdict.version + (kind != "conflict"),
        body=body,
        request=edit.request,
    )


def _append(writer: Writer, verdict: Verdict, event: Event) -> Verdict:
    """Write an event and the verdict that it makes; nothing where it changes nothing."""
    made = advance(verdict, event.kind, event.body)
    if made.version == verdict.version:
        return verdict
    add_event(writer, event)
    _keep(writer, made, event)
    return made


def _keep(writer: Writer, verdict: Verdict, event: Event) -> None:
    writer.execute(
        "INSERT INTO verdicts (claim, lane, version, is_done, person, at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (claim, lane) DO UPDATE SET"
        " version = excluded.version, is_done = excluded.is_done, person = excluded.person,"
        " at = excluded.at, state = excluded.state",
        (
            event.claim,
            event.lane,
            verdict.version,
            int(verdict.is_done),
            event.person,
            event.at,
            verdict.model_dump_json(),
        ),
    )


def open_conflicts(database: Database, claim: int, lane: str) -> list[Event]:
    """Return the changes that came too late and that nobody has decided on, oldest first."""
    sql = (
        f"SELECT {COLUMNS} FROM events WHERE claim = ? AND lane = ?"
        " AND kind IN ('conflict', 'resolve') ORDER BY id"
    )
    events = [read_event(row) for row in database.read(sql, (claim, lane))]
    settled = [event.body["conflict"] for event in events if event.kind == "resolve"]
    return [event for event in events if event.kind == "conflict" and event.id not in settled]


def resolve(database: Database, conflict: Event, *, person: int, is_taken: bool) -> Verdict:
    """Decide on a change that came too late: take it now, or leave what stands; both stay kept."""
    assert conflict.claim is not None
    assert conflict.lane is not None
    with database.write() as writer:
        verdict = load_verdict(database, conflict.claim, conflict.lane)
        if conflict.id not in {
            c.id for c in open_conflicts(database, conflict.claim, conflict.lane)
        }:
            return verdict
        field = str(conflict.body["field"])
        taken = is_taken and conflict.body.get("action") == "set"
        event = conflict.model_copy(
            update={
                "at": utc_now(),
                "person": person,
                "kind": "resolve",
                "version": verdict.version + taken,
                "request": None,
                "body": {
                    "conflict": conflict.id,
                    "is_taken": taken,
                    "field": field,
                    "before": verdict.fields.get(field),
                    "after": conflict.body["after"],
                },
            }
        )
        if taken:
            return _append(writer, verdict, event)
        add_event(writer, event)
        return verdict


def history(database: Database, claim: int, lane: str | None = None) -> Iterator[Event]:
    """Yield all that was done on a claim, in one lane or in all, oldest first."""
    where, values = ("", ()) if lane is None else (" AND lane = ?", (lane,))
    sql = f"SELECT {COLUMNS} FROM events WHERE claim = ?{where} ORDER BY id"
    yield from map(read_event, database.read(sql, (claim, *values)))


def rebuild(database: Database) -> list[tuple[int, str]]:
    """Fold all events anew; return the verdicts that were not what their events make."""
    wrong: list[tuple[int, str]] = []
    lanes = database.read(
        "SELECT DISTINCT claim, lane FROM events WHERE lane IS NOT NULL ORDER BY claim, lane"
    )
    with database.write() as writer:
        for row in lanes:
            claim, lane = row["claim"], row["lane"]
            last, made = EMPTY, EMPTY
            changing: Event | None = None
            for event in history(database, claim, lane):
                last, made = made, advance(made, event.kind, event.body)
                changing = event if made is not last else changing
            if changing is not None and made != load_verdict(database, claim, lane):
                wrong.append((claim, lane))
                _keep(writer, made, changing)
    return wrong
