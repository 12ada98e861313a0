"""Parquet files, and files at an address: the same articles as from lines of a local file."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq

from claimlink.filesystems import find_files
from claimlink.reading import ArticleReader, measure_inputs
from claimlink.records import Article, ErrorRecord
from conftest import Write

ROWS = [
    {"id": "r1", "text": "Rents rose by 4 percent.", "tags": ["a", "b"], "title": "Rents"},
    {"id": "r2", "text": "Wages fell by 2 percent.", "tags": [], "desk": {"city": "Graz"}},
]
LINES = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in ROWS)


def table(rows: list[dict[str, object]]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


def columns() -> bytes:
    fields = [
        ("id", pa.string()),
        ("text", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("title", pa.string()),
        ("desk", pa.struct([("city", pa.string())])),
    ]
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS, schema=pa.schema(fields)), buffer)
    return buffer.getvalue()


def read(*names: str) -> list[Article | ErrorRecord]:
    return list(ArticleReader().read(names))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of the test's folder, which is also the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path.as_uri()


def renamed(found: list[Article | ErrorRecord], name: str) -> list[Article | ErrorRecord]:
    return [
        item.model_copy(update={"source": item.source.replace("a.jsonl", name)}) for item in found
    ]


def test_rows_are_read_as_the_lines_that_they_would_be(write: Write) -> None:
    write("a.jsonl", LINES)
    write("b.parquet", columns())
    expected = renamed(read("a.jsonl"), "b.parquet")
    assert read("b.parquet") == expected
    assert [item.source for item in expected] == ["b.parquet#r1", "b.parquet#r2"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("b.parquet.gz", gzip.compress(columns()), id="packed"),
        pytest.param("b.jsonl", columns(), id="wrong-ending"),
    ],
)
def test_parquet_is_known_by_its_content(write: Write, name: str, content: bytes) -> None:
    write("a.jsonl", LINES)
    write(name, content)
    assert read(name) == renamed(read("a.jsonl"), name)


def test_parquet_on_standard_input(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(columns())))
    write("a.jsonl", LINES)
    assert read("-") == renamed(read("a.jsonl"), "-")


def test_types_that_json_lacks_are_text(write: Write) -> None:
    row: dict[str, object] = {
        "text": "Rents rose by 4 percent.",
        "published": datetime.date(2024, 5, 1),
        "seen": datetime.datetime(2024, 5, 2, 8, 30),
        "raw": b"words",
    }
    write("b.parquet", table([row]))
    (found,) = read("b.parquet")
    assert isinstance(found, Article)
    assert (found.published, found.meta) == (
        "2024-05-01",
        {"seen": "2024-05-02T08:30:00", "raw": "words"},
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(columns()[:300], "a damaged Parquet file (", id="cut"),
        pytest.param(table([]), "no record in it; write", id="empty"),
        pytest.param(table([{"words": "Rents rose."}]), "line 1: no text; a record", id="no-text"),
        pytest.param(table([{"text": 4}]), "line 1: text is 4, expected text", id="number"),
        pytest.param(
            table([{"text": "Rents.", "raw": b"\xff"}]), "a damaged Parquet file (", id="bytes"
        ),
    ],
)
def test_faulty_parquet_file_is_an_error(write: Write, content: bytes, message: str) -> None:
    write("b.parquet", content)
    (found,) = read("b.parquet")
    assert isinstance(found, ErrorRecord)
    assert found.message.startswith(message)


def test_share_of_a_parquet_file_is_that_of_its_rows(write: Write) -> None:
    path = write("b.parquet", table([{"text": f"Rents rose by {n} percent."} for n in range(4)]))
    reader, size = ArticleReader(), path.stat().st_size
    done = [reader.bytes_read for _ in reader.read(["b.parquet"])]
    assert done[-1] == size
    assert measure_inputs(["b.parquet"]).share(4, reader.bytes_read) == 1.0


@pytest.mark.parametrize(
    ("address", "names"),
    [
        pytest.param("/in/a.jsonl", ["a.jsonl"], id="file"),
        pytest.param("/in", ["a.jsonl", "deep/b.parquet"], id="folder"),
        pytest.param("/in/", ["a.jsonl", "deep/b.parquet"], id="folder-with-a-slash"),
        pytest.param("/in/*.jsonl", ["a.jsonl"], id="glob"),
        pytest.param("/in/*/*.parquet", ["deep/b.parquet"], id="glob-of-folders"),
    ],
)
def test_address_names_files(write: Write, here: str, address: str, names: list[str]) -> None:
    write("in/a.jsonl", LINES)
    write("in/deep/b.parquet", columns())
    write("in/notes.xyz", "not read")
    write("in/.hidden/c.jsonl", LINES)
    found = read(here + address)
    assert [item.source for item in found] == [
        f"{here}/in/{name}#{row}" for name in names for row in ("r1", "r2")
    ]
    assert all(isinstance(item, Article) for item in found)


def test_size_is_asked_of_the_file_system(write: Write, here: str) -> None:
    write("a.jsonl", LINES)
    assert find_files(f"{here}/a.jsonl") == [(f"{here}/a.jsonl", len(LINES))]
    assert measure_inputs([f"{here}/a.jsonl"]).bytes == len(LINES)


def test_list_of_addresses(write: Write, here: str) -> None:
    write("a.jsonl", LINES)
    write("lists/all.txt", f"{here}/a.jsonl\n")
    assert [item.source for item in read("@lists/all.txt")] == [
        f"{here}/a.jsonl#r1",
        f"{here}/a.jsonl#r2",
    ]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("{here}/gone.jsonl", "no such file or directory; check its name"),
        ("{here}/*.jsonl", "no file with a known ending"),
        ("nowhere://x/a.jsonl", "no address that pyarrow can open ("),
    ],
)
def test_address_without_a_file_is_an_error(here: str, address: str, message: str) -> None:
    (found,) = read(address.format(here=here))
    assert isinstance(found, ErrorRecord)
    assert found.message.startswith(message)


@pytest.mark.parametrize("name", ["{here}/a.jsonl", "b.parquet"])
def test_missing_library_is_named(
    write: Write, here: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.jsonl", LINES)
    write("b.parquet", columns())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (found,) = read(name.format(here=here))
    assert isinstance(found, ErrorRecord)
    assert found.message == (
        'pyarrow is not installed; install it with: pip install "claimlink[inspect]"'
    )
