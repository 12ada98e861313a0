"""Quotations: where they begin and end, and what is no quotation."""

from __future__ import annotations

import pytest

from attribution_examples import parse_text
from claimlink.claiming.attribution.quotation import find_quotations

CASES = [
    pytest.param("“Rents rose,” Ito said.", ["“Rents rose,”"], id="curly"),
    pytest.param('"Rents rose," Ito said.', ['"Rents rose,"'], id="straight"),
    pytest.param("„Rents rose“, Ito said.", ["„Rents rose“"], id="low-high"),
    pytest.param("«Rents rose», said Ito.", ["«Rents rose»"], id="angle"),
    pytest.param("``Rents rose,'' Ito said.", ["``Rents rose,''"], id="backticks"),
    pytest.param("''Rents rose,'' Ito said.", ["''Rents rose,''"], id="doubled-apostrophes"),
    pytest.param("‘Rents rose,’ Ito said.", ["‘Rents rose,’"], id="single-curly"),
    pytest.param("'Rents rose,' Ito said.", ["'Rents rose,'"], id="single-straight"),
    pytest.param(
        "‘The tenants’ homes are cold,’ Ito said.",
        ["‘The tenants’ homes are cold,’"],
        id="possessive-inside-single",
    ),
    pytest.param(
        "“Ito calls it ‘a gift’ and laughs,” she said.",
        ["“Ito calls it ‘a gift’ and laughs,”"],
        id="nested",
    ),
    pytest.param(
        "“Rents rose. They will fall,” Ito said. “Soon.”",
        ["“Rents rose. They will fall,”", "“Soon.”"],
        id="several-sentences",
    ),
    pytest.param(
        "“Rents rose.\n\n“They will fall,” Ito said.",
        ["“Rents rose.", "“They will fall,”"],
        id="mark-before-each-paragraph",
    ),
    pytest.param("“Rents rose and nobody knew.\n\nThey fell in May.", [], id="never-closed"),
    pytest.param("The tenants' union lost its members' trust.", [], id="apostrophes"),
    pytest.param("In the '90s rents rose, and in the '80s too.", [], id="decades"),
    pytest.param('The board is 6" wide and 8" long.', [], id="inches"),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_of_a_text(text: str, expected: list[str]) -> None:
    found = find_quotations(parse_text(text), text)
    assert [text[quotation.start : quotation.end] for quotation in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Rents rose,” Ito said.", True, id="ends-with-comma"),
        pytest.param("The “free” bus costs two euros.", False, id="scare-quote"),
        pytest.param("She read “Night over Lima” at school.", False, id="title"),
    ],
)
def test_utterances_and_words_in_marks(text: str, expected: bool) -> None:
    (quotation,) = find_quotations(parse_text(text), text)
    assert quotation.is_utterance is expected


def test_many_marks_are_paired_once() -> None:
    text = "“a” " * 2_000
    assert len(find_quotations(parse_text(text), text)) == 2_000
