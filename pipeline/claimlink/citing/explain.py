"""Which rows of the pack stand behind a marker: its locator, date, bracket and small words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlink.citing.cuts import find_noun_bracket
from claimlink.citing.scan import Marker, Scan

#: Labels of rows that a word inside a marker's own text may have.
_INSIDE = ("generation", "month", "capital")


def marker_rows(scan: Scan, marker: Marker) -> frozenset[str]:
    """Return the ids of the rows that gave a marker its fields, those of its names left out."""
    return frozenset(_rows(scan, marker))


def _rows(scan: Scan, marker: Marker) -> Iterator[str]:
    words, text = scan.words, scan.text
    if marker.locator:
        yield from _matching(scan, "locator", marker.locator.lower())
    if marker.year and not marker.year.isdigit():
        yield from _matching(scan, "undated", marker.year)
    until = marker.end + 24 if marker.date else marker.end
    for word in re.findall(r"[^\W\d_]+", text[marker.start : until]):
        for label in _INSIDE:
            row = words.row(label, word.lower())
            if row and (label != "capital" or word.isupper()) and (label != "month" or marker.date):
                yield row
    if marker.group is not None:
        start, end = marker.group
        noun = find_noun_bracket(text, marker.group, [marker], words)
        if noun is not None:
            yield noun
        before = text[start + 1 : marker.start].split()[-1:]
        row = words.row("article", before[0].lower()) if before else None
        if row:
            yield row
        for pattern in words.patterns.get("citation_brackets", ()):
            if pattern.regex.fullmatch(text, start, end):
                yield pattern.id


def _matching(scan: Scan, label: str, value: str) -> Iterator[str]:
    """Yield the row of the longest form with which a value begins."""
    forms = scan.words.rows.get(label, {})
    fitting = [form for form in forms if re.match(rf"{re.escape(form)}(?![^\W\d_])", value)]
    if fitting:
        yield forms[max(fitting, key=len)]
