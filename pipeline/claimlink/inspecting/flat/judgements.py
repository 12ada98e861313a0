"""The flat tables of what is said about claims: findings, attributions, and the links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimlink.inspecting.flat.columns import Cell, build_table, join_names
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Attribution, Claim, ClaimCitation, Finding


@dataclass(frozen=True)
class _Found:
    article_id: str
    finding: Finding
    number: int


def _findings(found: ArticleClaims, _: int) -> Iterator[_Found]:
    for number, finding in enumerate(found.article.findings, 1):
        yield _Found(found.article.id, finding, number)


FINDINGS = build_table(
    "findings",
    "something a fact-checker should look at",
    _findings,
    [
        Cell("article_id", "text", "its article", lambda s: s.article_id),
        Cell("number", "integer", "its place in the article, from 1", lambda s: s.number),
        Cell("code", "text", "what it is", lambda s: s.finding.code),
        Cell("severity", "text", "error, warning or info", lambda s: s.finding.severity),
        Cell("message", "text", "a full sentence", lambda s: s.finding.message),
        Cell("start_char", "integer", "offset", lambda s: s.finding.start),
        Cell("end_char", "integer", "end", lambda s: s.finding.end),
        Cell("claim_ids", "text", "that it touches", lambda s: join_names(s.finding.claim_ids)),
        Cell(
            "citation_ids", "text", "that it touches", lambda s: join_names(s.finding.citation_ids)
        ),
        Cell(
            "reference_ids",
            "text",
            "that it touches",
            lambda s: join_names(s.finding.reference_ids),
        ),
    ],
)


@dataclass(frozen=True)
class _Touched:
    article_id: str
    claim_id: str
    finding: Finding
    number: int


def _touched(found: ArticleClaims, _: int) -> Iterator[_Touched]:
    for number, finding in enumerate(found.article.findings, 1):
        for claim_id in finding.claim_ids:
            yield _Touched(found.article.id, claim_id, finding, number)


CLAIM_FINDINGS = build_table(
    "claim_findings",
    "a finding that touches a claim",
    _touched,
    [
        Cell("article_id", "text", "the article", lambda s: s.article_id),
        Cell("claim_id", "text", "the claim", lambda s: s.claim_id),
        Cell("finding_number", "integer", "`number` of the finding", lambda s: s.number),
        Cell("code", "text", "of the finding", lambda s: s.finding.code),
        Cell("severity", "text", "of the finding", lambda s: s.finding.severity),
    ],
)


@dataclass(frozen=True)
class _Support:
    claim: Claim
    citation: ClaimCitation
    rank: int


def _supports(found: ArticleClaims, _: int) -> Iterator[_Support]:
    for claim in found.claims:
        for rank, citation in enumerate(claim.citations, 1):
            yield _Support(claim, citation, rank)


CLAIM_CITATIONS = build_table(
    "claim_citations",
    "a citation that supports a claim",
    _supports,
    [
        Cell("article_id", "text", "the article", lambda s: s.claim.article_id),
        Cell("claim_id", "text", "the claim", lambda s: s.claim.id),
        Cell("citation_id", "text", "the citation", lambda s: s.citation.citation_id),
        Cell("reference_id", "text", "the entry it points at", lambda s: s.citation.reference_id),
        Cell("rank", "integer", "1 is the best", lambda s: s.rank),
        Cell("scope", "text", "how far the citation reaches", lambda s: s.citation.scope),
        Cell("confidence", "number", "that it does, 0 to 1", lambda s: s.citation.confidence),
        Cell("reason", "text", "the rule that linked the two", lambda s: s.citation.reason),
    ],
)


@dataclass(frozen=True)
class _Said:
    found: ArticleClaims
    said: Attribution
    number: int

    @property
    def content(self) -> str:
        text = self.found.article.text
        return " ".join(text[start:end] for start, end in self.said.content)


def _said(found: ArticleClaims, _: int) -> Iterator[_Said]:
    for number, attribution in enumerate(found.article.attributions, 1):
        yield _Said(found, attribution, number)


ATTRIBUTIONS = build_table(
    "attributions",
    "something that somebody is reported to say",
    _said,
    [
        Cell("article_id", "text", "its article", lambda s: s.found.article.id),
        Cell("number", "integer", "its place in the article, from 1", lambda s: s.number),
        Cell(
            "source",
            "text",
            "who says it",
            lambda s: None if s.said.source is None else s.said.source.name,
        ),
        Cell(
            "source_text",
            "text",
            "as written",
            lambda s: None if s.said.source is None else s.said.source.text,
        ),
        Cell(
            "cue",
            "text",
            "the word that reports",
            lambda s: None if s.said.cue is None else s.said.cue.text,
        ),
        Cell("form", "text", "direct, indirect or mixed", lambda s: s.said.form),
        Cell(
            "start_char",
            "integer",
            "offset of what is said",
            lambda s: min((start for start, _ in s.said.content), default=None),
        ),
        Cell(
            "end_char",
            "integer",
            "end of what is said",
            lambda s: max((end for _, end in s.said.content), default=None),
        ),
        Cell("content", "text", "what is said", lambda s: s.content),
    ],
)
