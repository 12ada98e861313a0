"""What an input says of an article, before the run gives it its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from claimlink.records import GivenLink


@dataclass(frozen=True)
class Draft:
    """One article as its input has it; fields as in :class:`claimlink.records.Article`.

    ``own_id`` is the id that a record brings.  ``language`` and ``published`` are as given, not
    checked yet.  All are None where the input says nothing.  ``notes`` are lines for the user about
    what was read in another way than the input asks for.
    """

    text: str
    source: str
    sha256: str
    media_type: str = "text/plain"
    own_id: str | None = None
    language: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    meta: Mapping[str, JsonValue] = field(default_factory=dict)
    links: tuple[GivenLink, ...] = ()
    notes: tuple[str, ...] = ()
    place: str = ""
