"""Reference links that a document brings itself (JATS): they are surer than anything found here.

A citation that overlaps such a link points where the link points.  A number that carries a link
and was not seen as a citation is one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from claimlink.citing.linking.links import MOST, Link
from claimlink.citing.scan import Marker
from claimlink.records import Block, Candidate, GivenLink, Reference

RULE = "link.given"

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans({sign: str(digit) for digit, sign in enumerate(_RAISED)})
_NUMBER = re.compile(rf"[\[(]?(?P<number>\d{{1,4}}|[{_RAISED}]{{1,4}})[\])]?")
_BEFORE = re.compile(r"[\[(][\d\s,;–-]{0,80}$")
_BEHIND = re.compile(r"[\d\s,;–-]{0,80}[\])]")
_REACH = 82  # characters in which the bracket around a number opens (own)


class GivenLinks:
    """The links of one document, in text order, with the ids of the entries they lead to."""

    def __init__(self, given: Sequence[GivenLink], references: Sequence[Reference]) -> None:
        starts = [reference.start for reference in references]
        self._links: list[tuple[int, int, tuple[str, ...]]] = []
        for link in sorted(given, key=lambda link: (link.start, link.end)):
            places = [bisect_left(starts, target.start) for target in link.targets]
            ids = [
                references[place].id
                for place, target in zip(places, link.targets, strict=True)
                if place < len(references) and references[place].start < target.end
            ]
            if ids:
                self._links.append((link.start, link.end, tuple(dict.fromkeys(ids))))
        self._starts = [start for start, _, _ in self._links]
        self._ends = [end for _, end, _ in self._links]

    def ids(self, start: int, end: int) -> list[str]:
        """Return the entries that the links inside a span lead to, in order, each once."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return list(dict.fromkeys(name for _, _, ids in self._links[first:last] for name in ids))

    def unseen_numbers(
        self, text: str, blocks: Sequence[Block], markers: Sequence[Marker]
    ) -> list[Marker]:
        """Return a marker for each linked number in the prose that no marker covers."""
        seen = sorted((marker.start, marker.end) for marker in markers)
        begins = [block.start for block in blocks]
        found: list[Marker] = []
        for start, end, _ in self._links:
            at = bisect_left(seen, (end,))
            match = _NUMBER.fullmatch(text, start, end)
            place = bisect_right(begins, start) - 1
            if match is None or (at and seen[at - 1][1] > start):
                continue
            if place >= 0 and end <= blocks[place].end:
                found.append(_marker(text, match))
        return found


def follow_given(given: GivenLinks, markers: Sequence[Marker], links: Sequence[Link]) -> list[Link]:
    """Return the link of each marker; where the document links it itself, that link."""
    counted = Counter((marker.start, marker.end) for marker in markers)
    passed: Counter[tuple[int, int]] = Counter()
    followed: list[Link] = []
    for marker, link in zip(markers, links, strict=True):
        place = (marker.start, marker.end)
        ids = given.ids(*place)
        # The numbers of a range have one place; its links, where each number has one, their order.
        nth = passed[place] if counted[place] == len(ids) else None
        passed[place] += 1
        if link.reference_id in ids:
            followed.append(Link("linked", RULE, link.reference_id, 1.0))
        elif nth is not None:
            followed.append(Link("linked", RULE, ids[nth], 1.0))
        elif ids and link.status != "linked":
            both = tuple(Candidate(reference_id=name, score=1.0, reason=RULE) for name in ids)
            followed.append(Link("ambiguous", RULE, candidates=both[:MOST]))
        else:
            followed.append(link)
    return followed


def _marker(text: str, match: re.Match[str]) -> Marker:
    """Return the marker of a linked number, with the bracket around it."""
    before = _BEFORE.search(text, max(0, match.start("number") - _REACH), match.start("number"))
    behind = _BEHIND.match(text, match.end("number"))
    group = match.span("number")
    if before and behind:
        group = (before.start(), behind.end())
    number = match["number"].translate(_LOWERED)
    return Marker(
        *match.span("number"), group, False, form="numeric", kind="number", number=number,
        rule="citation.number", bracket=group,
    )  # fmt: skip
