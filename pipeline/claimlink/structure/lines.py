"""Text -> lines with exact offsets.

Lines end at LF, CR LF or CR only: ``str.splitlines`` would also break at U+2028, form feed and
others, which stand inside paragraphs of real articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LINE_END = "\r\n"
_TAB_WIDTH = 4  # columns a tab counts for in an indentation, as in CommonMark


@dataclass(frozen=True)
class Line:
    """One line of the text without its line end.

    ``start`` and ``end`` bound the line's words, blanks around them left out; both are the line's
    first offset where it is blank.  ``text`` is what stands there.  ``indent`` is the width of the
    blanks before it in columns.  ``raw_start`` is the offset of the line's first character.
    """

    start: int
    end: int
    indent: int
    text: str
    raw_start: int
    gap: bool

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing but blanks."""
        return not self.text

    def cut(self, offset: int) -> Line:
        """Return the line without its first ``offset`` characters and the blanks after them."""
        rest = self.text[offset:].lstrip()
        return Line(
            self.end - len(rest), self.end, self.indent + offset, rest, self.raw_start, self.gap
        )


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of a text in order; ``gap`` tells that the line before is blank or none.

    >>> [(line.start, line.text) for line in split_lines("a\r\n\n  b\u2028c ")]
    [(0, 'a'), (3, ''), (6, 'b\u2028c')]
    """
    lines: list[Line] = []
    gap = True
    for match in _LINE.finditer(text):
        raw = match.group().rstrip(_LINE_END)
        words = raw.strip()
        start = match.start() + (len(raw) - len(raw.lstrip()) if words else 0)
        indent = _width(raw[: start - match.start()])
        lines.append(Line(start, start + len(words), indent, words, match.start(), gap))
        gap = not words
    if lines and lines[-1].blank and lines[-1].start == len(text):
        lines.pop()
    return lines


def _width(blanks: str) -> int:
    return sum(_TAB_WIDTH if character == "\t" else 1 for character in blanks)
