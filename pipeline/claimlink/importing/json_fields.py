"""Parsed JSON of other tools -> fields of the type that is expected, or a clear refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import JsonValue

from claimlink.errors import InputError

Fields = Mapping[str, JsonValue]
Kind = TypeVar("Kind")


def as_object(value: JsonValue, place: str) -> Fields:
    """Return an object.

    Raises:
        InputError: it is something else.
    """
    if not isinstance(value, dict):
        raise InputError("expected an object there; export it from the tool again", source=place)
    return value


def field(fields: Fields, name: str, kind: type[Kind], place: str) -> Kind:
    """Return a field of a type.

    Raises:
        InputError: it is missing or of another type.
    """
    value = fields.get(name)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise InputError(f"{name} is {_told(value)}, expected {_NAMES[kind]}", source=place)
    return value


_NAMES: dict[type, str] = {str: "a text", int: "a whole number", dict: "an object", list: "a list"}


def _told(value: JsonValue) -> str:
    return "missing" if value is None else f"{str(value)[:40]!r}"


def optional(fields: Fields, name: str, kind: type[Kind]) -> Kind | None:
    """Return a field of a type; None where it is missing or of another."""
    value = fields.get(name)
    return value if isinstance(value, kind) else None
