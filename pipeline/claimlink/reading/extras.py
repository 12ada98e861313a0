"""Libraries of an extra: imported when used, and named with the command that installs them."""

from __future__ import annotations

import importlib
from types import ModuleType

from claimlink.errors import InputError

INSTALL = 'pip install "claimlink[documents]"'


def import_extra(name: str) -> ModuleType:
    """Return a module that an extra brings.

    >>> import_extra("json").__name__
    'json'

    Raises:
        InputError: it is not installed; the message names the command.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        # A library that is there and lacks one of its own: the same command brings that, too.
        missing = (error.name or name).partition(".")[0]
        raise InputError(f"{missing} is not installed; install it with: {INSTALL}") from None
