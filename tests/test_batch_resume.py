"""The same command again: what is kept, what is made anew, and that the bytes are the same."""

from __future__ import annotations

import gzip
import importlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from claimlink.batch import Counts, Layout, Limits, RunOptions, rehearse, run
from claimlink.batch.pool import run_in_pool
from claimlink.batch.store import Store
from claimlink.batch.summary import describe_code, describe_versions
from claimlink.errors import RunError
from claimlink.records import Analysis, Article, ErrorRecord
from conftest import Write
from fakes import FakeAnalyzer, Watcher, analyze_fake

COUNT = 100


class Counting(FakeAnalyzer):
    """Remembers the ids it analysed, and stops as Ctrl-C does before one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.stop_before: str | None = None

    def analyze_batch(self, articles: Sequence[Article]) -> list[Analysis | ErrorRecord]:
        if any(article.id == self.stop_before for article in articles):
            raise KeyboardInterrupt
        self.seen += [article.id for article in articles]
        return super().analyze_batch(articles)


@pytest.fixture(autouse=True)
def analyzer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counting:
    monkeypatch.chdir(tmp_path)
    found = Counting()
    monkeypatch.setattr("claimlink.batch.worker._analyzer", lambda _: found)
    return found


def rows(**changes: str | None) -> str:
    """Return records n0 to n99; some with another text, some left out."""
    texts = {f"n{number}": f"Rents rose by {number} percent." for number in range(COUNT)}
    kept = {name: changes.get(name, text) for name, text in texts.items()}
    return "".join(
        json.dumps({"id": name, "text": text}) + "\n"
        for name, text in kept.items()
        if text is not None
    )


def files(folder: str) -> dict[str, bytes]:
    """Return the files of a run by name, its record left aside."""
    found = sorted(path for path in Path(folder).iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.name != "run.json"}


def undisturbed(options: RunOptions | None = None) -> dict[str, bytes]:
    """Return the files of a run into a folder of its own."""
    run(["a.jsonl"], "alone", options or RunOptions(force=True), Watcher())
    return files("alone")


def interrupt(analyzer: Counting, before: str, options: RunOptions) -> None:
    analyzer.stop_before = before
    with pytest.raises(KeyboardInterrupt):
        run(["a.jsonl"], "out", options, Watcher())
    analyzer.stop_before, analyzer.seen = None, []


LAYOUTS = [
    Layout(),
    Layout(3),
    Layout(1, "gzip"),
    Layout(4, "zstd"),
    Layout(to="parquet"),
    Layout(2, "zstd", "parquet"),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_interrupted_run_goes_on_where_it_stopped(
    write: Write, analyzer: Counting, layout: Layout
) -> None:
    write("a.jsonl", rows())
    options = RunOptions(layout=layout)
    interrupt(analyzer, "n70", options)
    assert not any(Path("out").glob("*.jsonl*"))
    record = run(["a.jsonl"], "out", options, Watcher())
    assert analyzer.seen == [f"n{number}" for number in range(64, COUNT)]
    assert record.counts == Counts(inputs=COUNT, kept=64, articles=COUNT, claims=COUNT)
    assert files("out") == undisturbed(replace(options, force=True))


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize(
    ("changes", "seen", "kept"),
    [
        pytest.param({}, [], 100, id="nothing"),
        pytest.param({"n0": "Up 7."}, ["n0"], 99, id="the-first"),
        pytest.param({"n50": "Up 7.", "n70": ""}, ["n50"], 98, id="two-of-the-middle"),
        pytest.param({"n0": None}, [], 99, id="one-gone-at-the-start"),
        pytest.param({"n99": None}, [], 99, id="one-gone-at-the-end"),
    ],
)
def test_finished_run_is_brought_up_to_date(
    write: Write,
    analyzer: Counting,
    layout: Layout,
    changes: dict[str, str | None],
    seen: list[str],
    kept: int,
) -> None:
    options = RunOptions(layout=layout)
    write("a.jsonl", rows())
    run(["a.jsonl"], "out", options, Watcher())
    before = {path: path.stat().st_mtime_ns for path in Path("out").iterdir() if path.is_file()}
    write("a.jsonl", rows(**changes))
    plan = rehearse(["a.jsonl"], "out", options, Watcher())
    analyzer.seen = []
    record = run(["a.jsonl"], "out", options, Watcher())
    assert (analyzer.seen, record.counts.kept, plan.kept) == (seen, kept, kept)
    if not changes:
        assert {path: path.stat().st_mtime_ns for path in before} == before
    assert files("out") == undisturbed(replace(options, force=True))
    assert not list(Path("out/.claimlink").glob("*.jsonl*"))


def test_order_of_the_inputs_is_theirs(write: Write, analyzer: Counting) -> None:
    write("b.txt", "Wages fell by 2 percent.")
    write("a.jsonl", rows())
    run(["b.txt", "a.jsonl"], "out", RunOptions(), Watcher())
    analyzer.seen = []
    run(["a.jsonl", "b.txt"], "out", RunOptions(), Watcher())
    assert analyzer.seen == []
    last = files("out")["claims.jsonl"].split(b"\n")[-2]
    assert json.loads(last)["text"] == "Wages fell by 2 percent"


def test_another_layout_needs_no_analysis(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    for layout in (*LAYOUTS, Layout()):
        run(["a.jsonl"], "out", RunOptions(layout=layout), Watcher())
        names = [*layout.names(), "errors.jsonl"]
        assert sorted(files("out")) == sorted(names)
    assert len(analyzer.seen) == COUNT


def test_files_one_after_the_other_are_the_whole(write: Write) -> None:
    write("a.jsonl", rows())
    whole = undisturbed()
    parts = undisturbed(RunOptions(layout=Layout(7, "gzip"), force=True))
    for kind in ("claims", "articles"):
        packed = [parts[f"{kind}-{file:05}-of-00007.jsonl.gz"] for file in range(7)]
        lines = [gzip.decompress(part) for part in packed]
        assert [part.count(b"\n") for part in lines] == [15, 14, 14, 15, 14, 14, 14]
        assert b"".join(lines) == whole[f"{kind}.jsonl"]


def test_interrupted_update_goes_on_from_both(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    finished = files("out")
    write("a.jsonl", rows(n10="Up 7.", n80="Up 8."))
    interrupt(analyzer, "n80", RunOptions())
    assert files("out") == finished
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    assert analyzer.seen == ["n80"]
    assert files("out") == undisturbed()


def test_inputs_changed_after_an_interruption(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    interrupt(analyzer, "n70", RunOptions())
    write("a.jsonl", rows(n40="Up 7."))
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    assert analyzer.seen == [f"n{number}" for number in range(40, COUNT)]
    assert files("out") == undisturbed()


def test_forced_run_starts_anew(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    for kept in (0, 0):
        record = run(["a.jsonl"], "out", RunOptions(force=True), Watcher())
        assert record.counts.kept == kept
    assert len(analyzer.seen) == 2 * COUNT
    assert rehearse(["a.jsonl"], "out", RunOptions(force=True), Watcher()).kept == 0


@pytest.mark.parametrize("state", ["finished", "interrupted"])
def test_other_rules_are_told_of_and_redo_all(
    write: Write, analyzer: Counting, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    write("a.jsonl", rows())
    if state == "finished":
        run(["a.jsonl"], "out", RunOptions(), Watcher())
    else:
        interrupt(analyzer, "n70", RunOptions())
    monkeypatch.setattr("claimlink.batch.journal.describe_versions", _next_version)
    watcher = Watcher()
    analyzer.seen = []
    record = run(["a.jsonl"], "out", RunOptions(), watcher)
    assert (len(analyzer.seen), record.counts.kept) == (COUNT, 0)
    code = describe_code()
    assert watcher.notes == [
        f"claimlink was 0.1.0 ({code}), is 9.9.9 ({code}): every article is analysed anew"
    ]


def _next_version() -> dict[str, str]:
    return {**describe_versions(), "claimlink": "9.9.9"}


def test_rehearsal_says_what_there_is_to_do_and_writes_nothing(
    write: Write, analyzer: Counting
) -> None:
    write("a.jsonl", rows() + "{broken\n" + '{"id": "e", "text": " "}\n')
    counts = rehearse(["a.jsonl"], "out", RunOptions(), Watcher())
    assert counts == Counts(inputs=102, kept=0, articles=100, claims=0, empty=1, failed=1)
    assert not Path("out").exists()
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    before = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    counts = rehearse(["a.jsonl"], "out", RunOptions(), Watcher())
    assert counts == Counts(inputs=102, kept=102, articles=100, claims=100, empty=1, failed=1)
    assert {path: path.read_bytes() for path in before} == before
    assert analyzer.seen == [f"n{number}" for number in range(COUNT)]


def test_article_that_ended_its_process_stays_out_until_it_is_retried(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.jsonl", rows(n5="KILL 5.", n6="Up 6."))
    module = importlib.import_module("claimlink.batch.run")
    monkeypatch.setattr(module, "run_in_pool", partial(run_in_pool, work=analyze_fake))
    options = RunOptions(workers=2, limits=Limits(seconds=60))
    record = run(["a.jsonl"], "out", options, Watcher())
    assert (record.counts.failed, record.counts.articles) == (1, 99)
    (error,) = files("out")["errors.jsonl"].split(b"\n")[:-1]
    assert json.loads(error)["error"] == "WorkerDied"
    again = run(["a.jsonl"], "out", options, Watcher())
    assert (again.counts.kept, again.counts.failed) == (100, 1)
    retried = Watcher()
    third = run(["a.jsonl"], "out", replace(options, retry=True), retried)
    assert (third.counts.kept, third.counts.failed) == (99, 1)
    assert retried.errors == ["a.jsonl#n5"]


def test_damaged_ledger_is_put_aside(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    ledger = Path("out/.claimlink/ledger.sqlite")
    ledger.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    watcher = Watcher()
    record = run(["a.jsonl"], "out", RunOptions(), watcher)
    assert (record.counts.kept, len(analyzer.seen)) == (0, 2 * COUNT)
    assert len(watcher.notes) == 1
    assert watcher.notes[0].startswith("out/.claimlink/ledger.sqlite: file is not a database; it")
    assert Path("out/.claimlink/ledger.damaged").exists()
    assert files("out") == undisturbed()


def test_ledger_of_another_form_is_put_aside(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    connection = sqlite3.connect("out/.claimlink/ledger.sqlite")
    connection.execute("PRAGMA user_version = 77")
    connection.close()
    watcher = Watcher()
    run(["a.jsonl"], "out", RunOptions(), watcher)
    assert "the ledger has form 77, this claimlink writes 2" in watcher.notes[0]
    assert len(analyzer.seen) == 2 * COUNT


def test_lines_that_are_gone_are_made_anew(write: Write, analyzer: Counting) -> None:
    write("a.jsonl", rows())
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    whole = Path("out/claims.jsonl").read_bytes()
    Path("out/claims.jsonl").write_bytes(whole[: len(whole) // 2])
    analyzer.seen = []
    run(["a.jsonl"], "out", RunOptions(force=False), Watcher())
    assert 40 < len(analyzer.seen) < 60
    assert Path("out/claims.jsonl").read_bytes() == whole


def test_lines_that_cannot_be_unpacked_end_the_run(write: Write) -> None:
    write("a.jsonl", rows())
    options = RunOptions(layout=Layout(1, "gzip"))
    run(["a.jsonl"], "out", options, Watcher())
    packed = Path("out/articles.jsonl.gz").read_bytes()
    Path("out/articles.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    write("a.jsonl", rows(n0="Up 7."))
    with pytest.raises(RunError, match=r"not as it left them.*--force"):
        run(["a.jsonl"], "out", options, Watcher())


@pytest.mark.parametrize("layout", [Layout(), Layout(2, "zstd", "parquet")], ids=str)
def test_run_that_ended_while_it_published_is_put_in_place(
    write: Write, analyzer: Counting, monkeypatch: pytest.MonkeyPatch, layout: Layout
) -> None:
    write("a.jsonl", rows())
    options = RunOptions(layout=layout)
    expected = undisturbed(replace(options, force=True))
    moved: list[str] = []

    def move_two(source: Path, target: Path) -> None:
        if len(moved) == 2:
            raise KeyboardInterrupt
        moved.append(target.name)
        source.rename(target)

    with monkeypatch.context() as patch:
        patch.setattr("claimlink.batch.store.os.replace", move_two)
        with pytest.raises(KeyboardInterrupt):
            run(["a.jsonl"], "out", options, Watcher())
    analyzer.seen = []
    run(["a.jsonl"], "out", options, Watcher())
    assert (analyzer.seen, files("out")) == ([], expected)
    assert json.loads(Path("out/run.json").read_bytes())["counts"]["claims"] == COUNT


_SLOW = """
import sys, time
sys.path.insert(0, {tests!r})
from fakes import FakeAnalyzer, Watcher, analyze_fake
from claimlink.batch import RunOptions, run
from claimlink.batch import store, worker

class Slow(FakeAnalyzer):
    def analyze_batch(self, articles):
        time.sleep(0.02)
        return super().analyze_batch(articles)

store._COMMIT_EVERY = 0.03
worker._analyzer = lambda _: Slow()
print("started", flush=True)
run(["a.jsonl"], "out", RunOptions(), Watcher())
"""


def test_killed_twenty_times_the_run_has_the_same_bytes(write: Write) -> None:
    texts = [f"Rents rose by {number} percent." for number in range(1500)]
    write("a.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in texts))
    expected = undisturbed()
    code = _SLOW.format(tests=str(Path(__file__).parent))
    chance, killed, ended = random.Random(7), 0, None
    while killed < 200:
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"started\n"
            # Twenty deaths at random moments, then it may come to its end.
            if killed >= 20:
                ended = process.wait()
                break
            time.sleep(chance.uniform(0.0, 0.12))
            process.send_signal(signal.SIGKILL)
        killed += 1
        ended = process.returncode
        if ended == 0:
            break
    assert ended == 0
    assert killed >= 20
    assert files("out") == expected


@pytest.mark.parametrize(
    "fault",
    [OSError(28, "No space left on device"), sqlite3.OperationalError("database or disk is full")],
    ids=lambda fault: type(fault).__name__,
)
def test_full_disk_ends_the_run_and_loses_nothing_written(
    write: Write, analyzer: Counting, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    write("a.jsonl", rows())
    whole = Store._commit

    def commit(store: Store) -> None:
        if len(analyzer.seen) > 90:
            raise fault
        whole(store)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_commit", commit)
        patch.setattr("claimlink.batch.store._COMMIT_EVERY", -1.0)
        with pytest.raises(RunError, match=r"written: .*(full|no space).*the same command again"):
            run(["a.jsonl"], "out", RunOptions(), Watcher())
    analyzer.seen = []
    run(["a.jsonl"], "out", RunOptions(), Watcher())
    assert analyzer.seen == [f"n{number}" for number in range(64, COUNT)]
    assert files("out") == undisturbed()
