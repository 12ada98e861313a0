"""What a run's files hold, their form, and how good they are."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
def show(run: Path) -> None:
    """Show a run's claims, each with its citation, source entry and findings.

    As a table on a wide terminal, else line by line.
    """
    from claimlink.inspecting import build_table, describe_article, read_run
    from claimlink.inspecting.tables import TABLE_WIDTH

    width = _terminal_width()
    if width is None or width < TABLE_WIDTH:
        for found in read_run(run):
            click.echo("\n".join([*describe_article(found, width), ""]))
        return
    from rich.console import Console

    console = Console(width=width)
    for found in read_run(run):
        console.print(build_table(found))


def _terminal_width() -> int | None:
    """Return the columns of the terminal; None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@click.command()
@click.argument("claim_id", metavar="CLAIM_ID")
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The rules that the run was made with, where they were your own.",
)
def why(claim_id: str, run: Path, rules: Path | None) -> None:
    """Explain a claim: its sentence, the rules that fired, and what was rejected."""
    from claimlink.inspecting import explain_claim, find_claim

    for line in explain_claim(*find_claim(run, claim_id), rules):
        click.echo(line)


@click.command()
def schema() -> None:
    """Print the JSON Schema of claims.jsonl and articles.jsonl."""
    import orjson

    from claimlink.inspecting import describe_schema

    click.echo(orjson.dumps(describe_schema(), option=orjson.OPT_INDENT_2))


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.option("--misses", is_flag=True, help="Print every miss as well.")
def evaluate(run: Path, gold: Path, misses: bool) -> None:
    """Score a run against the annotated articles in GOLD: precision, recall and F1."""
    from claimlink.evaluating import evaluate as measure
    from claimlink.evaluating import print_figures, print_misses

    found = measure(gold, run)
    print_figures(found.figures)
    if misses:
        print_misses(found.misses)
