"""Annotation tools: the form of their files, and offsets that hold whatever the tool counts."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import spacy
from jsonschema import Draft202012Validator
from pydantic import JsonValue
from spacy.tokens import DocBin

from claimlink.exporting import ExportJob, Offsets, OffsetUnit, export_run, find_format
from claimlink.exporting.formats import FileFormat
from claimlink.exporting.tokens import cut_tokens
from handed_over import FERRIES, RENTS, SHOPS, TEXT, as_fields, write_run

_UNITS = ["code-points", "utf-16"]

#: The stretches of the first article, in its order.
_WORDS = {"k-rents": RENTS, "k-shops": SHOPS, "c1": "Lillis, 2021", "s7-17": "Anna Öberg"}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")


def _lines(run: Path, name: str, unit: OffsetUnit = "code-points") -> list[dict[str, JsonValue]]:
    form = find_format(name)
    assert isinstance(form, FileFormat)
    stream = io.BytesIO()
    form.write(ExportJob(run, unit=unit), stream)
    return [as_fields(json.loads(line)) for line in stream.getvalue().splitlines()]


def _label_studio(run: Path, unit: OffsetUnit = "code-points") -> list[dict[str, JsonValue]]:
    out = run.parent / "label-studio"
    export_run(ExportJob(run, unit=unit), "labelstudio", out)
    tasks = json.loads((out / "tasks.json").read_bytes())
    assert isinstance(tasks, list)
    return [as_fields(task) for task in tasks]


def _cut(text: str, start: JsonValue, end: JsonValue, unit: OffsetUnit) -> str:
    """Return a stretch as a tool sees it that counts in this unit."""
    assert isinstance(start, int)
    assert isinstance(end, int)
    if unit == "code-points":
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def _items(value: JsonValue) -> list[dict[str, JsonValue]]:
    assert isinstance(value, list)
    return [as_fields(item) for item in value]


@pytest.mark.parametrize(
    "text",
    ["", "Rents", "🇦🇹👩🏽‍🌾 Öberg", "a🏪b", "🏪", "é🏴󠁧󠁢󠁳󠁣󠁴󠁿x", "\U00010000\uffff\ud7ff"],
)
def test_offsets_go_there_and_back(text: str) -> None:
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        units = offsets.to_utf16(offset)
        assert units == len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.from_utf16(units) == offset
    within = {u for u in range(offsets.to_utf16(len(text))) if offsets.from_utf16(u) is None}
    assert len(within) == sum(ord(sign) > 0xFFFF for sign in text)


_REGION: dict[str, JsonValue] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "from_name", "to_name", "type", "value"],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "from_name": {"const": "label"},
        "to_name": {"const": "text"},
        "type": {"const": "labels"},
        "value": {
            "type": "object",
            "additionalProperties": False,
            "required": ["start", "end", "text", "labels"],
            "properties": {
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
                "text": {"type": "string"},
                "labels": {"type": "array", "minItems": 1, "items": {"type": "string"}},
            },
        },
    },
}
_RELATION: dict[str, JsonValue] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["from_id", "to_id", "type", "direction", "labels"],
    "properties": {
        "from_id": {"type": "string"},
        "to_id": {"type": "string"},
        "type": {"const": "relation"},
        "direction": {"enum": ["left", "right", "bi"]},
        "labels": {"type": "array", "items": {"type": "string"}},
    },
}
#: The structure of tasks with predictions in Label Studio's documentation, as JSON Schema.
_TASKS: dict[str, JsonValue] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["data", "predictions"],
        "properties": {
            "data": {"type": "object", "required": ["text"]},
            "predictions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["model_version", "result"],
                    "properties": {
                        "model_version": {"type": "string"},
                        "result": {"type": "array", "items": {"oneOf": [_REGION, _RELATION]}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("unit", _UNITS)
def test_label_studio_has_the_words_at_their_places(run: Path, unit: OffsetUnit) -> None:
    tasks = _label_studio(run, unit)
    assert [error.message for error in Draft202012Validator(_TASKS).iter_errors(tasks)] == []
    data = as_fields(tasks[0]["data"])
    assert data == {
        "text": TEXT,
        "article_id": "a1",
        "source": "rents.txt",
        "offset_unit": unit,
    }
    prediction = _items(tasks[0]["predictions"])[0]
    assert prediction["model_version"] == "claimlink 0.1.0"
    regions = [r for r in _items(prediction["result"]) if r["type"] == "labels"]
    found = {}
    for region in regions:
        value = as_fields(region["value"])
        found[region["id"]] = _cut(TEXT, value["start"], value["end"], unit)
        assert value["text"] == found[region["id"]]
    assert found == _WORDS
    joins = {
        (r["from_id"], r["to_id"]): r["labels"]
        for r in _items(prediction["result"])
        if r["type"] == "relation"
    }
    assert joins == {("k-rents", "c1"): ["cites"], ("k-rents", "s7-17"): ["said by"]}


def test_units_differ_behind_an_emoji_only(run: Path) -> None:
    def starts(unit: OffsetUnit) -> list[JsonValue]:
        result = _items(_items(_label_studio(run, unit)[0]["predictions"])[0]["result"])
        return [as_fields(r["value"])["start"] for r in result if r["type"] == "labels"]

    # Four signs beyond 16 bits stand before all of them: two letters of the flag, farmer, ear.
    plain = starts("code-points")
    assert starts("utf-16") == [start + 5 for start in plain if isinstance(start, int)]


def test_the_labelling_interface_has_every_tag_that_results_name(run: Path) -> None:
    tasks = _label_studio(run)
    root = ElementTree.fromstring((run.parent / "label-studio/labels.xml").read_text("utf-8"))
    assert {tag.get("name") for tag in root.iter() if tag.get("name")} == {
        "text",
        "label",
        "verdict",
        "note",
    }
    labels = {tag.get("value") for tag in root.iter("Label")}
    relations = {tag.get("value") for tag in root.iter("Relation")}
    text = root.find("Text")
    assert text is not None
    assert text.get("value") == "$text"
    for task in tasks:
        for result in _items(_items(task["predictions"])[0]["result"]):
            if result["type"] == "labels":
                assert set(_strings(as_fields(result["value"])["labels"])) <= labels
            else:
                assert set(_strings(result["labels"])) <= relations


def _strings(value: JsonValue) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]


#: The structure of a task for spans_manual in Prodigy's documentation, as JSON Schema.
_PRODIGY: dict[str, JsonValue] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text", "tokens", "spans", "meta"],
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "meta": {"type": "object"},
        "tokens": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "start", "end", "id", "ws"],
                "properties": {
                    "text": {"type": "string"},
                    "start": {"type": "integer"},
                    "end": {"type": "integer"},
                    "id": {"type": "integer"},
                    "ws": {"type": "boolean"},
                },
            },
        },
        "spans": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["start", "end", "token_start", "token_end", "label", "id"],
                "properties": {
                    "start": {"type": "integer"},
                    "end": {"type": "integer"},
                    "token_start": {"type": "integer"},
                    "token_end": {"type": "integer"},
                    "label": {"type": "string"},
                    "id": {"type": "string"},
                },
            },
        },
    },
}


@pytest.mark.parametrize("unit", _UNITS)
def test_prodigy_has_tokens_and_spans_that_agree(run: Path, unit: OffsetUnit) -> None:
    tasks = _lines(run, "prodigy", unit)
    for task in tasks:
        assert [e.message for e in Draft202012Validator(_PRODIGY).iter_errors(task)] == []
        text, tokens = str(task["text"]), _items(task["tokens"])
        told = "".join(str(t["text"]) + (" " if t["ws"] else "") for t in tokens)
        assert told == text
        for token in tokens:
            assert _cut(text, token["start"], token["end"], unit) == token["text"]
        for span in _items(task["spans"]):
            first, last = span["token_start"], span["token_end"]
            assert isinstance(first, int)
            assert isinstance(last, int)
            assert tokens[first]["start"] == span["start"]
            assert tokens[last]["end"] == span["end"]
    words = {
        str(span["id"]): _cut(str(task["text"]), span["start"], span["end"], unit)
        for task in tasks
        for span in _items(task["spans"])
    }
    assert words == {**_WORDS, "k-ferries": FERRIES}
    assert [as_fields(task["meta"])["offset_unit"] for task in tasks] == [unit, unit]


#: The structure of an example for relation extraction in doccano's documentation.
_DOCCANO: dict[str, JsonValue] = {
    "type": "object",
    "required": ["text", "entities", "relations"],
    "properties": {
        "text": {"type": "string"},
        "entities": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "start_offset", "end_offset", "label"],
                "properties": {
                    "id": {"type": "integer"},
                    "start_offset": {"type": "integer"},
                    "end_offset": {"type": "integer"},
                    "label": {"type": "string", "minLength": 1},
                },
            },
        },
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "from_id", "to_id", "type"],
                "properties": {
                    "id": {"type": "integer"},
                    "from_id": {"type": "integer"},
                    "to_id": {"type": "integer"},
                    "type": {"type": "string"},
                },
            },
        },
    },
}


@pytest.mark.parametrize("unit", _UNITS)
def test_doccano_has_the_words_at_their_places(run: Path, unit: OffsetUnit) -> None:
    examples = _lines(run, "doccano", unit)
    words, numbers = [], []
    for example in examples:
        assert [e.message for e in Draft202012Validator(_DOCCANO).iter_errors(example)] == []
        for entity in _items(example["entities"]):
            start, end = entity["start_offset"], entity["end_offset"]
            words.append(_cut(str(example["text"]), start, end, unit))
            numbers.append(entity["id"])
    assert words == [*_WORDS.values(), FERRIES]
    assert numbers == [1, 2, 3, 4, 5]
    assert examples[0]["claim_ids"] == {"1": "k-rents", "2": "k-shops"}
    assert examples[1]["claim_ids"] == {"5": "k-ferries"}
    assert _items(examples[0]["relations"]) == [
        {"id": 1, "from_id": 1, "to_id": 3, "type": "cites"},
        {"id": 2, "from_id": 1, "to_id": 4, "type": "said by"},
    ]


def test_docbin_has_exact_spans(run: Path, tmp_path: Path) -> None:
    export_run(ExportJob(run), "docbin", tmp_path / "out")
    (path,) = (tmp_path / "out").iterdir()
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    assert [doc.user_data for doc in docs] == [{"article_id": "a1"}, {"article_id": "a/2 ü"}]
    assert docs[0].text == TEXT
    found = {
        name: [(span.id_, span.label_, span.text) for span in docs[0].spans[name]]
        for name in docs[0].spans
    }
    assert found == {
        "claims": [("k-rents", "statistic", RENTS), ("k-shops", "event", SHOPS)],
        "citations": [("c1", "citation", "Lillis, 2021")],
        "speakers": [("s7-17", "speaker", "Anna Öberg")],
    }
    assert [span.text for span in docs[1].spans["claims"]] == [FERRIES]


def test_the_same_run_gives_the_same_docbin(run: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_run(ExportJob(run), "docbin", tmp_path / name)
    one, two = ((tmp_path / name / "00000.spacy").read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    ("text", "borders", "tokens"),
    [
        ("Rents rose.", {}, ["Rents", "rose", "."]),
        ("Rents rose.", {2, 8}, ["Re", "nts", "ro", "se", "."]),
        ("a  b\r\nc", {}, ["a", " ", "b", "\r\n", "c"]),
        (" a ", {}, [" ", "a"]),
        ("x " + "(" * 400 + " y", {}, ["x", "(" * 400, "y"]),
        ("(" * 400 + "  y", {}, ["(" * 400, " ", "y"]),
        ("", {}, []),
    ],
    ids=["plain", "borders within", "blanks", "blanks around", "brackets", "two blanks", "empty"],
)
def test_tokens_and_blanks_are_the_text(text: str, borders: set[int], tokens: list[str]) -> None:
    cut = cut_tokens(text, spacy.blank("en"), borders)
    assert [text[token.start : token.end] for token in cut] == tokens
    told = "".join(text[t.start : t.end] + (" " if t.spaced else "") for t in cut)
    assert told == text
