"""Verdicts of the store -> events of ``reviews.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from claimlink import reviews
from claimlink.errors import RunError
from claimlink.review.scales import Scale, kept_scales
from claimlink.review.store import Database, Verdict
from claimlink.review.store.backends import Row
from claimlink.review.store.imports import run_name
from claimlink.review.store.people import list_people
from claimlink.review.store.verdicts import FINAL, SHARED
from claimlink.reviewfiles import Appended, append_reviews, find_latest, read_reviews
from claimlink.reviews import CONFIDENCE, Lane, Review

#: What an event of the desk names as its tool.
ORIGIN = "desk"


@dataclass(frozen=True)
class Outgoing:
    """The events of a run's verdicts, and how many use an answer that no known scale has."""

    events: list[Review]
    unknown: int


def write_reviews(database: Database, run: Path, path: Path) -> tuple[Appended, int]:
    """Add what a run's verdicts say to a file of reviews; return also how many have no scale.

    Raises:
        RunError: the store does not hold the run, or what the file holds cannot be read.
        OSError: the file cannot be written.
    """
    out = collect(database, run)
    fresh = only_new(out.events, path)
    told = append_reviews(path, fresh)
    known = sum(not event.says_nothing and event not in fresh for event in out.events)
    return Appended(told.added, known + told.known), out.unknown


def collect(database: Database, run: Path) -> Outgoing:
    """Return what each verdict of a run says now, in the order of their last changes.

    A verdict that says nothing, as after an undo, is an event that says nothing.

    Raises:
        RunError: the store does not hold the run.
    """
    known = database.first("SELECT id FROM runs WHERE folder = ?", (run_name(database, run),))
    if known is None:
        raise RunError(
            f"not in {database.name}; name the folder as the desk was opened for it, or another "
            "store with --db",
            source=str(run),
        )
    names = {person.number: person.name for person in list_people(database)}
    scales = kept_scales(database)
    # One statement, so that what it sees is of one moment while people are at work.
    rows = database.read(
        "SELECT v.lane, v.person, v.at, v.state, c.claim_id, a.article_id FROM verdicts v"
        " JOIN claims c ON c.id = v.claim JOIN articles a ON a.id = c.article WHERE c.run = ?"
        " ORDER BY v.at, c.id, v.lane",
        (known["id"],),
    )
    events, unknown = [], 0
    for row in rows:
        fields = Verdict.model_validate_json(row["state"]).fields
        rating = fields.get("rating")
        verdict = _rate(rating, scales) if isinstance(rating, dict) else None
        if rating is not None and verdict is None:
            unknown += 1
            continue
        events.append(_event(row, fields, verdict, names))
    return Outgoing(events, unknown)


def _rate(rating: Mapping[str, JsonValue], scales: Mapping[str, Scale]) -> reviews.Verdict | None:
    scale = scales.get(str(rating.get("scale")))
    label = None if scale is None else scale.find(str(rating.get("label")))
    if scale is None or label is None:
        return None
    return reviews.Verdict(
        scale=scale.name, value=label.value, best=scale.best, worst=scale.worst, label=label.label
    )


def _event(
    row: Row,
    fields: Mapping[str, JsonValue],
    verdict: reviews.Verdict | None,
    names: Mapping[int, str],
) -> Review:
    return Review.model_validate(
        {
            "claim_id": row["claim_id"],
            "article_id": row["article_id"],
            "reviewer": names[row["person"]],
            "when": row["at"],
            "origin": ORIGIN,
            "lane": _LANES.get(row["lane"], "own"),
            "verdict": verdict,
            "confidence": CONFIDENCE.get(str(fields.get("confidence"))),
            "note": _text(fields.get("note")),
            "evidence": list(_evidence(fields.get("evidence"))),
            "corrections": fields.get("corrections") or [],
        }
    )


_LANES: Mapping[str, Lane] = {SHARED: "shared", FINAL: "final"}


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _evidence(entries: JsonValue) -> Iterator[dict[str, str | None]]:
    """Yield the entries that have an address or words; an empty one is still being written."""
    for entry in entries if isinstance(entries, list) else ():
        assert isinstance(entry, dict)
        filled = {name: _text(value) for name, value in entry.items()}
        if filled.get("url") or filled.get("quotation"):
            yield filled


def only_new(events: Iterable[Review], path: Path) -> list[Review]:
    """Return the events that say something else than the file does of the same verdicts.

    What was done and undone again is no change, and nothing is taken back that was never said.
    """
    latest = find_latest(read_reviews(path)) if path.exists() else {}
    found = []
    for event in events:
        before = latest.get(event.key)
        if _said(event) != (_NOTHING if before is None else _said(before)):
            found.append(event)
    return found


def _said(event: Review) -> dict[str, JsonValue]:
    said: dict[str, JsonValue] = event.model_dump(mode="json", include=_CONTENT)
    return said


_CONTENT = {"verdict", "confidence", "note", "evidence", "corrections"}
_NOTHING: dict[str, JsonValue] = {
    "verdict": None, "confidence": None, "note": None, "evidence": [], "corrections": [],
}  # fmt: skip
