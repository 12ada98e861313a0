"""Shards: their borders depend on the inputs alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimlink.batch import plan_shards
from claimlink.batch.plan import MAX_ARTICLES, MAX_CHARACTERS
from claimlink.records import Article, ErrorRecord


def _article(size: int) -> Article:
    return Article(id="a", text="x" * size, source="a.txt", sha256="")


_LOST = ErrorRecord(source="b.txt", stage="reading", error="InputError", message="gone")


@pytest.mark.parametrize(
    ("inputs", "sizes"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([_article(1)] * (2 * MAX_ARTICLES), [MAX_ARTICLES] * 2, id="full shards"),
        pytest.param([_article(1)] * (MAX_ARTICLES + 1), [MAX_ARTICLES, 1], id="one over"),
        pytest.param([_LOST] * (MAX_ARTICLES + 3), [MAX_ARTICLES, 3], id="errors count"),
        pytest.param([_article(MAX_CHARACTERS)] * 3, [1, 1, 1], id="long articles alone"),
        pytest.param(
            [_article(1), _article(MAX_CHARACTERS - 1), _article(1)], [2, 1], id="characters"
        ),
    ],
)
def test_shards_are_closed_by_articles_or_characters(
    inputs: list[Article | ErrorRecord], sizes: list[int]
) -> None:
    shards = list(plan_shards(inputs))
    assert [len(shard.inputs) for shard in shards] == sizes
    assert [item for shard in shards for item in shard.inputs] == inputs


def test_no_more_is_read_than_one_shard_needs() -> None:
    read = 0

    def endless() -> Iterator[Article]:
        nonlocal read
        while True:
            read += 1
            yield _article(1)

    shards = plan_shards(endless())
    next(shards)
    assert read == MAX_ARTICLES
    next(shards)
    assert read == 2 * MAX_ARTICLES
