"""Where a PostgreSQL store is, and what of it may be shown.

The password of an address never goes into a message: what is shown is put together anew from the
parts that are no secret, and an address that cannot be taken apart with certainty is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from claimlink.errors import MissingExtraError, StoreError

_SCHEMES = ("postgresql://", "postgres://")

#: Asked of the driver unless the address says otherwise: a server that is silent is given up, in
#: seconds and (the last) milliseconds, and its list of connections tells whose they are.
_DEFAULTS = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "20000",
    "application_name": "claimlink",
}

#: What of an address is secret.
_SECRET = ("password", "sslpassword")


@dataclass(frozen=True)
class Address:
    """A database of a server: what messages call it, and what the driver is given."""

    name: str
    conninfo: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)

    def hide(self, said: str) -> str:
        """Return what a server or driver said, without the password."""
        for secret in self.secrets:
            said = said.replace(secret, "***")
        return said


def is_address(place: str | Path) -> bool:
    """Whether a store's place is one of a server, not a file.

    >>> is_address("postgresql://desk@db.example/claims"), is_address("review.db")
    (True, False)
    """
    return isinstance(place, str) and place.startswith(_SCHEMES)


def read_address(text: str) -> Address:
    """Return the parts of an address such as ``postgresql://USER:PASSWORD@HOST:PORT/NAME``.

    Raises:
        StoreError: it is none; the text does not show it.
        MissingExtraError: the library that reaches the server is not installed.
    """
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo
    except ImportError:
        raise MissingExtraError.of("a store in PostgreSQL", "postgres") from None
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(text).items()}
    except psycopg.Error:  # what it says may hold a piece of the password
        raise _no_address() from None
    if not _is_certain(parts):
        raise _no_address()
    conninfo = make_conninfo(**{**_DEFAULTS, **parts})
    return Address(
        _name(parts), conninfo, tuple(parts[name] for name in _SECRET if parts.get(name))
    )


def _no_address() -> StoreError:
    return StoreError(
        "--db: no address that PostgreSQL understands; write postgresql://USER:PASSWORD@HOST/NAME, "
        "with @ : / ? # % of a password as %40 %3A %2F %3F %23 %25"
    )


def _is_certain(parts: dict[str, str]) -> bool:
    """Whether no part can be the rest of a password that was cut at a sign in it."""
    ports = parts.get("port", "").replace(",", "")
    behind = parts.get("host", "") + parts.get("dbname", "")
    return (not ports or ports.isdigit()) and "@" not in behind


def _name(parts: dict[str, str]) -> str:
    user = quote(parts["user"], safe="") + "@" if parts.get("user") else ""
    port = ":" + parts["port"] if parts.get("port") else ""
    host = quote(parts.get("host", ""), safe=":,")
    host = f"[{host}]" if ":" in host else host
    return f"postgresql://{user}{host}{port}/{quote(parts.get('dbname', ''), safe='')}"
