"""Lines with exact offsets, and whether a text is wrapped by hand."""

from __future__ import annotations

import pytest

from claimlink.structure.lines import Line, split_lines
from claimlink.structure.wrapping import Wrapping, join_wrapped

TEXTS = [
    pytest.param(
        "a\n b \n\nc",
        [("a", 0, 0, True), ("b", 3, 1, False), ("", 6, 0, False), ("c", 7, 0, True)],
        id="lf",
    ),
    pytest.param(
        "a\r\nb\rc", [("a", 0, 0, True), ("b", 3, 0, False), ("c", 5, 0, False)], id="crlf-and-cr"
    ),
    pytest.param("a\u2028b\x0cc\x85d", [("a\u2028b\x0cc\x85d", 0, 0, True)], id="no-line-ends"),
    pytest.param("\tx", [("x", 1, 4, True)], id="tab-is-four-columns"),
    pytest.param("", [], id="empty"),
    pytest.param("\n", [("", 0, 0, True)], id="one-blank-line"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_split_lines(text: str, expected: list[tuple[str, int, int, bool]]) -> None:
    lines = split_lines(text)
    assert [(line.text, line.start, line.indent, line.gap) for line in lines] == expected
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_cut_keeps_the_offsets_of_the_words_left() -> None:
    text = "  -\t rents "
    line = split_lines(text)[0].cut(1)
    assert (text[line.start : line.end], line.text) == ("rents", "rents")


def words(*lines: str) -> list[Line]:
    return split_lines("\n".join(lines))


WRAPPED = [
    "The harbour of the northern town closed in spring and",
    "most of the families that had lived from it moved to",
    "the inland towns.",
]


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = words(*WRAPPED)
    assert [len(part) for part in join_wrapped(lines, Wrapping.of(lines))] == [3]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        pytest.param(
            ["Rents rose.", "Wages fell.", "Prices stood still for years."], 3, id="short"
        ),
        pytest.param(["Rents rose in the", "whole north."], 1, id="a-line-end-inside-a-sentence"),
        pytest.param(["https://a.example", "https://b.example"], 2, id="addresses"),
        pytest.param(["x" * 500 + " end.", "Y" * 400 + " end."], 2, id="long"),
    ],
)
def test_lines_of_their_own_stay_apart(lines: list[str], parts: int) -> None:
    run = words(*lines)
    assert len(join_wrapped(run, Wrapping.of(run))) == parts
