"""An article -> labelled stretches of its text and what joins them, for annotation tools.

A claim is its whole span here, from first to last word: no such tool has spans with gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Claim, ClaimKind

#: What a stretch may be labelled: a kind of claim, or one of the two others.
KINDS: tuple[str, ...] = get_args(ClaimKind)
CITATION = "citation"
SPEAKER = "speaker"
LABELS = (*KINDS, CITATION, SPEAKER)

#: What joins a claim with a citation, and with a speaker.
CITES = "cites"
SAID_BY = "said by"


@dataclass(frozen=True)
class Stretch:
    """A labelled stretch; offsets count code points of the article's text."""

    id: str
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Join:
    """What joins two stretches, by their ids."""

    source: str
    target: str
    label: str


@dataclass(frozen=True)
class Labelled:
    """All stretches of an article, claims first, each in the order of the text."""

    stretches: tuple[Stretch, ...]
    joins: tuple[Join, ...]


def label_article(found: ArticleClaims) -> Labelled:
    """Return the claims, citations and speakers of an article."""
    claims = [
        Stretch(claim.id, claim.span.start, claim.span.end, claim.kind) for claim in found.claims
    ]
    citations = [
        Stretch(citation.id, citation.start, citation.end, CITATION)
        for citation in found.article.citations
    ]
    speakers: dict[str, Stretch] = {}
    joins: list[Join] = []
    known = {citation.id for citation in citations}
    for claim in found.claims:
        for cited in claim.citations:
            if cited.citation_id in known:
                joins.append(Join(claim.id, cited.citation_id, CITES))
        if (speaker := _speaker(claim)) is not None:
            speakers[speaker.id] = speaker
            joins.append(Join(claim.id, speaker.id, SAID_BY))
    ordered = sorted(speakers.values(), key=lambda stretch: (stretch.start, stretch.end))
    return Labelled((*claims, *citations, *ordered), tuple(joins))


def _speaker(claim: Claim) -> Stretch | None:
    if claim.attribution is None or claim.attribution.source is None:
        return None
    source = claim.attribution.source
    return Stretch(f"s{source.start}-{source.end}", source.start, source.end, SPEAKER)
