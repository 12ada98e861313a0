"""Runs written as Parquet: typed columns, the same lines when read back, the same bytes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq

from claimlink.batch import Layout, RunOptions, run
from claimlink.batch.worker import encode_lines
from claimlink.cli.commands import cli
from claimlink.columns import schema_of
from claimlink.errors import MissingExtraError, RunError
from claimlink.inspecting import read_run
from claimlink.parquet import open_parquet, write_parquet
from claimlink.records import (
    Article,
    Attribution,
    Quantity,
    Record,
    Reference,
    TimeMention,
)
from claimlink.runfiles import KINDS, is_run
from conftest import Write
from fakes import FakeAnalyzer, Watcher, make_article_record, make_claim

CORPUS = Path(__file__).parent.parent / "corpus"
PARQUET = Layout(to="parquet")


def lines_of(folder: Path, kind: str) -> bytes:
    with open_parquet(folder / f"{kind}.parquet", kind) as stream:
        return stream.read()


def article(**fields: object) -> Article:
    return Article.model_validate({"id": "a1", "text": "Rents rose by 4 percent.", **fields})


def test_corpus_run_reads_back_as_its_lines(tmp_path: Path) -> None:
    names = [str(CORPUS)]
    run(names, str(tmp_path / "lines"), RunOptions(), Watcher())
    plain = {kind: (tmp_path / f"lines/{kind}.jsonl").read_bytes() for kind in KINDS}
    run(names, str(tmp_path / "lines"), RunOptions(layout=PARQUET), Watcher())
    assert {kind: lines_of(tmp_path / "lines", kind) for kind in KINDS} == plain
    assert min(len(lines) for lines in plain.values()) > 100_000


def _odd_claim() -> Record:
    claim = make_claim(article(), 0, 23)
    return claim.model_copy(
        update={
            "text": 'tab\t, NUL \0, "quotes", \u2028, \U0001f9ea',
            "unresolved": [(0, 5), (6, 10)],
            "attribution": Attribution(source=None, cue=None, content=[], form="direct"),
            "quantities": [
                Quantity(start=0, end=1, text="4", value=4.0, upper=1e20),
                Quantity(start=0, end=1, text="4", value=-0.1234567890123),
            ],
            "times": [
                TimeMention.model_validate(
                    {
                        "start": 0,
                        "end": 4,
                        "text": "2020",
                        "from": "2020-01-01",
                        "to": None,
                        "precision": "year",
                    }
                )
            ],
        }
    )


def _odd_article() -> Record:
    meta = {"n": 10**30, "f": 1.0, "e": 1e-7, "deep": [{"a": None}, [True, "ü\n"]], "": {}}
    entry = {"start": 0, "end": 5, "text": "Rents", "id": "r0", "index": 0, "authors": []}
    listed = [
        Reference.model_validate({**entry, "year": None, "csl": csl})
        for csl in ({}, {"title": "B", "issued": {"date-parts": [[2021, 1]]}})
    ]
    return make_article_record(article(meta=meta)).model_copy(update={"references": listed})


@pytest.mark.parametrize(
    ("kind", "records"),
    [
        pytest.param("claims", [], id="no-claim"),
        pytest.param("articles", [], id="no-article"),
        pytest.param("claims", [_odd_claim(), make_claim(article(), 0, 5)], id="claims"),
        pytest.param("articles", [_odd_article(), make_article_record(article())], id="articles"),
    ],
)
def test_lines_come_back_byte_for_byte(
    tmp_path: Path, kind: str, records: Sequence[Record]
) -> None:
    lines = encode_lines(records)
    write_parquet(BytesIO(lines), tmp_path / f"{kind}.parquet", kind, "zstd")
    assert lines_of(tmp_path, kind) == lines
    assert pq.read_schema(tmp_path / f"{kind}.parquet") == schema_of(kind)


def test_columns_are_typed() -> None:
    schema = schema_of("claims")
    assert str(schema.field("fragments").type) == (
        "list<element: list<element: int64 not null> not null>"
    )
    assert schema.field("times").type.value_type.names == [
        "start",
        "end",
        "text",
        "from",
        "to",
        "precision",
    ]
    assert (schema.field("section").nullable, schema.field("text").nullable) == (True, False)
    assert schema_of("articles").field("meta").type == pa.string()
    assert "links" not in schema_of("articles").names


def test_row_groups_end_by_the_length_of_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [make_claim(article(id=f"a{number}"), 0, 5) for number in range(50)]
    lines = list(BytesIO(encode_lines(records)))
    monkeypatch.setattr("claimlink.parquet._BATCH", 2 * len(lines[0]))
    monkeypatch.setattr("claimlink.parquet._ROW_GROUP", 10 * len(lines[0]))
    write_parquet(lines, tmp_path / "claims.parquet", "claims", "none")
    file = pq.ParquetFile(tmp_path / "claims.parquet")
    groups = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert (sum(groups), max(groups)) == (50, 10)
    assert lines_of(tmp_path, "claims") == b"".join(lines)


def test_memory_does_not_grow_with_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimlink.parquet._BATCH", 1 << 16)
    monkeypatch.setattr("claimlink.parquet._ROW_GROUP", 1 << 18)
    line = encode_lines([make_claim(article(), 0, 23)])
    held: list[int] = []

    def lines() -> Iterator[bytes]:
        for _ in range(12_000):
            held.append(pa.total_allocated_bytes())
            yield line

    write_parquet(lines(), tmp_path / "claims.parquet", "claims", "zstd")
    assert len(line) * len(held) > 15 * (1 << 18)
    assert max(held[6_000:]) <= 1.1 * max(held[:6_000])


def test_article_longer_than_any_buffer_comes_back(tmp_path: Path) -> None:
    text = "Rents rose by 4 percent. " * 200_000
    lines = encode_lines([make_article_record(article(text=text))])
    write_parquet([lines], tmp_path / "articles.parquet", "articles", "zstd")
    assert lines_of(tmp_path, "articles") == lines


@pytest.fixture
def finished(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a Parquet run over three articles and an error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("claimlink.batch.worker._analyzer", lambda _: FakeAnalyzer())
    rows = [{"id": f"n{n}", "text": f"Rents rose by {n} percent."} for n in range(3)]
    write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    run(["a.jsonl"], "out", RunOptions(layout=PARQUET), Watcher())
    return tmp_path / "out"


def test_run_of_parquet_files_is_read_as_any_other(finished: Path) -> None:
    assert sorted(path.name for path in finished.iterdir()) == [
        ".claimlink",
        "articles.parquet",
        "claims.parquet",
        "errors.jsonl",
        "run.json",
    ]
    found = [(a.article.id, [claim.text for claim in a.claims]) for a in read_run(finished)]
    assert found == [(f"n{n}", [f"Rents rose by {n} percent"]) for n in range(3)]
    shown = CliRunner().invoke(cli, ["show", str(finished)])
    assert (shown.exit_code, "Rents rose by 2 percent" in shown.output) == (0, True)


def test_codec_of_the_columns_is_the_one_asked_for(finished: Path) -> None:
    for compress, codec in (("none", "UNCOMPRESSED"), ("gzip", "GZIP"), ("zstd", "ZSTD")):
        arguments = ["extract", "a.jsonl", "-o", "out", "--to", "parquet", "--compress", compress]
        assert CliRunner().invoke(cli, arguments).exit_code == 1  # one line is broken
        metadata = pq.ParquetFile(finished / "claims.parquet").metadata
        assert metadata.row_group(0).column(0).compression == codec


def test_standard_output_takes_no_parquet() -> None:
    found = CliRunner().invoke(cli, ["extract", "a.txt", "--to", "parquet"])
    assert found.exit_code == 2
    assert "--shards, --compress and --to need a folder; name one with -o" in found.stderr


def test_damaged_parquet_file_is_refused(finished: Path) -> None:
    whole = (finished / "claims.parquet").read_bytes()
    (finished / "claims.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RunError, match=r"damaged \(.*\); run claimlink extract again"):
        list(read_run(finished))


def test_columns_of_something_else_are_refused(finished: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), finished / "articles.parquet")
    with pytest.raises(RunError, match="written with schema_version None"):
        list(read_run(finished))


def test_missing_library_is_named_before_anything_is_read(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    expected = r'Parquet needs a library.*pip install "claimlink\[inspect\]"'
    with pytest.raises(MissingExtraError, match=expected):
        run(["a.jsonl"], "new", RunOptions(layout=PARQUET), Watcher())
    assert not Path("new").exists()
    with pytest.raises(MissingExtraError, match=expected):
        list(read_run(finished))


def test_folder_of_parquet_files_is_a_run() -> None:
    assert is_run({"claims.parquet", "articles.parquet", "errors.jsonl"})
    assert not is_run({"claims.parquet", "articles.jsonl", "errors.jsonl"})
