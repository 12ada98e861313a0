"""``claimlink why``: the rules behind a claim."""

from __future__ import annotations

from pathlib import Path

import click

from claimlink.cli.terminal import tell


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

    for line in explain_claim(*find_claim(run, claim_id, tell), rules):
        click.echo(line)
