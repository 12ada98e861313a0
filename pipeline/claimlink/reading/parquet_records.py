"""Rows of a Parquet file -> drafts of articles: each row as the line of JSON that it would be.

A column without a value is a field that the record does not have.  Dates and times are ISO 8601
text, bytes are text in UTF-8.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic_core import PydanticSerializationError, to_json

from claimlink.errors import InputError
from claimlink.filesystems import INSTALL, open_seekable
from claimlink.linestream import LineStream
from claimlink.reading.drafts import Draft
from claimlink.reading.json_records import read_json_records
from claimlink.reading.opening import Opened
from claimlink.records import ErrorRecord

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_STANDARD_INPUT = "-"

#: Rows read in one go.
_ROWS = 64


def read_parquet_records(path: str, source: str, opened: Opened) -> Iterator[Draft | ErrorRecord]:
    """Yield a draft for each row, or an error record in its place; rows count from 1.

    Raises:
        EmptyInputError: there is no row.
        InputError: the file is damaged, or the library is not installed.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(f"pyarrow is not installed; install it with: {INSTALL}") from None
    with ExitStack() as closing:
        is_stream = opened.packed or path == _STANDARD_INPUT
        content = (
            io.BytesIO(opened.read_whole())
            if is_stream
            else closing.enter_context(open_seekable(path))
        )
        try:
            file = closing.enter_context(ParquetFile(content))
            size = content.seek(0, io.SEEK_END)
            rows = _Rows(file)
            stream: io.BufferedReader = io.BufferedReader(LineStream(rows.lines()))
            for draft in read_json_records(source, replace(opened, stream=stream)):
                opened.done = size * rows.done // max(file.metadata.num_rows, 1)
                yield draft
        except (pyarrow.ArrowException, PydanticSerializationError) as error:
            raise InputError(f"a damaged Parquet file ({error}); write it anew") from None


class _Rows:
    """The rows of a file as lines of JSON; ``done`` counts those that were read."""

    def __init__(self, file: ParquetFile) -> None:
        self._file = file
        self.done = 0

    def lines(self) -> Iterator[bytes]:
        for batch in self._file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                self.done += 1
                fields = {name: value for name, value in row.items() if value is not None}
                yield to_json(fields) + b"\n"
