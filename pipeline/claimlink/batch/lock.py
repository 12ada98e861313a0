"""One run at a time in a folder."""

from __future__ import annotations

import json
import os
import platform
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimlink.errors import RunError

#: Seconds between two signs of life.
BEAT = 10.0

#: Seconds without a sign of life after which another machine's run counts as dead.
STALE = 60.0


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file for this process.

    On one machine the system lets go of it even when the process dies.  A run on another machine,
    whose lock a network folder may not show, is known by the time of its latest sign of life.

    Raises:
        RunError: another run holds it.
        OSError: the file cannot be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _claim(path, handle)
        stop = threading.Event()
        beat = threading.Thread(target=_beat, args=(path, stop), daemon=True)
        beat.start()
        try:
            yield
        finally:
            stop.set()
            beat.join()
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _claim(path: Path, handle: int) -> None:
    holder = _holder(handle)
    age = time.time() - os.fstat(handle).st_mtime
    is_elsewhere = holder.get("host") not in (None, platform.node())
    try:
        _flock(handle)
    except BlockingIOError:
        is_held = True
    except OSError:  # a file system without locks: the signs of life are all there is
        is_held = bool(holder) and age < STALE
    else:
        is_held = is_elsewhere and age < STALE
    if is_held:
        raise RunError(_refusal(holder), source=str(path.parent.parent))
    content = json.dumps({"host": platform.node(), "pid": os.getpid()}).encode()
    os.ftruncate(handle, 0)
    os.pwrite(handle, content, 0)


def _flock(handle: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(handle: int) -> dict[str, object]:
    with suppress(ValueError):
        found = json.loads(os.pread(handle, 4096, 0))
        if isinstance(found, dict):
            return found
    return {}


def _refusal(holder: dict[str, object]) -> str:
    who = (
        f" (process {holder['pid']} on {holder['host']})" if {"pid", "host"} <= set(holder) else ""
    )
    return f"another run{who} writes into this folder; wait for it or name another with -o"


def _beat(path: Path, stop: threading.Event) -> None:
    while not stop.wait(BEAT):
        with suppress(OSError):
            os.utime(path)
