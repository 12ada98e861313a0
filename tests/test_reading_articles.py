"""Inputs -> articles and error records: ids, sources, digests, records of JSONL files."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimlink.reading import ArticleReader, InputDigest, ReadingOptions, articles
from claimlink.reading.kinds import known_endings
from claimlink.reading.opening import Opened, open_input
from claimlink.records import Article, ErrorRecord
from conftest import Write


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _id(text: str) -> str:
    return f"a-{_sha256(text.encode())[:12]}"


def _read(*names: str, options: ReadingOptions | None = None) -> list[Article | ErrorRecord]:
    return list(ArticleReader(options).read(names))


def test_text_file_is_one_article(write: Write) -> None:
    content = "\ufeffWages fell.\r\n".encode()
    write("wages.txt", content)
    assert _read("wages.txt") == [
        Article(
            id=_id("Wages fell.\r\n"),
            text="Wages fell.\r\n",
            source="wages.txt",
            sha256=_sha256(content),
            media_type="text/plain",
        )
    ]


def test_markdown_and_default_date(write: Write) -> None:
    write("wages.md", "# Wages\n")
    (article,) = _read("wages.md", options=ReadingOptions(published="2024-05-01"))
    assert isinstance(article, Article)
    assert (article.media_type, article.published) == ("text/markdown", "2024-05-01")


def test_standard_input_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Wages fell.")))
    (article,) = _read("-")
    assert isinstance(article, Article)
    assert (article.source, article.text, article.media_type) == ("-", "Wages fell.", "text/plain")


def test_records_carry_their_fields(write: Write) -> None:
    first = {
        "id": "n1",
        "text": "Wages\u2028fell.",
        "title": "Wages",
        "byline": "By the desk",
        "published": "2024-05-01T10:00:00Z",
        "url": "https://example.org/wages",
        "language": "en-GB",
        "desk": {"name": "economy", "tags": [1, 2.5, None]},
    }
    lines = [json.dumps(first, ensure_ascii=False), '{"text": "Rents rose.", "id": null}']
    write("news.jsonl", "\n\n".join(lines))
    assert _read("news.jsonl", options=ReadingOptions(published="2020-01-01")) == [
        Article(
            id="n1",
            text="Wages\u2028fell.",
            source="news.jsonl#n1",
            sha256=_sha256(lines[0].encode()),
            title="Wages",
            byline="By the desk",
            published="2024-05-01",
            url="https://example.org/wages",
            meta={"desk": {"name": "economy", "tags": [1, 2.5, None]}},
        ),
        Article(
            id=_id("Rents rose."),
            text="Rents rose.",
            source="news.jsonl#3",
            sha256=_sha256(lines[1].encode()),
            published="2020-01-01",
        ),
    ]


_RECORD = 'expected an object such as {"id": "a1", "text": "Rents rose."}'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "Wages', "not valid JSON at column"),
        ("{'text': 'Wages'}", "not valid JSON at column 2: "),
        ('{"text": NaN}', "text holds NaN, a number beyond a double or half of a surrogate pair"),
        ("[" * 100_000, "not valid JSON at column"),
        (
            r'{"text": "Wages \ud83d fell."}',
            "text holds half of a surrogate pair; write it anew as UTF-8 text",
        ),
        (r'{"text": "Wages.", "title": "\ud83d"}', "title holds half of a surrogate pair"),
        (r'{"text": "Wages.", "\ud83d": 1}', "not valid JSON at column"),
        (b'{"text": "Caf\xe9"}', "not UTF-8 (byte 0xE9 at 13 of the line); convert"),
        ('["Wages."]', f"not a record; {_RECORD}"),
        ("null", f"not a record; {_RECORD}"),
        ('{"id": "x", "body": "Wages."}', "no text; a record needs the article in its field text"),
        ('{"text": ["Wages."]}', "text is ['Wages.'], expected text in quotation marks"),
        ('{"text": "Wages.", "id": 7}', "id is 7, expected text in quotation marks"),
        ('{"text": "Wages.", "title": true}', "title is True, expected text in quotation marks"),
        (r'{"text": "Wages\u0000fell"}', "NUL at character 5: a binary file or damaged text"),
        (
            '{"text": "Wages.", "published": "May 2024"}',
            "published is 'May 2024', expected an ISO 8601 date such as 2024-02-29",
        ),
        (
            '{"text": "Löhne.", "language": "de"}',
            "language is 'de', but this run's rule model is for 'en'; run it with --language, "
            "where there is a model",
        ),
    ],
)
def test_faulty_line_is_reported_and_the_rest_read(
    write: Write, line: str | bytes, message: str
) -> None:
    faulty = line if isinstance(line, bytes) else line.encode()
    write("news.jsonl", b'{"text": "One."}\n' + faulty + b'\n{"text": "Three."}')
    one, error, three = _read("news.jsonl")
    assert isinstance(one, Article)
    assert isinstance(three, Article)
    assert isinstance(error, ErrorRecord)
    assert (one.text, three.text, three.source) == ("One.", "Three.", "news.jsonl#3")
    assert (error.stage, error.error) == ("reading", "InputError")
    assert error.source in ("news.jsonl#2", "news.jsonl#x")
    assert error.message.startswith(f"line 2: {message}")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("NaN", "NaN, a number beyond a double or half of a surrogate pair"),
        ("-Infinity", "NaN, a number beyond a double or half of a surrogate pair"),
        ("1e999", "NaN, a number beyond a double or half of a surrogate pair"),
        ("9" * 5000, "NaN, a number beyond a double or half of a surrogate pair"),
        ('{"deep": [1, NaN]}', "NaN, a number beyond a double or half of a surrogate pair"),
        (r'"\ud83d"', "half of a surrogate pair"),
    ],
    ids=["NaN", "infinity", "float", "integer", "nested", "surrogate"],
)
def test_field_that_cannot_be_written_is_left_out_not_its_record(
    write: Write, value: str, fault: str
) -> None:
    line = f'{{"id": "x", "text": "One.", "n": {value}, "big": 123456789012345678901, "m": 2}}'
    write("n.jsonl", line)
    notes: list[str] = []
    (article,) = ArticleReader(note=notes.append).read(["n.jsonl"])
    assert article == Article(
        id="x",
        text="One.",
        source="n.jsonl#x",
        sha256=_sha256(line.encode()),
        meta={"big": 123456789012345678901.0, "m": 2},
    )
    assert notes == [f"n.jsonl#x: field 'n' holds {fault}; it is left out"]


def test_sources_are_unique_in_a_file(write: Write) -> None:
    rows: list[dict[str, str]] = [{"id": "4"}, {"id": "x"}, {"id": "x"}, {}, {"id": "line-4"}]
    write("n.jsonl", "".join(json.dumps({**row, "text": "One."}) + "\n" for row in rows))
    write("m.jsonl", '{"id": "x", "text": "One."}\n')
    assert [read.source for read in _read("n.jsonl", "m.jsonl")] == [
        "n.jsonl#4",
        "n.jsonl#x",
        "n.jsonl#3",
        "n.jsonl#line-4",
        "n.jsonl#5",
        "m.jsonl#x",
    ]


def test_huge_integer_is_kept_as_its_double(write: Write) -> None:
    write("n.jsonl", '{"text": "One.", "views": 123456789012345678901234567890}')
    (article,) = _read("n.jsonl")
    assert isinstance(article, Article)
    assert article.meta == {"views": 123456789012345678901234567890.0}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_records_behind_a_byte_order_mark(write: Write, encoding: str) -> None:
    content = '{"text": "Löhne \u2028fell."}\r\n{"text": "Rents rose."}\r\n'.encode(encoding)
    write("n.jsonl", content)
    reader = ArticleReader()
    texts = [read.text for read in reader.read(["n.jsonl"]) if isinstance(read, Article)]
    assert texts == ["Löhne \u2028fell.", "Rents rose."]
    assert reader.inputs == [
        InputDigest(source="n.jsonl", sha256=_sha256(content), bytes=len(content))
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\n\n", "not text but a PNG image; save it as plain text first"),
        (b'{"text"\0: "x"}\n', "a binary file (NUL at byte 7), not JSON lines"),
        (b"\xff\xfe{\0\n", "damaged UTF-16 text"),
    ],
)
def test_binary_file_named_jsonl_is_one_error(write: Write, content: bytes, message: str) -> None:
    write("n.jsonl", content)
    (error,) = _read("n.jsonl")
    assert isinstance(error, ErrorRecord)
    assert error.source == "n.jsonl"
    assert error.message.startswith(message)


def test_file_of_an_unknown_kind_is_an_error(write: Write) -> None:
    write("plain", "Wages fell.")
    (error,) = _read("plain")
    assert isinstance(error, ErrorRecord)
    assert error.message == (
        f"unknown ending '', known are {known_endings()}; if it is plain text, pipe it in and "
        "name the input -"
    )


def test_empty_inputs_have_an_error_of_their_own(write: Write) -> None:
    write("a.txt", "")
    write("b.md", " \n")
    write("c.jsonl", "\n \n")
    write("d.jsonl", '{"text": " "}')
    step = "write the article's text into it, or leave it out"
    lines = "write one JSON object a line, or leave it out"
    assert [(e.source, e.error, e.message) for e in _read(".") if isinstance(e, ErrorRecord)] == [
        ("./a.txt", "EmptyInputError", f"empty; {step}"),
        ("./b.md", "EmptyInputError", f"nothing but blanks; {step}"),
        ("./c.jsonl", "EmptyInputError", f"no record in it; {lines}"),
        ("./d.jsonl#1", "EmptyInputError", f"line 1: nothing but blanks; {step}"),
    ]


def test_ids_are_unique_in_input_order(write: Write) -> None:
    write("1.txt", "Same.")
    write("2.txt", "Same.")
    rows = [{"id": i, "text": "Other."} for i in ("x", "x", "x-2", "", "x")]
    write("3.jsonl", "\n".join(map(json.dumps, rows)))
    notes: list[str] = []
    reader = ArticleReader(note=notes.append)
    ids = [(read.source, read.id) for read in reader.read(["."]) if isinstance(read, Article)]
    assert ids == [
        ("./1.txt", _id("Same.")),
        ("./2.txt", _id("Same.") + "-2"),
        ("./3.jsonl#x", "x"),
        ("./3.jsonl#2", "x-2"),
        ("./3.jsonl#x-2", "x-2-2"),
        ("./3.jsonl#4", _id("Other.")),
        ("./3.jsonl#5", "x-3"),
    ]
    assert notes == [
        "./3.jsonl#2: id 'x' was used before; this article gets 'x-2'",
        "./3.jsonl#x-2: id 'x-2' was used before; this article gets 'x-2-2'",
        "./3.jsonl#5: id 'x' was used before; this article gets 'x-3'",
    ]


def test_missing_and_vanished_files_are_errors(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("here.txt", "Wages fell.")

    def vanish(name: str) -> AbstractContextManager[Opened]:
        path.unlink()
        return open_input(name)

    monkeypatch.setattr(articles, "open_input", vanish)
    assert _read("gone.txt", "here.txt") == [
        ErrorRecord(
            source=name,
            stage="reading",
            error="InputError",
            message="no such file or directory; check its name",
        )
        for name in ("gone.txt", "here.txt")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_an_error(write: Write) -> None:
    write("locked.txt", "Wages fell.").chmod(0)
    (error,) = _read("locked.txt")
    assert isinstance(error, ErrorRecord)
    assert error.message == "permission denied; make it readable for you"


def test_digests_list_each_file_once(write: Write) -> None:
    write("a.txt", "Wages fell.")
    write("b.txt", b"\xff")
    reader = ArticleReader()
    list(reader.read(["a.txt", "gone.txt", "b.txt"]))
    assert reader.inputs == [
        InputDigest(source="a.txt", sha256=_sha256(b"Wages fell."), bytes=11),
        InputDigest(source="b.txt", sha256=_sha256(b"\xff"), bytes=1),
    ]


def test_charset_and_mojibake_are_noted_and_nothing_is_changed(write: Write) -> None:
    write("a.txt", "Café prices rose.".encode("cp1252"))
    write("b.txt", "They donâ€™t pay, â€œthe mayor said.")
    write("c.jsonl", json.dumps({"id": "x", "text": "CafÃ© prices rose."}))
    notes: list[str] = []
    texts = [
        found.text
        for found in ArticleReader(note=notes.append).read(["."])
        if isinstance(found, Article)
    ]
    assert texts == [
        "Café prices rose.",
        "They donâ€™t pay, â€œthe mayor said.",
        "CafÃ© prices rose.",
    ]
    tail = "nothing is changed, mend the file where it comes from"
    assert notes == [
        "./a.txt: read as cp1252, as it is not UTF-8",
        f"./b.txt: 2 places in it look like text decoded wrongly before ('â€™' for '’'); {tail}",
        f"./c.jsonl#x: 1 place in it looks like text decoded wrongly before ('Ã©' for 'é'); {tail}",
    ]


def test_missing_extra_names_the_command_that_installs_it(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    write("a.txt", "Café prices rose.".encode("cp1252"))
    write("b.txt", "Wages fell.")
    error, article = _read("a.txt", "b.txt")
    assert isinstance(article, Article)
    assert error == ErrorRecord(
        source="a.txt",
        stage="reading",
        error="InputError",
        message="charset_normalizer is not installed; install it with: "
        'pip install "claimlink[documents]"',
    )
