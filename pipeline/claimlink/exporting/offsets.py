"""Offsets in code points <-> offsets in UTF-16 units, for one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

#: What a tool counts: Unicode code points, as Python does, or UTF-16 units, as JavaScript does.
OffsetUnit = Literal["code-points", "utf-16"]

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    r"""Converts the offsets of one text; both kinds count from 0.

    >>> offsets = Offsets("\N{PERSON RAISING BOTH HANDS IN CELEBRATION}\u200d\u2642 Rents")
    >>> offsets.to_utf16(4), offsets.from_utf16(5), offsets.from_utf16(1)
    (5, 4, None)
    """

    def __init__(self, text: str) -> None:
        #: Where the characters stand that take two units.
        self._wide = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [place + number for number, place in enumerate(self._wide)]

    def to_utf16(self, offset: int) -> int:
        """Return an offset in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)

    def from_utf16(self, offset: int) -> int | None:
        """Return an offset in code points; None where it lies within a character."""
        before = bisect_left(self._units, offset)
        is_within = before > 0 and self._units[before - 1] == offset - 1
        return None if is_within else offset - before

    def convert(self, offset: int, unit: OffsetUnit) -> int:
        """Return an offset in a unit."""
        return self.to_utf16(offset) if unit == "utf-16" else offset
