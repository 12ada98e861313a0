"""SQL over a run's tables: the same rows, nothing else in reach, faults told in one line."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("duckdb", reason="needs the extra inspect")

import duckdb
import pyarrow.parquet as pq

from claimlink.cli import cli
from claimlink.errors import MissingExtraError, QueryError
from claimlink.inspecting.database import NAME, open_database
from claimlink.inspecting.examples import EXAMPLES
from claimlink.inspecting.flat import TABLES, Table, flatten_articles
from claimlink.inspecting.query import Answer, run_query
from claimlink.inspecting.tabular import MOST_ROWS, encode_answer, plain_lines
from claimlink.runfiles import WORK
from inspected import make_empty, make_rents, write_run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return write_run(tmp_path / "run", [make_rents(), make_empty()])


def _query(run: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_database(run)) as database:
        return list(run_query(database, sql).rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_hold_the_flat_rows(run: Path, table: Table) -> None:
    expected = [
        row for _, rows in flatten_articles([make_rents(), make_empty()], [table]) for row in rows
    ]
    # Each name without quotation marks, to see that SQL reserves none.
    names = ", ".join(table.names)
    assert _query(run, f'select {names} from "{table.name}"') == expected


def test_source_list_is_the_table_of_references(run: Path) -> None:
    assert _query(run, "from source_list") == _query(run, 'from "references"')


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_ready_made_query_runs(run: Path, example: object) -> None:
    assert isinstance(example, type(EXAMPLES[0]))
    by_name = _run("query", str(run), example.name, "--format", "jsonl")
    by_sql = _run("query", str(run), example.sql, "--format", "jsonl")
    assert (by_name.exit_code, by_name.stderr) == (0, "")
    assert by_name.stdout == by_sql.stdout
    found = len(by_name.stdout.split("\n")) - 1
    assert found == {"never-cited": 0, "older-sources": 0, "kinds": 2, "findings": 2}.get(
        example.name, 1
    )


def test_tables_are_made_once_and_anew_when_the_run_has_changed(run: Path) -> None:
    told: list[str] = []
    open_database(run, told.append).close()
    assert len(told) == 2
    open_database(run, told.append).close()
    assert len(told) == 2
    (run / WORK / NAME).write_bytes(b"damaged")
    open_database(run, told.append).close()
    assert len(told) == 3
    write_run(run, [make_empty()])
    assert _query(run, "select count(*) from claims") == [(0,)]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        pytest.param("selec", 'Parser Error: syntax error at or near "selec"; ', id="syntax"),
        pytest.param("select nope from claims", 'Referenced column "nope" not found', id="column"),
        pytest.param("from nope", "The tables are claims, citations, source_list,", id="table"),
        pytest.param("from references", 'write "references" or source_list', id="reserved"),
        pytest.param("", "0 statements; give one, beginning with select", id="nothing"),
        pytest.param("select 1; select 2", "2 statements; give one", id="two"),
        pytest.param("drop table claims", "DROP is not for here: a query reads", id="drop"),
        pytest.param("insert into claims select * from claims", "INSERT is not for", id="insert"),
        pytest.param("create temp table x as select 1", "CREATE is not for here", id="create"),
        pytest.param("copy claims to 'secret.txt'", "COPY is not for here", id="copy"),
        pytest.param("export database 'out'", "EXPORT is not for here", id="export"),
        pytest.param("attach 'other.duckdb'", "ATTACH is not for here", id="attach"),
        pytest.param("install httpfs", "LOAD is not for here", id="install"),
        pytest.param("set memory_limit = '9GB'", "SET is not for here", id="set"),
        pytest.param("from read_text('secret.txt')", "reads the run's tables only", id="read"),
        pytest.param("from read_csv('secret.txt')", "reads the run's tables only", id="csv"),
        pytest.param("from 'secret.txt'", "Table with name secret.txt does not exist", id="file"),
        pytest.param("from glob('*')", "reads the run's tables only", id="glob"),
        pytest.param("from parquet_scan('https://example.org/x')", "tables only", id="network"),
        pytest.param("from taken", "Table with name taken does not exist", id="python variable"),
        pytest.param("select text::int from claims", "Could not convert string", id="late"),
        pytest.param("select error('a\x1b[2J\nb')", r"a\u001b[2J b", id="steering"),
        pytest.param(
            "select unnest(range(100000000)) order by random()",
            "the query needs more memory than it may take",
            id="memory",
        ),
    ],
)
def test_query_that_is_wrong_or_reaches_out_is_one_line(run: Path, sql: str, message: str) -> None:
    (run.parent / "secret.txt").write_text("secret")
    taken = duckdb.sql("select 1")
    assert taken is not None
    result = _run("query", str(run), sql)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert (run.parent / "secret.txt").read_text() == "secret"
    assert sorted(path.name for path in run.parent.iterdir()) == ["run", "secret.txt"]


def test_settings_cannot_be_taken_back(run: Path) -> None:
    with closing(open_database(run)) as database:
        for setting in ("enable_external_access = true", "lock_configuration = false"):
            with pytest.raises(duckdb.Error, match="locked"):
                database.execute(f"set {setting}")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


_SQL = "select number, text, worth, cited, source from claims order by number"


def test_formats_on_standard_output(run: Path) -> None:
    shown = {
        form: _run("query", str(run), _SQL, "--format", form).stdout_bytes.decode()
        for form in ("table", "csv", "jsonl")
    }
    assert shown == {
        "table": (
            "number  text                                     worth  cited  source\n"
            "------  ---------------------------------------  -----  -----  ----------\n"
            "     1  Rents in Graz rose by 4 percent in 2020   0.75  yes\n"
            "     2  shops closed                               0.5  no     Ada Lillis\n"
        ),
        "csv": (
            "number,text,worth,cited,source\r\n"
            "1,Rents in Graz rose by 4 percent in 2020,0.75,true,\r\n"
            "2,shops closed,0.5,false,Ada Lillis\r\n"
        ),
        "jsonl": (
            '{"number":1,"text":"Rents in Graz rose by 4 percent in 2020","worth":0.75,'
            '"cited":true,"source":null}\n'
            '{"number":2,"text":"shops closed","worth":0.5,"cited":false,"source":"Ada Lillis"}\n'
        ),
    }


def test_formats_in_a_file(run: Path, tmp_path: Path) -> None:
    for form in ("table", "csv", "jsonl", "parquet"):
        written = tmp_path / f"out.{form}"
        result = _run("query", str(run), _SQL, "--format", form, "-o", str(written))
        assert (result.exit_code, result.output) == (0, ""), form
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().split("\n")[:-1]]
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows
    with (tmp_path / "out.csv").open(newline="") as lines:
        assert [row["text"] for row in csv.DictReader(lines)] == [row["text"] for row in rows]


def test_nothing_is_written_by_a_query_that_fails_late(run: Path, tmp_path: Path) -> None:
    late = "select case when number = 2 then error('late') else 'fine' end as x from claims"
    (tmp_path / "out").write_text("as it was")
    for form in ("csv", "jsonl", "table", "parquet"):
        result = _run("query", str(run), late, "--format", form, "-o", str(tmp_path / "out"))
        assert (result.exit_code, result.stdout) == (2, ""), form
        assert (tmp_path / "out").read_text() == "as it was"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "run"]


def test_file_that_cannot_be_written_is_one_line(run: Path) -> None:
    result = _run("query", str(run), "select 1", "--format", "csv", "-o", "gone/out.csv")
    assert (result.exit_code, result.stderr) == (
        2,
        "claimlink: gone/out.csv: cannot be written: no such file or directory; name another "
        "file\n",
    )


def test_folder_without_a_run_is_one_line(tmp_path: Path) -> None:
    result = _run("query", str(tmp_path), "select 1")
    assert result.exit_code == 2
    assert "name a folder that claimlink extract -o wrote" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_examples_are_listed_without_a_run() -> None:
    result = _run("query", "--examples")
    assert result.exit_code == 0
    for example in EXAMPLES:
        assert f"{example.name}: {example.question}\n" in result.stdout


def test_cells_that_a_spreadsheet_would_run_are_harmless() -> None:
    cells = ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "x=1", "", -1, None)
    answer = Answer(("=name", *map(str, range(9))), iter([cells]))
    text = b"".join(encode_answer(answer, "csv")).decode()
    head, row = csv.reader(text.split("\r\n", 1)[0:1]), text.split("\r\n", 1)[1]
    assert next(head)[0] == "'=name"
    (found,) = csv.reader([row.removesuffix("\r\n")])
    assert found == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "x=1", "", "-1", ""]


def test_values_that_json_has_no_form_for() -> None:
    values = (Decimal("0.5"), timedelta(seconds=90), date(2020, 1, 2), [1, None], {"a": "b"}, b"x")
    answer = Answer(("a", "b", "c", "d", "e", "a"), iter([values]))
    (line,) = encode_answer(answer, "jsonl")
    assert json.loads(line) == {
        "a": 0.5,
        "b": 90.0,
        "c": "2020-01-02",
        "d": [1, None],
        "e": {"a": "b"},
        "a_2": "b'x'",
    }


def test_table_shows_its_first_rows_and_says_that_there_are_more(run: Path) -> None:
    result = _run("query", str(run), f"select unnest(range({MOST_ROWS + 1})) as n")
    assert result.stdout.count("\n") == MOST_ROWS + 2
    assert result.stderr == "there are more rows; --format csv or jsonl prints all\n"


def test_table_counts_wide_letters_and_shows_text_safely() -> None:
    answer = Answer(("word", "n"), iter([("東京", 1), ("a\u202eb\nc", 2)]))
    assert list(plain_lines(answer)) == [
        "word        n",
        "----------  -",
        "東京        1",
        r"a\u202eb c  2",
    ]


def test_missing_library_is_named(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r'pip install "claimlink\[inspect\]"'):
        open_database(run)


def test_faults_of_a_query_are_claimlink_errors(run: Path) -> None:
    with pytest.raises(QueryError):
        _query(run, "from nowhere")
