"""Flat tables -> a folder with one Parquet file a table, its columns typed."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from claimlink.errors import MissingExtraError
from claimlink.exporting.job import ExportJob
from claimlink.inspecting.flat import TABLES, Row, Table, flatten_articles

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

#: Names of the files such an export writes.
OWN = "|".join(rf"{table.name}\.parquet" for table in TABLES)

#: Rows held before they are written as one group.
_GROUP = 20_000


def write_parquet_tables(job: ExportJob, folder: Path) -> None:
    """Write the tables of a run; every table is there, one without rows with its columns.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError.of("parquet", "inspect") from None
    with ExitStack() as files:
        writers = {}
        for table in TABLES:
            target = parquet.ParquetWriter(folder / f"{table.name}.parquet", _schema(table))
            writers[table.name] = _Groups(files.enter_context(target), _schema(table))
        for table, rows in flatten_articles(job.articles()):
            writers[table.name].add(rows)
        for groups in writers.values():
            groups.flush()


def _schema(table: Table) -> pyarrow.Schema:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.type], metadata={"meaning": column.meaning})
            for column in table.columns
        ]
    )


class _Groups:
    """Collects rows until they make a group."""

    def __init__(self, target: ParquetWriter, schema: pyarrow.Schema) -> None:
        self._target = target
        self._schema = schema
        self._rows: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= _GROUP:
            self.flush()

    def flush(self) -> None:
        import pyarrow

        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [
                pyarrow.array(column, field.type)
                for column, field in zip(columns, self._schema, strict=True)
            ]
            self._target.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
            self._rows = []
