"""``claimlink export``: a run's folder in, files for other tools out."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimlink.exporting import OffsetUnit

#: The names of :data:`claimlink.exporting.FORMATS`, here so that ``--help`` need not import it.
FORMATS = (
    "csv",
    "parquet",
    "csl-json",
    "bibtex",
    "ris",
    "claim",
    "claimreview",
    "web-annotation",
    "labelstudio",
    "prodigy",
    "doccano",
    "docbin",
    "gold",
    "prov-json",
)


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="PATH",
    help="File to write, - for standard output; csv, parquet, labelstudio, docbin and gold need "
    "a folder.  [default: -]",
)
@click.option(
    "--reviews",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Reviews to export from.  [default: reviews.jsonl in FOLDER]",
)
@click.option(
    "--offsets",
    type=click.Choice(["code-points", "utf-16"]),
    help="What labelstudio, prodigy and doccano count.  [default: code-points]",
)
@click.option(
    "--page",
    metavar="URL",
    help="For claimreview: where the page of each check stands, the claim's id left out.",
)
def export(
    run: Path,
    form: str,
    output: str,
    reviews: Path | None,
    offsets: OffsetUnit | None,
    page: str | None,
) -> None:
    """Write a run for other tools: tables, sources, claims, annotations."""
    from claimlink.exporting import WITH_UNIT, ExportJob, FolderFormat, export_run, find_format

    if offsets is not None and form not in WITH_UNIT:
        raise click.UsageError(f"--offsets goes with {', '.join(WITH_UNIT)}")
    if page is not None and form != "claimreview":
        raise click.UsageError("--page goes with claimreview")
    job = ExportJob(run, reviews, offsets or "code-points", page, _say)
    if output != "-":
        export_run(job, form, Path(output))
        return
    chosen = find_format(form)
    if isinstance(chosen, FolderFormat):
        raise click.UsageError(f"{form} is several files; name a folder with -o")
    # Whole or not at all on standard output too.
    with tempfile.TemporaryFile() as whole:
        chosen.write(job, whole)
        whole.seek(0)
        shutil.copyfileobj(whole, sys.stdout.buffer)


def _say(line: str) -> None:
    click.echo(f"claimlink: {line}", err=True)
