"""What pronouns and short descriptions stand for, on sentences made for one phenomenon each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimlink.claiming.antecedents import (
    binding,
    descriptions,
    quotes,
    resolve_anaphors,
    resolve_mentions,
    things,
)
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.parsing import Sentence
from standalone_examples import PACK, read

# (text, what each resolved word stands for, in order)
RESOLVED = [
    pytest.param(
        "Amnesty International built a dam in 2010. It sold the dam in 2015.",
        [("It", "Amnesty International")],
        id="name-as-subject",
    ),
    pytest.param(
        "Laura Okafor founded a school in Lagos. Her pupils won prizes.",
        [("Her", "Laura Okafor")],
        id="first-name-tells-gender",
    ),
    pytest.param(
        "Laura Okafor met David Okonkwo in 2010. He had left the army.",
        [("He", "David Okonkwo")],
        id="gender-decides-against-the-subject",
    ),
    pytest.param(
        "At least 13 farmers from Tyrol blocked the road. They were fined.",
        [("They", "the farmers from Tyrol")],
        id="rough-number-is-not-repeated",
    ),
    pytest.param(
        "The mayor closed two schools. Critics and parents sued. They won the case.",
        [("They", "critics and parents")],
        id="coordination",
    ),
    pytest.param(
        "Parliament passed a strict building code in May. This law failed.",
        [("This law", "the strict building code")],
        id="hypernym",
    ),
    pytest.param(
        "Echo, a small charity, runs a school in Brno. The charity has 30 members.",
        [("The charity", "Echo")],
        id="apposition-names-it",
    ),
    pytest.param(
        "Prices rose sharply in Poland. The country imports gas.",
        [("The country", "Poland")],
        id="country",
    ),
    pytest.param(
        "Laura Okafor founded a school. Okafor left it in 2015.",
        [("Okafor", "Laura Okafor"), ("it", "the school")],
        id="last-name",
    ),
    pytest.param(
        "The oldest judge was David Okonkwo. He retired in 1975.",
        [("He", "David Okonkwo")],
        id="name-behind-a-copula",
    ),
    pytest.param(
        "A number of ferries sank in May. They carried cars.",
        [("They", "a number of ferries")],
        id="measure-noun",
    ),
    pytest.param(
        "Mr. Halik and Anna Halik met in Graz. Mr. Halik praised the town.",
        [],
        id="a-title-forbids-the-other-gender",
    ),
    pytest.param(
        "David Okonkwo praised the woman. She had saved a child.",
        [("She", "the woman")],
        id="noun-tells-gender",
    ),
    pytest.param(
        "Peter Halik met David Okonkwo. As for Okonkwo, he was in Graz.",
        [("Okonkwo", "David Okonkwo"), ("he", "David Okonkwo")],
        id="announced-topic",
    ),
    pytest.param(
        "The factory stands in Poland. Three hundred people work there.",
        [("there", "Poland")],
        id="place",
    ),
    pytest.param(
        "Halik Okonkwo is a library for drawing maps. It offers nine kinds of maps.",
        [("It", "Halik Okonkwo")],
        id="a name that is called a thing is no man",
    ),
    pytest.param(
        "“Tern” is a chain of cafes in Norway. It was founded in 1975.",
        [("It", "Tern")],
        id="a name in quotation marks",
    ),
]

UNRESOLVED = [
    pytest.param(
        "“Tern is a chain of cafes in Norway,” said Ito. It was founded in 1975.",
        id="a name in a quotation",
    ),
    pytest.param("It is difficult to count wolves.", id="announced-infinitive"),
    pytest.param("Norvex built a dam. It is believed that the dam leaks.", id="announced-clause"),
    pytest.param("The company bought the mill in 2010. It was closed in 2015.", id="two-alike"),
    pytest.param("David Okonkwo met Peter Halik. He left the army.", id="two-men"),
    pytest.param("Each ferry carries cars. It has two decks.", id="distributive"),
    pytest.param("They draw charts to display data. It shows many types.", id="stuff-as-object"),
    pytest.param(
        "The dam broke. The flood made it hard to reach the village.", id="announced-object"
    ),
    pytest.param("The mill burned. That was bad because it hurt the town.", id="matter-of-that"),
    pytest.param("The plan failed in May. As the mayor put it, nobody cared.", id="idiom"),
    pytest.param("Norvex sold a mill. It was for the best.", id="of-the-whole"),
    pytest.param(
        "The turnout in the first round was small. In Ohio, the turnout rose.", id="another-place"
    ),
    pytest.param(
        "Peter Halik, a columnist, resigned. Mr. Halik said it was a loss.", id="no-person-is-it"
    ),
    pytest.param("It rained in May. The port closed.", id="nothing-before"),
    pytest.param("Amnesty International sued the organisation in May.", id="same-verb"),
    pytest.param(
        "The first study was small. The second study was large. The study failed.",
        id="two-of-one-noun",
    ),
    pytest.param("Laws made it a crime to sell arms.", id="object-of-a-small-clause"),
    pytest.param("The bank closed in May. It rained in Graz.", id="weather"),
    pytest.param("The bank closed in May. It was dark in Graz.", id="weather-adjective"),
    pytest.param("The bank closed. It is a shame that rents rose.", id="announced-by-a-noun"),
    pytest.param("The bank closed. It fell to the court to decide.", id="announced-by-a-phrase"),
    pytest.param("The agency told firms to work with it.", id="prepositional-object"),
    pytest.param("The agency suspended work of Echo, an NGO, and also fined it.", id="close"),
    pytest.param(
        "Maria Gomez called John Smith. He told her the truth. Kim Lee called. He left.",
        id="gender-unknown-beside-another-person",
    ),
    pytest.param("Kim Lee sold the mill. She left the town.", id="gender-unknown"),
    pytest.param("Walls surround the town. They said nothing.", id="things-do-not-speak"),
    pytest.param("The roof of the farmers burned. They were old.", id="plural-in-a-phrase"),
    pytest.param("Norvex built a dam. It sold the dam.", id="name-of-an-unknown-kind"),
    pytest.param(
        "Ann Boros spoke. A booker who said that Graz hurt her met the press.", id="who-is-nearer"
    ),
    pytest.param("The mayor lost. In her book, Ann Boros praised Graz.", id="named-only-later"),
    pytest.param("They fed ten people. These people left the town.", id="plural-description"),
    pytest.param("The old text was lost. The text was dull.", id="only-an-adjective"),
    pytest.param(
        "Parliament passed a tax law. Other laws failed. This law hurt many.", id="laws-between"
    ),
    pytest.param("The so-called “Boros law” passed. “The law is bad,” he said.", id="quoted"),
    pytest.param("Two farmers in Graz sued. Their lawyer won.", id="no-ending-behind-a-phrase"),
    pytest.param("Norway and Poland met. It was old.", id="one-of-two"),
    pytest.param("MAYOR FINED A BAKER. He resigned.", id="capitals"),
    pytest.param(
        "Prices rose in Poland and in Austria. The country imports gas.", id="two-countries"
    ),
    pytest.param(
        "Peter Halik sold the mill.\nAnna Halik rebuilt it. Halik died in 2010.", id="kin"
    ),
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED)
def test_sure_antecedents(text: str, expected: list[tuple[str, str]]) -> None:
    found = resolve_mentions(read(text), PACK)
    assert [(text[start:end], name) for (start, end), name in found.items()] == expected


@pytest.mark.parametrize("text", UNRESOLVED)
def test_unsure_antecedents_stay(text: str) -> None:
    found = resolve_anaphors(read(text), PACK)[-1]
    names = ("antecedent.last_name",)
    assert [(a.text, a.rules) for a in found if a.text is not None and a.rules != names] == []


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("After a long quarrel with the farmers of two towns, ", id="beyond-the-end"),
        pytest.param("", id="inside"),
    ],
)
def test_a_description_is_looked_up_where_it_stands(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{opening}Parliament passed a strict building code in May. This law hurt the town."
    pairs: list[tuple[str, str]] = []
    compare = binding.shares_verb

    def noted(sentence: Sentence, token: int, mention: int, rules: AntecedentRules) -> bool:
        pairs.append((sentence.words[token], sentence.words[mention]))
        return compare(sentence, token, mention, rules)

    monkeypatch.setattr(descriptions, "shares_verb", noted)
    resolve_mentions(read(text), PACK)
    # The code is now "This law": the place that it had a sentence before means nothing here.
    assert pairs[-1] == ("town", "law")


def test_first_person_and_bare_this_are_told_as_open() -> None:
    (anaphors,) = resolve_anaphors(read("We showed that this was wrong."), PACK)
    assert [(a.token_start, a.text, a.rules[0]) for a in anaphors] == [
        (0, None, "antecedent_words.speaker"),
        (3, None, "antecedent_words.pointer"),
    ]


def test_the_nearer_of_two_persons_by_gender() -> None:
    text = "Maria Gomez called John Smith in May. He told her the truth."
    assert list(resolve_mentions(read(text), PACK).values()) == ["John Smith", "Maria Gomez"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("The “Stop Halik” law fell.", [["Stop", "Halik"]], id="curly"),
        pytest.param('The "Stop Halik" law fell.', [["Stop", "Halik"]], id="straight"),
        pytest.param(
            "“We lost. They won,” he said.",
            [["We", "lost", ".", "They", "won", ","]],
            id="runs-on",
        ),
        pytest.param("“We lost.\nThey won.", [["We", "lost", "."], []], id="ends-with-its-line"),
        pytest.param("The mayor's dogs' food is old.", [[]], id="apostrophes"),
    ],
)
def test_quoted_tokens(text: str, quoted: list[list[str]]) -> None:
    sentences = read(text)
    found = quotes.quoted_tokens(sentences)
    words = [
        [s.words[t] for t in sorted(tokens)] for s, tokens in zip(sentences, found, strict=True)
    ]
    assert words == quoted


def test_words_in_quotation_marks_are_not_resolved() -> None:
    text = "Norvex built a dam. “It is safe,” said the mayor."
    assert resolve_mentions(read(text), PACK) == {}


def count_comparisons(sentences: list[Sentence], monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many pairs of words are looked at while the sentences are resolved."""
    calls = 0
    compare = binding.shares_verb

    def counted(*arguments: object) -> bool:
        nonlocal calls
        calls += 1
        return compare(*arguments)  # type: ignore[arg-type]  # handed through

    with monkeypatch.context() as patch:
        patch.setattr(things, "shares_verb", counted)
        resolve_anaphors(sentences, PACK)
    return calls


def test_work_grows_with_the_length_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Amnesty International met in May. It sold three dams, which it had owned."
    once = list(read(text))
    articles = [
        [replace(once[i % 2], index=i, block=i // 10) for i in range(size)] for size in (100, 200)
    ]
    short, long = (count_comparisons(article, monkeypatch) for article in articles)
    assert 0 < short <= long <= 2.1 * short


def list_sentence(size: int) -> Sentence:
    """Return one sentence of ``size`` times "dam it", all below one verb."""
    words = ["sold", *["dam", "it"] * size]
    tokens = range(len(words))
    return Sentence(
        index=0,
        block=0,
        start=0,
        end=len(words) * 5,
        words=tuple(word if word != "dam" else f"dam{i}" for i, word in enumerate(words)),
        tags=("VBD", *("NN", "PRP") * size),
        deps=("ROOT", *("dobj", "dobj") * size),
        heads=tuple(0 for _ in tokens),
        starts=tuple(i * 5 for i in tokens),
        ends=tuple(i * 5 + 4 for i in tokens),
        spaced=tuple(True for _ in tokens),
    )


def test_work_grows_with_the_length_of_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = (count_comparisons([list_sentence(n)], monkeypatch) for n in (200, 400))
    assert 0 < short <= long <= 2.3 * short
