"""``claimlink show`` and ``claimlink schema``: what a run's files hold, and their form."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
def show(run: Path) -> None:
    """Show a run's claims, each with its citation, source entry and findings."""
    from claimlink.inspecting import build_table, describe_article, read_run

    if not sys.stdout.isatty():
        for found in read_run(run):
            click.echo("\n".join([*describe_article(found), ""]))
        return
    from rich.console import Console

    console = Console()
    for found in read_run(run):
        console.print(build_table(found))


@click.command()
def schema() -> None:
    """Print the JSON Schema of claims.jsonl and articles.jsonl."""
    import orjson

    from claimlink.inspecting import describe_schema

    click.echo(orjson.dumps(describe_schema(), option=orjson.OPT_INDENT_2))
