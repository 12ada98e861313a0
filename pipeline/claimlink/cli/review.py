"""The desk at which people decide on claims."""

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
    help="Where verdicts are kept: a file, or a database at postgresql://USER@HOST/NAME; "
    "review.db in the first folder without it.",
)
@click.option(
    "--scale",
    "scales",
    multiple=True,
    metavar="NAME|FILE",
    help="What is rated first: truth, citation-support, or a TOML file of your own.",
)
@click.option(
    "--double/--single",
    "is_double",
    default=None,
    help="Two people decide on each claim apart, unseen by each other, or one does.",
)
@click.option(
    "--as", "name", metavar="NAME", help="Your name at the desk, when it is first opened."
)
@click.option("--password", "named", metavar="NAME", help="Set somebody's password, and end.")
@click.option(
    "--backup",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Copy all verdicts into a new file, also while the desk is open, and end.",
)
@click.option("--host", default="127.0.0.1", help="Where to listen.", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="The port; 8765 or any without it.")
@click.option("--public", "is_public", is_flag=True, help="Listen beyond this machine.")
@click.option(
    "--name-here",
    "names",
    multiple=True,
    metavar="HOST[:PORT]",
    help="A name that the desk answers to, as behind a proxy.",
)
def review(
    runs: tuple[Path, ...],
    db: str | None,
    scales: tuple[str, ...],
    is_double: bool | None,
    name: str | None,
    named: str | None,
    backup: Path | None,
    host: str,
    port: int | None,
    is_public: bool,
    names: tuple[str, ...],
) -> None:
    """Open the review desk: go through the claims of runs in a browser and record verdicts."""
    from claimlink.review import serve

    chosen = serve.read_scales(list(scales))
    with closing(serve.open_desk(list(runs), serve.store_of(list(runs), db))) as database:
        if backup is not None:
            database.back_up(backup)
            return
        if named is not None:
            asked = click.prompt(f"Password of {named}", hide_input=True, confirmation_prompt=True)
            serve.set_password(database, named, asked)
            return
        owner = serve.begin(database, name or _own_name(), chosen, is_double=is_double)
        if name is not None and name != owner:
            _say(f"the store is {owner}'s, who the link lets in; add {name} on the page People")
        place = serve.Place(host, port, is_public, names)
        serve.serve(database, chosen, place, _say)


def _say(line: str) -> None:
    click.echo(f"claimlink: {line}", err=True)


def _own_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user, as in some containers
        return "me"
