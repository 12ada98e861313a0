"""Parts of a clause that are claims of their own though they share its predicate."""

from __future__ import annotations

from itertools import pairwise

import pytest

from clause_examples import analyse

# (text, (own words, wording that stands alone) of every claim)
SPLIT = [
    pytest.param(
        "Anna Roth holds a degree in law from Graz and a doctorate in art from Brno.",
        [
            (
                "Anna Roth holds a degree in law from Graz",
                "Anna Roth holds a degree in law from Graz",
            ),
            (
                "a doctorate in art from Brno",
                "Anna Roth holds a doctorate in art from Brno",
            ),
        ],
        id="objects built alike",
    ),
    pytest.param(
        "Anna Roth served as mayor of Graz and as head of the harbour board.",
        [
            ("Anna Roth served as mayor of Graz", "Anna Roth served as mayor of Graz"),
            (
                "as head of the harbour board",
                "Anna Roth served as head of the harbour board",
            ),
        ],
        id="repeated preposition",
    ),
    pytest.param(
        "The ferry runs from Graz to Linz in May and also from Brno to Wels in June.",
        [
            ("The ferry runs from Graz to Linz in May", "The ferry runs from Graz to Linz in May"),
            ("from Brno to Wels in June", "The ferry runs from Brno to Wels in June"),
        ],
        id="two routes",
    ),
    pytest.param(
        "Old ferries are likely to lose their crews and more likely to sink in a storm.",
        [
            (
                "Old ferries are likely to lose their crews",
                "Old ferries are likely to lose their crews",
            ),
            ("more likely to sink in a storm", "Old ferries are more likely to sink in a storm"),
        ],
        id="repeated adjective",
    ),
    pytest.param(
        "Salzburg, the second city of Austria, built nine mills in 1850.",
        [
            ("Salzburg built nine mills in 1850", "Salzburg built nine mills in 1850"),
            ("the second city of Austria", "Salzburg was the second city of Austria"),
        ],
        id="apposition that names and counts",
    ),
    pytest.param(
        "The Tern is a red ferry, capable of crossing the strait in ten minutes.",
        [
            ("The Tern is a red ferry", "The Tern is a red ferry"),
            (
                "capable of crossing the strait in ten minutes",
                "The Tern is capable of crossing the strait in ten minutes",
            ),
        ],
        id="description behind a comma",
    ),
    pytest.param(
        "Anna Roth won nine prizes in Graz, including the Tern Prize in 2018.",
        [
            ("Anna Roth won nine prizes in Graz", "Anna Roth won nine prizes in Graz"),
            (
                "the Tern Prize in 2018",
                "Anna Roth won nine prizes in Graz including the Tern Prize in 2018",
            ),
        ],
        id="dated member",
    ),
    pytest.param(
        "Austria is a country that lies between two rivers.",
        [
            ("Austria is a country", "Austria is a country"),
            ("that lies between two rivers", "Austria lies between two rivers"),
        ],
        id="what a named thing is and does",
    ),
    pytest.param(
        "The Tern is a ferry built in Graz by a crew of nine.",
        [
            ("The Tern is a ferry", "The Tern is a ferry"),
            ("built in Graz by a crew of nine", "The Tern is built in Graz by a crew of nine"),
        ],
        id="participle about a named thing",
    ),
]
WHOLE = [
    pytest.param("Anna Roth bought maps and letters from a trader in Graz.", id="bare objects"),
    pytest.param("Anna Roth met the mayor of Graz and the bishop of Linz.", id="only 'of'"),
    pytest.param(
        "The board compared a ferry built for rivers and a ferry built for lakes.", id="comparison"
    ),
    pytest.param("A road connects the port in Graz and the mill in Wels.", id="only true together"),
    pytest.param("The crew works with children and with adults.", id="repeated, bare"),
    pytest.param("The mayor of Graz and the bishop of Linz met in 1950.", id="joint subject"),
    pytest.param("The board shut Echo, an independent club, for a year.", id="bare apposition"),
    pytest.param("Anna Roth left the board in 2018, due to the rents in Graz.", id="reason"),
    pytest.param("Anna Roth won nine prizes, including the Tern Prize.", id="undated member"),
    pytest.param("Anna Roth owns a ferry called the red one by its crew.", id="a name"),
    pytest.param("The firm has a plan that serves the islands.", id="short restrictive relative"),
]


@pytest.mark.parametrize(("text", "claims"), SPLIT)
def test_part_with_words_of_its_own_is_a_claim(text: str, claims: list[tuple[str, str]]) -> None:
    assert [(claim.text, claim.standalone) for claim in analyse(text).claims] == claims


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_true_together_stays_one_claim(text: str) -> None:
    assert [claim.text for claim in analyse(text).claims] == [text[:-1]]


@pytest.mark.parametrize("text", [param.values[0] for param in SPLIT])
def test_fragments_of_parts_never_overlap(text: object) -> None:
    spans = sorted(span for claim in analyse(str(text)).claims for span in claim.fragments)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_part_shares_the_negation_of_the_rest() -> None:
    text = "Anna Roth never held a degree in law from Graz and a doctorate in art from Brno."
    assert [claim.polarity for claim in analyse(text).claims] == ["negative", "negative"]


def test_part_is_said_by_who_says_the_rest() -> None:
    text = (
        "Officials said that the ferry served as mail boat of the islands and as school of the "
        "navy."
    )
    claims = analyse(text).claims
    assert [c.text for c in claims][1:] == ["as school of the navy"]
    assert {
        c.attribution.source.text for c in claims if c.attribution and c.attribution.source
    } == {"Officials"}
    assert all(c.attribution is not None for c in claims)
