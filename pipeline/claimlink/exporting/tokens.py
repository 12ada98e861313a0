"""Text -> tokens as spaCy cuts them, with a border wherever a labelled stretch has one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

#: spaCy's tokenizer takes the square of a word's length, hence longer ones stay whole: 10,000
#: brackets in a row cost it two minutes.
_LONG_WORD = re.compile(r"\S{300,}")


@dataclass(frozen=True)
class Token:
    """A token: ``text[start:end]``, and whether a blank follows it that is no token."""

    start: int
    end: int
    spaced: bool


def load_language(language: str) -> Language:
    """Return spaCy's tokenizer of a language, without a model."""
    import spacy

    return spacy.blank(language)


def cut_tokens(text: str, nlp: Language, borders: Collection[int]) -> list[Token]:
    """Return the tokens of a text; together with their blanks they are the text.

    ``borders`` are offsets at which a token must not go on, such as the ends of a claim.
    """
    ends = sorted(borders)
    pieces = list(_at_borders(_cut(text, nlp), ends))
    tokens = []
    for place, (start, end) in enumerate(pieces):
        following = pieces[place + 1][0] if place + 1 < len(pieces) else len(text)
        tokens.append(Token(start, end, following > end))
    return tokens


def _cut(text: str, nlp: Language) -> Iterator[tuple[int, int]]:
    here = 0
    for match in _LONG_WORD.finditer(text):
        yield from _words(text[here : match.start()], here, nlp.make_doc)
        yield match.span()
        here = match.end()
        if text[here : here + 1] == " ":
            here += 1
    yield from _words(text[here:], here, nlp.make_doc)


def _words(text: str, offset: int, make_doc: Callable[[str], object]) -> Iterator[tuple[int, int]]:
    from spacy.tokens import Doc

    doc = make_doc(text)
    assert isinstance(doc, Doc)
    for token in doc:
        yield offset + token.idx, offset + token.idx + len(token)


def _at_borders(pieces: Iterator[tuple[int, int]], borders: list[int]) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in pieces:
        while place < len(borders) and borders[place] <= start:
            place += 1
        while place < len(borders) and borders[place] < end:
            yield start, borders[place]
            start = borders[place]
            place += 1
        yield start, end
