"""Pairs of brackets in a block, nested ones with their parent.

One pass with a stack: an opening bracket that is never closed, and a closing one that nothing
opened, pair with nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from claimlink.packs import Pattern

_MARK = re.compile(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets at ``open`` and ``close``; ``parent`` is the pair around it, if any."""

    open: int
    close: int
    parent: Bracket | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The pair with all that stands in it."""
        return self.open, self.close + 1


@dataclass(frozen=True)
class Hidden:
    """Spans of mark-up, in order, in which no bracket and no year of a citation stands."""

    spans: Sequence[tuple[int, int]] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def has(self, place: int) -> bool:
        """Say whether an offset lies in one of the spans."""
        before = bisect_right(self._starts, place) if self.spans else 0
        return before > 0 and place < self.spans[before - 1][1]


#: No mark-up at all.
NOTHING_HIDDEN = Hidden()


def match_brackets(
    text: str, start: int, end: int, broken: Sequence[Pattern] = (), hidden: Hidden = NOTHING_HIDDEN
) -> list[Bracket]:
    """Return the pairs of ``text[start:end]`` by opening offset.

    ``broken`` are patterns of pairs whose marks were lost, ``~Bree, 1995!``; such a pair stands
    where it lies in no other.  Pairs that open in ``hidden`` are left out.

    >>> [bracket.span for bracket in match_brackets("a (b [c]) (d", 0, 12)]
    [(2, 9), (5, 8)]
    """
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if mark in "([":
            stack.append((mark, match.start()))
            continue
        # "(a [b)" : an unclosed inner bracket is skipped, but only one, so that a stray mark
        # does not swallow the whole stack.
        for depth in (1, 2):
            if len(stack) >= depth and stack[-depth][0] == _PARTNER[mark]:
                pairs.append((stack[-depth][1], match.start()))
                del stack[-depth:]
                break
    for row in broken:
        pairs += [
            (match.start(), match.end() - 1) for match in row.regex.finditer(text, start, end)
        ]
    return _nest(sorted(pair for pair in pairs if not hidden.has(pair[0])))


def _nest(pairs: Sequence[tuple[int, int]]) -> list[Bracket]:
    brackets: list[Bracket] = []
    around: list[Bracket] = []
    for opening, closing in pairs:
        while around and around[-1].close < opening:
            around.pop()
        if around and around[-1].close < closing:
            continue
        bracket = Bracket(opening, closing, around[-1] if around else None)
        brackets.append(bracket)
        around.append(bracket)
    return brackets
