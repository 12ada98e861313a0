"""Figures and misses of an analysis against its gold."""

from __future__ import annotations

import pytest

from claimlink.errors import RunError
from claimlink.evaluating import (
    FIGURES,
    Figure,
    Miss,
    evaluate_articles,
)
from claimlink.records import (
    Analysis,
)
from evaluating_examples import (
    ABSENT,
    ENTRIES,
    FARES,
    FAULTY,
    HOFER,
    MOSER,
    PERFECT,
    TEXT,
    TRAMS,
    analysis,
    faulty,
    gold_article,
    perfect,
    place,
)


@pytest.mark.parametrize(
    ("found", "figures"),
    [
        pytest.param([perfect()], PERFECT, id="all right"),
        pytest.param([faulty()], FAULTY, id="one fault for each figure"),
        pytest.param([], ABSENT, id="the run lacks the article"),
    ],
)
def test_figures(found: list[Analysis], figures: dict[str, Figure]) -> None:
    got = evaluate_articles([gold_article()], found).figures
    assert got == figures
    assert list(got) == list(FIGURES)


def test_an_article_is_known_by_its_text_whatever_its_name() -> None:
    renamed = gold_article().model_copy(update={"name": "trams.reviewed.txt"})
    assert evaluate_articles([renamed], [perfect()]).figures["claim"] == Figure(2, 2, 2)


def test_figures_of_several_articles_are_added() -> None:
    other = gold_article().model_copy(update={"name": "unknown.txt", "text": f"{TEXT} "})
    got = evaluate_articles([gold_article(), other], [perfect()]).figures
    assert got["claim"] == Figure(2, 2, 4)


def test_misses_name_place_and_difference() -> None:
    misses = evaluate_articles([gold_article()], [faulty()]).misses
    assert misses == [
        Miss("trams.txt", "sentence", "borders differ", TEXT[: TEXT.index(" Ada")]),
        Miss("trams.txt", "citation", "not found", HOFER),
        Miss("trams.txt", "citation", "not in gold", "Hofer, 2020"),
        Miss("trams.txt", "link", "entry 0 in gold, ref-1 found", "Moser, 2019"),
        Miss("trams.txt", "reference", "not found", ENTRIES[0]),
        Miss("trams.txt", "claim", "not found", FARES),
        Miss("trams.txt", "claim", "not in gold", "Ada Berg said that fares fell"),
        Miss("trams.txt", "support", f"not supported by {MOSER}", TRAMS),
        Miss("trams.txt", "support", f"not supported by {HOFER}", FARES),
        Miss("trams.txt", "kind", "state in gold, event found", "Trams run every day"),
        Miss("trams.txt", "source", "Ada Berg in gold, nobody found", FARES),
    ]


def test_nothing_is_missed_in_a_perfect_run() -> None:
    assert evaluate_articles([gold_article()], [perfect()]).misses == []


def test_only_the_annotated_part_counts() -> None:
    article = gold_article()
    first = article.gold.sentences[0]
    half = article.model_copy(update={"gold": article.gold.model_copy(update={"range": first})})
    figures = evaluate_articles([half], [perfect()]).figures
    assert [figures[name].gold for name in ("sentence", "citation", "reference", "claim")] == [
        1,
        1,
        2,
        1,
    ]
    assert all(figure.f1 in (0.0, 1.0) for figure in figures.values())


def test_citations_inside_a_claim_do_not_count() -> None:
    """A span that runs across the citation is as good as one that stops before it."""
    article = gold_article()
    wide = article.gold.claims[0].model_copy(update={"end": place(MOSER)[1]})
    claims = [wide, article.gold.claims[1]]
    changed = article.model_copy(
        update={"gold": article.gold.model_copy(update={"claims": claims})}
    )
    assert evaluate_articles([changed], [perfect()]).figures == PERFECT


@pytest.mark.parametrize(
    ("wanted", "given", "right"),
    [
        pytest.param("Ada Berg", "Ada Berg", True, id="the same"),
        pytest.param("The mayor", "The council", False, id="an article in common"),
        pytest.param("Berg", "Ada Berg", True, id="the short name"),
        pytest.param("ADA BERG", "Ada Berg", True, id="another case"),
        pytest.param("Eva Lind", "Ada Berg", False, id="another person"),
        pytest.param("Mayor Eva Maria Berg", "Ada Berg", True, id="half of the shorter name"),
    ],
)
def test_sources_agree_by_half_of_the_shorter_name(wanted: str, given: str, right: bool) -> None:
    article = gold_article()
    said = article.gold.claims[1].model_copy(update={"attributed_to": wanted})
    changed = article.model_copy(
        update={"gold": article.gold.model_copy(update={"claims": [article.gold.claims[0], said]})}
    )
    figure = evaluate_articles([changed], [perfect()]).figures["source"]
    assert figure == Figure(int(right), 1, 1), given


def test_a_run_on_another_text_is_refused() -> None:
    other = analysis(
        text=TEXT.replace("Linz", "Graz"), sentences=[], citations=[], entries=[], claims=[]
    )
    with pytest.raises(RunError, match="differs from the annotated one"):
        evaluate_articles([gold_article()], [other])
