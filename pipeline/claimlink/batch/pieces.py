"""What a run makes of one input: lines to write, or the place where they stand already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from claimlink.errors import EmptyInputError
from claimlink.records import Article, ErrorRecord


class Tally(NamedTuple):
    """What one input adds to a run's counts; ``failed`` leaves empty inputs out.

    ``unresolved_mentions`` are the words in claims that stay though they need something before
    them.
    """

    articles: int = 0
    claims: int = 0
    empty: int = 0
    failed: int = 0
    unresolved_mentions: int = 0


def expected_tally(item: Article | ErrorRecord) -> Tally:
    """Return what an input that was only read so far adds to the counts, claims aside."""
    if isinstance(item, Article):
        return Tally(articles=1)
    is_empty = item.error == EmptyInputError.__name__
    return Tally(empty=int(is_empty), failed=int(not is_empty))


@dataclass(frozen=True)
class Outcome:
    """The lines of one input, encoded, each with its line end.

    ``error`` is None where there is an article.  ``notes`` are lines for the user about an article
    that was analysed in part only.  ``quarantined`` says that the article ended its worker
    process, or would have.
    """

    claims: bytes = b""
    article: bytes = b""
    error: ErrorRecord | None = None
    claim_count: int = 0
    unresolved_mentions: int = 0
    notes: tuple[str, ...] = ()
    quarantined: bool = False

    @property
    def tally(self) -> Tally:
        """What it adds to the counts."""
        if self.error is None:
            return Tally(
                articles=1,
                claims=self.claim_count,
                unresolved_mentions=self.unresolved_mentions,
            )
        return expected_tally(self.error)


class Place(NamedTuple):
    """Where an input's lines stand: number of the output file, and bytes in each kind of file.

    Bytes are counted before compression; spans are half-open.
    """

    file: int
    claims: tuple[int, int]
    articles: tuple[int, int]
    errors: tuple[int, int]


@dataclass(frozen=True)
class Kept:
    """An input that an earlier run has done.

    ``place`` is None where its lines stand in the files of this run already.
    """

    key: str
    tally: Tally
    place: Place | None
    quarantined: bool = False
