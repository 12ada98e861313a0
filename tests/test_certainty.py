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
    ("The town refused to sign the treaty.", "negative", ["polarity.refuse"]),
    ("The town refused the treaty.", "positive", []),
    ("The mayor did not refuse to sign.", "positive", []),
    ("Few voters backed the levy.", "negative", ["polarity.few"]),
    ("A few voters backed the levy.", "positive", []),
    ("Rents rose in the last few years.", "positive", []),
    ("Voters of a few towns backed the levy.", "positive", []),
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
        [Why(rule="certainty.appear", decided="certainty", start=8, end=18)],
    ),
    (
        "The firm allegedly sold the dam.",
        "alleged",
        [Why(rule="certainty.alleged", decided="certainty", start=9, end=18)],
    ),
    (
        "The so-called dam may hold.",
        "hedged",
        [Why(rule="certainty.may", decided="certainty", start=18, end=21)],
    ),
    (
        "She is the alleged author of the letter.",
        "alleged",
        [Why(rule="certainty.alleged", decided="certainty", start=11, end=18)],
    ),
    (
        "The dam is said to leak.",
        "alleged",
        [Why(rule="certainty.accused", decided="certainty", start=8, end=18)],
    ),
    (
        "The dam may break and flood the valley.",
        "hedged",
        [Why(rule="certainty.may", decided="certainty", start=8, end=11)],
    ),
    ("Members may also vote by post.", "asserted", []),
    ("Tenants may appeal within ten days.", "asserted", []),
    (
        "Tenants may fall ill within ten days.",
        "hedged",
        [Why(rule="certainty.may", decided="certainty", start=8, end=11)],
    ),
    ("The dam broke in May 1911.", "asserted", []),
    ("Since May the dam has leaked.", "asserted", []),
    ("The firm was fined for alleged faults.", "asserted", []),
    ("A likely buyer visited the dam.", "asserted", []),
    ("Old dams are more likely to leak than new ones.", "asserted", []),
    ("The town could not mend the dam.", "asserted", []),
    ("The mayor appeared at the dam to speak.", "asserted", []),
    ("The mayor said to the miners that the dam holds.", "asserted", []),
]


@pytest.mark.parametrize(
    ("text", "certainty", "whys"), CERTAINTIES, ids=[text for text, _, _ in CERTAINTIES]
)
def test_certainty(text: str, certainty: Certainty, whys: list[Why]) -> None:
    (clause, *_) = clauses(text)
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


def test_certainty_of_a_quotation_is_its_own() -> None:
    (whole, *_) = clauses("Farmers alleged: “The dam leaks.”")
    sentence = whole.sentence
    inner = sentence.words.index("leaks")
    tokens = tuple(t for t in whole.tokens if sentence.words.index("The") <= t <= inner)
    clause = replace(whole, head=inner, tokens=tokens)
    assert sentence.heads[inner] == sentence.words.index("alleged")
    assert find_certainty(clause, tokens, reported=True, pack=PACK) == ("asserted", [])


def test_doubt_of_a_frame_reaches_the_second_part_of_what_it_reports() -> None:
    (whole, *_) = clauses("Farmers alleged that the dam leaks and that the wall crumbles.")
    inner = whole.sentence.words.index("crumbles")
    clause = replace(whole, head=inner, tokens=tuple(whole.sentence.subtree(inner)))
    assert find_certainty(clause, clause.tokens, reported=True, pack=PACK)[0] == "alleged"


def test_modal_verb_is_shared_by_coordinated_predicates() -> None:
    (first, *_) = clauses("The dam may break and flood the valley.")
    second = replace(first, head=first.sentence.words.index("flood"), tokens=(5, 6, 7))
    certainty, whys = find_certainty(second, second.tokens, reported=False, pack=PACK)
    assert (certainty, [(why.start, why.end) for why in whys]) == ("hedged", [(8, 11)])


def test_modal_verb_is_not_shared_with_a_predicate_of_its_own_tense() -> None:
    (first, *_) = clauses("The dam may break and was repaired.")
    second = replace(first, head=first.sentence.words.index("repaired"), tokens=(5, 6))
    assert find_certainty(second, second.tokens, reported=False, pack=PACK) == ("asserted", [])
