"""A claim and a review of it -> the claim as the review says that it should be."""

from __future__ import annotations

from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Attribution, Claim, ClaimCitation, Source
from claimlink.reviews import (
    Correction,
    LinkCorrection,
    MergeCorrection,
    NotAClaim,
    Review,
    SpanCorrection,
    SpeakerCorrection,
    SplitCorrection,
)
from claimlink.summaries import summarise


def correct_claim(found: ArticleClaims, claim: Claim, review: Review) -> Claim | None:
    """Return the claim that a verdict is on; None where the review says that it is no one claim.

    That is one that was taken for none, split, or merged with others.
    """
    for change in review.corrections:
        if isinstance(change, NotAClaim | SplitCorrection | MergeCorrection):
            return None
        claim = claim.model_copy(update=_changed(found, claim, change))
    return claim


def _changed(found: ArticleClaims, claim: Claim, change: Correction) -> dict[str, object]:
    if isinstance(change, SpanCorrection):
        words = " … ".join(found.article.text[start:end] for start, end in change.fragments)
        return {"text": words, "standalone": words}
    if isinstance(change, SpeakerCorrection):
        return {"attribution": None if change.name is None else _said_by(claim, change.name)}
    if isinstance(change, LinkCorrection):
        return {"citations": list(_linked(found, claim, change))}
    return {}


def _said_by(claim: Claim, name: str) -> Attribution:
    span = claim.span
    source = Source(start=span.start, end=span.start, text=name, name=name)
    if claim.attribution is not None:
        return claim.attribution.model_copy(update={"source": source})
    return Attribution(source=source, cue=None, content=[], form="indirect")


def _linked(found: ArticleClaims, claim: Claim, change: LinkCorrection) -> list[ClaimCitation]:
    """Return the citations of a claim with one that supports it, no longer does, or leads on."""
    others = [c for c in claim.citations if c.citation_id != change.citation_id]
    citation = next((c for c in found.article.citations if c.id == change.citation_id), None)
    if citation is None or not change.supports:
        return others
    entry = change.reference_id or citation.reference_id
    cited = next((e for e in found.article.references if e.id == entry), None)
    linked = ClaimCitation(
        start=citation.start,
        end=citation.end,
        text=citation.text,
        citation_id=citation.id,
        scope="clause",
        confidence=1.0,
        reason="review",
        reference_id=entry,
        reference=None if cited is None else summarise(cited),
    )
    return sorted([*others, linked], key=lambda c: c.start)
