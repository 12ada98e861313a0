from __future__ import annotations

import random

import pytest

from claimlink.evaluating.matching import (
    Interval,
    characters,
    jaccard,
    match_best,
    overlapping,
    shared_length,
)


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        pytest.param((0, 10), (0, 10), 10, id="the same"),
        pytest.param((0, 10), (4, 6), 2, id="inside"),
        pytest.param((0, 10), (8, 20), 2, id="at the end"),
        pytest.param((0, 10), (10, 20), 0, id="touching shares nothing"),
        pytest.param((0, 2), (10, 20), 0, id="apart"),
    ],
)
def test_shared_length(left: Interval, right: Interval, shared: int) -> None:
    assert (shared_length(left, right), shared_length(right, left)) == (shared, shared)


@pytest.mark.parametrize(
    ("scores", "matched"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([(0.5, 0, 0), (0.9, 0, 1)], {0: 1}, id="the better partner"),
        pytest.param([(0.9, 0, 0), (0.8, 1, 0), (0.5, 1, 1)], {0: 0, 1: 1}, id="each once"),
        pytest.param([(0.7, 1, 1), (0.7, 0, 1)], {0: 1}, id="a tie goes to the earlier"),
    ],
)
def test_match_best(scores: list[tuple[float, int, int]], matched: dict[int, int]) -> None:
    assert match_best(scores) == matched


def test_overlapping_equals_looking_at_every_pair() -> None:
    draw = random.Random(7)

    def stretches() -> list[Interval]:
        starts = [draw.randrange(200) for _ in range(30)]
        return [(start, start + draw.choice([1, 3, 40])) for start in starts]

    found, gold = stretches(), stretches()
    every_pair = {
        (f, g)
        for f in range(len(found))
        for g in range(len(gold))
        if shared_length(found[f], gold[g])
    }
    pairs = list(overlapping(found, gold))
    assert len(pairs) == len(every_pair)
    assert set(pairs) == every_pair


def test_characters_leave_blanks_marks_and_citations_out() -> None:
    text = "Rents rose (Lima, 2020), a lot."
    assert characters([(0, 30)], text, frozenset(range(11, 23))) == frozenset(
        [0, 1, 2, 3, 4, 6, 7, 8, 9, 25, 27, 28, 29]
    )


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [
        pytest.param({1, 2}, {1, 2}, 1.0, id="the same"),
        pytest.param({1, 2, 3}, {2, 3, 4}, 0.5, id="half"),
        pytest.param({1}, {2}, 0.0, id="nothing in common"),
        pytest.param(set(), set(), 0.0, id="both empty"),
    ],
)
def test_jaccard(left: set[int], right: set[int], share: float) -> None:
    assert jaccard(frozenset(left), frozenset(right)) == share
