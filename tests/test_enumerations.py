"""Items under one introduction are claims of their own."""

from __future__ import annotations

import pytest

from clause_examples import analyse

# (text, (own words, wording that stands alone) of every claim)
ITEMS = [
    pytest.param(
        "The new port is safer in that (1) crews see the ice, (2) ferries cross at night, and "
        "(3) pilots work in pairs.",
        [
            ("The new port is safer", "The new port is safer"),
            ("crews see the ice", "crews see the ice"),
            ("ferries cross at night", "ferries cross at night"),
            ("pilots work in pairs", "pilots work in pairs"),
        ],
        id="numbered clauses",
    ),
    pytest.param(
        "The new port is safer by (1) cutting speed and (2) lighting the pier.",
        [
            (
                "The new port is safer by (1) cutting speed and (2) lighting the pier",
                "The new port is safer by (1) cutting speed and (2) lighting the pier",
            )
        ],
        id="numbered phrases are one statement",
    ),
    pytest.param(
        "The port (2) was sold and the mill (1) was shut.",
        [("The port (2) was sold", "The port (2) was sold"), ("the mill (1) was shut",) * 2],
        id="numbers out of order",
    ),
    pytest.param(
        "The captains of the Tern were:\n\n- Anna Roth (1950-1960)\n- Karl Weber (1961-1970)\n",
        [
            ("Anna Roth (1950-1960)", "The captains of the Tern were Anna Roth (1950-1960)"),
            ("Karl Weber (1961-1970)", "The captains of the Tern were Karl Weber (1961-1970)"),
        ],
        id="lines that end the sentence",
    ),
    pytest.param(
        "The survey found three gaps:\n\n- The rise of rents\n- The lack of ferries\n",
        [
            ("The survey found three gaps", "The survey found three gaps"),
            ("The rise of rents", "The survey found three gaps: The rise of rents"),
            ("The lack of ferries", "The survey found three gaps: The lack of ferries"),
        ],
        id="lines under a whole statement",
    ),
    pytest.param("You need:\n\n- red eggs\n- fresh milk\n", [], id="advice introduces nothing"),
    pytest.param("Ferries:\n\n- the Tern\n- the Gull\n", [], id="no statement above"),
    pytest.param(
        "The survey found one gap:\n\n- The rise of rents\n",
        [("The survey found one gap",) * 2],
        id="one line is no list",
    ),
]


@pytest.mark.parametrize(("text", "claims"), ITEMS)
def test_items_bring_their_introduction(text: str, claims: list[tuple[str, str]]) -> None:
    assert [(claim.text, claim.standalone) for claim in analyse(text).claims] == claims


def test_introduction_without_a_statement_is_no_claim() -> None:
    text = "The captains of the Tern were:\n\n- Anna Roth (1950-1960)\n- Karl Weber (1961-1970)\n"
    analysis = analyse(text)
    (rest,) = analysis.article.non_claims
    assert (rest.kind, rest.rule) == ("meta", "clause.introduction")
    assert text[rest.start : rest.end] == "The captains of the Tern were"
    assert {claim.why[0].rule for claim in analysis.claims} == {"clause.item"}
