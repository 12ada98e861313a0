"""Word documents -> text, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("mammoth")

from claimlink.errors import EmptyInputError, InputError
from claimlink.reading.documents import word
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.word import extract_word
from document_builders import make_word, word_link, word_paragraph, word_run

_NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rents\n in Graz'
    "</dc:title><dc:creator>Ana Lillis</dc:creator></cp:coreProperties>"
)


def test_structure_is_kept() -> None:
    content = make_word(
        word_paragraph(word_run("Rents in Graz"), style="Title"),
        word_paragraph(word_run("Why"), style="heading1"),
        word_paragraph(
            word_run("Rents rose by 4 percent"),
            _NOTE.format(2),
            word_run(", says "),
            word_link(word_run("the report")),
            word_run("."),
            _NOTE.format(3),
        ),
        word_paragraph(word_run("Background", "<w:b/>")),
        word_paragraph(word_run("We cannot pay."), style="Quote"),
        word_paragraph(word_run("x"), word_run("2", '<w:vertAlign w:val="superscript"/>')),
        "<w:tbl><w:tr><w:tc>"
        + word_paragraph(word_run("Year"))
        + "</w:tc><w:tc>"
        + word_paragraph(word_run("Rent"))
        + "</w:tc></w:tr></w:tbl>",
        notes=["Lillis, A. (2021). Housing in Styria.", "A note."],
    )
    assert extract_word(content) == Extracted(
        text="# Rents in Graz\n\n# Why\n\nRents rose by 4 percent[^fn1], says "
        "[the report](https://stats.example/rents).[^fn2]\n\n**Background**\n\n> We cannot pay.\n\n"
        "x²\n\n| Year | Rent |\n\n[^fn1]: Lillis, A. (2021). Housing in Styria.\n[^fn2]: A note."
    )


def test_struck_and_hidden_words_are_left_out() -> None:
    content = make_word(
        word_paragraph(
            word_run("Rents "),
            '<w:del w:id="1"><w:r><w:delText>fell</w:delText></w:r></w:del>',
            word_run("rose", '<w:vanish w:val="0"/>'),
            word_run(" SECRETLY", "<w:vanish/>"),
            word_run("."),
        )
    )
    assert extract_word(content).text == "Rents rose."


def test_document_says_of_itself() -> None:
    content = make_word(word_paragraph(word_run("Rents.")), parts={"docProps/core.xml": _CORE})
    assert extract_word(content) == Extracted(
        text="Rents.", title="Rents in Graz", byline="Ana Lillis"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"PK\x03\x04 cut", "a damaged or locked Word document (", id="no archive"),
        pytest.param(
            make_word(word_paragraph(word_run("Rents.")))[:-40],
            "a damaged or locked Word document (",
            id="cut",
        ),
        pytest.param(
            make_word(parts={"word/document.xml": ""}),
            "an archive or document of another kind, no Word document",
            id="another kind",
        ),
        pytest.param(
            make_word(parts={"word/document.xml": "<w:document"}),
            "a damaged Word document (part 'word/document.xml': ",
            id="broken XML",
        ),
        pytest.param(
            make_word(
                parts={
                    "word/styles.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
                    "<x>&b;</x>"
                }
            ),
            "its part 'word/styles.xml' declares a document type",
            id="entities that swell",
        ),
        pytest.param(
            make_word(
                parts={
                    "docProps/core.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                    "<x>&a;</x>".encode("utf-16")
                }
            ),
            "its part 'docProps/core.xml' declares a document type",
            id="entity of another file, in UTF-16",
        ),
    ],
)
def test_faulty_document_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        extract_word(content)
    assert caught.value.message.startswith(message)


def test_document_without_words_is_empty() -> None:
    with pytest.raises(EmptyInputError, match="empty; write the article's text into it"):
        extract_word(make_word(word_paragraph()))


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "LARGEST", 3 << 20)
    monkeypatch.setattr(word, "LARGEST_XML", 1 << 20)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    for part, message in (
        ("word/media/a.png", "unpacks to more than 3 MB; not read"),
        ("word/numbering.xml", "its text unpacks to more than 1 MB; not read"),
    ):
        size = 4 << 20 if part.endswith("png") else 2 << 20
        with pytest.raises(InputError) as caught:
            extract_word(make_word(parts={part: b" " * size}))
        assert caught.value.message == message


def test_size_that_an_archive_lies_about_is_no_way_in() -> None:
    """A part is unpacked to the size that was checked, and no further."""
    content = bytearray(make_word(parts={"word/numbering.xml": b" " * 5000}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (member,) = [m for m in archive.infolist() if m.filename == "word/numbering.xml"]
    size = (5000).to_bytes(4, "little")
    for _ in range(2):
        content[content.index(size) : content.index(size) + 4] = (10).to_bytes(4, "little")
    assert member.file_size == 5000
    with pytest.raises(InputError, match="a damaged or locked Word document"):
        extract_word(bytes(content))


def test_names_of_members_are_no_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a/b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    parts: dict[str, str | bytes] = {
        "../../evil.xml": "<x/>",
        "/tmp/../evil.txt": "evil",
        "word/..\\evil": "evil",
    }
    content = make_word(word_paragraph(word_run("Rents rose.")), parts=parts)
    assert extract_word(content).text == "Rents rose."
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]
