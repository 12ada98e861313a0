"""A PostgreSQL server of Debian's package in a folder of its own, for the tests of the store."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

#: A password with signs that an address must write in another way, and that a shell would see.
PASSWORD = "Kw:7/@ge#heim?%"

#: The user who makes the tables of a store: no administrator.
_USER = "desk"


def find_programs() -> Path | None:
    """Return the folder of the newest server that is installed, None where there is none."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return max((path.parent for path in found), key=lambda p: float(p.parent.name), default=None)


class PostgresServer:
    """The server as a process that can be stopped and started again at the same port."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user = _other_user()
        # Not below pytest's folder, which a user other than root cannot enter.
        self._folder = Path(tempfile.mkdtemp(prefix="claimlink-pg-"))
        (self._folder / "password").write_text(PASSWORD)
        if self._user is not None:
            for path in (self._folder, self._folder / "password"):
                shutil.chown(path, self._user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._names = (f"d{number}" for number in count())
        self._process: subprocess.Popen[bytes] | None = None
        options = ["--username=postgres", "--pwfile=password", "--auth=scram-sha-256"]
        with (self._folder / "log").open("ab") as log:
            subprocess.run(
                [programs / "initdb", "-D", "data", *options, "-E", "UTF8", "-N", "--no-locale"],
                cwd=self._folder, user=self._user, stdout=log, stderr=log, check=True,
            )  # fmt: skip
        self.start()
        self.administer(f"CREATE ROLE {_USER} LOGIN PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        """Start it; return when it answers."""
        settings = ["fsync=off", "shared_buffers=16MB", "max_connections=40"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", "data", "-k", ".", "-h", "127.0.0.1",
                 "-p", str(self.port), *(part for setting in settings for part in ("-c", setting))],
                cwd=self._folder, user=self._user, stdout=log, stderr=log,
            )  # fmt: skip
        for _ in range(600):
            asked = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p"]
            if subprocess.run([*asked, str(self.port)]).returncode == 0:
                return
            assert self._process.poll() is None, (self._folder / "log").read_text()
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        """Stop it, whoever is connected; nothing where it is stopped."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGINT)
            self._process.wait()
            self._process = None

    def end(self) -> None:
        """Stop it and delete all that it kept."""
        self.stop()
        shutil.rmtree(self._folder)

    def address(self, database: str, *, user: str = _USER, password: str = PASSWORD) -> str:
        """Return the address of a database."""
        return f"postgresql://{user}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def make_database(self, options: str = "") -> str:
        """Return the address of a new empty database."""
        name = next(self._names)
        self.administer(f"CREATE DATABASE {name} OWNER {_USER} {options}")
        return self.address(name)

    def administer(self, sql: str) -> None:
        """Run a statement as administrator."""
        import psycopg

        address = self.address("postgres", user="postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.encode())


def _other_user() -> str | None:
    """Return a user under whom it runs where tests run as root, which it refuses."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
