"""``claimlink report``: which articles it takes, what it refuses, what its documentation says."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

import claimlink
from claimlink.cli import cli
from claimlink.inspecting.plain import RuleWords, plain_words
from claimlink.inspecting.report import choose
from claimlink.packs import load_pack
from claimlink.records import Article
from report_examples import analyse, write_run
from test_report import _embedded, _page, _report

_PACKAGE = Path(__file__).parents[1] / "pipeline/claimlink"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--article", "ferries"], ["ferries"]),
        (["--article", "articles/rents.txt"], ["rents"]),
        (["--article", "rents", "--article", "ferries"], ["rents", "ferries"]),
        (["--range", "2"], ["ferries"]),
        (["--range", "1-9"], ["rents", "ferries"]),
        (["--range", "5-9"], []),
    ],
)
def test_articles_can_be_chosen(options: list[str], shown: list[str], tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", analyse("rents", "ferries"))
    embedded = _embedded(_page(run, *options))
    assert [embedded[f"article-{n}"]["id"] for n in range(1, len(embedded))] == shown
    assert embedded["run"]["chosen"] is True


def test_empty_run_makes_a_page(tmp_path: Path) -> None:
    embedded = _embedded(_page(write_run(tmp_path / "run", [])))
    assert list(embedded) == ["run"]
    assert embedded["run"]["articles"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["gone"], "gone/claims.jsonl: no such file", id="no run"),
        pytest.param(["run", "--article", "x"], "run: no article 'x' among", id="no article"),
        pytest.param(["other"], "schema_version '9.9'", id="another version"),
        pytest.param(["broken"], "articles.jsonl:1: a damaged line", id="a broken line"),
        pytest.param(["failed"], "errors.jsonl: damaged", id="broken errors"),
        pytest.param(["run", "--rules", "nowhere"], "nowhere", id="no rules"),
    ],
)
def test_refused_run_leaves_the_page_that_was_there(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = write_run(tmp_path / "run", analyse("rents"))
    for name, file, content in (
        (
            "other",
            "articles.jsonl",
            (run / "articles.jsonl").read_bytes().replace(b'"1.0"', b'"9.9"', 1),
        ),
        ("broken", "articles.jsonl", b'{"id": \n'),
        ("failed", "errors.jsonl", b"{\n"),
    ):
        write_run(tmp_path / name, analyse("rents"))
        (tmp_path / name / file).write_bytes(content)
    (tmp_path / "page.html").write_text("before")
    result = _report(*arguments, "-o", "page.html")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "page.html").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "claims.jsonl"], "'claims.jsonl' does not end in .html"),
        (["-o", "a.html", "--range", "9-3"], "'9-3' is no range of articles"),
        (["-o", "gone/a.html"], "gone/a.html: cannot be written: no such file or directory"),
        ([], "Missing option '-o'"),
    ],
)
def test_wrong_use_says_what_to_write(
    options: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_run(tmp_path / "run", [])
    result = _report("run", *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_run_that_is_too_large_says_how_to_split_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run(tmp_path / "run", analyse("rents", "ferries"))
    monkeypatch.setattr(choose, "MOST_CLAIMS", 7)
    split = _report(str(run), "-o", str(tmp_path / "page.html"))
    assert split.exit_code == 2
    assert "the first with --range 1-1, the next from 2 on" in split.stderr
    monkeypatch.setattr(choose, "MOST_CLAIMS", 3)
    alone = _report(str(run), "-o", str(tmp_path / "page.html"))
    assert "article 1 alone is more than a page shows (3 claims" in alone.stderr
    assert not (tmp_path / "page.html").exists()


def test_every_rule_that_a_page_names_has_plain_words() -> None:
    told = plain_words()
    pack = load_pack("en")
    code = "\n".join(path.read_text("utf-8") for path in _PACKAGE.rglob("*.py"))
    links = set(re.findall(r'"(link\.[a-z-]+)"', code))
    rows = {
        row.id
        for name, lexicon in pack.lexicons.items()
        if name.startswith(("worth_", "support_"))
        for row in lexicon.rows
    }
    missing = (links | rows) - set(told)
    assert missing == set(), "a row for each in inspecting/plain.tsv, in plain words"
    assert [rule for rule in told if pack.rule(rule) is None and f'"{rule}"' not in code] == []
    assert [rule for rule, words in told.items() if not words or words[0].isspace()] == []


def test_documented_commands_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = Article(
        id="rents",
        source="articles/rents.txt",
        text="Rents in Graz rose by 4 percent in 2020 (Lillis, 2021).",
    )
    write_run(tmp_path / "outputs/run", [claimlink.load()(article)])
    page = (_PACKAGE.parents[1] / "docs/report.md").read_text("utf-8")
    blocks = "".join(re.findall(r"^```console\n(.*?)^```$", page, re.M | re.S))
    commands = re.findall(r"^\$ claimlink (.*)\n((?:(?!\$ ).*\n)*)", blocks, re.M)
    assert len(commands) == 3
    for command, shown in commands:
        result = CliRunner().invoke(cli, command.split())
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", shown)


def test_keys_of_the_page_are_documented() -> None:
    script = files("claimlink.inspecting.report").joinpath("static/keys.js").read_text("utf-8")
    keys = re.findall(r'^  \["(.)", ', script, re.M)
    page = (_PACKAGE.parents[1] / "docs/report.md").read_text("utf-8")
    listed = re.findall(r"`(.)`", "".join(re.findall(r"^\| (`.*?) \|", page, re.M)))
    assert sorted(listed) == sorted(keys)


def test_rule_of_an_article_without_language_is_named_by_the_next() -> None:
    words = RuleWords()
    assert words.ask("clause.root", "und") == "clause.root"
    assert words.told() == {"clause.root": ""}
    words.ask("clause.root", "en")
    assert words.told() == {"clause.root": "the main clause"}


def test_no_model_is_loaded(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", analyse("rents"))
    code = (
        "import sys; from claimlink.cli import cli; "
        f"cli(['report', {str(run)!r}, '-o', '-'], standalone_mode=False); "
        "print([name for name in ('spacy', 'numpy') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr == b"[]\n"
