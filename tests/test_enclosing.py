"""Brackets and quotation marks of a claim come in pairs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimlink.claiming.enclosing import pair_marks
from claimlink.parsing import Sentence

# Words, those of the claim ("|" opens and closes each of its stretches), and those it comes out as.
CASES = [
    pytest.param("( the ferry | ) |", "", id="closing mark alone"),
    pytest.param("He crossed ( | by ferry | ) .", "by ferry", id="both marks outside"),
    pytest.param("| He sailed ( by night | ) .", "He sailed ( by night )", id="closed outside"),
    pytest.param("| ( | he sailed by night ) .", "", id="opening mark alone"),
    pytest.param("That “ | new ” ships sail | .", "“ new ” ships sail", id="opened outside"),
    pytest.param("“ | We sailed | . ”", "We sailed", id="quotation marks both outside"),
    pytest.param("| “ We sailed | . ” He left", "“ We sailed . ”", id="closed behind a full stop"),
    pytest.param("| ( We sailed | . ) He left", "We sailed", id="bracket closed in another place"),
    pytest.param("| He ( by night | or day ) left", "He ( by night", id="mark inside stays"),
    pytest.param("| a [ b ( c | ) ] .", "a [ b ( c ) ]", id="two marks of one stretch"),
    pytest.param("[ ( | a ) b ] | .", "[ ( a ) b ]", id="two marks opened outside"),
    pytest.param("| a ( | b , | c ) | .", "a ( c )", id="pair over two stretches"),
    pytest.param("| a | ( b | ) c |", "a c", id="mark that another clause leaves"),
    pytest.param("| P(x | ) = 1", "P(x )", id="mark within a word"),
    pytest.param("| a ) b ( c | .", "a ) b ( c", id="marks the wrong way round"),
]


def sentence_of(words: list[str]) -> Sentence:
    """Return a sentence of these words, each with a blank behind it."""
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words))]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    count = len(words)
    return Sentence(
        index=0,
        block=0,
        start=0,
        end=ends[-1],
        words=tuple(words),
        tags=("X",) * count,
        deps=("dep",) * count,
        heads=(0,) * count,
        starts=tuple(starts),
        ends=tuple(ends),
        spaced=(True,) * count,
    )


def read(marked: str) -> tuple[Sentence, tuple[int, ...]]:
    """Return a sentence and the tokens between bars."""
    words: list[str] = []
    tokens: list[int] = []
    inside = False
    for word in marked.split():
        if word == "|":
            inside = not inside
            continue
        if inside:
            tokens.append(len(words))
        words.append(word)
    return sentence_of(words), tuple(tokens)


@pytest.mark.parametrize(("marked", "paired"), CASES)
def test_marks_come_in_pairs(marked: str, paired: str) -> None:
    sentence, tokens = read(marked)
    assert " ".join(sentence.words[t] for t in pair_marks(sentence, tokens)) == paired


@pytest.mark.parametrize(("tags", "paired"), [("``''", '" new " ships'), ("''``", 'new " ships')])
def test_straight_marks_stand_on_the_side_that_the_tagger_says(tags: str, paired: str) -> None:
    sentence = sentence_of(["That", '"', "new", '"', "ships"])
    sided = replace(sentence, tags=("IN", tags[:2], "JJ", tags[2:], "NNS"))
    found = pair_marks(sided, (2, 3, 4))
    assert " ".join(sided.words[token] for token in found) == paired
