"""docs/exports.md: its commands run, print what it shows, and name every format and field."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from pydantic import JsonValue

from claimlink.cli import cli
from claimlink.exporting import FORMATS
from claimlink.importing import TOOLS
from claimlink.importing.rows import COLUMNS
from claimlink.reviews import Correction, Evidence, Review, Verdict
from handed_over import as_fields
from test_docs import _blocks, _commands, _is_part

_ROOT = Path(__file__).resolve().parents[1]
_DOC = (_ROOT / "docs/exports.md").read_text("utf-8")
_README = (_ROOT / "README.md").read_text("utf-8")


def _run(command: str) -> tuple[str, str]:
    result = CliRunner().invoke(cli, shlex.split(command)[1:])
    assert result.exit_code == 0, result.stderr
    return result.stdout, result.stderr


def _node(document: str) -> dict[str, JsonValue]:
    nodes = as_fields(json.loads(document))["@graph"]
    assert isinstance(nodes, list)
    (node,) = nodes
    return as_fields(node)


def test_commands_print_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rents.txt").write_text(_commands(_README)[1][1], "utf-8")
    _run("claimlink extract rents.txt -o outputs/run")
    (bibtex, shown), (claims, _), (_, table), (take, added), (reviews, _), *gold = _commands(_DOC)
    assert _run(bibtex)[0] == shown
    claim, claim_review = (json.loads(block) for block in _blocks(_DOC, "json"))
    _run(claims)
    assert _is_part(claim, _node((tmp_path / "claims.jsonld").read_text("utf-8")))
    (tmp_path / "reviewed.csv").write_text(table, "utf-8")
    assert _run(take) == ("", added)
    assert _is_part(claim_review, _node(_run(reviews)[0]))
    assert [_run(command)[0] for command, _ in gold] == [printed for _, printed in gold]


def test_reviews_stay_when_the_run_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rents.txt").write_text(_commands(_README)[1][1], "utf-8")
    _run("claimlink extract rents.txt -o outputs/run")
    (tmp_path / "r.csv").write_text("claim_id,verdict\nk-13e7cf020592,true\n", "utf-8")
    _run("claimlink import outputs/run --from csv r.csv --reviewer Ada --when 2026-03-01")
    before = (tmp_path / "outputs/run/reviews.jsonl").read_bytes()
    (tmp_path / "rents.txt").write_text("Wages fell by 2 percent in 2019.", "utf-8")
    _run("claimlink extract rents.txt -o outputs/run")
    assert (tmp_path / "outputs/run/reviews.jsonl").read_bytes() == before


def test_every_format_column_and_field_is_explained() -> None:
    kinds = [Review, Verdict, Evidence, *get_args(get_args(Correction)[0])]
    names = {name for kind in kinds for name in kind.model_fields}
    names |= {kind.model_fields["change"].default for kind in get_args(get_args(Correction)[0])}
    names |= {*FORMATS, *TOOLS, *COLUMNS}
    assert {name for name in names if f"`{name}`" not in _DOC} == set()
