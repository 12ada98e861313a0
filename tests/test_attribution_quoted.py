"""Quotations: who speaks them, over how many stretches, and what is none."""

from __future__ import annotations

import pytest

from attribution_examples import attributions_in_words

#: Name of the case, text, and each attribution as ``in_words`` writes it.
CASES: list[tuple[str, str, list[str]]] = [
    (
        "split-quotation-after-apposition",
        "“The river is clean again,” said Lena Ortiz, head of the water board. “We swim in it.”",
        [
            "Lena Ortiz | said | “The river is clean again,” + “We swim in it.” | direct, "
            "quotation | said Lena Ortiz, | verbs.say",
        ],
    ),
    (
        "split-quotation-mid-sentence",
        "“The river is clean again,” Lena Ortiz said, “and we swim in it.”",
        [
            "Lena Ortiz | said | “The river is clean again,” + “and we swim in it.” | direct, "
            "quotation | Lena Ortiz said, | verbs.say",
        ],
    ),
    (
        "cue-before-colon",
        "Lena Ortiz told reporters in Lima: “The river is clean again.”",
        [
            "Lena Ortiz | told | “The river is clean again.” | direct, quotation | Lena Ortiz "
            "told reporters in Lima: | verbs.tell",
        ],
    ),
    (
        "quoted-predicate",
        "The mayor called the plan “a bad joke.”",
        [
            "The mayor | called | the plan “a bad joke.” | mixed, object | - | verbs.call",
        ],
    ),
    (
        "mixed",
        "The court said the law was “vague and unfair,” and sent it back.",
        [
            "The court | said | the law was “vague and unfair,” | mixed, clause | The court said "
            "| verbs.say",
        ],
    ),
    (
        "two-paragraphs-two-cues",
        "“We will not pay,” Ito said.\n\n“The town is poor. The state is poor too,” she added.",
        [
            "Ito | said | “We will not pay,” | direct, quotation | Ito said | verbs.say",
            "she | added | “The town is poor. The state is poor too,” | direct, quotation | she "
            "added | verbs.add",
        ],
    ),
    (
        "open-paragraph",
        "“We will not pay. The town is poor.\n\n“We told the state so,” Ito said.",
        [
            "Ito | said | “We will not pay. The town is poor. + “We told the state so,” | "
            "direct, quotation | Ito said | verbs.say",
        ],
    ),
    (
        "question-mark",
        '"Is it safe?" asked Ito. "Nobody knows."',
        [
            'Ito | asked | "Is it safe?" + "Nobody knows." | direct, quotation | asked Ito | '
            "verbs.ask",
        ],
    ),
    (
        "doubled-apostrophes",
        "''Prices fell,'' Ito said. ''They will rise again.''",
        [
            "Ito | said | ''Prices fell,'' + ''They will rise again.'' | direct, quotation | Ito "
            "said | verbs.say",
        ],
    ),
    (
        "low-high-marks",
        "„Prices fell“, Ito said.",
        [
            "Ito | said | „Prices fell“ | direct, quotation | , Ito said | verbs.say",
        ],
    ),
    (
        "angle-marks",
        "«Prices fell», said Ito.",
        [
            "Ito | said | «Prices fell» | direct, quotation | , said Ito | verbs.say",
        ],
    ),
    (
        "single-marks",
        "'Prices fell,' Ito said.",
        [
            "Ito | said | 'Prices fell,' | direct, quotation | Ito said | verbs.say",
        ],
    ),
    (
        "apostrophes",
        "The tenants' union said the tenants' homes were cold.",
        [
            "The tenants' union | said | the tenants' homes were cold | indirect, clause | The "
            "tenants' union said | verbs.say",
        ],
    ),
    (
        "scare-quote",
        "The “free” bus costs two euros.",
        [],
    ),
    (
        "title",
        "The film “Night over Lima” opened in May.",
        [],
    ),
    (
        "quotation-in-quotation",
        "Lee continues, “In fact, the ‘gift’ is so old that nobody wants it.”",
        [
            "Lee | continues | “In fact, the ‘gift’ is so old that nobody wants it.” | direct, "
            "quotation | Lee continues, | verbs.continue",
        ],
    ),
    (
        "according-to-quotation",
        "“Rents rose. They will fall again,” according to the union.",
        [
            "the union | according to | “Rents rose. They will fall again,” | direct, clause | "
            "according to the union | words.according.according",
        ],
    ),
    (
        "two-cues-two-quotations",
        "On Monday she stated, “When I look at this, I worry,” adding, “I think so.”",
        [
            "she | stated | “When I look at this, I worry,” | direct, quotation | On Monday she "
            "stated, | verbs.state",
            "she | adding | “I think so.” | direct, quotation | adding, | verbs.add",
        ],
    ),
    (
        "speaker-label",
        "David Miller: The bridge is not safe.",
        [
            "David Miller | : | The bridge is not safe | indirect, clause | David Miller: | "
            "words.speaker.colon",
        ],
    ),
    (
        "heading-with-colon",
        "Background: The bridge is not safe.",
        [],
    ),
    (
        "according-behind-colon",
        "Prices fell: rents halved in a year, according to the union.",
        [
            "the union | according to | rents halved in a year | indirect, clause | , according "
            "to the union | words.according.according",
        ],
    ),
    (
        "partial-quotation",
        "Foreign money is “pouring in,” Ito said.",
        [
            "Ito | said | Foreign money is “pouring in,” | mixed, clause | Ito said | verbs.say",
        ],
    ),
    (
        "titles-in-a-row",
        "She read “Night over Lima,” a novel, and “Rain.”",
        [],
    ),
    (
        "quotation-across-sentences",
        "Ito said the mayor was “tired of waiting. She will go.”",
        [
            "Ito | said | the mayor was “tired of waiting. She will go.” | mixed, clause | Ito "
            "said | verbs.say",
        ],
    ),
    (
        "bare-quotation-next-paragraph",
        "“The dam leaks,” Ito said.\n\n“It has leaked for thirty years and nobody repaired it.”",
        [
            "Ito | said | “The dam leaks,” + “It has leaked for thirty years and nobody repaired "
            "it.” | direct, quotation | Ito said | verbs.say",
        ],
    ),
    (
        "no-speaker",
        "“The dam leaks and nobody repaired it.”",
        [],
    ),
    (
        "nested-marks",
        '"Ito shouted “help” and ran," the mayor said.',
        [
            'the mayor | said | "Ito shouted “help” and ran," | direct, quotation | the mayor '
            "said | verbs.say",
        ],
    ),
    (
        "three-closing-marks",
        "''She would ask, 'What did he mean by that?''' Mr. Ito said.",
        [
            "Mr. Ito | said | ''She would ask, 'What did he mean by that?'' | direct, quotation "
            "| Mr. Ito said | verbs.say",
        ],
    ),
    (
        "blank-before-the-closing-mark",
        "''He built coalitions, '' said Mr. Ott. ''He works for people.''",
        [
            "Mr. Ott | said | ''He built coalitions, '' + ''He works for people.'' | direct, "
            "quotation | said Mr. Ott | verbs.say",
        ],
    ),
    (
        "frame-behind-a-full-stop",
        "“Lima, if you are listening, find the missing letters.” Ito said.",
        [
            "Ito | said | “Lima, if you are listening, find the missing letters.” | direct, "
            "quotation | Ito said | verbs.say",
        ],
    ),
    (
        "named-in-quotation-marks",
        "Thefts and fires are also called “property crimes.”",
        [],
    ),
    (
        "no-frame-behind-a-full-stop",
        "“The dam leaks.” The mayor said that nobody repaired it.",
        [
            "The mayor | said | nobody repaired it | indirect, clause | The mayor said that | "
            "verbs.say",
        ],
    ),
    (
        "full-stop-behind-the-mark",
        "“The dam leaks,” said Ito. “It has leaked since the war of 1974”.",
        [
            "Ito | said | “The dam leaks,” + “It has leaked since the war of 1974” | direct, "
            "quotation | said Ito | verbs.say",
        ],
    ),
]


@pytest.mark.parametrize(("_name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_quoted_speech(_name: str, text: str, expected: list[str]) -> None:
    assert attributions_in_words(text) == expected
