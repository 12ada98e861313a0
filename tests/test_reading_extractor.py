"""Documents that loop, swell or crash their reader cost themselves alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pypdf")

from claimlink.errors import InputError
from claimlink.media import PDF
from claimlink.reading import ArticleReader
from claimlink.reading.documents import Extractor, Limits, extractor
from claimlink.records import Article, ErrorRecord
from conftest import Write
from document_builders import make_pdf

#: A reader in which documents do what they do to readers with faults nobody knows of yet.
_FAULTY = """
import claimlink.reading.documents.pdf as pdf
read = pdf.extract_pdf
def faulty(content):
    if b"(LOOP)" in content:
        sum(iter(int, 1))
    if b"(SWELL)" in content:
        bytearray(1 << 40)
    if b"(NEST)" in content:
        faulty(content)
    if b"(RAISE)" in content:
        raise ZeroDivisionError("division\\nby zero")
    print("noise")
    return read(content)
pdf.extract_pdf = faulty
"""


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    code = extractor._CODE.replace("; from", f"; exec({_FAULTY!r}); from")
    monkeypatch.setattr(extractor, "_CODE", code)


def _titled(title: str) -> bytes:
    return make_pdf([["Rents rose."]], about={"Title": title})


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("LOOP", "its reader took more than 3 seconds; save it as plain text"),
        ("SWELL", "it needs too much memory; not read"),
        ("NEST", "nested too deeply; not read"),
        (
            "RAISE",
            "the reader failed (ZeroDivisionError: division by zero); save it as plain text",
        ),
    ],
)
def test_document_that_its_reader_fails_on_costs_itself_alone(title: str, message: str) -> None:
    with Extractor(limits=Limits(seconds=3)) as documents:
        with pytest.raises(InputError) as caught:
            documents.extract(PDF, _titled(title))
        assert documents.extract(PDF, _titled("Fine")).text == "Rents rose."
    assert caught.value.message == message


@pytest.mark.usefixtures("faulty")
def test_run_goes_on_past_a_document_that_loops(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(extractor, "SECONDS", 3.0)
    write("a.pdf", _titled("LOOP"))
    write("b.pdf", _titled("Fine"))
    error, article = ArticleReader().read(["."])
    assert isinstance(error, ErrorRecord)
    assert isinstance(article, Article)
    assert (error.source, article.source, article.title) == ("./a.pdf", "./b.pdf", "Fine")


def test_reader_that_crashes_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    with Extractor() as documents:
        assert documents.extract(PDF, make_pdf([["One."]])).text == "One."
        process = documents._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(InputError, match="its reader crashed; save it as plain text"):
            documents.extract(PDF, make_pdf([["Two."]]))
        assert documents.extract(PDF, make_pdf([["Three."]])).text == "Three."
        ended = documents._process
    assert ended is not None
    assert ended.poll() is not None


def test_reader_is_replaced_from_time_to_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimlink.reading.documents.extractor._LIFETIME", 2)
    with Extractor() as documents:
        processes = []
        for words in ("One.", "Two.", "Three."):
            assert documents.extract(PDF, make_pdf([[words]])).text == words
            processes.append(documents._process)
    assert processes[0] is processes[1]
    assert processes[1] is not processes[2]


def test_nothing_is_imported_before_the_first_document() -> None:
    code = (
        "import sys, claimlink.batch, claimlink.reading, claimlink.reading.warc\n"
        "heavy = {'trafilatura', 'lxml', 'mammoth', 'pypdf', 'fastwarc', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
