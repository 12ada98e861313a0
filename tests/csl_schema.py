"""What CSL-JSON allows of the fields that claimlink writes, as JSON Schema.

A restriction of the input schema of the Citation Style Language 1.0.2
(https://resource.citationstyles.org/schema/latest/input/json/csl-data.json): types, variables and
parts of names and dates are the specification's, fewer of them and never wider.  What this schema
accepts, that one accepts.
"""

from __future__ import annotations

from pydantic import JsonValue

# Appendix III of the specification.
TYPES: list[JsonValue] = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "chapter", "dataset", "document", "entry-encyclopedia", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "paper-conference",
    "patent", "post", "post-weblog", "regulation", "report", "review", "software", "speech",
    "standard", "thesis", "treaty", "webpage",
]  # fmt: skip

# Appendix IV of the specification.
_VARIABLES = (
    "title", "container-title", "publisher", "publisher-place", "volume", "issue", "page",
    "edition", "DOI", "URL",
)  # fmt: skip
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")

_STRING: dict[str, JsonValue] = {"type": "string", "minLength": 1}

_PERSON: dict[str, JsonValue] = {
    "type": "object",
    "properties": dict.fromkeys(
        ("family", "given", "dropping-particle", "non-dropping-particle", "suffix"), _STRING
    ),
    "required": ["family"],
    "additionalProperties": False,
}
_NAMES: dict[str, JsonValue] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "oneOf": [
            _PERSON,
            {
                "type": "object",
                "properties": {"literal": _STRING},
                "required": ["literal"],
                "additionalProperties": False,
            },
        ]
    },
}
_PARTS: list[JsonValue] = [
    {"type": "integer", "minimum": 1000, "maximum": 2099},
    {"type": "integer", "minimum": 1, "maximum": 12},
    {"type": "integer", "minimum": 1, "maximum": 31},
]
_DATE: dict[str, JsonValue] = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": _PARTS},
        },
        "literal": _STRING,
    },
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
}

CSL: dict[str, JsonValue] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": _STRING,
            "type": {"enum": TYPES},
            "author": _NAMES,
            "editor": _NAMES,
            "issued": _DATE,
            "accessed": _DATE,
            **dict.fromkeys(_VARIABLES, _STRING),
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}  # fmt: skip
