"""Which claims of its own sentence a citation supports.

It supports the clause it closes or stands in (scope ``clause``) and the clauses that lead up to it
(``sentence``), as far as the citation before it or a semicolon.  A narrative citation ("Weber
(2010) finds that ...") governs what follows it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimlink.claiming.claims import DraftClaim
from claimlink.claiming.trees import SUBJECTS, VERB_TAGS, find_child
from claimlink.parsing import Sentence
from claimlink.records import Scope
from claimlink.support.markers import Marker
from claimlink.support.stretches import ClaimStretches, lay_stretches


class Reached(NamedTuple):
    """That a marker supports the claim with this number."""

    number: int
    marker: Marker
    scope: Scope
    reason: str


def find_within(
    numbers: Sequence[int],
    claims: Sequence[DraftClaim],
    markers: Sequence[Marker],
    sentence: Sentence,
    text: str,
) -> list[Reached]:
    """Return which claims of the sentence each of its markers supports, and how."""
    within = _Within(
        sentence,
        claims,
        lay_stretches(numbers, claims),
        # An item of a list has a citation of its own: what introduces others introduces none.
        lay_stretches(
            [n for n in numbers if claims[n].clause.rule != "clause.cited-apart"], claims
        ),
    )
    ends = within.ends_of([marker for marker in markers if marker.narrative])
    found: list[Reached] = []
    border = sentence.start
    for position, marker in enumerate(markers):
        if marker.narrative:
            found += within.governed(within.all, marker, ends[marker.start])
            continue
        following = markers[position + 1].start if position + 1 < len(markers) else sentence.end
        semicolon = text.rfind(";", border, marker.start)
        closed = within.closed(marker, max(border, semicolon))
        if not closed and (not within.all.starts or within.all.starts[0] >= marker.start):
            # "Recent surveys (A; B) have found that ...": cited in the frame of what follows.
            closed = within.governed(within.free, marker, following)
        found += closed
        found += within.contents(marker, following)
        border = marker.end
    return found


@dataclass(frozen=True)
class _Within:
    """One sentence with its claims: ``all``, and those that are ``free`` to be introduced."""

    sentence: Sentence
    claims: Sequence[DraftClaim]
    all: ClaimStretches
    free: ClaimStretches

    def closed(self, marker: Marker, border: int) -> list[Reached]:
        """Return the claims between the border and the marker, and the one it stands in."""
        last = self.all.worded(border, marker.start)
        # In "Echo, whose aim is X (A), came after Y (B)" A closes the inner claim alone.
        ended = [n for n in last if self.claims[n].end <= marker.start]
        reached = sorted(ended or last)
        if not reached:
            return []
        nearest = max(reached, key=lambda n: (last[n], self.claims[n].start))
        found: list[Reached] = [
            Reached(n, marker, "sentence", "support.leads-up") for n in reached if n != nearest
        ]
        found.append(Reached(nearest, marker, "clause", "support.closes-clause"))
        return found

    def ends_of(self, narrative: Sequence[Marker]) -> dict[int, int]:
        """Return, by their starts, where what each narrative citation governs ends.

        That is at the next one, or with the sentence.  In "Smith (2010) and Jones (2011) found that
        ..." both govern what follows, since nothing is claimed between the two; in "Next to Smith
        (2010) stands the rule of Jones (2011) that ..." Jones alone does.
        """
        found: dict[int, int] = {}
        until, following = self.sentence.end, None
        for marker in reversed(narrative):
            first = self.all.first_after(marker.start)
            if following is not None and first is not None:
                apart = following.start > first or self._hands_on(marker, following)
                until = following.start if apart else until
            found[marker.start] = until
            following = marker
        return found

    def _hands_on(self, marker: Marker, other: Marker) -> bool:
        """Tell that a verb stands between two sources whose subject is not the first of them."""
        sentence = self.sentence
        first, last = (bisect_left(sentence.starts, at) for at in (marker.start, marker.end))
        if any(sentence.deps[token] in SUBJECTS for token in range(first, last)):
            return False
        between = range(last, bisect_left(sentence.starts, other.start))
        return any(sentence.tags[token] in VERB_TAGS for token in between)

    def governed(self, among: ClaimStretches, marker: Marker, until: int) -> list[Reached]:
        """Return the claims a narrative citation introduces; else the one before it."""
        inside, after = among.inside(marker.start), among.between(marker.start, until)
        found = [Reached(n, marker, "clause", "support.names-source") for n in inside]
        found += [Reached(n, marker, "sentence", "support.introduces") for n in after]
        before = None if found else among.last_before(marker.start)
        if before is not None:
            found = [Reached(before, marker, "sentence", "support.names-source")]
        return found

    def contents(self, marker: Marker, until: int) -> list[Reached]:
        """Return what the work just named says: "the rule (A) that states that ferries leave"."""
        sentence = self.sentence
        token = bisect_left(sentence.starts, marker.end)
        if token >= len(sentence) or sentence.deps[token] not in SUBJECTS:
            return []
        verb = sentence.heads[token]
        if sentence.deps[verb] != "relcl":
            return []
        said = [
            n
            for n in self.all.between(marker.end, until)
            if _hangs_on(sentence, self.claims[n].clause.head, verb)
        ]
        return [Reached(n, marker, "sentence", "support.names-content") for n in said]


def _hangs_on(sentence: Sentence, head: int, verb: int) -> bool:
    """Tell whether a clause is what a verb says, is coordinated with one that is, or is both."""
    if head == verb:
        return find_child(sentence, verb, {"ccomp"}) is not None
    while sentence.deps[head] == "conj":
        head = sentence.heads[head]
    return sentence.deps[head] == "ccomp" and sentence.heads[head] == verb
