"""What the desk says in words: why a claim is as it is, and what a verdict's fields hold."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from claimlink.records import CheckWorthiness, Claim, Why
from claimlink.review.reasons import give_reasons
from claimlink.review.wording import say_value
from review_examples import TEXT, make_rents


def _reasons(**changes: object) -> list[tuple[str, str]]:
    found = make_rents()
    claim: Claim = found.claims[0].model_copy(update=changes)
    return [(reason.about, reason.words) for reason in give_reasons(found.article, claim)]


def test_each_decision_is_told_with_its_words_and_its_rule() -> None:
    rose = TEXT.index("rose")
    why = [
        Why(rule="clause.root", decided="clause"),
        Why(rule="kind.statistic.trend", decided="kind", start=rose, end=rose + 4),
        Why(rule="antecedent.salience", decided="They: the tenants"),
    ]
    worth = CheckWorthiness(score=0.8, signals=["worth.quantity", "worth.cited", "worth.time"])
    said = _reasons(why=why, check_worthiness=worth)
    assert said == [
        ("a claim", "the main clause"),
        ("kind", "statistic trend: “rose”"),
        ("They: the tenants", "what the text speaks of most just before"),
        ("worth a check", "gives a number, gives a date"),
        ("less worth it", "has a source already"),
        ("Lillis, 2021", "closes"),
        ("entry of Lillis, 2021", "r0: one"),
    ]
    found = make_rents()
    told = give_reasons(found.article, found.claims[0].model_copy(update={"why": why}))
    assert told[0].rule.startswith("clause.root, lexicons/clause_rules.tsv:")
    assert told[2].rule == "antecedent.salience"
    # Made with other rules than those at hand: named, but not found.
    assert told[3].about == "worth a check"
    assert (told[3].words, told[3].rule) == ("number", "number")


def test_a_run_with_rules_that_are_not_at_hand_says_so() -> None:
    found = make_rents()
    article = found.article.model_copy(update={"language": "tlh"})
    (only,) = give_reasons(article, found.claims[0])
    assert only.words == "made with rules that are not at hand here"


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        ({"change": "not-a-claim"}, "not a claim"),
        ({"change": "kind", "kind": "event"}, "of the kind event"),
        ({"change": "speaker", "name": None}, "said by nobody but the author"),
        ({"change": "speaker", "name": "Ada"}, "said by Ada"),
        (
            {"change": "link", "citation_id": "c1", "supports": True, "reference_id": "r2"},
            "citation c1 supports it and is entry r2",
        ),
        ({"change": "link", "citation_id": "c1", "supports": True}, "citation c1 supports it"),
        ({"change": "span", "fragments": [[0, 5], [10, 15]]}, "the claim is “Rents … shops”"),
        ({"change": "span", "fragments": [[0, 100]]}, f"the claim is “{TEXT[:80]}…”"),
        ({"change": "split", "parts": [[[0, 5]], [[10, 15]]]}, "split into “Rents” and “shops”"),
        (
            {"change": "merge", "claim_ids": ["k1", "k2"], "fragments": [[0, 5]]},
            "one claim with k1, k2",
        ),
    ],
)
def test_corrections_are_told_in_words(correction: JsonValue, words: str) -> None:
    assert say_value([correction], TEXT) == words


def test_a_place_is_told_in_numbers_without_the_text() -> None:
    assert (
        say_value({"change": "span", "fragments": [[0, 5], [10, 15]]}) == "the claim is 0–5, 10–15"
    )
