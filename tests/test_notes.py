"""Marks of notes that are no citations: what is one, and that sentences end before it."""

from __future__ import annotations

import pytest

from claimlink.citing.cite import cite
from claimlink.packs import load_pack
from claimlink.records import Block, Reference
from claimlink.structure.prose import cut_prose
from claimlink.structure.sentences import allowed_borders

_PACK = load_pack("en")


def _cut(text: str, references: list[Reference] | None = None) -> tuple[str, list[str]]:
    """Return the prose, and what was cut out of it."""
    block = Block(index=0, kind="paragraph", start=0, end=len(text))
    citing = cite(text, [block], references or [], _PACK)
    (prose,) = cut_prose(text, 0, 0, len(text), citing.cuts)
    return prose.text, [text[start:end] for start, end in citing.cuts]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("Tolls rose.[4] They fell.", ["[4]"], id="a number"),
        pytest.param("Tolls rose.[4][11, 12] They fell.", ["[4][11, 12]"], id="several"),
        pytest.param("Tolls[3] rose by 5%[4] in 2019[5].", ["[3]", "[4]", "[5]"], id="words"),
        pytest.param("Tolls “rose”.[a] They fell.", ["[a]"], id="a letter"),
        pytest.param("Tolls rose.[note 2] They fell.", ["[note 2]"], id="a numbered note"),
        pytest.param("Tolls[who?] rose.", ["[who?]"], id="a remark"),
        pytest.param("Tolls rose.<sup>7</sup> They fell.", ["<sup>7</sup>"], id="mark-up"),
        pytest.param("Tolls rose.³ They² fell.", ["³", "²"], id="raised"),
        pytest.param(r"Tolls rose.\[4\] They fell.", [r"\[4\]"], id="escaped"),
        pytest.param("An x[1] and a [2] stayed.", [], id="an index, and a mark of its own"),
        pytest.param("Most tenant[s] left; h[e] stayed.", [], id="letters put in"),
        pytest.param("It has 12 km² and 10³ m² of x².", [], id="powers"),
        pytest.param("They left.[1984] They came.", [], id="a year"),
        pytest.param("He “will [also] stay” [sic].", [], id="words put in"),
        pytest.param("It is [3](https://a.example).", ["[", "](https://a.example)"], id="a link"),
    ],
)
def test_marks_of_notes_are_cut(text: str, marks: list[str]) -> None:
    assert _cut(text)[1] == marks


def test_a_number_beyond_a_numbered_list_stays_and_a_remark_goes() -> None:
    text = "Tolls rose.[1] They fell.[7] They stood.[when?]\n\n[1] Lamb, A. (2001). Rents. Oslo."
    start = text.index("[1] Lamb")
    entry = Reference(
        id="r1", index=0, start=start, end=len(text), text=text[start:], authors=["Lamb"],
        year="2001", csl={},
    )  # fmt: skip
    block = Block(index=0, kind="paragraph", start=0, end=start - 2)
    citing = cite(text, [block], [entry], _PACK)
    assert [c.text for c in citing.citations] == ["1"]
    assert [text[a:b] for a, b in citing.cuts] == ["[1]", "[when?]"]


def test_a_mark_in_a_sentence_cites_nothing() -> None:
    text = "It pays for schools[5][6] or (Lamb, 2001) roads[7] (Lamb, 2001) and quays."
    block = Block(index=0, kind="paragraph", start=0, end=len(text))
    citing = cite(text, [block], [], _PACK)
    (prose,) = cut_prose(text, 0, 0, len(text), citing.cuts, citing.notes)
    assert [prose.text[offset:] for offset in prose.cited] == [" roads and quays.", " and quays."]


def test_a_sentence_ends_before_its_mark() -> None:
    prose, _ = _cut("They closed nine schools.[4] The teachers left.[5]")
    assert prose == "They closed nine schools. The teachers left."
    assert allowed_borders(prose, _PACK) == [26]
