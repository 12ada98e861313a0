"""WARC files -> the HTML pages in them, one at a time."""

from __future__ import annotations

import gzip
import hashlib
import re
import tracemalloc
import zlib
from pathlib import Path

import pytest

pytest.importorskip("fastwarc.warc")
pytest.importorskip("trafilatura")

from claimlink.reading import ArticleReader, InputDigest, warc
from claimlink.records import Article, ErrorRecord
from conftest import Write
from document_builders import make_page, make_record, make_response

_WORDS = (
    "The council says that rents in Graz rose by 4 percent in 2020, and that nobody in the town "
    "hall knows why they did."
)


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _page(words: str, attributes: str = 'lang="en"') -> bytes:
    return make_page(f"{words} {_WORDS}", _WORDS, attributes=attributes).encode()


def _record(number: int, url: str = "", **response: str) -> bytes:
    block = make_response(_page(f"Page {number}."), **response)
    return make_record("response", url or f"https://n.example/{number}", block, number=number)


def _read(name: str, reader: ArticleReader | None = None) -> list[tuple[str, str]]:
    """Return each source with the first words of its text, or with what is wrong."""
    return [
        (found.source, found.text[:7] if isinstance(found, Article) else found.message)
        for found in (reader or ArticleReader()).read([name])
    ]


def test_page_is_an_article(write: Write) -> None:
    block = make_response(_page("Page 1."))
    record = make_record("response", "https://n.example/1?a=b", block)
    write("n.warc", record)
    reader = ArticleReader()
    assert list(reader.read(["n.warc"])) == [
        Article(
            text=f"Page 1. {_WORDS}\n\n{_WORDS}",
            source="n.warc#https://n.example/1?a=b",
            sha256=hashlib.sha256(block).hexdigest(),
            media_type="text/html",
            url="https://n.example/1?a=b",
        )
    ]
    assert reader.inputs == [
        InputDigest(source="n.warc", sha256=hashlib.sha256(record).hexdigest(), bytes=len(record))
    ]


def test_only_pages_are_read_and_each_has_its_own_source(write: Write) -> None:
    records = [
        make_record("warcinfo", "", b"software: x\r\n", content_type="application/warc-fields"),
        make_record("request", "https://n.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
        _record(1),
        _record(2, content_type="application/pdf"),
        _record(3, status="404 Not Found"),
        _record(4, status="301 Moved"),
        _record(5, url="https://n.example/1"),
        _record(6, url="../../../etc/passwd"),
        make_record("response", "https://n.example/7", b"no head of HTTP", number=7),
        make_record("metadata", "https://n.example/1", b"a: b\r\n", content_type="text/plain"),
        _record(8, url="<https://n.example/8>", content_type="application/xhtml+xml"),
    ]
    write("n.warc.gz", b"".join(map(gzip.compress, records)))
    assert _read("n.warc.gz") == [
        ("n.warc.gz#https://n.example/1", "Page 1."),
        ("n.warc.gz#<urn:uuid:00000000-0000-4000-8000-000000000005>", "Page 5."),
        ("n.warc.gz#../../../etc/passwd", "Page 6."),
        ("n.warc.gz#https://n.example/8", "Page 8."),
    ]
    assert sorted(path.name for path in Path().rglob("*")) == ["n.warc.gz"]


def test_charset_and_encoding_of_the_response(write: Write) -> None:
    page = make_page(f"Café. {_WORDS}", _WORDS)
    latin = make_response(page.encode("cp1252"), content_type="text/html; charset=iso-8859-1")
    packed = make_response(gzip.compress(page.encode()), encoding="gzip")
    write("n.warc", make_record("response", "a", latin) + make_record("response", "b", packed))
    assert _read("n.warc") == [("n.warc#a", "Café. T"), ("n.warc#b", "Café. T")]


def test_faulty_page_is_an_error_and_the_rest_is_read(write: Write) -> None:
    other = make_response(_page("Seite 2.", attributes='lang="de"'))
    records = [
        make_record("response", "https://n.example/1", make_response(b"<html></html>")),
        make_record("response", "https://n.example/2", other),
        make_record("response", "https://n.example/3", make_response(b"words", encoding="gzip")),
        _record(4),
    ]
    write("n.warc", b"".join(records))
    errors = _read("n.warc")
    assert errors[0] == (
        "n.warc#https://n.example/1",
        "record 1: no main text in this page; name an article's own page",
    )
    assert errors[1] == (
        "n.warc#https://n.example/2",
        "record 2: language is 'de', but this run's rule model is for 'en'; run it with "
        "--language, where there is a model",
    )
    assert errors[2][0] == "n.warc#https://n.example/3"
    assert errors[2][1].startswith("record 3: a damaged page (")
    assert errors[3] == ("n.warc#https://n.example/4", "Page 4.")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("kept", [0.03, 0.5, 0.9, 0.97])
def test_cut_file_yields_what_is_whole_and_an_error(
    write: Write, packed: bool, kept: float
) -> None:
    records = [_record(number) for number in range(20)]
    if packed:
        records = [gzip.compress(record) for record in records]
    cut = int(sum(map(len, records)) * kept)
    whole = sum(sum(map(len, records[: n + 1])) <= cut for n in range(20))
    write("n.warc", b"".join(records)[:cut])
    *pages, error = _read("n.warc")
    assert pages == [(f"n.warc#https://n.example/{n}", f"Page {n}. T"[:7]) for n in range(whole)]
    assert error[0] == "n.warc"
    assert re.search(r"; fetch (?:it|the file) again$", error[1])


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n",
            "InputError",
            "damaged or cut behind record 1 (a record that does not say how long it is); fetch it "
            "again",
        ),
        (
            b"no WARC at all",
            "InputError",
            "damaged or cut behind record 0 (Invalid WARC header); fetch it again",
        ),
        (
            make_record("warcinfo", "", b"a: b\r\n", content_type="application/warc-fields"),
            "EmptyInputError",
            "no HTML page in it; name a file with articles, or leave it out",
        ),
        (b"", "EmptyInputError", "no HTML page in it; name a file with articles, or leave it out"),
    ],
    ids=["cut head", "another kind", "no page", "empty"],
)
def test_file_without_pages(write: Write, content: bytes, error: str, message: str) -> None:
    write("n.warc", content)
    (found,) = ArticleReader().read(["n.warc"])
    assert isinstance(found, ErrorRecord)
    assert found.error == error
    assert found.message.endswith(message)


def test_bombs_are_unpacked_no_further_than_the_limit(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "LONGEST_PAGE", 1 << 20)
    bomb = make_response(gzip.compress(b" " * (1 << 26)), encoding="gzip")
    deflated = make_response(zlib.compress(b" " * (1 << 26)), encoding="deflate")
    large = make_response(b" " * (1 << 22))
    blocks = (bomb, deflated, large)
    records = [make_record("response", f"b{n}", block) for n, block in enumerate(blocks)]
    write("n.warc.gz", gzip.compress(b"".join([*records, _record(4)])))
    tracemalloc.start()
    found = _read("n.warc.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    unpacked = "a page that unpacks to more than 1 MB; not read"
    assert found == [
        ("n.warc.gz#b0", f"record 1: {unpacked}"),
        ("n.warc.gz#b1", f"record 2: {unpacked}"),
        ("n.warc.gz#b2", "record 3: a page of more than 1 MB; not read"),
        ("n.warc.gz#https://n.example/4", "Page 4."),
    ]
    assert peak < 16 << 20


def test_large_file_is_never_in_memory(write: Write) -> None:
    """Of 60 MB in 60 records, one at a time is held."""
    image = make_response(bytes(1 << 20), content_type="image/png")
    records = [make_record("response", f"https://n.example/{n}.png", image) for n in range(60)]
    write("n.warc", b"".join([*records, _record(1)]))
    tracemalloc.start()
    found = _read("n.warc")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [("n.warc#https://n.example/1", "Page 1.")]
    assert peak < 16 << 20
