"""The ledger of a run's folder: what was made of each input, in SQLite.

A generation is one whole set of outputs.  At most one is finished, and its lines are in the run's
files; at most one is open, and its lines are in the files of the work folder, as far as its pieces
go.  Whatever ends a run, a piece is in the ledger only after its lines are on the disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from claimlink.batch.pieces import Place, Tally

#: Raised when the tables change; a ledger of another form is put aside.
FORM = 2

_TABLES = f"""
PRAGMA user_version = {FORM};
CREATE TABLE IF NOT EXISTS generations (
    id INTEGER PRIMARY KEY, state TEXT NOT NULL, signature TEXT NOT NULL, layout TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS pieces (
    generation INTEGER NOT NULL, ordinal INTEGER NOT NULL, key TEXT NOT NULL,
    file INTEGER NOT NULL,
    claims_start INTEGER NOT NULL, claims_end INTEGER NOT NULL,
    articles_start INTEGER NOT NULL, articles_end INTEGER NOT NULL,
    errors_start INTEGER NOT NULL, errors_end INTEGER NOT NULL,
    articles INTEGER NOT NULL, claims INTEGER NOT NULL,
    empty INTEGER NOT NULL, failed INTEGER NOT NULL,
    unresolved_mentions INTEGER NOT NULL, quarantined INTEGER NOT NULL,
    PRIMARY KEY (generation, ordinal)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pieces_by_key ON pieces (generation, key);
"""
_COLUMNS = (
    "ordinal, key, file, claims_start, claims_end, articles_start, articles_end, "
    "errors_start, errors_end, articles, claims, empty, failed, "
    "unresolved_mentions, quarantined"
)


class Piece(NamedTuple):
    """What was made of one input; ``ordinal`` is its place among the inputs, from 0."""

    ordinal: int
    key: str
    place: Place
    tally: Tally
    quarantined: bool


class Generation(NamedTuple):
    """One set of outputs; ``state`` is ``open``, ``publishing`` or ``finished``.

    ``signature`` says what the lines were made with, ``layout`` into which files they go.
    """

    number: int
    state: str
    signature: dict[str, str]
    layout: dict[str, str | int]


class Ledger:
    """An open ledger; one connection, used by the run's own process only.

    Raises:
        sqlite3.DatabaseError: the file is damaged or of another form.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        (form,) = self._connection.execute("PRAGMA user_version").fetchone()
        if form not in (0, FORM):
            raise sqlite3.DatabaseError(f"the ledger has form {form}, this claimlink writes {FORM}")
        self._connection.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def generation(self, *states: str) -> Generation | None:
        """Return the latest generation in one of the states; None where there is none."""
        marks = ", ".join("?" * len(states))
        row = self._connection.execute(
            f"SELECT id, state, signature, layout FROM generations WHERE state IN ({marks}) "
            "ORDER BY id DESC LIMIT 1",
            states,
        ).fetchone()
        if row is None:
            return None
        return Generation(row[0], row[1], json.loads(row[2]), json.loads(row[3]))

    def begin(self, signature: dict[str, str], layout: dict[str, str | int]) -> int:
        """Open a generation and return its number; an open one before it is dropped."""
        with self._transaction():
            self._drop("open")
            row = self._connection.execute(
                "INSERT INTO generations (state, signature, layout) VALUES ('open', ?, ?) "
                "RETURNING id",
                (json.dumps(signature), json.dumps(layout)),
            ).fetchone()
        return int(row[0])

    def mark_publishing(self, generation: int) -> None:
        """Say that the generation is whole and its files are being put in place."""
        self._connection.execute(
            "UPDATE generations SET state = 'publishing' WHERE id = ?", (generation,)
        )

    def mark_finished(self, generation: int) -> None:
        """Say that the generation's files are in place; the one before it is dropped."""
        with self._transaction():
            self._drop("finished")
            self._connection.execute(
                "UPDATE generations SET state = 'finished' WHERE id = ?", (generation,)
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _drop(self, state: str) -> None:
        chosen = "SELECT id FROM generations WHERE state = ?"
        self._connection.execute(f"DELETE FROM pieces WHERE generation IN ({chosen})", (state,))
        self._connection.execute("DELETE FROM generations WHERE state = ?", (state,))

    def at(self, generation: int, ordinal: int) -> Piece | None:
        """Return the piece at a place of a generation, None where it has fewer."""
        return self._one("generation = ? AND ordinal = ?", (generation, ordinal))

    def find(self, generation: int, key: str) -> Piece | None:
        """Return the first piece of a generation with this key, None where there is none."""
        return self._one("generation = ? AND key = ? ORDER BY ordinal LIMIT 1", (generation, key))

    def count(self, generation: int) -> int:
        """Return how many pieces a generation has."""
        query = "SELECT count(*) FROM pieces WHERE generation = ?"
        (number,) = self._connection.execute(query, (generation,)).fetchone()
        return int(number)

    def pieces(self, generation: int, below: int | None = None) -> Iterator[Piece]:
        """Yield the pieces of a generation in order, those before an ordinal where one is given."""
        bound = -1 if below is None else below
        rows = self._connection.cursor().execute(
            f"SELECT {_COLUMNS} FROM pieces WHERE generation = ? AND (? < 0 OR ordinal < ?) "
            "ORDER BY ordinal",
            (generation, bound, bound),
        )
        with closing(rows):
            yield from map(_piece, rows)

    def ends(self, generation: int) -> dict[int, Place]:
        """Return, for each output file with pieces, where its last lines stand."""
        rows = self._connection.execute(
            "SELECT file, 0, max(claims_end), 0, max(articles_end), 0, max(errors_end) "
            "FROM pieces WHERE generation = ? GROUP BY file",
            (generation,),
        )
        return {row[0]: Place(row[0], row[1:3], row[3:5], row[5:7]) for row in rows}

    def add(self, generation: int, pieces: Iterable[Piece]) -> None:
        """Add pieces in one transaction, all or none."""
        marks = ", ".join("?" * 16)
        with self._transaction():
            self._connection.executemany(
                f"INSERT INTO pieces (generation, {_COLUMNS}) VALUES ({marks})",
                ((generation, *_row(piece)) for piece in pieces),
            )

    def cut(self, generation: int, ordinal: int) -> None:
        """Forget the pieces of a generation from an ordinal on."""
        self._connection.execute(
            "DELETE FROM pieces WHERE generation = ? AND ordinal >= ?", (generation, ordinal)
        )

    def _one(self, condition: str, values: tuple[object, ...]) -> Piece | None:
        query = f"SELECT {_COLUMNS} FROM pieces WHERE {condition}"
        row = self._connection.execute(query, values).fetchone()
        return None if row is None else _piece(row)


def _row(piece: Piece) -> tuple[object, ...]:
    place = piece.place
    return (
        piece.ordinal,
        piece.key,
        place.file,
        *place.claims,
        *place.articles,
        *place.errors,
        *piece.tally,
        int(piece.quarantined),
    )


def _piece(row: tuple[int | str, ...]) -> Piece:
    ordinal, key, file, *rest = row
    numbers = [int(value) for value in rest]
    return Piece(
        ordinal=int(ordinal),
        key=str(key),
        place=Place(
            int(file),
            (numbers[0], numbers[1]),
            (numbers[2], numbers[3]),
            (numbers[4], numbers[5]),
        ),
        tally=Tally(*numbers[6:11]),
        quarantined=bool(numbers[11]),
    )
