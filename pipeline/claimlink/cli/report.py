"""``claimlink report``: a run in, one page out that opens from disk."""

from __future__ import annotations

from pathlib import Path

import click


def _parse_output(_: click.Context, __: click.Parameter, value: str) -> Path | None:
    if value == "-":
        return None
    if not value.lower().endswith((".html", ".htm")):
        raise click.BadParameter(f"{value!r} does not end in .html; a page gets no other name")
    return Path(value)


def _parse_range(
    _: click.Context, __: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    from claimlink.inspecting.report import parse_range

    places = None if value is None else parse_range(value)
    if value is not None and places is None:
        raise click.BadParameter(f"{value!r} is no range of articles; write it like 1-400")
    return places


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    callback=_parse_output,
    help="The page to write, .html; - writes it to standard output.",
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ID",
    help="Only the article with this id or source; may be given again.",
)
@click.option(
    "--range",
    "places",
    metavar="FIRST-LAST",
    callback=_parse_range,
    help="Only the articles at these places of the run, from 1.",
)
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The rules that the run was made with, where they were your own.",
)
def report(
    run: Path,
    output: Path | None,
    articles: tuple[str, ...],
    places: tuple[int, int] | None,
    rules: Path | None,
) -> None:
    """Write a run as one page to read, filter and print; it needs no network and no server.

    It shows up to 20,000 claims; of a larger run choose articles.
    """
    from claimlink.inspecting.report import Choice, write_report

    written = write_report(run, output, Choice(articles, places), rules)
    if output is not None:
        click.echo(f"claimlink: {written.describe()}, written to {output}", err=True)
