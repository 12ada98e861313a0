"""What each field of a verdict may hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, JsonValue, TypeAdapter, ValidationError, field_validator

from claimlink.records import ClaimKind, Record
from claimlink.review.scales import Scale

#: Characters of a note or a quotation, and entries of a list.
LONGEST_TEXT = 20_000
_MOST = 100

Fragments = Annotated[list[tuple[int, int]], Field(min_length=1, max_length=_MOST)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
ShortText = Annotated[str, Field(max_length=2_000)]


class Rating(Record):
    """An answer on a scale."""

    scale: str
    label: str


class Evidence(Record):
    """What a verdict rests on: an address, words of it, and the ISO 8601 date it was seen.

    An entry may be empty while somebody is writing it; one that stays empty is left out of what is
    written to files.
    """

    url: ShortText = ""
    quotation: Text = ""
    seen: str = ""

    @field_validator("seen")
    @classmethod
    def _check_seen(cls, seen: str) -> str:
        return date.fromisoformat(seen).isoformat() if seen else ""


class SpanCorrection(Record):
    """The claim stands elsewhere."""

    change: Literal["span"]
    fragments: Fragments


class KindCorrection(Record):
    """The claim is of another kind."""

    change: Literal["kind"]
    kind: ClaimKind


class SpeakerCorrection(Record):
    """Somebody else says it; None: nobody but the author."""

    change: Literal["speaker"]
    name: ShortText | None


class LinkCorrection(Record):
    """A citation does support the claim, or does not.

    ``reference_id`` is the entry that it should lead to, None where that is not in question.
    """

    change: Literal["link"]
    citation_id: ShortText
    supports: bool
    reference_id: ShortText | None = None


class NotAClaim(Record):
    """There is nothing to check."""

    change: Literal["not-a-claim"]


class SplitCorrection(Record):
    """The claim is several: the fragments of each."""

    change: Literal["split"]
    parts: Annotated[list[Fragments], Field(min_length=2, max_length=_MOST)]


class MergeCorrection(Record):
    """The claim and those named are one, which stands at ``fragments``."""

    change: Literal["merge"]
    claim_ids: Annotated[list[ShortText], Field(min_length=1, max_length=_MOST)]
    fragments: Fragments


Correction = Annotated[
    SpanCorrection
    | KindCorrection
    | SpeakerCorrection
    | LinkCorrection
    | NotAClaim
    | SplitCorrection
    | MergeCorrection,
    Field(discriminator="change"),
]

_RATING: TypeAdapter[Rating | None] = TypeAdapter(Rating | None)
_FIELDS: Mapping[str, TypeAdapter[object]] = {
    "confidence": TypeAdapter(Literal["low", "medium", "high"] | None),
    "note": TypeAdapter(Text),
    "evidence": TypeAdapter(Annotated[list[Evidence], Field(max_length=_MOST)]),
    "corrections": TypeAdapter(Annotated[list[Correction], Field(max_length=_MOST)]),
    "skipped": TypeAdapter(bool),
}

#: The fields of a verdict, in the order in which they are shown.
FIELDS = ("rating", *_FIELDS)


def check_value(
    field: str, value: JsonValue, scales: Mapping[str, Scale], length: int
) -> JsonValue:
    """Return a field's value in its one form.

    ``length`` is the article's in characters; every place must lie within.

    Raises:
        ValueError: the field is unknown, or cannot hold the value.
    """
    if field == "rating":
        rating = _RATING.validate_python(value)
        if rating is None:
            return None
        scale = scales.get(rating.scale)
        if scale is None or scale.find(rating.label) is None:
            raise ValueError(f"no answer {rating.label!r} on a scale {rating.scale!r}")
        return rating.model_dump()
    adapter = _FIELDS.get(field)
    if adapter is None:
        raise ValueError(f"no field {field!r}")
    try:
        checked = adapter.validate_python(value)
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from None
    made: JsonValue = adapter.dump_python(checked, mode="json")
    if field == "corrections":
        _check_places(made, length)
    return made


def _check_places(value: JsonValue, length: int) -> None:
    """Refuse stretches that are none of the article's: pairs of numbers, wherever they stand."""
    if isinstance(value, dict):
        for inner in value.values():
            _check_places(inner, length)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(number) is int for number in value):
            start, end = value
            if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
                raise ValueError(f"no stretch of the article: {value}")
            return
        for inner in value:
            _check_places(inner, length)
