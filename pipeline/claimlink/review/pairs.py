"""Claims that several people decided on apart, and what they say together."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimlink.records import Claim
from claimlink.review.agreement import cohen_kappa, krippendorff_alpha, span_f1
from claimlink.review.store import Database, Verdict
from claimlink.review.store.queue import DOUBLE

_LANE = "person-"


@dataclass(frozen=True)
class Answered:
    """A claim with the verdict of each person who decided on it."""

    number: int
    text: str
    fragments: list[tuple[int, int]]
    verdicts: Mapping[int, Verdict]
    is_settled: bool

    @property
    def is_one_mind(self) -> bool:
        """Whether all gave one answer."""
        return len({answer(verdict) for verdict in self.verdicts.values()}) == 1


@dataclass(frozen=True)
class PairFigures:
    """How far two people agree, on so many claims; None where a figure is not defined."""

    people: tuple[int, int]
    claims: int
    kappa: float | None
    f1: float | None


@dataclass(frozen=True)
class Figures:
    """How far all agree, and each two of them."""

    alpha: float | None
    claims: int
    pairs: list[PairFigures]


def answered_twice(database: Database, only: int | None = None) -> Iterator[Answered]:
    """Yield the claims on which two people or more decided, in the order of the queue.

    Also those that were settled, whoever has taken their own verdict back since.  With ``only``
    that claim alone.
    """
    rows = database.read(
        "SELECT c.id, c.text, c.record, c.rank, v.lane, v.state, EXISTS (SELECT 1 FROM verdicts f"
        " WHERE f.claim = c.id AND f.lane = 'final' AND f.is_done = 1) AS is_settled"
        " FROM verdicts v JOIN claims c ON c.id = v.claim WHERE v.is_done = 1"
        f" AND v.lane LIKE 'person-%'{'' if only is None else ' AND c.id = ?'}"
        " ORDER BY c.rank, c.id, v.lane",
        () if only is None else (only,),
    )
    by_claim = defaultdict(list)
    for row in rows:
        by_claim[row["id"]].append(row)
    for number, found in by_claim.items():
        read = (
            (int(row["lane"].removeprefix(_LANE)), Verdict.model_validate_json(row["state"]))
            for row in found
        )
        verdicts = {person: verdict for person, verdict in read if verdict.is_decided}
        if len(verdicts) < (1 if found[0]["is_settled"] else DOUBLE):
            continue
        claim = Claim.model_validate_json(zlib.decompress(found[0]["record"]))
        yield Answered(
            number, found[0]["text"], claim.fragments, verdicts, bool(found[0]["is_settled"])
        )


def answer(verdict: Verdict) -> str:
    """Return what the verdict of somebody who decided says, in a form that can be compared."""
    if verdict.is_no_claim:
        return "not a claim"
    rating = verdict.fields["rating"]
    assert isinstance(rating, dict), "not decided on"
    return f"{rating.get('scale')}: {rating.get('label')}"


def marked(found: Answered, verdict: Verdict) -> list[tuple[int, int]]:
    """Return the stretches that a verdict gives the claim: its own, or the corrected ones."""
    if verdict.is_no_claim:
        return []
    for made in reversed(verdict.listed("corrections")):
        if isinstance(made, dict) and made.get("change") == "span":
            fragments = made.get("fragments")
            assert isinstance(fragments, list)
            return [(int(str(start)), int(str(end))) for start, end in _pairs(fragments)]
    return found.fragments


def _pairs(fragments: Sequence[object]) -> Iterator[tuple[object, object]]:
    for fragment in fragments:
        assert isinstance(fragment, list)
        yield fragment[0], fragment[1]


def measure_agreement(database: Database) -> Figures:
    """Return the agreement of all people who decided apart."""
    claims = [found for found in answered_twice(database) if len(found.verdicts) >= DOUBLE]
    alpha = krippendorff_alpha([[answer(v) for v in c.verdicts.values()] for c in claims])
    people = sorted({person for claim in claims for person in claim.verdicts})
    pairs = []
    for one, other in combinations(people, 2):
        shared = [c for c in claims if one in c.verdicts and other in c.verdicts]
        if not shared:
            continue
        answers = [(answer(c.verdicts[one]), answer(c.verdicts[other])) for c in shared]
        spans = [(marked(c, c.verdicts[one]), marked(c, c.verdicts[other])) for c in shared]
        pairs.append(PairFigures((one, other), len(shared), cohen_kappa(answers), span_f1(spans)))
    return Figures(alpha, len(claims), pairs)
