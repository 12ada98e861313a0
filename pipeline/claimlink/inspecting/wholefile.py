"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from claimlink.errors import RunError, describe_os_error


@contextmanager
def write_whole(path: Path) -> Iterator[BinaryIO]:
    """Lend a stream whose bytes become the file once the block has ended without an error.

    Raises:
        RunError: the file cannot be written; what stood there still does.
    """
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise RunError(_unwritable(error), source=str(path)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # As open() would have made it: a file for temporary things is its owner's alone.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(aside, 0o666 & ~mask)
        os.replace(aside, path)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(aside)
        if isinstance(error, OSError):
            raise RunError(_unwritable(error), source=str(path)) from None
        raise


def _unwritable(error: OSError) -> str:
    return f"cannot be written: {describe_os_error(error)}; name another file"
