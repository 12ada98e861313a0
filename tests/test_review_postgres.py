"""The store of the desk in PostgreSQL: what only a server can do, or go wrong with."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

pytest.importorskip("psycopg", reason="the extra postgres is not installed")
pytest.importorskip("starlette", reason="the extra review is not installed")
pytest.importorskip("httpx2", reason="the extra dev is not installed")

from click.testing import CliRunner

from claimlink.cli import cli
from claimlink.errors import MissingExtraError, StoreError
from claimlink.review.store import Database, Edit, Filters, Saved, import_run, open_store
from claimlink.review.store.addresses import read_address
from claimlink.review.store.people import add_person
from claimlink.review.store.queue import Reader, list_claims
from claimlink.review.store.verdicts import history, rebuild, save
from claimlink.review.web.sessions import hash_password
from claimlink.reviewfiles import read_reviews
from postgres_server import PASSWORD, PostgresServer
from review_examples import make_rents, write_run
from test_review_app import _client, _log_in, _rate

_SECRETS = (PASSWORD, quote(PASSWORD, safe=""), "geheim", "ge%23heim")


@pytest.fixture
def address(postgres: PostgresServer) -> str:
    return postgres.make_database()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [make_rents()])


@pytest.fixture
def store(address: str, run: Path) -> Iterator[Database]:
    database = open_store(address)
    import_run(database, run)
    add_person(database, "Ada", "owner", password=hash_password("a long password"))
    add_person(database, "Bo", "reviewer")
    yield database
    database.close()


def _edit(base: int, value: str = "x", person: int = 1) -> Edit:
    return Edit(claim=1, lane="shared", person=person, base=base, field="note", value=value)


_RACE = """
import sys
from claimlink.review.store import Edit, open_store
from claimlink.review.store.verdicts import save

store, person = open_store(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for base in range(40):
    edit = Edit(claim=1, lane="shared", person=person, base=base, field="note", value=f"{person}")
    print(type(save(store, edit)).__name__, flush=True)
"""


def test_of_two_desks_that_save_at_once_one_comes_second(
    store: Database, address: str, postgres: PostgresServer
) -> None:
    name = address.rpartition("/")[2]
    # As an administrator may have set it: a transaction would not see what the one before kept.
    postgres.administer(f"ALTER DATABASE {name} SET default_transaction_isolation = serializable")
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", _RACE, address, str(person)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for person in (1, 2)
    ]  # fmt: skip
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("\n")
        desk.stdin.flush()
    said = [desk.communicate()[0].split() for desk in desks]
    assert [desk.returncode for desk in desks] == [0, 0]
    assert [sorted(pair) for pair in zip(*said, strict=True)] == [["Conflict", "Saved"]] * 40
    events = list(history(store, 1))
    assert [event.version for event in events if event.kind == "set"] == list(range(1, 41))
    assert sum(event.kind == "conflict" for event in events) == 40
    assert rebuild(store) == []


def test_another_desk_that_writes_for_too_long_is_told_of(
    store: Database, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimlink.review.store import postgres

    monkeypatch.setattr(postgres, "_BEGIN", postgres._BEGIN.replace(b"20000", b"50"))
    other = open_store(address)
    with other.write(), pytest.raises(StoreError, match="another desk has been writing"):
        save(store, _edit(0))
    other.close()
    assert isinstance(save(store, _edit(0)), Saved)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE events SET person = 2", "never changed"),
        ("DELETE FROM events", "never deleted"),
        ("TRUNCATE events", "never deleted"),
    ],
)
def test_nobody_rewrites_events(store: Database, sql: str, said: str) -> None:
    save(store, _edit(0))
    before = store.read("SELECT * FROM events ORDER BY id")
    with pytest.raises(StoreError, match=said), store.write() as writer:
        writer.execute(sql)
    assert store.read("SELECT * FROM events ORDER BY id") == before


def test_a_server_that_starts_anew_costs_nothing(
    store: Database, postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    ada = _log_in(_client(store), "Ada", "a long password")
    assert _rate(ada, "true") == 200
    postgres.stop()
    postgres.start()
    assert ada.get("/claim/1").status_code == 200
    change = {"base": 1, "field": "note", "value": "still here", "request": "r1"}
    postgres.stop()
    answer = ada.post("/claim/1/save", json=change)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.text == "The desk cannot reach its store at the moment. Try again soon.\n"
    assert ada.get("/").status_code == 503
    assert "refused" in caplog.text
    assert not any(secret in caplog.text for secret in _SECRETS)
    postgres.start()
    for _ in range(2):
        assert ada.post("/claim/1/save", json=change).status_code == 200
    assert [event.body["field"] for event in history(store, 1)] == ["rating", "note"]


def test_a_connection_that_ends_in_the_middle_keeps_nothing(
    store: Database, postgres: PostgresServer
) -> None:
    def write_while_it_ends() -> None:
        with store.write() as writer:
            writer.execute("INSERT INTO settings VALUES ('a', 'b')")
            postgres.administer(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'claimlink'"
            )
            writer.execute("INSERT INTO settings VALUES ('c', 'd')")

    with pytest.raises(StoreError, match="the connection is made anew at the next request"):
        write_while_it_ends()
    assert store.read("SELECT * FROM settings WHERE name IN ('a', 'c')") == []


def test_a_busy_desk_opens_few_connections(store: Database) -> None:
    with ThreadPoolExecutor(30) as threads:
        waited = list(threads.map(lambda _: store.read("SELECT pg_sleep(0.02)"), range(60)))
    assert len(waited) == 60
    (row,) = store.read(
        "SELECT COUNT(*) AS number FROM pg_stat_activity"
        " WHERE application_name = 'claimlink' AND datname = current_database()"
    )
    assert 1 < row["number"] <= 8


def _claimlink(*arguments: object) -> tuple[int, str]:
    """Run the command; return its exit code and all that it prints, which holds no password."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert not any(secret in result.output for secret in _SECRETS), result.output
    return result.exit_code, result.output


_UNCLEAR = "claimlink: --db: no address that PostgreSQL understands; write postgresql://USER:"


@pytest.mark.parametrize("command", ["review", "verdicts"])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        pytest.param("postgresql://desk:{}@127.0.0.1:1/claims", "refused", id="no-server"),
        pytest.param("postgresql://desk:{}@no.invalid/a", "no.invalid", id="no-host"),
        pytest.param("postgresql://desk:geheim@{host}/postgres", "password auth", id="password"),
        pytest.param("postgresql://desk:{}@{host}/none", '"none" does not exist', id="no-database"),
        pytest.param("postgresql://{host}/none?user=desk&password={}", '"none"', id="parameter"),
        pytest.param("postgresql://desk:a@geheim@{host}/a", _UNCLEAR, id="an-at-sign"),
        pytest.param("postgresql://desk:a/geheim@{host}/a", _UNCLEAR, id="a-slash"),
        pytest.param("postgresql://desk:1/geheim@{host}/a", _UNCLEAR, id="a-number-and-a-slash"),
        pytest.param("postgresql://desk:%geheim@{host}/a", _UNCLEAR, id="a-per-cent-sign"),
        pytest.param("postgres://desk:{}@{host}/a?geheim=1", _UNCLEAR, id="a-wrong-parameter"),
    ],
)
def test_a_wrong_address_is_one_line_without_the_password(
    run: Path, postgres: PostgresServer, command: str, address: str, said: str
) -> None:
    password = quote(PASSWORD, safe="")
    full = address.replace("{}", password).replace("{host}", f"127.0.0.1:{postgres.port}")
    code, output = _claimlink(command, run, "--db", full)
    assert (code, output.count("\n")) == (2, 1), output
    assert output.startswith("claimlink: ")
    assert said in output


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql://a:b@db.example/claims", "postgresql://a@db.example/claims"),
        ("postgres://db.example:6000,two.example:6001/c", "postgresql://db.example,two.example:6000,6001/c"),
        ("postgresql://a%40b:c@[::1]:6000/d%2Fe", "postgresql://a%40b@[::1]:6000/d%2Fe"),
        ("postgresql:///claims?host=/run/db&password=b", "postgresql://%2Frun%2Fdb/claims"),
        ("postgresql://", "postgresql:///"),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_the_password(address: str, name: str) -> None:
    assert read_address(address).name == name
    assert "conninfo" not in repr(read_address(address))


def test_without_the_library_it_says_how_to_get_it(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r'pip install "claimlink\[postgres\]"'):
        open_store("postgresql://db.example/claims")
    code, output = _claimlink("verdicts", run, "--db", "postgresql://db.example/claims")
    assert (code, output.count("\n")) == (2, 1)


@pytest.mark.parametrize("letters", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_does_not_take_every_letter_is_refused(
    postgres: PostgresServer, letters: str
) -> None:
    address = postgres.make_database(f"ENCODING {letters} LOCALE 'C' TEMPLATE template0")
    with pytest.raises(StoreError, match=f"a database in {letters}, .*createdb"):
        open_store(address)


def test_a_database_of_another_program_stays_as_it_is(postgres: PostgresServer) -> None:
    import psycopg

    address = postgres.make_database()
    tables = b"SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(b"CREATE TABLE people (id BIGINT)")
        with pytest.raises(StoreError, match=r'"people" already exists; name an empty database'):
            open_store(address)
        assert connection.execute(tables).fetchall() == [("people",)]


def test_verdicts_make_no_store(run: Path, address: str) -> None:
    import psycopg

    code, output = _claimlink("verdicts", run, "--db", address)
    assert (code, "no verdicts yet; open the desk with claimlink review" in output) == (2, True)
    with psycopg.connect(address) as connection:
        found = connection.execute(b"SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchall() == []


def test_a_copy_is_made_by_the_servers_own_command(
    store: Database, run: Path, address: str, tmp_path: Path
) -> None:
    code, output = _claimlink("review", run, "--db", address, "--backup", tmp_path / "copy.sql")
    assert (code, output) == (
        2,
        "claimlink: PostgreSQL has its own command for copies; run: "
        f"pg_dump -f {tmp_path / 'copy.sql'} {store.name}\n",
    )


def test_small_and_capital_letters_sort_as_in_a_file(store: Database, tmp_path: Path) -> None:
    texts = ("Rents rose by 4 percent in Graz", "RENTS ROSE BY 4 PERCENT IN GRAZ", "rents")
    file = open_store(tmp_path / "review.db")
    import_run(file, tmp_path / "run")
    for text in texts:
        found = [
            [row["text"] for row in list_claims(kept, Reader(1, "shared"), Filters(text=text))]
            for kept in (store, file)
        ]
        assert found[0] == found[1] != []
    for number, name in enumerate(("b", "B", "a-1", "a1", "ä")):
        for kept in (store, file):
            with kept.write() as writer:
                writer.execute("INSERT INTO settings VALUES (?, ?)", (name, str(number)))
    by_name = "SELECT name FROM settings WHERE name <> 'finding-codes' ORDER BY name"
    sorted_names = [[row["name"] for row in kept.read(by_name)] for kept in (store, file)]
    assert sorted_names[0] == sorted_names[1] == ["B", "a-1", "a1", "b", "ä"]
    file.close()


def test_the_desk_and_its_verdicts_from_start_to_end(
    run: Path, address: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with log.open("w") as out:
        desk = subprocess.Popen(
            [sys.executable, "-m", "claimlink", "review", str(run), "--db", address, "--as", "Ada"],
            stdout=out, stderr=out,
        )  # fmt: skip
    while "open http" not in log.read_text():
        assert desk.poll() is None, log.read_text()
        time.sleep(0.05)
    found = re.search(r"(http://[^/]+)/enter\S+", log.read_text())
    assert found is not None
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.open(found[0]).read()
    assert b"Rents rose by 4 percent in Graz" in browser.open(f"{found[1]}/claim/1").read()
    store = open_store(address)
    for base, (field, value) in enumerate(
        [("rating", {"scale": "truth", "label": "true"}), ("note", "seen")]
    ):
        save(store, _edit(base).model_copy(update={"field": field, "value": value}))
    assert b"seen" in browser.open(f"{found[1]}/claim/1").read()
    assert _claimlink("verdicts", run, "--db", address) == (
        0,
        f"claimlink: 1 review added to {run / 'reviews.jsonl'}\n",
    )
    (review,) = read_reviews(run / "reviews.jsonl")
    assert (review.reviewer, review.note) == ("Ada", "seen")
    desk.send_signal(signal.SIGINT)
    desk.wait()
    kept = log.read_text() + _everything(store)
    store.close()
    assert "seen" in kept
    assert not any(secret in kept for secret in _SECRETS)


def _everything(store: Database) -> str:
    tables = store.read("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert len(tables) > 10
    return "\n".join(
        str(row["line"])
        for table in tables
        for row in store.read(f"SELECT t::text AS line FROM {table['tablename']} t")
    )
