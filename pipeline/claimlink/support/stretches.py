"""The claims of one sentence by place, so that thousands of citations in it cost no square.

A sentence of a list may hold two thousand citations and as many claims; each question here looks
only at the claims it answers with.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from claimlink.claiming.claims import DraftClaim


@dataclass(frozen=True)
class ClaimStretches:
    """Claims of one sentence, told by their numbers in the article.

    ``starts`` are where they start, ascending, and ``numbers`` whose start each is; ``fragments``
    are (start, end, number), ascending; examples that a claim leaves out count as its own.
    ``reached`` and ``closed`` are how far any claim, or any fragment, up to the same position
    reaches.
    """

    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    ends: tuple[int, ...]
    reached: tuple[int, ...]
    fragments: tuple[tuple[int, int, int], ...]
    closed: tuple[int, ...]

    def inside(self, offset: int) -> list[int]:
        """Return the claims that an offset lies in, in text order."""
        found: list[int] = []
        position = bisect_right(self.starts, offset) - 1
        while position >= 0 and self.reached[position] > offset:
            if self.ends[position] > offset:
                found.append(self.numbers[position])
            position -= 1
        return found[::-1]

    def between(self, after: int, until: int) -> list[int]:
        """Return the claims that start behind one offset and before another, in text order."""
        return list(
            self.numbers[bisect_right(self.starts, after) : bisect_left(self.starts, until)]
        )

    def first_after(self, offset: int) -> int | None:
        """Return where the first claim behind an offset starts, None where there is none."""
        position = bisect_right(self.starts, offset)
        return self.starts[position] if position < len(self.starts) else None

    def last_before(self, offset: int) -> int | None:
        """Return the last claim that ends before an offset, None where none does."""
        position = bisect_left(self.starts, offset) - 1
        while position >= 0 and self.ends[position] > offset:
            position -= 1
        return self.numbers[position] if position >= 0 else None

    def worded(self, after: int, until: int) -> dict[int, int]:
        """Return where the claims with words between two offsets have the last of them."""
        found: dict[int, int] = {}
        for position in range(bisect_right(self.closed, after), len(self.fragments)):
            start, end, number = self.fragments[position]
            if start >= until:
                break
            if end > after:
                found[number] = max(found.get(number, 0), min(end, until))
        return found


def lay_stretches(numbers: Sequence[int], claims: Sequence[DraftClaim]) -> ClaimStretches:
    """Return the claims with these numbers by place."""
    ordered = sorted(numbers, key=lambda number: (claims[number].start, number))
    ends = tuple(claims[number].end for number in ordered)
    fragments = sorted((*stretch, n) for n in ordered for stretch in _stretches(claims[n]))
    return ClaimStretches(
        starts=tuple(claims[number].start for number in ordered),
        numbers=tuple(ordered),
        ends=ends,
        reached=tuple(accumulate(ends, max)),
        fragments=tuple(fragments),
        closed=tuple(accumulate((end for _, end, _ in fragments), max)),
    )


def _stretches(claim: DraftClaim) -> list[tuple[int, int]]:
    examples, sentence = claim.clause.examples, claim.sentence
    left_out = [(sentence.starts[examples[0]], sentence.ends[examples[-1]])] if examples else []
    return [*claim.fragments, *left_out]
