"""The one exception tree.

::

    ClaimlinkError                  base; carries ``source`` (path or record) and a next step
    ├── InputError                  an input that cannot be read or is not text
    │   └── EmptyInputError         an input without a word in it: noted, but no failure
    ├── PackError                   a rule model that is not valid; carries path and line
    ├── ModelNotFoundError          the spaCy model is not installed
    ├── MissingExtraError           an optional library that is not installed
    ├── RunError                    a run's folder that cannot be written or read
    ├── StoreError                  the review desk's store: not reachable, damaged, or in the way
    ├── QueryError                  SQL that is wrong, or does more than read
    └── AnalysisError               an article that a stage refused
"""

from __future__ import annotations

import errno

#: What to do about what the system says of a file.
_NEXT_STEPS = {
    errno.ENOENT: "check its name",
    errno.EACCES: "make it readable for you",
    errno.ENOSPC: "make room, then run it again",
    errno.ELOOP: "name the file that the links are meant for",
}


def explain_os_error(error: OSError) -> str:
    """Return what the system says is wrong with a file and, where it is sure, what to do.

    >>> explain_os_error(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'no such file or directory; check its name'
    """
    reason = describe_os_error(error)
    step = _NEXT_STEPS.get(error.errno or 0)
    return f"{reason}; {step}" if step else reason


def describe_os_error(error: OSError) -> str:
    """Return what the system says is wrong with a file, in lower case."""
    return (error.strerror or type(error).__name__).lower()


class ClaimlinkError(Exception):
    """Base of every error that claimlink raises on purpose.

    The text says what was found, what was expected and what to do next, in one line.
    """

    #: Path, URL or ``path#record`` the error is about; None where it is about no input.
    source: str | None

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.source = source

    @property
    def message(self) -> str:
        """The text of the error without its source."""
        return str(self.args[0])


class InputError(ClaimlinkError):
    """An input is missing, unreadable or not text at all."""


class EmptyInputError(InputError):
    """An input holds nothing but blanks: it has no claims, and the run counts as a success."""


class PackError(ClaimlinkError):
    """A rule file breaks the form of rule files; ``source`` is the file, ``line`` counts from 1."""

    #: Line of the faulty row; None where the file as a whole is at fault.
    line: int | None

    def __init__(self, message: str, *, source: str | None = None, line: int | None = None) -> None:
        super().__init__(message, source=source)
        self.line = line

    def __str__(self) -> str:
        place = "" if self.source is None else f"{self.source}: "
        if self.source is not None and self.line is not None:
            place = f"{self.source}:{self.line}: "
        return place + self.message


class ModelNotFoundError(ClaimlinkError):
    """The spaCy model that a pack or the user names is not installed."""


class MissingExtraError(ClaimlinkError):
    """An optional library is not installed; the message names the command that installs it."""

    @classmethod
    def of(cls, what: str, extra: str) -> MissingExtraError:
        """Return the error of something that needs an extra of the package.

        >>> MissingExtraError.of("zstd", "zstd").message
        'zstd needs a library that is not installed; run: pip install "claimlink[zstd]"'
        """
        return cls(
            f'{what} needs a library that is not installed; run: pip install "claimlink[{extra}]"'
        )


class RunError(ClaimlinkError):
    """A run's folder cannot be written, read or understood."""


class StoreError(ClaimlinkError):
    """The store of the review desk cannot be reached, is none, or refuses what was asked."""


class QueryError(ClaimlinkError):
    """A query that is no valid SQL, does more than read, or needs more than it may take."""


class AnalysisError(ClaimlinkError):
    """A stage refused an article."""
