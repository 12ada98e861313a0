"""Bytes -> text: charsets, byte-order marks, line ends, and what is refused."""

from __future__ import annotations

import pytest

from claimlink.errors import EmptyInputError, InputError
from claimlink.reading import decode_text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"Wages fell.\n", "Wages fell.\n", id="utf-8"),
        pytest.param("\ufeffWages fell.".encode(), "Wages fell.", id="utf-8 mark"),
        pytest.param("Wages fell.".encode("utf-16"), "Wages fell.", id="utf-16 native"),
        pytest.param(
            b"\xfe\xff" + "Löhne".encode("utf-16-be"), "Löhne", id="utf-16 big-endian mark"
        ),
        pytest.param(
            b"\xff\xfe" + "Löhne".encode("utf-16-le"), "Löhne", id="utf-16 little-endian mark"
        ),
        pytest.param(b"One.\r\nTwo.\rThree.\n", "One.\r\nTwo.\rThree.\n", id="line ends kept"),
        pytest.param("One.\u2028Two.".encode(), "One.\u2028Two.", id="U+2028 kept"),
        pytest.param(
            "A family 👩‍👩‍👧 moved.".encode(), "A family 👩‍👩‍👧 moved.", id="joined emoji"
        ),
        pytest.param("Wages\ufeff fell.".encode(), "Wages\ufeff fell.", id="mark inside kept"),
        pytest.param("שכר עלה \u202e2019".encode(), "שכר עלה \u202e2019", id="bidi kept"),
        pytest.param(("e" + "\u0301" * 5000).encode(), "e" + "\u0301" * 5000, id="marks kept"),
    ],
)
def test_text_is_the_files_own_content(content: bytes, text: str) -> None:
    assert decode_text(content) == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            "Café prices rose.".encode("latin-1"),
            "not UTF-8 (byte 0xE9 at 3); if it is Western European text, convert it with: "
            "iconv -f WINDOWS-1252 -t UTF-8 FILE",
            id="latin-1",
        ),
        pytest.param(
            "“Prices” rose.".encode("cp1252"),
            "not UTF-8 (byte 0x93 at 0); if it is Western European text, convert it with: "
            "iconv -f WINDOWS-1252 -t UTF-8 FILE",
            id="windows-1252 quotes",
        ),
        pytest.param(
            "Wages".encode("utf-32"),
            "UTF-32 text; convert it with: iconv -f UTF-32 -t UTF-8 FILE",
            id="utf-32",
        ),
        pytest.param(
            b"\xff\xfeW\0a",
            "damaged UTF-16 text at byte 4: truncated data; save it as UTF-8",
            id="cut utf-16",
        ),
        pytest.param(
            b"Wages\0fell",
            "NUL at character 5: a binary file or damaged text; save it as plain text",
            id="NUL in text",
        ),
        pytest.param(
            b"\x00\x01\xff\xfe",
            "a binary file (NUL at byte 0), not text; save it as plain text",
            id="binary",
        ),
        pytest.param(
            b"%PDF-1.7 ...", "not text but a PDF document; save it as plain text first", id="pdf"
        ),
        pytest.param(
            b"PK\x03\x04....",
            "not text but a ZIP archive or an office document (.docx, .odt, .epub); "
            "save it as plain text first",
            id="docx",
        ),
        pytest.param(
            b"\x89PNG\r\n", "not text but a PNG image; save it as plain text first", id="png"
        ),
    ],
)
def test_what_is_not_text_is_named(content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_text(content)
    assert caught.value.message == message
    assert not isinstance(caught.value, EmptyInputError)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "empty", id="no byte"),
        pytest.param("\ufeff".encode(), "empty", id="only a mark"),
        pytest.param(b" \n\t\r\n", "nothing but blanks", id="ASCII blanks"),
        pytest.param("\u00a0\u2003\u2028".encode(), "nothing but blanks", id="Unicode blanks"),
    ],
)
def test_blank_text_is_no_failure(content: bytes, message: str) -> None:
    with pytest.raises(EmptyInputError) as caught:
        decode_text(content)
    assert caught.value.message == f"{message}; write the article's text into it, or leave it out"
