"""``claimlink repeats``: what several articles claim."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from claimlink.cli.terminal import fold_lines, note, print_json_lines, tell


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--numbers", type=click.Choice(["same", "other"]), help="Groups of one sort only.")
@click.option(
    "--limit", type=click.IntRange(1), default=50, show_default=True, help="Groups to show."
)
@click.option("--all", "everything", is_flag=True, help="Show all groups.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a group.")
def repeats(run: Path, numbers: str | None, limit: int, everything: bool, as_json: bool) -> None:
    """Group the claims that several articles make.

    Nearly the same words, with the same numbers, or with other ones.
    """
    from claimlink.inspecting import open_index
    from claimlink.inspecting.repeats import describe_repeats, find_repeats

    with closing(open_index(run, tell)) as index:
        found = [group for group in find_repeats(index) if numbers in (None, group.numbers)]
    shown = found if everything else found[:limit]
    if as_json:
        print_json_lines(shown)
    else:
        for line in fold_lines(describe_repeats(shown)):
            click.echo(line)
    more = f", {len(shown):,} shown; --all shows all" if len(shown) < len(found) else ""
    if not as_json or more:
        groups = f"{len(found):,} group{'' if len(found) == 1 else 's'}" if found else "no group"
        note(f"{groups} of claims in several articles{more}")
