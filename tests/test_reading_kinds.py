"""What an ending promises and what the content shows: the content decides, and says so."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimlink.reading import ArticleReader
from claimlink.reading.kinds import kind_of_content, kind_of_name
from claimlink.records import Article, ErrorRecord
from conftest import Write
from document_builders import make_page, make_pdf, make_record, make_word, word_paragraph, word_run

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text/plain"),
        ("a.MD", "text/markdown"),
        ("a.htm", "text/html"),
        ("a.docx", _WORD),
        ("a.pdf", "application/pdf"),
        ("a.nxml.gz", "application/jats+xml"),
        ("a.warc.GZ", "warc"),
        ("a.jsonl", "records"),
        ("a.gz", None),
        ("a.txt.bz2", None),
        ("txt", None),
    ],
)
def test_ending_promises_a_kind(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (make_word(word_paragraph()), _WORD),
        (b"PK\x03\x04...xl/workbook.xml", None),
        (b"WARC/1.0\r\n", "warc"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>\n<html>", "text/html"),
        (b"<!-- saved from x -->\n<html lang='en'>", "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "text/html"),
        (b'<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD">', "application/jats+xml"),
        (b'<article article-type="research-article">', "application/jats+xml"),
        (b"<article class='post'><p>HTML has such an element, too.", None),
        (b"<?xml version='1.0'?><feed>", None),
        (b"<htmlish> is no tag", None),
        (b"Rents rose. <html>", None),
        (b"", None),
    ],
)
def test_content_shows_a_kind(head: bytes, kind: str | None) -> None:
    assert kind_of_content(head) == kind


def test_content_decides_where_the_ending_is_wrong(write: Write) -> None:
    pytest.importorskip("trafilatura")
    pytest.importorskip("mammoth")
    pytest.importorskip("pypdf")
    words = "The council says that rents in Graz rose by 4 percent in 2020, as reported before."
    write("a.txt", make_pdf([["Rents rose."]]))
    write("b.md", make_word(word_paragraph(word_run("Wages fell."))))
    write("c.pdf", make_page(words, words))
    write("d.html", make_page(words, words))
    write("e.docx", "%PDF is not what this begins with.")
    write("f.txt", "Wages fell.")
    write("report", make_pdf([["Rents fell."]]))
    notes: list[str] = []
    found = list(ArticleReader(note=notes.append).read([".", "report"]))
    assert [(read.source, read.media_type) for read in found if isinstance(read, Article)] == [
        ("./a.txt", "application/pdf"),
        ("./b.md", _WORD),
        ("./c.pdf", "text/html"),
        ("./d.html", "text/html"),
        ("./f.txt", "text/plain"),
        ("report", "application/pdf"),
    ]
    assert [read.source for read in found if isinstance(read, ErrorRecord)] == ["./e.docx"]
    assert notes == [
        "./a.txt: read as a PDF document, which it is by its content",
        "./b.md: read as a Word document, which it is by its content",
        "./c.pdf: read as an HTML page, which it is by its content",
    ]


def test_standard_input_can_be_any_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf")
    stream = io.BytesIO(make_pdf([["Rents rose."]]))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    notes: list[str] = []
    (article,) = ArticleReader(note=notes.append).read(["-"])
    assert isinstance(article, Article)
    assert (article.source, article.text, article.media_type, notes) == (
        "-",
        "Rents rose.",
        "application/pdf",
        [],
    )


def test_every_missing_library_names_the_command(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading process has no library at all: its path leads to claimlink alone."""
    from claimlink.reading.documents import extractor

    code = extractor._CODE.replace(
        "from claimlink.reading.documents.child",
        "[sys.modules.__setitem__(n, None) for n in ('trafilatura', 'lxml', 'mammoth', 'pypdf')]; "
        "from claimlink.reading.documents.child",
    )
    monkeypatch.setattr(extractor, "_CODE", code)
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    monkeypatch.delitem(sys.modules, "fastwarc.warc", raising=False)
    write("a.html", "<html>")
    write("b.docx", make_word(word_paragraph(word_run("Rents."))))
    write("c.pdf", make_pdf([["Rents."]]))
    write("d.xml", "<article/>")
    write("e.warc", make_record("response", "a", b""))
    write("f.txt", "Wages fell.")
    *errors, article = ArticleReader().read(["."])
    assert isinstance(article, Article)
    missing = ("lxml", "mammoth", "pypdf", "lxml", "fastwarc")
    assert [error.message for error in errors if isinstance(error, ErrorRecord)] == [
        f'{name} is not installed; install it with: pip install "claimlink[documents]"'
        for name in missing
    ]
