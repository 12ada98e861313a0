"""What standard output is, and what may be told beside it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def terminal_width() -> int | None:
    """Return the columns of the terminal; None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def tell(line: str) -> None:
    """Tell somebody who sits at a terminal what the wait is for."""
    if sys.stderr.isatty():
        click.echo(f"claimlink: {line}", err=True)


def note(line: str) -> None:
    """Print a line that is no data: with the data on a terminal, else beside it."""
    click.echo(line, err=not sys.stdout.isatty())


def print_json_lines(records: Iterable[DataclassInstance]) -> None:
    """Print one record a line."""
    import orjson

    for record in records:
        click.echo(orjson.dumps(asdict(record)))


def fold_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as wide as the terminal, whole where there is none."""
    from claimlink.inspecting.listing import wrap_line

    width = terminal_width()
    for line in lines:
        yield from [line] if width is None or not line else wrap_line(line, width)
