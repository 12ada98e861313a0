"""Lines of a source list -> its entries.

Lists are bulleted or numbered, or parted by blank lines, line ends, hanging indents or nothing at
all; each form is recognised on the whole list, because a single line rarely shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.packs import LanguagePack
from claimlink.structure.chunks import list_marker
from claimlink.structure.lines import Line
from claimlink.structure.signals import starts_entry

_MARKED_SHARE = 0.5  # of the lines that begin a paragraph and carry a marker (own)
_START_SHARE = 0.6  # of the lines that begin like an entry, in a list of one line an entry (own)
_RUN_TOGETHER = 160  # characters from which an entry may be several (own)
_MOST_RUN_TOGETHER = 2  # paragraphs of a list that may hold several entries each (own)
_MOST_NUMBER_STEP = 3  # numbers that a numbered list may skip (own)
_GOES_ON = re.compile(
    r"[a-z(]|\d|https?://|www\.|doi\b|DOI\b|Available |Accessed |Retrieved |\[(?:Accessed|online)"
    r"|[&,;:.)–-]|pp?\.|Vol\.|In:? "
)
_ADDRESS = re.compile(
    r"<?(?:\[?https?://|www\.|doi:|DOI:|Available (?:at|from|online)|Accessed|Retrieved|\[Accessed"
    r"|\(Accessed|URL:)",
)
_UNFINISHED = re.compile(r"(?:[,&:;/(–-]|\b(?:and|of|the|in|for|et|und|to|on))$")
_WHOLE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+/$")
_WORDS = re.compile(r"[^\W\d_a-z]\w*(?:[ ,]|\. )")
_NUMBER_INSIDE = re.compile(r"(?<=[\s.;])(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})\.)\s+(?=\S)")
_ADDRESS_END = re.compile(r"(?<!\S)(?:https?://|www\.)\S+\s+(?=[^\W\d_a-z])")
_BORDER = re.compile(r"(?<=[.)\]/\d”\"])\s+(?=[^\W\d_a-z]|[—–_]{3})")


@dataclass(frozen=True)
class Entry:
    """One entry: its article span without list marker, and whether a blank line precedes it."""

    start: int
    end: int
    text: str
    marked: str
    gap: bool


def split_entries(text: str, lines: Sequence[Line], pack: LanguagePack) -> list[Entry]:
    """Return the entries of the lines of one source list, in order; blank lines are not given."""
    if not lines:
        return []
    markers = [list_marker(line) for line in lines]
    heads = [n for n, line in enumerate(lines) if n == 0 or line.gap]
    marked = [n for n in range(len(lines)) if markers[n]]
    numbered = len(marked) > 1 and markers[0] is not None
    if numbered or (marked and sum(n in marked for n in heads) >= _MARKED_SHARE * len(heads)):
        starts = _marked_starts(lines, markers, pack)
    else:
        starts = _bare_starts(lines, pack)
    entries: list[Entry] = []
    for n, first in enumerate(starts):
        last = starts[n + 1] - 1 if n + 1 < len(starts) else len(lines) - 1
        line, form = lines[first], ""
        found = markers[first]
        if found is not None:
            form, line = found[1], line.cut(found[2])
        cuts = _cuts(text[line.start : lines[last].end], len(starts), pack)
        entries += _split_run(text, line, lines[last].end, form, cuts)
    return entries


def _marked_starts(
    lines: Sequence[Line], markers: Sequence[tuple[str, str, int] | None], pack: LanguagePack
) -> list[int]:
    starts = [0]
    number = 0
    for n, line in enumerate(lines):
        found = markers[n]
        if found is None:
            goes_on = line.indent > 1 or _continues_after_gap(lines[n - 1], line)
            if n and line.gap and (not goes_on or starts_entry(line.text, pack)):
                starts.append(n)
            continue
        digits = found[0].strip("[]().")
        if digits.isdigit():
            # "12. November" inside an entry is no marker
            if not line.gap and not 0 <= int(digits) - number <= _MOST_NUMBER_STEP:
                continue
            number = int(digits)
        if n:
            starts.append(n)
    return starts


def _bare_starts(lines: Sequence[Line], pack: LanguagePack) -> list[int]:
    inner = [n for n in range(1, len(lines)) if not lines[n].gap]
    begins = {n: starts_entry(lines[n].text, pack) for n in inner}
    one_a_line = sum(begins.values()) >= _START_SHARE * len(inner)
    hanging = _hangs(lines, inner)
    starts = [0]
    for n in range(1, len(lines)):
        above, line = lines[n - 1], lines[n]
        if line.gap:
            new = not _continues_after_gap(above, line)
        elif _ADDRESS.match(line.text):
            new = bool(_ADDRESS.search(above.text))  # one address a line, or the entry's own
        elif hanging:
            new = line.indent <= lines[starts[-1]].indent
        elif one_a_line:
            new = begins[n] or not (_GOES_ON.match(line.text) or _is_unfinished(above, line))
        else:
            new = begins[n] and not _is_unfinished(above, line)
        if new:
            starts.append(n)
    return starts


def _hangs(lines: Sequence[Line], inner: Sequence[int]) -> bool:
    """Whether entries are told by their indentation: first lines out, all others in."""
    if not inner:
        return False
    least = min(line.indent for line in lines)
    deep = sum(lines[n].indent >= least + 2 for n in inner)
    heads = [line for line in lines if line.gap]
    return deep * 3 >= len(inner) and all(line.indent < least + 2 for line in heads)


def _is_unfinished(above: Line, line: Line) -> bool:
    """Whether the line above ends where an entry can't; an address may end in a slash."""
    if _UNFINISHED.search(above.text) is None:
        return False
    return not (_WHOLE_ADDRESS.search(above.text) and _WORDS.match(line.text))


def _continues_after_gap(above: Line, line: Line) -> bool:
    """Whether a paragraph only goes on with the entry above: its address on a line of its own."""
    if line.text[0].islower() and _UNFINISHED.search(above.text):
        return True
    return bool(_ADDRESS.match(line.text)) and not _ADDRESS.search(above.text)


def _cuts(body: str, stretches: int, pack: LanguagePack) -> list[int]:
    """Offsets in a stretch at which entries begin; only a list of one or two is run together."""
    if len(body) < _RUN_TOGETHER or stretches > _MOST_RUN_TOGETHER:
        return [0]
    return _numbered_cuts(body) or _named_cuts(body, pack)


def _split_run(text: str, line: Line, end: int, form: str, cuts: Sequence[int]) -> list[Entry]:
    """Return the entries of what stands between two borders, cut at the given offsets."""
    start = line.start
    body = text[start:end]
    entries: list[Entry] = []
    for n, cut in enumerate(cuts):
        stop = cuts[n + 1] if n + 1 < len(cuts) else len(body)
        words = body[cut:stop].rstrip()
        marker = _NUMBER_INSIDE.match(" " + words, 1) if n else None
        skip = marker.end() - 1 if marker else 0
        entries.append(
            Entry(
                start + cut + skip,
                start + cut + len(words),
                words[skip:],
                form,
                line.gap if n == 0 else False,
            )
        )
    return entries


def _numbered_cuts(body: str) -> list[int]:
    """Offsets of ``[2]``, ``[3]`` ... in a row inside one paragraph; none where they don't run."""
    cuts = [0]
    expected: int | None = None
    for match in _NUMBER_INSIDE.finditer(body):
        number = int(next(group for group in match.groups() if group))
        if number == (expected or number) and (expected is not None or number in (1, 2)):
            cuts.append(match.start())
            expected = number + 1
    return cuts if len(cuts) > 2 else []


def _named_cuts(body: str, pack: LanguagePack) -> list[int]:
    """Offsets at which an entry with author and year begins behind the end of another."""
    row = next((row for row in pack.pattern_rows("layout_entries") if row.label == "run-in"), None)
    if row is None:
        return [0]
    cuts = [0]
    ends = [match.end() for match in _BORDER.finditer(body)]
    ends += [match.end() for match in _ADDRESS_END.finditer(body)]
    for end in sorted(set(ends)):
        if end - cuts[-1] > 40 and row.regex.match(body, end, end + 300):
            cuts.append(end)
    return cuts
