"""Whether a plain text is wrapped at a column, and which of its lines belong together.

A paragraph wrapped by hand has lines that end where the next word no longer fits.  A text in
which every line is a paragraph has lines of any length.  The width is that of the whole text: two
lines alone say nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.structure.lines import Line

_WIDEST = 140  # columns; longer lines are paragraphs, not wrapped ones (own)
_NARROWEST = 20  # columns (own)
_SLACK = 12  # columns a wrapped line may stay short of the width, a third of a narrow one (own)
_SHARE = 0.6  # of the lines that must end where the next word no longer fits (own)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+$")
_STOPS = (".", "!", "?", ":", ";", "”", '"', ")")


@dataclass(frozen=True)
class Wrapping:
    """``width`` in columns of a text wrapped by hand; 0 where it is not."""

    width: int

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Wrapping:
        """Measure the width over all lines that another line follows without a gap."""
        pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.text and b.text]
        if not pairs:
            return cls(0)
        lengths = sorted(len(above.text) + above.indent for above, _ in pairs)
        width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
        if not _NARROWEST <= width <= _WIDEST:
            return cls(0)
        full = sum(_is_full(above, below, width) for above, below in pairs)
        return cls(width if len(pairs) > 1 and full >= _SHARE * len(pairs) else 0)


def join_wrapped(run: Sequence[Line], wrapping: Wrapping) -> list[list[Line]]:
    """Return the paragraphs of a run of lines without blank lines between them."""
    parts = [[run[0]]]
    for above, below in itertools.pairwise(run):
        if _belongs(above, below, wrapping.width):
            parts[-1].append(below)
        else:
            parts.append([below])
    return parts


def _belongs(above: Line, below: Line, width: int) -> bool:
    if _ADDRESS.match(above.text) and _ADDRESS.match(below.text):
        return False  # a list of addresses
    if width and _is_full(above, below, width):
        return True
    # "... in Graz (Lillis,\n2021)": a bracket that a line end cuts
    if above.text.rfind("(") > above.text.rfind(")") and ")" in below.text:
        return True
    # a sentence that a line end cuts: "... of the\nassembly"
    return below.text[0].islower() and not above.text.endswith(_STOPS)


def _is_full(above: Line, below: Line, width: int) -> bool:
    word = below.text.split(None, 1)[0]
    return len(above.text) + above.indent + 1 + len(word) > width - min(_SLACK, width // 3)
