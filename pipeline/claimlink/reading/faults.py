"""An error while reading -> its line of ``errors.jsonl``."""

from __future__ import annotations

from claimlink.errors import ClaimlinkError
from claimlink.records import ErrorRecord


def error_record(error: ClaimlinkError, source: str) -> ErrorRecord:
    """Return the line of ``errors.jsonl`` for an input that cannot be read.

    >>> from claimlink.errors import InputError
    >>> error_record(InputError("no such file"), "rents.txt").message
    'no such file'
    """
    return ErrorRecord(
        source=source, stage="reading", error=type(error).__name__, message=error.message
    )
