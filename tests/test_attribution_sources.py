"""Sources: which words say who speaks, and the name behind them."""

from __future__ import annotations

import pytest

from attribution_examples import attributions_in_words

#: Name of the case, text, and each attribution as ``in_words`` writes it.
CASES: list[tuple[str, str, list[str]]] = [
    (
        "short-form",
        "“The river is clean,” said Lena Ortiz. “We swim.” Ortiz said that the lake was cold.",
        [
            "Lena Ortiz | said | “The river is clean,” + “We swim.” | direct, quotation | said "
            "Lena Ortiz | verbs.say",
            "Ortiz (= Lena Ortiz) | said | the lake was cold | indirect, clause | Ortiz said "
            "that | verbs.say",
        ],
    ),
    (
        "pronoun-of-the-one-person-near",
        "Lena Ortiz came to Graz. She said that the lake was cold. She added that it was deep.",
        [
            "She (= Lena Ortiz) | said | the lake was cold | indirect, clause | She said that | "
            "verbs.say",
            "She (= Lena Ortiz) | added | it was deep | indirect, clause | She added that | "
            "verbs.add",
        ],
    ),
    (
        "plural-pronoun",
        "The farmers said that rents rose. They warned that wages would fall.",
        [
            "The farmers | said | rents rose | indirect, clause | The farmers said that | "
            "verbs.say",
            "They (= The farmers) | warned | wages would fall | indirect, clause | They warned "
            "that | verbs.warn",
        ],
    ),
    (
        "pronoun-of-a-thing",
        "The union said that rents rose. It warned that wages would fall.",
        [
            "The union | said | rents rose | indirect, clause | The union said that | verbs.say",
            "It (= The union) | warned | wages would fall | indirect, clause | It warned that | "
            "verbs.warn",
        ],
    ),
    (
        "pronoun-of-two-people-stays",
        "Ana Lopez and David Miller came. She said that rents rose.",
        [
            "She | said | rents rose | indirect, clause | She said that | verbs.say",
        ],
    ),
    (
        "pronoun-against-title",
        "Mrs. Lopez came to Graz. He said that the lake was cold.",
        [
            "He | said | the lake was cold | indirect, clause | He said that | verbs.say",
        ],
    ),
    (
        "speaker-of-a-statement",
        "Ito released a statement saying that rents rose.",
        [
            "Ito | saying | rents rose | indirect, clause | saying that | verbs.say",
        ],
    ),
    (
        "gerund-after-by",
        "Ito answered Lee by saying that rents rose.",
        [
            "Ito | saying | rents rose | indirect, clause | Ito answered Lee by saying that | "
            "verbs.say",
        ],
    ),
    (
        "gerund-after-for",
        "Lee blamed Ito for saying that rents rose.",
        [
            "Ito | saying | rents rose | indirect, clause | Lee blamed Ito for saying that | "
            "verbs.say",
        ],
    ),
    (
        "noun-with-possessive",
        "Ito shared her fear that rents would rise.",
        [
            "Ito | shared her fear | rents would rise | indirect, clause | Ito shared her fear "
            "that | nouns.fear",
        ],
    ),
    (
        "relative-that",
        "A study that shows that rents rose came late.",
        [
            "A study | shows | rents rose | indirect, clause | that shows that | verbs.show",
        ],
    ),
    (
        "relative-who",
        "Ito, who believes that prices will fall, sold her house.",
        [
            "who (= Ito) | believes | prices will fall | indirect, clause | , who believes that "
            "| verbs.believe",
        ],
    ),
    (
        "participle-of-the-same-speaker",
        "Ito said rents had risen, adding that they would rise again.",
        [
            "Ito | said | rents had risen | indirect, clause | Ito said | verbs.say",
            "Ito | adding | they would rise again | indirect, clause | , adding that | verbs.add",
        ],
    ),
    (
        "verb-of-the-same-speaker",
        "Ito said in May that rents had risen and predicted that they would rise again.",
        [
            "Ito | said | rents had risen | indirect, clause | Ito said in May that | verbs.say",
            "Ito | predicted | they would rise again | indirect, clause | predicted that | "
            "verbs.predict",
        ],
    ),
    (
        "outer-speaker-only",
        "Ito said she believed that rents would fall.",
        [
            "Ito | said | she believed that rents would fall | indirect, clause | Ito said | "
            "verbs.say",
        ],
    ),
    (
        "and-others-in-a-name",
        "As noted by Free et al., early dams were built of wood.",
        [
            "Free et al | noted | early dams were built of wood | indirect, clause | As noted by "
            "Free et al., | verbs.note",
        ],
    ),
    (
        "others-argue",
        "While some say so, others argue that the dam does harm.",
        [
            "others | argue | the dam does harm | indirect, clause | , others argue that | "
            "verbs.argue",
        ],
    ),
    (
        "absolute-with",
        "Rents rose, with farmers noting that wages fell.",
        [
            "farmers | noting | wages fell | indirect, clause | with farmers noting that | "
            "verbs.note",
        ],
    ),
    (
        "year-is-no-part-of-the-source",
        "The mayor in 2019 promised a new bridge.",
        [
            "The mayor | promised | a new bridge | indirect, object | - | verbs.promise",
        ],
    ),
    (
        "idiom",
        "That said, the lake is very cold.",
        [],
    ),
    (
        "reader",
        "You know that rents rose.",
        [],
    ),
    (
        "hearer",
        "The farmers were asked to wait.",
        [],
    ),
    (
        "other-speaker-cut",
        "Half of them said that rents would rise, while the mayor said that they would fall.",
        [
            "Half of them | said | rents would rise | indirect, clause | Half of them said that "
            "| verbs.say",
            "the mayor | said | they would fall | indirect, clause | , while the mayor said that "
            "| verbs.say",
        ],
    ),
    (
        "cited-name",
        "Hare and Tomasello proposed that tame dogs cooperate more.",
        [
            "Hare and Tomasello | proposed | tame dogs cooperate more | indirect, clause | Hare "
            "and Tomasello proposed that | verbs.propose",
        ],
    ),
    (
        "author-of-a-study",
        "Ito and Lee provide a study that shows how rents rose.",
        [
            "Ito and Lee | shows | how rents rose | indirect, clause | that shows | verbs.show",
        ],
    ),
    (
        "two-persons-near",
        "Lena Ortiz called David Miller in May. He told her that the dam leaks.",
        [
            "He | told | the dam leaks | indirect, clause | He told her that | verbs.tell",
        ],
    ),
    (
        "two-persons-and-a-title",
        "Mr. Ortiz met Mrs. Miller in May. She said that the dam leaks.",
        [
            "She (= Miller) | said | the dam leaks | indirect, clause | She said that | verbs.say",
        ],
    ),
    (
        "speaker-speaks-on-after-another-name",
        "Lena Ortiz came. She said that David Miller had left. She said that rents rose.",
        [
            "She (= Lena Ortiz) | said | David Miller had left | indirect, clause | She said "
            "that | verbs.say",
            "She (= Lena Ortiz) | said | rents rose | indirect, clause | She said that | verbs.say",
        ],
    ),
    (
        "pronoun-alone-keeps-its-words",
        "According to her, rents rose.",
        [
            "her | According to | rents rose | indirect, clause | According to her, | "
            "words.according.according",
        ],
    ),
    (
        "dated-report",
        "A study published last month by the museum found that rents fell.",
        [
            "A study published last month by the museum | found | rents fell | indirect, clause | "
            "A study published last month by the museum found that | verbs.find",
        ],
    ),
    (
        "name-behind-an-office",
        "The mayor of Linz, Karl Huber, said that rents fell. He added that wages rose.",
        [
            "The mayor of Linz (= Karl Huber) | said | rents fell | indirect, clause | The mayor "
            "of Linz, + , said that | verbs.say",
            "He (= Karl Huber) | added | wages rose | indirect, clause | He added that | verbs.add",
        ],
    ),
    (
        "friend-of-the-mayor",
        "The mayor has a friend who said that the dam leaks.",
        [
            "who (= a friend) | said | the dam leaks | indirect, clause | who said that | "
            "verbs.say",
        ],
    ),
]


@pytest.mark.parametrize(("_name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_sources(_name: str, text: str, expected: list[str]) -> None:
    assert attributions_in_words(text) == expected
