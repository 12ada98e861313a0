"""A stream of articles -> shards: what a worker takes on in one go.

The borders depend on the inputs alone, never on the number of workers: the model sees the same
batches however a run is spread, so its output is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimlink.records import Article, ErrorRecord

#: Articles a shard, where they are short.
MAX_ARTICLES = 32

#: Characters a shard may reach before it is closed.  On 100 articles of 5,800 characters each,
#: shards of 8 to 64 articles cost the same processor time, but 8 need 250 MB a process and 64 need
#: 620 MB (November 2026); small ones also spread evenly over the workers.
MAX_CHARACTERS = 50_000


@dataclass(frozen=True)
class Shard:
    """Articles, and errors in the place of inputs that could not be read, in input order."""

    inputs: tuple[Article | ErrorRecord, ...]

    @property
    def articles(self) -> list[Article]:
        """The inputs that could be read."""
        return [item for item in self.inputs if isinstance(item, Article)]

    def split(self) -> list[Shard]:
        """Return one shard for each input."""
        return [Shard((item,)) for item in self.inputs]


def plan_shards(inputs: Iterable[Article | ErrorRecord]) -> Iterator[Shard]:
    """Yield the inputs in shards, in order, reading no further ahead than one shard.

    >>> from claimlink.records import ErrorRecord
    >>> lost = ErrorRecord(source="a.txt", stage="reading", error="InputError", message="gone")
    >>> [len(shard.inputs) for shard in plan_shards([lost] * 70)]
    [32, 32, 6]
    """
    shard: list[Article | ErrorRecord] = []
    characters = 0
    for item in inputs:
        shard.append(item)
        characters += len(item.text) if isinstance(item, Article) else 0
        if len(shard) >= MAX_ARTICLES or characters >= MAX_CHARACTERS:
            yield Shard(tuple(shard))
            shard, characters = [], 0
    if shard:
        yield Shard(tuple(shard))
