"""What a run tells its user on standard error: errors always, progress on a terminal only."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from claimlink.batch import Counts
from claimlink.inspecting.safe import show_safely
from claimlink.records import ErrorRecord

if TYPE_CHECKING:
    from rich.status import Status


class Console:
    """Prints one line for each error and note, and the counts so far where a terminal shows them.

    ``quiet`` leaves all but the errors out.
    """

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self._stream = stream
        self._quiet = quiet
        self._status: Status | None = None
        self._begun = time.monotonic()

    def __enter__(self) -> Self:
        if not self._quiet and self._stream.isatty():
            from rich.console import Console as Terminal

            self._status = Terminal(file=self._stream).status("loading the model")
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def note(self, line: str) -> None:
        """Print a line about something that was changed or is tried again."""
        if not self._quiet:
            self._print(line)

    def advance(self, counts: Counts, errors: Sequence[ErrorRecord], share: float | None) -> None:
        """Print the errors of a shard and show the counts, the share and the pace so far."""
        for error in errors:
            self._print(f"{error.source}: {error.message}")
        if self._status is not None:
            seconds = time.monotonic() - self._begun
            self._status.update(describe_progress(counts, share, seconds))

    def summarize(self, counts: Counts, output: str) -> None:
        """Print what came of the run, unless standard output has it already."""
        if not self._quiet and output != "-":
            self._print(f"{_counted(counts)}, written to {output}")

    def _print(self, line: str) -> None:
        text = f"claimlink: {show_safely(line)}"
        if self._status is not None:
            # The terminal's own console, so that the line does not tear the moving one.
            self._status.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            print(text, file=self._stream, flush=True)


def describe_progress(counts: Counts, share: float | None, seconds: float) -> str:
    """Return the moving line: counts, how much is done, and how fast.

    >>> describe_progress(Counts(inputs=30, articles=30, claims=90), 0.25, 12.0)
    '90 claims in 30 articles, 25 % done, 2.5 articles a second'
    """
    done = [] if share is None else [f"{share:.0%}".replace("%", " %") + " done"]
    pace = [f"{counts.articles / seconds:.1f} articles a second"] if seconds > 0 else []
    return ", ".join([_counted(counts), *done, *pace])


def _counted(counts: Counts) -> str:
    parts = [(counts.claims, "claim"), (counts.articles, "article")]
    said = [f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in parts]
    if counts.failed:
        said.append(f"{counts.failed} failed")
    if counts.empty:
        said.append(f"{counts.empty} empty")
    return ", ".join([f"{said[0]} in {said[1]}", *said[2:]])
