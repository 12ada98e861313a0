"""``claimlink verdicts``: what people decided at the desk, as reviews of the runs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click


@click.command()
@click.argument(
    "runs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER..."
)
@click.option(
    "--db",
    metavar="FILE|ADDRESS",
    help="Where the desk keeps verdicts; review.db in the first folder without it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add to this file.  [default: reviews.jsonl in each FOLDER]",
)
def verdicts(runs: tuple[Path, ...], db: str | None, output: Path | None) -> None:
    """Add what was decided at the review desk to the reviews of runs, also while it is open.

    Given again it adds what has changed since.
    """
    from claimlink.review.outgoing import write_reviews
    from claimlink.review.serve import store_of
    from claimlink.review.store import open_store
    from claimlink.reviewfiles import REVIEWS

    with closing(open_store(store_of(list(runs), db), may_be_new=False)) as database:
        for run in runs:
            target = output if output is not None else run / REVIEWS
            told, unknown = write_reviews(database, run, target)
            known = f", {told.known} there already" if told.known else ""
            reviews = f"{told.added} review{'' if told.added == 1 else 's'}"
            click.echo(f"claimlink: {reviews} added to {target}{known}", err=True)
            if unknown:
                _say_unknown(unknown)


def _say_unknown(count: int) -> None:
    click.echo(
        f"claimlink: {count} verdict{'' if count == 1 else 's'} left out, with an answer that is "
        "on no scale of the store; open the desk once with the --scale that has it",
        err=True,
    )
