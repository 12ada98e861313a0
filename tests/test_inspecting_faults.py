"""What cannot be read ends every command that looks into a run in one line and exit code 2."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("duckdb", reason="needs the extra inspect")
pytest.importorskip("rensa", reason="needs the extra inspect")

from claimlink.cli import cli
from inspected import make_empty, make_rents, write_run

_COMMANDS = (
    ("show", "run"),
    ("show", "run", "k-rents"),
    ("why", "k-rents", "run"),
    ("stats", "run"),
    ("query", "run", "kinds"),
    ("diff", "run", "whole"),
    ("diff", "whole", "run"),
    ("repeats", "run"),
)


def _write_foreign(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("Rents rose.")


def _add(line: str) -> Callable[[Path], None]:
    def add(folder: Path) -> None:
        write_run(folder, [make_rents()])
        with (folder / "claims.jsonl").open("a") as lines:
            lines.write(line)

    return add


def _lose(name: str) -> Callable[[Path], None]:
    def lose(folder: Path) -> None:
        write_run(folder, [make_rents()])
        (folder / name).unlink()

    return lose


_BROKEN = "damaged line; run claimlink extract again"


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(lambda _: None, "no such file or directory", id="missing"),
        pytest.param(lambda folder: folder.write_text("x"), "no such file", id="a file"),
        pytest.param(_write_foreign, "name a folder that claimlink extract -o wrote", id="foreign"),
        pytest.param(_lose("articles.jsonl"), "articles.jsonl: no such file", id="half a run"),
        pytest.param(_add('{"id": "k\n'), f"claims.jsonl:3: a {_BROKEN}", id="broken line"),
        pytest.param(_add('{"id": "k'), f"claims.jsonl:3: a {_BROKEN}", id="cut last line"),
        pytest.param(_add("\n"), f"claims.jsonl:3: a {_BROKEN}", id="blank line"),
        pytest.param(
            _add('{"schema_version": "9.0"}\n'),
            "claims.jsonl:3: written with schema_version '9.0', this claimlink reads",
            id="other version",
        ),
    ],
)
def test_fault_is_one_line_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    prepare: Callable[[Path], None],
    message: str,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    write_run(tmp_path / "whole", [make_rents()])
    prepare(tmp_path / "run")
    before = _names(tmp_path)
    result = CliRunner().invoke(cli, command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.startswith("claimlink: ")
    assert result.stderr.count("\n") == 1
    # The run that is whole may have got its index.
    assert {name for name in _names(tmp_path) if not name.startswith("whole/.")} == before


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_articles_of_one_id_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_run(tmp_path / "whole", [make_rents()])
    write_run(tmp_path / "run", [make_rents(), make_empty(), make_rents()])
    result = CliRunner().invoke(cli, command)
    assert (result.exit_code, result.exception) == (0, None)


@pytest.mark.parametrize(
    "command", [("show", "run", "--all"), ("query", "run", "from claims", "--format", "csv")]
)
def test_reader_that_goes_away_ends_the_command_quietly(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    rents = make_rents()
    long = rents.claims[0].model_copy(update={"text": "Rents " * 20_000})
    write_run(tmp_path / "run", [type(rents)(rents.article, (long,))])
    with subprocess.Popen(
        [sys.executable, "-m", "claimlink", *command],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_text_of_an_article_cannot_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rents = make_rents()
    hostile = rents.claims[0].model_copy(
        update={"text": "a\x1b[2Jb\u202ec", "standalone": "d\x9be", "section": "f\x07"}
    )
    article = rents.article.model_copy(update={"title": "g\x1b]0;h\x07", "source": "i\u2066.txt"})
    write_run(tmp_path / "run", [type(rents)(article, (hostile, rents.claims[1]))])
    write_run(tmp_path / "whole", [make_rents()])
    for command in (*_COMMANDS, ("query", "run", "from claims, articles")):
        shown = CliRunner().invoke(cli, command).output
        assert not set("\x1b\x07\x9b\u202e\u2066") & set(shown), command
