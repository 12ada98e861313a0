"""A run -> an index of it that answers at once: SQLite, made on the first call, kept beside it.

It holds the flat tables, the words to search for, and each article as a whole, packed.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

from claimlink.errors import RunError
from claimlink.inspecting.flat import TABLES, Row
from claimlink.inspecting.places import kept_places, stamp_run, written_aside
from claimlink.inspecting.runs import ArticleClaims, read_run
from claimlink.records import ArticleRecord, Claim

NAME = "index.sqlite"

#: What an index is made of is told to, before a wait that is longer than a moment.
Tell = Callable[[str], None]

#: Articles whose rows are handed to SQLite in one go.
_BATCH = 200

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

_KEYS = (
    "CREATE INDEX claims_by_id ON claims (claim_id)",
    "CREATE INDEX claims_by_article ON claims (article_id)",
    "CREATE INDEX articles_by_id ON articles (article_id)",
    "CREATE INDEX citations_by_id ON citations (article_id, citation_id)",
    'CREATE INDEX references_by_id ON "references" (article_id, reference_id)',
    "CREATE INDEX findings_by_number ON findings (article_id, number)",
    "CREATE INDEX supports_by_claim ON claim_citations (claim_id)",
    "CREATE INDEX touches_by_claim ON claim_findings (claim_id)",
    "CREATE INDEX whole_by_id ON whole (article_id)",
)


def open_index(folder: Path, tell: Tell = lambda _: None) -> sqlite3.Connection:
    """Return the index of a run for reading, made anew where the run's files have changed.

    Raises:
        RunError: the folder is no run's, or its files cannot be read.
        MissingExtraError: they are packed with a library that is not installed.
    """
    stamp = stamp_folder(folder)
    for place in kept_places(folder):
        index = _open_kept(place / NAME, stamp)
        if index is not None:
            return index
    # A folder that is no run's is refused here, before anything is told or written.
    next(read_run(folder), None)
    tell("reading the run, once; the next look at it is quick")
    with (
        written_aside(folder, NAME) as (aside, target),
        closing(sqlite3.connect(aside)) as index,
    ):
        _fill(index, folder, stamp)
    return _connect(target)


def stamp_folder(folder: Path) -> str:
    """Return the stamp of a run's files.

    Raises:
        RunError: the folder cannot be read, or holds no run.
    """
    if not folder.is_dir():
        next(read_run(folder), None)
    try:
        return stamp_run(folder)
    except OSError as error:
        raise RunError(
            f"{(error.strerror or 'cannot be read').lower()}; make it readable for you",
            source=str(folder),
        ) from None


def read_article(index: sqlite3.Connection, article_id: str) -> ArticleClaims:
    """Return an article of the run with its claims.

    Raises:
        KeyError: the run has none of this id.
    """
    query = "SELECT body FROM whole WHERE article_id = ?"
    row = index.execute(query, (article_id,)).fetchone()
    if row is None:
        raise KeyError(article_id)
    lines = zlib.decompress(row[0]).split(b"\n")
    claims = tuple(Claim.model_validate_json(line) for line in lines[1:])
    return ArticleClaims(ArticleRecord.model_validate_json(lines[0]), claims)


def _open_kept(path: Path, stamp: str) -> sqlite3.Connection | None:
    if not path.is_file():
        return None
    index = _connect(path)
    # A damaged one is as good as none.
    with suppress(sqlite3.DatabaseError):
        if index.execute("SELECT stamp FROM made").fetchone() == (stamp,):
            return index
    index.close()
    return None


def _connect(path: Path) -> sqlite3.Connection:
    # Immutable: a folder that cannot be written has no place for SQLite's lock files.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _fill(index: sqlite3.Connection, folder: Path, stamp: str) -> None:
    index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    for table in TABLES:
        columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in table.columns)
        index.execute(f'CREATE TABLE "{table.name}" ({columns})')
    index.execute("CREATE TABLE searched (words TEXT, names TEXT)")
    index.execute("CREATE TABLE whole (article_id TEXT, body BLOB)")
    index.execute("CREATE TABLE made (stamp TEXT)")
    articles = enumerate(read_run(folder), 1)
    while batch := list(islice(articles, _BATCH)):
        _insert(index, batch)
    for key in _KEYS:
        index.execute(key)
    index.execute("INSERT INTO made VALUES (?)", (stamp,))
    index.commit()


def _insert(index: sqlite3.Connection, batch: list[tuple[int, ArticleClaims]]) -> None:
    for table in TABLES:
        marks = ", ".join("?" * len(table.columns))
        rows = (row for number, found in batch for row in table.rows(found, number))
        index.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
    searched = (row for _, found in batch for row in _searched(found))
    index.executemany("INSERT INTO searched VALUES (?, ?)", searched)
    whole = ((found.article.id, _pack(found)) for _, found in batch)
    index.executemany("INSERT INTO whole VALUES (?, ?)", whole)


def _searched(found: ArticleClaims) -> Iterator[Row]:
    """Yield, for each claim in the order of the table, what its filters look in."""
    entries = {entry.id: entry.text for entry in found.article.references}
    for claim in found.claims:
        said = claim.attribution.source if claim.attribution is not None else None
        names = [] if said is None else [said.text, said.name]
        for citation in claim.citations:
            names += [citation.text, entries.get(citation.reference_id or "", "")]
        words = f"{claim.text}\n{claim.standalone}"
        yield words.casefold(), "\n".join(names).casefold()


def _pack(found: ArticleClaims) -> bytes:
    """Return an article's line with its claims' lines, compressed for speed."""
    records = [found.article, *found.claims]
    lines = [record.model_dump_json(by_alias=True).encode() for record in records]
    return zlib.compress(b"\n".join(lines), 1)
