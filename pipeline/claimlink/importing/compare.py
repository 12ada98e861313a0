"""An annotated article x the run's claims -> what was corrected, as reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from claimlink.errors import InputError
from claimlink.exporting.labelled import CITATION, CITES, KINDS, SAID_BY, SPEAKER
from claimlink.exporting.offsets import Offsets
from claimlink.importing.drafts import Region, Task, locate
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Claim, ClaimKind, Span
from claimlink.results import claim_id
from claimlink.reviews import (
    Correction,
    KindCorrection,
    LinkCorrection,
    MergeCorrection,
    MissedClaim,
    NotAClaim,
    Review,
    SpanCorrection,
    SpeakerCorrection,
    SplitCorrection,
    rate,
)


@dataclass(frozen=True)
class _Annotated:
    """A task whose regions stand where they are in the article."""

    task: Task
    found: ArticleClaims
    regions: Sequence[Region]

    @property
    def claims(self) -> list[Claim]:
        """The claims that stand in what was annotated."""
        end = self.task.start + len(self.task.text)
        return [
            claim
            for claim in self.found.claims
            if self.task.start <= claim.span.start and claim.span.end <= end
        ]


def compare(task: Task, found: ArticleClaims) -> list[Review]:
    """Return a review of each claim that the task corrects, rates or comments, in text order.

    A claim that is left as it is has none.

    Raises:
        InputError: the task is not of this article, or a region does not fit its text.
    """
    annotated = _place(task, found)
    drawn = [region for region in annotated.regions if region.label in KINDS]
    matched = _match(annotated.claims, drawn)
    used = {id(region) for region in matched.values()}
    missing = [claim for claim in annotated.claims if claim.id not in matched]
    fresh = [region for region in drawn if id(region) not in used]
    reviews = [
        _review(annotated, claim.id, _corrections(annotated, claim, matched[claim.id]), region)
        for claim in annotated.claims
        if (region := matched.get(claim.id)) is not None
    ]
    reviews += _redrawn(annotated, missing, fresh)
    return [review for review in reviews if _says_something(review)]


def _place(task: Task, found: ArticleClaims) -> _Annotated:
    text = found.article.text
    if text[task.start : task.start + len(task.text)] != task.text:
        raise InputError(
            f"its text is not that of article {found.article.id}; import into the run that was "
            "exported",
            source=task.place,
        )
    offsets = Offsets(task.text)
    regions = []
    for region in task.regions:
        start, end = locate(region, task, offsets)
        regions.append(replace(region, start=task.start + start, end=task.start + end))
    return _Annotated(task, found, sorted(regions, key=lambda r: (r.start, r.end)))


def _match(claims: Sequence[Claim], drawn: Sequence[Region]) -> dict[str, Region]:
    """Return the region of each claim: by its id, else by its place."""
    by_id = {region.id: region for region in drawn}
    matched = {claim.id: by_id[claim.id] for claim in claims if claim.id in by_id}
    known = {claim.id for claim in claims}
    by_place = {(r.start, r.end): r for r in drawn if r.id not in known}
    for claim in claims:
        place = claim.span.start, claim.span.end
        if claim.id not in matched and place in by_place:
            matched[claim.id] = by_place.pop(place)
    return matched


def _corrections(annotated: _Annotated, claim: Claim, region: Region) -> list[Correction]:
    found: list[Correction] = []
    if (region.start, region.end) != (claim.span.start, claim.span.end):
        found.append(SpanCorrection(fragments=[(region.start, region.end)]))
    if region.label != claim.kind:
        found.append(KindCorrection(kind=_kind(region)))
    if annotated.task.joins is not None:
        found += _joined(annotated, claim, region)
    return found


def _joined(annotated: _Annotated, claim: Claim, region: Region) -> Iterator[Correction]:
    """Yield what was changed of a claim's citations and speaker."""
    joins = annotated.task.joins or frozenset()
    targets = {target: label for source, target, label in joins if source == region.id}
    citations = _citations(annotated)
    cited = {
        citations[target] for target, label in targets.items()
        if label == CITES and target in citations
    }  # fmt: skip
    before = {link.citation_id for link in claim.citations}
    for citation in annotated.found.article.citations:
        if (citation.id in cited) != (citation.id in before):
            yield LinkCorrection(citation_id=citation.id, supports=citation.id in cited)
    speakers = [
        r for r in annotated.regions if r.label == SPEAKER and targets.get(r.id or "") == SAID_BY
    ]
    source = None if claim.attribution is None else claim.attribution.source
    if not speakers:
        if source is not None:
            yield SpeakerCorrection(name=None)
        return
    place = Span(start=speakers[0].start, end=speakers[0].end)
    if source is None or (source.start, source.end) != (place.start, place.end):
        name = annotated.found.article.text[place.start : place.end]
        yield SpeakerCorrection(name=name, span=place)


def _citations(annotated: _Annotated) -> Mapping[str, str]:
    """Return the run's citation of each region that is one, by the region's id."""
    known = {citation.id for citation in annotated.found.article.citations}
    places = {(c.start, c.end): c.id for c in annotated.found.article.citations}
    found = {}
    for region in annotated.regions:
        if region.label == CITATION and region.id is not None:
            by_place = places.get((region.start, region.end))
            citation = region.id if region.id in known else by_place
            if citation is not None:
                found[region.id] = citation
    return found


def _redrawn(
    annotated: _Annotated, missing: Sequence[Claim], fresh: Sequence[Region]
) -> Iterator[Review]:
    """Yield what became of claims without a region, and of regions without a claim."""
    regions_of = {claim.id: [r for r in fresh if _overlap(claim, r)] for claim in missing}
    claims_of = {id(r): [claim for claim in missing if _overlap(claim, r)] for r in fresh}
    settled: set[int] = set()
    for claim in missing:
        regions = regions_of[claim.id]
        first = regions[0] if regions else None
        if first is None:
            yield _review(annotated, claim.id, [NotAClaim()])
        elif len(regions) > 1 and all(len(claims_of[id(r)]) == 1 for r in regions):
            settled |= {id(r) for r in regions}
            parts = [[(r.start, r.end)] for r in regions]
            yield _review(annotated, claim.id, [SplitCorrection(parts=parts)])
        elif len(regions) == 1 and len(claims_of[id(first)]) == 1:
            settled.add(id(first))
            yield _review(annotated, claim.id, _corrections(annotated, claim, first), first)
        elif len(regions) == 1 and all(len(regions_of[c.id]) == 1 for c in claims_of[id(first)]):
            if id(first) not in settled:
                settled.add(id(first))
                others = [c.id for c in claims_of[id(first)] if c.id != claim.id]
                merge = MergeCorrection(claim_ids=others, fragments=[(first.start, first.end)])
                yield _review(annotated, claim.id, [merge], first)
        else:
            yield _review(annotated, claim.id, [NotAClaim()])
    for region in fresh:
        if id(region) not in settled:
            yield _missed(annotated, region)


def _overlap(claim: Claim, region: Region) -> bool:
    return claim.span.start < region.end and region.start < claim.span.end


def _missed(annotated: _Annotated, region: Region) -> Review:
    article = annotated.found.article
    fragments = [(region.start, region.end)]
    missed = MissedClaim(
        fragments=fragments, text=article.text[region.start : region.end], kind=_kind(region)
    )
    name = claim_id(article.id, fragments, article.text)
    return _review(annotated, name, [missed], region)


def _kind(region: Region) -> ClaimKind:
    return cast("ClaimKind", region.label)


def _review(
    annotated: _Annotated,
    claim: str,
    corrections: Sequence[Correction],
    region: Region | None = None,
) -> Review:
    task = annotated.task
    try:
        verdict = None if region is None or region.verdict is None else rate(region.verdict)
    except ValueError as error:
        raise InputError(str(error), source=task.place) from None
    return Review(
        claim_id=claim,
        article_id=annotated.found.article.id,
        reviewer=task.reviewer,
        when=task.when,
        origin=task.origin,
        verdict=verdict,
        note=None if region is None else region.note,
        corrections=list(corrections),
    )


def _says_something(review: Review) -> bool:
    return bool(review.corrections or review.verdict or review.note)
