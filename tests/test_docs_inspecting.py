"""Every command of docs/inspecting.md prints what is shown below it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("duckdb", reason="needs the extra inspect")
pytest.importorskip("rensa", reason="needs the extra inspect")

from claimlink.cli import cli
from claimlink.inspecting.examples import EXAMPLES

_TEXT = (Path(__file__).resolve().parents[1] / "docs/inspecting.md").read_text("utf-8")

#: Where a rule stands in its file changes with every rule before it.
_LINE = re.compile(r"(\.(?:tsv|jsonl)):\d+\)")


def _commands() -> list[tuple[list[str], str]]:
    blocks = "".join(re.findall(r"^```console\n(.*?)^```$", _TEXT, re.M | re.S))
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", blocks, re.M)
    return [(shlex.split(command), shown) for command, shown in found]


def test_commands_print_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    ran = []
    for words, shown in _commands():
        if words[0] == "cat":
            Path(words[1]).write_text(shown, "utf-8")
        elif words[0] == "sed":
            _, old, new, _ = words[2].split("/")
            edited = Path(words[3])
            edited.write_text(edited.read_text("utf-8").replace(old, new), "utf-8")
        else:
            result = CliRunner().invoke(cli, words[1:])
            assert result.exit_code == 0, result.stderr
            printed = result.stdout.replace("\r\n", "\n").rstrip("\n")
            assert _LINE.sub(r"\1)", printed) == _LINE.sub(r"\1)", shown.rstrip("\n")), words
            ran.append(words[1])
    assert ran == [
        *("extract", "show", "show", "show", "stats", "query", "query", "query", "repeats"),
        *("extract", "diff"),
    ]


def test_ready_made_queries_of_the_documents_exist() -> None:
    named = {words[3] for words, _ in _commands() if words[:2] == ["claimlink", "query"]}
    assert {name for name in named if " " not in name} <= {example.name for example in EXAMPLES}
