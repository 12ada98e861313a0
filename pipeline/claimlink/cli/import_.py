"""``claimlink import``: what an annotation tool's file says of a run's claims, as reviews."""

from __future__ import annotations

from pathlib import Path

import click


def _parse_when(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from claimlink.reviews import normalize_time

    try:
        return None if value is None else normalize_time(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("import")
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--from",
    "tool",
    type=click.Choice(["labelstudio", "prodigy", "csv"]),
    required=True,
    help="The tool that wrote the file.",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--reviewer", metavar="NAME", help="Who reviewed.  [default: as the file says]")
@click.option(
    "--when",
    metavar="TIME",
    callback=_parse_when,
    help="ISO 8601 time of the review.  [default: as the file says]",
)
def import_(run: Path, tool: str, file: Path, reviewer: str | None, when: str | None) -> None:
    """Add the corrections and verdicts in FILE to the reviews of a run.

    Claims are never overwritten: each correction is a line of reviews.jsonl in FOLDER.
    """
    from claimlink.importing import import_reviews
    from claimlink.importing.drafts import Given
    from claimlink.reviewfiles import REVIEWS

    told = import_reviews(run, tool, file, Given(reviewer, when))
    known = f", {told.known} there already" if told.known else ""
    reviews = f"{told.added} review{'' if told.added == 1 else 's'}"
    click.echo(f"claimlink: {reviews} added to {run / REVIEWS}{known}", err=True)
