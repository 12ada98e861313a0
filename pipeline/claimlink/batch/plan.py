"""A stream of inputs -> shards: what a worker takes on in one go.

A shard's size depends on the inputs alone, never on the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimlink.batch.pieces import Kept
from claimlink.records import Article, ErrorRecord

#: Articles a shard, where they are short.
MAX_ARTICLES = 32

#: Characters a shard may reach before it is closed.  On 100 articles of 5,800 characters each,
#: shards of 8 to 64 articles cost the same processor time, but 8 need 250 MB a process and 64 need
#: 620 MB (November 2026); small ones also spread evenly over the workers.
MAX_CHARACTERS = 50_000

#: An article to analyse, the error of an input that could not be read, or what an earlier run
#: made of the input.
Planned = Article | ErrorRecord | Kept


@dataclass(frozen=True)
class Shard:
    """Inputs in input order; of a resumed run some are done already."""

    inputs: tuple[Planned, ...]

    @property
    def articles(self) -> list[Article]:
        """The inputs that are to be analysed."""
        return [item for item in self.inputs if isinstance(item, Article)]

    def singles(self) -> list[tuple[int, Shard]]:
        """Return each article as a shard of its own, with its place among the inputs."""
        return [
            (place, Shard((item,)))
            for place, item in enumerate(self.inputs)
            if isinstance(item, Article)
        ]


def plan_shards(inputs: Iterable[Planned]) -> Iterator[Shard]:
    """Yield the inputs in shards, in order, reading no further ahead than one shard.

    >>> from claimlink.records import ErrorRecord
    >>> lost = ErrorRecord(source="a.txt", stage="reading", error="InputError", message="gone")
    >>> [len(shard.inputs) for shard in plan_shards([lost] * 70)]
    [32, 32, 6]
    """
    shard: list[Planned] = []
    characters = 0
    for item in inputs:
        shard.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(shard) >= MAX_ARTICLES or characters >= MAX_CHARACTERS:
            yield Shard(tuple(shard))
            shard, characters = [], 0
    if shard:
        yield Shard(tuple(shard))
