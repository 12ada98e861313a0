"""Claims worded so that they can be understood with nothing around them."""

from __future__ import annotations

import pytest

from claimlink.claiming.clauses import Clause, split_sentence
from claimlink.claiming.wording.standalone import word_standalone
from claimlink.claiming.wording.verbs import make_finite
from standalone_examples import PACK, read, word

PUBLISHED = "2021-01-10"

# (text, wording of every clause, the words that stay because nothing is sure)
WORDED = [
    pytest.param("Rents rose by 4 percent.", ["Rents rose by 4 percent"], [], id="nothing-to-do"),
    pytest.param(
        "Norvex built a dam in 2010 and sold a mill in 2015.",
        ["Norvex built a dam in 2010", "Norvex sold a mill in 2015"],
        [],
        id="shared-subject",
    ),
    pytest.param(
        "The two boats were seized in May and later sold to a bank.",
        ["The two boats were seized in May 2020", "The two boats were later sold to a bank"],
        [],
        id="shared-auxiliary",
    ),
    pytest.param(
        "A plague could kill ten million people a year by 2050 and cost the town up to 10 dollars.",
        [
            "A plague could kill ten million people a year by 2050",
            "A plague could cost the town up to 10 dollars",
        ],
        [],
        id="shared-modal",
    ),
    pytest.param(
        "The mine may poison the river and ruin farmers.",
        ["The mine may poison the river", "The mine may ruin farmers"],
        [],
        id="shared-modal-of-a-bare-form",
    ),
    pytest.param(
        "Rents did not rise and neither did wages rise.",
        ["Rents did not rise", "neither did wages rise"],
        [],
        id="inverted",
    ),
    pytest.param(
        "The port opened in 1850. It closed a few years later.",
        ["The port opened in 1850", "The port closed a few years later"],
        ["a few years later"],
        id="few-is-no-number",
    ),
    pytest.param(
        "The port opened in 1850. It closed in the autumn.",
        ["The port opened in 1850", "The port closed in the autumn"],
        [],
        id="season-of-some-year",
    ),
    pytest.param(
        "The boats were not seized or sold to a bank.",
        ["The boats were not seized or sold to a bank"],
        [],
        id="shared-negation-is-not-split",
    ),
    pytest.param(
        "The agency suspended Echo and also fined it 900 dollars.",
        ["The agency suspended Echo", "The agency also fined Echo 900 dollars"],
        [],
        id="pronoun-and-shared-subject",
    ),
    pytest.param(
        "The firm cut the pay of drivers in Graz, which led to a long strike.",
        [
            "The firm cut the pay of drivers in Graz",
            "which led to a long strike",
        ],
        ["which"],
        id="result-of-all-that-was-said",
    ),
    pytest.param(
        "The boats are built by the Norvex yard, which is known for its cranes.",
        ["The boats are built by the Norvex yard", "The Norvex yard is known for its cranes"],
        [],
        id="which-follows-its-noun",
    ),
    pytest.param(
        "The court freed Laura Okafor, who had spent 3 years in jail.",
        ["The court freed Laura Okafor", "Laura Okafor had spent 3 years in jail"],
        [],
        id="who",
    ),
    pytest.param(
        "He founded a bank, which he sold to a rival in 2015.",
        ["He founded a bank", "He sold the bank to a rival in 2015"],
        ["He", "he"],
        id="object-relative-behind-its-verb",
    ),
    pytest.param(
        "The council runs 9 schools, most of which stand in Graz.",
        ["The council runs 9 schools", "Most of the 9 schools stand in Graz"],
        [],
        id="most-of-which",
    ),
    pytest.param(
        "The law bans dams on the river, whose banks are soft.",
        ["The law bans dams on the river", "The river's banks are soft"],
        [],
        id="whose",
    ),
    pytest.param(
        "He moved to Poland, where he founded a bank.",
        ["He moved to Poland", "In Poland, he founded a bank"],
        ["He", "he"],
        id="where",
    ),
    pytest.param(
        "Aid grew by a third, reaching 128 million dollars by 2010.",
        ["Aid grew by a third", "Aid reached 128 million dollars by 2010"],
        [],
        id="participle-past",
    ),
    pytest.param(
        "Aid has grown by a third, reaching 128 million dollars.",
        ["Aid has grown by a third", "Aid reaching 128 million dollars"],
        [],
        id="participle-tense-open",
    ),
    pytest.param(
        "The mill burned in 2010, causing a loss of 3 million dollars.",
        ["The mill burned in 2010", "causing a loss of 3 million dollars"],
        ["causing"],
        id="result-participle-stays",
    ),
    pytest.param(
        "The port closed in December.", ["The port closed in December 2020"], [], id="month"
    ),
    pytest.param(
        "In 2017 the port signed the May treaty.",
        ["In 2017 the port signed the May treaty"],
        ["May"],
        id="month-beside-another-year",
    ),
    pytest.param(
        "The port closed on Friday.",
        ["The port closed on Friday, 8 January 2021"],
        [],
        id="weekday",
    ),
    pytest.param("The port closed last year.", ["The port closed in 2020"], [], id="last-year"),
    pytest.param(
        "Prices have fallen since last year.",
        ["Prices have fallen since 2020"],
        [],
        id="since-last-year",
    ),
    pytest.param(
        "The port closed yesterday.", ["The port closed on 9 January 2021"], [], id="yesterday"
    ),
    pytest.param(
        "Last year's storms closed the port.",
        ["2020's storms closed the port"],
        [],
        id="possessive-year",
    ),
    pytest.param(
        "The port will open next month.",
        ["The port will open in February 2021"],
        [],
        id="next-month",
    ),
    pytest.param(
        "Laura Okafor founded a school. Justice Okafor left in 2015.",
        ["Laura Okafor founded a school", "Justice Laura Okafor left in 2015"],
        [],
        id="title-and-last-name",
    ),
    pytest.param(
        "Amnesty International built dams. Its cost rose.",
        ["Amnesty International built dams", "Amnesty International's cost rose"],
        [],
        id="possessive",
    ),
    pytest.param(
        "Amnesty International sold its mills because it wanted money.",
        ["Amnesty International sold its mills", "Amnesty International wanted money"],
        [],
        id="named-in-the-claim",
    ),
]


@pytest.mark.parametrize(("text", "expected", "left"), WORDED)
def test_wording(text: str, expected: list[str], left: list[str]) -> None:
    found = word(text, PUBLISHED)
    assert [wording.text for wording in found] == expected
    assert [text[start:end] for wording in found for start, end in wording.left] == left


def test_a_quotation_keeps_its_words() -> None:
    (sentence,) = read("“They lied to us about the dam,” said Laura Okafor.")
    clause = Clause(sentence, 2, tuple(range(1, 8)), "clause.quotation", None, None)
    (found,) = word_standalone([(clause, clause.tokens)], [sentence], [], PACK)
    assert (found.text, found.why) == ("They lied to us about the dam", ())
    assert found.left == ((1, 5), (14, 16))


def test_a_subordinator_that_opens_a_claim_is_left_out() -> None:
    (sentence,) = read("While, in Graz, rents rose by 4 percent, the mayor stayed.")
    clause = Clause(sentence, 6, tuple(range(10)), "clause.adverbial", None, 5)
    (found,) = word_standalone([(clause, clause.tokens)], [sentence], [], PACK)
    assert found.text == "In Graz, rents rose by 4 percent"


def test_a_year_of_another_sentence_is_not_handed_on() -> None:
    text = "Ann Boros lost in 2008. The mayor runs again in November."
    assert word(text, "2009-01-10")[1].text == "The mayor runs again in November"


def test_names_in_quotation_marks_stay() -> None:
    text = "Ann Boros sued Graz. The so-called “Stop Boros” laws failed. Boros won."
    assert [wording.text for wording in word(text)][1:] == [
        "The so-called “Stop Boros” laws failed",
        "Ann Boros won",
    ]


def test_words_left_out_leave_one_blank_and_no_loose_comma() -> None:
    (sentence,) = read("Norvex, which builds dams, sold its mill.")
    tokens = (0, 1, 5, 6, 7, 8)
    clause = Clause(sentence, 6, tokens, "clause.root", None, 0)
    (found,) = word_standalone([(clause, tokens)], [sentence], [], PACK)
    assert (found.text, found.why, found.left) == ("Norvex sold its mill", (), ())


def test_why_points_at_the_replaced_words() -> None:
    text = "Amnesty International built dams. Its cost rose."
    (why, *_) = word(text)[-1].why
    assert (why.rule, why.decided) == ("antecedent_words.it", "Its: Amnesty International")
    assert (why.start, why.end) == (34, 37)


def test_a_claim_of_part_of_its_clause_keeps_to_its_tokens() -> None:
    sentences = read("Norvex built a dam in 2010 and sold a mill in 2015.")
    clause = split_sentence(sentences[0], PACK)[1]
    (found,) = word_standalone([(clause, clause.tokens[:3])], sentences, [], PACK)
    assert found.text == "Norvex sold a mill"


@pytest.mark.parametrize(
    ("participle", "tense", "plural", "expected"),
    [
        ("reaching", "past", False, "reached"),
        ("reaching", "present", False, "reaches"),
        ("reaching", "present", True, "reach"),
        ("banning", "past", False, "banned"),
        ("banning", "present", False, "bans"),
        ("hiring", "past", True, "hired"),
        ("carrying", "past", False, "carried"),
        ("being", "past", True, "were"),
        ("being", "past", False, "was"),
        ("rising", "present", False, "rises"),
        ("cheesing", "past", False, None),
    ],
)
def test_finite_forms(participle: str, tense: str, plural: bool, expected: str | None) -> None:
    assert tense in {"past", "present"}
    found = make_finite(
        participle, "past" if tense == "past" else "present", plural=plural, pack=PACK
    )
    assert (None if found is None else found[0]) == expected
