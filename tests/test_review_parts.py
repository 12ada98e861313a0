"""Scales, agreement, links and marks of the desk."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimlink.errors import RunError
from claimlink.review.agreement import cohen_kappa, krippendorff_alpha, span_f1
from claimlink.review.links import archive_link, entry_links
from claimlink.review.marks import mark_article
from claimlink.review.scales import read_scale, shipped_scales
from conftest import Write
from review_examples import TEXT, make_rents

_SCALE = """
name = "mine"
title = "Mine"
worst = 1
best = 2
[[labels]]
label = "bad"
value = 1
[[labels]]
label = "good"
value = 2
"""


def test_own_scales_are_read(write: Write) -> None:
    scale = read_scale(write("mine.toml", _SCALE))
    assert [(label.label, label.value) for label in scale.labels] == [("bad", 1), ("good", 2)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("value = 2", "value = 3", "not between 1 and 2", id="better-than-the-best"),
        pytest.param("value = 1", "value = 0", "not between 1 and 2", id="worse-than-the-worst"),
        pytest.param("best = 2", "best = 1", "best and worst are both 1", id="no-width"),
        pytest.param('"good"', '"bad"', "a label is there twice", id="a-label-twice"),
        pytest.param("value = 2", "value = 1", "a value is there twice", id="a-value-twice"),
        pytest.param('"mine"', '"My scale"', "name", id="a-name-with-blanks"),
        pytest.param("best = 2", "best = nan", "best", id="no-number"),
        pytest.param("title", "headline", "title", id="an-unknown-field"),
        pytest.param("worst = 1", "worst = ", "not TOML", id="no-toml"),
    ],
)
def test_faulty_scales_are_refused(write: Write, old: str, new: str, message: str) -> None:
    with pytest.raises(RunError, match=message):
        read_scale(write("mine.toml", _SCALE.replace(old, new)))


def test_a_scale_that_is_not_there_is_refused(write: Write) -> None:
    with pytest.raises(RunError, match="name a TOML file"):
        read_scale(write("a.toml", _SCALE).with_name("b.toml"))


def test_shipped_scales_have_the_answers_that_the_documentation_names() -> None:
    support = shipped_scales()[1]
    assert [label.label for label in support.labels] == [
        "supported", "partly", "not supported", "source unreachable", "source missing",
    ]  # fmt: skip


#: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: the answers of sections A and C
#: by unit, and the nominal alpha printed there.
_TWO = list(zip("0100000010", "1110010000", strict=True))
_FOUR = [
    "111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3",
]  # fmt: skip


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        pytest.param(_TWO, 0.095, id="two-people-two-answers"),
        pytest.param(_FOUR, 0.743, id="four-people-with-gaps"),
        pytest.param([("a", "a")], None, id="one-answer-only"),
        pytest.param([("a",), ("b",)], None, id="nothing-answered-twice"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_alpha_is_the_published_one(units: Sequence[Sequence[str]], alpha: float | None) -> None:
    found = krippendorff_alpha(units)
    assert (found if found is None else round(found, 3)) == alpha


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "a")], None),
        ([], None),
    ],
)
def test_kappa_at_its_ends(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    assert cohen_kappa(pairs) == kappa


def test_span_f1_counts_characters() -> None:
    assert span_f1([([(0, 4)], []), ([(0, 4)], [(0, 4)])]) == 0.666667
    assert span_f1([([], [])]) is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", " data:text/html,<script>", "", None])
def test_copies_are_looked_up_of_addresses_of_the_web_alone(address: str | None) -> None:
    assert archive_link(address) is None


def test_an_entry_has_its_address_its_doi_and_archived_copies() -> None:
    article = make_rents().article
    links = entry_links(article.references[0], None, article.citations[0])
    assert [link.address for link in links] == [
        "https://lillis.example/housing",
        "https://doi.org/10.5555/housing",
        "https://web.archive.org/web/*/https://lillis.example/housing",
    ]


def test_marks_cut_the_article_without_changing_it() -> None:
    analysis = make_rents()
    paragraphs = mark_article(analysis.article, analysis.claims[0])
    texts = ["".join(piece.text for piece in found.pieces) for found in paragraphs]
    assert texts == TEXT.split("\n\n")
    assert [found.is_here for found in paragraphs] == [False, True, False, False]
    for found in paragraphs:
        for piece in found.pieces:
            assert TEXT[piece.start :].startswith(piece.text)
    marked = [(piece.text, piece.marks) for piece in paragraphs[1].pieces if piece.marks]
    assert marked == [
        ("Rents rose by 4 percent in Graz", "claim scope"),
        (" (", "scope"),
        ("Lillis, 2021", "scope cite own"),
    ]
    assert [(piece.marks, piece.entry) for piece in paragraphs[3].pieces] == [("entry", "r0")]
    uncited = mark_article(analysis.article, analysis.claims[3])
    assert [(piece.marks, piece.entry) for piece in uncited[3].pieces] == [("listed", "r0")]


def test_the_speaker_is_marked() -> None:
    analysis = make_rents()
    pieces = mark_article(analysis.article, analysis.claims[1])[1].pieces
    assert [(p.text, p.marks) for p in pieces if p.marks] == [
        ("Lillis, 2021", "cite"),
        ("She", "speaker"),
        ("said", "cue"),
        ("9 shops closed", "claim"),
    ]


def test_text_without_blocks_is_shown() -> None:
    analysis = make_rents()
    bare = analysis.article.model_copy(update={"blocks": []})
    (only,) = mark_article(bare, analysis.claims[0])
    assert "".join(piece.text for piece in only.pieces) == TEXT
