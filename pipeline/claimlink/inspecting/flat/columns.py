"""What a flat table is: its columns, declared once, and how an article gives its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from claimlink.inspecting.runs import ArticleClaims

ColumnType = Literal["text", "integer", "number", "boolean"]

#: One cell: None is an empty one.
Value = str | int | float | bool | None
Row = tuple[Value, ...]

Subject = TypeVar("Subject")

#: What stands between the names of a cell that holds several.
SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """One column: its name, which no SQL reserves, its type, and what it says."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True)
class Cell(Generic[Subject]):
    """A column together with what fills it from one subject of the table."""

    name: str
    type: ColumnType
    meaning: str
    value: Callable[[Subject], Value]


@dataclass(frozen=True)
class Table:
    """One flat table; ``rows`` gives the rows of one article, the article's number from 1."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[ArticleClaims, int], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def build_table(
    name: str,
    meaning: str,
    subjects: Callable[[ArticleClaims, int], Iterator[Subject]],
    cells: Sequence[Cell[Subject]],
) -> Table:
    """Return a table whose rows are the cells of each subject that an article has."""
    values = [cell.value for cell in cells]

    def rows(found: ArticleClaims, number: int) -> Iterator[Row]:
        for subject in subjects(found, number):
            yield tuple(value(subject) for value in values)

    columns = tuple(Column(cell.name, cell.type, cell.meaning) for cell in cells)
    return Table(name, meaning, columns, rows)


def join_names(names: Sequence[str]) -> str | None:
    """Return names as the text of one cell, None without any.

    >>> join_names(["Lillis", "Oduya"])
    'Lillis; Oduya'
    """
    return SEPARATOR.join(names) or None
