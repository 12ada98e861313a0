"""The command line as a process: start-up, pipes, signals, identical bytes."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest

from conftest import Write

_COMMAND = [sys.executable, "-m", "claimlink"]

_TEXT = """Rents in Graz

Rents rose by 4 percent in Graz in 2020 (Lillis, 2021). The council says that 300 flats stand
empty. Two of every three tenants moved within a year (Oduya and Marsh, 2019).

References

Lillis, A. (2021). Housing in Styria. Example Press.
Oduya, B. and Marsh, C. (2019). Moving house. Journal of Examples, 4(2), 1-9.
"""


def _run(
    *arguments: str, env: dict[str, str] | None = None, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_COMMAND, *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        check=False,
    )


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _loaded(*arguments: str) -> set[str]:
    """Return the modules that a command has imported by its end."""
    code = (
        "import sys, json\n"
        "from claimlink.cli import cli\n"
        "try: cli(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.split("\n")[-2]))


def test_help_imports_nothing_heavy() -> None:
    for arguments in (["--help"], ["extract", "--help"], ["--version"]):
        assert not {"spacy", "pydantic", "numpy", "rich", "jsonlines"} & _loaded(*arguments)


def test_show_needs_no_model(write: Write) -> None:
    write("run/articles.jsonl", "")
    write("run/claims.jsonl", "")
    heavy = {"spacy", "thinc", "numpy", "pyarrow", "duckdb"}
    for command in ("show", "stats"):
        assert not heavy & _loaded(command, "run")


def test_output_is_the_same_wherever_and_however_it_is_made(write: Write, tmp_path: Path) -> None:
    rows = [{"id": f"n{number}", "text": _TEXT.replace("300", str(number))} for number in range(70)]
    write("a.jsonl", "".join(json.dumps(row) + "\n" for row in [*rows, {"id": "x"}]))
    runs: list[dict[str, str]] = [
        {"workers": "1", "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"workers": "2", "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "POSIX"},
        {"workers": "3", "PYTHONHASHSEED": "99", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8"},
    ]
    outputs: list[dict[str, bytes]] = []
    for number, env in enumerate(runs):
        workers = env.pop("workers")
        folder = f"out{number}"
        done = _run("extract", "a.jsonl", "-o", folder, "--workers", workers, env=env)
        assert done.returncode == 1, done.stderr
        outputs.append({p.name: p.read_bytes() for p in (tmp_path / folder).glob("*.jsonl")})
    assert sorted(outputs[0]) == ["articles.jsonl", "claims.jsonl", "errors.jsonl"]
    assert outputs[0]["articles.jsonl"].count(b"\n") == 70
    assert outputs[0]["claims.jsonl"].count(b"\n") >= 70
    assert outputs[1:] == outputs[:1] * 2


def test_output_is_of_the_schema_that_the_command_prints(write: Write, tmp_path: Path) -> None:
    write("a.txt", _TEXT)
    assert _run("extract", "a.txt", "-o", "out").returncode == 0
    schemas = json.loads(_run("schema").stdout)["files"]
    # A run writes no reviews: tests/test_reviews.py holds them against their schema.
    assert list(schemas) == ["claims.jsonl", "articles.jsonl", "reviews.jsonl"]
    del schemas["reviews.jsonl"]
    for name, schema in schemas.items():
        lines = (tmp_path / "out" / name).read_text("utf-8").split("\n")[:-1]
        assert lines
        for line in lines:
            jsonschema.validate(json.loads(line), schema, jsonschema.Draft202012Validator)


def test_reader_that_goes_away_ends_the_command_quietly(write: Write) -> None:
    write("a.jsonl", "".join(json.dumps({"text": _TEXT}) + "\n" for _ in range(40)))
    with subprocess.Popen(
        [*_COMMAND, "extract", "a.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize(
    ("workers", "signal_number"),
    [("1", signal.SIGINT), ("2", signal.SIGINT), ("2", signal.SIGTERM)],
)
def test_interrupted_run_ends_with_130(
    write: Write, tmp_path: Path, workers: str, signal_number: int
) -> None:
    write("a.jsonl", "".join(json.dumps({"text": _TEXT}) + "\n" for _ in range(3000)))
    with subprocess.Popen(
        [*_COMMAND, "extract", "a.jsonl", "-o", "out", "--workers", workers],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        claims = tmp_path / "out/.claimlink/claims.jsonl"
        while not (claims.exists() and claims.stat().st_size):
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, signal_number)
        # Again and again, as an impatient user does; the group may be gone by then.
        for _ in range(3):
            time.sleep(0.02)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal_number)
        _, said = process.communicate()
    done = re.fullmatch(
        rb"claimlink: inputs done: (\d+); the same command goes on from there\n"
        rb"claimlink: interrupted\n",
        said,
    )
    assert (process.returncode, bool(done)) == (130, True), said
    assert claims.read_bytes().endswith(b"\n")
    assert not (tmp_path / "out/claims.jsonl").exists()


def test_missing_model_ends_with_2_and_the_command_to_install_it(
    write: Write, tmp_path: Path
) -> None:
    write("a.txt", _TEXT)
    for workers in ("1", "2"):
        done = _run("extract", "a.txt", "-o", "out", "--model", "en_none", "--workers", workers)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "claimlink: the spaCy model 'en_none' is not installed; install it with: "
            "python -m spacy download en_none\n"
        )
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".claimlink"]
    done = _run("extract", "a.txt", "--model", "/none")
    assert (done.returncode, done.stderr) == (
        2,
        "claimlink: no spaCy model in the folder '/none'; name an installed model, or a folder "
        "that spaCy's to_disk wrote\n",
    )


def test_standard_output_is_utf8_in_any_locale() -> None:
    env = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = _run("extract", "-", given="Rents in Köflach rose by 4 percent in 2020.", env=env)
    assert done.returncode == 0
    assert "Köflach" in done.stdout


def _run_shell(command: str) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{shlex.join(_COMMAND)} {command}"],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_streams_that_are_closed_or_full_are_one_line(write: Write) -> None:
    write("a.txt", _TEXT)
    closed = "claimlink: standard output is closed; name a folder with -o\n"
    assert _run_shell("extract a.txt >&-") == (2, closed)
    assert _run_shell("extract - -o out --quiet <&-") == (
        3,
        "claimlink: -: standard input is closed\n",
    )
    if Path("/dev/full").exists():
        assert _run_shell("extract a.txt >/dev/full") == (
            2,
            "claimlink: no space left on device; make room, then run it again\n",
        )
