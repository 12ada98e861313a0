"""XML -> whether it declares a document type or entities, found out without reading on.

All attacks by entities (one that names another file, ones that swell) begin with a declaration.
"""

from __future__ import annotations

from contextlib import suppress
from xml.parsers import expat


class _FoundError(Exception):
    """Ends the parser where everything is known."""


def declares_type(content: bytes) -> bool:
    """Return whether XML has a document type declaration.

    >>> declares_type(b"<!DOCTYPE a><a/>"), declares_type(b"<a/>")
    (True, False)

    Raises:
        xml.parsers.expat.ExpatError: it is not well formed.
    """
    return _stops(content, "StartDoctypeDeclHandler")


def declares_entities(content: bytes) -> bool:
    """Return whether XML declares entities of its own; those of an outer DTD are not looked at.

    >>> declares_entities(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')
    True
    """
    with suppress(expat.ExpatError):
        return _stops(content, "EntityDeclHandler")
    return False


def _stops(content: bytes, handler: str) -> bool:
    """Return whether an event happens before the first element."""
    found: list[bool] = []

    def stop(*_: object) -> None:
        found.append(True)
        raise _FoundError

    def begin(*_: object) -> None:
        raise _FoundError

    parser = expat.ParserCreate()
    setattr(parser, handler, stop)
    parser.StartElementHandler = begin
    with suppress(_FoundError):
        parser.Parse(content, True)
    return bool(found)
