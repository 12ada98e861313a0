"""One run at a time in a folder: on this machine by the system, elsewhere by signs of life."""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path

import pytest

from claimlink.batch import lock
from claimlink.batch.lock import STALE, hold
from claimlink.errors import RunError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def leave(path: Path, age: float, **holder: object) -> None:
    """Leave the lock file of a run behind whose last sign of life is so many seconds old."""
    path.write_text(json.dumps(holder))
    os.utime(path, (time.time() - age, time.time() - age))


def test_held_lock_is_refused_and_says_by_whom(path: Path) -> None:
    held = f"another run \\(process {os.getpid()} on {platform.node()}\\)"
    with hold(path), pytest.raises(RunError, match=held), hold(path):
        pass
    with hold(path):
        assert json.loads(path.read_text()) == {"host": platform.node(), "pid": os.getpid()}
    assert path.read_bytes() == b""


@pytest.mark.parametrize(
    ("holder", "age"),
    [
        pytest.param({"host": platform.node(), "pid": 1}, 1.0, id="died-on-this-machine"),
        pytest.param({"host": "elsewhere", "pid": 1}, STALE + 1, id="long-silent-elsewhere"),
        pytest.param({}, 1.0, id="nobody"),
    ],
)
def test_stale_lock_is_taken_over(path: Path, holder: dict[str, object], age: float) -> None:
    leave(path, age, **holder)
    with hold(path):
        assert json.loads(path.read_text())["pid"] == os.getpid()


def test_run_on_another_machine_is_known_by_its_signs_of_life(path: Path) -> None:
    leave(path, 5.0, host="elsewhere", pid=1)
    refused = r"process 1 on elsewhere\) writes into this folder; wait for it"
    with pytest.raises(RunError, match=refused), hold(path):
        pass
    assert json.loads(path.read_text())["host"] == "elsewhere"


@pytest.mark.parametrize(("age", "is_refused"), [(5.0, True), (STALE + 1, False)])
def test_file_system_without_locks_goes_by_signs_of_life(
    path: Path, monkeypatch: pytest.MonkeyPatch, age: float, is_refused: bool
) -> None:
    def unsupported(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_flock", unsupported)
    leave(path, age, host=platform.node(), pid=1)
    if not is_refused:
        with hold(path):
            return
    with pytest.raises(RunError), hold(path):
        pass


def test_damaged_lock_file_is_taken_over(path: Path) -> None:
    path.write_bytes(b"\xff{")
    with hold(path):
        assert json.loads(path.read_text())["pid"] == os.getpid()


def test_holder_gives_signs_of_life(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT", 0.01)
    with hold(path):
        os.utime(path, (0, 0))
        while path.stat().st_mtime == 0:
            time.sleep(0.01)
        assert time.time() - path.stat().st_mtime < STALE
