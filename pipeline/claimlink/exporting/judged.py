"""What people said of the claims of an article -> the claims as they should be.

Precision first: an article is taken only where every claim of it was decided on and nobody says
otherwise; else it is told why not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Claim, ClaimKind, NonClaimKind, Span
from claimlink.reviews import (
    Correction,
    Fragments,
    KindCorrection,
    LinkCorrection,
    MergeCorrection,
    MissedClaim,
    NotAClaim,
    Review,
    SpanCorrection,
    SpeakerCorrection,
    SplitCorrection,
)

#: Why an article is not taken: a claim that nobody decided on, two that say different things, or a
#: correction that does not fit the run.
Reason = Literal["undecided", "disputed", "stale"]


class NotTakenError(Exception):
    """An article cannot be taken as annotated; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class JudgedClaim:
    """A claim as it should be; ``citations`` are ids, ``found`` the run's claims it is made of."""

    fragments: Fragments
    kind: ClaimKind
    speaker: str | None
    citations: list[str]
    found: tuple[Claim, ...]


@dataclass
class Judged:
    """The claims of an article, what is none, and the entries that citations should lead to."""

    claims: list[JudgedClaim] = field(default_factory=list)
    non_claims: list[tuple[Span, NonClaimKind]] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)


def judge(found: ArticleClaims, reviews: Mapping[str, Sequence[Review]]) -> Judged:
    """Return the claims of an article with all corrections applied, in no order.

    ``reviews`` are those that stand, by claim id; of several articles, those of this one count.

    Raises:
        NotTakenError: not every claim is decided on, people differ, or a correction does not fit.
    """
    own = {claim.id: claim for claim in found.claims}
    said = {name: _agreed(reviews.get(name, ())) for name in own}
    groups = _merged(own, said)
    judged = Judged()
    for name, members in groups.items():
        if not any(_is_decided(reviews.get(member, ())) for member in members):
            raise NotTakenError("undecided")
        _add(judged, [own[member] for member in members], said[name], found)
    for missed in _missed(found, reviews):
        _add_missed(judged, missed, found)
    if not own and not judged.claims:
        raise NotTakenError("undecided")
    return judged


def _is_decided(said: Sequence[Review]) -> bool:
    return any(
        review.verdict is not None or any(isinstance(c, NotAClaim) for c in review.corrections)
        for review in said
    )


def _agreed(said: Sequence[Review]) -> list[Correction]:
    """Return what all say should be otherwise; a verdict that settles holds alone."""
    voices = [review for review in said if review.lane == "final"] or said
    lists = {tuple(sorted(c.model_dump_json() for c in voice.corrections)) for voice in voices}
    if len(lists) > 1:
        raise NotTakenError("disputed")
    return list(voices[0].corrections) if voices else []


def _merged(own: Mapping[str, Claim], said: Mapping[str, list[Correction]]) -> dict[str, list[str]]:
    """Return the claims that stay, each with those that it takes in, itself the first."""
    groups: dict[str, list[str]] = {}
    taken: dict[str, MergeCorrection] = {}
    for name in own:
        merge = next((c for c in reversed(said[name]) if isinstance(c, MergeCorrection)), None)
        if name in taken:
            # The other one may say the same of both, and nothing else: else which one holds?
            if [c for c in said[name] if c != merge] or (
                merge is not None and merge.fragments != taken[name].fragments
            ):
                raise NotTakenError("disputed")
            continue
        others = [] if merge is None else [other for other in merge.claim_ids if other != name]
        if not own.keys() >= set(others):
            raise NotTakenError("stale")
        if merge is not None:
            taken |= dict.fromkeys(others, merge)
        if any(other in groups and groups[other] != [other] for other in others):
            raise NotTakenError("disputed")
        for other in others:
            if groups.pop(other, None) is not None and said[other]:
                raise NotTakenError("disputed")
        groups[name] = [name, *others]
    return groups


def _add(
    judged: Judged, members: list[Claim], said: Sequence[Correction], found: ArticleClaims
) -> None:
    first = members[0]
    dismissed = next((c for c in said if isinstance(c, NotAClaim)), None)
    if dismissed is not None:
        if dismissed.kind is not None:
            judged.non_claims.append((first.span, dismissed.kind))
        return
    source = None if first.attribution is None else first.attribution.source
    kind, speaker = first.kind, None if source is None else source.text
    for change in said:
        if isinstance(change, KindCorrection):
            kind = change.kind
        elif isinstance(change, SpeakerCorrection):
            speaker = change.name
    links = [change for change in said if isinstance(change, LinkCorrection)]
    citations = _cited(judged, members, links, found)
    for fragments in _places(first, said, len(found.article.text)):
        judged.claims.append(
            JudgedClaim(fragments, kind, speaker, citations, tuple(members)),
        )


def _places(claim: Claim, said: Sequence[Correction], length: int) -> list[Fragments]:
    """Return where the claim stands, or its parts do: the last that was said of it holds."""
    places = [claim.fragments]
    for change in said:
        if isinstance(change, SplitCorrection):
            places = change.parts
        elif isinstance(change, SpanCorrection | MergeCorrection):
            places = [change.fragments]
    return _checked(places, length)


def _checked(places: Sequence[Fragments], length: int) -> list[Fragments]:
    """Return places with their stretches in order; each must lie within the article."""
    for start, end in (stretch for fragments in places for stretch in fragments):
        if not 0 <= start < end <= length:
            raise NotTakenError("stale")
    return [sorted(fragments) for fragments in places]


def _cited(
    judged: Judged, members: list[Claim], links: list[LinkCorrection], found: ArticleClaims
) -> list[str]:
    """Return the citations that support a claim; keep the entries that they should lead to."""
    known = {citation.id for citation in found.article.citations}
    entries = {entry.id for entry in found.article.references}
    cited = {c.citation_id: True for member in members for c in member.citations}
    for link in links:
        if link.citation_id not in known:
            raise NotTakenError("stale")
        cited[link.citation_id] = link.supports
        if link.reference_id is None:
            continue
        if link.reference_id not in entries:
            raise NotTakenError("stale")
        if judged.entries.setdefault(link.citation_id, link.reference_id) != link.reference_id:
            raise NotTakenError("disputed")
    return [name for name, supports in cited.items() if supports]


def _missed(
    found: ArticleClaims, reviews: Mapping[str, Sequence[Review]]
) -> Iterator[list[Correction]]:
    """Yield what is said of each claim of this article that the run does not have."""
    own = {claim.id for claim in found.claims}
    for name, said in reviews.items():
        if name not in own and said[0].article_id == found.article.id:
            yield _agreed(said)


def _add_missed(judged: Judged, said: Sequence[Correction], found: ArticleClaims) -> None:
    missed = next((c for c in said if isinstance(c, MissedClaim)), None)
    if missed is None:
        return  # on a claim that an earlier state of the run had
    if missed.kind is None:
        raise NotTakenError("undecided")
    links = [change for change in said if isinstance(change, LinkCorrection)]
    speaker = next((c.name for c in said if isinstance(c, SpeakerCorrection)), None)
    (fragments,) = _checked([missed.fragments], len(found.article.text))
    cited = _cited(judged, [], links, found)
    judged.claims.append(JudgedClaim(fragments, missed.kind, speaker, cited, ()))
