"""Clauses in a frame that denies or doubts them: frame and clause stay one claim."""

from __future__ import annotations

import pytest

from claimlink.claiming.framing import find_frames, find_held
from clause_examples import PACK, analyse, sentences_of

DENIED = [
    "It is false that the guards fired on the strikers.",
    "It is untrue that the mill closed in 2019.",
    "It is not true that the mill closed in 2019.",
    "It isn't true that fares rose in 2019.",
    "It is no longer true that the mill employs sixty people.",
    "It is not the case that fares rose in 2019.",
    "It is a myth that the mill closed in 2019.",
    "A common misconception is that bats are blind.",
    "The claim that the bridge was unsafe is false.",
    "The court rejected the claim that the guards had beaten him.",
    "The board refuted reports that nine ferries had been sold.",
    "The study disproved the idea that bats are blind.",
    "The claim that the guards had beaten him was rejected by the court.",
    "There is no evidence that the tonic causes fever.",
    "The inspectors found no evidence that the dam leaked.",
    "The inspectors did not find evidence that the dam leaked.",
    "There is no basis for the claim that the mill closed in June.",
    "Nobody believes that the mill closed in June.",
    "No one claimed that the dam leaked.",
    "No study has shown that the tax reduces smoking.",
    "Few voters believe that the reform failed.",
    "The union falsely claimed that the mill had closed.",
    "It has been falsely reported that the mill closed in June.",
    "That the mill closed in June is false.",
    "It is false that the mill closed because the river froze.",
    "It is false that Ito said the mill closed in June.",
]
HEDGED = [
    "It is unlikely that the plant reopened in 2020.",
    "It is possible that the plant reopened in 2020.",
    "It is probable that fares rose in 2020.",
    "It is likely that fares rose in 2020.",
    "It may be that the mill closed in June.",
    "There is a possibility that the mill closed in June.",
    "If the dam had broken, 2,000 people would have died.",
    "Had the dam broken, 2,000 people would have died.",
    "Without the reform, wages would have fallen.",
    "But for the reform, wages would have fallen by 4 percent.",
    "If the dam broke, 2,000 people would die.",
]
KEPT = [
    "The union asked whether the mill had closed in June.",
    "Despite claims that fares fell, fares rose by 4 percent in 2019.",
    "No one doubts that the mill closed in June.",
]


@pytest.mark.parametrize("text", DENIED)
def test_denied_clause_is_one_negative_claim_with_its_frame(text: str) -> None:
    (claim,) = analyse(text).claims
    assert (claim.text, claim.polarity) == (text[:-1], "negative")


@pytest.mark.parametrize("text", HEDGED)
def test_clause_left_open_is_one_hedged_claim_with_its_frame(text: str) -> None:
    (claim,) = analyse(text).claims
    assert (claim.text, claim.polarity, claim.certainty) == (text[:-1], "positive", "hedged")


@pytest.mark.parametrize("text", KEPT)
def test_clause_that_nobody_asserts_keeps_its_frame(text: str) -> None:
    (claim,) = analyse(text).claims
    assert (claim.text, claim.polarity, claim.certainty) == (text[:-1], "positive", "asserted")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("It is true that fares rose.", ["fares rose"], id="affirmed"),
        pytest.param("It is not surprising that fares rose.", ["fares rose"], id="presupposed"),
        pytest.param("The result is that fares rose.", ["fares rose"], id="result"),
        pytest.param("A few voters said that fares rose.", ["fares rose"], id="a few are some"),
        pytest.param("The study not only found that fares rose.", ["fares rose"], id="not only"),
        pytest.param(
            "Contrary to reports that the bank collapsed, it grew by 4 percent.",
            ["it grew by 4 percent"],
            id="contrary to what is no claim",
        ),
        pytest.param(
            "Contrary to custom, the bank closed in May.",
            ["Contrary to custom, the bank closed in May"],
            id="contrary to a thing",
        ),
        pytest.param(
            "Ito said it was not true that the board had sold nine ferries.",
            ["it was not true that the board had sold nine ferries"],
            id="denial reported",
        ),
        pytest.param(
            "It is unlikely that the plant, which cost 40 million euros, reopened in 2020.",
            ["It is unlikely that the plant reopened in 2020", "which cost 40 million euros"],
            id="remark inside a doubt stands",
        ),
        pytest.param(
            "The board rejected the plan in 2019 and sold nine ferries to Malta.",
            ["The board rejected the plan in 2019", "sold nine ferries to Malta"],
            id="a thing rejected",
        ),
        pytest.param(
            "An audit found that the mill owed 12 million euros; the board denies this.",
            ["the mill owed 12 million euros", "the board denies this"],
            id="denied behind a semicolon",
        ),
    ],
)
def test_what_a_frame_leaves(text: str, claims: list[str]) -> None:
    assert [claim.text for claim in analyse(text).claims] == claims


def test_polarity_and_certainty_name_the_frame() -> None:
    (claim,) = analyse("It is false that the mill closed in 2019.").claims
    decided = {why.decided: (why.rule, why.start, why.end) for why in claim.why}
    assert decided["polarity"] == ("clause_frames.false.adjective", 6, 11)
    assert decided["frame"] == ("clause_frames.false.adjective", 6, 11)
    (claim,) = analyse("It is possible that the plant reopened.").claims
    assert "clause_frames.doubtful.adjective" in {w.rule for w in claim.why}


def test_quoted_denial_is_negative() -> None:
    (claim,) = analyse("It rained. Ito said: “It is false that we closed the mill.”").claims[-1:]
    assert (claim.text, claim.polarity) == ("“It is false that we closed the mill.”", "negative")


def test_double_denial_is_positive() -> None:
    (claim,) = analyse("It is not false that the mill closed in 2019.").claims
    assert claim.polarity == "positive"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor denied that the mill closed in June.", "The mayor"),
        ("The court rejected the claim that the guards had beaten him.", "The court"),
        ("Nobody believes that the mill closed in June.", None),
        ("No one claimed that the mill closed in June.", None),
        ("Few voters believe that the mill closed in June.", None),
    ],
)
def test_denial_is_said_by_its_speaker_and_by_nobody_else(text: str, source: str | None) -> None:
    analysis = analyse(text)
    sources = [a.source.text for a in analysis.article.attributions if a.source is not None]
    assert sources == ([] if source is None else [source])
    said = analysis.claims[0].attribution
    assert (None if said is None or said.source is None else said.source.text) == source


def test_tokens_under_a_frame_are_held() -> None:
    (sentence,) = sentences_of("It is false that the mill closed.")
    frames = find_frames(sentence, PACK)
    assert [sentence.words[token] for token in sorted(find_held(sentence, frames))] == [
        "that",
        "the",
        "mill",
        "closed",
    ]
    (plain,) = sentences_of("The mill closed.")
    assert find_held(plain, find_frames(plain, PACK)) == frozenset()
