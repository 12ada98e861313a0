"""The documentation says what the program does: every field, option and exit code; examples run."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel

import claimlink
from claimlink.batch import RunRecord
from claimlink.cli import cli
from claimlink.reading.kinds import KINDS
from claimlink.records import ArticleRecord, Claim, ErrorRecord

_ROOT = Path(__file__).resolve().parents[1]
_README = (_ROOT / "README.md").read_text("utf-8")
_OUTPUT = (_ROOT / "docs/output.md").read_text("utf-8")


def _section(text: str, heading: str) -> str:
    """Return a section of a document with its subsections."""
    level = heading.partition(" ")[0]
    match = re.search(
        rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(level)}}} |\Z)", text, re.M | re.S
    )
    assert match, heading
    return match[1]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def _records_in(annotation: object) -> list[type[BaseModel]]:
    """Return the records that an annotation such as ``list[Entity] | None`` names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [kind for part in get_args(annotation) for kind in _records_in(part)]


def _fields(kind: type[BaseModel]) -> set[str]:
    """Return the names that a record and the records in it have in JSON."""
    found: set[str] = set()
    for name, field in kind.model_fields.items():
        found.add(field.alias or name)
        for inner in _records_in(field.annotation):
            found |= _fields(inner)
    return found


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("## `claims.jsonl`", Claim),
        ("## `articles.jsonl`", ArticleRecord),
        ("## `errors.jsonl`", ErrorRecord),
    ],
)
def test_every_field_is_explained(heading: str, kind: type[BaseModel]) -> None:
    explained = _section(_OUTPUT, heading) + _section(_OUTPUT, "## Shared by both files")
    assert {field for field in _fields(kind) if f"`{field}`" not in explained} == set()


def test_every_field_of_the_runs_record_is_named() -> None:
    explained = _section(_OUTPUT, "## `run.json`")
    missing = {name for name in RunRecord.model_fields if f"`{name}`" not in explained}
    assert missing == {"schema_version"}


def test_every_value_of_a_closed_field_is_explained() -> None:
    values = {
        value
        for kind in (Claim, ArticleRecord)
        for value in re.findall(r'"const": "([^"]+)"|"([^"]+)"', json.dumps(_enums(kind)))
        for value in value
        if value
    }
    assert values
    assert {value for value in values if f"`{value}`" not in _OUTPUT} == set()


def _enums(kind: type[BaseModel]) -> list[str]:
    found: list[str] = []

    def walk(schema: object) -> None:
        if isinstance(schema, dict):
            found.extend(schema.get("enum", []))
            for part in schema.values():
                walk(part)
        elif isinstance(schema, list):
            for part in schema:
                walk(part)

    walk(kind.model_json_schema())
    return found


def _commands(text: str) -> list[tuple[str, str]]:
    """Return the commands of the console examples, each with what is shown below it."""
    blocks = "".join(_blocks(text, "console"))
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", blocks, re.M)


def _run(command: str) -> Result:
    result = CliRunner().invoke(cli, shlex.split(command)[1:])
    assert result.exit_code == 0, result.stderr
    return result


def _is_part(shown: object, printed: object) -> bool:
    """Tell whether an object is another one with fields left out."""
    if isinstance(shown, dict) and isinstance(printed, dict):
        return all(name in printed and _is_part(shown[name], printed[name]) for name in shown)
    if isinstance(shown, list) and isinstance(printed, list):
        return len(shown) == len(printed) and all(map(_is_part, shown, printed))
    return type(shown) is type(printed) and shown == printed


def test_readme_example_prints_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, (cat, article), (extract, _) = _commands(_README)[:3]
    (tmp_path / cat.split()[1]).write_text(article, "utf-8")
    (line,) = _run(extract).stdout.rstrip("\n").split("\n")
    (shown,) = _blocks(_README, "json")
    assert _is_part(json.loads(shown), json.loads(line)), line


def test_readme_commands_work_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    articles = tmp_path / "articles"
    articles.mkdir()
    commands = _commands(_README)
    (articles / "rents.txt").write_text(commands[1][1], "utf-8")
    (tmp_path / "corpus").symlink_to(_ROOT / "corpus")
    # The commands that look into the run are in docs/inspecting.md with what they print.
    extract, show, report, *looks, why, review, evaluate = (
        line for line, _ in commands if "outputs/run" in line
    )
    assert [look.split()[1] for look in looks] == ["show", "stats", "diff", "query", "repeats"]
    assert _run(extract).stdout == ""
    assert "rents in Graz rose by 4 percent in 2020" in _run(show).stdout
    assert _run(report).stdout == ""
    assert b"rents in Graz rose by 4 percent in 2020" in (tmp_path / "report.html").read_bytes()
    assert _run("claimlink extract articles/ -o outputs/before").stdout == ""
    assert [_run(look).stdout != "" for look in looks] == [False, True, True, True, False]
    assert "attribution_verbs.say" in _run(why).stdout
    # Without an option it serves until it is ended.
    assert _run(f"{review} --backup copy.db").stdout == ""
    assert _run(evaluate).stdout.startswith("sentence   P ")


def test_readme_python_prints_what_its_comment_says(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = _blocks(_README, "python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.split("\n")[:-1] == re.findall(r"^# (.*)$", code, re.M)


def test_readme_has_every_make_target_of_the_first_use() -> None:
    makefile = (_ROOT / "Makefile").read_text("utf-8")
    targets = [line.split()[1] for line, _ in _commands(_README) if line.startswith("make ")]
    assert targets == ["demo", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M)
    assert (_ROOT / ".ci/run").read_text("utf-8").rstrip().endswith("exec make test")


def test_exit_codes_are_the_same_everywhere() -> None:
    table = dict(re.findall(r"^\| (\d+) \| (.*?) \|$", _README, re.M))
    said = CliRunner().invoke(cli, ["--help"]).stdout
    listed = dict(re.findall(r"^ +(\d+) +(.*)$", said, re.M))
    assert {code: text.replace("`", "") for code, text in table.items()} == listed
    assert list(listed) == ["0", "1", "2", "3", "130", "141"]


def test_options_named_in_the_documentation_exist() -> None:
    options = {
        name
        for command in cli.commands.values()
        for parameter in command.params
        for name in parameter.opts
    }
    named = set(
        re.findall(r"`?(--[a-z]+(?:-[a-z]+)*)", "".join(p.read_text() for p in _documents()))
    )
    assert named - {"--help"} <= options
    assert {name for name in options if name.startswith("--")} - named == {
        "--language",
        "--output",
    }


def _documents() -> list[Path]:
    return [_ROOT / "README.md", _ROOT / "CHANGELOG.md", *sorted((_ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_changelog_names_the_version_or_what_is_to_come() -> None:
    changelog = (_ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## (?:\[?)([\w.]+)", changelog, re.M)
    assert headings[0] == "Unreleased" or headings[0] == claimlink.__version__


def test_every_ending_is_in_the_table_of_inputs() -> None:
    table = _section(
        (_ROOT / "docs/inputs.md").read_text("utf-8"), "# What `claimlink extract` reads"
    )
    named = re.findall(r"^\| ((?:`\.\w+`(?:, )?)+) \|", table, re.M)
    assert sorted(re.findall(r"\.\w+", " ".join(named))) == sorted(KINDS)
