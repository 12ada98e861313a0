"""Prose -> sentences: what is done for speed alone changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy

from claimlink import parsing
from claimlink.packs import load_pack
from claimlink.parsing import Sentence, load_model, parse
from claimlink.structure.prose import Prose

PACK = load_pack()

# Words that stand twice are shown to the tokenizer first: with marks, clitics and special cases.
TEXTS = [
    "Ms. Roth's boats don't leak; Ms. Roth's boats (all of them) don't sink.",
    "The so-called fund paid $30m in 2019/20. It can't pay $30m in 2020/21...",
    "Cannot they? Cannot they say “no”?  “no” isn't an answer :) to e.g. this, e.g. that",
    "",
    "Boats  leak.",
]


def _parsed(texts: Sequence[str], borders: Sequence[int] = ()) -> list[list[Sentence]]:
    prose = [Prose(0, text, (0,), (0,)) for text in texts]
    return parse(prose, load_model(PACK.setting("parser", "model")), [borders] * len(prose), 16)


def test_words_that_the_tokenizer_was_shown_are_cut_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(parsing, "_MOST_WORDS", 0)
        before = _parsed(TEXTS)
    assert _parsed(TEXTS) == before
    # Once more, now that it remembers them, in company and alone.
    assert _parsed([*TEXTS, *TEXTS]) == [*before, *before]
    assert [_parsed([text])[0] for text in TEXTS] == before
    assert " ".join(before[0][0].words) == (
        "Ms. Roth 's boats do n't leak ; Ms. Roth 's boats ( all of them ) do n't sink ."
    )


def test_a_unit_does_not_hide_the_stop_behind_it() -> None:
    text = (
        "Profit more than doubled to $310m. Each bird weighs about 310g. "
        "It employs some people. They met at 5 p.m. in May."
    )
    (sentences,) = _parsed([text], [text.index(word) for word in ("Each", "It", "They")])
    assert [sentence.words[-3:] for sentence in sentences] == [
        ("310", "m", "."),
        ("310", "g", "."),
        ("some", "people", "."),
        ("in", "May", "."),
    ]


def test_words_are_described_by_what_the_model_reads_as_spacy_describes_them() -> None:
    name = PACK.setting("parser", "model")
    here, there = load_model(name), spacy.load(name)
    for word in ["Quoxleys", "O'Brien-12", "\n ", "4.75m", "ΑΒΓ"]:
        (mine,), (theirs,) = here.make_doc(word)[:1], there.make_doc(word)[:1]
        for feature in ("norm_", "prefix_", "suffix_", "shape_", "lower_", "is_space"):
            assert getattr(mine, feature) == getattr(theirs, feature)
    # What it does not read is not worked out.
    assert not here.vocab["4.76m"].like_num


def test_tokenizer_is_shown_no_more_words_than_it_has_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known: set[str] = set()
    monkeypatch.setattr(parsing, "_known_words", lambda _: known)
    monkeypatch.setattr(parsing, "_MOST_WORDS", 3)
    _parsed(["tin tin ore ore", "ore zinc zinc lead lead"])
    assert known == {"tin", "ore", "zinc"}
    _parsed(["clay clay clay"])
    assert known == {"tin", "ore", "zinc"}


@pytest.mark.parametrize(
    ("borders", "expected"),
    [
        ([], ["Rents fell. Wages rose. Boats sank."]),
        ([12], ["Rents fell.", "Wages rose. Boats sank."]),
        ([12, 24], ["Rents fell.", "Wages rose.", "Boats sank."]),
        ([14], ["Rents fell. Wages rose. Boats sank."]),
    ],
    ids=["nowhere", "at one place", "at both", "inside a word"],
)
def test_sentence_begins_where_it_may(borders: list[int], expected: list[str]) -> None:
    text = "Rents fell. Wages rose. Boats sank."
    (sentences,) = _parsed([text], borders)
    assert [text[s.start : s.end] for s in sentences] == expected
