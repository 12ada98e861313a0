"""Polarity and certainty of claims, with their cues."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimlink.claiming.judging.certainty import find_certainty, find_polarity
from claimlink.records import Certainty, Polarity, Why
from claims_examples import PACK, clauses

POLARITIES: list[tuple[str, Polarity, list[str]]] = [
    ("The ferry ran.", "positive", []),
    ("The ferry did not run.", "negative", ["polarity.not"]),
    ("The ferry didn't run.", "negative", ["polarity.not"]),
    ("No ferry ran.", "negative", ["polarity.no"]),
    ("The ferry never ran.", "negative", ["polarity.not"]),
    ("The council failed to run a ferry.", "negative", ["polarity.fail"]),
    ("Not only ferries ran.", "positive", []),
    ("The plan is not without risk.", "positive", []),
    ("The firm sold ferries that had not run.", "positive", []),
    ("The ferry stopped at the Never Inn.", "positive", []),
]


@pytest.mark.parametrize(
    ("text", "polarity", "rules"), POLARITIES, ids=[text for text, _, _ in POLARITIES]
)
def test_polarity(text: str, polarity: Polarity, rules: list[str]) -> None:
    (clause, *_) = clauses(text)
    found, whys = find_polarity(clause, clause.tokens, PACK)
    assert (found, [why.rule for why in whys]) == (polarity, rules)


CERTAINTIES: list[tuple[str, Certainty, list[Why]]] = [
    ("The dam holds.", "asserted", []),
    (
        "The dam may hold.",
        "hedged",
        [Why(rule="certainty.may", decided="certainty", start=8, end=11)],
    ),
    (
        "The dam appears to hold.",
        "hedged",
        [Why(rule="certainty.appear", decided="certainty", start=8, end=15)],
    ),
    (
        "The firm allegedly sold the dam.",
        "alleged",
        [Why(rule="certainty.alleged", decided="certainty", start=9, end=18)],
    ),
    (
        "The so-called dam may hold.",
        "alleged",
        [Why(rule="certainty.alleged", decided="certainty", start=4, end=13)],
    ),
    ("The dam broke in May 1911.", "asserted", []),
]


@pytest.mark.parametrize(
    ("text", "certainty", "whys"), CERTAINTIES, ids=[text for text, _, _ in CERTAINTIES]
)
def test_certainty(text: str, certainty: Certainty, whys: list[Why]) -> None:
    (clause,) = clauses(text)
    assert find_certainty(clause, clause.tokens, reported=False, pack=PACK) == (certainty, whys)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Farmers alleged that the dam leaks.", "alleged"),
        ("The data suggest that the dam leaks.", "hedged"),
        ("Farmers said that the dam leaks.", "asserted"),
    ],
)
def test_certainty_of_reported_speech_is_that_of_its_frame(text: str, certainty: str) -> None:
    (whole, *_) = clauses(text)
    sentence = whole.sentence
    inner = sentence.words.index("leaks")
    clause = replace(whole, head=inner, tokens=tuple(sentence.subtree(inner)))
    found, _ = find_certainty(clause, clause.tokens, reported=True, pack=PACK)
    assert found == certainty
