"""Texts that are nearly the same, found without comparing each with each: MinHash in bands.

A text is the set of its words and its pairs of neighbouring words, numbers counted as one word.
Texts whose sets share enough fall with high probability into one bucket of some band; those that
meet there are compared.  Time and memory grow with the number of texts.

Source: Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", section 3.4 (bands).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claimlink.errors import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Eight bands of four: two texts that share 0.75 of their sets meet with a chance of 95 %, that
#: share 0.85 of 99.8 %, and that share 0.3 of 6 %.
_BANDS = 8
_ROWS = 4
_SEED = 1

#: What the sets of two texts must share, of what they hold together: of a text of ten words that
#: has one other word, three of 22 things differ; "rents rose" and "rents fell" are two claims.
LEAST_SHARED = 0.8

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")

#: What stands for any number.
_NUMBER = "0"

#: Mixed into the columns of a band so that its four numbers become one of 64 bits.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)


@dataclass(frozen=True)
class Words:
    """A text's words in order, each number as ``0``; its numbers in order; its names.

    Names are the words with a capital after the first word.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    names: frozenset[str]


def split_words(text: str) -> Words:
    """Return the words of a text.

    >>> split_words("Rents in Graz rose by 4.5% in 2020.").words
    ('rents', 'in', 'graz', 'rose', 'by', '0', 'in', '0')
    """
    found = [word.rstrip(".,") for word in _WORD.findall(text)]
    return Words(
        tuple(_NUMBER if word[0].isdigit() else word.casefold() for word in found),
        tuple(word for word in found if word[0].isdigit()),
        frozenset(word.casefold() for word in found[1:] if word[0].isupper()),
    )


def are_alike(one: Words, other: Words) -> bool:
    """Whether two texts name the same and share most of their words, numbers aside.

    >>> lines = ("Rents in Graz rose by 4%", "Rents in Graz rose by 5%", "Rents in Linz rose by 4%")
    >>> first, second, third = map(split_words, lines)
    >>> are_alike(first, second), are_alike(first, third)
    (True, False)
    """
    if one.names != other.names:
        return False
    first, second = _shingles(one.words), _shingles(other.words)
    return len(first & second) >= LEAST_SHARED * len(first | second)


def _shingles(words: tuple[str, ...]) -> set[str]:
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def sign_texts(texts: Iterable[tuple[str, ...]]) -> NDArray[np.uint32]:
    """Return the signature of each text, a row each.

    Raises:
        MissingExtraError: the library for it is not installed.
    """
    check_library()
    import numpy as np
    from rensa import RMinHash  # pyright: ignore[reportAttributeAccessIssue]

    numbers = array("I")
    for words in texts:
        signature = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
        # Sorted: a set's order differs between runs.
        signature.update(sorted(_shingles(words)))
        numbers.extend(signature.digest())
    return np.frombuffer(numbers, dtype=np.uint32).reshape(-1, _BANDS * _ROWS)


def check_library() -> None:
    """Refuse to go on without the library that makes the signatures.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import rensa  # noqa: F401
    except ImportError:
        raise MissingExtraError.of("claimlink repeats", "inspect") from None


def join_alike(
    signatures: NDArray[np.uint32], is_alike: Callable[[int, int], bool]
) -> list[list[int]]:
    """Return the groups of at least two texts that are alike, as places in order.

    Each text is compared with the first of its bucket, so that the work grows with the texts.
    """
    leaders = list(range(len(signatures)))
    for one, other in _meetings(signatures):
        first, second = _leader(leaders, one), _leader(leaders, other)
        if first != second and is_alike(first, second):
            leaders[max(first, second)] = min(first, second)
    groups: dict[int, list[int]] = {}
    for place in range(len(leaders)):
        leader = _leader(leaders, place)
        if leader != place:
            groups.setdefault(leader, [leader]).append(place)
    return [groups[leader] for leader in sorted(groups)]


def _leader(leaders: list[int], place: int) -> int:
    while leaders[place] != place:
        leaders[place] = leaders[leaders[place]]
        place = leaders[place]
    return place


def _meetings(signatures: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Yield each text with the first one in its bucket, band by band."""
    import numpy as np

    for band in range(_BANDS):
        columns = signatures[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        # Wraps around at 64 bits, as it should; two buckets that meet by chance do no harm.
        keys = (columns * np.array(_FACTORS, dtype=np.uint64)).sum(axis=1, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        first = 0
        for here in np.flatnonzero(ordered[1:] == ordered[:-1]) + 1:
            if ordered[first] != ordered[here]:
                first = int(np.searchsorted(ordered, ordered[here]))
            yield int(order[first]), int(order[here])
