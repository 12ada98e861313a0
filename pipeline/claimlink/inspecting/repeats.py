"""A run's index -> the claims that several articles make, with the same numbers or other ones."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from claimlink.inspecting.alike import (
    Words,
    are_alike,
    check_library,
    join_alike,
    sign_texts,
    split_words,
)
from claimlink.inspecting.safe import show_safely

#: Words that a claim must have to be looked for elsewhere: "prices rose" says little of what.
_LEAST_WORDS = 4

#: Claims of a group that lines show; JSON holds all.
_SHOWN = 6

Numbers = Literal["same", "other"]


@dataclass(frozen=True)
class RepeatedClaim:
    """A claim of a group: where it is, and as it reads alone."""

    claim_id: str
    article: str
    text: str


@dataclass(frozen=True)
class Repeat:
    """The same claim in several articles; ``numbers`` is ``other`` where they name other ones."""

    numbers: Numbers
    articles: int
    claims: tuple[RepeatedClaim, ...]


def find_repeats(index: sqlite3.Connection) -> list[Repeat]:
    """Return the claims that at least two articles make, those of most articles first.

    Claims are the same when they name the same and share 0.8 of their words and pairs of words,
    numbers aside.

    Raises:
        MissingExtraError: a library for it is not installed.
    """
    check_library()
    texts = _Texts(index)
    # The same words are one text: what thousands of articles repeat is signed once.
    signatures = sign_texts(texts.distinct())
    joined = join_alike(signatures, texts.are_alike)
    together = {place: group[0] for group in joined for place in group}
    members: dict[int, list[int]] = {}
    for claim, place in enumerate(texts.places):
        if place >= 0:
            members.setdefault(together.get(place, place), []).append(claim)
    found = [_repeat(index, group) for group in members.values() if texts.is_shared(group)]
    return sorted(found, key=lambda repeat: -repeat.articles)


class _Texts:
    """The claims of a run as texts: which text each has, and which claim has a text first."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._articles = array("q")
        self._first = array("q")
        #: For each claim the number of its text, -1 for one of too few words.
        self.places = array("q")
        seen: dict[bytes, int] = {}
        numbers: dict[str, int] = {}
        for article, text in index.execute(
            "SELECT article_id, standalone FROM claims ORDER BY rowid"
        ):
            self._articles.append(numbers.setdefault(article, len(numbers)))
            words = split_words(text).words
            key = blake2b(" ".join(words).encode(), digest_size=8).digest()
            place = -1 if len(words) < _LEAST_WORDS else seen.setdefault(key, len(seen))
            if place == len(self._first):
                self._first.append(len(self.places))
            self.places.append(place)

    def distinct(self) -> Iterator[tuple[str, ...]]:
        """Yield the words of each text, in order."""
        return (self._words(place).words for place in range(len(self._first)))

    def are_alike(self, one: int, other: int) -> bool:
        """Whether two texts name the same and share most of their words."""
        return are_alike(self._words(one), self._words(other))

    def is_shared(self, claims: Sequence[int]) -> bool:
        """Whether claims are of several articles."""
        first = self._articles[claims[0]]
        return any(self._articles[claim] != first for claim in claims)

    def _words(self, place: int) -> Words:
        query = "SELECT standalone FROM claims WHERE rowid = ?"
        (text,) = self._index.execute(query, (self._first[place] + 1,)).fetchone()
        return split_words(text)


_CLAIM = """
SELECT c.claim_id, a.source, c.standalone, c.article_id FROM claims c
JOIN articles a ON a.article_id = c.article_id WHERE c.rowid = ?
"""


def _repeat(index: sqlite3.Connection, group: Sequence[int]) -> Repeat:
    rows = [index.execute(_CLAIM, (claim + 1,)).fetchone() for claim in group]
    numbers = {split_words(text).numbers for _, _, text, _ in rows}
    return Repeat(
        "same" if len(numbers) == 1 else "other",
        len({article for *_, article in rows}),
        tuple(RepeatedClaim(*row[:3]) for row in rows),
    )


def describe_repeats(found: Sequence[Repeat]) -> Iterator[str]:
    """Yield the lines of each group: what it is, then its claims, the first few."""
    for repeat in found:
        yield f"{repeat.articles:,} articles, {repeat.numbers} numbers"
        for claim in repeat.claims[:_SHOWN]:
            yield f"  {claim.claim_id} {show_safely(claim.article)}: {show_safely(claim.text)}"
        if len(repeat.claims) > _SHOWN:
            yield f"  and {len(repeat.claims) - _SHOWN:,} more"
        yield ""
