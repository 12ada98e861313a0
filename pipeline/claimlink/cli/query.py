"""``claimlink query``: SQL over the tables of a run."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimlink.cli.terminal import note, tell, terminal_width

if TYPE_CHECKING:
    import duckdb

    from claimlink.inspecting.query import Answer


def _print_examples(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from claimlink.inspecting.examples import EXAMPLES

    for example in EXAMPLES:
        click.echo(f"{example.name}: {example.question}{example.sql}\n")
    context.exit()


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.argument("sql", metavar="SQL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl", "parquet"]),
    default="table",
    show_default=True,
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it."
)
@click.option(
    "--examples",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_examples,
    help="List ready-made queries, and leave.",
)
def query(run: Path, sql: str, form: str, output: Path | None) -> None:
    """Ask a run with SQL.

    SQL is one statement that reads, over the tables claims, citations, source_list, findings,
    articles, attributions, claim_citations and claim_findings; or the name of a ready-made one.
    It cannot read or write anything else.
    """
    from claimlink.inspecting.database import open_database
    from claimlink.inspecting.examples import find_example
    from claimlink.inspecting.query import run_query

    statement = find_example(sql) or sql
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text; name a file with -o")
    with closing(open_database(run, tell)) as database:
        if form == "parquet":
            _write_parquet(database, statement, output)
        elif output is None:
            _print(run_query(database, statement), form)
        else:
            _write_text(run_query(database, statement), form, output)


def _print(answer: Answer, form: str) -> None:
    from claimlink.inspecting.tabular import encode_answer, rich_table

    width = terminal_width()
    if form == "table" and width is not None:
        from rich.console import Console

        Console(width=width).print(rich_table(answer))
    else:
        for line in encode_answer(answer, form):
            click.echo(line, nl=False)
    if next(answer.rows, None) is not None:
        note("there are more rows; --format csv or jsonl prints all")


def _write_text(answer: Answer, form: str, output: Path) -> None:
    from claimlink.inspecting.tabular import encode_answer
    from claimlink.inspecting.wholefile import write_whole

    with write_whole(output) as stream:
        stream.writelines(encode_answer(answer, form))


def _write_parquet(database: duckdb.DuckDBPyConnection, sql: str, output: Path | None) -> None:
    from claimlink.inspecting.query import write_parquet
    from claimlink.inspecting.wholefile import write_whole

    if output is None:
        write_parquet(database, sql, sys.stdout.buffer)
        return
    with write_whole(output) as stream:
        write_parquet(database, sql, stream)
