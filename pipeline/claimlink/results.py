"""Drafts of all stages -> the records that are written.

Ids depend on the article's text and the claim's place alone, so that the same input gives the
same ids on every machine.  Every span is checked against the text here, once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain

from claimlink.claiming.claims import DraftClaim, Mentions
from claimlink.claiming.judging.worthiness import WorthEvidence, score_worthiness
from claimlink.claiming.wording.standalone import Wording
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import (
    Article,
    ArticleRecord,
    CheckWorthiness,
    Citation,
    Claim,
    ClaimCitation,
    Entity,
    Finding,
    NonClaim,
    Reference,
    ReferenceSummary,
    SentenceSpan,
    Span,
)
from claimlink.structure.layout import Layout
from claimlink.summaries import summarise
from claimlink.support import Support


@dataclass(frozen=True)
class Found:
    """What the stages before the claims found in an article, each list in text order.

    ``language`` is the ISO 639 code of the prose, ``und`` where it is not the rule model's.
    """

    layout: Layout
    language: str
    citations: Sequence[Citation]
    references: Sequence[Reference]
    sentences: Sequence[Sentence]
    mentions: Mentions
    entities: Sequence[Entity]

    @cached_property
    def entries(self) -> Mapping[str, ReferenceSummary]:
        """What a claim tells of each entry of the source list, by the entry's id."""
        return {reference.id: summarise(reference) for reference in self.references}

    @cached_property
    def entity_starts(self) -> Sequence[int]:
        """Where each entity starts."""
        return [entity.start for entity in self.entities]


@dataclass(frozen=True)
class StatedClaim:
    """A draft with what supports it and how it reads alone."""

    draft: DraftClaim
    support: Sequence[Support]
    wording: Wording


def find_entities(sentences: Sequence[Sentence], text: str) -> list[Entity]:
    """Return the named entities of the prose; one that runs across a cut-out citation is left."""
    found: list[Entity] = []
    for sentence in sentences:
        for span in sentence.entities:
            start = sentence.starts[span.token_start]
            end = sentence.ends[span.token_end - 1]
            words = sum(
                sentence.ends[i] - sentence.starts[i]
                for i in range(span.token_start, span.token_end)
            )
            if end - start - words <= span.token_end - span.token_start:
                found.append(Entity(start=start, end=end, text=text[start:end], label=span.label))
    return found


def build_claims(
    article: Article, found: Found, stated: Sequence[StatedClaim], pack: LanguagePack
) -> list[Claim]:
    """Return the claims as records, without findings."""
    return [_claim(article, found, claim, pack) for claim in stated]


def _claim(article: Article, found: Found, stated: StatedClaim, pack: LanguagePack) -> Claim:
    draft, wording = stated.draft, stated.wording
    words = fragments_text(draft.fragments, article.text)
    entities = _inside(draft.fragments, found)
    return Claim(
        id=claim_id(article.id, draft.fragments, article.text),
        article_id=article.id,
        span=Span(start=draft.start, end=draft.end),
        fragments=list(draft.fragments),
        text=words,
        standalone=wording.text if wording.why else words,
        unresolved=list(wording.left),
        sentences=[draft.sentence.index],
        section=found.layout.blocks[draft.sentence.block].section,
        kind=draft.kind,
        polarity=draft.polarity,
        certainty=draft.certainty,
        attribution=None if draft.attribution is None else draft.attribution.record,
        entities=entities,
        times=list(draft.times),
        quantities=list(draft.quantities),
        citations=[_claim_citation(support, found.entries) for support in stated.support],
        check_worthiness=_worth(stated, len(entities), pack),
        findings=[],
        why=[*draft.why, *wording.why],
    )


def _worth(claim: StatedClaim, entities: int, pack: LanguagePack) -> CheckWorthiness:
    draft = claim.draft
    evidence = WorthEvidence(
        draft.kind,
        draft.certainty,
        attributed=draft.attribution is not None,
        cited=bool(claim.support),
        entities=entities,
        times=len(draft.times),
        quantities=len(draft.quantities),
    )
    return score_worthiness(draft.clause, draft.tokens, evidence, pack)


def _inside(fragments: Sequence[tuple[int, int]], found: Found) -> list[Entity]:
    """Return the entities that lie inside one of the fragments."""
    starts = found.entity_starts
    return [
        entity
        for start, end in fragments
        for entity in found.entities[bisect_left(starts, start) : bisect_left(starts, end)]
        if entity.end <= end
    ]


def build_article(
    article: Article,
    found: Found,
    *,
    non_claims: Sequence[NonClaim],
    findings: Sequence[Finding],
) -> ArticleRecord:
    """Return an article's record; asserts that every mention's words stand at its span."""
    text, layout, mentions = article.text, found.layout, found.mentions
    spans = (found.citations, found.references, found.entities, mentions.times, mentions.quantities)
    for mention in chain.from_iterable(spans):
        assert text[mention.start : mention.end] == mention.text, mention
    return ArticleRecord(
        id=article.id,
        source=article.source,
        sha256=article.sha256,
        media_type=article.media_type,
        language=found.language,
        title=article.title or layout.title,
        byline=article.byline or layout.byline,
        published=article.published or layout.published,
        url=article.url,
        meta=article.meta,
        text=text,
        blocks=list(layout.blocks),
        sentences=sentence_spans(found.sentences),
        citations=list(found.citations),
        references=list(found.references),
        entities=list(found.entities),
        times=list(mentions.times),
        quantities=list(mentions.quantities),
        attributions=[attribution.record for attribution in mentions.attributions],
        non_claims=list(non_claims),
        findings=list(findings),
    )


def sentence_spans(sentences: Sequence[Sentence]) -> list[SentenceSpan]:
    """Return the sentences as records."""
    return [SentenceSpan(index=s.index, block=s.block, start=s.start, end=s.end) for s in sentences]


def with_findings(claims: Sequence[Claim], findings: Sequence[Finding]) -> list[Claim]:
    """Return the claims with the codes of the findings that touch them."""
    codes: dict[str, set[str]] = {}
    for finding in findings:
        for claim in finding.claim_ids:
            codes.setdefault(claim, set()).add(finding.code)
    return [
        claim.model_copy(update={"findings": sorted(codes[claim.id])})
        if claim.id in codes
        else claim
        for claim in claims
    ]


def fragments_text(fragments: Sequence[tuple[int, int]], text: str) -> str:
    """Return the words of the fragments, joined by one blank.

    >>> fragments_text([(0, 4), (12, 16)], "Echo (2021) fell.")
    'Echo fell'
    """
    return " ".join(text[start:end] for start, end in fragments)


def claim_id(article_id: str, fragments: Sequence[tuple[int, int]], text: str) -> str:
    """Return the stable id of a claim: of its article, its place and its words."""
    key = f"{article_id}\0{list(fragments)}\0{fragments_text(fragments, text)}"
    return "k-" + blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _claim_citation(support: Support, entries: Mapping[str, ReferenceSummary]) -> ClaimCitation:
    citation = support.citation
    return ClaimCitation(
        citation_id=citation.id,
        start=citation.start,
        end=citation.end,
        text=citation.text,
        scope=support.scope,
        confidence=support.confidence,
        reason=support.reason,
        signals=list(support.signals),
        reference_id=citation.reference_id,
        reference=entries.get(citation.reference_id or ""),
    )
