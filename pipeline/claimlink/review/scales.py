"""Scales that people rate on: those that are shipped, and files of your own.

A file is TOML: ``name``, ``title``, ``worst`` and ``best`` (numbers; the best may be the smaller),
and a table ``labels`` for each answer with ``label``, ``meaning`` and, for an answer that stands on
the scale, ``value``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Self

from pydantic import Field, FiniteFloat, ValidationError, model_validator

from claimlink.errors import RunError
from claimlink.records import Record
from claimlink.review.store.database import Database
from claimlink.review.store.people import put_setting

#: Answers that the number keys reach.
_MOST_LABELS = 9

#: How the settings are named that hold scales.
_KEPT = "scale "


class Label(Record):
    """One answer; ``value`` is None for one beside the scale, such as "cannot be checked"."""

    label: str = Field(min_length=1, max_length=60)
    meaning: str = Field(default="", max_length=300)
    value: FiniteFloat | None = None


class Scale(Record):
    """The answers in the order in which they are shown, and the ends of the scale.

    Raises:
        ValidationError: a value lies beyond an end, or a label or value is there twice.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    title: str = Field(min_length=1, max_length=120)
    worst: FiniteFloat
    best: FiniteFloat
    labels: tuple[Label, ...] = Field(min_length=2, max_length=_MOST_LABELS)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.worst == self.best:
            raise ValueError(f"best and worst are both {self.best:g}")
        names = [label.label for label in self.labels]
        values = [label.value for label in self.labels if label.value is not None]
        for what, found in (("label", names), ("value", values)):
            if len(set(found)) < len(found):
                raise ValueError(f"a {what} is there twice")
        least, most = sorted((self.worst, self.best))
        for label in self.labels:
            if label.value is not None and not least <= label.value <= most:
                raise ValueError(
                    f"{label.label!r} has the value {label.value:g}, "
                    f"which is not between {least:g} and {most:g}"
                )
        return self

    def find(self, label: str) -> Label | None:
        """Return the answer of a name, None where there is none."""
        return next((found for found in self.labels if found.label == label), None)


def shipped_scales() -> list[Scale]:
    """Return the scales that come with claimlink.

    >>> [scale.name for scale in shipped_scales()]
    ['truth', 'citation-support']
    """
    folder = files("claimlink.review") / "scales"
    return [
        _parse((folder / f"{name}.toml").read_text("utf-8"), name)
        for name in ("truth", "citation-support")
    ]


def read_scale(path: Path) -> Scale:
    """Return the scale of a file.

    Raises:
        RunError: the file cannot be read or is no scale; the text says what is wrong.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"no scale ({error}); name a TOML file in UTF-8", source=str(path)) from None
    return _parse(text, str(path))


def keep_scales(database: Database, scales: Iterable[Scale]) -> None:
    """Keep the scales of a desk in its store, where an answer's number is looked up later."""
    for scale in scales:
        put_setting(database, f"{_KEPT}{scale.name}", scale.model_dump_json())


def kept_scales(database: Database) -> dict[str, Scale]:
    """Return the scales of a store, and the shipped ones, by name."""
    rows = database.read("SELECT value FROM settings WHERE name LIKE ?", (f"{_KEPT}%",))
    kept = [Scale.model_validate_json(row["value"]) for row in rows]
    return {scale.name: scale for scale in [*shipped_scales(), *kept]}


def _parse(text: str, source: str) -> Scale:
    try:
        return Scale.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RunError(f"not TOML: {error}", source=source) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the scale"
        raise RunError(
            f"{place}: {first['msg']}; docs/review.md shows a scale", source=source
        ) from None
