"""``claimlink schema``: the form of a run's files."""

from __future__ import annotations

import click


@click.command()
@click.argument(
    "kind",
    required=False,
    type=click.Choice(["claims", "articles", "reviews"]),
    metavar="[claims|articles|reviews]",
)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of claims.jsonl, articles.jsonl and reviews.jsonl."""
    import orjson

    from claimlink.inspecting import describe_schema

    click.echo(orjson.dumps(describe_schema(kind), option=orjson.OPT_INDENT_2))
