"""Names spelt in one way where they are cited, in another where they are listed; other names."""

from __future__ import annotations

import pytest

from citing_examples import pointed


@pytest.mark.parametrize(
    ("cited", "listed", "linked"),
    [
        pytest.param("Müller", "Mueller, A.", True, id="umlaut spelt out"),
        pytest.param("Mueller", "Müller, A.", True, id="umlaut for its spelling"),
        pytest.param("Muller", "Müller, A.", True, id="umlaut left off"),
        pytest.param("Moller", "Miller, A.", False, id="another vowel"),
        pytest.param("Łęcki", "Lecki, A.", True, id="Polish letters"),
        pytest.param("Sørby", "Sorby, A.", True, id="Danish letter"),
        pytest.param("Doğanay", "Doganay, A.", True, id="Turkish letter"),
        pytest.param("Tschernow", "Chernov, A.", False, id="German and English transliteration"),
        pytest.param("Volkonskii", "Volkonsky, A.", True, id="two transliterations of an ending"),
        pytest.param("Bernini", "Bernard, A.", False, id="no transliteration"),
        pytest.param("Иванов", "Иванов А. П.", True, id="Cyrillic"),
        pytest.param("Иванов", "Петров А. П.", False, id="another Cyrillic name"),
        pytest.param("Marchetti", "Marcheti, A.", True, id="letter left out"),
        pytest.param("Marchetti", "Marchesi, A.", False, id="another ending"),
        pytest.param("Berg", "Borg, A.", False, id="short names"),
        pytest.param("Gale-Ostler", "Gale Ostler, A.", True, id="hyphen"),
        pytest.param("MacLamb", "Mac Lamb, A.", True, id="blank"),
    ],
)
def test_spelling(cited: str, listed: str, linked: bool) -> None:
    found = pointed(
        f"Tolls rose ({cited}, 2011). Fees did not (Bree, 2012).",
        "Bree, K. (2012). Fees of the moor. Fjord Press.",
        f"{listed} (2011). Tolls of the moor. Fjord Press.",
    )
    assert found == [(f"{cited}, 2011", 1 if linked else None), ("Bree, 2012", 0)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param("It was settled in Lamb v. Gale (1954) for good.", [], id="court case"),
        pytest.param("It was settled by Lamb and Gale (1954) for good.",
                     [("Lamb and Gale (1954)", None)], id="two authors"),
        pytest.param("Her novels include Undertow (1971) and Quays (1975).", [], id="novels"),
        pytest.param("Her critics include Ostler (1971) and Bree (1975), say some.",
                     [("Ostler (1971)", None), ("Bree (1975)", None)], id="critics"),
        pytest.param("The film Undertow (2012) was banned.", [], id="film"),
        pytest.param("In her book, Ostler (2012) calls it banned.",
                     [("Ostler (2012)", None)], id="author of a book"),
        pytest.param("The mayor (Labour, 2019) resigned.", [], id="party"),
        pytest.param("The mayor resigned (Labour Party, 2019).",
                     [("Labour Party, 2019", None)], id="party as author"),
        pytest.param("Gulls (Larus canus Linnaeus, 1758) nest here.", [], id="authority"),
        pytest.param("Gulls nest here (Linnaeus, 1758).", [("Linnaeus, 1758", None)],
                     id="the same name as author"),
    ],
)  # fmt: skip
def test_lookalikes_beside_a_list(prose: str, expected: list[tuple[str, int | None]]) -> None:
    assert pointed(prose, "Hart, K. (2012). Fees of the moor. Fjord Press.") == expected
