"""The flat table of a run's claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimlink.inspecting.flat.columns import Cell, build_table, join_names
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Claim, ClaimCitation, Quantity, TimeMention


@dataclass(frozen=True)
class _Subject:
    """A claim with its number in the article and the first of what it may have several of."""

    claim: Claim
    number: int
    time: TimeMention | None
    quantity: Quantity | None
    citation: ClaimCitation | None

    @property
    def source(self) -> str | None:
        said = self.claim.attribution
        return None if said is None or said.source is None else said.source.name

    @property
    def source_text(self) -> str | None:
        said = self.claim.attribution
        return None if said is None or said.source is None else said.source.text

    @property
    def cue(self) -> str | None:
        said = self.claim.attribution
        return None if said is None or said.cue is None else said.cue.text

    @property
    def title(self) -> str | None:
        cited = self.citation
        return None if cited is None or cited.reference is None else cited.reference.title


def _subjects(found: ArticleClaims, _: int) -> Iterator[_Subject]:
    for number, claim in enumerate(found.claims, 1):
        yield _Subject(
            claim,
            number,
            next(iter(claim.times), None),
            next(iter(claim.quantities), None),
            next(iter(claim.citations), None),
        )


CLAIMS = build_table(
    "claims",
    "one claim; of what it may have several of, the first",
    _subjects,
    [
        Cell("claim_id", "text", "the claim", lambda s: s.claim.id),
        Cell("article_id", "text", "its article", lambda s: s.claim.article_id),
        Cell("number", "integer", "its place in the article, from 1", lambda s: s.number),
        Cell("start_char", "integer", "offset of its span", lambda s: s.claim.span.start),
        Cell("end_char", "integer", "end of its span", lambda s: s.claim.span.end),
        Cell("text", "text", "its words", lambda s: s.claim.text),
        Cell("standalone", "text", "understandable alone", lambda s: s.claim.standalone),
        Cell("kind", "text", "event, statistic, ...", lambda s: s.claim.kind),
        Cell("polarity", "text", "positive or negative", lambda s: s.claim.polarity),
        Cell("certainty", "text", "asserted, hedged or alleged", lambda s: s.claim.certainty),
        Cell("section", "text", "nearest heading above", lambda s: s.claim.section),
        Cell(
            "sentence",
            "integer",
            "index of its first sentence",
            lambda s: next(iter(s.claim.sentences), None),
        ),
        Cell("source", "text", "who says it, the full name", lambda s: s.source),
        Cell("source_text", "text", "who says it, as written", lambda s: s.source_text),
        Cell("cue", "text", "the word that reports", lambda s: s.cue),
        Cell(
            "attribution_form",
            "text",
            "direct, indirect or mixed",
            lambda s: None if s.claim.attribution is None else s.claim.attribution.form,
        ),
        Cell(
            "time_text",
            "text",
            "first date or time",
            lambda s: None if s.time is None else s.time.text,
        ),
        Cell(
            "time_from",
            "text",
            "its first day, ISO 8601",
            lambda s: None if s.time is None else s.time.from_,
        ),
        Cell(
            "time_to",
            "text",
            "its last day, ISO 8601",
            lambda s: None if s.time is None else s.time.to,
        ),
        Cell(
            "time_precision",
            "text",
            "day, month, year, ...",
            lambda s: None if s.time is None else s.time.precision,
        ),
        Cell("times", "integer", "how many", lambda s: len(s.claim.times)),
        Cell(
            "quantity_text",
            "text",
            "first number",
            lambda s: None if s.quantity is None else s.quantity.text,
        ),
        Cell(
            "quantity_value",
            "number",
            "as a number",
            lambda s: None if s.quantity is None else s.quantity.value,
        ),
        Cell(
            "quantity_upper",
            "number",
            "end of a range",
            lambda s: None if s.quantity is None else s.quantity.upper,
        ),
        Cell(
            "quantity_comparator",
            "text",
            "=, >=, >, <=, < or ~",
            lambda s: None if s.quantity is None else s.quantity.comparator,
        ),
        Cell(
            "quantity_unit",
            "text",
            "%, EUR, ...",
            lambda s: None if s.quantity is None else s.quantity.unit,
        ),
        Cell(
            "quantity_of",
            "text",
            "the words counted",
            lambda s: None if s.quantity is None else s.quantity.of,
        ),
        Cell("quantities", "integer", "how many", lambda s: len(s.claim.quantities)),
        Cell(
            "entities",
            "text",
            "named entities, each with its label",
            lambda s: join_names([f"{e.text} ({e.label})" for e in s.claim.entities]),
        ),
        Cell("cited", "boolean", "whether a citation supports it", lambda s: bool(s.citation)),
        Cell("citations", "integer", "how many support it", lambda s: len(s.claim.citations)),
        Cell(
            "citation",
            "text",
            "the best one's words",
            lambda s: None if s.citation is None else s.citation.text,
        ),
        Cell(
            "citation_id",
            "text",
            "the best one",
            lambda s: None if s.citation is None else s.citation.citation_id,
        ),
        Cell(
            "scope",
            "text",
            "how far it reaches",
            lambda s: None if s.citation is None else s.citation.scope,
        ),
        Cell(
            "confidence",
            "number",
            "that it does, 0 to 1",
            lambda s: None if s.citation is None else s.citation.confidence,
        ),
        Cell(
            "reference_id",
            "text",
            "the entry it points at",
            lambda s: None if s.citation is None else s.citation.reference_id,
        ),
        Cell("reference_title", "text", "that entry's title", lambda s: s.title),
        Cell(
            "worth",
            "number",
            "how much it deserves a check, 0 to 1",
            lambda s: s.claim.check_worthiness.score,
        ),
        Cell("findings", "text", "codes that touch it", lambda s: join_names(s.claim.findings)),
        Cell(
            "unresolved",
            "integer",
            "words left that need something before them",
            lambda s: len(s.claim.unresolved),
        ),
    ],
)
