"""One article with its claims -> what the page's script shows of it, as JSON.

Offsets are UTF-16 units, links are safe or None, and no string holds a character that steers.
Claims, citations, entries and findings name each other by their place in the article's lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from claimlink.inspecting.links import doi_link, safe_link
from claimlink.inspecting.plain import RuleWords
from claimlink.inspecting.report.units import Utf16
from claimlink.inspecting.report.visible import show_visibly
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import (
    ArticleRecord,
    Attribution,
    Citation,
    Claim,
    ClaimCitation,
    Finding,
    Quantity,
    Reference,
    Span,
    TimeMention,
    Why,
)
from claimlink.summaries import summarise

View = dict[str, JsonValue]

#: The gravest first.
SEVERITIES = ("error", "warning", "info")

#: The OntoNotes labels of what has a name; dates and numbers have fields of their own.
_NAMES = frozenset(
    {"EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "NORP", "ORG", "PERSON", "PRODUCT"}
    | {"WORK_OF_ART"}
)


@dataclass(frozen=True)
class _Article:
    """An article's lists by id, and how its offsets are counted."""

    record: ArticleRecord
    units: Utf16
    words: RuleWords
    citations: Mapping[str, int]
    references: Mapping[str, int]
    claims: Mapping[str, int]

    def span(self, span: Span) -> list[JsonValue]:
        """Return where a stretch stands."""
        return [self.units.at(span.start), self.units.at(span.end)]

    def rule(self, rule: str) -> str:
        """Return a rule's id, its words remembered."""
        return self.words.ask(rule, self.record.language)


def view_article(found: ArticleClaims, words: RuleWords) -> View:
    """Return all that the page shows of an article; ``words`` learns the rules that it names."""
    record = found.article
    article = _Article(
        record,
        Utf16(record.text),
        words,
        _places(citation.id for citation in record.citations),
        _places(reference.id for reference in record.references),
        _places(claim.id for claim in found.claims),
    )
    return {
        "id": show_visibly(record.id),
        **_heading(record),
        "language": record.language,
        "text": show_visibly(record.text),
        "blocks": [[block.kind, *article.span(block)] for block in record.blocks],
        "citations": [_citation(article, citation) for citation in record.citations],
        "references": [_reference(article, reference) for reference in record.references],
        "findings": [_finding(article, finding) for finding in record.findings],
        "claims": [_claim(article, claim) for claim in found.claims],
    }


def view_summary(found: ArticleClaims) -> View:
    """Return what the list of articles shows of one."""
    findings = found.article.findings
    return {
        **_heading(found.article),
        "claims": len(found.claims),
        "cited": sum(bool(claim.citations) for claim in found.claims),
        "findings": [
            sum(finding.severity == severity for finding in findings) for severity in SEVERITIES
        ],
    }


def _heading(record: ArticleRecord) -> View:
    return {
        "source": show_visibly(record.source),
        "title": _shown(record.title),
        "byline": _shown(record.byline),
        "published": record.published,
        "link": safe_link(record.url),
    }


def _places(ids: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(ids)}


def _shown(text: str | None) -> str | None:
    return None if text is None else show_visibly(text)


def _known(places: Mapping[str, int], ids: Iterable[str]) -> list[JsonValue]:
    return [places[name] for name in ids if name in places]


def _citation(article: _Article, citation: Citation) -> View:
    return {
        "at": article.span(citation),
        "status": citation.status,
        "reference": article.references.get(citation.reference_id or ""),
        "confidence": citation.confidence,
        "reason": article.rule(citation.reason),
        "link": safe_link(citation.url),
        "candidates": [
            [article.references[other.reference_id], other.score, article.rule(other.reason)]
            for other in citation.candidates
            if other.reference_id in article.references
            and other.reference_id != citation.reference_id
        ],
    }


def _reference(article: _Article, reference: Reference) -> View:
    entry = summarise(reference)
    return {
        "at": article.span(reference),
        "title": _shown(entry.title),
        "authors": [show_visibly(name) for name in entry.authors],
        "issued": _shown(entry.issued),
        "container": _shown(entry.container),
        "link": doi_link(entry.doi) or safe_link(entry.url),
        "doi": _shown(entry.doi),
    }


def _finding(article: _Article, finding: Finding) -> View:
    return {
        "at": article.span(finding),
        "code": finding.code,
        "severity": finding.severity,
        "message": show_visibly(finding.message),
        "citations": _known(article.citations, finding.citation_ids),
        "references": _known(article.references, finding.reference_ids),
        "claims": _known(article.claims, finding.claim_ids),
    }


def _claim(article: _Article, claim: Claim) -> View:
    at = article.units.at
    return {
        "id": show_visibly(claim.id),
        "parts": [[at(start), at(end)] for start, end in claim.fragments],
        "alone": None if claim.standalone == claim.text else show_visibly(claim.standalone),
        "open": [[at(start), at(end)] for start, end in claim.unresolved],
        "section": _shown(claim.section),
        "kind": claim.kind,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "speaker": _speaker(article, claim.attribution),
        "times": [_time(time) for time in claim.times],
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
        "names": [show_visibly(one.text) for one in claim.entities if one.label in _NAMES],
        "citations": [
            _support(article, support)
            for support in claim.citations
            if support.citation_id in article.citations
        ],
        "worth": claim.check_worthiness.score,
        "signals": [article.rule(signal) for signal in claim.check_worthiness.signals],
        "why": [_why(article, why) for why in claim.why],
    }


def _speaker(article: _Article, attribution: Attribution | None) -> View | None:
    if attribution is None:
        return None
    source, cue = attribution.source, attribution.cue
    return {
        "name": None if source is None else show_visibly(source.name),
        "at": None if source is None else article.span(source),
        "cue": None if cue is None else article.span(cue),
        "form": attribution.form,
    }


def _time(time: TimeMention) -> View:
    return {
        "text": show_visibly(time.text),
        "from": time.from_,
        "to": time.to,
        "precision": time.precision,
    }


def _quantity(quantity: Quantity) -> View:
    return {
        "text": show_visibly(quantity.text),
        "value": quantity.value,
        "upper": quantity.upper,
        "comparator": quantity.comparator,
        "unit": _shown(quantity.unit),
        "of": _shown(quantity.of),
    }


def _support(article: _Article, support: ClaimCitation) -> View:
    return {
        "citation": article.citations[support.citation_id],
        "scope": support.scope,
        "confidence": support.confidence,
        "reason": article.rule(support.reason),
        "signals": [article.rule(signal) for signal in support.signals[1:]],
    }


def _why(article: _Article, why: Why) -> list[JsonValue]:
    at = article.units.at
    place: list[JsonValue] | None = None
    if why.start is not None and why.end is not None:
        place = [at(why.start), at(why.end)]
    return [article.rule(why.rule), show_visibly(why.decided), place]
