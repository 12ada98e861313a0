"""Which pattern rows the words of a clause can match, found by looking each word up.

A row whose expression needs one of some strings (:mod:`claimlink.literals`) can only match where a
word holds the longest unbroken piece of one of them.  Which pieces a word holds is worked out once
a word, so that a clause costs a look-up a word instead of a search a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimlink.packs import LanguagePack, Pattern

# Words remembered for a file of rows; then it begins anew, so that memory has an end.
_MOST_WORDS = 20_000


class WordIndex:
    """The rows of one pattern file by the words that they need."""

    def __init__(self, rows: Sequence[Pattern]) -> None:
        self._rows = tuple(rows)
        self._always = 0
        # By their first two characters, so that few pieces are compared with a word.
        self._needed: dict[str, list[tuple[str, int]]] = {}
        self._known: dict[str, int] = {}
        for place, row in enumerate(self._rows):
            # One bit a row: "or" of whole numbers joins the rows of all words of a clause.
            bit = 1 << place
            for literal in row.literals or ("",):
                piece = max(literal.split(" "), key=len)
                if piece:
                    self._needed.setdefault(piece[:2], []).append((piece, bit))
                else:
                    self._always |= bit

    def rows_for(self, words: Sequence[str]) -> list[Pattern]:
        """Return the rows that may match the words joined by blanks, in the order of the file."""
        found, known = self._always, self._known
        for word in words:
            held = known.get(word)
            found |= self._read(word) if held is None else held
        return [row for place, row in enumerate(self._rows) if found >> place & 1]

    def _read(self, word: str) -> int:
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        held, needed = 0, self._needed
        for start in range(len(word)):
            for width in (1, 2):
                for piece, bit in needed.get(word[start : start + width], ()):
                    if word.startswith(piece, start):
                        held |= bit
        self._known[word] = held
        return held


def index_of(pack: LanguagePack, name: str) -> WordIndex:
    """Return the index of a pattern file, made once a pack."""
    return _index_of(_Key(pack), name)


class _Key:
    """A pack by its content's digest: to hash all its rows takes longer than to search them."""

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.pack is other.pack

    def __hash__(self) -> int:
        return id(self.pack)


@lru_cache(maxsize=16)
def _index_of(key: _Key, name: str) -> WordIndex:
    return WordIndex(key.pack.pattern_rows(name))
