"""Numeric citations, ``[12]`` or ``[3-5, 9]``, and Markdown footnotes, ``[^3]``.

Numbers are citations only where the source list is numbered: then each points at the entry of its
number.  Spans: each number alone; of a range, the range.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimlink.citing.scan import Marker
from claimlink.records import Reference

_NUMBERS = re.compile(r"\[(?=\d)[\d\s,;–-]{1,80}\]")
_ITEM = re.compile(r"\d{1,5}(?:\s?[–-]\s?\d{1,5})?")
_NUMBERED = re.compile(r"(?:^|\n)[\s>*-]*[\[(]?(?P<number>\d{1,5})[\]).:]{0,2}[ \t]{1,4}$")
_NOTE = re.compile(r"\[\^(?P<mark>[^\]\s]{1,40})\](?!:)")
_NOTED = re.compile(r"\[\^(?P<mark>[^\]\s]{1,40})\]:[ \t]*$")
#: Share of entries that must carry their number for the list to count as numbered (own).
_NUMBERED_SHARE = 0.8
#: Most entries that one range may stand for (own: longer ones are seldom citations).
_LONGEST_RANGE = 40


def numbered_entries(text: str, references: Sequence[Reference]) -> Mapping[str, Reference]:
    """Return the entries by their printed number; empty where the list is not numbered."""
    found: dict[str, Reference] = {}
    for reference in references:
        match = _NUMBERED.search(text, max(0, reference.start - 16), reference.start)
        own = re.match(r"[\[(]?(\d{1,5})[\]).]\s", reference.text)
        number = match["number"] if match else own[1] if own else None
        if number is not None:
            found.setdefault(number, reference)
    return found if references and len(found) >= _NUMBERED_SHARE * len(references) else {}


def footnote_entries(text: str, references: Sequence[Reference]) -> Mapping[str, Reference]:
    """Return the entries that a Markdown footnote defines, by its mark."""
    found: dict[str, Reference] = {}
    for reference in references:
        match = _NOTED.search(text, max(0, reference.start - 48), reference.start)
        if match:
            found.setdefault(match["mark"], reference)
    return found


def find_numeric(text: str, start: int, end: int, entries: Mapping[str, Reference]) -> list[Marker]:
    """Return the numeric markers of ``text[start:end]``, one for each number or range."""
    if not entries:
        return []
    found: list[Marker] = []
    for match in _NUMBERS.finditer(text, start, end):
        items = list(_ITEM.finditer(text, match.start(), match.end()))
        if all(_expand(item.group(), entries) for item in items):
            found += [_numeric_marker(item, match.span()) for item in items]
    return found


def find_footnotes(text: str, start: int, end: int) -> list[Marker]:
    """Return the Markdown footnote marks of ``text[start:end]``."""
    return [
        Marker(
            match.start(), match.end(), match.span(), False, form="footnote", kind="note",
            number=match["mark"], rule="citation.footnote", bracket=match.span(),
        )
        for match in _NOTE.finditer(text, start, end)
    ]  # fmt: skip


def split_range(marker: Marker, entries: Mapping[str, Reference]) -> list[Marker]:
    """Return one marker for each entry that a number or range of numbers stands for."""
    return [replace(marker, number=number) for number in _expand(marker.number or "", entries)]


def _numeric_marker(item: re.Match[str], group: tuple[int, int]) -> Marker:
    return Marker(
        item.start(), item.end(), group, False, form="numeric", kind="number",
        number=item.group(), rule="citation.number", bracket=group,
    )  # fmt: skip


def _expand(item: str, entries: Mapping[str, Reference]) -> list[str]:
    """Return the numbers of an item, none where one of them is not in the list."""
    numbers = [int(number) for number in re.findall(r"\d+", item)]
    if len(numbers) == 2 and not 0 < numbers[1] - numbers[0] <= _LONGEST_RANGE:
        return []
    spelled = [str(number) for number in range(numbers[0], numbers[-1] + 1)] if numbers else []
    return spelled if all(number in entries for number in spelled) else []
