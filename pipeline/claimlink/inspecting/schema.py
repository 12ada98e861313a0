"""The JSON Schema of a run's files, generated from the records that write them."""

from __future__ import annotations

from pydantic import JsonValue
from pydantic.json_schema import GenerateJsonSchema

from claimlink.records import SCHEMA_VERSION, ArticleRecord, Claim, Record
from claimlink.reviews import Review

_FILES: dict[str, type[Record]] = {
    "claims.jsonl": Claim,
    "articles.jsonl": ArticleRecord,
    "reviews.jsonl": Review,
}


class _Written(GenerateJsonSchema):
    """Schema of what is written: every field, those with a default too."""

    def field_is_required(self, field: object, total: bool) -> bool:
        """Return true: a record is written whole."""
        return True


def describe_schema(kind: str | None = None) -> dict[str, JsonValue]:
    """Return the schema of one line of each file, by file name; of one ``kind`` where it is named.

    >>> list(describe_schema()["files"])
    ['claims.jsonl', 'articles.jsonl', 'reviews.jsonl']
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "files": {
            name: _schema(name, record)
            for name, record in _FILES.items()
            if kind is None or name == f"{kind}.jsonl"
        },
    }


def _schema(name: str, record: type[Record]) -> JsonValue:
    schema = record.model_json_schema(schema_generator=_Written, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": f"One line of {name}",
    }
