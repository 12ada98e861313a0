"""Bytes -> text: charsets, byte-order marks, line ends, and what is refused."""

from __future__ import annotations

import re

import pytest

from claimlink.errors import EmptyInputError, InputError
from claimlink.reading import decode_text
from claimlink.reading.decoding import decode_any
from claimlink.reading.mojibake import find_mojibake


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


_LONG = (
    "The café near the river was closed in 2019 after the council found that its owner, Zoë "
    "Brontë, had not paid any rent for two years. It was sold to a company based in Málaga."
)
_QUOTED = "“Rents”, the mayor says, “rose by £40 in 2020” – and didn’t fall since."
_POUNDS = "The fund paid £40m to the council in 2019, and a further £3m in 2020, the mayor said."
_EUROS = "The fund paid €40m to the council in 2019, and a further €3m in 2020, the mayor said."
_RUSSIAN = "Мэр города сказал, что цены выросли на четыре процента. Жители жалуются на шум и пыль."
_POLISH = "The mayor of Łódź, Grażyna Żuk, said that the Świder had risen by two metres in 2019."
_JAPANESE = (
    "市長は、二〇二〇年に家賃が四パーセント上昇したと述べた。住民は騒音について不満を述べている。"
)


@pytest.mark.parametrize(
    ("text", "charset", "taken"),
    [
        pytest.param("Café prices rose.", "latin-1", "cp1252", id="Latin-1, one letter"),
        pytest.param(_LONG, "cp1252", "cp1252", id="letters"),
        pytest.param(_QUOTED, "cp1252", "cp1252", id="quotes, dash and pound"),
        pytest.param(_POUNDS, "cp1252", "cp1252", id="pounds"),
        pytest.param(_EUROS, "cp1252", "cp1252", id="euros"),
        pytest.param(
            "Rents rose again. " * 9999 + _LONG, "cp1252", "cp1252", id="far behind the beginning"
        ),
        pytest.param(_RUSSIAN, "cp1251", "cp1251", id="Cyrillic"),
        pytest.param(_JAPANESE, "shift_jis", "cp932", id="Japanese"),
    ],
)
def test_charset_is_taken_where_it_is_sure(text: str, charset: str, taken: str) -> None:
    assert decode_any(text.encode(charset), "en") == (text, taken)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        pytest.param(_LONG, "cp437", id="DOS letters"),
        pytest.param(_LONG, "mac-roman", id="Mac letters"),
        pytest.param(_QUOTED.replace("£", ""), "mac-roman", id="Mac quotes"),
        pytest.param(_POUNDS, "cp850", id="DOS pounds"),
        pytest.param(_EUROS, "iso8859-15", id="euros that Latin-1 lacks"),
        pytest.param(_POLISH, "cp1250", id="Central European of Windows"),
        pytest.param(_POLISH, "iso8859-2", id="Central European of ISO"),
        pytest.param(_RUSSIAN, "koi8-r", id="Cyrillic that might be Japanese"),
    ],
)
def test_charset_that_is_not_sure_is_an_error(text: str, charset: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_any(text.encode(charset), "en")
    assert re.fullmatch(
        r"not UTF-8 \(byte 0x[0-9A-F]{2} at \d+\), and its charset is not sure"
        r"(; it may be [\w, ]+)?; convert it with: iconv -f CHARSET -t UTF-8 FILE",
        caught.value.message,
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They donâ€™t pay, â€œtodayâ€\x9d.", [("â€™", "’"), ("â€œ", "“"), ("â€\x9d", "”")]),
        ("CafÃ© prices in MÃ¡laga rose by Â£3.", [("Ã©", "é"), ("Ã¡", "á"), ("Â£", "£")]),
        ("ðŸ˜€ they said.", [("ðŸ˜€", "😀")]),
        ("Café in Málaga: £3, Ångström, São Tomé, naïve, Î, Å“uvre-free.", [("Å“", "œ")]),
        ("“Ça va”, said Ó Faoláin; À la carte – ‘É’ – 3 °C, m².", []),
        ("Ã (the letter), Â (another)", []),
    ],
)
def test_mojibake_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert find_mojibake(text) == found
