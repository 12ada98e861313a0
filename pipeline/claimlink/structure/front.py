"""Title, byline and date of publication where the text itself shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlink.packs import LanguagePack, Pattern, Term
from claimlink.structure.dates import iso_date, read_date
from claimlink.structure.lines import Line

LINES = "layout_lines"

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]{0,40}?)\s*:(?:\s+(?P<value>\S.*))?$")
_QUOTES = "\"'“”‘’"
_MAX_LINE = 600  # characters of a line in which a byline or caption can show (own)


@dataclass(frozen=True)
class Front:
    """What front matter, byline and date line say; None where they say nothing."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None


def read_front_matter(lines: tuple[Line, ...], pack: LanguagePack) -> Front:
    """Return title, author and date of YAML front matter; keys are rows of ``layout_keys``."""
    found: dict[str, str] = {}
    above: str | None = None
    for line in lines:
        if above is not None and line.text.startswith("- "):
            value = line.text[2:].strip().strip(_QUOTES)
            found[above] = f"{found[above]}, {value}" if above in found else value
            continue
        above = None
        keyed = None if line.indent else front_key(line.text, pack)
        if keyed is None or keyed[0].label in found:
            continue
        if keyed[1]:
            found[keyed[0].label] = keyed[1]
        else:
            above = keyed[0].label  # its values follow as a list
    date = read_date(found.get("published", ""), pack)
    return Front(found.get("title"), found.get("byline"), None if date is None else iso_date(date))


def front_key(line: str, pack: LanguagePack) -> tuple[Term, str] | None:
    """Return the row of a line's key and its value; None where the key says nothing of these.

    >>> from claimlink.packs import load_pack
    >>> row, value = front_key('title: "Rents"', load_pack("en"))
    >>> row.label, value
    ('title', 'Rents')
    """
    match = _KEY.match(line)
    row = pack.lexicon("layout_keys").get(match.group("key").lower()) if match else None
    if match is None or row is None:
        return None
    return row, (match.group("value") or "").strip().strip(_QUOTES).strip("[]")


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
