"""``claimlink diff``: what differs between two runs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from claimlink.cli.terminal import fold_lines, print_json_lines, tell


@click.command()
@click.argument("before", type=click.Path(path_type=Path), metavar="FOLDER_A")
@click.argument("after", type=click.Path(path_type=Path), metavar="FOLDER_B")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Tell what differs between two runs.

    Claims added, gone and changed, citations that support them no longer or now, and findings.
    Claims are the same by id, else by the stretch of text that they share.
    """
    from claimlink.inspecting import open_index
    from claimlink.inspecting.comparing import compare_runs
    from claimlink.inspecting.differences import describe_differences

    with closing(open_index(before, tell)) as old, closing(open_index(after, tell)) as new:
        found = compare_runs(old, new)
        if as_json:
            print_json_lines(found)
            return
        for line in fold_lines(describe_differences(found)):
            click.echo(line)
