"""Claims that say nearly the same: sets of words compared through a few hashes of each.

Source: Andrei Broder, On the Resemblance and Containment of Documents, 1997 (minhash); Jure
Leskovec, Anand Rajaraman and Jeffrey Ullman, Mining of Massive Datasets, 2014, section 3.4 (bands).
"""

from __future__ import annotations

import re
from zlib import crc32

from claimlink.review.store.backends import Row
from claimlink.review.store.database import Database

#: Two claims are looked at together where both hashes of one of the bands agree: at a resemblance
#: of 0.4 two of three pairs are, at 0.6 nineteen of twenty.
_BANDS = 6
_ROWS = 2

#: Letters of a word that count: "increase", "increased" and "increasing" are one.
_STEM = 6

#: Claims of one band that are compared; a band of more says too little.
_MOST = 40

#: Resemblance (shared words of all words) from which two claims are shown together.
_LEAST = 0.3

_WORDS = re.compile(r"[^\W\d_]{4,}|\d+")


def words_of(text: str) -> frozenset[str]:
    """Return the stems of a claim's longer words, and its numbers.

    >>> sorted(words_of("Rents in Graz increased by 4 percent"))
    ['4', 'graz', 'increa', 'percen', 'rents']
    """
    return frozenset(match.group()[:_STEM] for match in _WORDS.finditer(text.lower()))


def bands_of(text: str) -> list[int]:
    """Return the bands of a claim, none where it has no longer word."""
    words = [word.encode() for word in words_of(text)]
    if not words:
        return []
    least = [min(crc32(word, seed * 7919) for word in words) for seed in range(_BANDS * _ROWS)]
    return [
        crc32(repr((band, least[band * _ROWS : (band + 1) * _ROWS])).encode())
        for band in range(_BANDS)
    ]


def find_similar(database: Database, claim: int, text: str, most: int = 5) -> list[Row]:
    """Return the claims that say nearly the same as one, the nearest first: ``id`` and ``text``."""
    bands = bands_of(text)
    if not bands:
        return []
    # Each band by itself: a band of very many claims is never read to its end.
    near_by = " UNION ".join([f"SELECT claim FROM ({_BAND}) AS of_band"] * len(bands))
    rows = database.read(
        f"SELECT id, text FROM claims WHERE id IN ({near_by}) AND id <> ? AND is_there = 1",
        (*bands, claim),
    )
    own = words_of(text)
    near = [(_resemblance(own, words_of(row["text"])), row) for row in rows]
    near = [(score, row) for score, row in near if score >= _LEAST]
    near.sort(key=lambda pair: (-pair[0], pair[1]["id"]))
    return [row for _, row in near[:most]]


_BAND = f"SELECT claim FROM bands WHERE band = ? ORDER BY claim LIMIT {_MOST}"


def _resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
