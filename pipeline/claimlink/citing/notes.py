"""Marks of notes that are no citations of the source list: ``[4]``, ``[note 2]``, ``[who?]``.

A number is a citation only where the list is numbered (see :mod:`claimlink.citing.numeric`); else
it points to a note that the text has lost.  Left in the prose it hides the full stop before it:
"closed nine schools.[4] The teachers left." would be one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlink.citing.scan import Scan

#: Not before what makes it a link or a definition, nor inside a word: "tenant[s]hip".
_BRACKET = re.compile(r"\\?\[(?P<inner>[^\[\]\n]{1,40}?)\\?\](?![(\w:{^])")
_RAISED = re.compile(r"<sup>\s?\[?\d{1,3}\]?\s?</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w⁻])", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,3}(?:[,–-]\s?\d{1,3}){0,4}")
_NUMBERED = re.compile(r"(?P<word>[^\W\d_]{1,8})\.?\s?\d{1,3}")
#: What a mark stands behind: the end of a part, or a word or a number of some length, which "x[1]"
#: and "km²" lack.
_STOP = re.compile(r"[.,;:!?)”\"’']$")
_WORD = re.compile(r"[^\W\d_]{3}$|\d{4}$|%$")
_REACH = 4


def find_note_marks(
    scan: Scan, start: int, end: int, *, numbers: bool
) -> Iterator[tuple[int, int]]:
    """Yield the marks of notes in ``text[start:end]``.

    Without ``numbers``, as where numbers are citations, only the remarks of editors.
    """
    behind = -1
    for match in _BRACKET.finditer(scan.text, start, end):
        # "[4][5]": the second stands behind whatever the first does.
        before = "." if match.start() == behind else _before(scan, match.start(), start)
        if _is_remark(scan, match["inner"]) or (numbers and _is_mark(scan, match["inner"], before)):
            behind = match.end()
            yield match.span()
    for match in _RAISED.finditer(scan.text, start, end) if numbers else ():
        before = _before(scan, match.start(), start)
        if _STOP.search(before) or _WORD.search(before):
            yield match.span()


def _before(scan: Scan, place: int, start: int) -> str:
    return scan.text[max(start, place - _REACH) : place]


def _is_remark(scan: Scan, inner: str) -> bool:
    row = scan.words.row("remark", inner.strip().lower())
    if row is not None:
        scan.fired.add(row)
    return row is not None


def _is_mark(scan: Scan, inner: str, before: str) -> bool:
    if _NUMBERS.fullmatch(inner):
        return bool(_STOP.search(before) or _WORD.search(before))
    numbered = _NUMBERED.fullmatch(inner)
    row = None if numbered is None else scan.words.row("note", numbered["word"].lower())
    if row is not None:
        scan.fired.add(row)
        return True
    return len(inner) == 1 and inner.isalpha() and bool(_STOP.search(before))
