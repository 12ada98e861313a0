"""What a run tells its user on standard error: errors always, progress as the stream allows."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from claimlink.batch import Counts
from claimlink.inspecting.safe import show_safely
from claimlink.records import ErrorRecord

if TYPE_CHECKING:
    from rich.status import Status

#: Seconds between two lines of progress where no terminal shows a moving one.
_EVERY = 30.0


class Console:
    """Prints one line for each error and note, and how far the run is.

    On a terminal that is a moving line, elsewhere a line every 30 seconds.  ``quiet`` leaves all
    but the errors out; ``as_json`` makes each line an object with ``event`` and its fields.
    """

    def __init__(self, stream: TextIO, *, quiet: bool, as_json: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._as_json = as_json
        self._status: Status | None = None
        self._pace = Pace(time.monotonic())
        self._told = time.monotonic()

    def __enter__(self) -> Self:
        if not self._quiet and not self._as_json and self._stream.isatty():
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
            self._print("note", line, message=line)

    def advance(self, counts: Counts, errors: Sequence[ErrorRecord], share: float | None) -> None:
        """Print the errors of a shard; show counts, share, pace and the time that is left."""
        for error in errors:
            line = f"{error.source}: {error.message}"
            self._print("error", line, **error.model_dump(mode="json"))
        now = time.monotonic()
        self._pace.add(counts, share)
        if self._status is not None:
            self._status.update(self._pace.describe(counts, share, now))
        elif not self._quiet and now - self._told >= _EVERY:
            self._told = now
            line = self._pace.describe(counts, share, now)
            self._print("progress", line, **counts.model_dump(), share=share)

    def summarize(self, counts: Counts, output: str) -> None:
        """Print what came of the run, unless standard output has it already."""
        if not self._quiet and output != "-":
            line = ", ".join([_counted(counts), *_unresolved(counts), f"written to {output}"])
            self._print("summary", line, **counts.model_dump(), output=output)

    def announce(self, counts: Counts, output: str) -> None:
        """Print what a run would do."""
        fresh = _number(counts.inputs - counts.kept, "input")
        line = f"{fresh} to analyse, {counts.kept} done in {output} already"
        line = ", ".join([line, *_faults(counts)])
        self._print("plan", line, **counts.model_dump(), output=output)

    def _print(self, event: str, line: str, **fields: object) -> None:
        if self._as_json:
            print(json.dumps({"event": event, **fields}), file=self._stream, flush=True)
            return
        text = f"claimlink: {show_safely(line)}"
        if self._status is not None:
            # The terminal's own console, so that the line does not tear the moving one.
            self._status.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            print(text, file=self._stream, flush=True)


class Pace:
    """How fast a run is, the articles that an earlier run did left aside."""

    def __init__(self, begun: float) -> None:
        self._begun = begun
        #: The share that was done before the first article of this run.
        self._share = 0.0
        self._fresh = 0

    def add(self, counts: Counts, share: float | None) -> None:
        """Take the counts so far."""
        self._fresh = counts.inputs - counts.kept
        if self._fresh == 0:
            self._share = share or 0.0

    def describe(self, counts: Counts, share: float | None, now: float) -> str:
        """Return the line of progress at a time in seconds.

        >>> pace = Pace(0.0)
        >>> pace.add(Counts(inputs=30, articles=30, claims=90), 0.25)
        >>> pace.describe(Counts(inputs=30, articles=30, claims=90), 0.25, 12.0)
        '90 claims in 30 articles, 25 % done, 2.5 articles a second, 36 s left'
        """
        said = [_counted(counts)]
        seconds = now - self._begun
        if share is not None:
            said.append(f"{share * 100:.0f} % done")
        if seconds > 0 and self._fresh:
            said.append(f"{self._fresh / seconds:.1f} articles a second")
        if share is not None and share > self._share:
            said.append(f"{_span(seconds * (1 - share) / (share - self._share))} left")
        return ", ".join(said)


def _span(seconds: float) -> str:
    """Return a time in the unit that fits.

    >>> [_span(36.2), _span(170.0), _span(9000.0)]
    ['36 s', '3 min', '2.5 h']
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def _counted(counts: Counts) -> str:
    said = f"{_number(counts.claims, 'claim')} in {_number(counts.articles, 'article')}"
    kept = [f"{counts.kept} of them done before"] if counts.kept else []
    return ", ".join([said, *kept, *_faults(counts)])


def _unresolved(counts: Counts) -> list[str]:
    number = counts.unresolved_mentions
    return [f"{_number(number, 'mention')} left unresolved"] if number else []


def _faults(counts: Counts) -> list[str]:
    failed = [f"{counts.failed} failed"] if counts.failed else []
    return failed + ([f"{counts.empty} empty"] if counts.empty else [])


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
