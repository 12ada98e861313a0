"""Starting the desk: where it listens, who may come, and the line that is printed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

from claimlink.errors import MissingExtraError, RunError, describe_os_error
from claimlink.inspecting.runs import read_run
from claimlink.review.scales import Scale, keep_scales, read_scale, shipped_scales
from claimlink.review.store import Database, import_run, open_store
from claimlink.review.store.addresses import is_address
from claimlink.review.store.people import (
    Person,
    Role,
    add_person,
    get_setting,
    list_people,
    put_setting,
)

#: Tried first; another free one where it is taken.
DEFAULT_PORT = 8765


@dataclass(frozen=True)
class Place:
    """Where a desk listens; ``names`` are further hosts that it answers to, as behind a proxy."""

    host: str = "127.0.0.1"
    port: int | None = None
    is_public: bool = False
    names: tuple[str, ...] = ()

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def store_of(runs: list[Path], named: str | None) -> Path | str:
    """Return where the store is: the file or address named, else ``review.db`` in the first run."""
    if named is None:
        return runs[0] / "review.db"
    return named if is_address(named) else Path(named)


def open_desk(runs: list[Path], place: Path | str) -> Database:
    """Open the store and bring the runs' claims into it.

    Raises:
        RunError: a run cannot be read.
        StoreError: the store cannot be.
    """
    for run in runs:
        if not run.is_dir():
            raise RunError(
                "no such folder; name one that claimlink extract -o wrote", source=str(run)
            )
        next(read_run(run), None)  # before a store is made in a folder that is no run's
    database = open_store(place)
    try:
        for run in runs:
            import_run(database, run)
    except BaseException:
        database.close()
        raise
    return database


def read_scales(named: list[str]) -> list[Scale]:
    """Return the scales of a desk: those named, by name or file, first; then the shipped ones.

    Raises:
        RunError: a name is no shipped scale and no file that holds one.
    """
    shipped = {scale.name: scale for scale in shipped_scales()}
    chosen = [shipped[name] if name in shipped else read_scale(Path(name)) for name in named]
    return list({scale.name: scale for scale in [*chosen, *shipped.values()]}.values())


def set_password(database: Database, name: str, password: str) -> Person:
    """Give a person a password; the first person of a store is its owner.

    Raises:
        RunError: the name or the password cannot be.
        MissingExtraError: the libraries of the desk are not installed.
    """
    try:
        from claimlink.review.web.sessions import hash_password
    except ImportError:
        raise MissingExtraError.of("the review desk", "review") from None
    role: Role = "reviewer" if list_people(database) else "owner"
    return add_person(database, name, role, password=hash_password(password))


def serve(
    database: Database, scales: list[Scale], place: Place, say: Callable[[str], None]
) -> None:
    """Serve the desk until it is interrupted; ``say`` gets the line with the first link.

    Raises:
        RunError: the place is beyond this machine without leave, or cannot be listened at.
        MissingExtraError: the libraries of the desk are not installed.
    """
    try:
        import uvicorn

        from claimlink.review.web.app import make_app
        from claimlink.review.web.desk import Desk
    except ImportError:
        raise MissingExtraError.of("the review desk", "review") from None
    check_place(database, place)
    token = None if place.is_public else token_urlsafe(32)
    desk = Desk(database, scales, is_double=get_setting(database, "double") == "yes", token=token)
    with closing(_listen(place)) as listening:
        port = listening.getsockname()[1]
        host = f"[{place.host}]" if ":" in place.host else place.host
        link = f"http://{host}:{port}/" + (f"enter?token={token}" if token else "login")
        say(f"open {link}  (Ctrl-C ends it; every key press is saved)")
        # No log of requests: the first one holds the token.
        config = uvicorn.Config(
            make_app(desk, _hosts(place, host, port)),
            access_log=False,
            log_level="warning",
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=3,
            proxy_headers=False,
        )
        uvicorn.Server(config).run(sockets=[listening])


def check_place(database: Database, place: Place) -> None:
    """Refuse to listen beyond this machine without leave and a password.

    Raises:
        RunError: the text says what is missing.
    """
    if not place.is_loopback and not place.is_public:
        raise RunError(
            f"{place.host} can be reached from other machines; add --public where that is meant"
        )
    if place.is_public and not any(person.password for person in list_people(database)):
        raise RunError(
            "--public needs somebody with a password; set one first: "
            "claimlink review RUN --password NAME"
        )


def _hosts(place: Place, host: str, port: int) -> set[str]:
    names = {host, "127.0.0.1", "localhost", "[::1]"} if place.is_loopback else {host}
    return {f"{name}:{port}" for name in names} | set(place.names)


def _listen(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    ports = [DEFAULT_PORT, 0] if place.port is None else [place.port]
    for port in ports:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((place.host, port))
            return listening
        except OSError as error:
            listening.close()
            if port == ports[-1]:
                raise RunError(
                    f"cannot listen at {place.host} port {port}: {describe_os_error(error)}; "
                    "name another with --port or --host"
                ) from None
    raise AssertionError("ports is never empty")


def begin(database: Database, owner: str, scales: list[Scale], *, is_double: bool | None) -> str:
    """Make the first person of a store its owner, and keep on what and how people review.

    Return the owner's name.
    """
    keep_scales(database, scales)
    if not list_people(database):
        add_person(database, owner, "owner")
    if is_double is not None:
        put_setting(database, "double", "yes" if is_double else "no")
    return next(person.name for person in list_people(database) if person.role == "owner")
