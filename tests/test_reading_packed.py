"""gzip around any input: unpacked in pieces, cut, damaged, and swollen."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from claimlink.reading import ArticleReader, InputDigest, jsonl, opening
from claimlink.records import Article, ErrorRecord
from conftest import Write


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _read(reader: ArticleReader, *names: str) -> list[tuple[str, str]]:
    """Return each source with its text, or with what is wrong."""
    return [
        (found.source, found.text if isinstance(found, Article) else found.message)
        for found in reader.read(names)
    ]


def _lines(count: int) -> bytes:
    rows = ({"id": f"n{n}", "text": f"Rents rose by {n * n} percent."} for n in range(count))
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_packed_inputs_read_like_plain_ones(write: Write) -> None:
    content = gzip.compress("\ufeffWages fell.\r\n".encode())
    write("news/a.txt.gz", content)
    write("news/b.JSONL.GZ", gzip.compress(_lines(2)))
    write("news/c.md", gzip.compress(b"# Wages\n"))
    write("news/README.md.gz", gzip.compress(b"About."))
    write("news/photos.tar.gz", gzip.compress(b"photos"))
    reader = ArticleReader()
    (first, *rest) = reader.read(["news"])
    assert first == Article(
        text="Wages fell.\r\n", source="news/a.txt.gz", sha256=hashlib.sha256(content).hexdigest()
    )
    assert [(found.source, type(found)) for found in rest] == [
        ("news/b.JSONL.GZ#n0", Article),
        ("news/b.JSONL.GZ#n1", Article),
        ("news/c.md", Article),
    ]
    assert reader.inputs[0] == InputDigest(
        source="news/a.txt.gz", sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)
    )
    assert reader.bytes_read == sum(digest.bytes for digest in reader.inputs)


def test_records_keep_the_digest_of_their_own_bytes(write: Write) -> None:
    write("n.jsonl", _lines(3))
    write("n.jsonl.gz", gzip.compress(_lines(3)))
    plain, packed = (
        [found.sha256 for found in ArticleReader().read([name]) if isinstance(found, Article)]
        for name in ("n.jsonl", "n.jsonl.gz")
    )
    assert plain == packed


def test_cut_file_yields_what_is_whole_and_an_error(write: Write) -> None:
    content = gzip.compress(_lines(100_000))[:-30_000]
    write("n.jsonl.gz", content)
    reader = ArticleReader()
    *records, error = reader.read(["n.jsonl.gz"])
    assert len(records) > 1000
    assert [found.source for found in records] == [f"n.jsonl.gz#n{n}" for n in range(len(records))]
    assert error == ErrorRecord(
        source="n.jsonl.gz",
        stage="reading",
        error="InputError",
        message="gzip data that ends too early; fetch the file again",
    )
    assert reader.inputs == [
        InputDigest(
            source="n.jsonl.gz", sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)
        )
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"Wages fell.")[:-9], "gzip data that ends too early; fetch the file again"),
        (b"\x1f\x8b\x08", "gzip data that ends too early; fetch the file again"),
        (
            gzip.compress(b"Wages fell.")[:-8] + bytes(8),
            "damaged gzip data (CRC check failed 0x0 != 0x",
        ),
        (gzip.compress(b""), "empty; write the article's text into it, or leave it out"),
        (gzip.compress(b"\xff\xfe\0\0"), "UTF-32 text; convert it"),
    ],
    ids=["cut", "head alone", "wrong sum", "nothing in it", "another charset"],
)
def test_damaged_file_is_an_error(write: Write, content: bytes, message: str) -> None:
    write("a.txt.gz", content)
    write("b.txt", "Wages rose.")
    (a, error), b = _read(ArticleReader(), "a.txt.gz", "b.txt")
    assert (a, b) == ("a.txt.gz", ("b.txt", "Wages rose."))
    assert error.startswith(message)


def test_bomb_is_unpacked_no_further_than_the_limit(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LONGEST", 1 << 20)
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 1 << 20)
    write("bomb.txt.gz", gzip.compress(b" " * (1 << 24)))
    write("bomb.jsonl.gz", gzip.compress(_lines(1) + b" " * (1 << 24)))
    write("long.txt", b"a" * ((1 << 20) + 1))
    assert _read(ArticleReader(), "bomb.txt.gz", "bomb.jsonl.gz", "long.txt") == [
        ("bomb.txt.gz", "unpacks to more than 1 MB, too much for one article; split it"),
        ("bomb.jsonl.gz#n0", "Rents rose by 0 percent."),
        ("bomb.jsonl.gz", "a line of more than 1 MB; write one record a line"),
        ("long.txt", "is longer than 1 MB, too much for one article; split it"),
    ]
