"""Inputs -> articles, one at a time: decoded, checked, with ids that are unique in the run."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from claimlink.errors import ClaimlinkError, EmptyInputError, InputError, explain_os_error
from claimlink.published import parse_published
from claimlink.reading.decoding import check_text, decode_text
from claimlink.reading.inputs import STANDARD_INPUT, InputFile, find_inputs
from claimlink.reading.jsonl import HashedFile, RecordLine, read_lines
from claimlink.records import Article, ErrorRecord, Record, text_id

#: Fields of an input record that have a meaning; all others are carried as ``meta``.
_KNOWN_FIELDS = ("id", "text", "title", "byline", "published", "url", "language")


@dataclass(frozen=True)
class ReadingOptions:
    """What holds for all inputs of a run.

    ``language`` is the rule model's; an article of another one is refused.  ``published`` is the
    ISO 8601 date of articles that bring none, None where unknown.
    """

    language: str = "en"
    published: str | None = None


class InputDigest(Record):
    """One input as it was read, for the run's record; ``bytes`` is its length."""

    source: str
    sha256: str
    bytes: int


class ArticleReader:
    """Reads the articles of a run; made for one run, as ids are unique in it.

    ``inputs`` holds the digest of each file read so far, ``bytes_read`` counts bytes up to the
    latest article.  ``note`` is called with a line for the
    user where something was changed that is no error.
    """

    def __init__(
        self,
        options: ReadingOptions | None = None,
        *,
        note: Callable[[str], None] | None = None,
    ) -> None:
        self.options = options or ReadingOptions()
        self.inputs: list[InputDigest] = []
        self.bytes_read = 0
        self._note = note
        #: Each id in use with the number its latest namesake got.
        self._used: dict[str, int] = {}
        #: Sources in use in the file that is read.
        self._sources: set[str] = set()

    def read(self, names: Iterable[str]) -> Iterator[Article | ErrorRecord]:
        """Yield the articles of files, folders, globs and ``-`` in order.

        An input that cannot be read is an error record in the place of its article.
        """
        for found in find_inputs(names, self._note):
            try:
                if found.error is not None:
                    raise found.error
                if found.kind == "records":
                    yield from self._read_records(found)
                else:
                    yield self._read_text(found)
            except InputError as error:
                yield error_record(error, found.source)
            except OSError as error:
                yield error_record(InputError(explain_os_error(error)), found.source)

    def _read_text(self, found: InputFile) -> Article:
        if found.path == STANDARD_INPUT:
            content = _read_standard_input()
        else:
            content = Path(found.path).read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        self._add_input(found.source, sha256, len(content))
        self.bytes_read += len(content)
        text = decode_text(content)
        return Article(
            id=self._unique_id(text_id(text)),
            text=text,
            source=found.source,
            sha256=sha256,
            media_type=found.kind,
            language=self.options.language,
            published=self.options.published,
        )

    def _read_records(self, found: InputFile) -> Iterator[Article | ErrorRecord]:
        is_empty = True
        self._sources = set()
        with open(found.path, "rb") as stream:
            file = HashedFile(stream)
            before = self.bytes_read
            for line in read_lines(file):
                is_empty = False
                self.bytes_read = before + line.end
                yield self._read_record(found.source, line)
            self._add_input(found.source, file.sha256, file.size)
        if is_empty:
            raise EmptyInputError("no record in it; write one JSON object a line, or leave it out")

    def _read_record(self, path: str, line: RecordLine) -> Article | ErrorRecord:
        source = f"{path}#{line.number}"
        try:
            if line.fields is None:
                raise line.error or InputError("not a record")
            own_id = _string(line.fields, "id")
            source = self._unique_source(path, own_id, line.number)
            self._check_left_out(line, source)
            return self._article(line.fields, own_id, source=source, sha256=line.sha256)
        except InputError as error:
            return error_record(type(error)(f"line {line.number}: {error.message}"), source)

    def _unique_source(self, path: str, own_id: str | None, line: int) -> str:
        """Return ``PATH#ID``; ``PATH#LINE`` where there is no id or it was used before in the file.

        An id can be another record's line number, hence the third form.
        """
        forms = [f"{path}#{line}", f"{path}#line-{line}"]
        if own_id:
            forms.insert(0, f"{path}#{own_id}")
        source = next((form for form in forms if form not in self._sources), forms[-1])
        self._sources.add(source)
        return source

    def _check_left_out(self, line: RecordLine, source: str) -> None:
        """Refuse a record whose text or name cannot be held; note what else was left out."""
        for name, fault in line.left_out.items():
            if name in _KNOWN_FIELDS:
                raise InputError(f"{name} holds {fault}; write it anew as UTF-8 text")
            if self._note is not None:
                self._note(f"{source}: field {name!r} holds {fault}; it is left out")

    def _article(
        self, fields: dict[str, JsonValue], own_id: str | None, *, source: str, sha256: str
    ) -> Article:
        text = _string(fields, "text")
        if text is None:
            raise InputError("no text; a record needs the article in its field text")
        check_text(text)
        published = _string(fields, "published") or None
        article = Article(
            id=own_id or text_id(text),
            text=text,
            source=source,
            sha256=sha256,
            language=self._language(_string(fields, "language")),
            title=_string(fields, "title"),
            byline=_string(fields, "byline"),
            published=self.options.published if published is None else parse_published(published),
            url=_string(fields, "url"),
            meta={name: value for name, value in fields.items() if name not in _KNOWN_FIELDS},
        )
        unique = self._unique_id(article.id)
        if own_id and unique != own_id and self._note is not None:
            self._note(f"{source}: id {own_id!r} was used before; this article gets {unique!r}")
        return article.model_copy(update={"id": unique})

    def _language(self, given: str | None) -> str:
        """Return the run's language; regions and scripts (``en-GB``) make no difference."""
        if given and given.lower().replace("_", "-").split("-")[0] != self.options.language:
            raise InputError(
                f"language is {given!r}, but this run's rule model is for "
                f"{self.options.language!r}; run it with --language, where there is a model"
            )
        return self.options.language

    def _unique_id(self, wanted: str) -> str:
        unique = wanted
        while unique in self._used:
            # Counted per id: a run of one text a thousand times must not try all numbers anew.
            self._used[wanted] += 1
            unique = f"{wanted}-{self._used[wanted]}"
        self._used[unique] = 1
        return unique

    def _add_input(self, source: str, sha256: str, size: int) -> None:
        self.inputs.append(InputDigest(source=source, sha256=sha256, bytes=size))


def error_record(error: ClaimlinkError, source: str) -> ErrorRecord:
    """Return the line of ``errors.jsonl`` for an input that cannot be read.

    >>> error_record(InputError("no such file"), "rents.txt").message
    'no such file'
    """
    return ErrorRecord(
        source=source, stage="reading", error=type(error).__name__, message=error.message
    )


def _read_standard_input() -> bytes:
    if sys.stdin is None:  # closed: "<&-"
        raise InputError("standard input is closed")
    return sys.stdin.buffer.read()


def _string(fields: dict[str, JsonValue], name: str) -> str | None:
    """Return a field that holds text; None where it is missing or null."""
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InputError(f"{name} is {_shown(value)}, expected text in quotation marks")


def _shown(value: JsonValue) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
