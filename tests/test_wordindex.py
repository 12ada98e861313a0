"""Pattern rows by the words that they need: none that matches is left out."""

from __future__ import annotations

import pytest

from claimlink.claiming.judging import wordindex
from claimlink.claiming.judging.wordindex import WordIndex, index_of
from claimlink.packs import Pattern, load_pack

PACK = load_pack()
FILES = ["kind_patterns", "selection_patterns"]


def _row(name: str, pattern: str) -> Pattern:
    return Pattern(id=name, label="fact", pattern=pattern, example="", counterexample="", source="")


ROWS = [
    _row("words", r"\bpaid (?:back|off)\b"),
    _row("inside", r"sink"),
    _row("none", r"^\d+$"),
    _row("blank", r"\w+ \d"),
    _row("either", r"\b(?:ports?|harbours)\b"),
    _row("letter", r"\bz\b"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("boats leak", ["none", "blank"]),
        ("loans were paid off", ["words", "none", "blank"]),
        # The longest piece of "paid back" stands here, and the row's own search says no.
        ("paid the debt back", ["words", "none", "blank"]),
        ("unsinkable boats in a port", ["inside", "none", "blank", "either"]),
        ("jazz at sea", ["none", "blank", "letter"]),
        ("", ["none", "blank"]),
    ],
    ids=[
        "no word",
        "a whole literal",
        "its pieces apart",
        "inside a word",
        "a single letter",
        "no words",
    ],
)
def test_rows_are_those_whose_words_stand_there(text: str, expected: list[str]) -> None:
    index = WordIndex(ROWS)
    for _ in range(2):
        assert [row.id for row in index.rows_for(text.split())] == expected


@pytest.mark.parametrize("name", FILES)
def test_no_row_that_matches_is_left_out(name: str) -> None:
    rows = PACK.pattern_rows(name)
    texts = [text.lower() for row in rows for text in (row.example, row.counterexample)]
    index = index_of(PACK, name)
    matching = 0
    for text in texts:
        # Blanks of more than one character are single tokens, as spaCy cuts them.
        words = text.split(" ")
        kept = {row.id for row in index.rows_for(words)}
        missed = [row.id for row in rows if row.regex.search(text) and row.id not in kept]
        assert missed == []
        matching += len(kept)
    assert 0 < matching < len(texts) * len(rows) / 2


def test_memory_of_words_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordindex, "_MOST_WORDS", 2)
    index = WordIndex(ROWS)
    for text in ("a b c", "a sink b", "ports a b c", "sink"):
        expected = [row.id for row in WordIndex(ROWS).rows_for(text.split())]
        assert [row.id for row in index.rows_for(text.split())] == expected


def test_index_is_made_once_a_pack() -> None:
    assert index_of(PACK, FILES[0]) is index_of(PACK, FILES[0])
    assert index_of(PACK, FILES[0]) is not index_of(PACK, FILES[1])
    assert index_of(PACK, "no_such_file").rows_for(["rents"]) == []
