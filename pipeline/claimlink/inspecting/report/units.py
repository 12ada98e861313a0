"""Offsets in code points -> offsets in UTF-16 units, which a browser counts in."""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """The offsets of one text.

    >>> units = Utf16("\N{TRAM CAR} stops")
    >>> units.at(0), units.at(1), units.at(3)
    (0, 2, 4)
    """

    def __init__(self, text: str) -> None:
        wide = bool(text) and max(text) > "\uffff"
        self._wide = [place for place, sign in enumerate(text) if sign > "\uffff"] if wide else []

    def at(self, offset: int) -> int:
        """Return the offset, counted in code points, in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)
