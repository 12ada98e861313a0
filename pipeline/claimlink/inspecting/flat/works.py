"""The flat tables of what articles cite: citations, and the entries of source lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from claimlink.inspecting.flat.columns import Cell, build_table, join_names
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Citation, Reference, ReferenceSummary
from claimlink.summaries import summarise


@dataclass(frozen=True)
class _Cited:
    article_id: str
    citation: Citation
    claims: int


def _citations(found: ArticleClaims, _: int) -> Iterator[_Cited]:
    claims = Counter(c.citation_id for claim in found.claims for c in claim.citations)
    for citation in found.article.citations:
        yield _Cited(found.article.id, citation, claims[citation.id])


CITATIONS = build_table(
    "citations",
    "one cited work at one place",
    _citations,
    [
        Cell("article_id", "text", "its article", lambda s: s.article_id),
        Cell("citation_id", "text", "the citation, within its article", lambda s: s.citation.id),
        Cell("start_char", "integer", "offset", lambda s: s.citation.start),
        Cell("end_char", "integer", "end", lambda s: s.citation.end),
        Cell("text", "text", "its words", lambda s: s.citation.text),
        Cell("form", "text", "author-date, numeric, ...", lambda s: s.citation.form),
        Cell("narrative", "boolean", "authors in the sentence", lambda s: s.citation.narrative),
        Cell("authors", "text", "as written", lambda s: join_names(s.citation.authors)),
        Cell("title", "text", "where the text gives it", lambda s: s.citation.title),
        Cell("year", "text", "as written", lambda s: s.citation.year),
        Cell("suffix", "text", "the b of 2010b", lambda s: s.citation.suffix),
        Cell("full_date", "text", "where the text gives one", lambda s: s.citation.date),
        Cell("prefix", "text", "words before it", lambda s: s.citation.prefix),
        Cell("locator", "text", "place in the work", lambda s: s.citation.locator),
        Cell("url", "text", "where its hyperlink leads", lambda s: s.citation.url),
        Cell("reference_id", "text", "the entry it points at", lambda s: s.citation.reference_id),
        Cell("status", "text", "linked, ambiguous, missing, ...", lambda s: s.citation.status),
        Cell("confidence", "number", "of the link, 0 to 1", lambda s: s.citation.confidence),
        Cell("reason", "text", "the rule that linked it", lambda s: s.citation.reason),
        Cell("claims", "integer", "how many it supports", lambda s: s.claims),
    ],
)


@dataclass(frozen=True)
class _Entry:
    article_id: str
    reference: Reference
    summary: ReferenceSummary
    citations: int
    claims: int

    def field(self, name: str) -> str | None:
        """Return a field of the entry's CSL-JSON where it is a text or a number."""
        return _plain(self.reference.csl.get(name))


def _plain(value: JsonValue) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _entries(found: ArticleClaims, _: int) -> Iterator[_Entry]:
    citations = Counter(citation.reference_id for citation in found.article.citations)
    claims = Counter(
        name for claim in found.claims for name in {c.reference_id for c in claim.citations}
    )
    for reference in found.article.references:
        yield _Entry(
            found.article.id,
            reference,
            summarise(reference),
            citations[reference.id],
            claims[reference.id],
        )


REFERENCES = build_table(
    "references",
    "one entry of a source list",
    _entries,
    [
        Cell("article_id", "text", "its article", lambda s: s.article_id),
        Cell("reference_id", "text", "the entry, within its article", lambda s: s.reference.id),
        Cell("number", "integer", "its place, from 1", lambda s: s.reference.index + 1),
        Cell("start_char", "integer", "offset", lambda s: s.reference.start),
        Cell("end_char", "integer", "end", lambda s: s.reference.end),
        Cell("text", "text", "as printed", lambda s: s.reference.text),
        Cell("authors", "text", "as written", lambda s: join_names(s.reference.authors)),
        Cell("year", "text", "as written", lambda s: s.reference.year),
        Cell("suffix", "text", "the b of 2010b", lambda s: s.reference.suffix),
        Cell("issued", "text", "date, as exact as known", lambda s: s.summary.issued),
        Cell("type", "text", "CSL type: book, ...", lambda s: s.field("type")),
        Cell("title", "text", "of the work", lambda s: s.summary.title),
        Cell("container", "text", "journal, book, ...", lambda s: s.field("container-title")),
        Cell("publisher", "text", "of the work", lambda s: s.field("publisher")),
        Cell("volume", "text", "of the container", lambda s: s.field("volume")),
        Cell("issue", "text", "of the container", lambda s: s.field("issue")),
        Cell("pages", "text", "in the container", lambda s: s.field("page")),
        Cell("doi", "text", "of the work", lambda s: s.summary.doi),
        Cell("url", "text", "of the work", lambda s: s.summary.url),
        Cell("citations", "integer", "how many point at it", lambda s: s.citations),
        Cell("claims", "integer", "how many it supports", lambda s: s.claims),
    ],
)
