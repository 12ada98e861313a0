"""One-to-one matching of what was found with what was annotated, by overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Interval = tuple[int, int]


def shared_length(left: Interval, right: Interval) -> int:
    """Return the number of characters two stretches share.

    >>> shared_length((0, 10), (6, 20)), shared_length((0, 5), (5, 9))
    (4, 0)
    """
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def overlapping(found: Sequence[Interval], gold: Sequence[Interval]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of indexes of ``found`` and ``gold`` that share a character.

    Neither list needs an order.  Only the neighbourhood of each stretch is looked at, so that
    the work grows with the number of stretches and of pairs.

    >>> list(overlapping([(0, 4), (8, 9)], [(7, 12), (3, 5)]))
    [(0, 1), (1, 0)]
    """
    order = sorted(range(len(gold)), key=lambda index: gold[index])
    starts = [gold[index][0] for index in order]
    longest = max((end - start for start, end in gold), default=0)
    for index, stretch in enumerate(found):
        first = bisect_left(starts, stretch[0] - longest)
        for at in range(first, bisect_left(starts, stretch[1])):
            if shared_length(stretch, gold[order[at]]):
                yield index, order[at]


def match_best(scores: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """Return found index -> gold index, each used once, the best scores taken first.

    ``scores`` holds (score, found index, gold index); at equal scores the earlier indexes win.

    >>> match_best([(0.6, 0, 0), (0.9, 1, 0), (0.5, 0, 1)])
    {1: 0, 0: 1}
    """
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, found, gold in sorted(scores, key=lambda row: (-row[0], row[1], row[2])):
        if found not in matched and gold not in taken:
            matched[found] = gold
            taken.add(gold)
    return matched


def characters(parts: Sequence[Interval], text: str, left_out: frozenset[int]) -> frozenset[int]:
    """Return the places of the letters and digits of some stretches.

    Blanks and punctuation are not counted, nor the places in ``left_out``: whether a claim takes
    in a full stop or the citation behind it is no difference worth a point.
    """
    return frozenset(
        place
        for start, end in parts
        for place in range(start, min(end, len(text)))
        if text[place].isalnum() and place not in left_out
    )


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of the places of either set that both have; 0.0 for two empty sets.

    Source: Jaccard 1912, The distribution of the flora in the alpine zone.
    """
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0
