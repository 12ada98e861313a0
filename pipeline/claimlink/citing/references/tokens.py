"""Tokens of an entry's head, told apart as a reader of names does."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimlink.packs import LanguagePack, Term

WORDS = "reference_words"

# letters with combining marks behind them: names in decomposed form
_LETTERS = r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*"
_TOKEN = re.compile(
    rf"(?P<word>{_LETTERS}(?:['’´`‘‐‑-]{_LETTERS})*(?:'(?=[ ,.]))?)"
    r"|(?P<number>\d+)|(?P<mark>[^\w\s]|_)"
)
_MAX_BARE = 4  # letters of initials written without dots ("JPFM") (own)
_MAX_SHORT = 3  # letters of an abbreviated given name with a dot ("Th.", "Yu.") (own)


class Token(NamedTuple):
    """One word, number or mark; ``glued`` tells that no blank stands before it.

    A named tuple: a hundred are made for each entry, three times as fast as frozen dataclasses.
    """

    text: str
    start: int
    end: int
    kind: str
    glued: bool

    @property
    def capital(self) -> bool:
        """Whether a word is written like a name: a capital, or a script without capitals."""
        return self.kind == "word" and (
            not self.text[0].islower() or any(letter.isupper() for letter in self.text[1:])
        )


def read_tokens(text: str, start: int, limit: int, border: int | None = None) -> list[Token]:
    """Return the tokens from ``start`` on, at most ``limit`` of them, in order.

    None reaches beyond ``border``, the text's end unless given.
    """
    tokens: list[Token] = []
    before = start
    for match in _TOKEN.finditer(text, start, len(text) if border is None else border):
        kind = match.lastgroup or "mark"
        tokens.append(
            Token(match.group(), match.start(), match.end(), kind, match.start() == before)
        )
        before = match.end()
        if len(tokens) == limit:
            break
    return tokens


class NameWords:
    """The rows of ``reference_words`` that matter inside a list of names."""

    def __init__(self, pack: LanguagePack) -> None:
        labels: dict[str, dict[str, Term]] = {}
        for row in pack.lexicon(WORDS).rows:
            forms = labels.setdefault(row.label, {})
            for form in row.terms:
                forms.setdefault(form, row)
        self._labels = labels

    def row(self, label: str, word: str) -> Term | None:
        """Return the row of a word with this label; None where there is none."""
        return self._labels.get(label, {}).get(word.lower())

    def has(self, label: str, word: str) -> bool:
        """Return whether a word has this label."""
        return word.lower() in self._labels.get(label, {})

    def forms(self, label: str) -> dict[str, Term]:
        """Return all forms of a label with their rows."""
        return self._labels.get(label, {})


def initials_end(tokens: list[Token], i: int) -> int | None:
    """Return the index behind one group of initials at ``i`` ("J.", "J.-P.", "JP"); else None."""
    token = tokens[i] if i < len(tokens) else None
    if token is None or token.kind != "word" or not token.text[0].isupper():
        return None
    letters = token.text.replace("-", "").replace("‐", "")
    dotted = i + 1 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].glued
    if dotted and len(token.text) <= _MAX_SHORT and (letters.isupper() or len(letters) <= 2):
        end = i + 2
        if end < len(tokens) and tokens[end].text in ("-", "‐", "‑") and tokens[end].glued:
            return _hyphenated_end(tokens, end + 1) or end
        return end
    if letters.isupper() and len(letters) <= _MAX_BARE:
        return i + 1
    return None


def _hyphenated_end(tokens: list[Token], i: int) -> int | None:
    """Index behind the second part of "J.-P." or "H.-k."; None where it is none."""
    if i < len(tokens) and tokens[i].kind == "word" and len(tokens[i].text) <= 2:
        dotted = i + 1 < len(tokens) and tokens[i + 1].text == "."
        return i + 2 if dotted else i + 1
    return None
