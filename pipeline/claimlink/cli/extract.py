"""``claimlink extract``: articles in, a run's folder out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimlink.batch.journal import Engine
    from claimlink.runfiles import Compression, Form


def _parse_published(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from claimlink.errors import InputError
    from claimlink.reading import parse_published

    try:
        return None if value is None else parse_published(value)
    except InputError as error:
        raise click.BadParameter(error.message) from None


def _parse_workers(_: click.Context, __: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 256:
        raise click.BadParameter(f"{value!r} is neither auto nor a number from 1 to 256")
    return int(value)


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
    default="auto",
    show_default=True,
    metavar="NUMBER",
    callback=_parse_workers,
    help="Processes that analyse, up to 500 MB each; auto takes one a core, fewer where there is "
    "little to do.  The output is the same.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="What an article may take before it is left out.  [default: 300]",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=50),
    metavar="MEGABYTES",
    help="What an article may take on top of the model before it is left out.  [default: 4000]",
)
@click.option(
    "--shards",
    type=click.IntRange(1, 99_999),
    help="Files to spread the lines over, in input order: claims-00000-of-00010.jsonl ...  "
    "[default: 1; with --engine ray one for 250 inputs]",
)
@click.option(
    "--compress",
    type=click.Choice(["none", "gzip", "zstd"]),
    default="none",
    show_default=True,
    help="How to pack the files of claims and articles.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["jsonl", "parquet"]),
    default="jsonl",
    show_default=True,
    help="Write the claims and articles as lines of JSON or as typed columns; --compress is then "
    "the codec of the columns.",
)
@click.option(
    "--reuse",
    is_flag=True,
    help="Parse a paragraph once however often it comes, in this run and later ones.  The output "
    "is the same.",
)
@click.option(
    "--reuse-in",
    metavar="FOLDER",
    help="The same, with the parses in this folder.  [default: your folder for caches]",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Analyse in processes of this machine, or on a Ray cluster.  The output is the same.",
)
@click.option(
    "--address",
    metavar="ADDRESS",
    help="Ray cluster, auto for the one that this machine belongs to.  [default: a Ray of this "
    "machine alone, for the time of the run]",
)
@click.option("--force", is_flag=True, help="Analyse every article, whatever earlier runs did.")
@click.option(
    "--retry", is_flag=True, help="Try articles again that ended their process in an earlier run."
)
@click.option("--dry-run", is_flag=True, help="Say what there is to do; analyse and write nothing.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.option("--log-json", is_flag=True, help="Tell of the run in lines of JSON.")
def extract(
    articles: tuple[str, ...],
    output: str,
    language: str,
    model: str | None,
    rules: str | None,
    published: str | None,
    workers: int | None,
    time_limit: float | None,
    memory_limit: int | None,
    shards: int | None,
    compress: Compression,
    form: Form,
    reuse: bool,
    reuse_in: str | None,
    engine: Engine,
    address: str | None,
    force: bool,
    retry: bool,
    dry_run: bool,
    quiet: bool,
    log_json: bool,
) -> None:
    """Extract the claims of articles.

    ARTICLE is a file (.txt, .md, .html, .docx, .pdf, JATS .xml, .warc, or .jsonl with one record a
    line, the article in its field text), each also packed (.gz), a folder, a glob, @LIST for a file
    with one path a line, or - for text on standard input.

    Given again, the same command goes on where it was ended, and analyses only what is new or
    has changed since.
    """
    from claimlink.batch import Layout, RunOptions, Setup, choose_crew, rehearse, run
    from claimlink.batch.limits import default_limits
    from claimlink.cli.progress import Console
    from claimlink.parse_cache import user_folder

    layout = Layout(shards or (0 if engine == "ray" else 1), compress, form)
    _check_engine(engine, address, output, articles, dry_run=dry_run)
    if output == "-" and layout != Layout():
        raise click.UsageError("--shards, --compress and --to need a folder; name one with -o")
    if engine == "ray":
        size, limits = workers or 0, default_limits(time_limit, memory_limit)
    else:
        size, limits = choose_crew(articles, workers, time_limit, memory_limit)
    options = RunOptions(
        Setup(language, model, rules, reuse_in or (str(user_folder()) if reuse else None)),
        published,
        size,
        limits,
        layout,
        force=force,
        retry=retry,
        engine=engine,
    )
    with Console(sys.stderr, quiet=quiet, as_json=log_json) as console:
        if dry_run:
            counts = rehearse(articles, output, options, console)
        elif engine == "ray":
            from claimlink.batch.ray_engine import Cluster, run_on_ray

            cluster = Cluster(address, workers)
            counts = run_on_ray(articles, output, options, console, cluster).counts
        else:
            counts = run(articles, output, options, console).counts
    if dry_run:
        console.announce(counts, output)
        return
    console.summarize(counts, output)
    sys.exit(exit_code(counts.failed, counts.inputs))


def _check_engine(
    engine: Engine, address: str | None, output: str, articles: tuple[str, ...], *, dry_run: bool
) -> None:
    """Refuse what an engine cannot do."""
    if engine == "local":
        if address is not None:
            raise click.UsageError("--address is that of a Ray cluster; add --engine ray")
        return
    if output == "-":
        raise click.UsageError("--engine ray needs a folder; name one with -o")
    if "-" in articles:
        raise click.UsageError("--engine ray reads its inputs twice; name files, not -")
    if dry_run:
        raise click.UsageError("--dry-run is for the local engine")


def exit_code(failed: int, inputs: int) -> int:
    """Return the exit code of a run that came to its end.

    >>> [exit_code(0, 3), exit_code(1, 3), exit_code(3, 3)]
    [0, 1, 3]
    """
    if failed == 0:
        return 0
    return 3 if failed == inputs else 1
