"""Brackets that their sentence needs as a noun are narrative, and their names are read."""

from __future__ import annotations

import pytest

from citing_examples import cited


@pytest.mark.parametrize(
    ("text", "narrative"),
    [
        pytest.param("Gulls left. (Weber, 2010) counted them.", True, id="opens-the-sentence"),
        pytest.param("The count was made by (Weber, 2010).", True, id="behind-by"),
        pytest.param("It follows the method shown in (Weber, 2010).", True, id="behind-in"),
        pytest.param("The count was made in R (Weber, 2010).", False, id="one-letter-noun"),
        pytest.param("The gulls left the bay (Weber, 2010).", False, id="closes-the-sentence"),
        pytest.param("The gulls came in (Weber, 2010; Ito, 2011).", False, id="two-works"),
        pytest.param(
            "The gulls left. (Weber, 2010) The terns stayed.", False, id="behind-the-stop"
        ),
    ],
)
def test_bracket_as_a_noun(text: str, narrative: bool) -> None:
    citing, _ = cited(text)
    assert [c.narrative for c in citing.citations] == [narrative] * len(citing.citations)
    assert citing.citations
    read = "".join(text[i] for i in range(len(text)) if not _is_cut(i, citing.cuts))
    assert ("Weber" in read) == narrative


def _is_cut(place: int, cuts: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in cuts)
