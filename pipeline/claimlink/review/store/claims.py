"""Claims and articles as the store holds them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from claimlink.records import ArticleRecord, Claim
from claimlink.review.store.backends import Row
from claimlink.review.store.database import Database


@dataclass(frozen=True)
class StoredClaim:
    """A claim with its number in the store, its article's, and its place in the queue."""

    number: int
    article: int
    rank: int
    claim: Claim


def load_claim(database: Database, number: int) -> StoredClaim | None:
    """Return a claim by its number, None where there is none."""
    row = database.first("SELECT id, article, rank, record FROM claims WHERE id = ?", (number,))
    if row is None:
        return None
    claim = Claim.model_validate_json(zlib.decompress(row["record"]))
    return StoredClaim(row["id"], row["article"], row["rank"], claim)


def load_article(database: Database, number: int) -> ArticleRecord:
    """Return an article by its number: text, layout, citations, entries and findings."""
    row = database.first("SELECT record FROM articles WHERE id = ?", (number,))
    assert row is not None
    return ArticleRecord.model_validate_json(zlib.decompress(row["record"]))


def claims_of_article(database: Database, article: int) -> list[Row]:
    """Return ``id``, ``claim_id`` and ``text`` of an article's claims in the order of the text."""
    return database.read(
        "SELECT id, claim_id, text FROM claims WHERE article = ? AND is_there = 1 ORDER BY place",
        (article,),
    )
