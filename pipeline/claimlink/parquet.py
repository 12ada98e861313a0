"""Parquet files of a run: written from lines of JSON, and read back as the same lines.

Both ways a file goes through in pieces, so that memory does not grow with its length.  Where a
row group ends depends on the lines alone: the same lines give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from claimlink.columns import batch_to_rows, rows_to_batch, schema_of
from claimlink.linestream import LineStream

#: Bytes of lines that are turned into columns in one go: as objects they take ten times as much.
_BATCH = 4 << 20

#: Bytes of lines after which a row group is closed.
_ROW_GROUP = 32 << 20

#: Rows read in one go.
_ROWS = 64


def write_parquet(
    lines: Iterable[bytes], target: Path | IO[bytes], kind: str, compression: str
) -> None:
    """Write lines of ``claims`` or ``articles`` as a Parquet file.

    Raises:
        ValueError: a line is no record of this kind.
        OSError: the file cannot be written.
    """
    where = str(target) if isinstance(target, Path) else target
    with pq.ParquetWriter(where, schema_of(kind), compression=compression) as writer:
        group: list[pa.RecordBatch] = []
        size = 0
        for batch, length in _batches(lines, kind):
            group.append(batch)
            size += length
            if size >= _ROW_GROUP:
                _write_group(writer, group)
                group, size = [], 0
        _write_group(writer, group)


def _write_group(writer: pq.ParquetWriter, batches: list[pa.RecordBatch]) -> None:
    if batches:
        table = pa.Table.from_batches(batches)
        writer.write_table(table, row_group_size=table.num_rows)


def _batches(lines: Iterable[bytes], kind: str) -> Iterator[tuple[pa.RecordBatch, int]]:
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= _BATCH:
            yield rows_to_batch(kind, waiting), size
            waiting, size = [], 0
    if waiting:
        yield rows_to_batch(kind, waiting), size


@contextmanager
def open_parquet(path: Path, kind: str) -> Iterator[IO[bytes]]:
    """Open a Parquet file of a run for reading its lines of JSON.

    Raises:
        ValueError: it is damaged.
        OSError: it cannot be read.
    """
    with pq.ParquetFile(path) as file:
        yield io.BufferedReader(LineStream(_lines(file, kind)))


def _lines(file: pq.ParquetFile, kind: str) -> Iterator[bytes]:
    for batch in file.iter_batches(batch_size=_ROWS):
        yield from batch_to_rows(kind, batch)
