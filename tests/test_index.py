"""The index of a run: made once, made anew where the run has changed, kept where it may be."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimlink.errors import RunError
from claimlink.inspecting import open_index, read_article
from claimlink.inspecting.index import NAME
from claimlink.inspecting.places import kept_places
from claimlink.runfiles import WORK
from inspected import make_empty, make_rents, write_run


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [make_rents(), make_empty()])


def _told(run: Path) -> list[str]:
    told: list[str] = []
    open_index(run, told.append).close()
    return told


def test_index_is_made_once(run: Path) -> None:
    assert len(_told(run)) == 1
    assert _told(run) == []
    assert [path.name for path in (run / WORK).iterdir()] == [NAME]


def test_articles_come_out_as_they_went_in(run: Path) -> None:
    with closing(open_index(run)) as index:
        assert read_article(index, "a1") == make_rents()
        assert read_article(index, "a2") == make_empty()
        with pytest.raises(KeyError):
            read_article(index, "a9")


def test_changed_run_is_read_anew(run: Path) -> None:
    _told(run)
    write_run(run, [make_empty()])
    assert len(_told(run)) == 1
    with closing(open_index(run)) as index:
        assert index.execute("SELECT count(*) FROM claims").fetchone() == (0,)


def test_change_that_keeps_size_and_time_shows_in_the_runs_record(run: Path) -> None:
    (run / "run.json").write_text("{1}")
    _told(run)
    state = (run / "run.json").stat()
    (run / "run.json").write_text("{2}")
    os.utime(run / "run.json", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert len(_told(run)) == 1


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 99])
def test_damaged_index_is_made_anew(run: Path, content: bytes) -> None:
    _told(run)
    (run / WORK / NAME).write_bytes(content)
    assert len(_told(run)) == 1
    assert _told(run) == []


def test_index_is_read_only(run: Path) -> None:
    with (
        closing(open_index(run)) as index,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        index.execute("DELETE FROM claims")


def test_index_of_a_folder_that_cannot_be_written_is_in_the_users_cache(
    run: Path, cache: Path
) -> None:
    # A file where the folder would be: refused for every user, root too.
    (run / WORK).write_text("")
    assert len(_told(run)) == 1
    assert _told(run) == []
    assert [path.name for path in cache.rglob("*") if path.is_file()] == [NAME]


def test_index_without_a_cache_is_a_temporary_one(
    run: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (run / WORK).write_text("")
    cache.write_text("")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    assert len(_told(run)) == 1
    assert len(_told(run)) == 1


def test_nothing_is_written_for_a_folder_that_is_no_run(tmp_path: Path, cache: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "notes.txt").write_text("Rents.")
    with pytest.raises(RunError, match="name a folder that claimlink extract -o wrote"):
        open_index(foreign)
    with pytest.raises(RunError, match="name a folder that claimlink extract -o wrote"):
        open_index(tmp_path / "gone")
    assert [path.name for path in foreign.iterdir()] == ["notes.txt"]
    assert not cache.exists()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param('{"id": "k', "a damaged line; run claimlink extract again", id="cut"),
        pytest.param("", "a damaged line; run claimlink extract again", id="blank"),
        pytest.param("[" * 100_000, "a damaged line; run claimlink extract again", id="nested"),
        pytest.param('{"schema_version": "9.0"}', "written with schema_version '9.0'", id="other"),
        pytest.param('{"schema_version": "1.0", "x": 1}', "id: Field required", id="unknown"),
        pytest.param('{"schema_version": "1.0", "id": NaN}', "a damaged line", id="nan"),
        pytest.param('{"id": 1' + "0" * 5000 + "}", "a damaged line", id="huge"),
    ],
)
def test_nothing_stays_of_a_run_with_a_broken_line(run: Path, line: str, message: str) -> None:
    with (run / "claims.jsonl").open("a") as lines:
        lines.write(line + "\n")
    with pytest.raises(RunError) as caught:
        open_index(run)
    assert message in caught.value.message
    assert caught.value.source == f"{run}/claims.jsonl:3"
    assert not (run / WORK).exists()


def test_best_place_is_the_runs_own(run: Path, cache: Path) -> None:
    own, other = kept_places(run)
    assert own == run / WORK
    assert other.parent == cache / "claimlink"
