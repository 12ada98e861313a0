"""Entries that name no author, and what else says whose they are.

A list may lose an organisation's name when it is converted: ``. 2014. https://moorwatch.example``.
The address may still spell the name or its acronym, and in a list in alphabetical order the
entry's place says between which names its own must lie.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimlink.citing.acronyms import initials_of
from claimlink.citing.tokens import fold
from claimlink.records import Reference

_HOST = re.compile(r"^(?:\w+://)?(?P<host>[^/?#\s]+)")
_MARKS = frozenset(".,;:(")
_LABEL = re.compile(r"[.\-_]")
#: Letters of a part of an address that can spell a name (own).
_LEAST_LETTERS = 3
#: Least entries with names, and share of them in order, of a list in alphabetical order (own).
_LEAST_NAMED = 6
_ORDERED = 0.9


@dataclass(frozen=True)
class Unnamed:
    """The entries without an author, by year, with the order of the list they stand in.

    ``places`` are indexes into the list; ``labels`` the folded parts of an entry's host;
    ``between`` the folded names of the entries around it, None where the list has no order.
    """

    places: Mapping[str | None, Sequence[int]]
    labels: Mapping[int, frozenset[str]]
    between: Mapping[int, tuple[str, str]] | None

    def addressed(self, names: Sequence[str], year: str | None) -> list[int]:
        """Return the entries of a year whose address spells one of the names or its acronym.

        >>> entry = Reference(start=0, end=9, text=". 2014. x", id="r1", index=0, authors=[],
        ...     year="2014", csl={"URL": "http://www.mgw.example/a"})
        >>> find_unnamed([entry]).addressed(["Moor Gull Watch"], "2014")
        [0]
        """
        wanted = {form for name in names for form in (fold(name), *initials_of(name))}
        return [p for p in self.places.get(year, ()) if not wanted.isdisjoint(self.labels[p])]

    def in_order(self, names: Sequence[str], year: str | None) -> list[int]:
        """Return the entries of a year whose neighbours the name would stand between."""
        if self.between is None:
            return []
        keys = [fold(name) for name in names]
        return [
            place
            for place in self.places.get(year, ())
            if any(self.between[place][0] <= key <= self.between[place][1] for key in keys)
        ]


def find_unnamed(references: Sequence[Reference]) -> Unnamed:
    """Return the entries of a list that name no author and have lost their beginning."""
    lost = [place for place, reference in enumerate(references) if _has_lost_name(reference)]
    places: dict[str | None, list[int]] = {}
    for place in lost:
        places.setdefault(references[place].year, []).append(place)
    labels = {place: _labels(references[place]) for place in lost}
    return Unnamed(places, labels, _between(references, lost) if lost else None)


def _has_lost_name(reference: Reference) -> bool:
    return not reference.authors and reference.text[:1] in _MARKS


def _labels(reference: Reference) -> frozenset[str]:
    """Return the folded parts of an entry's host, "example.org" without its last."""
    url = reference.csl.get("URL")
    match = _HOST.match(url) if isinstance(url, str) else None
    parts = [fold(part) for part in _LABEL.split(match["host"])[:-1]] if match else []
    return frozenset(part for part in parts if len(part) >= _LEAST_LETTERS)


def _between(
    references: Sequence[Reference], lost: Sequence[int]
) -> Mapping[int, tuple[str, str]] | None:
    named = [(place, fold(r.authors[0])) for place, r in enumerate(references) if r.authors]
    keys = [key for _, key in named]
    pairs = list(pairwise(keys))
    ordered = sum(above <= below for above, below in pairs)
    if len(named) < _LEAST_NAMED or ordered < _ORDERED * len(pairs):
        return None
    places = [place for place, _ in named]
    found: dict[int, tuple[str, str]] = {}
    for place in lost:
        behind = bisect_right(places, place)
        above = keys[behind - 1] if behind else ""
        below = keys[behind] if behind < len(keys) else "\U0010ffff"
        found[place] = (above, below)
    return found
