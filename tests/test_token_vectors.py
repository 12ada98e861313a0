"""A pipeline -> the same, faster: the same vectors, whatever stands beside a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from claimlink import token_vectors
from claimlink.packs import load_pack
from claimlink.token_vectors import speed_up

MODEL = load_pack().setting("parser", "model")

TEXTS = [
    "In 2019 the council of Porto sold about 300 flats to Fjord Energy, which had asked for more.",
    "Rents",
    "",
    "The ministry didn't say who paid; “we paid”, said Ada Lillis on 3 May, “and others did.”",
    "  ",
    " ".join(["Boats leak, and most owners know that they leak."] * 40),
]

ENCODER: dict[str, object] = {"width": 8, "depth": 2, "window_size": 1, "maxout_pieces": 3}
EMBEDDING: dict[str, object] = {
    "attrs": ["NORM", "SHAPE"],
    "rows": [40, 40],
    "include_static_vectors": False,
}


def _vectors(nlp: Language, texts: Sequence[str]) -> list[np.ndarray]:
    return [np.asarray(doc.tensor) for doc in nlp.pipe(texts)]


def _build(
    encoder: Mapping[str, object],
    embedding: Mapping[str, object],
    name: str = "MaxoutWindowEncoder",
) -> Language:
    """Return a small untrained pipeline of given make; equal for equal makes."""
    nlp = spacy.blank("en")
    model = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 8, **embedding},
        "encode": {"@architectures": f"spacy.{name}.v2"} | dict(encoder),
    }
    fix_random_seed(0)
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(TEXTS[0]), {})])
    return nlp


def _name(nlp: Language) -> str:
    """Return the name of the model of the first component."""
    return str(nlp.pipeline[0][1].model.name)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("encoder", "embedding"),
    [
        (ENCODER, EMBEDDING),
        (ENCODER | {"depth": 1}, EMBEDDING),
        (ENCODER | {"depth": 4, "maxout_pieces": 2}, EMBEDDING),
        (ENCODER, EMBEDDING | {"attrs": ["LOWER"], "rows": [40]}),
        (ENCODER, EMBEDDING | {"attrs": ["NORM", "SPACY", "IS_SPACE"], "rows": [40, 5, 5]}),
    ],
    ids=["two layers", "one layer", "two pieces", "one column", "columns of the token"],
)
def test_vectors_are_those_of_the_pipeline(
    encoder: Mapping[str, object], embedding: Mapping[str, object]
) -> None:
    expected = _vectors(_build(encoder, embedding), TEXTS)
    nlp = speed_up(_build(encoder, embedding))
    assert _name(nlp) == "token_vectors"
    for _ in range(2):
        for found, own in zip(_vectors(nlp, TEXTS), expected, strict=True):
            assert found.shape == own.shape
            np.testing.assert_allclose(found, own, atol=2e-6)


@pytest.mark.parametrize(
    ("encoder", "name"),
    [
        (ENCODER | {"window_size": 2}, "MaxoutWindowEncoder"),
        (ENCODER | {"maxout_pieces": 1}, "MaxoutWindowEncoder"),
        ({"width": 8, "depth": 2, "window_size": 1}, "MishWindowEncoder"),
    ],
    ids=["window of five tokens", "one piece", "other layers"],
)
def test_model_of_another_make_is_left_alone(encoder: Mapping[str, object], name: str) -> None:
    nlp = _build(encoder, EMBEDDING, name)
    before = _name(nlp)
    assert _name(speed_up(nlp)) == before != "token_vectors"


def test_words_that_carry_vectors_of_their_own_are_embedded_by_spacy() -> None:
    def build() -> Language:
        nlp = spacy.blank("en")
        nlp.vocab.reset_vectors(width=4)
        nlp.vocab.set_vector("rents", np.ones(4, dtype=np.float32))  # type: ignore[arg-type]
        model = {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 8}
            | EMBEDDING
            | {"include_static_vectors": True},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2"} | ENCODER,
        }
        fix_random_seed(0)
        nlp.add_pipe("tok2vec", config={"model": model})
        nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(TEXTS[0]), {})])
        return nlp

    nlp = speed_up(build())
    assert _name(nlp) == "token_vectors"
    texts = ["rents fell", "rents"]
    for found, own in zip(_vectors(nlp, texts), _vectors(build(), texts), strict=True):
        np.testing.assert_allclose(found, own, atol=2e-6)


def test_text_alone_has_the_vectors_that_it_has_in_company() -> None:
    nlp = speed_up(_build(ENCODER, EMBEDDING))
    together = _vectors(nlp, TEXTS * 30)
    for place, text in enumerate(TEXTS):
        (alone,) = _vectors(nlp, [text])
        for times in range(30):
            np.testing.assert_array_equal(alone, together[times * len(TEXTS) + place])


def test_words_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = speed_up(_build(ENCODER, EMBEDDING))
    expected = [_vectors(nlp, [text])[0] for text in TEXTS]
    monkeypatch.setattr(token_vectors, "_MOST_WORDS", 3)
    for text, own in zip(TEXTS, expected, strict=True):
        np.testing.assert_array_equal(_vectors(nlp, [text])[0], own)


def test_rule_models_own_pipeline_reads_as_before() -> None:
    def read(nlp: Language) -> list[list[tuple[str, int, str, str]]]:
        return [
            [(token.tag_, token.head.i, token.dep_, token.ent_type_) for token in doc]
            for doc in nlp.pipe(TEXTS)
        ]

    own = spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler"])
    nlp = speed_up(spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler"]))
    names = [node.name for _, component in nlp.pipeline for node in component.model.walk()]  # type: ignore[attr-defined]
    # One that tagger and parser share, and the entity recogniser's.
    assert names.count("token_vectors") == 2
    assert read(nlp) == read(own)


def test_faster_pipeline_can_still_be_trained() -> None:
    nlp = _build(ENCODER, EMBEDDING)
    model = speed_up(nlp).pipeline[0][1].model  # type: ignore[attr-defined]
    docs = [nlp.make_doc(TEXTS[0])]
    _, backprop = model.begin_update(docs)
    assert backprop([np.ones((len(docs[0]), 8), dtype=np.float32)]) is not None
