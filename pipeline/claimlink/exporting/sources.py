"""The entries of all source lists -> each work once, with a key that is its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import orjson
from pydantic import JsonValue

from claimlink.inspecting.runs import ArticleClaims

Csl = Mapping[str, JsonValue]

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class ListedWork:
    """A work as an entry describes it, and where it is listed first."""

    key: str
    csl: Csl
    article_id: str
    reference_id: str


def find_works(articles: Iterable[ArticleClaims]) -> Iterator[ListedWork]:
    """Yield the works that the articles list, in order; entries of equal fields are one work.

    Nothing is held but the keys.
    """
    seen: set[str] = set()
    for found in articles:
        for entry in found.article.references:
            fields = {name: value for name, value in entry.csl.items() if name != "id"}
            key = make_key(fields, entry.authors, entry.year)
            if key not in seen:
                seen.add(key)
                yield ListedWork(key, fields, found.article.id, entry.id)


def make_key(csl: Csl, authors: list[str], year: str | None) -> str:
    """Return a work's key: first author, year and eight digits of all fields' digest.

    It depends on the entry alone, so that it is the same in every export of every run.

    >>> make_key({"type": "book"}, ["Öberg"], "2021")
    'oberg2021-4e66a262'
    """
    plain = unicodedata.normalize("NFKD", authors[0] if authors else "").casefold()
    name = _NO_LETTERS.sub("", plain.encode("ascii", "ignore").decode())
    content = orjson.dumps(dict(csl), option=orjson.OPT_SORT_KEYS)
    return f"{name or 'source'}{year or ''}-{blake2b(content, digest_size=4).hexdigest()}"


def text_of(csl: Csl, name: str) -> str | None:
    """Return a variable in one line, without control characters; None where it has no text."""
    value = csl.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return None
    return one_line(value) or None


def one_line(text: str) -> str:
    r"""Return a text with each run of blanks and control characters as one blank.

    >>> one_line(" Rents\r\nin\tGraz\x00")
    'Rents in Graz'
    """
    return " ".join("".join(c if unicodedata.category(c) != "Cc" else " " for c in text).split())


@dataclass(frozen=True)
class Name:
    """A person, or with ``literal`` an organisation."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


def names_of(csl: Csl, name: str) -> list[Name]:
    """Return the persons and organisations of a name variable such as ``author``."""
    value = csl.get(name)
    found = []
    for person in value if isinstance(value, list) else []:
        if isinstance(person, dict):
            given = Name(
                family=text_of(person, "family") or "",
                given=" ".join(
                    part
                    for part in (text_of(person, "given"), text_of(person, "dropping-particle"))
                    if part
                ),
                particle=text_of(person, "non-dropping-particle") or "",
                suffix=text_of(person, "suffix") or "",
                literal=text_of(person, "literal") or "",
            )
            if given.family or given.literal:
                found.append(given)
    return found


def date_of(csl: Csl, name: str) -> list[int]:
    """Return year, month and day of a date variable, as many as are known."""
    value = csl.get(name)
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return [part for part in first if isinstance(part, int)] if isinstance(first, list) else []
