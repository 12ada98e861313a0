"""Prodigy's lines (``prodigy db-out``) -> tasks with their regions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
from pydantic import JsonValue

from claimlink.errors import InputError
from claimlink.importing.drafts import Given, Region, Task, sign
from claimlink.importing.json_fields import Fields, as_object, field, optional


def read_prodigy(path: Path, given: Given) -> Iterator[Task]:
    """Yield each accepted answer in the order of the file; a rejected one says not what is wrong.

    Raises:
        InputError: a line is broken or of something else.
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            place = f"{path}:{number}"
            try:
                fields = as_object(orjson.loads(line), place)
            except orjson.JSONDecodeError as error:
                raise InputError(
                    f"not JSON ({error}); write it anew with prodigy db-out", source=place
                ) from (None)
            if fields.get("answer", "accept") == "accept":
                yield _task(fields, given, place)


def _task(fields: Fields, given: Given, place: str) -> Task:
    meta = field(fields, "meta", dict, place)
    named = optional(fields, "_annotator_id", str) or optional(fields, "_session_id", str)
    reviewer, when = sign(given, named, _time(fields.get("_timestamp")), place)
    spans = [as_object(span, place) for span in optional(fields, "spans", list) or []]
    return Task(
        place=place,
        origin="prodigy",
        article_id=field(meta, "article_id", str, place),
        text=field(fields, "text", str, place),
        start=field(meta, "start", int, place),
        unit="utf-16" if meta.get("offset_unit") == "utf-16" else "code-points",
        reviewer=reviewer,
        when=when,
        regions=[
            Region(
                optional(span, "id", str),
                field(span, "start", int, place),
                field(span, "end", int, place),
                field(span, "label", str, place),
            )
            for span in spans
        ],
    )


def _time(value: JsonValue) -> str | None:
    """Return the time of seconds since 1970; None without any or beyond the calendar."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
