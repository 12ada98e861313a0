"""Where a sentence may begin."""

from __future__ import annotations

import pytest

from claimlink.packs import load_pack
from claimlink.structure.sentences import allowed_borders, find_abbreviation

PACK = load_pack()


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("Rents rose. Wages fell.", ["Wages fell."], id="plain"),
        pytest.param("Why now? Nobody knows! Yet.", ["Nobody knows! Yet.", "Yet."], id="marks"),
        pytest.param("Dr. Weber left.", [], id="title"),
        pytest.param("The map by J. Weber is lost.", [], id="initial"),
        pytest.param("It opened on 03. 12. 2020 in Graz.", [], id="spaced date"),
        pytest.param("It took 12. Many came.", ["Many came."], id="number ends a sentence"),
        pytest.param("Ferries (e.g. Tern) stopped.", [], id="abbreviation before a capital"),
        pytest.param(
            "He moved to Washington D.C. Today he is 80.", ["Today he is 80."], id="place ends one"
        ),
        pytest.param("In the U.S. Congress voted.", [], id="place before a name"),
        pytest.param("She left the U.S. In 2019 she came.", ["In 2019 she came."], id="state ends"),
        pytest.param("Dr. Today is a journal.", [], id="title never ends one"),
        pytest.param("They sold tea, etc. The shop shut.", ["The shop shut."], id="list ends one"),
        pytest.param("12 of 27 EU states, incl. Malta, signed.", [], id="including"),
        pytest.param("Flies bite. can they?", [], id="stray stop before a small letter"),
        pytest.param("“It is over. Go home,” said Ito.", [], id="inner stop of a quotation"),
        pytest.param("“Is it over?” Ito asked.", ["Ito asked."], id="whole question quoted"),
        pytest.param("“Is it over?” asked Ito.", [], id="question goes on"),
        pytest.param(
            'He called it "a shame. A pity." Then he left.', ["Then he left."], id="quoted inside"
        ),
        pytest.param("She won (at last). He lost.", ["He lost."], id="closing bracket"),
    ],
)
def test_allowed_borders(text: str, starts: list[str]) -> None:
    assert [text[border:] for border in allowed_borders(text, PACK)] == starts


@pytest.mark.parametrize("row", PACK.lexicon("sentence_abbreviations").rows, ids=lambda r: r.id)
def test_each_abbreviation_holds_its_sentence_together(row: object) -> None:
    term = PACK.rule(getattr(row, "id", ""))
    assert term is not None
    assert allowed_borders(term.example, PACK) == []
    assert len(allowed_borders(term.counterexample, PACK)) == 1


def test_abbreviation_names_its_row() -> None:
    found = find_abbreviation("They met Prof.", "W", PACK)
    assert found is not None
    assert found.id == "sentence_abbreviations.title"
    assert find_abbreviation("They met professors.", "W", PACK) is None


def test_stop_cut_out_with_a_citation_ends_a_sentence() -> None:
    text = "It was found by Ito et al. DNA was not."
    assert allowed_borders(text, PACK) == []
    assert allowed_borders(text, PACK, stops=[26]) == [27]
