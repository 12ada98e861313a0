"""Rows of an answer -> lines of CSV, of JSON, or of a plain table."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Literal

import orjson

from claimlink.inspecting.safe import show_safely
from claimlink.inspecting.spreadsheets import make_harmless

if TYPE_CHECKING:
    from rich.table import Table

    from claimlink.inspecting.query import Answer

#: Rows that a table shows: it must know them all before it knows how wide it is.
MOST_ROWS = 1_000


def encode_answer(answer: Answer, form: str) -> Iterator[bytes]:
    """Yield the lines of an answer, ends included, as ``csv``, ``jsonl`` or else a plain table."""
    if form == "jsonl":
        yield from (line + b"\n" for line in json_lines(answer))
    elif form == "csv":
        yield from (line.encode() for line in csv_lines(answer))
    else:
        yield from (f"{line}\n".encode() for line in plain_lines(answer))


def csv_lines(answer: Answer) -> Iterator[str]:
    r"""Yield lines of CSV (RFC 4180), the names of the columns first.

    A text that a spreadsheet would run as a formula has an apostrophe before it.

    >>> from claimlink.inspecting.query import Answer
    >>> list(csv_lines(Answer(("n", "text"), iter([(-1, "=1+1"), (None, "a, b")]))))
    ['n,text\r\n', "-1,'=1+1\r\n", ',"a, b"\r\n']
    """
    line = io.StringIO()
    writer = csv.writer(line)
    for row in _headed(answer):
        writer.writerow([_harmless(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def json_lines(answer: Answer) -> Iterator[bytes]:
    """Yield one JSON object for each row, by the names of the columns."""
    names = _distinct(answer.columns)
    for row in answer.rows:
        yield orjson.dumps(dict(zip(names, row, strict=True)), default=_plain)


def plain_lines(answer: Answer) -> Iterator[str]:
    """Yield a table's lines for a pipe: columns as wide as their widest cell, two blanks apart."""
    from rich.cells import cell_len

    rows, numbers = _take(answer)
    rows = [[show_safely(name) for name in answer.columns], *rows]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        yield "  ".join(
            " " * (width - cell_len(cell)) + cell
            if is_number
            else cell + " " * (width - cell_len(cell))
            for cell, width, is_number in zip(row, widths, numbers, strict=True)
        ).rstrip()


def rich_table(answer: Answer) -> Table:
    """Return a table for a terminal."""
    from rich.table import Table
    from rich.text import Text

    rows, numbers = _take(answer)
    table = Table()
    for name, is_number in zip(answer.columns, numbers, strict=True):
        justify: Literal["left", "right"] = "right" if is_number else "left"
        table.add_column(Text(show_safely(name)), justify=justify, overflow="fold")
    for row in rows:
        # Text, not markup: "[quote]" in an article is no instruction to rich.
        table.add_row(*map(Text, row))
    return table


def _take(answer: Answer) -> tuple[list[list[str]], list[bool]]:
    """Return the cells of the rows that a table shows, and which columns hold numbers alone."""
    found = list(islice(answer.rows, MOST_ROWS))
    numbers = [
        all(_is_number(row[place]) or row[place] is None for row in found)
        and any(row[place] is not None for row in found)
        for place in range(len(answer.columns))
    ]
    return [[_shown(cell) for cell in row] for row in found], numbers


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return show_safely(str(cell))


def _headed(answer: Answer) -> Iterable[Sequence[object]]:
    yield answer.columns
    yield from answer.rows


def _harmless(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return make_harmless(cell) if isinstance(cell, str) else cell


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names with a number behind those that came before.

    >>> _distinct(["a", "b", "a"])
    ['a', 'b', 'a_2']
    """
    found: list[str] = []
    for name in names:
        number = 1
        wanted = name
        while wanted in found:
            number += 1
            wanted = f"{name}_{number}"
        found.append(wanted)
    return found


def _plain(value: object) -> object:
    """Return what JSON can hold of a value that it has no form for."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    return str(value)
