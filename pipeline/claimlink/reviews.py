"""What people say of claims: the events that ``reviews.jsonl`` holds, one a line.

A claim is never overwritten.  Who checks or corrects it adds an event; a later event of the same
person on the same claim names the one it replaces, so that the history stays whole.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Annotated, Literal, Self

import orjson
from pydantic import Field, FiniteFloat, field_validator, model_validator

from claimlink.records import SCHEMA_VERSION, ClaimKind, NonClaimKind, Record, Span

Fragments = list[tuple[int, int]]


class Verdict(Record):
    """How true a claim is, on a named scale; ``worst`` may be the greater number.

    ``value`` is None for an answer beside the scale, such as "cannot be checked".

    >>> Verdict(scale="truth", value=2, best=5, worst=1, label="mostly false").label
    'mostly false'

    Raises:
        ValidationError: ``value`` lies outside the scale, or the scale has no width.
    """

    scale: str = Field(min_length=1)
    value: FiniteFloat | None
    best: FiniteFloat
    worst: FiniteFloat
    label: str = Field(min_length=1)

    @model_validator(mode="after")
    def _check_range(self) -> Self:
        least, most = sorted((self.best, self.worst))
        if least == most:
            raise ValueError(f"best and worst are both {_plain(self.best)}")
        if self.value is not None and not least <= self.value <= most:
            if (self.value > self.best) == (self.best > self.worst):
                beyond = f"better than the best, {_plain(self.best)}"
            else:
                beyond = f"worse than the worst, {_plain(self.worst)}"
            raise ValueError(f"a rating of {_plain(self.value)} is {beyond}")
        return self


def _plain(number: float) -> str:
    return f"{number:g}"


#: The scale that the forms of the annotation tools offer, from worst to best.
TRUTH_SCALE = ("false", "mostly false", "half true", "mostly true", "true")


def rate(label: str) -> Verdict:
    """Return the verdict of a label of :data:`TRUTH_SCALE`.

    >>> rate("half true").value
    3.0

    Raises:
        ValueError: the scale has no such label.
    """
    if label not in TRUTH_SCALE:
        raise ValueError(f"verdict {label!r} is none of: {', '.join(TRUTH_SCALE)}")
    value = TRUTH_SCALE.index(label) + 1
    return Verdict(scale="truth", value=value, best=len(TRUTH_SCALE), worst=1, label=label)


class Evidence(Record):
    """What a verdict rests on; ``seen`` is the ISO 8601 date on which it stood there."""

    url: str | None = None
    quotation: str | None = None
    seen: str | None = None

    @field_validator("seen")
    @classmethod
    def _check_seen(cls, seen: str | None) -> str | None:
        return None if seen is None else date.fromisoformat(seen).isoformat()

    @model_validator(mode="after")
    def _check_filled(self) -> Self:
        if self.url is None and self.quotation is None:
            raise ValueError("evidence has neither url nor quotation")
        return self


class SpanCorrection(Record):
    """The claim stands elsewhere: ``fragments`` as in a claim."""

    change: Literal["span"] = "span"
    fragments: Fragments = Field(min_length=1)


class KindCorrection(Record):
    """The claim is of another kind."""

    change: Literal["kind"] = "kind"
    kind: ClaimKind


class SpeakerCorrection(Record):
    """Someone else says it; ``name`` is None where nobody but the author does."""

    change: Literal["speaker"] = "speaker"
    name: str | None
    span: Span | None = None


class LinkCorrection(Record):
    """A citation does support the claim, or does not, or leads to another entry.

    ``reference_id`` is the entry it should lead to, None where that is not in question.
    """

    change: Literal["link"] = "link"
    citation_id: str
    supports: bool
    reference_id: str | None = None


class NotAClaim(Record):
    """There is nothing to check; ``kind`` says what it is instead, where that was said."""

    change: Literal["not-a-claim"] = "not-a-claim"
    kind: NonClaimKind | None = None


class SplitCorrection(Record):
    """The claim is several: the fragments of each."""

    change: Literal["split"] = "split"
    parts: list[Fragments] = Field(min_length=2)


class MergeCorrection(Record):
    """The claim and the others named are one, which stands at ``fragments``."""

    change: Literal["merge"] = "merge"
    claim_ids: list[str] = Field(min_length=1)
    fragments: Fragments = Field(min_length=1)


class MissedClaim(Record):
    """A claim that the run does not have; the event's ``claim_id`` is the id it would have."""

    change: Literal["missed"] = "missed"
    fragments: Fragments = Field(min_length=1)
    text: str
    kind: ClaimKind | None = None


Correction = Annotated[
    SpanCorrection
    | KindCorrection
    | SpeakerCorrection
    | LinkCorrection
    | NotAClaim
    | SplitCorrection
    | MergeCorrection
    | MissedClaim,
    Field(discriminator="change"),
]


#: How sure a person is, by the words of the desk: evenly spread, and neither end, as nobody there
#: says that they are certain.  By our choice.
CONFIDENCE = {"low": 0.25, "medium": 0.5, "high": 0.75}
_SURE = ", ".join(f"{word} is {number:g}" for word, number in CONFIDENCE.items())

Lane = Literal["own", "shared", "final"]
_LANES = (
    "Whose verdict it is: the reviewer's own, the one that all write together (shared), or the one "
    "that settles what several decided apart (final). Reviewer is who changed it last."
)


class Review(Record):
    """One event: what one person said of one claim at one time.

    ``id`` is of the content alone, so that an event that is recorded twice has one id; it is made
    where none is given.  ``previous`` is the event that this one replaces: of the same verdict on
    the same claim.  ``when`` is an ISO 8601 time in UTC.  ``origin`` names the tool.  An event that
    says nothing takes the one it replaces back.
    """

    schema_version: str = SCHEMA_VERSION
    id: str = ""
    previous: str | None = None
    claim_id: str = Field(min_length=1)
    article_id: str = Field(min_length=1)
    reviewer: str = Field(min_length=1)
    when: str
    origin: str
    lane: Lane = Field(default="own", description=_LANES)
    verdict: Verdict | None = None
    confidence: Annotated[FiniteFloat, Field(ge=0, le=1)] | None = Field(
        default=None, description=f"How sure the reviewer is. The desk's words: {_SURE}."
    )
    note: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)
    corrections: list[Correction] = Field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str]:
        """The verdict that the event is of: later ones of the same key replace it."""
        return self.claim_id, self.lane, self.reviewer if self.lane == "own" else ""

    @property
    def says_nothing(self) -> bool:
        """Whether it takes back what was said before."""
        said = (self.verdict, self.confidence, self.note, self.evidence, self.corrections)
        return not any(part is not None and part != [] for part in said)

    @field_validator("when")
    @classmethod
    def _check_when(cls, when: str) -> str:
        return normalize_time(when)

    @model_validator(mode="after")
    def _give_id(self) -> Self:
        if not self.id:
            # Frozen for everyone else: the id is a part of what is being built.
            object.__setattr__(self, "id", _digest(self))
        return self


def _digest(review: Review) -> str:
    content = orjson.dumps(review.model_dump(mode="json", exclude={"id", "previous"}))
    return "v-" + blake2b(content, digest_size=6).hexdigest()


def normalize_time(when: str) -> str:
    """Return an ISO 8601 time, with seconds, in UTC; one without a zone is taken to be in UTC.

    >>> normalize_time("2026-03-01T10:30:00+02:00"), normalize_time("2026-03-01")
    ('2026-03-01T08:30:00+00:00', '2026-03-01T00:00:00+00:00')

    Raises:
        ValueError: it is no such time.
    """
    try:
        time = datetime.fromisoformat(when)
    except ValueError:
        raise ValueError(
            f"the time {when!r} is not in ISO 8601, such as 2026-03-01T10:30:00Z"
        ) from None
    zoned = time if time.tzinfo else time.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="seconds")
