"""Reviews: what a verdict may be, what an event's id is of, and the file they are kept in."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import JsonValue, TypeAdapter, ValidationError

from claimlink.errors import RunError
from claimlink.inspecting import describe_schema
from claimlink.reviewfiles import Appended, append_reviews, find_current, read_reviews
from claimlink.reviews import Correction, Evidence, Review, Verdict, normalize_time


def review(**fields: object) -> Review:
    """Return a review of claim k1 by Ada."""
    given = {
        "claim_id": "k1",
        "article_id": "a1",
        "reviewer": "Ada",
        "when": "2026-03-01T10:00:00Z",
        "origin": "desk",
    }
    return Review.model_validate({**given, **fields})


def _verdict(value: float, best: float = 5, worst: float = 1) -> Verdict:
    return Verdict(scale="truth", value=value, best=best, worst=worst, label="so")


@pytest.mark.parametrize(
    ("value", "best", "worst"),
    [(1, 5, 1), (5, 5, 1), (2.5, 5, 1), (0, 10, -10), (1, 1, 6), (6, 1, 6)],
)
def test_a_rating_within_the_scale_is_kept(value: float, best: float, worst: float) -> None:
    assert _verdict(value, best, worst).value == value


@pytest.mark.parametrize(
    ("value", "best", "worst", "message"),
    [
        pytest.param(0, 5, 1, "a rating of 0 is worse than the worst, 1", id="below"),
        pytest.param(5.5, 5, 1, "a rating of 5.5 is better than the best, 5", id="above"),
        pytest.param(7, 1, 6, "a rating of 7 is worse than the worst, 6", id="reversed, worse"),
        pytest.param(0, 1, 6, "a rating of 0 is better than the best, 1", id="reversed, better"),
        pytest.param(3, 3, 3, "best and worst are both 3", id="no width"),
        pytest.param(float("nan"), 5, 1, "finite number", id="not a number"),
        pytest.param(float("inf"), 5, 1, "finite number", id="infinite"),
    ],
)
def test_a_rating_off_the_scale_is_refused(
    value: float, best: float, worst: float, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        _verdict(value, best, worst)


def test_times_are_kept_in_one_form() -> None:
    assert normalize_time("2026-03-01T10:30:00.25-05:00") == "2026-03-01T15:30:00+00:00"
    with pytest.raises(ValueError, match="'soon' is not in ISO 8601"):
        normalize_time("soon")


@pytest.mark.parametrize(
    "fields", [{}, {"seen": "2026-03-01"}, {"url": "https://example.org", "seen": "March"}]
)
def test_evidence_is_an_address_or_words_and_a_day(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Evidence.model_validate(fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"change": "span", "fragments": [[0, 4]]},
        {"change": "kind", "kind": "event"},
        {"change": "speaker", "name": None, "span": None},
        {"change": "link", "citation_id": "c1", "supports": False, "reference_id": None},
        {"change": "not-a-claim", "kind": "opinion"},
        {"change": "split", "parts": [[[0, 4]], [[5, 9]]]},
        {"change": "merge", "claim_ids": ["k2"], "fragments": [[0, 9]]},
        {"change": "missed", "fragments": [[0, 4]], "text": "Rent", "kind": None},
    ],
    ids=lambda fields: str(fields["change"]),
)
def test_each_correction_is_read_and_written_alike(fields: dict[str, JsonValue]) -> None:
    correction = TypeAdapter[Correction](Correction).validate_python(fields)
    assert correction.model_dump(mode="json") == fields
    (line,) = [review(corrections=[fields]).model_dump(mode="json")]
    assert line["corrections"] == [fields]


@pytest.mark.parametrize(
    "fields",
    [
        {"change": "kind", "kind": "rumour"},
        {"change": "split", "parts": [[[0, 4]]]},
        {"change": "merge", "claim_ids": [], "fragments": [[0, 9]]},
        {"change": "gone"},
    ],
    ids=["no such kind", "one part", "with none", "no such change"],
)
def test_a_correction_that_says_nothing_is_refused(fields: dict[str, JsonValue]) -> None:
    with pytest.raises(ValidationError):
        review(corrections=[fields])


def test_an_id_is_of_the_content_alone() -> None:
    assert review(note="so").id == review(note="so", previous="v-1").id
    assert review(note="so").id != review(note="no").id
    assert review(note="so").id == review(note="so", when="2026-03-01T11:00:00+01:00").id


def test_the_schema_of_reviews_is_published_and_holds() -> None:
    files = describe_schema("reviews")["files"]
    assert isinstance(files, dict)
    assert list(files) == ["reviews.jsonl"]
    written = review(
        verdict=_verdict(2), confidence=0.5, evidence=[{"quotation": "so it is"}],
        corrections=[{"change": "kind", "kind": "event"}],
    ).model_dump(mode="json")  # fmt: skip
    schema = files["reviews.jsonl"]
    assert isinstance(schema, dict)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(written)] == []
    assert list(Draft202012Validator(schema).iter_errors({**written, "reviewer": ""})) != []


def test_events_are_added_once_and_name_what_they_replace(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    first, other, second = review(note="1"), review(reviewer="Bo", note="1"), review(note="2")
    assert append_reviews(path, [first, other]) == Appended(2, 0)
    before = path.read_bytes()
    assert append_reviews(path, [first, second, second]) == Appended(1, 2)
    assert path.read_bytes().startswith(before)
    kept = list(read_reviews(path))
    assert [(e.id, e.previous) for e in kept] == [
        (first.id, None),
        (other.id, None),
        (second.id, first.id),
    ]
    assert find_current(kept) == {"k1": [kept[2], kept[1]]}


def test_a_verdict_is_ones_own_or_of_all(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    shared = [review(lane="shared", reviewer=name, note=name) for name in ("Ada", "Bo")]
    own, taken_back = review(note="mine"), review(reviewer="Cy")
    append_reviews(path, [shared[0], own, review(reviewer="Cy", note="gone"), shared[1]])
    append_reviews(path, [taken_back])
    kept = list(read_reviews(path))
    assert [event.previous for event in kept] == [None, None, None, kept[0].id, kept[2].id]
    assert find_current(kept) == {"k1": [kept[3], kept[1]]}


def test_nothing_to_add_makes_no_file(tmp_path: Path) -> None:
    assert append_reviews(tmp_path / "reviews.jsonl", []) == Appended(0, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "reviews.jsonl:2: a damaged line; take", id="broken"),
        pytest.param('{"schema_version": "9"}', "schema_version '9', this", id="version"),
        pytest.param("[]", "schema_version None", id="no object"),
        pytest.param(
            '{"schema_version": "1.0", "claim_id": ""}',
            "reviews.jsonl:2: claim_id: String should",
            id="fields",
        ),
        pytest.param("", "reviews.jsonl:2: a damaged line", id="blank"),
    ],
)
def test_a_bad_line_is_named_and_nothing_added(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "reviews.jsonl"
    append_reviews(path, [review()])
    path.write_bytes(path.read_bytes() + line.encode() + b"\n")
    before = path.read_bytes()
    with pytest.raises(RunError) as caught:
        append_reviews(path, [review(note="new")])
    assert message in f"{caught.value.source}: {caught.value}"
    assert path.read_bytes() == before


def test_a_cut_last_line_is_not_glued_to(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    append_reviews(path, [review()])
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(RunError, match="last line is cut off"):
        append_reviews(path, [review(note="new")])


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "reviews.jsonl"
    append_reviews(path, [review()])
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("claimlink.reviewfiles.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        append_reviews(path, [review(note="new")])
    assert path.read_bytes() == before


def test_a_line_of_the_file_is_plain_json(tmp_path: Path) -> None:
    append_reviews(tmp_path / "reviews.jsonl", [review(verdict=_verdict(2), note="“so”")])
    (line,) = (tmp_path / "reviews.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "schema_version": "1.0",
        "id": review(verdict=_verdict(2), note="“so”").id,
        "previous": None,
        "claim_id": "k1",
        "article_id": "a1",
        "reviewer": "Ada",
        "when": "2026-03-01T10:00:00+00:00",
        "origin": "desk",
        "lane": "own",
        "verdict": {"scale": "truth", "value": 2.0, "best": 5.0, "worst": 1.0, "label": "so"},
        "confidence": None,
        "note": "“so”",
        "evidence": [],
        "corrections": [],
    }
