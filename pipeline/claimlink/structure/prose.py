"""A paragraph's prose with citations cut out, and the way back to the article's text.

``(Lillis, 2021)`` derails tagger, parser and entity recogniser, so the parser reads the prose
without it; blanking it with spaces instead damages entities.  The alignment maps every position
of the prose to the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Prose:
    """The prose of one block.

    ``starts`` are the offsets in ``text`` at which a kept stretch begins, ``origins`` the article
    offsets of these stretches; both ascending and of the same length.
    """

    block: int
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def to_article(self, offset: int) -> int:
        """Return the article offset of the character at ``offset`` of the prose."""
        stretch = bisect_right(self.starts, offset) - 1
        return self.origins[stretch] + offset - self.starts[stretch]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the article span of ``text[start:end]``; it may run across what was cut out."""
        return self.to_article(start), self.to_article(end - 1) + 1


def cut_prose(
    text: str, block: int, start: int, end: int, cuts: Sequence[tuple[int, int]]
) -> Prose:
    """Return the prose of ``text[start:end]`` without the stretches in ``cuts``.

    ``cuts`` are article spans, sorted and not overlapping; those outside the block are ignored.

    >>> prose = cut_prose("Rents rose (Lillis, 2021) fast.", 0, 0, 31, [(10, 25)])
    >>> prose.text, prose.to_article(11)
    ('Rents rose fast.', 26)
    """
    kept: list[tuple[int, int]] = []
    here = start
    for cut_start, cut_end in cuts:
        if cut_end <= start or cut_start >= end:
            continue
        if cut_start > here:
            kept.append((here, cut_start))
        here = max(here, cut_end)
    if here < end:
        kept.append((here, end))
    if not kept:
        return Prose(block, "", (0,), (start,))
    starts: list[int] = []
    length = 0
    for kept_start, kept_end in kept:
        starts.append(length)
        length += kept_end - kept_start
    return Prose(
        block,
        "".join(text[kept_start:kept_end] for kept_start, kept_end in kept),
        tuple(starts),
        tuple(kept_start for kept_start, _ in kept),
    )
