"""A paragraph's prose with citations cut out, and the way back to the article's text.

``(Lillis, 2021)`` derails tagger, parser and entity recogniser, so the parser reads the prose
without it; blanking it with spaces instead damages entities.  The alignment maps every position
of the prose to the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Prose:
    """The prose of one block.

    ``starts`` are the offsets in ``text`` at which a kept stretch begins, ``origins`` the article
    offsets of these stretches; both ascending and of the same length.  ``stops`` are the offsets in
    ``text`` before which a full stop was cut out together with a citation ("Ito et al. (2019)."),
    ``cited`` those before which words were cut out, other than a link's address or a note's mark.
    """

    block: int
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    stops: tuple[int, ...] = ()
    cited: tuple[int, ...] = ()

    def to_article(self, offset: int) -> int:
        """Return the article offset of the character at ``offset`` of the prose."""
        stretch = bisect_right(self.starts, offset) - 1
        return self.origins[stretch] + offset - self.starts[stretch]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the article span of ``text[start:end]``; it may run across what was cut out."""
        return self.to_article(start), self.to_article(end - 1) + 1

    def end_of_first(self, start: int, end: int) -> int:
        """Return the article offset at which the first unbroken part of ``text[start:end]`` ends.

        In "run in R (R Core Team, 2018)." the prose reads "R.", one token across what was cut.
        """
        stretch = bisect_right(self.starts, start) - 1
        border = self.starts[stretch + 1] if stretch + 1 < len(self.starts) else end
        return self.to_article(start) + min(end, border) - start


# A run of blanks is one blank to the parser; a run of 500 characters without a blank is a data
# URL, a dump or an attack (spaCy's tokenizer is quadratic on it), and no prose.
_SQUEEZED = re.compile(r"(?<=\s)\s+|\S{500,}")
_BLANK = re.compile(r"\s")
# Lone surrogates and NUL crash or derail the tokenizer; one character takes their place.
_UNREADABLE = re.compile("[\ud800-\udfff\x00]")

# spaCy's memory grows with the longest text of a batch; longer paragraphs are parsed in parts.
MAX_LENGTH = 20_000

_NO_NOTES: Mapping[int, int] = MappingProxyType({})


def cut_prose(
    text: str,
    block: int,
    start: int,
    end: int,
    cuts: Sequence[tuple[int, int]],
    notes: Mapping[int, int] = _NO_NOTES,
) -> list[Prose]:
    """Return the prose of ``text[start:end]`` without the stretches in ``cuts``.

    ``cuts`` are article spans, sorted and not overlapping; those outside the block are ignored.
    ``notes`` are the cuts that are marks of notes, which cite nothing: ends by starts.
    Every white space becomes one blank.  A block of more than ``MAX_LENGTH`` characters comes in
    several parts, broken after a full stop where there is one.

    >>> (prose,) = cut_prose("Rents rose (Lillis, 2021) fast.", 0, 0, 31, [(10, 25)])
    >>> prose.text, prose.to_article(11)
    ('Rents rose fast.', 26)
    """
    first = bisect_right(cuts, start, key=lambda cut: cut[1])
    last = bisect_left(cuts, end, key=lambda cut: cut[0])
    squeezed = [match.span() for match in _SQUEEZED.finditer(text, start, end)]
    kept = _kept(start, end, sorted([*cuts[first:last], *squeezed]))
    parts: list[list[tuple[int, int]]] = [[]]
    length = 0
    for stretch_start, stretch_end in kept:
        while length + stretch_end - stretch_start > MAX_LENGTH:
            middle = _break_before(text, stretch_start, stretch_start + MAX_LENGTH - length)
            if middle > stretch_start:
                parts[-1].append((stretch_start, middle))
            parts.append([])
            length, stretch_start = 0, middle
        parts[-1].append((stretch_start, stretch_end))
        length += stretch_end - stretch_start
    return [_assemble(text, block, part, notes) for part in parts if part]


def _kept(start: int, end: int, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    here = start
    for cut_start, cut_end in cuts:
        if cut_start > here:
            kept.append((here, cut_start))
        here = max(here, cut_end)
    if here < end:
        kept.append((here, end))
    return kept


def _break_before(text: str, start: int, limit: int) -> int:
    """Return where to break ``text[start:limit]``: after a full stop, else a blank, else hard."""
    stop = text.rfind(". ", start, limit)
    if stop > start:
        return stop + 2
    blank = text.rfind(" ", start, limit)
    return blank + 1 if blank > start else limit


def _assemble(
    text: str, block: int, kept: Sequence[tuple[int, int]], notes: Mapping[int, int]
) -> Prose:
    starts: list[int] = []
    stops: list[int] = []
    cited: list[int] = []
    pieces: list[str] = []
    length = 0
    before = kept[0][0]
    for stretch_start, stretch_end in kept:
        gone = text[before:stretch_start].strip()
        if gone[-1:] in {".", "!", "?"}:
            stops.append(length)
        while before in notes:  # "[4][5] (Lillis, 2021)": what is left cites
            before = notes[before]
        left = text[before:stretch_start].strip()
        if not left.startswith("](") and any(char.isalnum() for char in left):
            cited.append(length)
        starts.append(length)
        pieces.append(text[stretch_start:stretch_end])
        length += stretch_end - stretch_start
        before = stretch_end
    joined = _UNREADABLE.sub("\ufffd", _BLANK.sub(" ", "".join(pieces)))
    origins = tuple(stretch_start for stretch_start, _ in kept)
    return Prose(block, joined, tuple(starts), origins, tuple(stops), tuple(cited))
