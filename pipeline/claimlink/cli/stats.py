"""``claimlink stats``: a run as a whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from claimlink.cli.terminal import print_json_lines, tell, terminal_width


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(run: Path, as_json: bool) -> None:
    """Count a run's claims, sources and findings.

    By kind, with the share that a citation supports; the findings, the sources most relied on, and
    the articles least supported.
    """
    from claimlink.inspecting import open_index
    from claimlink.inspecting.charts import draw_statistics
    from claimlink.inspecting.statistics import count_run

    with closing(open_index(run, tell)) as index:
        found = count_run(index)
    if as_json:
        print_json_lines([found])
        return
    for line in draw_statistics(found, terminal_width()):
        click.echo(line)
