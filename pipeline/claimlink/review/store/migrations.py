"""The tables of the store, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claimlink.errors import StoreError
from claimlink.review.store.addresses import is_address, read_address
from claimlink.review.store.backends import Backend, Dialect
from claimlink.review.store.database import Database
from claimlink.review.store.sqlite import SqliteBackend


@dataclass(frozen=True)
class _Step:
    """What brings a store to the next version: tables, and what only one dialect understands.

    Statements of ``tables`` end with a semicolon and hold no other.
    """

    tables: str
    guards: Mapping[Dialect, tuple[str, ...]]


_TABLES = """
    CREATE TABLE events (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      person INTEGER,
      kind TEXT NOT NULL,
      claim INTEGER,
      lane TEXT,
      version INTEGER,
      body TEXT NOT NULL,
      request TEXT UNIQUE
    );
    CREATE INDEX events_of_verdict ON events (claim, lane, id) WHERE claim IS NOT NULL;
    CREATE INDEX events_of_kind ON events (kind, id) WHERE claim IS NULL;

    CREATE TABLE people (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL,
      password TEXT
    );
    CREATE TABLE invitations
      (digest TEXT PRIMARY KEY, person INTEGER NOT NULL, until REAL NOT NULL);
    CREATE TABLE sessions (digest TEXT PRIMARY KEY, person INTEGER NOT NULL, until REAL NOT NULL);
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      folder TEXT NOT NULL UNIQUE,
      stamp TEXT NOT NULL
    );
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      article_id TEXT NOT NULL,
      place INTEGER NOT NULL,
      title TEXT NOT NULL,
      record BLOB NOT NULL,
      UNIQUE (run, article_id)
    );
    CREATE TABLE claims (
      id INTEGER PRIMARY KEY,
      article INTEGER NOT NULL REFERENCES articles,
      run INTEGER NOT NULL REFERENCES runs,
      claim_id TEXT NOT NULL,
      place INTEGER NOT NULL,
      rank INTEGER NOT NULL DEFAULT 0,
      need REAL NOT NULL,
      is_there INTEGER NOT NULL DEFAULT 1,
      text TEXT NOT NULL,
      kind TEXT NOT NULL,
      is_cited INTEGER NOT NULL,
      findings TEXT NOT NULL,
      record BLOB NOT NULL,
      UNIQUE (run, claim_id)
    );
    CREATE INDEX claims_of_article ON claims (article, place);
    CREATE INDEX claims_by_rank ON claims (rank) WHERE is_there = 1;
    CREATE TABLE bands (band INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (band, claim))
      WITHOUT ROWID;
    CREATE INDEX bands_of_claim ON bands (claim);

    CREATE TABLE verdicts (
      claim INTEGER NOT NULL REFERENCES claims,
      lane TEXT NOT NULL,
      version INTEGER NOT NULL,
      is_done INTEGER NOT NULL,
      person INTEGER NOT NULL,
      at TEXT NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (claim, lane)
    ) WITHOUT ROWID;
    CREATE INDEX verdicts_done ON verdicts (lane, is_done);
    CREATE TABLE assignments (claim INTEGER NOT NULL, person INTEGER NOT NULL,
      PRIMARY KEY (claim, person)) WITHOUT ROWID;
    CREATE TABLE views (person INTEGER NOT NULL, name TEXT NOT NULL, filters TEXT NOT NULL,
      PRIMARY KEY (person, name));
"""

_GUARDS: Mapping[Dialect, tuple[str, ...]] = {
    "sqlite": (
        """
        CREATE TRIGGER events_are_not_rewritten BEFORE UPDATE ON events
          BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
        """,
        """
        CREATE TRIGGER events_are_not_taken_back BEFORE DELETE ON events
          BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0]; END'
        """,
        """
        CREATE TRIGGER events_are_not_rewritten BEFORE UPDATE ON events
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite('events are never changed')
        """,
        """
        CREATE TRIGGER events_are_not_taken_back BEFORE DELETE OR TRUNCATE ON events
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite('events are never deleted')
        """,
    ),
}

#: What brings a store from each version to the next; never edited once released, only added to.
_STEPS = (_Step(_TABLES, _GUARDS),)


def open_store(place: Path | str, *, may_be_new: bool = True) -> Database:
    """Open a store, a new one where there is none, in the version that this claimlink knows.

    ``place`` is a file, or an address that begins with ``postgresql://``.

    Raises:
        StoreError: the place holds none, or one of a later version, or cannot be reached or
            written; or it would be new and may not be.
        MissingExtraError: the library that reaches a server is not installed.
    """
    backend = _backend(place)
    if not may_be_new and isinstance(place, Path) and not place.exists():
        raise _nothing(backend.name)
    database = Database(backend)
    try:
        if not may_be_new and _version(database) == 0:
            raise _nothing(backend.name)
        migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _backend(place: Path | str) -> Backend:
    if not is_address(place):
        return SqliteBackend(Path(place))
    address = read_address(str(place))
    # Not before: it loads the driver.
    from claimlink.review.store.postgres import PostgresBackend

    return PostgresBackend(address)


def _nothing(name: str) -> StoreError:
    return StoreError(
        "no verdicts yet; open the desk with claimlink review, or name its store with --db",
        source=name,
    )


def migrate(database: Database) -> None:
    """Bring a store to the version that this claimlink knows.

    Raises:
        StoreError: the store is of a later version, or cannot be written.
    """
    if _version(database) == len(_STEPS):
        return
    backend = database.backend
    # All in one transaction, so that a step is there as a whole or not at all; asked again, for
    # another desk may have done it meanwhile.
    with database.write() as writer:
        for number, step in enumerate(_STEPS[_version(database) :], _version(database) + 1):
            for statement in step.tables.split(";"):
                if statement.strip():
                    writer.execute(backend.define(statement))
            for statement in step.guards[backend.dialect]:
                writer.execute(statement)
            backend.write_version(writer, number)


def _version(database: Database) -> int:
    """Return the version of a store, 0 of a new one.

    Raises:
        StoreError: it is a later one than this claimlink knows.
    """
    version = database.backend.read_version(database.read)
    if version > len(_STEPS):
        raise StoreError(
            f"a store of version {version}, this claimlink knows {len(_STEPS)}; update it",
            source=database.name,
        )
    return version
