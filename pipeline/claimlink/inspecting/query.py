"""SQL over the tables of a run -> rows, or one line that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from claimlink.errors import QueryError
from claimlink.inspecting.flat import TABLES
from claimlink.inspecting.safe import show_safely

if TYPE_CHECKING:
    import duckdb

#: Rows taken from DuckDB in one go.
_BATCH = 1_000

#: The kinds of statements that only read.
_READING = ("SELECT", "EXPLAIN")

#: The excerpt with a mark below that DuckDB adds; a terminal's font decides where the mark stands.
_EXCERPT = re.compile(r"\n+LINE \d+:.*", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """The columns of an answer and its rows, taken as they are needed, once."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


def run_query(database: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """Return the answer to one statement.

    Raises:
        QueryError: it is no valid SQL, not one statement, or one that does more than read; while
            rows are taken: it needs too much memory, or a value does not fit.
    """
    cursor = _execute(database, sql)
    columns = tuple(column[0] for column in cursor.description or ())
    return Answer(columns, _rows(cursor))


def write_parquet(database: duckdb.DuckDBPyConnection, sql: str, stream: IO[bytes]) -> None:
    """Write the answer to one statement as a file of Parquet, a batch of rows at a time.

    Raises:
        QueryError: as for :func:`run_query`.
    """
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    statement = _reading_statement(database, sql)
    try:
        reader = database.sql(statement).to_arrow_reader(_BATCH * 20)
        with pq.ParquetWriter(stream, reader.schema) as writer:
            for batch in reader:
                writer.write_batch(batch)
    except duckdb.Error as error:
        raise QueryError(explain_fault(error)) from None
    except pa.ArrowException as error:
        said = show_safely(str(error))
        raise QueryError(f"{said}; cast what Parquet has no form for to text") from None


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    import duckdb

    try:
        while batch := cursor.fetchmany(_BATCH):
            yield from batch
    except duckdb.Error as error:
        raise QueryError(explain_fault(error)) from None


def _execute(database: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    import duckdb

    statement = _reading_statement(database, sql)
    try:
        return database.execute(statement)
    except duckdb.Error as error:
        raise QueryError(explain_fault(error)) from None


def _reading_statement(database: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    import duckdb

    try:
        statements = database.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(explain_fault(error)) from None
    if len(statements) != 1:
        raise QueryError(f"{len(statements)} statements; give one, beginning with select")
    kind = statements[0].type.name
    if kind not in _READING:
        raise QueryError(f"{kind} is not for here: a query reads; begin it with select")
    return statements[0]


def explain_fault(error: Exception) -> str:
    """Return what DuckDB says is wrong, in one line, with the next step."""
    said = show_safely(_EXCERPT.sub("", str(error)))
    if 'near "references"' in said:
        return f'{said}; references is a word of SQL: write "references" or source_list'
    if said.startswith("Out of Memory"):
        return "the query needs more memory than it may take; add a where or a limit"
    if "disabled by configuration" in said or "through configuration" in said:
        return f"{said}; a query reads the run's tables only"
    if "with name" in said and "does not exist" in said and said.startswith("Catalog Error: Table"):
        names = ", ".join(table.name for table in TABLES).replace("references", "source_list")
        return f"{said.split(' Did you mean')[0]} The tables are {names}"
    return f"{said}; claimlink query --examples shows queries that work"
