"""``claimlink extract``: articles in, a run's folder out."""

from __future__ import annotations

import sys

import click


def _parse_published(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from claimlink.errors import InputError
    from claimlink.reading import parse_published

    try:
        return None if value is None else parse_published(value)
    except InputError as error:
        raise click.BadParameter(error.message) from None


@click.command(
    epilog="""\b
Exit codes: 0 all inputs were read, 1 some failed, 2 wrong usage or setup,
3 all failed, 130 interrupted, 141 the reader of standard output went away."""
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FOLDER",
    help="Folder for claims.jsonl, articles.jsonl, errors.jsonl and run.json; "
    "- writes claims to standard output.  [default: -]",
)
@click.option("--language", default="en", show_default=True, help="Rule model to use.")
@click.option(
    "--model",
    metavar="NAME",
    help="spaCy pipeline, installed or a folder.  [default: the rule model's]",
)
@click.option(
    "--rules", metavar="FOLDER", help="Rule files of your own, laid over the rule model's."
)
@click.option(
    "--published",
    metavar="DATE",
    callback=_parse_published,
    help="ISO 8601 date of articles that bring none: what 'last year' is counted from.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that analyse; each needs about 250 MB.  The output is the same.",
)
@click.option("--quiet", is_flag=True, help="Print errors only.")
def extract(
    articles: tuple[str, ...],
    output: str,
    language: str,
    model: str | None,
    rules: str | None,
    published: str | None,
    workers: int,
    quiet: bool,
) -> None:
    """Extract the claims of articles.

    ARTICLE is a file (.txt, .md, or .jsonl with one record a line, the article in its field text),
    each also packed (.gz), a folder, a glob, @LIST for a file with one path a line, or - for text
    on standard input.
    """
    from claimlink.batch import RunOptions, Setup, run
    from claimlink.cli.progress import Console

    options = RunOptions(Setup(language, model, rules), published, workers)
    with Console(sys.stderr, quiet=quiet) as console:
        record = run(articles, output, options, console)
    console.summarize(record.counts, output)
    sys.exit(exit_code(record.counts.failed, record.counts.inputs))


def exit_code(failed: int, inputs: int) -> int:
    """Return the exit code of a run that came to its end.

    >>> [exit_code(0, 3), exit_code(1, 3), exit_code(3, 3)]
    [0, 1, 3]
    """
    if failed == 0:
        return 0
    return 3 if failed == inputs else 1
