"""A run -> its flat tables in DuckDB, made on the first query, kept beside it and only read.

SQL given to it reaches nothing but these tables: no file, no network, no setting.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from claimlink.errors import MissingExtraError
from claimlink.inspecting.flat import TABLES, Table
from claimlink.inspecting.index import Tell, open_index, stamp_folder
from claimlink.inspecting.places import kept_places, written_aside

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

NAME = "tables.duckdb"

#: A second name of the source list, whose own is a word of SQL and needs quotation marks.
SOURCE_LIST = "source_list"

#: Rows handed to DuckDB in one go.
_BATCH = 20_000

#: What a query may take; it is ended with a message where it needs more.
_MEMORY = "256MB"

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}

#: Nothing but the tables: no file, no library, no variable of this process, no way back.  In this
#: order: what comes first can no longer be set once files are out of reach.
_LOCKED = (
    f"SET memory_limit = '{_MEMORY}'",
    "SET temp_directory = ''",
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def open_database(folder: Path, tell: Tell = lambda _: None) -> duckdb.DuckDBPyConnection:
    """Return the tables of a run for reading, made anew where the run's files have changed.

    Raises:
        RunError: the folder is no run's, or its files cannot be read.
        MissingExtraError: DuckDB or pyarrow is not installed, or what unpacks the files.
    """
    _check_libraries()
    stamp = stamp_folder(folder)
    for place in kept_places(folder):
        kept = _open_kept(place / NAME, stamp)
        if kept is not None:
            return kept
    with closing(open_index(folder, tell)) as index, written_aside(folder, NAME) as paths:
        tell("making its tables, once; the next query is quick")
        _fill(index, paths[0], stamp)
    return _connect(paths[1])


def _check_libraries() -> None:
    try:
        import duckdb  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtraError.of("claimlink query", "inspect") from None


def _open_kept(path: Path, stamp: str) -> duckdb.DuckDBPyConnection | None:
    import duckdb

    if not path.is_file():
        return None
    try:
        database = _connect(path)
        if database.execute("SELECT stamp FROM kept.made").fetchall() == [(stamp,)]:
            return database
    # A damaged one is as good as none.
    except duckdb.Error:
        return None
    database.close()
    return None


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    import duckdb

    database = duckdb.connect(path, read_only=True)
    for setting in _LOCKED:
        database.execute(setting)
    return database


def _fill(index: sqlite3.Connection, path: Path, stamp: str) -> None:
    import duckdb

    with closing(duckdb.connect(path)) as database:
        database.execute(_LOCKED[0])
        for table in TABLES:
            columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in table.columns)
            database.execute(f'CREATE TABLE "{table.name}" ({columns})')
            for batch in _batches(index, table):
                database.register("batch", batch)
                database.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')
                database.unregister("batch")
        database.execute(f'CREATE VIEW {SOURCE_LIST} AS SELECT * FROM "references"')
        database.execute("CREATE SCHEMA kept")
        database.execute("CREATE TABLE kept.made AS SELECT ? AS stamp", [stamp])


def _batches(index: sqlite3.Connection, table: Table) -> Iterator[pa.Table]:
    """Yield the rows of a table of the index as Arrow tables, in their order."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in table.columns])
    rows = index.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')
    flags = [place for place, column in enumerate(table.columns) if column.type == "boolean"]
    while batch := rows.fetchmany(_BATCH):
        cells: list[list[object]] = [list(column) for column in zip(*batch, strict=True)]
        for place in flags:
            cells[place] = [None if cell is None else bool(cell) for cell in cells[place]]
        yield pa.table([pa.array(c, f.type) for c, f in zip(cells, schema, strict=True)], schema)
