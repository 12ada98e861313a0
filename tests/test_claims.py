"""What the clauses of a sentence state: claims, and stretches that are none."""

from __future__ import annotations

import pytest

from clause_examples import analyse

COORDINATION = [
    pytest.param(
        "The council closed the harbour in January and moved the ferries to the river.",
        ["The council closed the harbour in January", "moved the ferries to the river"],
        id="two predicates",
    ),
    pytest.param(
        "Villagers planted maize, raised goats and sold milk.",
        ["Villagers planted maize, raised goats and sold milk"],
        id="three predicates are one enumeration",
    ),
    pytest.param(
        "Park asked 412 students to rate faces; those who had slept rated strangers lower.",
        ["Park asked 412 students to rate faces", "those who had slept rated strangers lower"],
        id="a semicolon parts what the parser takes for content",
    ),
    pytest.param(
        "The firm closed two plants in 2011, moved to Linz and sold its fleet to a bank.",
        ["The firm closed two plants in 2011", "moved to Linz", "sold its fleet to a bank"],
        id="predicates with dates and names of their own are checked apart",
    ),
    pytest.param(
        "The firm builds or repairs ferries in three towns.",
        ["The firm builds or repairs ferries in three towns"],
        id="alternatives",
    ),
    pytest.param(
        "The firm runs ferries and buses in three towns.",
        ["The firm runs ferries and buses in three towns"],
        id="coordinated objects",
    ),
    pytest.param(
        "A survey showed that ferries cost as much as trains do and that buses run in every town.",
        ["ferries cost as much as trains do", "that buses run in every town"],
        id="second that-clause",
    ),
    pytest.param(
        "The crews sort the letters of the islands, i.e., keep lists of the senders.",
        ["The crews sort the letters of the islands, i.e., keep lists of the senders"],
        id="the same in other words",
    ),
    pytest.param(
        "The permit allows crews to carry parcels for the islands and also covers the mail.",
        [
            "The permit allows crews to carry parcels for the islands",
            "also covers the mail",
        ],
        id="finite verb goes with the finite one",
    ),
    pytest.param(
        "The crews were told to serve a town that lies on the coast, but still lacks a port.",
        ["The crews were told to serve a town that lies on the coast, but still lacks a port"],
        id="singular verb goes with no plural subject",
    ),
    pytest.param(
        "The aims are cutting fares, ending strikes, and opening lines to the islands.",
        ["The aims are cutting fares, ending strikes, and opening lines to the islands"],
        id="participles of one list",
    ),
]
SUBORDINATION = [
    pytest.param(
        "Boards own the mills, with some arguing that rents are low and others saying that they "
        "are high.",
        ["Boards own the mills, with some arguing that rents are low", "they are high"],
        id="no conjunction is left behind at the end",
    ),
    pytest.param(
        "The score of a harbour runs from 0 to 10, with 10 being the best.",
        ["The score of a harbour runs from 0 to 10, with 10 being the best"],
        id="a number with its meaning is no clause",
    ),
    pytest.param(
        "This made the work of the crews hard, time consuming and costly.",
        ["This made the work of the crews hard, time consuming and costly"],
        id="an adjective with a participle is no clause",
    ),
    pytest.param(
        "Fares have risen by nine percent since the new harbour opened in May.",
        ["Fares have risen by nine percent since the new harbour opened in May"],
        id="since, a time",
    ),
    pytest.param(
        "Ferries carry most of the mail since they can cross the ice in winter.",
        ["Ferries carry most of the mail", "they can cross the ice in winter"],
        id="since, a reason",
    ),
    pytest.param(
        "Since the harbour lies in the north, fares have risen.",
        ["the harbour lies in the north", "fares have risen"],
        id="since, a reason of what has happened",
    ),
    pytest.param(
        "While rents rose by 4 percent in Graz, wages fell in every other town.",
        ["rents rose by 4 percent in Graz", "wages fell in every other town"],
        id="while",
    ),
    pytest.param(
        "The port closed because the river froze.",
        ["The port closed", "the river froze"],
        id="because",
    ),
    pytest.param(
        "The port closes when the river freezes.",
        ["The port closes when the river freezes"],
        id="condition stays",
    ),
    pytest.param(
        "The board closed the port as soon as the river was frozen in January.",
        ["The board closed the port as soon as the river was frozen in January"],
        id="as soon as",
    ),
    pytest.param(
        "The board closed the port as the river had frozen in January.",
        ["The board closed the port", "the river had frozen in January"],
        id="as, a reason",
    ),
    pytest.param(
        "The share (Roth, 2019)  rose in 2020.", ["The share rose in 2020"], id="second blank"
    ),
    pytest.param(
        "The mill dismissed sixty workers, leaving the valley without a single employer.",
        ["The mill dismissed sixty workers", "leaving the valley without a single employer"],
        id="participle",
    ),
    pytest.param(
        "The board sold the ferry Tern, which had carried mail for forty years.",
        ["The board sold the ferry Tern", "which had carried mail for forty years"],
        id="relative clause with comma",
    ),
    pytest.param(
        "They sold the ferries through a broker in Graz (the broker had bought a mill in 2010).",
        [
            "They sold the ferries through a broker in Graz",
            "the broker had bought a mill in 2010",
        ],
        id="statement in brackets",
    ),
    pytest.param(
        "Weber and Roth wrote a study that shows how rents rose in nine towns.",
        ["rents rose in nine towns"],
        id="a study that shows is one frame",
    ),
    pytest.param(
        "Harbour Fellowship: In 2017, Anna Roth received the Harbour Fellowship.",
        ["In 2017, Anna Roth received the Harbour Fellowship"],
        id="a label is no part of the statement",
    ),
    pytest.param(
        "Prices depend on the season and the boats chosen.",
        ["Prices depend on the season and the boats chosen"],
        id="a noun with a participle is no clause",
    ),
    pytest.param(
        "The council pays half of the rent, with tenants paying the rest to the owners.",
        ["The council pays half of the rent", "tenants paying the rest to the owners"],
        id="with a subject and a participle",
    ),
    pytest.param(
        "The board set up the Tern Fund that pays for repairs (Roth, 2019).",
        ["The board set up the Tern Fund", "that pays for repairs"],
        id="relative clause of a name",
    ),
    pytest.param(
        "The board sold ferries that had carried mail since the war ended.",
        ["The board sold ferries that had carried mail since the war ended"],
        id="a reason inside a restrictive relative stays",
    ),
    pytest.param(
        "The board sold the ferry that had carried the mail.",
        ["The board sold the ferry that had carried the mail"],
        id="restrictive relative stays",
    ),
]
FRAMES = [
    pytest.param(
        "However, the board sold nine ferries.", ["the board sold nine ferries"], id="connective"
    ),
    pytest.param(
        "Officials said that the port would close in March.",
        ["the port would close in March"],
        id="reporting frame",
    ),
    pytest.param(
        "According to the harbour board, nine ferries were sold in 2019.",
        ["nine ferries were sold in 2019"],
        id="according to",
    ),
    pytest.param(
        "The result is that fares doubled in two years.",
        ["fares doubled in two years"],
        id="copular frame",
    ),
    pytest.param(
        "It is a scandal that the board sold nine ferries in one winter.",
        ["the board sold nine ferries in one winter"],
        id="fact inside an evaluation",
    ),
    pytest.param(
        "The board promised new ferries to the islands in 2019.",
        ["The board promised new ferries to the islands in 2019"],
        id="a promise is a claim about the promise",
    ),
    pytest.param(
        "“We lost nine ferries in one winter,” said Anna Roth.",
        ["“We lost nine ferries in one winter,”"],
        id="direct quotation",
    ),
    pytest.param(
        "Anna Roth, “The ferries of Graz and the ice of the river,” Graz Weekly, May 12, 2016, "
        "https://example.org/ferries-of-graz.",
        [],
        id="note of a source",
    ),
    pytest.param("“No,” said Anna Roth.", [], id="quotation without a statement"),
    pytest.param(
        "“Never,” said Anna Roth. “We lost nine ferries in one winter.”",
        ["“We lost nine ferries in one winter.”"],
        id="statement behind one without",
    ),
]
NO_CLAIMS = [
    pytest.param("Should the board sell its ferries?", [], id="question"),
    pytest.param("The board should sell its ferries.", [], id="advice"),
    pytest.param("In this section, we look at the price of ferries.", [], id="about the text"),
]


@pytest.mark.parametrize(("text", "claims"), [*COORDINATION, *SUBORDINATION, *FRAMES, *NO_CLAIMS])
def test_claims_of_a_sentence(text: str, claims: list[str]) -> None:
    assert [claim.text for claim in analyse(text).claims] == claims


@pytest.mark.parametrize("text", [param.values[0] for param in NO_CLAIMS])
def test_what_is_no_claim_says_why(text: object) -> None:
    (rest,) = analyse(str(text)).article.non_claims
    assert rest.rule.startswith("selection.")


def test_claim_around_an_inner_clause_has_two_fragments() -> None:
    text = "Echo, whose aim is to open the archives (Ito, 2020), lost its licence (Roth, 2021)."
    outer, inner = analyse(text).claims
    assert outer.text == "Echo lost its licence"
    assert outer.fragments == [(0, 4), (53, 69)]
    assert (outer.span.start, outer.span.end) == (0, 69)
    assert inner.text == "whose aim is to open the archives"
    assert [c.text for c in outer.citations] == ["Roth, 2021"]
    assert [c.text for c in inner.citations] == ["Ito, 2020"]


def test_fragments_hold_no_citation_and_spell_the_text() -> None:
    text = "Ferries (Roth, 2019) carry most of the freight of the islands (Ito, 2020)."
    analysis = analyse(text)
    assert [claim.fragments for claim in analysis.claims] == [[(0, 7), (21, 61)]]
    assert [c.text for c in analysis.article.citations] == ["Roth, 2019", "Ito, 2020"]
    for claim in analysis.claims:
        assert claim.text == " ".join(text[start:end] for start, end in claim.fragments)
        for start, end in claim.fragments:
            assert not any(start < c.end and c.start < end for c in analysis.article.citations)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("The board promised new ferries.", "The board", id="a promise"),
        pytest.param("A survey shows a decline of 4 percent.", "A survey", id="a finding"),
        pytest.param("Officials said that fares rose.", "Officials", id="reported"),
        pytest.param("The owners named the ferry Tern in 1950.", None, id="names a thing"),
        pytest.param("Two crews repeated the test in 2019.", None, id="repeats a thing"),
        pytest.param("The first lot is characterized by clay.", None, id="characterized by"),
        pytest.param("The flood claimed 200 lives in 1953.", None, id="claims lives"),
        pytest.param("The yield varies according to the soil.", None, id="measured by"),
    ],
)
def test_claim_lies_in_what_its_source_says_or_is_the_act(text: str, source: str | None) -> None:
    (claim,) = analyse(text).claims
    said = claim.attribution
    assert (None if said is None or said.source is None else said.source.text) == source


def test_source_ends_before_a_citation() -> None:
    text = "Smith (2010) and Jones et al. (2011) found that dogs sleep ten hours."
    (claim,) = analyse(text).claims
    assert claim.attribution is not None
    assert claim.attribution.source is not None
    source = claim.attribution.source
    assert (source.text, source.name) == ("Smith", "Smith")
    assert text[source.start : source.end] == "Smith"


def test_sentence_without_a_verb_is_taken_whole_and_says_so() -> None:
    text = "A harbour for the whole valley with ferries to all of the islands."
    (claim,) = analyse(text).claims
    assert claim.text == text[:-1]
    assert claim.why[0].rule == "clause.fallback"


def test_claim_names_the_words_that_nothing_resolves() -> None:
    text = "They sold nine ferries in 2019."
    (claim,) = analyse(text).claims
    assert [text[start:end] for start, end in claim.unresolved] == ["They"]
    (claim,) = analyse("Anna Roth sold nine ferries in 2019.").claims
    assert claim.unresolved == []


def test_every_decision_of_a_claim_names_its_rule() -> None:
    (claim,) = analyse("Officials said that the port would close in March.").claims
    decided = {why.decided: why.rule for why in claim.why}
    assert decided["clause"] == "clause.reported"
    assert decided["attribution"] == "attribution_verbs.say"
    assert decided["kind"].startswith("kind.")


def test_marks_of_a_link_are_no_part_of_a_claim() -> None:
    text = "The council read [the report](https://gale.example/r) and closed the harbour in May."
    (first, second) = analyse(text).claims
    assert first.text == "The council read the report"
    assert first.fragments == [(0, 16), (18, 28)]
    assert second.text == "closed the harbour in May"
