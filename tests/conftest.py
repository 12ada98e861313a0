"""What the tests of several modules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimlink.records import Article
from postgres_server import PostgresServer, find_programs

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file below the test's folder, with its folders."""

    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def article() -> Article:
    """Return a short article, as read."""
    return Article(
        id="a-rents",
        text="Rents rose by 4 percent in Graz (Lillis, 2021).",
        source="rents.txt",
        sha256="0" * 64,
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Return a PostgreSQL server that tests may stop and start again."""
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    server = PostgresServer(programs)
    yield server
    server.end()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Return where a new store of the review desk may be: a file, then a server's database."""
    if request.param == "sqlite":
        return tmp_path / "review.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.make_database()
