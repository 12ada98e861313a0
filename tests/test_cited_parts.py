"""Items of a list that are cited apart are claims of their own, worded with what they share."""

from __future__ import annotations

import pytest

from clause_examples import analyse

# A claim's own words, its wording and the citations that support it, in text order.
Parts = list[tuple[str, str, list[str]]]

APART = [
    pytest.param(
        "Grants were paid for boats (Weber, 2019), for nets (Ito, 2020) and for ice (Roth, 2021).",
        [
            ("Grants were paid for boats", "Grants were paid for boats", ["Weber, 2019"]),
            ("for nets", "Grants were paid for nets", ["Ito, 2020"]),
            ("for ice", "Grants were paid for ice", ["Roth, 2021"]),
        ],
        id="phrases with one preposition",
    ),
    pytest.param(
        "The valley exported timber (Weber, 2019), wool (Ito, 2020), and cheese (Roth, 2021).",
        [
            ("The valley exported timber", "The valley exported timber", ["Weber, 2019"]),
            ("wool", "The valley exported wool", ["Ito, 2020"]),
            ("cheese", "The valley exported cheese", ["Roth, 2021"]),
        ],
        id="objects of one verb",
    ),
    pytest.param(
        "Grants were paid for boats (Weber, 2019) and for new nets on the islands.",
        [
            ("Grants were paid for boats", "Grants were paid for boats", ["Weber, 2019"]),
            ("for new nets on the islands", "Grants were paid for new nets on the islands", []),
        ],
        id="the last item without a citation",
    ),
    pytest.param(
        "The council keeps records of every ferry (Weber, 2019), and lists of crews (Ito, 2020).",
        [
            (
                "The council keeps records of every ferry",
                "The council keeps records of every ferry",
                ["Weber, 2019"],
            ),
            ("lists of crews", "lists of crews", ["Ito, 2020"]),
        ],
        id="what is shared is left open where the parser does not say",
    ),
]
TOGETHER = [
    pytest.param(
        "The ferries of the valley (Weber, 2019) were sold in May 2010.",
        ["Weber, 2019"],
        id="a subject and its predicate",
    ),
    pytest.param(
        "The crews passed tests such as swimming (Weber, 2019), rowing (Ito, 2020) and diving.",
        ["Weber, 2019", "Ito, 2020"],
        id="examples of one statement",
    ),
    pytest.param(
        "Rents rose in Graz (Weber, 2019) and in Bern (Weber, 2019).",
        ["Weber, 2019", "Weber, 2019"],
        id="one source twice",
    ),
    pytest.param(
        "Weber (2019) and Ito (2020) studied ferries.",
        ["Weber (2019)", "Ito (2020)"],
        id="names that are the subject",
    ),
    pytest.param(
        "The method was described in (Weber, 2019) and in (Ito, 2020).",
        ["Weber, 2019", "Ito, 2020"],
        id="brackets used as nouns",
    ),
    pytest.param(
        "The harbour exports grain (Weber, 2019) with a fleet of forty barges (Ito, 2020).",
        ["Weber, 2019", "Ito, 2020"],
        id="not coordinated",
    ),
    pytest.param(
        "Rents rose in Graz (Weber, 2019) and Bern.", ["Weber, 2019"], id="too short to stand alone"
    ),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_items_cited_apart(text: str, expected: Parts) -> None:
    found = [
        (claim.text, claim.standalone, [support.text for support in claim.citations])
        for claim in analyse(text).claims
    ]
    assert found == expected


@pytest.mark.parametrize(("text", "cited"), TOGETHER)
def test_one_claim(text: str, cited: list[str]) -> None:
    (claim,) = analyse(text).claims
    assert [support.text for support in claim.citations] == cited


def test_wording_says_what_it_restored() -> None:
    text = "The valley exported timber (Weber, 2019), wool (Ito, 2020), and cheese (Roth, 2021)."
    _, wool, _ = analyse(text).claims
    assert ("clause.cited-apart", "shared: exported") in [(w.rule, w.decided) for w in wool.why]
