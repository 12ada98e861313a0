"""``claimlink schema``: the form of a run's files."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of claims.jsonl and articles.jsonl."""
    import orjson

    from claimlink.inspecting import describe_schema

    click.echo(orjson.dumps(describe_schema(), option=orjson.OPT_INDENT_2))
