"""Text -> LaTeX that means the same, for the fields of BibTeX."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from urllib.parse import quote

from claimlink.errors import MissingExtraError

#: From here on characters stay as they are, punctuation left aside: LaTeX has commands for Greek
#: and Cyrillic letters only with packages that not every style loads, and every LaTeX of today
#: reads UTF-8.
_BEYOND_LATIN = 0x250
_PUNCTUATION = range(0x2010, 0x2045)


def escape_latex(text: str) -> str:
    r"""Return a text with its special characters and accents as LaTeX commands.

    >>> escape_latex("Müller & Söhne: 100% Жук")
    'M{\\"u}ller {\\&} S{\\"o}hne: 100{\\%} Жук'
    """
    return "".join(_escape(sign) for sign in unicodedata.normalize("NFC", text))


def protect_title(title: str) -> str:
    r"""Return a title as LaTeX whose capitals no style makes small, but for the first word's.

    >>> protect_title("Housing in Graz: a NATO study")
    'Housing in {Graz:} a {NATO} study'
    """
    words = title.split(" ")
    return " ".join(
        f"{{{escape_latex(word)}}}"
        if number and any(sign.isupper() for sign in word)
        else escape_latex(word)
        for number, word in enumerate(words)
    )


def keep_verbatim(address: str) -> str:
    """Return a DOI or URL that stands in braces as it is.

    >>> keep_verbatim("https://example.org/a_b%20{c}")
    'https://example.org/a_b%20%7Bc%7D'
    """
    return "".join(quote(sign) if sign in '{}\\ "<>' else sign for sign in address)


@cache
def _escape(sign: str) -> str:
    if sign.isascii() and (sign.isalnum() or sign == " "):
        return sign
    if ord(sign) >= _BEYOND_LATIN and ord(sign) not in _PUNCTUATION:
        return sign
    return _encoder()(sign)


@cache
def _encoder() -> Callable[[str], str]:
    try:
        from pylatexenc.latexencode import UnicodeToLatexEncoder
    except ImportError:
        raise MissingExtraError.of("bibtex", "export") from None
    encoder = UnicodeToLatexEncoder(
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="braces-all",
    )
    return lambda sign: str(encoder.unicode_to_latex(sign))
