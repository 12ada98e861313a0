"""Bytes of an input -> text, or an error that says what they are and how to convert them.

UTF-8 (with or without byte-order mark) and UTF-16 with byte-order mark say what they are.  Any
other charset is taken only where it is sure (``charsets.py``), and the user is told which.
"""

from __future__ import annotations

import codecs

from claimlink.errors import EmptyInputError, InputError
from claimlink.reading.charsets import decode_unknown

#: First bytes of files that are often given a wrong ending, with what they are.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document (.docx, .odt, .epub)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
)

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_text(content: bytes) -> str:
    r"""Return the text of a file's bytes; line ends are kept, a byte-order mark is dropped.

    >>> decode_text("\ufeffRents rose.\r\n".encode())
    'Rents rose.\r\n'

    Raises:
        EmptyInputError: there is nothing but blanks.
        InputError: the bytes are not text, or text in another charset.
    """
    text = _decode(content)
    if text is None:
        at = _first_fault(content)
        raise InputError(
            f"not UTF-8 (byte 0x{content[at]:02X} at {at}); if it is Western European text, "
            "convert it with: iconv -f WINDOWS-1252 -t UTF-8 FILE"
        )
    return check_text(text)


def decode_any(content: bytes, language: str) -> tuple[str, str | None]:
    """Return the text of a file's bytes in any charset, and the charset's name.

    The name is None where the bytes say themselves what they are.  ``language`` is the one that
    the text should be in: it tells which charset is customary.

    >>> decode_any("Café prices rose.".encode("cp1252"), "en")
    ('Café prices rose.', 'cp1252')

    Raises:
        EmptyInputError: there is nothing but blanks.
        InputError: the bytes are not text, or their charset is not sure.
    """
    text = _decode(content)
    if text is not None:
        return check_text(text), None
    text, charset = decode_unknown(content, language)
    return check_text(text), charset


def check_signature(head: bytes) -> None:
    """Refuse a file that begins like a known kind of binary file.

    Raises:
        InputError: it does; the message names the kind.
    """
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise InputError(f"not text but {kind}; save it as plain text first")


def _decode(content: bytes) -> str | None:
    """Return the text of bytes that say what they are; None for text in another charset."""
    check_signature(content)
    # UTF-32's little-endian mark begins with UTF-16's, so it has to be ruled out first.
    if content.startswith(_UTF_32):
        raise InputError("UTF-32 text; convert it with: iconv -f UTF-32 -t UTF-8 FILE")
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            raise InputError(
                f"damaged UTF-16 text at byte {error.start}: {error.reason}; save it as UTF-8"
            ) from None
        if b"\0" in content:
            raise InputError(
                f"a binary file (NUL at byte {content.index(0)}), not text; save it as plain text"
            ) from None
        return None


def _first_fault(content: bytes) -> int:
    """Return where bytes stop being UTF-8."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def check_text(text: str) -> str:
    r"""Return the text if an article can have it.

    >>> check_text("Rents rose.")
    'Rents rose.'

    Raises:
        EmptyInputError: there is nothing but blanks.
        InputError: it holds NUL, or half of a surrogate pair, which has no UTF-8 form.
    """
    if not text or text.isspace():
        found = "nothing but blanks" if text else "empty"
        raise EmptyInputError(f"{found}; write the article's text into it, or leave it out")
    if "\0" in text:
        raise InputError(
            f"NUL at character {text.index(chr(0))}: a binary file or damaged text; save it as "
            "plain text"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"half of a surrogate pair at character {error.start}: the text was cut or escaped "
            "wrongly; write it anew as UTF-8"
        ) from None
    return text
