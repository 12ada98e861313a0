"""The engine ray: plan, shards and folder without a cluster, then on a Ray of two cores."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

pa = pytest.importorskip("pyarrow")
pytest.importorskip("ray")
import pyarrow.json
import pyarrow.parquet as pq

from claimlink.batch import Counts, Layout, RunOptions, Setup, Shard, ShardResult, run
from claimlink.batch.far_folder import FarFolder
from claimlink.batch.ray_engine import Cluster, run_on_ray
from claimlink.batch.ray_worker import ShardWorker, Work
from claimlink.batch.stages import DoneShard, decode_inputs, encode_input
from claimlink.batch.worker import analyze_with
from claimlink.cli.commands import cli
from claimlink.errors import MissingExtraError, RunError
from claimlink.records import Article, ErrorRecord, GivenLink, Span
from conftest import Write
from fakes import FakeAnalyzer, Watcher

COUNT = 30
RAY = RunOptions(layout=Layout(4), engine="ray")


def rows(**changes: str) -> str:
    """Return records n0 to n29, a broken line, and one of an id that was used before."""
    texts = {f"n{n}": f"Rents rose by {n} percent." for n in range(COUNT)} | changes
    lines = [json.dumps({"id": name, "text": text, "n": 1e30}) for name, text in texts.items()]
    return "\n".join([*lines[:9], "{broken", *lines[9:], lines[3]]) + "\n"


class _Pool:
    """Analyses in this process."""

    seen: list[str]

    def __init__(self, setup: Setup, **_: object) -> None:
        self._setup = setup

    def results(self, shards: Iterable[Shard]) -> Iterator[ShardResult]:
        for shard in shards:
            self.seen.extend(article.id for article in shard.articles)
            yield analyze_with(FakeAnalyzer(), shard)


def _here(work: Work, tasks: Sequence[DoneShard], _: int) -> Iterator[DoneShard]:
    """Do what a cluster does, in another order, and each shard twice."""
    worker = ShardWorker(work)
    for task in reversed(tasks):
        batch: dict[str, Sequence[object]] = {"number": [task.number], "digest": [task.digest]}
        worker(batch)
        done = worker(batch)
        if done["fault"] != [""]:
            raise RunError(done["fault"][0])
        yield DoneShard.model_validate_json(done["done"][0])


@contextmanager
def _no_cluster(_: Cluster) -> Iterator[int]:
    yield 2


@pytest.fixture
def seen(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids that were analysed so far, by the fake analyzer in this process."""
    monkeypatch.chdir(tmp_path)
    found: list[str] = []
    monkeypatch.setattr(_Pool, "seen", found, raising=False)
    monkeypatch.setattr("claimlink.batch.ray_worker.Pool", _Pool)
    monkeypatch.setattr("claimlink.batch.ray_engine._results", _here)
    monkeypatch.setattr("claimlink.batch.ray_engine._ray", _no_cluster)
    monkeypatch.setattr("claimlink.batch.worker._analyzer", lambda _: FakeAnalyzer())
    write("a.jsonl", rows())
    return found


def files(folder: str) -> dict[str, bytes]:
    found = sorted(path for path in Path(folder).iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.name != "run.json"}


def on_ray(output: str = "far", options: RunOptions = RAY) -> Counts:
    return run_on_ray(["a.jsonl"], output, options, Watcher()).counts


def local(layout: Layout = RAY.layout) -> dict[str, bytes]:
    run(["a.jsonl"], "near", RunOptions(layout=layout, force=True), Watcher())
    return files("near")


@pytest.mark.parametrize(
    "layout",
    [
        Layout(4),
        Layout(1, "gzip"),
        Layout(40, "zstd"),
        Layout(3, "zstd", "parquet"),
    ],
    ids=str,
)
def test_shards_have_the_bytes_of_the_local_engine(seen: list[str], layout: Layout) -> None:
    counts = on_ray(options=replace(RAY, layout=layout))
    assert counts == Counts(inputs=32, articles=31, claims=31, failed=1)
    assert files("far") == local(layout)
    record = json.loads(Path("far/run.json").read_bytes())
    assert (record["settings"]["engine"], record["status"]) == ("ray", "complete")


def test_folder_at_an_address(seen: list[str], tmp_path: Path) -> None:
    on_ray(f"{tmp_path.as_uri()}/deep/far")
    assert files("deep/far") == local()


def test_shards_follow_from_the_inputs_where_none_are_named(
    seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimlink.batch.ray_engine.INPUTS_A_SHARD", 10)
    on_ray(options=replace(RAY, layout=Layout(0)))
    assert files("far") == local(Layout(4))


def test_done_shards_are_skipped(seen: list[str]) -> None:
    on_ray()
    record = Path("far/run.json").read_bytes()
    seen.clear()
    assert on_ray() == Counts(inputs=32, kept=32, articles=31, claims=31, failed=1)
    assert (seen, Path("far/run.json").read_bytes()) == ([], record)
    Path("far/claims-00002-of-00004.jsonl").unlink()
    assert on_ray().kept == 24
    assert seen == [f"n{n}" for n in range(15, 23)]
    assert files("far") == local()


@pytest.mark.parametrize(
    ("options", "count"), [(RAY, 7), (replace(RAY, force=True), 31)], ids=["changed", "forced"]
)
def test_changed_shards_are_done_anew(
    seen: list[str], write: Write, options: RunOptions, count: int
) -> None:
    on_ray()
    write("a.jsonl", rows(n10="Up 7."))
    seen.clear()
    on_ray(options=options)
    assert len(seen) == count
    assert files("far") == local()


def test_interrupted_run_goes_on_with_the_shards_that_are_left(
    seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_two(work: Work, tasks: Sequence[DoneShard], actors: int) -> Iterator[DoneShard]:
        yield from list(_here(work, tasks[:2], actors))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("claimlink.batch.ray_engine._results", first_two)
        with pytest.raises(KeyboardInterrupt):
            on_ray()
    assert not Path("far/run.json").exists()
    seen.clear()
    assert on_ray().kept == 16
    assert len(seen) == 16
    assert files("far") == local()


def test_other_layout_replaces_the_files(seen: list[str]) -> None:
    on_ray()
    Path("far/claims-00000-of-00004.jsonl.0123.part").write_bytes(b"cut")
    on_ray(options=replace(RAY, layout=Layout(2, to="parquet")))
    assert files("far") == local(Layout(2, to="parquet"))
    assert len(list(Path("far/.claimlink/ray").iterdir())) == 2


def test_other_rules_are_told_of(seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    on_ray()
    for name in ("journal", "ray_worker"):
        monkeypatch.setattr(f"claimlink.batch.{name}.describe_making", lambda *_: {"rules": "en 9"})
    seen.clear()
    watcher = Watcher()
    run_on_ray(["a.jsonl"], "far", RAY, watcher)
    assert len(seen) == 31
    assert [n for n in watcher.notes if "is en 9;" in n and n.endswith("is analysed anew")]


def test_machine_with_other_rules_is_refused(
    seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimlink.batch.ray_worker.describe_making", lambda *_: {"rules": "en 9"})
    with pytest.raises(RunError, match=r"a machine of the cluster makes other lines: .*is en 9"):
        on_ray()


def test_engines_do_not_share_a_folder(seen: list[str]) -> None:
    on_ray()
    local()
    with pytest.raises(RunError, match="holds a run of the local engine"):
        on_ray("near")
    with pytest.raises(RunError, match="holds a run of the engine ray"):
        run(["a.jsonl"], "far", RunOptions(), Watcher())
    with pytest.raises(RunError, match="an address with --engine ray"):
        run(["a.jsonl"], "s3://news/run", RunOptions(), Watcher())


def test_cluster_that_does_not_answer_is_named(write: Write, tmp_path: Path) -> None:
    path = write("a.jsonl", rows())
    with pytest.raises(RunError, match=r"no Ray cluster answers at 127.0.0.1:1 \(.*--address"):
        run_on_ray([str(path)], str(tmp_path / "o"), RAY, Watcher(), Cluster("127.0.0.1:1"))


def test_missing_library_is_named(seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(MissingExtraError, match=r'pip install "claimlink\[ray\]"'):
        on_ray()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "--engine", "ray"], "--engine ray needs a folder; name one with -o"),
        (["-", "-o", "o", "--engine", "ray"], "--engine ray reads its inputs twice; name files"),
        (["a.txt", "-o", "o", "--engine", "ray", "--dry-run"], "--dry-run is for the local engine"),
        (["a.txt", "-o", "o", "--address", "auto"], "--address is that of a Ray cluster"),
    ],
    ids=["no-folder", "standard-input", "dry-run", "address-alone"],
)
def test_what_an_engine_cannot_do_is_refused(arguments: list[str], message: str) -> None:
    found = CliRunner().invoke(cli, ["extract", *arguments])
    assert found.exit_code == 2
    assert message in found.stderr


def test_staged_inputs_come_back_as_they_were() -> None:
    link = GivenLink(start=0, end=5, targets=(Span(start=9, end=12),))
    items: list[Article | ErrorRecord] = [
        Article(text="Rents rose.\n", meta={"n": 10**30, "f": 0.1}, links=(link,), title="R"),
        ErrorRecord(source="a", stage="reading", error="InputError", message="no\ntext"),
    ]
    lines = [encode_input(item) for item in items]
    assert list(decode_inputs(lines)) == items
    assert all(line.count(b"\n") == 1 for line in lines)


def test_folder_is_read_and_written_whole(tmp_path: Path) -> None:
    folder = FarFolder(str(tmp_path / "run"))
    assert (folder.names(), folder.read("a.gz")) == (set(), None)
    folder.put("deep/a.gz", b"\x1f\x8b, but not packed")
    folder.put("deep/a.gz", b"\x1f\x8b, nor now")
    assert (folder.read("deep/a.gz"), folder.names("deep")) == (b"\x1f\x8b, nor now", {"a.gz"})
    folder.remove("deep/a.gz")
    folder.remove("deep/a.gz")
    assert folder.names("deep") == set()


def _command(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claimlink", "extract", *arguments, "--quiet"],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_cluster_of_two_cores_writes_the_bytes_of_the_local_engine(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = [
        f"Rents in Graz rose by {n} percent in 2021 (Lillis, 2022). She said that {n} shops closed."
        for n in range(1, 13)
    ]
    write(
        "a.jsonl",
        "".join(json.dumps({"id": f"n{n}", "text": t}) + "\n" for n, t in enumerate(texts)),
    )
    name, output = "a.jsonl", "far"
    if form == "parquet":
        pq.write_table(pyarrow.json.read_json("a.jsonl"), "a.parquet")
        name, output = f"{tmp_path.as_uri()}/a.parquet", f"{tmp_path.as_uri()}/far"
    layout = ("--shards", "3", "--to", form, "--compress", "none" if form == "jsonl" else "zstd")
    _command(name, "-o", output, "--engine", "ray", "--workers", "2", *layout)
    _command(name, "-o", "near", *layout)
    assert files("far") == files("near")
    assert len(files("far")) == 7
    assert json.loads(Path("far/run.json").read_bytes())["counts"]["claims"] >= 24
