"""docs/review.md: the commands that take verdicts out print what it shows."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import JsonValue

from claimlink.cli import cli
from claimlink.review.store import Edit, import_run, open_store
from claimlink.review.store.people import add_person
from claimlink.review.store.verdicts import save
from claimlink.reviews import CONFIDENCE
from review_examples import make_rents, write_run
from test_docs import _commands, _section

_ROOT = Path(__file__).resolve().parents[1]
_OUT = _section((_ROOT / "docs/review.md").read_text("utf-8"), "## What was decided goes out")


def test_commands_print_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = write_run(Path("outputs/run"), [make_rents()])
    store = open_store(run / "review.db")
    import_run(store, run)
    add_person(store, "Ada", "owner")
    rating: JsonValue = {"scale": "truth", "label": "true"}
    save(store, Edit(claim=1, lane="shared", person=1, base=0, field="rating", value=rating))
    store.close()
    for command, shown in _commands(_OUT):
        result = CliRunner().invoke(cli, shlex.split(command)[1:])
        assert (result.exit_code, result.output) == (0, shown), command
    assert '"alternateName":"true"' in Path("checked.jsonld").read_text("utf-8")


def test_the_words_of_the_desk_have_the_numbers_that_are_documented() -> None:
    exports = (_ROOT / "docs/exports.md").read_text("utf-8")
    low, medium, high = (f"{CONFIDENCE[word]:g}" for word in ("low", "medium", "high"))
    for text in (_OUT, exports):
        assert f"low is {low}, medium {medium}, high {high}" in text
