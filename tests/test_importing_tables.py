"""A spreadsheet's table comes back as reviews."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from claimlink.errors import InputError
from claimlink.exporting import ExportJob, export_run
from claimlink.importing import import_reviews
from claimlink.importing.drafts import Given
from claimlink.reviewfiles import Appended, read_reviews
from claimlink.reviews import Review
from handed_over import write_run
from test_importing import _ADA, _NOW


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")


def _table(run: Path, changes: dict[str, dict[str, str]], mark: str = ",") -> Path:
    """Return the table of claims after someone changed cells, by claim and column."""
    export_run(ExportJob(run), "csv", run.parent / "csv")
    with (run.parent / "csv/claims.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = [*rows[0], *dict.fromkeys(c for cells in changes.values() for c in cells)]
    path = run.parent / "reviewed.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, dict.fromkeys(columns), delimiter=mark)
        writer.writeheader()
        writer.writerows({**row, **changes.get(row["claim_id"], {})} for row in rows)
    return path


def test_a_table_that_was_not_changed_says_nothing(run: Path) -> None:
    assert import_reviews(run, "csv", _table(run, {}), _ADA) == Appended(0, 0)
    assert not (run / "reviews.jsonl").exists()


def test_csv_review_with_all_its_columns(run: Path) -> None:
    cells = {
        "reviewer": "Bo",
        "reviewed": "2026-03-01",
        "verdict": "wrong",
        "verdict_scale": "three",
        "verdict_value": "0",
        "verdict_best": "2",
        "verdict_worst": "0",
        "review_confidence": "0.75",
        "review_note": '\'=no formula,\n"quoted" 👩🏽‍🌾',
        "evidence_url": "https://example.org/e",
        "evidence_quotation": "'-3 percent",
        "evidence_seen": "2026-02-28",
        "not_a_claim": "no",
        "kind": "event",
        "source": "Anna B. Öberg",
        "start_char": "30",
    }
    import_reviews(run, "csv", _table(run, {"k-rents": cells}), Given())
    (review,) = read_reviews(run / "reviews.jsonl")
    assert review == Review.model_validate(
        {
            "claim_id": "k-rents",
            "article_id": "a1",
            "reviewer": "Bo",
            "when": "2026-03-01",
            "origin": "csv",
            "verdict": {"scale": "three", "value": 0, "best": 2, "worst": 0, "label": "wrong"},
            "confidence": 0.75,
            "note": '=no formula,\n"quoted" 👩🏽‍🌾',
            "evidence": [
                {"url": "https://example.org/e", "quotation": "-3 percent", "seen": "2026-02-28"}
            ],
            "corrections": [
                {"change": "kind", "kind": "event"},
                {"change": "span", "fragments": [[30, 59]]},
                {"change": "speaker", "name": "Anna B. Öberg"},
            ],
        }
    )


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_stands_between_cells_is_the_spreadsheets_choice(run: Path, mark: str) -> None:
    path = _table(run, {"k-shops": {"verdict": "half true"}}, mark)
    assert import_reviews(run, "csv", path, _ADA) == Appended(1, 0)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        pytest.param({"verdict": "so so"}, "verdict 'so so' is none of: false, mo", id="label"),
        pytest.param(
            {"verdict": "x", "verdict_value": "9", "verdict_best": "5", "verdict_worst": "1",
             "verdict_scale": "s"},
            "verdict: a rating of 9 is better than the best, 5", id="better than the best",
        ),
        pytest.param(
            {"verdict": "x", "verdict_value": "0", "verdict_best": "5", "verdict_worst": "1",
             "verdict_scale": "s"},
            "verdict: a rating of 0 is worse than the worst, 1", id="worse than the worst",
        ),
        pytest.param(
            {"verdict_value": "2"}, "a verdict without verdict_scale, verdict_best,", id="half"
        ),
        pytest.param({"kind": "rumour"}, "corrections.0.kind", id="kind"),
        pytest.param({"start_char": "x"}, "corrections.0.span", id="place"),
        pytest.param({"not_a_claim": "perhaps"}, "not_a_claim is 'perhaps'", id="yes or no"),
        pytest.param({"review_confidence": "2"}, "confidence: Input", id="confidence"),
        pytest.param({"verdict": "true", "reviewed": "soon"}, "the time 'soon'", id="time"),
        pytest.param({"review_notes": "x"}, "column 'review_notes' is none of", id="column"),
        pytest.param({"evidence_seen": "2026-01-01"}, "evidence has neither", id="evidence"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_named_and_nothing_written(
    run: Path, cells: dict[str, str], message: str
) -> None:
    path = _table(run, {"k-rents": {"verdict": "true"}, "k-shops": cells})
    given = Given("Ada", None if "reviewed" in cells else _NOW)
    if "reviewed" in cells:
        path = _table(run, {"k-shops": cells})
    with pytest.raises(InputError) as caught:
        import_reviews(run, "csv", path, given)
    assert message in str(caught.value)
    assert str(caught.value.source).startswith(str(path))
    assert not (run / "reviews.jsonl").exists()
