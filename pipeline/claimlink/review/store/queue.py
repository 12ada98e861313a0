"""What comes next: the claims that most need a person first, through filters, never one twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from claimlink.records import Record
from claimlink.review.store.backends import Row, Value, Writer
from claimlink.review.store.database import Database

#: Claims of one page of the queue.
PAGE = 50

#: People who decide on a claim apart in a blind double review.
DOUBLE = 2


class Filters(Record):
    """What a person wants to see of the queue; empty is no limit."""

    text: str = ""
    kind: str = ""
    finding: str = ""
    cited: Literal["", "yes", "no"] = ""
    state: Literal["todo", "done", "all"] = "todo"
    assigned: Literal["", "me"] = ""
    article: int | None = Field(default=None, ge=0, lt=1 << 62)


@dataclass(frozen=True)
class Reader:
    """Who looks at the queue: the person, their lane, and whether others decide apart."""

    person: int
    lane: str
    is_double: bool = False


def list_claims(database: Database, reader: Reader, filters: Filters, after: int = 0) -> list[Row]:
    """Return a page of the queue behind a rank, and one more claim where there is another page.

    Each row has ``id``, ``rank``, ``text``, ``kind``, ``is_cited``, ``findings``, ``title`` and
    ``is_done``.
    """
    where, values = _conditions(reader, filters)
    return database.read(
        "SELECT c.id, c.rank, c.text, c.kind, c.is_cited, c.findings, a.title, EXISTS (SELECT 1"
        " FROM verdicts v WHERE v.claim = c.id AND v.lane = ? AND v.is_done = 1) AS is_done"
        f" FROM claims c JOIN articles a ON a.id = c.article WHERE {where} AND c.rank > ?"
        f" ORDER BY c.rank LIMIT {PAGE + 1}",
        (reader.lane, *values, after),
    )


def next_claim(
    database: Database,
    reader: Reader,
    filters: Filters,
    after: int = 0,
    open_elsewhere: Collection[int] = (),
) -> int | None:
    """Return the next claim to decide on behind a rank, else from the first on; None: all is done.

    Claims that others have open come only when nothing else is left.
    """
    todo = filters.model_copy(update={"state": "todo"})
    for left_out in (sorted(open_elsewhere), []) if open_elsewhere else ([],):
        for start in (after, 0) if after else (0,):
            found = _first(database, reader, todo, start, left_out)
            if found is not None:
                return found
    return None


def _first(
    database: Database, reader: Reader, filters: Filters, after: int, left_out: list[int]
) -> int | None:
    where, values = _conditions(reader, filters)
    if left_out:
        where += f" AND c.id NOT IN ({', '.join('?' * len(left_out))})"
    row = database.first(
        f"SELECT c.id FROM claims c WHERE {where} AND c.rank > ? ORDER BY c.rank LIMIT 1",
        (*values, *left_out, after),
    )
    return None if row is None else int(row["id"])


def _conditions(reader: Reader, filters: Filters) -> tuple[str, list[Value]]:
    """Return the condition on a claim ``c``, and its values; no value is ever in the text."""
    parts, values = ["c.is_there = 1"], list[Value]()

    def add(condition: str, *given: Value) -> None:
        parts.append(condition)
        values.extend(given)

    if filters.text:
        add("c.text LIKE ? ESCAPE '!'", f"%{_literal(filters.text)}%")
    if filters.kind:
        add("c.kind = ?", filters.kind)
    if filters.finding:
        add("c.findings LIKE ? ESCAPE '!'", f"% {_literal(filters.finding)} %")
    if filters.cited:
        add("c.is_cited = ?", int(filters.cited == "yes"))
    if filters.article is not None:
        add("c.article = ?", filters.article)
    if filters.state != "all":
        add(("NOT " if filters.state == "todo" else "") + _DONE, reader.lane)
    if filters.state == "todo":
        add(f"(NOT EXISTS ({_ASSIGNED}) OR EXISTS ({_ASSIGNED} AND s.person = ?))", reader.person)
    if filters.state == "todo" and reader.is_double:
        add(_ENOUGH, reader.lane, DOUBLE)
    if filters.assigned:
        add(f"EXISTS ({_ASSIGNED} AND s.person = ?)", reader.person)
    return " AND ".join(parts), values


_DONE = "EXISTS (SELECT 1 FROM verdicts v WHERE v.claim = c.id AND v.lane = ? AND v.is_done = 1)"
_ASSIGNED = "SELECT 1 FROM assignments s WHERE s.claim = c.id"
#: The state of a verdict ``v`` that was passed over without an answer.
_PASSED_OVER = "v.state LIKE '%\"skipped\":true%' AND v.state NOT LIKE '%\"rating\":{%'"
_ENOUGH = (
    "(SELECT COUNT(*) FROM verdicts v WHERE v.claim = c.id AND v.is_done = 1"
    f" AND v.lane LIKE 'person-%' AND v.lane <> ? AND NOT ({_PASSED_OVER})) < ?"
)


def _literal(text: str) -> str:
    # At a NUL SQLite takes a pattern to end.
    text = text.replace("\0", "\N{SYMBOL FOR NULL}")
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def count_progress(database: Database, lane: str) -> tuple[int, int]:
    """Return how many claims are decided on in a lane, and how many there are."""
    row = database.first(
        "SELECT (SELECT COUNT(*) FROM verdicts WHERE lane = ? AND is_done = 1) AS done,"
        # Ranks number the claims from 1 on: the last one says how many, without counting them.
        " (SELECT MAX(rank) FROM claims WHERE is_there = 1) AS whole",
        (lane,),
    )
    whole = 0 if row is None else int(row["whole"] or 0)
    # Of claims that are gone the verdicts stay: they are not part of what there is to do.
    return (0 if row is None else min(int(row["done"]), whole)), whole


def list_codes(database: Database) -> list[str]:
    """Return the codes of findings that some claim carries, sorted."""
    kept = database.first(f"SELECT value FROM settings WHERE name = '{_CODES}'")
    if kept is not None:
        return str(kept["value"]).split()
    # A store that an earlier claimlink made, which kept none.
    return _sorted_codes(database.read(_EACH_FINDINGS))


def keep_codes(writer: Writer) -> None:
    """Keep the codes for :func:`list_codes`, which would have to look at every claim for them."""
    codes = " ".join(_sorted_codes(writer.execute(_EACH_FINDINGS)))
    writer.execute(
        f"INSERT INTO settings (name, value) VALUES ('{_CODES}', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (codes,),
    )


_CODES = "finding-codes"
_EACH_FINDINGS = "SELECT DISTINCT findings FROM claims WHERE is_there = 1 AND findings <> '  '"


def _sorted_codes(rows: list[Row]) -> list[str]:
    return sorted({code for row in rows for code in row["findings"].split()})


def list_articles(database: Database) -> list[Row]:
    """Return ``id`` and ``title`` of all articles with claims, in the order of the runs."""
    return database.read(
        "SELECT a.id, a.title FROM articles a WHERE EXISTS (SELECT 1 FROM claims c"
        " WHERE c.article = a.id AND c.is_there = 1) ORDER BY a.run, a.place"
    )
