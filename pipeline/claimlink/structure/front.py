"""Title, byline and date of publication where the text itself shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlink.packs import LanguagePack, Pattern
from claimlink.structure.dates import iso_date, read_date
from claimlink.structure.lines import Line

LINES = "layout_lines"

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,40}?)\s*:\s*(?P<value>\S.*)$")
_QUOTES = "\"'“”‘’"
_MAX_LINE = 160  # characters of a byline or caption lead (own)


@dataclass(frozen=True)
class Front:
    """What front matter, byline and date line say; None where they say nothing."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None


def read_front_matter(lines: tuple[Line, ...], pack: LanguagePack) -> Front:
    """Return title, author and date of YAML front matter; keys are rows of ``layout_keys``."""
    found: dict[str, str] = {}
    for line in lines:
        match = _KEY.match(line.text)
        if match is None or line.indent:
            continue
        row = pack.lexicon("layout_keys").get(match.group("key").lower())
        value = match.group("value").strip().strip(_QUOTES).strip("[]")
        if row is not None and value:
            found.setdefault(row.label, value)
    date = read_date(found.get("published", ""), pack)
    return Front(found.get("title"), found.get("byline"), None if date is None else iso_date(date))


def line_role(text: str, pack: LanguagePack) -> tuple[Pattern, re.Match[str]] | None:
    """Return the first row of ``layout_lines`` that a line fits, with its match; None for prose.

    Labels: ``byline``, ``published``, ``caption``, ``other`` (navigation, placeholders, metadata).
    """
    if len(text) > _MAX_LINE:
        text = text[:_MAX_LINE]
    for row in pack.pattern_rows(LINES):
        match = row.regex.match(text)
        if match:
            return row, match
    return None
