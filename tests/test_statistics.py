"""The figures of a run, and the charts that a terminal shows of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from claimlink.inspecting import open_index
from claimlink.inspecting.charts import draw_statistics
from claimlink.inspecting.statistics import (
    FindingCount,
    KindCount,
    ReliedOn,
    Statistics,
    Supported,
    count_run,
)
from inspected import make_empty, make_rents, write_run

_RENTS = Statistics(
    articles=2,
    claims=2,
    cited=1,
    citations=1,
    linked_citations=1,
    references=1,
    kinds=(KindCount("event", 1, 0), KindCount("statistic", 1, 1)),
    findings=(
        FindingCount("no-source", "warning", 1, 1),
        FindingCount("source-older", "warning", 1, 1),
    ),
    relied_on=(ReliedOn("Housing in Styria", "Lillis", "2021", 1, 1),),
    least_supported=(Supported("a1", "rents.txt", 2, 1),),
)


def _count(folder: Path) -> Statistics:
    with closing(open_index(folder)) as index:
        return count_run(index)


def test_figures_of_a_run(tmp_path: Path) -> None:
    assert _count(write_run(tmp_path / "run", [make_rents(), make_empty()])) == _RENTS


def test_run_without_a_claim_has_figures_too(tmp_path: Path) -> None:
    found = _count(write_run(tmp_path / "run", [make_empty()]))
    assert found == Statistics(1, 0, 0, 0, 0, 0, (), (), (), ())
    assert list(draw_statistics(found, 80)) == [
        "0 claims in 1 article, none with a citation",
        "0 citations, none with an entry; 0 entries of source lists",
    ]


def test_plain_lines_have_no_bars() -> None:
    assert list(draw_statistics(_RENTS, None)) == [
        "2 claims in 2 articles, 50% with a citation",
        "1 citation, 100% with an entry; 1 entry of source lists",
        "",
        "claims by kind",
        "  event      1  0% cited",
        "  statistic  1  100% cited",
        "",
        "findings",
        "  no-source (warning)     1  in 1 article",
        "  source-older (warning)  1  in 1 article",
        "",
        "sources most relied on, in claims",
        "  Lillis, 2021: Housing in Styria  1  in 1 article",
        "",
        "articles least supported, in claims",
        "  rents.txt  2  50% cited",
    ]


def test_bars_of_a_terminal_show_count_and_share() -> None:
    found = Statistics(
        1, 5, 1, 0, 0, 0, (KindCount("event", 4, 1), KindCount("state", 1, 0)), (), (), ()
    )
    assert list(draw_statistics(found, 44))[3:] == [
        "claims by kind",
        "  event  4  █████░░░░░░░░░░░░░░░░  25% cited",
        "  state  1  ░░░░░░                 0% cited",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    relied = ReliedOn("東京の家賃 \x1b[2J" + "very " * 40, "Lillis; Oduya; Marsh", None, 12_345, 3)
    found = Statistics(1, 12_345, 5, 6, 7, 8, _RENTS.kinds, _RENTS.findings, (relied,), ())
    lines = list(draw_statistics(found, width))[2:]
    assert max(map(cell_len, lines)) <= width
    assert "\x1b" not in "".join(lines)
    assert any("Lillis et al" in line for line in lines)
