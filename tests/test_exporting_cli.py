"""``claimlink export`` and ``claimlink import``: what they write, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimlink.cli import cli
from claimlink.cli.export import FORMATS as NAMED
from claimlink.exporting import FORMATS, FolderFormat
from claimlink.reviewfiles import append_reviews
from handed_over import write_run
from test_reviews import review

_FILES = sorted(name for name, form in FORMATS.items() if not isinstance(form, FolderFormat))
_FOLDERS = sorted(name for name, form in FORMATS.items() if isinstance(form, FolderFormat))
_VERDICT = {"scale": "truth", "value": 2, "best": 5, "worst": 1, "label": "mostly false"}


@pytest.fixture(autouse=True)
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    run = write_run(tmp_path / "run")
    said = [review(claim_id=name, verdict=_VERDICT) for name in ("k-rents", "k-shops")]
    append_reviews(run / "reviews.jsonl", said)
    return run


def _claimlink(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_help_names_every_format() -> None:
    assert tuple(FORMATS) == NAMED


@pytest.mark.parametrize("name", _FILES)
def test_a_file_is_the_same_on_standard_output(name: str, tmp_path: Path) -> None:
    shown = _claimlink("export", "run", "--to", name)
    written = _claimlink("export", "run", "--to", name, "-o", "out/file")
    assert (shown.exit_code, shown.stderr, written.exit_code) == (0, "", 0)
    assert (tmp_path / "out/file").read_bytes() == shown.stdout_bytes != b""
    assert (tmp_path / "out/file").stat().st_mode & 0o777 == 0o644
    assert _names(tmp_path / "out") == ["file"]


@pytest.mark.parametrize("name", _FOLDERS)
def test_several_files_need_a_folder(name: str, tmp_path: Path) -> None:
    refused = _claimlink("export", "run", "--to", name)
    assert refused.exit_code == 2
    assert f"{name} is several files; name a folder with -o" in refused.stderr
    assert _claimlink("export", "run", "--to", name, "-o", "out").exit_code == 0
    assert _names(tmp_path) == ["out", "run"]


def _break_line(run: Path) -> None:
    with (run / "articles.jsonl").open("ab") as stream:
        stream.write(b'{"half":\n')


def _other_version(run: Path) -> None:
    path = run / "articles.jsonl"
    path.write_text(path.read_text("utf-8").replace('"1.0"', '"9.9"'), "utf-8")


def _remove_articles(run: Path) -> None:
    (run / "articles.jsonl").unlink()


def _break_review(run: Path) -> None:
    with (run / "reviews.jsonl").open("ab") as stream:
        stream.write(b"{\n")


_BAD = [
    pytest.param(_break_line, "run/articles.jsonl:3: a damaged line", id="broken line"),
    pytest.param(_other_version, "schema_version '9.9'", id="other version"),
    pytest.param(_remove_articles, "articles.jsonl: no such file", id="not a run"),
]


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize(("spoil", "message"), _BAD)
def test_a_bad_run_is_one_line_and_nothing_written(
    name: str, spoil: object, message: str, run: Path, tmp_path: Path
) -> None:
    assert callable(spoil)
    spoil(run)
    for target in ("out", "-"):
        result = _claimlink("export", "run", "--to", name, "-o", target)
        if target == "-" and name in _FOLDERS:
            continue
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr
        assert result.stderr.count("\n") == 1
    assert _names(tmp_path) == ["run"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "gone", "--to", "ris"), "gone/"),
        (("export", "gone", "--to", "csv", "-o", "out"), "claimlink: gone: no such folder; name"),
        (("export", "run", "--to", "word"), "'word' is not one of"),
        (("export", "run", "--to", "ris", "-o", "run/claims.jsonl"), "one of the run's own files"),
        (("export", "run", "--to", "ris", "-o", "run"), "claimlink: run: a folder; name a file"),
        (("export", "run", "--to", "csv", "-o", "run"), "files in it, such as articles.jsonl"),
        (("export", "run", "--to", "ris", "-o", "run/run.json/x"), "cannot be written: "),
        (("export", "run", "--to", "csv", "-o", "run/run.json"), "a file; name a folder"),
        (("export", "run", "--to", "ris", "--offsets", "utf-16"), "--offsets goes with labels"),
        (("export", "run", "--to", "claim", "--page", "https://x/"), "--page goes with claimrev"),
        (("export", "run", "--to", "claimreview", "--reviews", "gone"), "gone: no such file"),
        (("import", "run", "--from", "csv", "gone.csv"), "gone.csv: no such file or directory"),
        (("import", "run", "--from", "word", "x"), "'word' is not one of"),
        (("import", "run", "--from", "csv", "x", "--when", "soon"), "the time 'soon' is not in"),
    ],
    ids=lambda value: " ".join(value[1:]) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_wrong_usage_is_told_and_nothing_written(
    arguments: tuple[str, ...], message: str, run: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    result = _claimlink(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before
    assert _names(tmp_path) == ["run"]


def test_a_broken_review_is_one_line(run: Path) -> None:
    _break_review(run)
    result = _claimlink("export", "run", "--to", "claimreview")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "run/reviews.jsonl:3: a damaged line" in result.stderr


def test_import_says_what_it_added(run: Path, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("claim_id,verdict\nk-shops,true\nk-ferries,false\n")
    (run / "reviews.jsonl").unlink()
    given = ("--reviewer", "Ada", "--when", "2026-03-01T10:00:00Z")
    first = _claimlink("import", "run", "--from", "csv", "r.csv", *given)
    again = _claimlink("import", "run", "--from", "csv", "r.csv", *given)
    assert (first.exit_code, first.stderr) == (
        0,
        "claimlink: 2 reviews added to run/reviews.jsonl\n",
    )
    assert again.stderr == ("claimlink: 0 reviews added to run/reviews.jsonl, 2 there already\n")
    lines = (run / "reviews.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["claim_id"] for line in lines] == ["k-shops", "k-ferries"]


def test_the_schema_of_one_file_can_be_asked_for() -> None:
    files = json.loads(_claimlink("schema", "reviews").stdout)["files"]
    assert list(files) == ["reviews.jsonl"]
    assert len(json.loads(_claimlink("schema").stdout)["files"]) == 3
