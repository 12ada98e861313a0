"""The records and the JSON Schema that is generated from them."""

from __future__ import annotations

import json
from typing import get_args

import jsonschema
import pytest
from pydantic import ValidationError

from claimlink import records
from claimlink.inspecting import describe_schema
from claimlink.records import (
    Article,
    Attribution,
    CitationStatus,
    Claim,
    ClaimKind,
    Mention,
    Record,
    Scope,
    Source,
    Span,
    TimeMention,
)
from fakes import make_article_record, make_claim

_RECORDS = [
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
]


@pytest.mark.parametrize("kind", _RECORDS, ids=lambda kind: kind.__name__)
def test_records_are_frozen_closed_and_documented(kind: type[Record]) -> None:
    assert kind.model_config.get("frozen") is True
    assert kind.model_config.get("extra") == "forbid"
    assert kind.__doc__
    assert kind.__doc__ != Record.__doc__


def test_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Span(start=0, end=1).end = 2


def test_words_of_the_contract() -> None:
    assert get_args(ClaimKind) == (
        "event",
        "statistic",
        "state",
        "legal",
        "quote",
        "causal",
        "comparison",
        "prediction",
    )
    assert get_args(CitationStatus) == ("linked", "ambiguous", "missing", "self-contained")
    assert get_args(Scope) == ("clause", "sentence", "preceding", "paragraph")


def _full_claim(article: Article) -> Claim:
    when = TimeMention.model_validate(
        {"start": 0, "end": 5, "text": "Rents", "from": "2020-01-01", "to": None, "precision": "y"}
    )
    said = Attribution(
        source=Source(start=0, end=5, text="Rents", name="Rents"),
        cue=Mention(start=6, end=10, text="rose"),
        content=[(11, 23)],
        form="indirect",
    )
    return make_claim(article, 0, 30).model_copy(update={"times": [when], "attribution": said})


def test_json_names_dates_as_the_contract_does(article: Article) -> None:
    (when,) = json.loads(_full_claim(article).model_dump_json(by_alias=True))["times"]
    assert list(when) == ["start", "end", "text", "from", "to", "precision"]


def test_schema_accepts_what_the_records_write(article: Article) -> None:
    files = describe_schema()["files"]
    assert isinstance(files, dict)
    for name, record in (
        ("claims.jsonl", _full_claim(article)),
        ("articles.jsonl", make_article_record(article)),
    ):
        schema = files[name]
        assert isinstance(schema, dict)
        validator = jsonschema.Draft202012Validator(schema)
        validator.check_schema(schema)
        line = json.loads(record.model_dump_json(by_alias=True))
        validator.validate(line)
        for faulty in ({**line, "unknown": 1}, {**line, "id": 7}, {}):
            assert list(validator.iter_errors(faulty)), faulty


def test_schema_demands_every_field_that_is_written(article: Article) -> None:
    files = describe_schema()["files"]
    assert isinstance(files, dict)
    schema = files["claims.jsonl"]
    assert isinstance(schema, dict)
    assert set(schema["required"]) == set(Claim.model_fields)  # type: ignore[arg-type] # a list
