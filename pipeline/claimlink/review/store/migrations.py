"""The tables of the store, version by version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from claimlink.errors import RunError
from claimlink.review.store.database import Database

#: What brings a store from each version to the next; never edited once released, only added to.
_STEPS = (
    """
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
    CREATE TRIGGER events_are_not_rewritten BEFORE UPDATE ON events
      BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
    CREATE TRIGGER events_are_not_taken_back BEFORE DELETE ON events
      BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

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
    """,
)


def open_store(path: Path) -> Database:
    """Open a store, a new one where there is none, in the version that this claimlink knows.

    Raises:
        RunError: the file is no store, or one of a later version, or cannot be written.
    """
    database = Database(path)
    try:
        migrate(database)
    except sqlite3.Error as error:
        raise RunError(
            f"{error}; name a file that claimlink review made, or a new one", source=str(path)
        ) from None
    return database


def migrate(database: Database) -> None:
    """Bring a store to the version that this claimlink knows.

    Raises:
        RunError: the store is of a later version.
    """
    row = database.first("PRAGMA user_version")
    version: int = row[0] if row is not None else 0
    if version > len(_STEPS):
        raise RunError(
            f"a store of version {version}, this claimlink knows {len(_STEPS)}; update it",
            source=str(database.path),
        )
    for number, step in enumerate(_STEPS[version:], version + 1):
        # One script, so that a step is there as a whole or not at all.
        database.connection().executescript(
            f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {number}; COMMIT;"
        )
