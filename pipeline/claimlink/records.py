"""Frozen records that cross borders: what stages hand on and what a run's files hold.

Offsets are Unicode code points into the article's text, half-open: ``text[start:end]``.
Lists are sorted by ``(start, end)`` unless a field says otherwise.  The JSON form of these
records is the output contract; ``SCHEMA_VERSION`` rises when a field changes its meaning.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator, model_validator

from claimlink.published import parse_published

SCHEMA_VERSION = "1.0"

BlockKind = Literal[
    "heading", "paragraph", "list_item", "quote", "byline", "caption", "reference", "other"
]
ClaimKind = Literal[
    "event", "statistic", "state", "legal", "quote", "causal", "comparison", "prediction"
]
Polarity = Literal["positive", "negative"]
Certainty = Literal["asserted", "hedged", "alleged"]
AttributionForm = Literal["direct", "indirect", "mixed"]
CitationForm = Literal["author-date", "author-page", "numeric", "hyperlink", "footnote"]
CitationStatus = Literal["linked", "ambiguous", "missing", "self-contained"]
Scope = Literal["clause", "sentence", "preceding", "paragraph"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Severity = Literal["error", "warning", "info"]
NonClaimKind = Literal["opinion", "question", "normative", "meta", "definition", "fragment"]


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(Record):
    """A stretch of the article's text: ``text[start:end]``."""

    start: int
    end: int


class Mention(Span):
    """A span together with its words, so that a line of output is readable alone."""

    text: str


class Why(Record):
    """One rule that decided something: the row's id and where its cue stands.

    ``rule`` is the id of a row in the rule model (``models/<language>``) or of a named mechanism.
    ``start`` and ``end`` are None where no words of the text triggered it.
    """

    rule: str
    decided: str
    start: int | None = None
    end: int | None = None


#: Hexadecimal digits of the text's digest in the id of an article that brings none: 48 bits, so
#: that two of a million articles share an id with a chance of 0.2 %.
_ID_DIGITS = 12


def text_id(text: str) -> str:
    """Return the id of an article that brings none: of its text alone."""
    return f"a-{_digest(text)[:_ID_DIGITS]}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class GivenLink(Span):
    """A citation that the document itself links: its words, and the entries that it leads to.

    ``targets`` are the places of the entries in the article's text, in the order given.
    """

    targets: tuple[Span, ...]


class Article(Record):
    """One article as read, before any analysis.

    Only ``text`` is needed: ``id`` is then the text's, so that equal texts have equal ids,
    ``sha256`` the digest of the text in UTF-8, and ``source`` is ``-``.  ``published`` is an ISO
    8601 date, or date and time; None where unknown.  ``meta`` carries an input record's other
    fields unchanged.  ``links`` are the reference links that a document has of its own; they are no
    part of what is written.

    >>> Article(text="Rents rose.", published="2024-05-01T08:30").published
    '2024-05-01'

    Raises:
        InputError: ``published`` is not a full ISO 8601 date.
    """

    id: str = ""
    text: str
    source: str = "-"
    sha256: str = ""
    media_type: str = "text/plain"
    language: str = "en"
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    meta: dict[str, JsonValue] = Field(default_factory=dict)
    links: tuple[GivenLink, ...] = Field(default=(), exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _describe_text(cls, fields: object) -> object:
        if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
            return fields
        described = dict(fields)
        described.setdefault("sha256", _digest(fields["text"]))
        described.setdefault("id", text_id(fields["text"]))
        return described

    @field_validator("published")
    @classmethod
    def _check_published(cls, published: str | None) -> str | None:
        return None if published is None else parse_published(published)


class Block(Span):
    """One part of the layout; ``section`` is the nearest heading above, None before the first."""

    index: int
    kind: BlockKind
    section: str | None = None


class SentenceSpan(Span):
    """One sentence of the prose; ``block`` is the index of its block."""

    index: int
    block: int


class Entity(Mention):
    """A named entity; ``label`` is an OntoNotes label (PERSON, ORG, GPE, ...)."""

    label: str


class TimeMention(Mention):
    """A date or time expression with its value.

    ``from_`` and ``to`` are inclusive ISO 8601 dates; None where open ("since 2019" has no end)
    or unknown.  ``precision`` names the unit: day, week, month, season, quarter, year, decade,
    century; ``vague`` where no calendar value is sure.
    """

    from_: str | None = Field(alias="from")
    to: str | None
    precision: str


class Quantity(Mention):
    """A number as a number; ``upper`` is the end of a range, ``of`` the words counted."""

    value: float
    upper: float | None = None
    comparator: Comparator = "="
    unit: str | None = None
    of: str | None = None


class Candidate(Record):
    """An entry of the source list that was considered for a citation, best first."""

    reference_id: str
    score: float
    reason: str


class Citation(Mention):
    """One cited work at one place.

    ``start`` and ``end`` run from the first author's name to the end of the year, without bracket,
    prefix and locator; a narrative one takes the closing bracket in where that holds the year
    alone.  ``group`` is the whole bracket, None for a narrative citation.  ``authors`` are family
    or organisation names as written.  ``year`` is None where none is given.  ``url`` is where the
    hyperlink leads that the citation is or stands in, None for others.
    """

    id: str
    group: Span | None
    form: CitationForm
    narrative: bool
    authors: list[str]
    title: str | None = None
    year: str | None = None
    suffix: str | None = None
    date: str | None = None
    locator: str | None = None
    prefix: str | None = None
    url: str | None = None
    reference_id: str | None = None
    status: CitationStatus
    confidence: float
    reason: str
    candidates: list[Candidate] = Field(default_factory=list)


class Reference(Mention):
    """One entry of the source list; ``csl`` is the entry as CSL-JSON."""

    id: str
    index: int
    authors: list[str]
    year: str | None
    suffix: str | None = None
    csl: dict[str, JsonValue]


class Source(Mention):
    """Who says it; ``name`` is the resolved name where ``text`` is a pronoun or short form."""

    name: str


class Attribution(Record):
    """Reported speech, thought or writing: source, cue and content.

    ``content`` holds every stretch the source is reported to say there, in order.
    """

    source: Source | None
    cue: Mention | None
    content: list[tuple[int, int]]
    form: AttributionForm


class ReferenceSummary(Record):
    """What a reader of one claim needs of the entry that supports it."""

    title: str | None
    authors: list[str]
    issued: str | None
    container: str | None
    url: str | None
    doi: str | None


class ClaimCitation(Mention):
    """A citation that supports a claim.

    ``reason`` is the rule that linked the two; ``signals`` are all that counted for a reach over
    sentences, strongest first, and empty within a sentence.
    """

    citation_id: str
    scope: Scope
    confidence: float
    reason: str
    signals: list[str] = Field(default_factory=list)
    reference_id: str | None
    reference: ReferenceSummary | None


class CheckWorthiness(Record):
    """How much a claim deserves a check, 0 to 1, and the signals that say so."""

    score: float
    signals: list[str]


class Claim(Record):
    """One checkable statement; see ``docs/output.md`` for each field."""

    schema_version: str = SCHEMA_VERSION
    id: str
    article_id: str
    span: Span
    fragments: list[tuple[int, int]]
    text: str
    standalone: str
    unresolved: list[tuple[int, int]] = []
    sentences: list[int]
    section: str | None
    kind: ClaimKind
    polarity: Polarity
    certainty: Certainty
    attribution: Attribution | None
    entities: list[Entity]
    times: list[TimeMention]
    quantities: list[Quantity]
    citations: list[ClaimCitation]
    check_worthiness: CheckWorthiness
    findings: list[str]
    why: list[Why]


class NonClaim(Span):
    """A stretch of prose that yields no claim, and the rule that says so."""

    kind: NonClaimKind
    rule: str


class Finding(Span):
    """Something a fact-checker should look at; ``message`` is a full sentence."""

    code: str
    severity: Severity
    message: str
    citation_ids: list[str]
    reference_ids: list[str]
    claim_ids: list[str]


class ArticleRecord(Record):
    """One line of ``articles.jsonl``."""

    schema_version: str = SCHEMA_VERSION
    id: str
    source: str
    sha256: str
    media_type: str
    language: str
    title: str | None
    byline: str | None
    published: str | None
    url: str | None
    meta: dict[str, JsonValue]
    text: str
    blocks: list[Block]
    sentences: list[SentenceSpan]
    citations: list[Citation]
    references: list[Reference]
    entities: list[Entity]
    times: list[TimeMention]
    quantities: list[Quantity]
    attributions: list[Attribution]
    non_claims: list[NonClaim]
    findings: list[Finding]


class ErrorRecord(Record):
    """One line of ``errors.jsonl``: an input that could not be processed."""

    source: str
    stage: Literal["reading", "analysis", "writing"]
    error: str
    message: str


class Analysis(Record):
    """What the analyzer returns for one article."""

    article: ArticleRecord
    claims: list[Claim]
