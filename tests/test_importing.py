"""Files of annotation tools come back as reviews, and claims stay as they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pydantic import JsonValue

from claimlink.errors import ClaimlinkError
from claimlink.exporting import ExportJob, Offsets, OffsetUnit, export_run, find_format
from claimlink.exporting.formats import FileFormat
from claimlink.importing import import_reviews
from claimlink.importing.drafts import Given
from claimlink.reviewfiles import Appended, read_reviews
from handed_over import RENTS, SHOPS, TEXT, as_fields, write_run

_NOW = "2026-03-02T09:00:00+00:00"
_ADA = Given("Ada", _NOW)

Fields = dict[str, JsonValue]
Change = Callable[[list[Fields]], list[Fields]]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")


def _said(run: Path) -> list[tuple[str, list[JsonValue]]]:
    """Return the claim and the corrections of each review, in order."""
    return [
        (review.claim_id, [c.model_dump(mode="json") for c in review.corrections])
        for review in read_reviews(run / "reviews.jsonl")
    ]


# --- Label Studio


def _annotate(run: Path, change: Change, unit: OffsetUnit = "code-points") -> Path:
    """Return Label Studio's export after someone changed the first article's results."""
    export_run(ExportJob(run, unit=unit), "labelstudio", run.parent / "ls")
    tasks = json.loads((run.parent / "ls/tasks.json").read_bytes())
    first = tasks[0]["predictions"][0]["result"]
    tasks[0]["annotations"] = [
        {
            "completed_by": {"id": 3, "email": "ada@example.org"},
            "updated_at": "2026-03-02T10:00:00+01:00",
            "result": change(first),
        },
        {"completed_by": 4, "was_cancelled": True, "result": []},
    ]
    path = run.parent / "annotated.json"
    path.write_text(json.dumps(tasks), "utf-8")
    return path


def _place(words: str, unit: OffsetUnit = "code-points") -> tuple[int, int]:
    start = TEXT.index(words)
    offsets = Offsets(TEXT)
    return offsets.convert(start, unit), offsets.convert(start + len(words), unit)


def _region(name: str, words: str, label: str, unit: OffsetUnit = "code-points") -> Fields:
    start, end = _place(words, unit)
    value: Fields = {"start": start, "end": end, "text": words, "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _without(*names: str) -> Change:
    return lambda results: [r for r in results if r.get("id") not in names]


def _drawn(name: str, words: str, label: str) -> Change:
    """Draw a claim's region anew, its relations kept."""
    return lambda results: [
        _region(name, words, label) if r.get("id") == name else r for r in results
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda results: results, [], id="left as it is"),
        pytest.param(
            _drawn("k-rents", "rents rose by 4 percent", "statistic"),
            [("k-rents", [{"change": "span", "fragments": [[28, 51]]}])],
            id="span",
        ),
        pytest.param(
            _drawn("k-shops", SHOPS, "statistic"),
            [("k-shops", [{"change": "kind", "kind": "statistic"}])],
            id="kind",
        ),
        pytest.param(
            _without("k-shops"),
            [("k-shops", [{"change": "not-a-claim", "kind": None}])],
            id="not a claim",
        ),
        pytest.param(
            lambda results: [*results, _region("new", "4 percent", "statistic")],
            [
                (
                    "k-613add46c1ea",
                    [
                        {
                            "change": "missed",
                            "fragments": [[42, 51]],
                            "text": "4 percent",
                            "kind": "statistic",
                        }
                    ],
                )
            ],
            id="missed",
        ),
        pytest.param(
            lambda results: [
                *_without("k-rents")(results),
                _region("x1", "rents rose", "event"),
                _region("x2", "4 percent in Graz", "statistic"),
            ],
            [("k-rents", [{"change": "split", "parts": [[[28, 38]], [[42, 59]]]}])],
            id="split",
        ),
        pytest.param(
            lambda results: [
                *_without("k-rents", "k-shops")(results),
                _region("x1", TEXT[28:109], "statistic"),
            ],
            [
                (
                    "k-rents",
                    [{"change": "merge", "claim_ids": ["k-shops"], "fragments": [[28, 109]]}],
                )
            ],
            id="merge",
        ),
        pytest.param(
            lambda results: [r for r in results if r.get("to_id") != "c1"],
            [
                (
                    "k-rents",
                    [
                        {
                            "change": "link",
                            "citation_id": "c1",
                            "supports": False,
                            "reference_id": None,
                        }
                    ],
                )
            ],
            id="citation taken off",
        ),
        pytest.param(
            lambda results: [
                *results,
                {"type": "relation", "from_id": "k-shops", "to_id": "c1", "labels": ["cites"]},
            ],
            [
                (
                    "k-shops",
                    [
                        {
                            "change": "link",
                            "citation_id": "c1",
                            "supports": True,
                            "reference_id": None,
                        }
                    ],
                )
            ],
            id="citation joined",
        ),
        pytest.param(
            lambda results: [r for r in results if r.get("to_id") != "s7-17"],
            [("k-rents", [{"change": "speaker", "name": None, "span": None}])],
            id="nobody says it",
        ),
        pytest.param(
            lambda results: [
                *results,
                _region("x1", "Öberg", "speaker"),
                {"type": "relation", "from_id": "k-shops", "to_id": "x1", "labels": ["said by"]},
            ],
            [
                (
                    "k-shops",
                    [{"change": "speaker", "name": "Öberg", "span": {"start": 12, "end": 17}}],
                )
            ],
            id="someone says it",
        ),
        pytest.param(
            lambda results: (
                [
                    _region("other", RENTS, "statistic") if r.get("id") == "k-rents" else r
                    for r in results
                    if r.get("type") != "relation"
                ]
                + [
                    {"type": "relation", "from_id": "other", "to_id": "c1", "labels": ["cites"]},
                    {
                        "type": "relation",
                        "from_id": "other",
                        "to_id": "s7-17",
                        "labels": ["said by"],
                    },
                ]
            ),
            [],
            id="known by its place",
        ),
    ],
)
def test_label_studio_corrections(
    run: Path, change: Change, expected: list[tuple[str, list[JsonValue]]]
) -> None:
    claims = (run / "claims.jsonl").read_bytes()
    import_reviews(run, "labelstudio", _annotate(run, change), Given())
    found = _said(run) if (run / "reviews.jsonl").exists() else []
    assert found == expected
    assert (run / "claims.jsonl").read_bytes() == claims


@pytest.mark.parametrize("unit", ["code-points", "utf-16"])
@pytest.mark.parametrize("declared", ["code-points", "utf-16"])
def test_label_studio_regions_behind_emoji_are_found_in_either_unit(
    run: Path, unit: OffsetUnit, declared: OffsetUnit
) -> None:
    def draw(results: list[Fields]) -> list[Fields]:
        rest = [r for r in results if r.get("id") != "k-shops"]
        return [*rest, _region("k-shops", 'the 🏪 ones", closed', "event", unit)]

    import_reviews(run, "labelstudio", _annotate(run, draw, declared), Given())
    start = TEXT.index("the 🏪")
    assert _said(run)[-1] == (
        "k-shops",
        [{"change": "span", "fragments": [[start, TEXT.index("closed") + 6]]}],
    )


def test_label_studio_verdict_and_note(run: Path) -> None:
    def rate(results: list[Fields]) -> list[Fields]:
        return [
            *results,
            {"id": "k-rents", "from_name": "verdict", "value": {"choices": ["mostly false"]}},
            {"id": "k-rents", "from_name": "note", "value": {"text": ["By 3.", "See below."]}},
        ]

    told = import_reviews(run, "labelstudio", _annotate(run, rate), Given())
    (review,) = read_reviews(run / "reviews.jsonl")
    assert told == Appended(1, 0)
    assert (review.reviewer, review.when, review.origin) == (
        "ada@example.org",
        "2026-03-02T09:00:00+00:00",
        "labelstudio",
    )
    assert review.verdict is not None
    assert review.verdict.model_dump() == {
        "scale": "truth",
        "value": 2.0,
        "best": 5.0,
        "worst": 1.0,
        "label": "mostly false",
    }
    assert review.note == "By 3.\nSee below."
    assert import_reviews(run, "labelstudio", run.parent / "annotated.json", Given()) == Appended(
        0, 1
    )


# --- Prodigy


def _prodigy(run: Path, change: Callable[[list[Fields]], None]) -> Path:
    form = find_format("prodigy")
    assert isinstance(form, FileFormat)
    path = run.parent / "prodigy.jsonl"
    with path.open("wb") as stream:
        form.write(ExportJob(run), stream)
    tasks = [as_fields(json.loads(line)) for line in path.read_text("utf-8").split("\n") if line]
    for task in tasks:
        task |= {"answer": "accept", "_timestamp": 1772442000, "_annotator_id": "desk-ada"}
    change(tasks)
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks), "utf-8")
    return path


def _spans(task: Fields) -> list[JsonValue]:
    spans = task["spans"]
    assert isinstance(spans, list)
    return spans


def test_prodigy_corrections(run: Path) -> None:
    def change(tasks: list[Fields]) -> None:
        rents = next(s for s in map(as_fields, _spans(tasks[0])) if s["id"] == "k-rents")
        rents["end"] = 51
        tasks[1]["spans"] = []

    told = import_reviews(run, "prodigy", _prodigy(run, change), Given())
    assert told == Appended(2, 0)
    assert _said(run) == [
        ("k-rents", [{"change": "span", "fragments": [[28, 51]]}]),
        ("k-ferries", [{"change": "not-a-claim", "kind": None}]),
    ]
    first = next(iter(read_reviews(run / "reviews.jsonl")))
    assert (first.reviewer, first.when) == ("desk-ada", "2026-03-02T09:00:00+00:00")


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_prodigy_answers_that_say_not_what_is_wrong_are_passed_over(run: Path, answer: str) -> None:
    def change(tasks: list[Fields]) -> None:
        for task in tasks:
            task |= {"answer": answer, "spans": []}

    assert import_reviews(run, "prodigy", _prodigy(run, change), Given()) == Appended(0, 0)


# --- Files that are something else


def _task(**fields: JsonValue) -> Fields:
    data: Fields = {"article_id": "a1", "text": TEXT}
    annotation: Fields = {"completed_by": 1, "updated_at": "2026-03-01", "result": []}
    return {"data": {**data, **fields}, "annotations": [annotation]}


def _with_region(region: Mapping[str, JsonValue]) -> Fields:
    task = _task()
    annotations = task["annotations"]
    assert isinstance(annotations, list)
    as_fields(annotations[0])["result"] = [dict(region)]
    return task


@pytest.mark.parametrize(
    ("tool", "content", "message"),
    [
        pytest.param("labelstudio", "{", "not JSON", id="label studio, broken"),
        pytest.param("labelstudio", "{}", "not a list of tasks", id="label studio, an object"),
        pytest.param("labelstudio", "[3]", "task 1: expected an", id="ls, a number"),
        pytest.param(
            "labelstudio", json.dumps([_task(article_id="gone")]), "article 'gone' is not in",
            id="label studio, another run",
        ),
        pytest.param(
            "labelstudio", json.dumps([_task(text="Other.")]), "its text is not that of article a1",
            id="label studio, another text",
        ),
        pytest.param(
            "labelstudio", json.dumps([_with_region(_region("x", RENTS, "event") | {"value": {
                "start": 0, "end": 9, "text": "nowhere", "labels": ["event"]}})]),
            "the region from 0 to 9 does not fit", id="label studio, words that are not there",
        ),
        pytest.param(
            "labelstudio", json.dumps([_with_region({"id": "x", "from_name": "label",
                "value": {"start": "0", "end": 9, "labels": []}})]),
            "start is '0', expected a whole number", id="label studio, a text for a number",
        ),
        pytest.param("prodigy", '{"text": "x"}\n', ".file:1: meta is missing", id="no meta"),
        pytest.param("prodigy", '{"answer": "reject"}\n{\n', ".file:2: not JSON", id="broken line"),
        pytest.param("csv", "a,b\n1,2\n", "has no column claim_id", id="csv, another table"),
        pytest.param("csv", "", "has no column claim_id", id="csv, empty"),
        pytest.param("csv", "claim_id\nk-gone\n", ".file:2: claim 'k-gone' is not in", id="gone"),
        pytest.param("csv", 'claim_id,kind\nk-rents,"x', "not CSV", id="csv, an open quote"),
        pytest.param("csv", "claim_id\nk-rents,x\n", ".file:2: 2 cells under 1", id="a cell more"),
        pytest.param("csv", b"claim_id,kind\nk-rents,\xff\n", "not UTF-8; save", id="csv, charset"),
        pytest.param("csv", "claim_id,verdict\nk-rents,true\n", "says not who reviewed", id="who"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_named_and_nothing_written(
    run: Path, tmp_path: Path, tool: str, content: str | bytes, message: str
) -> None:
    path = tmp_path / "import.file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ClaimlinkError) as caught:
        import_reviews(run, tool, path, Given())
    assert message in f"{caught.value.source}: {caught.value}"
    assert sorted(p.name for p in run.iterdir()) == [
        "articles.jsonl",
        "claims.jsonl",
        "errors.jsonl",
        "run.json",
    ]
