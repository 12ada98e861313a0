"""Gold and runs are read from files, and figures and misses printed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlink.errors import InputError, RunError
from claimlink.evaluating import (
    Figure,
    Miss,
    evaluate,
    evaluate_articles,
    print_figures,
    print_misses,
    read_gold,
    read_run,
    score,
)
from claimlink.records import (
    Analysis,
)
from evaluating_examples import (
    FAULTY,
    faulty,
    gold_article,
    perfect,
)

Write = Callable[[str, bytes | str], Path]


def write_all(write: Write, found: Analysis) -> tuple[Path, Path]:
    article = gold_article()
    write("gold/trams.txt", article.text)
    gold = write("gold/trams.json", article.gold.model_dump_json())
    lines = "".join(claim.model_dump_json(by_alias=True) + "\n" for claim in found.claims)
    write("run/claims.jsonl", lines)
    run = write("run/articles.jsonl", found.article.model_dump_json(by_alias=True) + "\n")
    return gold.parent, run.parent


def test_score_reads_gold_and_run(write: Write) -> None:
    gold, run = write_all(write, faulty())
    assert score(gold, run) == FAULTY
    assert evaluate(gold, run) == evaluate_articles([gold_article()], [faulty()])
    assert read_run(run) == [faulty()]
    assert read_gold(gold) == [gold_article()]


def test_line_ends_are_kept_and_a_mark_is_dropped(write: Write) -> None:
    gold = write("gold/trams.json", gold_article().gold.model_dump_json()).parent
    write("gold/trams.txt", b"\xef\xbb\xbfa\r\nb\rc\n")
    assert [article.text for article in read_gold(gold)] == ["a\r\nb\rc\n"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "no gold files here", id="an empty folder"),
        pytest.param("{", "Invalid JSON", id="no JSON"),
        pytest.param('{"text_file": "a.txt"}', "citations: Field required", id="a field missing"),
        pytest.param("{}", "text_file: Field required", id="an empty object"),
    ],
)
def test_faulty_gold_is_named(write: Write, content: str | None, message: str) -> None:
    folder = write("gold/a.txt", "Text.").parent
    if content is not None:
        write("gold/a.json", content)
    with pytest.raises(InputError, match=message) as caught:
        read_gold(folder)
    assert str(caught.value.source).startswith(str(folder))


def test_gold_without_its_text_is_named(write: Write) -> None:
    gold = write("gold/trams.json", gold_article().gold.model_dump_json()).parent
    with pytest.raises(InputError, match=r"trams\.txt can't be read"):
        read_gold(gold)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "claims.jsonl", "{]\n", "a damaged line; run claimlink extract again", id="no JSON"
        ),
        pytest.param(
            "articles.jsonl", '{"id": "a"}\n', "schema_version None", id="a field missing"
        ),
    ],
)
def test_a_faulty_run_names_file_and_line(
    write: Write, name: str, content: str, message: str
) -> None:
    _, run = write_all(write, perfect())
    write(f"run/{name}", content)
    with pytest.raises(RunError, match=message) as caught:
        read_run(run)
    assert caught.value.source == f"{run / name}:1"


def test_another_schema_version_is_refused(write: Write) -> None:
    _, run = write_all(write, perfect())
    line = json.loads((run / "articles.jsonl").read_text(encoding="utf-8"))
    write("run/articles.jsonl", json.dumps(line | {"schema_version": "0.9"}) + "\n")
    with pytest.raises(RunError, match=r"schema_version '0\.9'"):
        read_run(run)


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="name a folder") as caught:
        read_run(tmp_path)
    assert caught.value.source == str(tmp_path / "claims.jsonl")


def test_print_figures() -> None:
    out = io.StringIO()
    print_figures({"claim@0.8": Figure(3, 4, 6), "kind": Figure()}, out)
    assert out.getvalue() == (
        "claim@0.8  P 0.750  R 0.500  F1 0.600  3 of 4 found, 6 in gold\n"
        "kind       P 0.000  R 0.000  F1 0.000  0 of 0 found, 0 in gold\n"
    )


def test_print_misses(capsys: pytest.CaptureFixture[str]) -> None:
    print_misses([Miss("a.txt", "claim", "not found", "rents\n  rose")])
    assert capsys.readouterr().out == "a.txt: claim: not found: rents rose\n"
