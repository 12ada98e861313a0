"""Prose without citations, and the way back to the article."""

from __future__ import annotations

import pytest

from claimlink.structure.prose import MAX_LENGTH, Prose, cut_prose

CITED = "Rents rose (Lillis, 2021) in Graz."


def test_cut_stretch_is_left_out_and_positions_map_back() -> None:
    (prose,) = cut_prose(CITED, 3, 0, len(CITED), [(10, 25)])
    assert prose == Prose(3, "Rents rose in Graz.", (0, 10), (0, 25), (), (10,))
    assert [prose.to_article(i) for i in (0, 9, 10, 18)] == [0, 9, 25, 33]
    assert prose.span(6, 13) == (6, 28)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rents rose\nin Graz.", "Rents rose in Graz.", id="hard wrap"),
        pytest.param("Rents  rose\r\n in Graz.", "Rents rose in Graz.", id="runs of blanks"),
        pytest.param("Rents\u2028rose.", "Rents rose.", id="line separator"),
        pytest.param("Rents \ud800 rose.", "Rents \ufffd rose.", id="lone surrogate"),
        pytest.param("Rents \x00 rose.", "Rents \ufffd rose.", id="NUL"),
        pytest.param("Rents " + "(" * 10_000 + " rose.", "Rents  rose.", id="nested brackets"),
        pytest.param("a" * 200_000, None, id="one word of 200,000 letters"),
    ],
)
def test_what_derails_the_tokenizer_never_reaches_it(text: str, expected: str | None) -> None:
    found = cut_prose(text, 0, 0, len(text), [])
    assert [prose.text for prose in found] == ([] if expected is None else [expected])


def test_every_kept_character_maps_to_itself() -> None:
    text = "Ärger  im\tHafen (Weber, 2019): 👩‍👩‍👧 kamen\n\nan."
    (prose,) = cut_prose(text, 0, 0, len(text), [(15, 29)])
    assert prose.text == "Ärger im Hafen: 👩‍👩‍👧 kamen an."
    for offset, char in enumerate(prose.text):
        origin = text[prose.to_article(offset)]
        assert origin == char or (char == " " and origin.isspace())


def test_long_paragraph_comes_in_parts_broken_after_a_stop() -> None:
    text = "The ferry left the harbour late. " * 2_000
    parts = cut_prose(text, 0, 0, len(text), [])
    assert len(parts) > 2
    assert max(len(part.text) for part in parts) <= MAX_LENGTH
    assert all(part.text.endswith(". ") for part in parts[:-1])
    assert "".join(part.text for part in parts) == text


def test_block_that_is_all_cut_has_no_prose() -> None:
    assert cut_prose("(Lillis, 2021)", 0, 0, 14, [(0, 14)]) == []


def test_word_across_a_cut_ends_where_the_cut_begins() -> None:
    text = "All ran in R (Core, 2018)."
    (prose,) = cut_prose(text, 0, 0, len(text), [(12, 25)])
    assert prose.text == "All ran in R."
    assert prose.end_of_first(11, 13) == 12
    assert prose.end_of_first(4, 7) == 7
