"""Which citation supports which claim, and how far it reaches."""

from __future__ import annotations

import pytest

from clause_examples import analyse

Reach = dict[str, list[tuple[str, str]]]

WITHIN = [
    pytest.param(
        "Rents rose in Graz (Lillis, 2021).",
        {"Rents rose in Graz": [("Lillis, 2021", "clause")]},
        id="closes its clause",
    ),
    pytest.param(
        "Rents rose in Graz and wages fell in Bern (Lillis, 2021).",
        {
            "Rents rose in Graz": [("Lillis, 2021", "sentence")],
            "wages fell in Bern": [("Lillis, 2021", "clause")],
        },
        id="the clauses before lead up to it",
    ),
    pytest.param(
        "Rents rose in Graz (Lillis, 2021), and wages fell in Bern (Ito, 2020).",
        {
            "Rents rose in Graz": [("Lillis, 2021", "clause")],
            "wages fell in Bern": [("Ito, 2020", "clause")],
        },
        id="each closes its own",
    ),
    pytest.param(
        "Rents rose in Graz (Lillis, 2021), and wages fell in Bern.",
        {"Rents rose in Graz": [("Lillis, 2021", "clause")], "wages fell in Bern": []},
        id="nothing is spread forward",
    ),
    pytest.param(
        "Rents rose in Graz; wages fell in Bern (Lillis, 2021).",
        {"Rents rose in Graz": [], "wages fell in Bern": [("Lillis, 2021", "clause")]},
        id="a semicolon ends the reach",
    ),
    pytest.param(
        "Rents rose in Graz (Lillis, 2021; Ito, 2020).",
        {"Rents rose in Graz": [("Lillis, 2021", "clause"), ("Ito, 2020", "clause")]},
        id="all works of a bracket reach equally far",
    ),
    pytest.param(
        "Lillis (2021) found that rents rose in Graz and wages fell in Bern.",
        {
            "rents rose in Graz": [("Lillis (2021)", "sentence")],
            "wages fell in Bern": [("Lillis (2021)", "sentence")],
        },
        id="a narrative citation governs what follows",
    ),
    pytest.param(
        "The firm sells wares that are made in the valley, such as wool (Lillis, 2021), "
        "repairing old clocks (Ito, 2020) and knives (Berg, 2012).",
        {
            "The firm sells wares that are made in the valley": [
                ("Lillis, 2021", "clause"),
                ("Ito, 2020", "clause"),
                ("Berg, 2012", "clause"),
            ]
        },
        id="examples are cited for what they are examples of",
    ),
    pytest.param(
        "The firm sells wares of wool, including cloth (Lillis, 2021), "
        "closing a gap in Graz (Ito, 2020).",
        {
            "The firm sells wares of wool, including cloth": [("Lillis, 2021", "clause")],
            "closing a gap in Graz": [("Ito, 2020", "clause")],
        },
        id="a participle behind an example is none",
    ),
    pytest.param(
        "Wares of the valley, such as wool (Lillis, 2021) and cheese (Ito, 2020), are sold in Graz "
        "(Berg, 2012).",
        {
            "Wares of the valley, such as wool and cheese are sold in Graz": [
                ("Lillis, 2021", "clause"),
                ("Ito, 2020", "clause"),
                ("Berg, 2012", "clause"),
            ]
        },
        id="examples inside a clause stay in it",
    ),
    pytest.param(
        "The board identifies two causes (Lillis, 2021):\n"
        "- The fall of prices in the northern valleys\n"
        "- The closure of mills along the river (Ito, 2020)\n",
        {
            "The fall of prices in the northern valleys": [("Lillis, 2021", "sentence")],
            "The closure of mills along the river": [("Ito, 2020", "clause")],
        },
        id="what introduces a list is cited for its lines",
    ),
    pytest.param(
        "The board identifies two causes:\n"
        "- The fall of prices in the northern valleys\n"
        "- The closure of mills along the river\n",
        {
            "The fall of prices in the northern valleys": [],
            "The closure of mills along the river": [],
        },
        id="a list under an uncited introduction",
    ),
    pytest.param(
        "Lillis (2021) and Ito (2020) found that rents rose in Graz.",
        {"rents rose in Graz": [("Lillis (2021)", "sentence"), ("Ito (2020)", "sentence")]},
        id="two narrative citations that share what follows",
    ),
    pytest.param(
        "Lillis (2021) found that rents rose, and Ito (2020) found that wages fell.",
        {
            "rents rose": [("Lillis (2021)", "sentence")],
            "wages fell": [("Ito (2020)", "sentence")],
        },
        id="two narrative citations with a claim each",
    ),
    pytest.param(
        "Beside the map of Lillis (2021) we find the rule of Ito (2020), saying that rents rose.",
        {
            "Beside the map of Lillis we find the rule of Ito": [
                ("Lillis (2021)", "clause"),
                ("Ito (2020)", "clause"),
            ],
            "rents rose": [("Ito (2020)", "sentence")],
        },
        id="the last of two sources in one frame",
    ),
    pytest.param(
        "Lillis (2021) tests the rule of Ito (2020) and finds that rents rose in Graz.",
        {"rents rose in Graz": [("Lillis (2021)", "sentence"), ("Ito (2020)", "sentence")]},
        id="the subject of the frame still governs",
    ),
    pytest.param(
        "In May the council proposed a new theory (Weber, 2019) that claims that ferries sink.",
        {
            "In May the council proposed a new theory": [("Weber, 2019", "clause")],
            "ferries sink": [("Weber, 2019", "sentence")],
        },
        id="what the work just named says",
    ),
    pytest.param(
        "Two surveys (Lillis, 2021; Ito, 2020) found that rents rose in Graz.",
        {"rents rose in Graz": [("Lillis, 2021", "sentence"), ("Ito, 2020", "sentence")]},
        id="cited in the frame of what follows",
    ),
    pytest.param(
        "Rents rose in Graz (for a review of prices see Lillis, 2021).",
        {"Rents rose in Graz": []},
        id="a pointer supports nothing",
    ),
    pytest.param(
        "Mills closed in the valley (Ito, 2020; see also Weber, 2019 on bakeries in Graz).",
        {"Mills closed in the valley": [("Ito, 2020", "clause")]},
        id="nor does a work with a remark on something else",
    ),
    pytest.param(
        "Mills (Weber, 2019) on the river closed in May.",
        {"Mills on the river closed in May": [("Weber, 2019", "clause")]},
        id="a sentence that goes on behind a bracket is no remark",
    ),
]
BACK = [
    pytest.param(
        "The mill closed in June. It had employed forty people (Weber, 2019). Nobody left.",
        {
            "The mill closed in June": [("Weber, 2019", "preceding")],
            "It had employed forty people": [("Weber, 2019", "clause")],
            "Nobody left": [],
        },
        id="a pronoun goes on",
    ),
    pytest.param(
        "The mill closed in June. For example, forty people left the valley (Weber, 2019).",
        {
            "The mill closed in June": [],
            "forty people left the valley": [("Weber, 2019", "clause")],
        },
        id="an example does not",
    ),
    pytest.param(
        "The mill closed in June (Ito, 2020). It had employed forty people (Weber, 2019).",
        {
            "The mill closed in June": [("Ito, 2020", "clause")],
            "It had employed forty people": [("Weber, 2019", "clause")],
        },
        id="not past another citation",
    ),
    pytest.param(
        "The mill closed in June.\n\nIt had employed forty people (Weber, 2019).",
        {
            "The mill closed in June": [],
            "It had employed forty people": [("Weber, 2019", "clause")],
        },
        id="not past a paragraph",
    ),
    pytest.param(
        "The mill closed in June. It had employed forty people. They left the valley (Ito, 2020).",
        {
            "The mill closed in June": [("Ito, 2020", "paragraph")],
            "It had employed forty people": [("Ito, 2020", "preceding")],
            "They left the valley": [("Ito, 2020", "clause")],
        },
        id="sentence by sentence",
    ),
    pytest.param(
        "According to the Harbour Board, rents rose in May. Mills closed in the valley. "
        "Snow broke the pier (Harbour Board, 2019).",
        {
            "rents rose in May": [("Harbour Board, 2019", "paragraph")],
            "Mills closed in the valley": [("Harbour Board, 2019", "preceding")],
            "Snow broke the pier": [("Harbour Board, 2019", "clause")],
        },
        id="the bracket closes the account of the one who is named",
    ),
    pytest.param(
        "According to the Harbour Board, rents rose in May. Mills closed in the valley. "
        "Snow broke the pier (Roth, 2019). Ice broke the dam (Harbour Board, 2019).",
        {
            "rents rose in May": [],
            "Mills closed in the valley": [],
            "Snow broke the pier": [("Roth, 2019", "clause")],
            "Ice broke the dam": [("Harbour Board, 2019", "clause")],
        },
        id="not past another citation, though it names its source",
    ),
    pytest.param(
        "Boardman said that rents rose in May. Snow broke the pier (Board, 2019).",
        {
            "rents rose in May": [],
            "Snow broke the pier": [("Board, 2019", "clause")],
        },
        id="a name inside another names nobody",
    ),
    pytest.param(
        "The mill closed in June. They left the valley (Ito, 2020; Roth, 2019; Weber, 2018).",
        {
            "The mill closed in June": [],
            "They left the valley": [
                ("Ito, 2020", "clause"),
                ("Roth, 2019", "clause"),
                ("Weber, 2018", "clause"),
            ],
        },
        id="many works are examples of one statement",
    ),
    pytest.param(
        "A new mill was built in May. The mill employed forty people (Weber, 2019).",
        {
            "A new mill was built in May": [("Weber, 2019", "preceding")],
            "The mill employed forty people": [("Weber, 2019", "clause")],
        },
        id="a noun that was named before goes on",
    ),
    pytest.param(
        "The mill closed in May. The price of flour rose in the whole valley (Weber, 2019).",
        {
            "The mill closed in May": [],
            "The price of flour rose in the whole valley": [("Weber, 2019", "clause")],
        },
        id="a noun explained on the spot does not",
    ),
    pytest.param(
        "The mill closed in May. The largest barges had lost much money (Weber, 2019).",
        {
            "The mill closed in May": [],
            "The largest barges had lost much money": [("Weber, 2019", "clause")],
        },
        id="nor does a superlative",
    ),
    pytest.param(
        "The council built two harbours. Prices in these harbours also doubled (Weber, 2019).",
        {
            "The council built two harbours": [("Weber, 2019", "preceding")],
            "Prices in these harbours also doubled": [("Weber, 2019", "clause")],
        },
        id="a word that points back inside the subject",
    ),
    pytest.param(
        "The council keeps a Register of Boats (ROB). ROB was founded in 1990 (Weber, 2019).",
        {
            "The council keeps a Register of Boats (ROB)": [("Weber, 2019", "preceding")],
            "ROB was founded in 1990": [("Weber, 2019", "clause")],
        },
        id="a name just introduced is taken up",
    ),
    pytest.param(
        "Mills paid well. One drawback is that they froze in winter (Weber, 2019).",
        {
            "Mills paid well": [],
            "they froze in winter": [("Weber, 2019", "clause")],
        },
        id="a point of a list does not",
    ),
    pytest.param(
        "The mill closed in June. This should worry the council (Weber, 2019).",
        {"The mill closed in June": []},
        id="a citation that closes only advice supports nothing",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*WITHIN, *BACK])
def test_reach(text: str, expected: Reach) -> None:
    found = {
        claim.text: [(support.text, support.scope) for support in claim.citations]
        for claim in analyse(text).claims
    }
    assert found == expected


def test_support_says_how_sure_it_is_and_why() -> None:
    text = "The mill closed in June. It had employed forty people (Weber, 2019)."
    before, citing = analyse(text).claims
    (near,) = citing.citations
    (far,) = before.citations
    assert (near.confidence, near.reason, near.signals) == (0.95, "support.closes-clause", [])
    assert (far.confidence, far.reason) == (0.7, "support_continuations.pronoun")
    assert far.signals == [
        "support_continuations.pronoun",
        "support.alone",
        "support.closes-paragraph",
    ]
