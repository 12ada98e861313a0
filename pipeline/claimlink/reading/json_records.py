"""Lines of a JSONL file -> drafts of articles: the fields that have a meaning, and all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import JsonValue

from claimlink.errors import EmptyInputError, InputError
from claimlink.reading.decoding import check_text
from claimlink.reading.drafts import Draft
from claimlink.reading.faults import error_record
from claimlink.reading.jsonl import RecordLine, read_lines
from claimlink.reading.opening import Opened
from claimlink.reading.sources import Sources
from claimlink.records import ErrorRecord

#: Fields of an input record that have a meaning; all others are carried as ``meta``.
KNOWN_FIELDS = ("id", "text", "title", "byline", "published", "url", "language")


def read_json_records(path: str, opened: Opened) -> Iterator[Draft | ErrorRecord]:
    """Yield a draft for each line, or an error record in its place.

    Raises:
        EmptyInputError: there is no line that is not blank.
        InputError: the file is not text, or is cut; the lines before are yielded.
    """
    is_empty = True
    sources = Sources(path, "line")
    for line in read_lines(opened.stream):
        is_empty = False
        opened.mark(line.end)
        yield _read_line(line, sources)
    if is_empty:
        raise EmptyInputError("no record in it; write one JSON object a line, or leave it out")


def _read_line(line: RecordLine, sources: Sources) -> Draft | ErrorRecord:
    source = sources.numbered(line.number)
    try:
        if line.fields is None:
            raise line.error or InputError("not a record")
        own_id = _string(line.fields, "id")
        source = sources.unique(own_id, line.number)
        notes = _check_left_out(line)
        draft = _draft(line.fields, own_id, source, line.sha256)
        return replace(draft, notes=notes, place=f"line {line.number}")
    except InputError as error:
        return error_record(type(error)(f"line {line.number}: {error.message}"), source)


def _check_left_out(line: RecordLine) -> tuple[str, ...]:
    """Refuse a record whose text or name cannot be held; return notes on what else was left out."""
    notes: list[str] = []
    for name, fault in line.left_out.items():
        if name in KNOWN_FIELDS:
            raise InputError(f"{name} holds {fault}; write it anew as UTF-8 text")
        notes.append(f"field {name!r} holds {fault}; it is left out")
    return tuple(notes)


def _draft(fields: dict[str, JsonValue], own_id: str | None, source: str, sha256: str) -> Draft:
    text = _string(fields, "text")
    if text is None:
        raise InputError("no text; a record needs the article in its field text")
    return Draft(
        text=check_text(text),
        source=source,
        sha256=sha256,
        own_id=own_id or None,
        language=_string(fields, "language"),
        title=_string(fields, "title"),
        byline=_string(fields, "byline"),
        published=_string(fields, "published") or None,
        url=_string(fields, "url"),
        meta={name: value for name, value in fields.items() if name not in KNOWN_FIELDS},
    )


def _string(fields: dict[str, JsonValue], name: str) -> str | None:
    """Return a field that holds text; None where it is missing or null."""
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InputError(f"{name} is {_shown(value)}, expected text in quotation marks")


def _shown(value: JsonValue) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
