"""Numeric citations, ``[12]``, ``[3-5, 9]`` or raised, and Markdown footnotes, ``[^3]``.

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
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(
    r"<sup>\s{0,4}\[?\d[\d\s,;–-]{0,80}\]?\s{0,4}</sup>|\^\d[\d,–-]{0,40}\^"
    rf"|(?P<raised>[{_DIGITS}]{{1,5}}(?:[,⁻–-][{_DIGITS}]{{1,5}}){{0,20}})",
    re.IGNORECASE,
)
_LOWERED = str.maketrans({**{sign: str(n) for n, sign in enumerate(_DIGITS)}, "⁻": "-"})
#: What a raised number may follow: a mark or a word; "km²" and "10³" are no citations (own).
_BEFORE_RAISED = re.compile(r"(?:[.,;:!?)\]”\"’']|[^\W\d_]{3})$")
#: Characters before a raised number that tell whether it is a power (own).
_REACH = 4
_NUMBERED = re.compile(r"(?:^|\n)[\s>*-]{0,8}[\[(]?(?P<number>\d{1,5})[\]).:]{0,2}[ \t]{1,4}$")
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
    for pattern in (_NUMBERS, _RAISED):
        for match in pattern.finditer(text, start, end):
            if not _is_marked(text, match):
                continue
            items = list(_ITEM.finditer(match.group().translate(_LOWERED)))
            if all(_expand(item.group(), entries) for item in items):
                found += [_numeric_marker(item, match.span()) for item in items]
    return found


def _is_marked(text: str, match: re.Match[str]) -> bool:
    """Say whether a number is no unit's power, and no bracket that raised mark-up takes in."""
    if match.re is _NUMBERS:
        return text[match.end() : match.end() + 2] != "</"
    before = max(0, match.start() - _REACH)
    return not match["raised"] or bool(_BEFORE_RAISED.search(text, before, match.start()))


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
    """Return the marker of a number found in what stands between ``group``'s borders."""
    return Marker(
        group[0] + item.start(), group[0] + item.end(), group, False, form="numeric", kind="number",
        number=item.group(), rule="citation.number", bracket=group,
    )  # fmt: skip


def _expand(item: str, entries: Mapping[str, Reference]) -> list[str]:
    """Return the numbers of an item, none where one of them is not in the list."""
    numbers = [int(number) for number in re.findall(r"\d+", item)]
    if len(numbers) == 2 and not 0 < numbers[1] - numbers[0] <= _LONGEST_RANGE:
        return []
    spelled = [str(number) for number in range(numbers[0], numbers[-1] + 1)] if numbers else []
    return spelled if all(number in entries for number in spelled) else []
