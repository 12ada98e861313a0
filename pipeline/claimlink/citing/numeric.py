"""Numeric citations, ``[12]``, ``[3-5, 9]`` or raised, and Markdown footnotes, ``[^3]``.

Numbers are citations only where the source list is numbered: then each points at the entry of its
number.  Spans: each number alone; of a range, the range.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimlink.citing.scan import Marker, Scan
from claimlink.records import Reference

_NUMBERS = re.compile(
    r"\\?\[(?P<lead>\s?(?:[^\W\d_][\w.]{1,12}[ ,]{1,2}){0,3})(?=\d)(?P<numbers>[\d\s,;–-]{1,80}?)"
    r"(?P<locator>[,:]\s?[^\W\d_]{1,12}\.?\s?\d[\d\s,–-]{0,20}|:\s?\d[\d–-]{0,9})?\s?\\?\]"
)
_ITEM = re.compile(r"\d{1,5}(?:\s?[–-]\s?\d{1,5})?")
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(
    r"<sup>\s{0,4}(?:<a\s[^<>]{0,200}>)?\[?(?P<sup>\d[\d\s,;–-]{0,80})\]?(?:</a>)?\s{0,4}</sup>"
    r"|\^(?P<caret>\d[\d,–-]{0,40})\^"
    rf"|(?P<raised>[{_DIGITS}]{{1,5}}(?:[,⁻–-][{_DIGITS}]{{1,5}}){{0,20}})",
    re.IGNORECASE,
)
#: A word of four letters with its mark, so that "p.2" and "No.2" stay; no blank before the number.
_GLUED = re.compile(r"(?<=[a-z]{4}[.,;])[”\"’]?(?P<glued>\d{1,3}(?:[,–-]\d{1,3}){0,8})(?=\s|$)")
_LOWERED = str.maketrans({**{sign: str(n) for n, sign in enumerate(_DIGITS)}, "⁻": "-"})
_WORD_BEFORE = re.compile(r"(?:(?P<apart>[^\W\d_]{1,12})\s|(?<!\w)(?P<glued>[^\W\d_]{1,2}))$")
#: What a raised number may follow: a mark or a word; "km²" and "10³" are no citations (own).
_BEFORE_RAISED = re.compile(r"(?:[.,;:!?)\]”\"’']|[^\W\d_]{3})$")
#: Characters before a raised number that tell whether it is a power (own).
_REACH = 4
_NUMBERED = re.compile(r"(?:^|\n)[\s>*-]{0,8}[\[(]?(?P<number>\d{1,5})[\]).:]{0,2}[ \t]{1,4}$")
_NOTE = re.compile(r"\[\^(?P<mark>[^\]\s]{1,40})\](?!:)")
_NOTED = re.compile(r"\[\^(?P<mark>[^\]\s]{1,40})\]:[ \t]*$")
_DEFINED = re.compile(r"(?:^|(?<=\n)) {0,3}\[\^(?P<mark>[^\]\s]{1,40})\]:")
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


def footnote_marks(text: str) -> frozenset[str]:
    """Return the marks of all Markdown footnotes that the text defines, sources or not."""
    return frozenset(match["mark"] for match in _DEFINED.finditer(text))


def find_numeric(
    scan: Scan, start: int, end: int, entries: Mapping[str, Reference]
) -> list[Marker]:
    """Return the numeric markers of ``text[start:end]``, one for each number or range."""
    text = scan.text
    if not entries:
        return []
    found: list[Marker] = []
    for match in _NUMBERS.finditer(text, start, end):
        if text[match.end() : match.end() + 6] == "</sup>" or _is_other(scan, match):
            continue
        numbered = _of_match(match, "numbers", entries)
        found += _with_fields(match, numbered) if numbered else []
    for match in _RAISED.finditer(text, start, end):
        before = max(0, match.start() - _REACH)
        if not match["raised"] or _BEFORE_RAISED.search(text, before, match.start()):
            found += _of_match(match, match.lastgroup or "raised", entries)
    return found


def _of_match(match: re.Match[str], group: str, entries: Mapping[str, Reference]) -> list[Marker]:
    """Return a marker for each number or range, none where one of them is not in the list."""
    items = list(_ITEM.finditer(match[group].translate(_LOWERED)))
    if not all(_expand(item.group(), entries) for item in items):
        return []
    return [_numeric_marker(item, match.start(group), match.span()) for item in items]


def _with_fields(match: re.Match[str], found: list[Marker]) -> list[Marker]:
    """Add what else a bracket says: "[see 1, 2, p. 4]"."""
    if match["locator"]:
        found[-1] = replace(found[-1], locator=match["locator"].strip(" ,:"))
    if match["lead"].strip():
        found[0] = replace(found[0], prefix=match["lead"].strip(" ,"))
    return found


def find_glued(text: str, start: int, end: int, entries: Mapping[str, Reference]) -> list[Marker]:
    """Return numbers that lost their mark-up and stand right behind a mark: "rose.2 They"."""
    found: list[Marker] = []
    for match in _GLUED.finditer(text, start, end) if entries else ():
        found += _of_match(match, "glued", entries)
    return found


def _is_other(scan: Scan, match: re.Match[str]) -> bool:
    """Say whether a bracket is an index or an interval: "x[1]", "the range [2, 5]"."""
    text = match.string
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    if before and before["glued"] and len(before["glued"]) == 1:
        return True
    row = before and before["apart"] and scan.words.row("interval", before["apart"].lower())
    if row:
        scan.fired.add(row)
        return True
    lead = [word.lower().strip(".") for word in match["lead"].replace(",", " ").split()]
    return not all(scan.words.first(("lead", "leadlink", "opener"), word) for word in lead)


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


def _numeric_marker(item: re.Match[str], start: int, group: tuple[int, int]) -> Marker:
    """Return the marker of a number found in what begins at ``start``."""
    return Marker(
        start + item.start(), start + item.end(), group, False, form="numeric", kind="number",
        number=item.group(), rule="citation.number", bracket=group,
    )  # fmt: skip


def _expand(item: str, entries: Mapping[str, Reference]) -> list[str]:
    """Return the numbers of an item, none where one of them is not in the list."""
    numbers = [int(number) for number in re.findall(r"\d+", item)]
    if len(numbers) == 2 and not 0 < numbers[1] - numbers[0] <= _LONGEST_RANGE:
        return []
    spelled = [str(number) for number in range(numbers[0], numbers[-1] + 1)] if numbers else []
    return spelled if all(number in entries for number in spelled) else []
