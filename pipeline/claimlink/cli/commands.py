"""The command ``claimlink`` with its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import NoReturn

import click

from claimlink.cli.diff import diff
from claimlink.cli.evaluate import evaluate
from claimlink.cli.export import export
from claimlink.cli.extract import extract
from claimlink.cli.import_ import import_
from claimlink.cli.query import query
from claimlink.cli.repeats import repeats
from claimlink.cli.report import report
from claimlink.cli.review import review
from claimlink.cli.schema import schema
from claimlink.cli.show import show
from claimlink.cli.stats import stats
from claimlink.cli.verdicts import verdicts
from claimlink.cli.why import why
from claimlink.errors import ClaimlinkError, explain_os_error

EXIT_CODES = """\b
Exit codes:
  0    all inputs were read (an empty one counts as read)
  1    some inputs failed; each is a line of errors.jsonl
  2    wrong usage, or a model, a rule file or a folder that cannot be used
  3    all inputs failed
  130  interrupted; the same command goes on from there
  141  the reader of standard output went away"""

_INTERRUPTED = 130
_BROKEN_PIPE = 141


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            found: object = super().invoke(ctx)
            # Here, not at exit: a reader that has gone away must not end in a traceback.
            if sys.stdout is not None:  # closed: ">&-"
                sys.stdout.flush()
            return found
        except ClaimlinkError as error:
            click.echo(f"claimlink: {_with_source(error)}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("claimlink: interrupted", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            _close_standard_output()
            ctx.exit(_BROKEN_PIPE)
        except OSError as error:
            _close_standard_output()
            click.echo(f"claimlink: {explain_os_error(error)}", err=True)
            ctx.exit(2)


def _with_source(error: ClaimlinkError) -> str:
    """Return the error's line; a faulty rule file is named in its text already."""
    text = str(error)
    if error.source is None or error.source in text:
        return text
    return f"{error.source}: {text}"


def _close_standard_output() -> None:
    """Let the interpreter's last flush go nowhere: it cannot be written."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@click.group(
    cls=_Commands,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="claimlink", message="%(prog)s %(version)s")
def cli() -> None:
    """Find the factual claims of articles and the citations that support them."""


_COMMANDS = (
    extract,
    show,
    why,
    stats,
    query,
    diff,
    repeats,
    report,
    review,
    verdicts,
    export,
    import_,
    schema,
    evaluate,
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or locale without a sign shows its code instead of ending the command.
        sys.stdout.reconfigure(errors="backslashreplace")
    # Being told to end is Ctrl-C: the run's files are closed and say how far they go.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    sys.exit(cli(prog_name="claimlink"))


def _interrupt(_: int, __: object) -> NoReturn:
    """Interrupt once: whoever asks again while the command leaves gets the same answer."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
