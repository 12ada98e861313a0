"""Who says it: whole expected attributions of sentences, quotations and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from attribution_examples import parse_text
from claimlink.claiming.attribution import FoundAttribution, find_attributions
from claimlink.packs import load_pack


@dataclass(frozen=True)
class Said:
    """A found attribution in words instead of offsets."""

    source: str | None
    name: str | None
    cue: str | None
    content: tuple[str, ...]
    form: str
    shape: str
    frame: tuple[str, ...]
    rule: str
    negated: bool = False


def _in_words(text: str, found: FoundAttribution) -> Said:
    record = found.record
    for mention in (record.source, record.cue):
        assert mention is None or text[mention.start : mention.end] == mention.text
    return Said(
        source=None if record.source is None else record.source.text,
        name=None if record.source is None else record.source.name,
        cue=None if record.cue is None else record.cue.text,
        content=tuple(text[start:end] for start, end in record.content),
        form=record.form,
        shape=found.shape,
        frame=tuple(text[start:end] for start, end in found.frame),
        rule=found.rule,
        negated=found.negated,
    )


CASES = [
    pytest.param(
        "Officials said on Monday that rents had doubled since 2019.",
        [
            Said(
                "Officials",
                "Officials",
                "said",
                ("rents had doubled since 2019",),
                "indirect",
                "clause",
                ("Officials said on Monday that",),
                "attribution_verbs.say",
            ),
        ],
        id="clause-after",
    ),
    pytest.param(
        "Rents have doubled since 2019, officials said.",
        [
            Said(
                "officials",
                "officials",
                "said",
                ("Rents have doubled since 2019",),
                "indirect",
                "clause",
                (", officials said",),
                "attribution_verbs.say",
            ),
        ],
        id="clause-before",
    ),
    pytest.param(
        "Rents, the union said, have doubled since 2019.",
        [
            Said(
                "the union",
                "the union",
                "said",
                ("Rents", "have doubled since 2019"),
                "indirect",
                "clause",
                (", the union said,",),
                "attribution_verbs.say",
            ),
        ],
        id="clause-around",
    ),
    pytest.param(
        "According to the housing agency, rents have doubled since 2019.",
        [
            Said(
                "the housing agency",
                "the housing agency",
                "According to",
                ("rents have doubled since 2019",),
                "indirect",
                "clause",
                ("According to the housing agency,",),
                "attribution_words.according.according",
            ),
        ],
        id="according-first",
    ),
    pytest.param(
        "Rents have doubled since 2019, according to the housing agency.",
        [
            Said(
                "the housing agency",
                "the housing agency",
                "according to",
                ("Rents have doubled since 2019",),
                "indirect",
                "clause",
                (", according to the housing agency",),
                "attribution_words.according.according",
            ),
        ],
        id="according-last",
    ),
    pytest.param(
        "“The river is clean again,” said Lena Ortiz, head of the water board. “We swim in it.”",
        [
            Said(
                "Lena Ortiz",
                "Lena Ortiz",
                "said",
                ("“The river is clean again,”", "“We swim in it.”"),
                "direct",
                "quotation",
                ("said Lena Ortiz,",),
                "attribution_verbs.say",
            ),
        ],
        id="split-quotation-after-apposition",
    ),
    pytest.param(
        "“The river is clean again,” Lena Ortiz said, “and we swim in it.”",
        [
            Said(
                "Lena Ortiz",
                "Lena Ortiz",
                "said",
                ("“The river is clean again,”", "“and we swim in it.”"),
                "direct",
                "quotation",
                ("Lena Ortiz said,",),
                "attribution_verbs.say",
            ),
        ],
        id="split-quotation-mid-sentence",
    ),
    pytest.param(
        "Lena Ortiz told reporters in Lima: “The river is clean again.”",
        [
            Said(
                "Lena Ortiz",
                "Lena Ortiz",
                "told",
                ("“The river is clean again.”",),
                "direct",
                "quotation",
                ("Lena Ortiz told reporters in Lima:",),
                "attribution_verbs.tell",
            ),
        ],
        id="cue-before-colon",
    ),
    pytest.param(
        "It has been argued that the dam leaks.",
        [
            Said(
                None,
                None,
                "has been argued",
                ("the dam leaks",),
                "indirect",
                "clause",
                ("It has been argued that",),
                "attribution_verbs.argue",
            ),
        ],
        id="impersonal-passive",
    ),
    pytest.param(
        "The dam is said to leak.",
        [
            Said(
                None,
                None,
                "is said",
                ("The dam", "to leak"),
                "indirect",
                "clause",
                ("is said",),
                "attribution_verbs.say",
            ),
        ],
        id="passive-infinitive",
    ),
    pytest.param(
        "The mayor was accused of fraud by the opposition.",
        [
            Said(
                "the opposition",
                "the opposition",
                "was accused",
                ("The mayor", "fraud"),
                "indirect",
                "object",
                (),
                "attribution_verbs.accuse",
            ),
        ],
        id="passive-accusation",
    ),
    pytest.param(
        "The minister promised development of the poor north.",
        [
            Said(
                "The minister",
                "The minister",
                "promised",
                ("development of the poor north",),
                "indirect",
                "object",
                (),
                "attribution_verbs.promise",
            ),
        ],
        id="promised-object",
    ),
    pytest.param(
        "The minister promised to build a new bridge.",
        [
            Said(
                "The minister",
                "The minister",
                "promised",
                ("to build a new bridge",),
                "indirect",
                "infinitive",
                (),
                "attribution_verbs.promise",
            ),
        ],
        id="promised-infinitive",
    ),
    pytest.param(
        "Farmers voiced their fear that the river would flood.",
        [
            Said(
                "Farmers",
                "Farmers",
                "voiced their fear",
                ("the river would flood",),
                "indirect",
                "clause",
                ("Farmers voiced their fear that",),
                "attribution_nouns.fear",
            ),
        ],
        id="noun-with-verb-of-voicing",
    ),
    pytest.param(
        "The claim that the bridge was unsafe came from the union.",
        [
            Said(
                None,
                None,
                "claim",
                ("the bridge was unsafe",),
                "indirect",
                "clause",
                ("that",),
                "attribution_nouns.claim",
            ),
        ],
        id="noun-without-source",
    ),
    pytest.param(
        "As Ito notes, prices fell in May.",
        [
            Said(
                "Ito",
                "Ito",
                "notes",
                ("prices fell in May",),
                "indirect",
                "clause",
                ("As Ito notes,",),
                "attribution_verbs.note",
            ),
        ],
        id="as-clause",
    ),
    pytest.param(
        "In Ito's view, the reform failed.",
        [
            Said(
                "Ito",
                "Ito",
                "view",
                ("the reform failed",),
                "indirect",
                "clause",
                ("In Ito's view,",),
                "attribution_words.view.view",
            ),
        ],
        id="view",
    ),
    pytest.param(
        "The dam reportedly leaks.",
        [
            Said(
                None,
                None,
                "reportedly",
                ("The dam", "leaks"),
                "indirect",
                "clause",
                (),
                "attribution_words.adverb.reportedly",
            ),
        ],
        id="adverb",
    ),
    pytest.param(
        "The mayor was quoted as saying that the plan was dead.",
        [
            Said(
                "The mayor",
                "The mayor",
                "saying",
                ("the plan was dead",),
                "indirect",
                "clause",
                ("The mayor was quoted as saying that",),
                "attribution_verbs.say",
            ),
        ],
        id="quoted-as-saying",
    ),
    pytest.param(
        "The mayor called the plan “a bad joke.”",
        [
            Said(
                "The mayor",
                "The mayor",
                "called",
                ("the plan “a bad joke.”",),
                "mixed",
                "object",
                (),
                "attribution_verbs.call",
            ),
        ],
        id="quoted-predicate",
    ),
    pytest.param(
        "The court said the law was “vague and unfair,” and sent it back.",
        [
            Said(
                "The court",
                "The court",
                "said",
                ("the law was “vague and unfair,”",),
                "mixed",
                "clause",
                ("The court said",),
                "attribution_verbs.say",
            ),
        ],
        id="mixed",
    ),
    pytest.param(
        "He never said that the bridge was safe.",
        [
            Said(
                "He",
                "He",
                "never said",
                ("the bridge was safe",),
                "indirect",
                "clause",
                ("He never said that",),
                "attribution_verbs.say",
                negated=True,
            ),
        ],
        id="negated",
    ),
    pytest.param(
        "“We will not pay,” Ito said.\n\n“The town is poor. The state is poor too,” she added.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("“We will not pay,”",),
                "direct",
                "quotation",
                ("Ito said",),
                "attribution_verbs.say",
            ),
            Said(
                "she",
                "she",
                "added",
                ("“The town is poor. The state is poor too,”",),
                "direct",
                "quotation",
                ("she added",),
                "attribution_verbs.add",
            ),
        ],
        id="two-paragraphs-two-cues",
    ),
    pytest.param(
        "“We will not pay. The town is poor.\n\n“We told the state so,” Ito said.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("“We will not pay. The town is poor.", "“We told the state so,”"),
                "direct",
                "quotation",
                ("Ito said",),
                "attribution_verbs.say",
            ),
        ],
        id="open-paragraph",
    ),
    pytest.param(
        '"Is it safe?" asked Ito. "Nobody knows."',
        [
            Said(
                "Ito",
                "Ito",
                "asked",
                ('"Is it safe?"', '"Nobody knows."'),
                "direct",
                "quotation",
                ("asked Ito",),
                "attribution_verbs.ask",
            ),
        ],
        id="question-mark",
    ),
    pytest.param(
        "''Prices fell,'' Ito said. ''They will rise again.''",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("''Prices fell,''", "''They will rise again.''"),
                "direct",
                "quotation",
                ("Ito said",),
                "attribution_verbs.say",
            ),
        ],
        id="doubled-apostrophes",
    ),
    pytest.param(
        "„Prices fell“, Ito said.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("„Prices fell“",),
                "direct",
                "quotation",
                (", Ito said",),
                "attribution_verbs.say",
            ),
        ],
        id="low-high-marks",
    ),
    pytest.param(
        "«Prices fell», said Ito.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("«Prices fell»",),
                "direct",
                "quotation",
                (", said Ito",),
                "attribution_verbs.say",
            ),
        ],
        id="angle-marks",
    ),
    pytest.param(
        "'Prices fell,' Ito said.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("'Prices fell,'",),
                "direct",
                "quotation",
                ("Ito said",),
                "attribution_verbs.say",
            ),
        ],
        id="single-marks",
    ),
    pytest.param(
        "The tenants' union said the tenants' homes were cold.",
        [
            Said(
                "The tenants' union",
                "The tenants' union",
                "said",
                ("the tenants' homes were cold",),
                "indirect",
                "clause",
                ("The tenants' union said",),
                "attribution_verbs.say",
            ),
        ],
        id="apostrophes",
    ),
    pytest.param(
        "The “free” bus costs two euros.",
        [],
        id="scare-quote",
    ),
    pytest.param(
        "The film “Night over Lima” opened in May.",
        [],
        id="title",
    ),
    pytest.param(
        "The mayor found the keys and backed the car out of the yard.",
        [],
        id="no-report",
    ),
    pytest.param(
        "“The river is clean,” said Lena Ortiz. “We swim.” Ortiz said that the lake was cold.",
        [
            Said(
                "Lena Ortiz",
                "Lena Ortiz",
                "said",
                ("“The river is clean,”", "“We swim.”"),
                "direct",
                "quotation",
                ("said Lena Ortiz",),
                "attribution_verbs.say",
            ),
            Said(
                "Ortiz",
                "Lena Ortiz",
                "said",
                ("the lake was cold",),
                "indirect",
                "clause",
                ("Ortiz said that",),
                "attribution_verbs.say",
            ),
        ],
        id="short-form",
    ),
    pytest.param(
        "Lena Ortiz came to Graz. She said that the lake was cold. She added that it was deep.",
        [
            Said(
                "She",
                "Lena Ortiz",
                "said",
                ("the lake was cold",),
                "indirect",
                "clause",
                ("She said that",),
                "attribution_verbs.say",
            ),
            Said(
                "She",
                "Lena Ortiz",
                "added",
                ("it was deep",),
                "indirect",
                "clause",
                ("She added that",),
                "attribution_verbs.add",
            ),
        ],
        id="pronoun-of-the-one-person-near",
    ),
    pytest.param(
        "The farmers said that rents rose. They warned that wages would fall.",
        [
            Said(
                "The farmers",
                "The farmers",
                "said",
                ("rents rose",),
                "indirect",
                "clause",
                ("The farmers said that",),
                "attribution_verbs.say",
            ),
            Said(
                "They",
                "The farmers",
                "warned",
                ("wages would fall",),
                "indirect",
                "clause",
                ("They warned that",),
                "attribution_verbs.warn",
            ),
        ],
        id="plural-pronoun",
    ),
    pytest.param(
        "The union said that rents rose. It warned that wages would fall.",
        [
            Said(
                "The union",
                "The union",
                "said",
                ("rents rose",),
                "indirect",
                "clause",
                ("The union said that",),
                "attribution_verbs.say",
            ),
            Said(
                "It",
                "The union",
                "warned",
                ("wages would fall",),
                "indirect",
                "clause",
                ("It warned that",),
                "attribution_verbs.warn",
            ),
        ],
        id="pronoun-of-a-thing",
    ),
    pytest.param(
        "Ana Lopez and David Miller came. She said that rents rose.",
        [
            Said(
                "She",
                "She",
                "said",
                ("rents rose",),
                "indirect",
                "clause",
                ("She said that",),
                "attribution_verbs.say",
            ),
        ],
        id="pronoun-of-two-people-stays",
    ),
    pytest.param(
        "Mrs. Lopez came to Graz. He said that the lake was cold.",
        [
            Said(
                "He",
                "He",
                "said",
                ("the lake was cold",),
                "indirect",
                "clause",
                ("He said that",),
                "attribution_verbs.say",
            ),
        ],
        id="pronoun-against-title",
    ),
    pytest.param(
        "Ito released a statement saying that rents rose.",
        [
            Said(
                "Ito",
                "Ito",
                "saying",
                ("rents rose",),
                "indirect",
                "clause",
                ("saying that",),
                "attribution_verbs.say",
            ),
        ],
        id="speaker-of-a-statement",
    ),
    pytest.param(
        "Ito answered Lee by saying that rents rose.",
        [
            Said(
                "Ito",
                "Ito",
                "saying",
                ("rents rose",),
                "indirect",
                "clause",
                ("Ito answered Lee by saying that",),
                "attribution_verbs.say",
            ),
        ],
        id="gerund-after-by",
    ),
    pytest.param(
        "Lee blamed Ito for saying that rents rose.",
        [
            Said(
                "Ito",
                "Ito",
                "saying",
                ("rents rose",),
                "indirect",
                "clause",
                ("Lee blamed Ito for saying that",),
                "attribution_verbs.say",
            ),
        ],
        id="gerund-after-for",
    ),
    pytest.param(
        "Ito shared her fear that rents would rise.",
        [
            Said(
                "Ito",
                "Ito",
                "shared her fear",
                ("rents would rise",),
                "indirect",
                "clause",
                ("Ito shared her fear that",),
                "attribution_nouns.fear",
            ),
        ],
        id="noun-with-possessive",
    ),
    pytest.param(
        "A study that shows that rents rose came late.",
        [
            Said(
                "A study",
                "A study",
                "shows",
                ("rents rose",),
                "indirect",
                "clause",
                ("that shows that",),
                "attribution_verbs.show",
            ),
        ],
        id="relative-that",
    ),
    pytest.param(
        "Ito, who believes that prices will fall, sold her house.",
        [
            Said(
                "who",
                "Ito",
                "believes",
                ("prices will fall",),
                "indirect",
                "clause",
                (", who believes that",),
                "attribution_verbs.believe",
            ),
        ],
        id="relative-who",
    ),
    pytest.param(
        "Lee continues, “In fact, the ‘gift’ is so old that nobody wants it.”",
        [
            Said(
                "Lee",
                "Lee",
                "continues",
                ("“In fact, the ‘gift’ is so old that nobody wants it.”",),
                "direct",
                "quotation",
                ("Lee continues,",),
                "attribution_verbs.continue",
            ),
        ],
        id="quotation-in-quotation",
    ),
    pytest.param(
        "Ito said rents had risen, adding that they would rise again.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("rents had risen",),
                "indirect",
                "clause",
                ("Ito said",),
                "attribution_verbs.say",
            ),
            Said(
                "Ito",
                "Ito",
                "adding",
                ("they would rise again",),
                "indirect",
                "clause",
                (", adding that",),
                "attribution_verbs.add",
            ),
        ],
        id="participle-of-the-same-speaker",
    ),
    pytest.param(
        "Ito said in May that rents had risen and predicted that they would rise again.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("rents had risen",),
                "indirect",
                "clause",
                ("Ito said in May that",),
                "attribution_verbs.say",
            ),
            Said(
                "Ito",
                "Ito",
                "predicted",
                ("they would rise again",),
                "indirect",
                "clause",
                ("predicted that",),
                "attribution_verbs.predict",
            ),
        ],
        id="verb-of-the-same-speaker",
    ),
    pytest.param(
        "The study shows that rents rose and that wages fell.",
        [
            Said(
                "The study",
                "The study",
                "shows",
                ("rents rose and that wages fell",),
                "indirect",
                "clause",
                ("The study shows that",),
                "attribution_verbs.show",
            ),
        ],
        id="two-contents-of-one-verb",
    ),
    pytest.param(
        "“Rents rose. They will fall again,” according to the union.",
        [
            Said(
                "the union",
                "the union",
                "according to",
                ("“Rents rose. They will fall again,”",),
                "direct",
                "clause",
                ("according to the union",),
                "attribution_words.according.according",
            ),
        ],
        id="according-to-quotation",
    ),
    pytest.param(
        "On Monday she stated, “When I look at this, I worry,” adding, “I think so.”",
        [
            Said(
                "she",
                "she",
                "stated",
                ("“When I look at this, I worry,”",),
                "direct",
                "quotation",
                ("On Monday she stated,",),
                "attribution_verbs.state",
            ),
            Said(
                "she",
                "she",
                "adding",
                ("“I think so.”",),
                "direct",
                "quotation",
                ("adding,",),
                "attribution_verbs.add",
            ),
        ],
        id="two-cues-two-quotations",
    ),
    pytest.param(
        "Ito said she believed that rents would fall.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("she believed that rents would fall",),
                "indirect",
                "clause",
                ("Ito said",),
                "attribution_verbs.say",
            ),
        ],
        id="outer-speaker-only",
    ),
    pytest.param(
        "Ito said in an interview that the bridge was unsafe.",
        [
            Said(
                "Ito",
                "Ito",
                "said",
                ("the bridge was unsafe",),
                "indirect",
                "clause",
                ("Ito said in an interview that",),
                "attribution_verbs.say",
            ),
        ],
        id="clause-behind-an-interview",
    ),
    pytest.param(
        "The union's claim is that the bridge was unsafe.",
        [
            Said(
                "The union",
                "The union",
                "claim",
                ("the bridge was unsafe",),
                "indirect",
                "clause",
                ("The union's claim is that",),
                "attribution_nouns.claim",
            ),
        ],
        id="predicate-clause",
    ),
    pytest.param(
        "The guide shows how to save water.",
        [
            Said(
                "The guide",
                "The guide",
                "shows",
                ("how to save water",),
                "indirect",
                "clause",
                ("The guide shows",),
                "attribution_verbs.show",
            ),
        ],
        id="infinitive-question",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_attributions_of_a_text(text: str, expected: list[Said]) -> None:
    found = find_attributions(parse_text(text), text, load_pack("en"))
    assert [_in_words(text, attribution) for attribution in found] == expected


def test_no_sentences_no_attributions() -> None:
    assert find_attributions([], "", load_pack("en")) == []
