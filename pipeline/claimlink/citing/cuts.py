"""What to cut out of the prose before it is parsed: citations with their brackets and blanks.

A bracket that holds citations and little else goes as a whole; one that holds much other prose
loses only its citations.  Of a narrative citation the bracketed year goes, the name stays; so it
does of a bracket that the sentence needs as a noun: "(Bree, 2009) counted them", "shown in (Bree,
2009)".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimlink.citing.scan import Marker
from claimlink.citing.vocabulary import Vocabulary

#: Words of other prose before a citation from which a bracket is kept; "(a third of all, Bree
#: 2009)" reads on without its four, so only longer stretches stay (own).
MUCH = 8
#: Letters before a bracket in which a bracket that introduces it opens (own).
REACH = 160
# Letters before a bracket in which the word before it stands.
_NEAR = 24

_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<star>\*{1,3})(?=[^\s*])(?P<starred>[^*\n]{1,400})(?<=[^\s*])(?P=star)(?![\w*])"
    r"|(?<![\w\\])(?P<line>_{1,2})(?=[^\s_])(?P<lined>[^_\n]{1,400})(?<=[^\s_])(?P=line)(?!\w)"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[\w-]{1,20}=[^<>]{0,200})?\s?>",
    re.IGNORECASE,
)
_PART_MARK = re.compile(r"[()\[\];]")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def cut_citations(text: str, markers: Sequence[Marker], words: Vocabulary) -> list[tuple[int, int]]:
    """Return the article spans of citations to leave out, sorted and not overlapping."""
    groups: dict[tuple[int, int], list[Marker]] = {}
    cuts: list[tuple[int, int]] = []
    for marker in markers:
        bracket = marker.group or marker.bracket
        if bracket is not None:
            groups.setdefault(bracket, []).append(marker)
        elif marker.form == "author-date" and marker.authors and marker.narrative:
            cuts.append(_bare_year(text, marker))
    for bracket, members in groups.items():
        outer = _introducing_bracket(text, bracket, words)
        if not outer and find_noun_bracket(text, bracket, members, words) is not None:
            year = _bare_year(text, members[0])[0]
            cuts += [(bracket[0], members[0].start), (year, bracket[1])]
            continue
        cuts += [with_blank(text, *outer)] if outer else _cut_bracket(text, bracket, members, words)
    return merge_spans(cuts)


def mark_nouns(text: str, markers: Sequence[Marker], words: Vocabulary) -> list[Marker]:
    """Return the markers, those in a bracket that its sentence needs as a noun as narrative."""
    members: dict[tuple[int, int], list[Marker]] = {}
    for marker in markers:
        bracket = marker.group or marker.bracket
        if bracket is not None:
            members.setdefault(bracket, []).append(marker)
    nouns = {
        bracket
        for bracket, inside in members.items()
        if _introducing_bracket(text, bracket, words) is None
        and find_noun_bracket(text, bracket, inside, words) is not None
    }
    return [
        replace(marker, narrative=True) if (marker.group or marker.bracket) in nouns else marker
        for marker in markers
    ]


def find_noun_bracket(
    text: str, bracket: tuple[int, int], members: Sequence[Marker], words: Vocabulary
) -> str | None:
    """Return the rule by which its sentence needs a bracket as a noun, None where it does not.

    Only one that holds a single work and nothing else, behind "by" and the like or where it opens
    a sentence that goes on with a small letter.
    """
    start, end = bracket
    (first, *others) = members
    inner = text[start + 1 : first.start] + text[first.end : end - 1]
    named = first.authors and _bare_year(text, first)[0] < first.end
    if others or inner.strip() or not named or first.form != "author-date":
        return None
    before = text[max(0, start - _NEAR) : start].rstrip()
    if not before or before[-1] in ".!?":
        return "citation.opens-sentence" if text[end : end + 2].lstrip()[:1].islower() else None
    # "In R (Ek, 2010)": the one letter is the noun.
    return words.row("governs", re.split(r"[\s(\[]", before)[-1].lower())


def _introducing_bracket(
    text: str, bracket: tuple[int, int], words: Vocabulary
) -> tuple[int, int] | None:
    """Return the bracket around this one that only introduces it: "(for more see (Bree, 2009))"."""
    start, end = bracket
    if text[end : end + 1] != ")":
        return None
    opening = text.rfind("(", max(0, start - REACH), start)
    lead = text[opening + 1 : start] if opening >= 0 else ""
    last = _WORDS.findall(lead)[-1:]
    if not last or ")" in lead or words.row("lead", last[0].lower()) is None:
        return None
    return opening, end + 1


def _bare_year(text: str, marker: Marker) -> tuple[int, int]:
    """Return the year of a narrative citation without a bracket, with its comma and blank."""
    year = re.search(r"[\s,]*\d{4}[a-z]?$", text[marker.start : marker.end])
    start = marker.start + year.start() if year else marker.end
    return start, marker.end


def _cut_bracket(
    text: str, bracket: tuple[int, int], members: Sequence[Marker], words: Vocabulary
) -> Iterable[tuple[int, int]]:
    start, end = bracket
    parts = [(part, _members_of(part, members)) for part in _parts(text, start + 1, end - 1)]
    kept = [
        (part[0], inside[0].start if inside else part[1], bool(inside))
        for part, inside in parts
        if _is_prose(text[part[0] : inside[0].start if inside else part[1]], words)
    ]
    if not kept:
        yield with_blank(text, start, end)
        return
    here = start + 1
    for part_start, part_end, is_cited in kept:
        part_start += _blanks(text, part_start, part_end) if here == start + 1 else 0
        yield here, part_start
        here = _before_introduction(text, part_start, part_end, words) if is_cited else part_end
    yield here, end - 1


def _is_prose(lead: str, words: Vocabulary) -> bool:
    """Say whether the words before a part's first citation, or all of it, are prose to keep.

    What follows a citation in its part only comments on it: "see Bree, 2009 on other gulls".
    """
    found = _WORDS.findall(lead)
    if len(found) < MUCH:
        return False
    points = [words.row("lead", word.lower()) for word in (found[0], found[-1])]
    return not all(points)


def _before_introduction(text: str, start: int, end: int, words: Vocabulary) -> int:
    """Return where prose ends before the words that introduce a citation: ", see also"."""
    for match in reversed(list(_WORDS.finditer(text, start, end))):
        if words.first(("lead", "leadlink"), match.group().lower()) is None:
            break
        end = match.start()
    return start + len(text[start:end].rstrip(" ,:(\n"))


def _members_of(part: tuple[int, int], members: Sequence[Marker]) -> Sequence[Marker]:
    """Return the citations inside a part; both are in text order."""
    start, end = part
    low = bisect_left(members, start, key=lambda member: member.start)
    high = bisect_left(members, end, key=lambda member: member.start)
    return [member for member in members[low:high] if member.end <= end]


def _blanks(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip())


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between semicolons outside inner brackets."""
    parts: list[tuple[int, int]] = []
    depth, here = 0, start
    for match in _PART_MARK.finditer(text, start, end):
        mark = match.group()
        depth += (mark in "([") - (mark in ")]")
        if mark == ";" and depth <= 0:
            parts.append((here, match.start()))
            here = match.end()
    return [*parts, (here, end)]


def with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a cut with the blank before it, and a full stop after it that would stand doubled.

    >>> with_blank("It rained. (Bree, 2009). Then", 11, 23)
    (10, 24)
    """
    while start > 0 and text[start - 1] in " \t\u00a0":
        start -= 1
    before = text[start - 1 : start]
    if before in ".!?" and before and text[end : end + 1] == ".":
        end += 1
    return start, end


def cut_emphasis(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of Markdown's emphasis marks and HTML's tags in ``text[start:end]``.

    >>> cut_emphasis("a *very* long day", 0, 17)
    [(2, 3), (7, 8)]
    """
    cuts: list[tuple[int, int]] = []
    if text.find("<", start, end) >= 0:
        cuts += [match.span() for match in _TAG.finditer(text, start, end)]
    if text.find("*", start, end) < 0 and text.find("_", start, end) < 0:
        return cuts
    for match in _EMPHASIS.finditer(text, start, end):
        width = len(match["star"] or match["line"])
        cuts.append((match.start(), match.start() + width))
        cuts.append((match.end() - width, match.end()))
        inner = match.start() + width
        cuts += cut_emphasis(text, inner, match.end() - width) if width == 2 else []
    return cuts


def merge_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans sorted, overlapping and touching ones joined, empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
