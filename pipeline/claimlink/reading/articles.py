"""Inputs -> articles, one at a time: decoded, checked, with ids that are unique in the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claimlink.errors import InputError, explain_os_error
from claimlink.published import parse_published
from claimlink.reading.decoding import decode_any
from claimlink.reading.document_drafts import draft_document
from claimlink.reading.documents import Extractor
from claimlink.reading.drafts import Draft
from claimlink.reading.faults import error_record
from claimlink.reading.inputs import STANDARD_INPUT, InputFile, find_inputs, unknown_ending
from claimlink.reading.json_records import read_json_records
from claimlink.reading.kinds import (
    CONTAINERS,
    DOCUMENTS,
    PARQUET,
    WARC,
    InputKind,
    kind_of_content,
    name_kind,
)
from claimlink.reading.mojibake import find_mojibake
from claimlink.reading.opening import Opened, open_input
from claimlink.reading.parquet_records import read_parquet_records
from claimlink.reading.warc import read_warc
from claimlink.records import Article, ErrorRecord, Record, text_id


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
    latest article.  ``note`` is called with a line for the user where something was read in
    another way than the input says, or looks wrong, that is no error.
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
        self._note = note or (lambda _: None)
        #: Each id in use with the number its latest namesake got.
        self._used: dict[str, int] = {}

    def read(self, names: Iterable[str]) -> Iterator[Article | ErrorRecord]:
        """Yield the articles of files, folders, globs, lists (``@FILE``) and ``-`` in order.

        An input that cannot be read is an error record in the place of its article.
        """
        with Extractor(self.options.language) as extractor:
            for found in find_inputs(names, self._note):
                try:
                    if found.error is not None:
                        raise found.error
                    yield from self._read_input(found, extractor)
                except InputError as error:
                    yield error_record(error, found.source)
                except OSError as error:
                    yield error_record(InputError(explain_os_error(error)), found.source)

    def _read_input(
        self, found: InputFile, extractor: Extractor
    ) -> Iterator[Article | ErrorRecord]:
        before, content = self.bytes_read, b""
        with open_input(found.path) as opened:
            try:
                kind = self._kind(found, opened)
                if kind in CONTAINERS:
                    for draft in _read_container(kind, found, opened, extractor):
                        self.bytes_read = before + opened.done
                        yield self._finish(draft)
                else:
                    content = opened.read_whole()
            finally:
                # Whatever is wrong with the content, count and digest are the whole file's.
                self._add_input(found.source, opened)
                self.bytes_read = before + opened.raw.size
        if kind not in CONTAINERS:
            sha256 = opened.raw.sha256
            yield self._finish(self._draft(found.source, kind, content, sha256, extractor))

    def _kind(self, found: InputFile, opened: Opened) -> InputKind:
        shown = kind_of_content(opened.head)
        kind = shown or found.kind
        if kind is None:
            raise InputError(unknown_ending(found.path))
        if found.kind not in (None, kind) and found.path != STANDARD_INPUT:
            self._note(f"{found.source}: read as {name_kind(kind)}, which it is by its content")
        return kind

    def _draft(
        self, source: str, kind: InputKind, content: bytes, sha256: str, extractor: Extractor
    ) -> Draft:
        if kind in DOCUMENTS:
            found = extractor.extract(kind, content)
            return draft_document(found, kind, source=source, sha256=sha256)
        text, charset = decode_any(content, self.options.language)
        notes = () if charset is None else (f"read as {charset}, as it is not UTF-8",)
        return Draft(text, source, sha256, kind, notes=notes)

    def _finish(self, draft: Draft | ErrorRecord) -> Article | ErrorRecord:
        """Return a draft as an article with an id of its own, or what is wrong with it."""
        if isinstance(draft, ErrorRecord):
            return draft
        try:
            return self._article(draft)
        except InputError as error:
            place = f"{draft.place}: " if draft.place else ""
            return error_record(type(error)(place + error.message), draft.source)

    def _article(self, draft: Draft) -> Article:
        for line in (*draft.notes, *_note_mojibake(draft.text)):
            self._note(f"{draft.source}: {line}")
        published, options = draft.published, self.options
        article = Article(
            id=draft.own_id or text_id(draft.text),
            text=draft.text,
            source=draft.source,
            sha256=draft.sha256,
            media_type=draft.media_type,
            language=self._language(draft.language),
            title=draft.title,
            byline=draft.byline,
            published=options.published if published is None else parse_published(published),
            url=draft.url,
            meta=dict(draft.meta),
            links=draft.links,
        )
        unique = self._unique_id(article.id)
        if draft.own_id and unique != draft.own_id:
            self._note(
                f"{draft.source}: id {draft.own_id!r} was used before; this article gets {unique!r}"
            )
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

    def _add_input(self, source: str, opened: Opened) -> None:
        opened.raw.drain()
        raw = opened.raw
        self.inputs.append(InputDigest(source=source, sha256=raw.sha256, bytes=raw.size))


def _read_container(
    kind: InputKind, found: InputFile, opened: Opened, extractor: Extractor
) -> Iterator[Draft | ErrorRecord]:
    if kind == WARC:
        return read_warc(found.source, opened, extractor)
    if kind == PARQUET:
        return read_parquet_records(found.path, found.source, opened)
    return read_json_records(found.source, opened)


def _note_mojibake(text: str) -> list[str]:
    found = find_mojibake(text)
    if not found:
        return []
    wrong, right = found[0]
    said = "1 place in it looks" if len(found) == 1 else f"{len(found)} places in it look"
    return [
        f"{said} like text decoded wrongly before ({wrong!r} for "
        f"{right!r}); nothing is changed, mend the file where it comes from"
    ]
