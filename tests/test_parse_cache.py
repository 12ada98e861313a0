"""Parses that are kept: the same output with them, and whatever is wrong with their file."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import spacy

import claimlink
from claimlink import parse_cache, parsing
from claimlink.batch import RunOptions, Setup, run
from claimlink.batch.worker import encode_lines
from claimlink.parse_cache import (
    ParseCache,
    _describe_maker,
    is_damaged,
    prepare_folder,
    user_folder,
)
from claimlink.parses import Parse, Stretch, pack_parse, unpack_parse
from claimlink.records import Analysis, Article
from conftest import Write
from fakes import FakeAnalyzer, Watcher

CORPUS = Path(__file__).parent.parent / "corpus"


class Runner:
    """Stands for the model: every word is a token; remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, stretches: Sequence[Stretch]) -> list[Parse]:
        self.given += [stretch.text for stretch in stretches]
        return [parse_of(stretch.text) for stretch in stretches]


def parse_of(text: str) -> Parse:
    words = text.split(" ")
    count = len(words)
    return Parse(
        [1] + [0] * (count - 1),
        list(range(0, -count, -1)),
        ["NN"] * count,
        ["dep"] * count,
        [1] * (count - 1) + [0],
        [3] + [2] * (count - 1),
        ["ORG"] + [""] * (count - 1),
        [len(word) for word in words],
    )


def stretch(text: str, *borders: int) -> Stretch:
    return Stretch(text, borders)


def completed(folder: Path, *texts: str, maker: bytes = b"m") -> list[str]:
    """Complete the parses of texts and return those that had to be parsed."""
    runner = Runner()
    with closing(ParseCache(folder, maker)) as cache:
        assert cache.complete([stretch(text) for text in texts], runner) == list(
            map(parse_of, texts)
        )
    return runner.given


def changed_a_little(articles: Sequence[Article]) -> list[Article]:
    """Return articles as agencies' clients print them: a line before, one paragraph changed."""
    found = []
    for number, article in enumerate(articles):
        parts = article.text.split("\n\n")
        middle = len(parts) // 2
        parts[middle] = parts[middle].replace(" the ", " this ", 1)
        text = "\n\n".join([f"Printed in edition {number}.", *parts])
        found.append(article.model_copy(update={"text": text, "id": f"{article.id}-again"}))
    return found


def lines(found: Sequence[object]) -> bytes:
    analyses = [item for item in found if isinstance(item, Analysis)]
    assert len(analyses) == len(found)
    return b"".join(encode_lines([item.article, *item.claims]) for item in analyses)


def test_output_is_the_same_with_parses_that_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [*CORPUS.glob("*.txt"), *CORPUS.glob("*_*.md")]
    given = claimlink.ArticleReader(claimlink.ReadingOptions()).read(sorted(map(str, names)))
    articles = [item for item in given if isinstance(item, Article)]
    assert len(articles) >= 5
    stream = [*articles, *changed_a_little(articles)]
    expected = lines(claimlink.load().analyze_batch(stream))
    counts: list[int] = []
    whole = parsing._run_model

    def counted(stretches: Sequence[Stretch], *rest: object, **named: object) -> list[Parse]:
        counts.append(len(stretches))
        return whole(stretches, *rest, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(parsing, "_run_model", counted)
    # In one go, in which paragraphs come twice; known from the file; from one with bytes changed.
    assert lines(claimlink.load(reuse=tmp_path).analyze_batch(stream)) == expected
    assert lines(claimlink.load(reuse=tmp_path).analyze_batch(stream)) == expected
    again = [lines([claimlink.load(reuse=tmp_path)(article)]) for article in stream]
    assert b"".join(again) == expected
    assert len(counts) == 1
    (size,) = counts
    damage(tmp_path / "parses.sqlite")
    assert lines(claimlink.load(reuse=tmp_path).analyze_batch(stream)) == expected
    assert 1 <= sum(counts[1:]) <= size


def damage(path: Path) -> None:
    """Change every hundredth byte behind the first two pages."""
    content, chance = bytearray(path.read_bytes()), random.Random(5)
    for place in range(8_192, len(content), 100):
        content[place] ^= chance.randrange(1, 256)
    path.write_bytes(content)


def test_each_text_is_parsed_once(tmp_path: Path) -> None:
    assert completed(tmp_path, "a b", "c", "a b") == ["a b", "c"]
    assert completed(tmp_path, "c", "d", "a b", "d") == ["d"]


def test_borders_and_maker_tell_parses_apart(tmp_path: Path) -> None:
    runner = Runner()
    with closing(ParseCache(tmp_path, b"one")) as cache:
        given = [stretch("a b c", 2), stretch("a b c", 4), stretch("a b c", 2, 4), stretch("a b c")]
        cache.complete(given, runner)
        assert runner.given == ["a b c"] * 4
    assert completed(tmp_path, "a b c", maker=b"two") == ["a b c"]
    assert completed(tmp_path, "a b c", maker=b"one") == []


def test_maker_is_all_that_a_parse_depends_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("en")
    nlp.to_disk(tmp_path / "model")
    nlp = spacy.load(tmp_path / "model")
    makers = [_describe_maker(nlp), _describe_maker(spacy.load(tmp_path / "model"))]
    assert makers[0] == makers[1]
    with (tmp_path / "model/meta.json").open("a") as meta:
        meta.write(" ")
    makers.append(_describe_maker(nlp))
    monkeypatch.setattr("claimlink.parse_cache.metadata.version", lambda _: "9.9.9")
    makers.append(_describe_maker(nlp))
    monkeypatch.setattr(parse_cache, "_describe_machine", lambda: ["another processor"])
    makers.append(_describe_maker(nlp))
    monkeypatch.setattr(parse_cache, "_CODE", ("parses.py",))
    makers.append(_describe_maker(nlp))
    nlp.add_pipe("sentencizer")
    makers.append(_describe_maker(nlp))
    assert len(set(makers)) == 6


def test_packed_parse_comes_back_or_is_refused() -> None:
    packed = pack_parse(parse_of("Rents rose"))
    assert unpack_parse(packed, 10) == parse_of("Rents rose")
    uneven = parse_of("Rents rose")._replace(tags=["NN"])
    other = [packed[:-1], b"", packed[:20] + b"x" + packed[21:], pack_parse(uneven)]
    for faulty, size in [*((content, 10) for content in other), (packed, 11)]:
        with pytest.raises(ValueError, match="parse"):
            unpack_parse(faulty, size)


def overwrite(path: Path) -> None:
    path.write_bytes(b"no database" * 900)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6_000])


def spoil_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE parses SET parse = x'00'")


def raise_form(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 77")


def drop_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE parses")


@pytest.mark.parametrize("harm", [overwrite, cut, spoil_rows, raise_form, drop_table])
def test_file_that_cannot_be_used_costs_a_parse(tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    texts = [f"text {number}" for number in range(300)]
    assert completed(tmp_path, *texts) == texts
    harm(tmp_path / "parses.sqlite")
    assert completed(tmp_path, *texts) == texts


def test_damage_on_the_way_is_marked_for_the_next_run(tmp_path: Path) -> None:
    notes: list[str] = []
    texts = [f"text {number}" for number in range(500)]
    completed(tmp_path, *texts)
    damage(tmp_path / "parses.sqlite")
    completed(tmp_path, *texts)
    assert is_damaged(tmp_path)
    assert prepare_folder(tmp_path, "model 1", notes.append)
    path = tmp_path / "parses.sqlite"
    assert notes == [
        f"{path}: it was found to be damaged; the parses in it are lost, and made anew"
    ]
    assert not is_damaged(tmp_path)
    assert completed(tmp_path, *texts) == texts
    assert completed(tmp_path, *texts) == []


def test_folder_is_prepared_and_told_of(tmp_path: Path) -> None:
    notes: list[str] = []
    folder, path = tmp_path / "new/deep", tmp_path / "new/deep/parses.sqlite"
    for maker in ("model 1", "model 1", "model 2", "model 1", "model 2"):
        assert prepare_folder(folder, maker, notes.append)
    assert notes == [
        f"{path}: the parses in it were made with model 1; those of model 2 are made anew"
    ]
    raise_form(path)
    assert prepare_folder(folder, "model 1", notes.append)
    overwrite(path)
    assert prepare_folder(folder, "model 1", notes.append)
    lost = "the parses in it are lost, and made anew"
    assert notes[1:] == [
        f"{path}: the parses have form 77, this claimlink reads 1; {lost}",
        f"{path}: file is not a database; {lost}",
    ]
    assert not prepare_folder(path, "model 1", notes.append)
    assert notes[3:] == [f"{path / 'parses.sqlite'}: file exists; no parse is reused or kept"]
    assert completed(path, "a b") == ["a b"]


def test_process_that_writes_keeps_none_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_cache, "_PATIENCE", 10)
    completed(tmp_path, "a b")
    with closing(sqlite3.connect(tmp_path / "parses.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        # What is there is read; what is new is lost, and only that.
        assert completed(tmp_path, "a b", "c") == ["c"]
    assert completed(tmp_path, "a b", "c") == ["c"]
    assert completed(tmp_path, "a b", "c") == []
    assert not is_damaged(tmp_path)


_BUSY = """
import sys
from pathlib import Path
from test_parse_cache import Runner, parse_of, stretch
from claimlink import parse_cache
from claimlink.parse_cache import ParseCache

# However busy the machine is, nothing is to be given up.
parse_cache._PATIENCE = 300_000
cache, first = ParseCache(Path(sys.argv[1]), b"m"), int(sys.argv[2])
for start in range(first, first + 300, 10):
    texts = [f"text {number}" for number in range(start, start + 20)]
    assert cache.complete(list(map(stretch, texts)), Runner()) == list(map(parse_of, texts))
"""


def test_processes_share_the_file(tmp_path: Path) -> None:
    completed(tmp_path, "a b")
    command = [sys.executable, "-c", _BUSY, str(tmp_path)]
    with (
        subprocess.Popen([*command, "0"], cwd=Path(__file__).parent) as one,
        subprocess.Popen([*command, "100"], cwd=Path(__file__).parent) as two,
        subprocess.Popen([*command, "200"], cwd=Path(__file__).parent) as three,
    ):
        assert [process.wait() for process in (one, two, three)] == [0, 0, 0]
    assert completed(tmp_path, *(f"text {number}" for number in range(500))) == []


def test_oldest_leave_a_full_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_cache, "_MOST_BYTES", 400_000)
    chance = random.Random(3)
    texts = [" ".join(str(chance.random()) for _ in range(40)) for _ in range(2_000)]
    for start in range(0, len(texts), 20):
        completed(tmp_path, *texts[start : start + 20])
    assert (tmp_path / "parses.sqlite").stat().st_size < 500_000
    assert completed(tmp_path, *texts[-100:]) == []
    assert completed(tmp_path, *texts[:100]) == texts[:100]


def test_file_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    monkeypatch.setattr(sys, "platform", "linux")
    assert user_folder() == Path("/caches/claimlink")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert user_folder() == Path.home() / ".cache/claimlink"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert user_folder() == Path.home() / "Library/Caches/claimlink"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert user_folder() == Path("/local/claimlink")


def test_run_prepares_its_folder_and_goes_on_without_one(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    setups: list[Setup] = []

    def analyzer(setup: Setup) -> FakeAnalyzer:
        setups.append(setup)
        return FakeAnalyzer()

    monkeypatch.setattr("claimlink.batch.worker._analyzer", analyzer)
    write("a.txt", "Rents rose 4 percent.")
    options, watcher = RunOptions(Setup(reuse="kept")), Watcher()
    record = run(["a.txt"], "out", options, watcher)
    assert (record.settings["reuse"], watcher.notes) == ("kept", [])
    assert (tmp_path / "kept/parses.sqlite").exists()
    # What the lines are made with is the same: nothing is analysed again for want of parses.
    assert run(["a.txt"], "out", RunOptions(), Watcher()).counts.kept == 1
    write("kept/parses.damaged", "")
    run(["a.txt"], "out", replace(options, force=True), watcher)
    run(["a.txt"], "out", RunOptions(Setup(reuse="a.txt"), force=True), watcher)
    assert watcher.notes == [
        "kept/parses.sqlite: it was found to be damaged; the parses in it are lost, and made anew",
        "a.txt/parses.sqlite: file exists; no parse is reused or kept",
    ]
    assert [setup.reuse for setup in setups] == ["kept", "kept", None]


def test_run_says_that_parses_were_found_damaged(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def mark(_: Setup) -> FakeAnalyzer:
        write("kept/parses.damaged", "")
        return FakeAnalyzer()

    monkeypatch.setattr("claimlink.batch.worker._analyzer", mark)
    write("a.txt", "Rents rose 4 percent.")
    watcher = Watcher()
    run(["a.txt"], "out", RunOptions(Setup(reuse="kept")), watcher)
    assert watcher.notes == ["kept: the parses in it are damaged; the next run makes them anew"]
