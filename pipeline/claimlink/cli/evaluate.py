"""``claimlink evaluate``: how good a run is."""

from __future__ import annotations

from pathlib import Path

import click


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
