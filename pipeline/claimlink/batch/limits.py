"""What one article may take of time and memory before its worker process is ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.reading import measure_inputs

#: Megabytes of data that are no article's: interpreter, libraries and model take 190 when loaded.
BASE_MEMORY = 400


@dataclass(frozen=True)
class Limits:
    """The bounds of one article; None means no bound.

    ``seconds`` are on the clock, the loading of the model aside.  ``megabytes`` come on top of
    what an idle worker takes; only POSIX systems enforce them.
    """

    seconds: float | None = None
    megabytes: int | None = None


#: Bounds of an article where the user names none.
DEFAULT_LIMITS = Limits(seconds=300.0, megabytes=4_000)

#: Bytes of input below which processes of their own cost more than they bring.
_SMALL = 300_000


def choose_crew(
    names: Sequence[str], workers: int | None, seconds: float | None, megabytes: int | None
) -> tuple[int, Limits]:
    """Return how many processes analyse the inputs, and with what limits; None lets us choose.

    One worker without limits is the run's own process: for little input and no limit named.
    """
    size = measure_inputs(names).bytes
    is_small = size is not None and size < _SMALL
    if workers is None:
        workers = 1 if size is None else min(_cores(), 1 + size // _SMALL)
    if workers == 1 and (is_small or size is None) and seconds is None and megabytes is None:
        return 1, Limits()
    return workers, default_limits(seconds, megabytes)


def default_limits(seconds: float | None, megabytes: int | None) -> Limits:
    """Return the limits of an article in a worker process; None takes ours.

    >>> default_limits(60.0, None)
    Limits(seconds=60.0, megabytes=4000)
    """
    return Limits(
        DEFAULT_LIMITS.seconds if seconds is None else seconds,
        DEFAULT_LIMITS.megabytes if megabytes is None else megabytes,
    )


def _cores() -> int:
    """Return the number of cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_memory(megabytes: int | None) -> None:
    """Make this process fail with MemoryError beyond its base and so many megabytes."""
    if megabytes is None or sys.platform == "win32":
        return
    import resource

    bound = (BASE_MEMORY + megabytes) * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
