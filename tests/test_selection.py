"""Which clauses are claims, and what the others are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.mentions import Content
from claimlink.claiming.judging.selection import Verdict, judge_clause
from claimlink.parsing import Sentence
from claims_examples import PACK, content_of, read


def verdicts(text: str, *, reported: bool = False) -> list[Verdict | None]:
    """Return the verdict on each clause of a text."""
    parsed = read(text)
    return [
        judge_clause(
            clause,
            content_of(parsed, clause),
            PACK,
            reported=reported,
        )
        for clause in parsed.clauses
    ]


CLAIMS = {
    "event": "The canal opened in 1883.",
    "state": "The town lies on the left bank of the river.",
    "hedged": "The new lock may reduce the risk of floods.",
    "vague": "Farmers often sell their milk to the dairy.",
    "negated": "The council did not publish the report.",
    "number": "The dairy employs 340 people.",
    "permission": "Residents can borrow tools from the library.",
    "relative-should": "The fund pays farmers who should have been paid in May.",
    "norm-with-figure": "The states must cut their emissions by 40 percent by 2030.",
    "quoted-judgement": "The mayor met the founders of the “Pathetic Poets” club in Graz.",
    "passive-call": "The witnesses were called to the court in Vienna.",
    "generic-subject": "Bees visit the flowers of the lime tree.",
    "copula": "The dairy is the oldest firm in the valley.",
    "perfect": "Several towns have closed their markets.",
    "negated-must-noun": "The must of the grapes was sold to a firm in Linz.",
}


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS.keys())
def test_what_can_be_checked_is_a_claim(text: str) -> None:
    assert verdicts(text) == [None]


ALSO_CLAIMS = [
    "If the dam is not mended, the village will flood.",
    "Applicants must submit two photographs to get the card.",
    "Drivers must renew the permit every year.",
    "Villagers define wealth in different ways.",
    "The archive needed to move in 1962.",
    "The clinic lacks the staff needed to treat children.",
    "The exact age of the oak will never be known.",
    "Engineers found that the bridge was safe.",
    "We find that oaks grow faster in spring.",
    "The WHO issued a warning in 2019.",
    "Smoking is a leading cause of cancer in Europe.",
    "The treaty must be ratified by all members.",
    "Members must pay 40 euros a year.",
    "The firm has many advantages over its rivals.",
    "The treatment involves two injections.",
    "The new roof looks like the old one.",
    "Farmers have to register their cattle.",
    "Poverty is a cause of disease.",
    "Dogs are able to follow a glance.",
    "The town wrote the rules for the clinic that needed to close.",
    "The firm collects garbage in nine streets.",
    "Each house has its own system for waste water.",
    "This pump supplies the upper town.",
    "The tax would cost owners 40 euros a year.",
    "You voted against the canal.",
    "We closed two of our schools in 1994.",
    "The vice president opened the lock.",
    "The willing buyers met at the inn.",
    "The boats never run in winter.",
    "Ferries may leave at noon.",
    "Mills use water rather than steam.",
    "In this village, we compared the prices of milk.",
    "This painter described the harbour.",
    "The aim of this league was to open the lake.",
    "Other uses may involve drying hay or storing grain.",
    "K# is a language that was written in Graz.",
    "The MiniVolt is a motor that students built.",
    "The melting snow will release a tremendous amount of water in spring.",
    "Sowing is early so as to be done before the frost.",
    "Rural banking describes nine loans in its first report.",
    "The term of the mayor was short.",
    "This study shows that fares rose in Graz.",
    "You may apply for a refund within nine days.",
    "NATO plans to open an office in Graz.",
    "Let me say again, the valley had 40 mills in 1994.",
]
NO_CLAIMS = [
    "Schools must now rethink what they teach.",
    "Cities must decide whether trams are worth the money.",
    "Walking barefoot is a social practice.",
    "Violent storms involve wind and hail.",
    "Historians add a caveat.",
    "Critics raise two objections.",
    "Other schemes focus on cheaper homes.",
    "The following section describes the harbour.",
    "It closes with a brief summary.",
    "I find the argument weak and boring.",
    "In my view, the bridge is safe.",
    "It would be a disaster if the bridge closed.",
    "You might think that a canal is cheap.",
    "Someone might see the same house and call it a palace.",
    "A tourist could visit the same street and feel rich.",
    "Readers should check the label.",
    "The council smugly ignores the valley.",
    "We can save our way of life.",
    "The lords of the guild are fond of their own voices.",
    "Better roads are one thing, better drivers are another.",
    "Anything is possible in a town like ours.",
    "The levy is the height of hypocrisy and greed.",
    "The elites despise ordinary people.",
    "Rightly, nobody trusts the guild.",
    "The guild has no business in our lives.",
    "It seems a sad end for a proud mill.",
    "Name two mills that closed in 1994.",
    "Let us count the mills of the valley.",
    "You may well have met the miller.",
    "This is perhaps the oddest use of a mill.",
    "Such quarrels illustrate how towns drift apart.",
    "The older term was “road toll”.",
    "Rural debt describes debt that farmers owe to banks.",
]


@pytest.mark.parametrize("text", ALSO_CLAIMS)
def test_claim_that_looks_like_none(text: str) -> None:
    assert verdicts(text) == [None]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_no_claim_that_looks_like_one(text: str) -> None:
    assert None not in verdicts(text)


NON_CLAIMS = [
    ("Who paid for the canal?", Verdict("question", "selection.question", 22, 23)),
    ("Read the label before use.", Verdict("normative", "selection.imperative", 0, 4)),
    ("The council should close the road.", Verdict("normative", "selection.should", 12, 18)),
    ("A road for the whole valley.", Verdict("fragment", "selection.no-verb", 2, 6)),
    ("Barley is a type of grain.", Verdict("definition", "selection.pattern.kind-of", 7, 19)),
    ("The plan is a pathetic sham.", Verdict("opinion", "selection.opinion.contempt", 14, 22)),
    (
        "In the next chapter we will discuss the price of milk.",
        Verdict("meta", "selection.pattern.we-will", 20, 35),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NON_CLAIMS, ids=[t for t, _ in NON_CLAIMS])
def test_what_cannot_be_checked_names_its_rule_and_cue(text: str, expected: Verdict) -> None:
    assert verdicts(text) == [expected]


KINDS = [
    ("It is hard to say which bridge is older.", "opinion"),
    ("This verdict underscores the deep divide.", "opinion"),
    ("You might feel lost in such a town.", "opinion"),
    ("Everyone would love a better road, wouldn't they?", "question"),
    ("It is essential to check the seals.", "normative"),
    ("A levy is a charge that towns raise on goods.", "definition"),
    ("The term levy refers to a charge on goods.", "definition"),
    ("Goods that sink are called flotsam.", "definition"),
    ("Table 4 lists the prices of milk.", "meta"),
    ("This article examines the price of milk.", "meta"),
    ("The plan failed for three reasons.", "meta"),
    ("In this article, we examine the price of milk.", "meta"),
    ("This chapter described the harbour.", "meta"),
    ("In the next section, the costs are compared.", "meta"),
    ("The aim of this study was to measure the lake.", "meta"),
    ("Burnout is when workers lose all strength.", "definition"),
    ("Inflation means a lasting rise in prices.", "definition"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_kind_of_what_is_no_claim(text: str, kind: str) -> None:
    assert [None if v is None else v.kind for v in verdicts(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The plan is a pathetic sham.",
        "The council should close the road.",
        "It is essential to check the seals.",
    ],
)
def test_what_somebody_is_said_to_say_is_a_claim(text: str) -> None:
    assert verdicts(text, reported=True) == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who paid for the canal?", "question"),
        ("Goods that sink are called flotsam.", "definition"),
        ("In the next chapter we will discuss the price of milk.", "meta"),
    ],
)
def test_what_nobody_says_stays_no_claim_though_it_looks_reported(text: str, kind: str) -> None:
    assert [None if v is None else v.kind for v in verdicts(text, reported=True)] == [kind]


def test_own_view_is_opinion_though_it_looks_reported() -> None:
    (whole,) = read("I think that the bridge is safe.").clauses
    inner = next(t for t in whole.tokens if whole.sentence.words[t] == "is")
    clause = replace(whole, head=inner)
    verdict = judge_clause(clause, Content(clause.tokens[3:]), PACK, reported=True)
    assert verdict == Verdict("opinion", "selection.frame.think", 2, 7)


def test_loaded_words_count_in_the_other_clauses_of_a_sentence() -> None:
    first, second = verdicts("The pathetic clowns of the council met, and the road stays shut.")
    assert [first and first.kind, second and second.kind] == ["opinion", "opinion"]
    assert second is not None
    assert (second.rule, second.start, second.end) == ("selection.elsewhere", None, None)


def test_fact_beside_an_evaluating_clause_is_a_claim() -> None:
    first, second = verdicts(
        "The road opened in 1962, although it is important to look at the costs."
    )
    assert first is None
    assert second is not None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The canal is a sad and feeble plan.", ["opinion"]),
        ("The canal is a sad plan (Lillis, 2021).", [None]),
        ("The canal is a pathetic and feeble plan (Lillis, 2021).", ["opinion"]),
    ],
)
def test_what_is_cited_is_meant_to_be_checked(text: str, kinds: list[str | None]) -> None:
    assert [v and v.kind for v in verdicts(text)] == kinds


def test_clause_without_tokens_is_a_claim() -> None:
    sentence = Sentence(
        index=0,
        block=0,
        start=0,
        end=1,
        words=(".",),
        tags=(".",),
        deps=("ROOT",),
        heads=(0,),
        starts=(0,),
        ends=(1,),
        spaced=(False,),
    )
    clause = Clause(sentence, 0, (0,), "clause.root", None, None)
    verdict = judge_clause(clause, Content(()), PACK, reported=False)
    assert verdict == Verdict("fragment", "selection.no-verb", 0, 1)
