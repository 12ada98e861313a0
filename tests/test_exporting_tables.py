"""Flat tables as CSV and Parquet: cells that stay text, and the way back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from claimlink.exporting import ExportJob, export_run
from claimlink.inspecting import read_run
from claimlink.inspecting.flat import TABLES, flatten_articles
from claimlink.inspecting.spreadsheets import make_harmless, restore
from handed_over import FERRIES, SHOPS, write_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''@x", "'''@x"),
        ("'tis 5 - 2", "'tis 5 - 2"),
        ("Rents = wages", "Rents = wages"),
        ("", ""),
        ("'", "'"),
    ],
)
def test_formulas_are_made_harmless_and_restored(text: str, cell: str) -> None:
    assert make_harmless(text) == cell
    assert restore(cell) == text


def test_every_table_reads_back_with_the_same_cells(run: Path, tmp_path: Path) -> None:
    export_run(ExportJob(run), "csv", tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {f"{t.name}.csv" for t in TABLES}
    expected: dict[str, list[list[str]]] = {table.name: [] for table in TABLES}
    for table, rows in flatten_articles(read_run(run)):
        expected[table.name] += [[_plain(value) for value in row] for row in rows]
    for table in TABLES:
        path = tmp_path / "out" / f"{table.name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as stream:
            heading, *lines = csv.reader(stream, strict=True)
        assert heading == list(table.names)
        assert [[restore(cell) for cell in line] for line in lines] == expected[table.name]


def _plain(value: str | float | bool | None) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_no_cell_of_text_begins_like_a_formula(run: Path, tmp_path: Path) -> None:
    export_run(ExportJob(run), "csv", tmp_path / "out")
    cells = [
        cell
        for path in (tmp_path / "out").iterdir()
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert [cell for cell in cells if cell[:1] in {*"=+-@\t\r\n"}] == []
    assert {"'" + SHOPS, "'+ferries.txt", "'@home: a figure without a source."} <= set(cells)


def test_line_ends_and_quotes_stay_within_their_cell(run: Path, tmp_path: Path) -> None:
    export_run(ExportJob(run), "csv", tmp_path / "out")
    raw = (tmp_path / "out/claims.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfclaim_id,")
    assert raw.count(b"\r\n") == 4
    assert '"\'=2+3 shops, ""the 🏪 ones"", closed"'.encode() in raw
    raw = (tmp_path / "out/references.csv").read_bytes()
    assert '"Ferries\nof Жук 🚢"'.encode() in raw
    query = f"select text from read_csv('{tmp_path}/out/claims.csv') order by all"
    assert duckdb.connect().execute(query).fetchall() == [
        ("'" + SHOPS,),
        (FERRIES,),
        ("rents rose by 4 percent in Graz",),
    ]


def test_parquet_has_typed_columns_and_the_text_as_it_is(run: Path, tmp_path: Path) -> None:
    export_run(ExportJob(run), "parquet", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"{table.name}.parquet" for table in TABLES}
    types = {"text": "string", "integer": "int64", "number": "double", "boolean": "bool"}
    rows: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TABLES}
    for table, found in flatten_articles(read_run(run)):
        rows[table.name] += found
    for table in TABLES:
        columns = pyarrow.parquet.read_table(tmp_path / "out" / f"{table.name}.parquet")
        assert columns.column_names == list(table.names)
        assert [str(kind) for kind in columns.schema.types] == [
            types[column.type] for column in table.columns
        ]
        assert [tuple(row.values()) for row in columns.to_pylist()] == rows[table.name]


def test_an_earlier_export_is_replaced_and_a_strange_folder_left(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_run(ExportJob(run), "csv", out)
    (out / "claims.csv").write_text("old")
    export_run(ExportJob(run), "csv", out)
    assert (out / "claims.csv").read_text("utf-8-sig").startswith("claim_id")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "run"]
