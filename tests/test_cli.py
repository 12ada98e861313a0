"""The command line in this process, with an analyzer that needs no model."""

from __future__ import annotations

import json
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from claimlink.batch import Setup
from claimlink.cli import cli
from claimlink.errors import ModelNotFoundError
from claimlink.inspecting import describe_schema
from conftest import Write
from fakes import FakeAnalyzer

_EMPTY = "empty; write the article's text into it, or leave it out"
_GONE = "claimlink: gone.txt: no such file or directory; check its name\n"


@pytest.fixture(autouse=True)
def fake_analyzer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimlink.batch.worker._analyzer", lambda _: FakeAnalyzer())
    return monkeypatch


def _run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=given)


def test_extract_writes_a_run_and_says_so(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Rents rose 4 percent. Wages fell by 2 percent.")
    result = _run("extract", "a.txt", "-o", "outputs/run")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "claimlink: 2 claims in 1 article, written to outputs/run\n"
    assert (tmp_path / "outputs/run/run.json").is_file()


def test_claims_go_to_standard_output_unless_a_folder_is_named() -> None:
    result = _run("extract", "-", given="Rents – in Graz – rose 4 percent.")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["text"] == "Rents – in Graz – rose 4 percent"
    assert _run("extract", "-", "-o", "-", given="Up 4.").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("names", "code", "errors"),
    [
        pytest.param(["good.txt"], 0, "", id="all fine"),
        pytest.param(
            ["empty.txt"], 0, f"claimlink: empty.txt: {_EMPTY}\n", id="empty is no failure"
        ),
        pytest.param(
            ["good.txt", "gone.txt"],
            1,
            _GONE,
            id="some failed",
        ),
        pytest.param(
            ["gone.txt", "binary.txt"],
            3,
            f"{_GONE}claimlink: binary.txt: a binary file (NUL at byte 0), not text; save it as "
            "plain text\n",
            id="all failed",
        ),
        pytest.param(
            ["gone.txt", "empty.txt"],
            1,
            f"{_GONE}claimlink: empty.txt: {_EMPTY}\n",
            id="an empty one is not a failed one",
        ),
        pytest.param(
            ["refused.txt"], 3, "claimlink: refused.txt: refused\n", id="failed in analysis"
        ),
    ],
)
def test_exit_codes_of_inputs(write: Write, names: list[str], code: int, errors: str) -> None:
    write("good.txt", "Rents rose 4 percent.")
    write("empty.txt", "")
    write("binary.txt", b"\x00\xff\xfe")
    write("refused.txt", "REFUSE")
    result = _run("extract", *names, "-o", "out", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", errors)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["extract"], "Missing argument 'ARTICLE...'", id="no input"),
        pytest.param(
            ["extract", "a.txt", "--workers", "0"],
            "'0' is neither auto nor a number from 1 to 256",
            id="workers",
        ),
        pytest.param(
            ["extract", "a.txt", "--published", "May 2024"],
            "published is 'May 2024', expected an ISO 8601 date such as 2024-02-29",
            id="date",
        ),
        pytest.param(
            ["extract", "a.txt", "--language", "xx"],
            "claimlink: no rule model for language 'xx'; available: en",
            id="language",
        ),
        pytest.param(
            ["extract", "a.txt", "--rules", "gone"],
            "claimlink: gone: not a folder; --rules takes a folder",
            id="rules",
        ),
        pytest.param(
            ["extract", "a.txt", "-o", "a.txt"],
            "claimlink: a.txt: the run's folder cannot be written: not a directory; name another",
            id="output",
        ),
        pytest.param(
            ["show", "gone"],
            "claimlink: gone/claims.jsonl: no such file or directory; name a folder that",
            id="no run",
        ),
        pytest.param(["colour"], "No such command 'colour'", id="command"),
    ],
)
def test_wrong_use_is_one_message_and_exit_code_2(
    write: Write, arguments: list[str], message: str
) -> None:
    write("a.txt", "Rents rose 4 percent.")
    result = _run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_missing_model_names_the_command_that_installs_it(
    write: Write, fake_analyzer: pytest.MonkeyPatch
) -> None:
    def missing(setup: Setup) -> FakeAnalyzer:
        raise ModelNotFoundError(f"{setup.model} is not installed; install it with: pip install x")

    fake_analyzer.setattr("claimlink.batch.worker._analyzer", missing)
    write("a.txt", "Rents rose 4 percent.")
    result = _run("extract", "a.txt", "-o", "out", "--model", "en_big")
    assert result.exit_code == 2
    assert result.stderr == "claimlink: en_big is not installed; install it with: pip install x\n"


def test_interruption_is_one_line_and_130(write: Write, fake_analyzer: pytest.MonkeyPatch) -> None:
    def interrupt(_: Setup) -> FakeAnalyzer:
        raise KeyboardInterrupt

    fake_analyzer.setattr("claimlink.batch.worker._analyzer", interrupt)
    write("a.txt", "Rents rose 4 percent.")
    result = _run("extract", "a.txt", "-o", "out")
    assert (result.exit_code, result.stderr) == (130, "claimlink: interrupted\n")


def test_notes_are_talk(write: Write) -> None:
    write("a.jsonl", '{"id": "x", "text": "Up 4."}\n' * 2)
    note = "claimlink: a.jsonl#2: id 'x' was used before; this article gets 'x-2'\n"
    assert _run("extract", "a.jsonl").stderr == note
    assert _run("extract", "a.jsonl", "--quiet").stderr == ""


def test_run_into_a_finished_folder_keeps_what_is_as_it_was(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Rents rose 4 percent.")
    written = "claimlink: 1 claim in 1 article, written to out\n"
    assert _run("extract", "a.txt", "-o", "out").stderr == written
    before = (tmp_path / "out/claims.jsonl").read_bytes()
    kept = "claimlink: 1 claim in 1 article, 1 of them done before, written to out\n"
    assert _run("extract", "a.txt", "-o", "out").stderr == kept
    assert (tmp_path / "out/claims.jsonl").read_bytes() == before
    assert _run("extract", "a.txt", "-o", "out", "--quiet").stderr == ""
    assert _run("extract", "a.txt", "-o", "out", "--force").stderr == written


def test_summary_says_how_many_mentions_were_left(write: Write) -> None:
    write("a.txt", "WHO rose 4 percent.")
    written = "claimlink: 1 claim in 1 article, 1 mention left unresolved, written to out\n"
    assert _run("extract", "a.txt", "-o", "out").stderr == written


def test_dry_run_says_what_there_is_to_do(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Rents rose 4 percent.")
    write("b.txt", " ")
    todo = _run("extract", "a.txt", "b.txt", "-o", "out", "--dry-run")
    assert (todo.exit_code, todo.stderr) == (
        0,
        "claimlink: 2 inputs to analyse, 0 done in out already, 1 empty\n",
    )
    assert not (tmp_path / "out").exists()
    _run("extract", "a.txt", "b.txt", "-o", "out")
    assert _run("extract", "a.txt", "b.txt", "-o", "out", "--dry-run").stderr == (
        "claimlink: 0 inputs to analyse, 2 done in out already, 1 empty\n"
    )


def test_log_is_lines_of_json_on_demand(write: Write) -> None:
    write("a.jsonl", '{"id": "x", "text": "Up 4."}\n' * 2 + "{\n")
    lines = _run("extract", "a.jsonl", "-o", "out", "--log-json").stderr.split("\n")[:-1]
    assert [json.loads(line) for line in lines] == [
        {
            "event": "note",
            "message": "a.jsonl#2: id 'x' was used before; this article gets 'x-2'",
        },
        {
            "event": "error",
            "source": "a.jsonl#3",
            "stage": "reading",
            "error": "InputError",
            "message": "line 3: not valid JSON at column 2: unexpected end of data; write one "
            "whole object a line",
        },
        {
            "event": "summary",
            "inputs": 3,
            "kept": 0,
            "articles": 2,
            "claims": 2,
            "empty": 0,
            "failed": 1,
            "unresolved_mentions": 0,
            "output": "out",
        },
    ]


def test_lines_can_be_spread_and_packed(write: Write, tmp_path: Path) -> None:
    write("a.jsonl", '{"text": "Up 4."}\n' * 4)
    arguments = ("extract", "a.jsonl", "-o", "out", "--shards", "2", "--compress", "gzip")
    assert _run(*arguments).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("claims*")) == [
        "claims-00000-of-00002.jsonl.gz",
        "claims-00001-of-00002.jsonl.gz",
    ]


def test_progress_is_a_line_now_and_then_where_no_terminal_is(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimlink.cli.progress._EVERY", 0.0)
    write("a.jsonl", '{"text": "Up 4."}\n' * 64)
    first, second, last = _run("extract", "a.jsonl", "-o", "out").stderr.split("\n")[:-1]
    assert first.startswith("claimlink: 32 claims in 32 articles, 50 % done, ")
    assert first.endswith(" s left")
    assert second.startswith("claimlink: 64 claims in 64 articles, 100 % done, ")
    assert last == "claimlink: 64 claims in 64 articles, written to out"


def test_documents_of_a_folder_are_left_out_with_a_note(write: Write) -> None:
    write("news/a.txt", "Rents rose 4 percent.")
    write("news/README.md", "Rents rose 5 percent.")
    result = _run("extract", "news")
    assert [json.loads(line)["text"] for line in result.stdout.split("\n")[:-1]] == [
        "Rents rose 4 percent"
    ]
    assert result.stderr == (
        "claimlink: news/README.md: left out, documents about their folder; name one to read it\n"
    )
    assert "5 percent" in _run("extract", "news/README.md").stdout


def test_names_are_shown_safely() -> None:
    result = _run("extract", "a\x1b2J\u202e.txt", "-o", "out")
    assert result.stderr.split("\n")[0] == (
        r"claimlink: a\u001b2J\u202e.txt: no such file or directory; check its name"
    )


def test_show_prints_plain_lines_into_a_pipe(write: Write) -> None:
    write("a.txt", "Rents rose 4 percent. Nothing else.")
    write("b.txt", "Nothing.")
    _run("extract", "a.txt", "b.txt", "-o", "out")
    result = _run("show", "out")
    assert (result.exit_code, result.stderr) == (0, "1 claim\n")
    assert result.stdout == (
        "a.txt\n  {id} [statistic, worth 0.50] Rents rose 4 percent\n\n"
    ).format(id=json.loads(Path("out/claims.jsonl").read_text())["id"])


@pytest.mark.parametrize(("width", "is_table"), [(60, False), (109, False), (110, True)])
def test_show_prints_a_table_on_a_wide_terminal_only(
    write: Write, monkeypatch: pytest.MonkeyPatch, width: int, is_table: bool
) -> None:
    write("a.txt", "Rents rose 4 percent in a town whose name nobody at the desk remembered later.")
    _run("extract", "a.txt", "-o", "out")
    monkeypatch.setattr("claimlink.cli.show.terminal_width", lambda: width)
    shown = _run("show", "out").stdout
    assert ("│" in shown) == is_table
    assert max(map(len, shown.split("\n"))) <= width


def test_schema_is_printed_as_json() -> None:
    result = _run("schema")
    assert result.exit_code == 0
    assert orjson.loads(result.stdout) == describe_schema()


def test_evaluate_scores_a_run_and_lists_its_misses(write: Write) -> None:
    text = "Rents rose 4 percent. Nothing else."
    write("a.txt", text)
    gold = {
        "text_file": "a.txt",
        "range": [0, len(text)],
        "sentences": [[0, 21], [22, 35]],
        "citations": [],
        "references": [],
        "claims": [
            {
                "id": "k1",
                "start": 0,
                "end": 20,
                "kind": "statistic",
                "attributed_to": None,
                "citations": [],
                "scope": None,
            },
            {
                "id": "k2",
                "start": 22,
                "end": 34,
                "kind": "state",
                "attributed_to": None,
                "citations": [],
                "scope": None,
            },
        ],
        "non_claims": [],
        "issues": [],
    }
    write("gold/a.json", json.dumps(gold))
    write("gold/a.txt", text)
    _run("extract", "a.txt", "-o", "out")
    result = _run("evaluate", "out", "gold", "--misses")
    assert result.exit_code == 0
    assert "claim      P 1.000  R 0.500  F1 0.667  1 of 1 found, 2 in gold\n" in result.stdout
    assert "a.txt: claim: not found: Nothing else\n" in result.stdout


def test_evaluate_without_a_run_is_one_message(write: Write) -> None:
    write("gold/a.json", "{}")
    result = _run("evaluate", "out", "gold")
    assert result.exit_code == 2
    assert result.stderr.startswith("claimlink: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        (),
        *(
            (name,)
            for name in (
                "extract",
                "show",
                "stats",
                "query",
                "diff",
                "repeats",
                "schema",
                "evaluate",
                "why",
            )
        ),
    ],
)
def test_help_documents_every_parameter(command: tuple[str, ...]) -> None:
    result = _run(*command, "--help")
    assert result.exit_code == 0
    found = cli.commands[command[0]] if command else cli
    assert found.help
    for parameter in found.params:
        assert max(parameter.opts, key=len) in result.stdout or parameter.human_readable_name in (
            result.stdout
        )
    if command in ((), ("extract",)):
        for code in ("0", "1", "2", "3", "130", "141"):
            assert f" {code} " in result.stdout
