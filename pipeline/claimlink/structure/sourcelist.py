"""Chunks -> the source lists among them.

A list stands under a heading that says so, with the heading run in before its first entry, or, at
the end of the text and only where it is very sure, without a heading.  Text behind a list, and
remarks between heading and list, are not entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.packs import LanguagePack
from claimlink.structure.chunks import Chunk
from claimlink.structure.entries import Entry, split_entries
from claimlink.structure.headings import HEADINGS, heading_role
from claimlink.structure.lines import Line
from claimlink.structure.signals import entry_score, is_entry, judge, starts_entry

_PROSE = -1.0  # score from which down it is running text even between entries (own)
_SURE = 2.0  # score of each entry of a list without heading (own)
_LEAST_SURE = 3  # entries of a list without heading (own)
_PARTS = frozenset({"source-group"})  # headings inside a list ("Books")
_NUMBERED = frozenset({"bracket", "number", "footnote"})
_LEAST_SHARE = 0.5  # of the stretches under a heading that must be entries (own)
_RUN_IN = re.compile(r"[*_]{0,3}(?P<words>[^\W\d_][\w ]{2,30}?)[*_]{0,3}:[*_]{0,3}\s+(?=\S)")


@dataclass(frozen=True)
class SourceList:
    """One source list: the chunks ``first`` to ``last`` (half-open) and what they hold.

    ``headed`` tells that the chunk before is its heading; ``heading`` is one run in before the
    first entry, None where there is none.  ``entries`` are the list's entries, ``prose`` the
    stretches between them that are not.
    """

    first: int
    last: int
    entries: tuple[Entry, ...]
    prose: tuple[Entry, ...]
    heading: Line | None = None
    headed: bool = False


def run_in_heading(line: Line, pack: LanguagePack) -> tuple[Line, Line] | None:
    """Return heading and rest of ``References: Lind, A. (2020) ...``; None for other lines."""
    match = _RUN_IN.match(line.text)
    if match is None:
        return None
    if pack.lexicon(HEADINGS).get(match.group("words").lower(), "source-list") is None:
        return None
    rest = line.cut(match.end())
    if not is_entry(rest.text, pack):
        return None
    start = line.start + match.start("words")
    words = match.group("words")
    heading = Line(start, start + len(words), line.indent, words, line.raw_start, line.gap)
    return heading, Line(rest.start, rest.end, 0, rest.text, line.raw_start, True)


def find_source_lists(text: str, chunks: Sequence[Chunk], pack: LanguagePack) -> list[SourceList]:
    """Return the source lists in order, not overlapping."""
    lists: list[SourceList] = []
    n = 0
    while n < len(chunks):
        found = _list_at(text, chunks, n, pack)
        if found is not None:
            lists.append(found)
        n = found.last if found is not None else n + 1
    if not lists:
        bare = _numbered_notes(text, chunks, pack) or _bare_list(text, chunks, pack)
        return [] if bare is None else [bare]
    return lists


def _numbered_notes(text: str, chunks: Sequence[Chunk], pack: LanguagePack) -> SourceList | None:
    """Notes that give the sources of an article which has no other list, each under its number."""
    for n, chunk in enumerate(chunks):
        role = heading_role(chunk.lines[0].text, pack) if len(chunk.lines) == 1 else None
        if role is None or role.label != "notes":
            continue
        found = _collect(text, chunks, n + 1, _end_of_list(chunks, n + 1, pack), None, pack)
        if found is not None and all(entry.marked in _NUMBERED for entry in found.entries):
            return replace(found, headed=True)
    return None


def _list_at(text: str, chunks: Sequence[Chunk], n: int, pack: LanguagePack) -> SourceList | None:
    chunk = chunks[n]
    if chunk.kind not in ("heading", "paragraph", "list_item"):
        return None
    if len(chunk.lines) == 1:
        role = heading_role(chunk.lines[0].text, pack)
        if role is not None and role.label in ("source-list", "source-group"):
            # a part that no list holds ends at the next part: each is looked through once
            inside = _PARTS if role.label == "source-list" else frozenset[str]()
            last = _end_of_list(chunks, n + 1, pack, inside)
            found = _collect(text, chunks, n + 1, last, None, pack)
            # "Books" may head a chapter; a part of a source list holds nothing but entries
            if found is None or (role.label == "source-group" and not _is_pure(found, last)):
                return None
            return replace(found, headed=True)
    if chunk.kind == "heading":
        return None
    run_in = run_in_heading(chunk.lines[0], pack)
    if run_in is None:
        return None
    last = _end_of_list(chunks, n + 1, pack)
    return _collect(text, chunks, n, last, run_in, pack)


def _is_pure(found: SourceList, last: int) -> bool:
    """Whether a list holds nothing but entries; behind two of them other text may follow."""
    return not found.prose and (found.last == last or len(found.entries) > 1)


def _end_of_list(
    chunks: Sequence[Chunk], n: int, pack: LanguagePack, inside: frozenset[str] = _PARTS
) -> int:
    """Index of the heading that ends a list; those that announce one of ``inside`` do not."""
    while n < len(chunks):
        chunk = chunks[n]
        if chunk.kind != "heading" and run_in_heading(chunk.lines[0], pack):
            return n
        if len(chunk.lines) == 1:
            role = heading_role(chunk.lines[0].text, pack)
            if role is not None and role.label not in inside:
                return n
            if (
                chunk.kind == "heading"
                and role is None
                and (chunk.sure or not starts_entry(chunk.lines[0].text, pack))
            ):
                return n
        n += 1
    return n


def _collect(
    text: str,
    chunks: Sequence[Chunk],
    first: int,
    last: int,
    run_in: tuple[Line, Line] | None,
    pack: LanguagePack,
) -> SourceList | None:
    segments: list[list[Line]] = [[]]
    for n in range(first, last):
        chunk, lines = chunks[n], segments[-1]
        if chunk.kind not in ("paragraph", "list_item", "quote"):
            segments.append([])  # no entry runs across a rule or a heading
        elif n == first and run_in is not None:
            lines += [run_in[1], *chunk.lines[1:]]
        else:
            head, *others = _with_marker(chunk)
            lines += [replace(head, gap=head.gap or chunk.kind == "quote"), *others]
    stretches = [s for segment in segments for s in split_entries(text, segment, pack)]
    judged = [judge(stretch.text, pack) for stretch in stretches]
    scores = [score for score, _ in judged]
    good = [n for n, (_, listed) in enumerate(judged) if listed]
    if not good or len(good) < _LEAST_SHARE * (good[-1] + 1 - good[0]):
        return None
    first_entry, behind = _with_equals(stretches, scores, good[0], good[-1] + 1)
    end = _notes_begin(stretches, first_entry, behind)
    entries = [stretches[n] for n in range(first_entry, end) if scores[n] > _PROSE or n == good[0]]
    # what follows the last entry is laid out like any other text
    while last > first + 1 and chunks[last - 1].start >= entries[-1].end:
        last -= 1
    kept = {entry.start for entry in entries}
    stop = chunks[last - 1].end
    prose = [s for s in stretches if s.start not in kept and s.start < stop]
    return SourceList(
        first, last, tuple(entries), tuple(prose), None if run_in is None else run_in[0]
    )


def _with_equals(
    stretches: Sequence[Entry], scores: Sequence[float], first: int, behind: int
) -> tuple[int, int]:
    """The range of entries with the items of the same list around it: they are entries too."""
    form = stretches[first].marked
    while form and first > 0 and stretches[first - 1].marked == form and scores[first - 1] > 0:
        first -= 1
    form = stretches[behind - 1].marked
    while form and behind < len(stretches) and stretches[behind].marked == form:
        if scores[behind] <= 0:
            break
        behind += 1
    return first, behind


def _with_marker(chunk: Chunk) -> list[Line]:
    """The chunk's lines with the list marker back before the first of them."""
    first = chunk.lines[0]
    if not chunk.marker:
        return list(chunk.lines)
    shown = f"{chunk.marker} {first.text}"
    line = Line(first.end - len(shown), first.end, first.indent, shown, first.raw_start, first.gap)
    return [line, *chunk.lines[1:]]


def _notes_begin(stretches: Sequence[Entry], first: int, last: int) -> int:
    """Index at which numbered notes follow a list without numbers; ``last`` where none do."""
    if any(stretch.marked for stretch in stretches[first : first + 3]) or last - first < 4:
        return last
    for n in range(first + 3, last):
        if stretches[n].marked in ("bracket", "number") and all(
            stretch.marked for stretch in stretches[n:last]
        ):
            return n
    return last


def _bare_list(text: str, chunks: Sequence[Chunk], pack: LanguagePack) -> SourceList | None:
    """A tail of paragraphs that all look like entries; each must be very sure."""
    n = len(chunks)
    while n > 0 and chunks[n - 1].kind in ("paragraph", "list_item"):
        lines = chunks[n - 1].lines
        whole = " ".join(line.text for line in lines)
        if entry_score(whole, pack) < _SURE or not starts_entry(lines[0].text, pack):
            break
        n -= 1
    found = _collect(text, chunks, n, len(chunks), None, pack) if n < len(chunks) else None
    return found if found is not None and len(found.entries) >= _LEAST_SURE else None
