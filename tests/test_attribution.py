"""Reported speech and thought: cue, content and frame of whole sentences."""

from __future__ import annotations

import pytest

from attribution_examples import attributions_in_words

#: Name of the case, text, and each attribution as ``in_words`` writes it.
CASES: list[tuple[str, str, list[str]]] = [
    (
        "clause-after",
        "Officials said on Monday that rents had doubled since 2019.",
        [
            "Officials | said | rents had doubled since 2019 | indirect, clause | Officials said "
            "on Monday that | verbs.say",
        ],
    ),
    (
        "clause-before",
        "Rents have doubled since 2019, officials said.",
        [
            "officials | said | Rents have doubled since 2019 | indirect, clause | , officials "
            "said | verbs.say",
        ],
    ),
    (
        "clause-around",
        "Rents, the union said, have doubled since 2019.",
        [
            "the union | said | Rents + have doubled since 2019 | indirect, clause | , the union "
            "said, | verbs.say",
        ],
    ),
    (
        "according-first",
        "According to the housing agency, rents have doubled since 2019.",
        [
            "the housing agency | According to | rents have doubled since 2019 | indirect, "
            "clause | According to the housing agency, | words.according.according",
        ],
    ),
    (
        "according-last",
        "Rents have doubled since 2019, according to the housing agency.",
        [
            "the housing agency | according to | Rents have doubled since 2019 | indirect, "
            "clause | , according to the housing agency | words.according.according",
        ],
    ),
    (
        "impersonal-passive",
        "It has been argued that the dam leaks.",
        [
            "- | has been argued | the dam leaks | indirect, clause | It has been argued that | "
            "verbs.argue",
        ],
    ),
    (
        "passive-infinitive",
        "The dam is said to leak.",
        [
            "- | is said | The dam + to leak | indirect, clause | is said | verbs.say",
        ],
    ),
    (
        "passive-accusation",
        "The mayor was accused of fraud by the opposition.",
        [
            "the opposition | was accused | The mayor + fraud | indirect, object | - | "
            "verbs.accuse",
        ],
    ),
    (
        "promised-object",
        "The minister promised development of the poor north.",
        [
            "The minister | promised | development of the poor north | indirect, object | - | "
            "verbs.promise",
        ],
    ),
    (
        "promised-infinitive",
        "The minister promised to build a new bridge.",
        [
            "The minister | promised | to build a new bridge | indirect, infinitive | - | "
            "verbs.promise",
        ],
    ),
    (
        "noun-with-verb-of-voicing",
        "Farmers voiced their fear that the river would flood.",
        [
            "Farmers | voiced their fear | the river would flood | indirect, clause | Farmers "
            "voiced their fear that | nouns.fear",
        ],
    ),
    (
        "noun-without-source",
        "The claim that the bridge was unsafe came from the union.",
        [
            "- | claim | the bridge was unsafe | indirect, clause | that | nouns.claim",
        ],
    ),
    (
        "according-to-a-measure",
        "The tiles are sorted according to their size.",
        [],
    ),
    (
        "according-to-a-verb-of-sorting",
        "The yield varies according to the soil.",
        [],
    ),
    (
        "according-after-a-verb-of-sorting-with-a-name",
        "The yield varies according to Ito.",
        [
            "Ito | according to | The yield varies | indirect, clause | according to Ito | "
            "words.according.according",
        ],
    ),
    (
        "claims-lives",
        "The flood claimed 200 lives.",
        [],
    ),
    (
        "calls-somebody",
        "Maria Lopez called David Miller in May.",
        [],
    ),
    (
        "is-called",
        "Such rents are called high.",
        [],
    ),
    (
        "is-called-by-somebody",
        "The plan was called a mistake by the union.",
        [
            "the union | was called | The plan + a mistake | indirect, object | - | verbs.call",
        ],
    ),
    (
        "is-characterized-by-a-thing",
        "The first lot is characterized by soft clay.",
        [],
    ),
    (
        "repeats-a-thing",
        "Two crews repeated the experiment.",
        [],
    ),
    (
        "said-by-nobody",
        "Nobody claimed that the dam leaked.",
        [
            "- | not: claimed | the dam leaked | indirect, clause | - | verbs.claim",
        ],
    ),
    (
        "as-clause",
        "As Ito notes, prices fell in May.",
        [
            "Ito | notes | prices fell in May | indirect, clause | As Ito notes, | verbs.note",
        ],
    ),
    (
        "view",
        "In Ito's view, the reform failed.",
        [
            "Ito | view | the reform failed | indirect, clause | In Ito's view, | words.view.view",
        ],
    ),
    (
        "adverb",
        "The dam reportedly leaks.",
        [
            "- | reportedly | The dam + leaks | indirect, clause | - | words.adverb.reportedly",
        ],
    ),
    (
        "quoted-as-saying",
        "The mayor was quoted as saying that the plan was dead.",
        [
            "The mayor | saying | the plan was dead | indirect, clause | The mayor was quoted as "
            "saying that | verbs.say",
        ],
    ),
    (
        "negated",
        "He never said that the bridge was safe.",
        [
            "He | not: never said | the bridge was safe | indirect, clause | - | verbs.say",
        ],
    ),
    (
        "no-report",
        "The mayor found the keys and backed the car out of the yard.",
        [],
    ),
    (
        "two-contents-of-one-verb",
        "The study shows that rents rose and that wages fell.",
        [
            "The study | shows | rents rose and that wages fell | indirect, clause | The study "
            "shows that | verbs.show",
        ],
    ),
    (
        "clause-behind-an-interview",
        "Ito said in an interview that the bridge was unsafe.",
        [
            "Ito | said | the bridge was unsafe | indirect, clause | Ito said in an interview "
            "that | verbs.say",
        ],
    ),
    (
        "predicate-clause",
        "The union's claim is that the bridge was unsafe.",
        [
            "The union | claim | the bridge was unsafe | indirect, clause | The union's claim is "
            "that | nouns.claim",
        ],
    ),
    (
        "infinitive-question",
        "The guide shows how to save water.",
        [
            "The guide | shows | how to save water | indirect, clause | The guide shows | "
            "verbs.show",
        ],
    ),
    (
        "as-stated-by",
        "As stated by Ito, with good pumps, old dams can be kept safe.",
        [
            "Ito | stated | with good pumps, old dams can be kept safe | indirect, clause | As "
            "stated by Ito, | verbs.state",
        ],
    ),
    (
        "clause-behind-experiments",
        "We have shown in several experiments that wolves pay as much attention to people as "
        "dogs do.",
        [
            "We | have shown | wolves pay as much attention to people as dogs do | indirect, "
            "clause | We have shown in several experiments that | verbs.show",
        ],
    ),
    (
        "finding-of-a-survey",
        "The survey showed a sharp decline of trust.",
        [
            "The survey | showed | a sharp decline of trust | indirect, object | - | verbs.show",
        ],
    ),
    (
        "mayor-shows-a-pump",
        "The mayor showed a pump.",
        [],
    ),
    (
        "small-clause",
        "Some voters consider themselves very liberal.",
        [],
    ),
    (
        "as-noted-by-first",
        "As noted by Free et al., early initiatives centered on using text messages for reminders.",
        [
            "Free et al | noted | early initiatives centered on using text messages for "
            "reminders | indirect, clause | As noted by Free et al., | verbs.note",
        ],
    ),
    (
        "semicolon",
        "The data is also poor because of gaps; important details are not always asked.",
        [],
    ),
    (
        "of-concern",
        "It is of great concern that the dam leaks.",
        [],
    ),
    (
        "denial",
        "The mayor denied that the dam leaked.",
        [
            "The mayor | not: denied | the dam leaked | indirect, clause | - | verbs.deny",
        ],
    ),
    (
        "denial-of-a-denial",
        "The mayor did not deny that the dam leaked.",
        [
            "The mayor | did not deny | the dam leaked | indirect, clause | The mayor did not "
            "deny that | verbs.deny",
        ],
    ),
    (
        "rejected-claim",
        "The farmers rejected the claim that the dam leaks.",
        [
            "The farmers | not: rejected | the claim that the dam leaks | indirect, object | - | "
            "verbs.reject",
        ],
    ),
    (
        "made-claim",
        "The farmers made the claim that the dam leaks.",
        [
            "The farmers | made the claim | the dam leaks | indirect, clause | The farmers made "
            "the claim that | nouns.claim",
        ],
    ),
]


@pytest.mark.parametrize(("_name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_reported_speech(_name: str, text: str, expected: list[str]) -> None:
    assert attributions_in_words(text) == expected


def test_no_sentences_no_attributions() -> None:
    assert attributions_in_words("") == []


def test_sentence_too_long_to_be_one_is_left_alone() -> None:
    assert attributions_in_words("The mayor said " + "that the bridge and " * 400 + "leaked.") == []


def test_contents_stay_apart_in_a_chain_of_a_thousand_reports() -> None:
    text = " ".join(f"The mayor said that the bridge {number} leaked." for number in range(1000))
    found = attributions_in_words(text)
    assert len(found) == 1000
    assert found[41].startswith("The mayor | said | the bridge 41 leaked | ")


def test_an_adverb_alone_reports_nothing() -> None:
    assert attributions_in_words("Allegedly. Reportedly so.") == []
