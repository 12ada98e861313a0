"""``claimlink show``: the claims of a run, chosen and in order, or one of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimlink.cli.terminal import fold_lines, note, print_json_lines, tell, terminal_width

if TYPE_CHECKING:
    from claimlink.inspecting import Filters, Page, ShownClaim
    from claimlink.inspecting.choosing import Order

_KINDS = ("event", "statistic", "state", "legal", "quote", "causal", "comparison", "prediction")
_ORDERS = ("place", "worth", "kind", "source", "date", "confidence")


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="FOLDER")
@click.argument("claim_id", required=False, metavar="[CLAIM_ID]")
@click.option("--uncited", is_flag=True, help="Claims that no citation supports.")
@click.option("--finding", multiple=True, metavar="CODE", help="Claims that a finding touches.")
@click.option("--kind", multiple=True, type=click.Choice(_KINDS), help="Claims of a kind.")
@click.option(
    "--source", default="", metavar="NAME", help="Claims that NAME says or whose source is NAME's."
)
@click.option(
    "--min-worth", type=click.FloatRange(0, 1), metavar="NUMBER", help="From 0 to 1: worth a check."
)
@click.option("--article", default="", metavar="NAME", help="An id, or part of a name or title.")
@click.option("--text", default="", metavar="WORDS", help="Claims with all of these words in them.")
@click.option("--sort", type=click.Choice(_ORDERS), default="place", show_default=True)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, metavar="NUMBER")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    metavar="NUMBER",
    help="Claims a page.",
)
@click.option("--all", "everything", is_flag=True, help="All claims on one page.")
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="With CLAIM_ID: the rules that the run was made with, where they were your own.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def show(
    run: Path,
    claim_id: str | None,
    uncited: bool,
    finding: tuple[str, ...],
    kind: tuple[str, ...],
    source: str,
    min_worth: float | None,
    article: str,
    text: str,
    sort: Order,
    reverse: bool,
    page: int,
    limit: int,
    everything: bool,
    rules: Path | None,
    as_json: bool,
) -> None:
    """Show the claims of a run, each with its citation, source entry and findings.

    As a table on a wide terminal, else line by line.  With CLAIM_ID one claim alone: in its
    paragraph, its parts marked, with citation, entry, findings and the rules that fired.
    """
    from claimlink.inspecting import Filters, Page

    if claim_id is not None:
        _show_one(run, claim_id, rules, as_json)
        return
    filters = Filters(uncited, finding, kind, source, min_worth, article, text)
    _show_page(run, filters, Page(page, None if everything else limit, sort, reverse), as_json)


def _show_one(run: Path, claim_id: str, rules: Path | None, as_json: bool) -> None:
    from claimlink.inspecting import describe_claim, find_claim

    found, claim = find_claim(run, claim_id, tell)
    if as_json:
        click.echo(claim.model_dump_json(by_alias=True))
        return
    for line in fold_lines(describe_claim(found, claim, rules)):
        click.echo(line)


def _show_page(run: Path, filters: Filters, page: Page, as_json: bool) -> None:
    from claimlink.inspecting import choose_claims, open_index
    from claimlink.inspecting.listing import count_claims

    with closing(open_index(run, tell)) as index:
        count, claims = choose_claims(index, filters, page)
    if as_json:
        print_json_lines(claims)
    else:
        _print_claims(claims)
    if not as_json or len(claims) < count:
        note(count_claims(count, page, len(claims)))


def _print_claims(claims: list[ShownClaim]) -> None:
    from claimlink.inspecting.listing import (
        TABLE_WIDTH,
        build_table,
        describe_group,
        group_claims,
    )

    width = terminal_width()
    if width is None or width < TABLE_WIDTH:
        for group in group_claims(claims):
            click.echo("\n".join([*describe_group(group, width), ""]))
        return
    from rich.console import Console

    console = Console(width=width)
    for group in group_claims(claims):
        console.print(build_table(group))
