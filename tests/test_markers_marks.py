"""Numbers, raised or in brackets, footnotes and links: what they point at and what is left."""

from __future__ import annotations

import pytest

from citing_examples import Pointed, cited, pointed

NUMBERED = [
    "[1] Lamb, A. (2001). Rents. Oslo: Kyst.",
    "[2] Bree, K. (2002). Gulls. Oslo: Kyst.",
    "[3] Ek, I. (2003). Salt. Oslo: Kyst.",
    "[4] Hart, T. (2004). Ebb. Oslo: Kyst.",
]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param("Tolls rose [2].", [("2", 1)], id="bracket"),
        pytest.param("Tolls rose [1, 3-4].", [("1", 0), ("3-4", 2), ("3-4", 3)], id="range"),
        pytest.param("Tolls rose.<sup>3</sup> They fell.", [("3", 2)], id="html"),
        pytest.param("Tolls rose<sup>1,2</sup>.", [("1", 0), ("2", 1)], id="html-list"),
        pytest.param("Tolls rose<sup>[3–4]</sup>.", [("3–4", 2), ("3–4", 3)], id="html-bracket"),
        pytest.param("Tolls rose.³ They fell.", [("³", 2)], id="raised"),
        pytest.param("Tolls rose¹,³ and fell²⁻³.", [("¹", 0), ("³", 2), ("²⁻³", 1), ("²⁻³", 2)],
                     id="raised-list"),
        pytest.param("Tolls rose^3^ again.", [("3", 2)], id="markdown"),
        pytest.param("Tolls rose [9].", [], id="number-that-is-not-listed"),
        pytest.param("Tolls rose [3-9].", [], id="range-beyond-the-list"),
        pytest.param("It has 10 km² and 10³ m² of x².", [], id="powers"),
        pytest.param("Tolls rose<sup>th</sup> in H<sub>2</sub>O.", [], id="other-raised-letters"),
        pytest.param("Tolls rose (3).", [], id="round-brackets"),
    ],
)  # fmt: skip
def test_numbers_point_into_a_numbered_list(prose: str, expected: list[Pointed]) -> None:
    assert pointed(prose, *NUMBERED) == expected


def test_numbers_are_no_citations_where_the_list_has_none() -> None:
    bare = [entry[4:] for entry in NUMBERED]
    assert pointed("Tolls rose [2]. They fell.³", *bare) == []


def left_of(prose: str, *entries: str) -> str:
    """Return a prose without what is cut out of it before it is parsed."""
    text = "\n\n".join([prose, "References", *entries])
    for start, end in reversed(cited(text)[0].cuts):
        text = text[:start] + text[end:]
    return text[: text.index("\n\nReferences")]


def test_mark_up_goes_with_the_number() -> None:
    prose = "Tolls rose.<sup>3</sup> They fell,¹ sank^2^ and rose<sup>[4]</sup> again."
    assert left_of(prose, *NUMBERED) == "Tolls rose. They fell, sank and rose again."


def test_a_footnote_list_needs_no_heading() -> None:
    text = (
        "Tolls rose.[^1] They fell.[^b] They stood.[^9]\n\n"
        "[^1]: Lamb, A. (2001). Rents. Oslo: Kyst.\n"
        "[^b]: Bree, K. (2002). Gulls. Oslo: Kyst.\n"
        "[^9]: We thank the council for its help with this.\n"
    )
    citing, places = cited(text, "text/markdown")
    assert [(c.text, places.get(c.reference_id or "")) for c in citing.citations] == [
        ("[^1]", 0),
        ("[^b]", 1),
        ("[^9]", None),
    ]


@pytest.mark.parametrize(
    ("prose", "links", "left"),
    [
        pytest.param("See [the tolls](https://x.example/a).", ["https://x.example/a"],
                     "See the tolls.", id="markdown"),
        pytest.param('See <a href="https://x.example/a">the tolls</a>.', ["https://x.example/a"],
                     "See the tolls.", id="html"),
        pytest.param("See <a class='b' href='http://x.example/a_(b)' rel='c'>it</a> now.",
                     ["http://x.example/a_(b)"], "See it now.", id="html-attributes"),
        pytest.param('See <a name="a">the tolls</a>.', [], "See the tolls.",
                     id="html-anchor"),
        pytest.param("See [the tolls](#tolls).", [], "See the tolls.", id="inside-the-article"),
    ],
)  # fmt: skip
def test_links_lead_where_they_say(prose: str, links: list[str], left: str) -> None:
    citing, _ = cited(prose, "text/markdown")
    assert [c.text for c in citing.citations] == links
    for start, end in reversed(citing.cuts):
        prose = prose[:start] + prose[end:]
    assert prose == left
