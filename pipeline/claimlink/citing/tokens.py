"""Words and marks of a citation, each with the kind that the grammar of names goes by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from claimlink.citing.vocabulary import Vocabulary

# Letters and digits with combining marks between them: names in decomposed form.
_MARKS_ON = r"[^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*"
_TOKEN = re.compile(
    r"(?P<markup></?[A-Za-z][^<>]{0,200}>|&(?:nbsp|#160|#xa0);|\\(?=[&*_]))"
    r"|(?P<escaped>&amp;)"
    r"|(?P<initial>(?<!\w)(?:[^\W\d_]\.(?:[\s‐‑-]?(?=[^\W\d_]\.))?)+)"
    rf"|(?P<word>[^\W\d_]{_MARKS_ON}(?:['’ʼ‘`´.\-‐‑–/][^\W_]{_MARKS_ON}"
    r"|(?<=[A-Z])&(?=[A-Z])[^\W_]+)*|['’ʼ‘]t(?=\s))"
    r"|(?P<number>\d\w*(?:[.,-]\w+)*)"
    r"|(?P<ellipsis>\.\.\.|…)"
    r"|(?P<mark>[^\s])"
)
#: Kind of each mark; marks not named here are of kind "other".
_MARKS = {
    **dict.fromkeys("*_", "emphasis"),
    **dict.fromkeys("&+", "and"),
    **dict.fromkeys("([{", "open"),
    **dict.fromkeys(")]}", "close"),
    **dict.fromkeys("'’", "apostrophe"),
    **dict.fromkeys('“„«‘"”»', "quote"),
    ",": "comma",
    ";": "semicolon",
    ".": "stop",
    ":": "stop",
}
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>|&(?:nbsp|#160|#xa0);|\\(?=[&*_])")
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
)


class Token(NamedTuple):
    """One word or mark; ``row`` is the id of the rule that gave it its kind, "" where none did.

    A named tuple: ten are made for each citation, three times as fast as frozen dataclasses.
    """

    kind: str
    start: int
    end: int
    text: str
    row: str = ""

    @property
    def is_abbreviated(self) -> bool:
        """Whether the word takes a full stop inside a name, "Jr." or "St."."""
        return len(self.text) == 2 and self.text.istitle()

    @property
    def is_capitals(self) -> bool:
        """Whether the word is written in capitals: "FREIRE", not "J"."""
        return len(self.text) > 1 and self.text.isupper()


def plain_words(text: str) -> str:
    r"""Return a text without HTML's tags and blanks, and with "&" for what stands for it.

    >>> plain_words("Gale <i>&amp;</i>&nbsp;Bree")
    'Gale & Bree'
    """
    if "<" not in text and "&" not in text and "\\" not in text:
        return text
    spaced = _MARKUP.sub(lambda mark: " " if mark.group()[0] == "&" else "", text)
    return spaced.replace("&amp;", "&")


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """Return a name as letters and digits only, without case, accents and punctuation.

    >>> fold("O’Näil-Łuk")
    'onailluk'
    """
    if name.isascii():
        return "".join(filter(str.isalnum, name.lower()))
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPECIAL))
    return "".join(character for character in plain if character.isalnum())


def tokenize(text: str, start: int, end: int, words: Vocabulary) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order, "et al." and its like as one token."""
    et_als = [
        (match.start(), match.end(), row.id)
        for row in words.patterns.get("citation_etal", ())
        for match in row.regex.finditer(text, start, end)
    ]
    et_als.sort(key=lambda found: (found[0], -found[1], found[2]))
    tokens: list[Token] = []
    here = start
    for et_start, et_end, row_id in et_als:
        if et_start >= here:
            tokens += _plain_tokens(text, here, et_start, words)
            tokens.append(Token("etal", et_start, et_end, text[et_start:et_end], row_id))
            here = et_end
    return tokens + _plain_tokens(text, here, end, words)


def _plain_tokens(text: str, start: int, end: int, words: Vocabulary) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind, value, row = match.lastgroup or "mark", match.group(), ""
        if kind == "word":
            kind, row = _word_kind(value, words)
        elif kind == "initial" and not value[0].isupper():
            row = words.row("inner", value.lower()) or ""  # "v." of "Gale v. Ostler"
            kind = "inner" if row else "lower"
        elif kind == "markup":
            kind = "emphasis"
        elif kind in ("mark", "escaped"):
            value = value[0]
            kind = _MARKS.get(value, "other")
            row = (words.row("and", value) or "") if kind == "and" else ""
        if kind != "emphasis":
            tokens.append(Token(kind, match.start(), match.end(), value, row))
    return tokens


def _word_kind(value: str, words: Vocabulary) -> tuple[str, str]:
    form = value.lower().replace("’", "'")
    if value[0].islower() or value[0] in "'’ʼ‘":
        for kind in ("and", "particle", "inner"):
            row = words.row(kind, form)
            if row:
                return kind, row
        inner_capital = any(character.isupper() for character in value[1:])
        return ("name" if inner_capital else "lower"), ""
    # Names in capitals, "SILVA E COSTA", "INSTITUTO DO MAR": small words are in capitals, too.
    if value.isupper() and (row := words.row("capital", form)):
        return ("and" if words.row("and", form) else "inner"), row
    return "name", ""
