"""Lines of a JSONL file -> records with their line number and digest.

``jsonlines`` reads line by line with orjson, which refuses what later stages could not write
back: NaN, numbers beyond a double, half surrogate pairs, brackets nested a thousand deep.  A field
with one of the first three is left out and named, so that the record is not lost for a field that
nobody asked for.  A broken line is an error of its own; the lines after it are read.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import jsonlines
import orjson
from pydantic import JsonValue

from claimlink.errors import InputError
from claimlink.reading.decoding import check_signature

#: Bytes in which it shows that a file is not text.
_HEAD = 1 << 16

#: Most bytes of a line: a packed file can swell to one of many gigabytes (own).
LONGEST_LINE = 256 << 20


@dataclass(frozen=True)
class RecordLine:
    """One line that is not blank; ``number`` counts all lines from 1.

    ``sha256`` is of the line's bytes in UTF-8 without its line end.  ``fields`` is None, and
    ``error`` says why, where the line is not a JSON object.  ``left_out`` are the fields whose
    value cannot be written back, each with what is wrong with it.  ``end`` counts the bytes up to
    the end of the line, in UTF-8.
    """

    number: int
    sha256: str
    fields: dict[str, JsonValue] | None
    error: InputError | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    end: int = 0


def read_lines(file: io.BufferedReader) -> Iterator[RecordLine]:
    r"""Yield each line that is not blank as a JSON object, or with what is wrong with it.

    Lines end at LF alone, so that U+2028 or a lone CR inside a text ends none.

    >>> file = io.BufferedReader(io.BytesIO(b'{"text": "Rents rose."}\n\n["Rents fell."]\n'))
    >>> [(line.number, line.fields) for line in read_lines(file)]
    [(1, {'text': 'Rents rose.'}), (3, None)]

    Raises:
        InputError: the file is not text, or a line of it is longer than any article.
    """
    lines = _Lines(file)
    # attrs drops the underscore of a field's name, which pyright does not know.
    loader = _Loader()
    reader = jsonlines.Reader(lines, loads=loader)  # pyright: ignore[reportCallIssue]
    while True:
        fields: dict[str, JsonValue] | None = None
        error: InputError | None = None
        try:
            fields = reader.read(type=dict, skip_empty=True)
        except EOFError:
            return
        except jsonlines.InvalidLineError as fault:
            error = InputError(_reason(fault))
        digest = hashlib.sha256(lines.line).hexdigest()
        yield RecordLine(lines.number, digest, fields, error, loader.left_out, lines.end)


#: Stands for a number that JSON does not have.
_NO_NUMBER = object()


class _Loader:
    """Parses a line; ``left_out`` are the fields of the latest one that were taken out."""

    def __init__(self) -> None:
        self.left_out: dict[str, str] = {}

    def __call__(self, line: str | bytes) -> object:
        self.left_out = {}
        try:
            found: object = orjson.loads(line)
            return found
        except orjson.JSONDecodeError:
            fields = _parse_loosely(line)
            if fields is None:
                raise
        self.left_out = {n: _fault(value) for n, value in fields.items() if not _is_json(value)}
        return {name: value for name, value in fields.items() if name not in self.left_out}


def _parse_loosely(line: str | bytes) -> dict[str, object] | None:
    """Return a line's object with what orjson refuses in it; None where it is not JSON at all."""
    try:
        fields = json.loads(
            line,
            parse_constant=lambda _: _NO_NUMBER,
            parse_float=_number,
            parse_int=_number,
        )
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) and all(map(_is_json, fields)) else None


def _number(literal: str) -> object:
    """Return a number as orjson would: an integer beyond 64 bits as its double."""
    try:
        found: object = orjson.loads(literal)
        return found
    except orjson.JSONDecodeError:
        return _NO_NUMBER


def _fault(value: object) -> str:
    if isinstance(value, str):
        return "half of a surrogate pair"
    return "NaN, a number beyond a double or half of a surrogate pair"


def _is_json(value: object) -> bool:
    try:
        orjson.dumps(value)
    except (TypeError, RecursionError):
        return False
    return True


class _Lines:
    """The lines of a file in UTF-8 without line ends; remembers the latest and its number."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.number = 0
        self.end = 0
        self.line = b""

    def __iter__(self) -> Iterator[bytes]:
        head = self._stream.peek(_HEAD)
        check_signature(head)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            source = _recoded(self._stream)
        elif b"\0" in head:
            raise InputError(
                f"a binary file (NUL at byte {head.index(0)}), not JSON lines; name another"
            )
        else:
            source = _whole_lines(self._stream)
        for line in source:
            self.number += 1
            self.end += len(line)
            self.line = line.rstrip(b"\r\n")
            yield self.line


def _whole_lines(stream: io.BufferedReader) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise _too_long()
        yield line


def _too_long() -> InputError:
    return InputError(f"a line of more than {LONGEST_LINE >> 20} MB; write one record a line")


def _recoded(stream: BinaryIO) -> Iterator[bytes]:
    try:
        text = io.TextIOWrapper(stream, encoding="utf-16", newline="\n")
        while line := text.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise _too_long()
            yield line.encode()
    except UnicodeError as error:
        raise InputError(f"damaged UTF-16 text: {error}; save it as UTF-8") from None


def _reason(fault: jsonlines.InvalidLineError) -> str:
    cause = fault.__cause__
    if isinstance(cause, orjson.JSONDecodeError):
        return f"not valid JSON at column {cause.colno}: {cause.msg}; write one whole object a line"
    if isinstance(cause, UnicodeDecodeError):
        return (
            f"not UTF-8 (byte 0x{cause.object[cause.start]:02X} at {cause.start} of the line); "
            "convert the file to UTF-8"
        )
    return 'not a record; expected an object such as {"id": "a1", "text": "Rents rose."}'
