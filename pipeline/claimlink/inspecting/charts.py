"""Figures of a run -> lines with small bars, as wide as a terminal or without bars for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimlink.inspecting.safe import show_safely
from claimlink.inspecting.statistics import Statistics

#: Columns of the longest bar, of the longest beside labels that are cut, and of a label at most.
_BAR = 24
_SHORT = 12
_LABEL = 60

#: Columns for label and bar below which there is none.
_LEAST = 24

#: Eighths of a column, from none.
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True)
class _Line:
    """A label with its figure, what the figure means, and how much of it is supported."""

    label: str
    count: int
    note: str
    part: float | None = None


def draw_statistics(found: Statistics, width: int | None) -> Iterator[str]:
    """Yield the lines for a terminal of so many columns; for a pipe, ``None``, without bars."""
    yield (
        f"{_number(found.claims, 'claim')} in {_number(found.articles, 'article')}, "
        f"{_share(found.cited, found.claims)} with a citation"
    )
    yield (
        f"{_number(found.citations, 'citation')}, {_share(found.linked_citations, found.citations)}"
        f" with an entry; {_number(found.references, 'entry', 'entries')} of source lists"
    )
    kinds = [
        _Line(k.kind, k.claims, f"{_share(k.cited, k.claims)} cited", k.cited / k.claims)
        for k in found.kinds
    ]
    yield from _chart("claims by kind", kinds, width)
    findings = [
        _Line(f"{f.code} ({f.severity})", f.findings, f"in {_number(f.articles, 'article')}")
        for f in found.findings
    ]
    yield from _chart("findings", findings, width)
    relied = [
        _Line(_work(r.authors, r.year, r.title), r.claims, f"in {_number(r.articles, 'article')}")
        for r in found.relied_on
    ]
    yield from _chart("sources most relied on, in claims", relied, width)
    least = [
        _Line(a.article, a.claims, f"{_share(a.cited, a.claims)} cited", a.cited / a.claims)
        for a in found.least_supported
    ]
    yield from _chart("articles least supported, in claims", least, width)


def _chart(heading: str, lines: Sequence[_Line], width: int | None) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size

    if not lines:
        return
    yield ""
    yield heading
    most = max(line.count for line in lines)
    digits = len(f"{most:,}")
    note = max(len(line.note) for line in lines)
    labels = [show_safely(line.label) for line in lines]
    longest = max(map(cell_len, labels))
    bar, size = (0, longest) if width is None else _sizes(width - digits - note - 8, longest)
    for label, line in zip(labels, lines, strict=True):
        shown = label if cell_len(label) <= size else set_cell_size(label, size - 1) + "…"
        drawn = f"  {_bar(line, most, bar)}" if bar else ""
        padded = shown + " " * (size - cell_len(shown))
        yield f"  {padded}  {line.count:>{digits},}{drawn}  {line.note}".rstrip()


def _sizes(room: int, longest: int) -> tuple[int, int]:
    """Return the columns of the bars and of the labels: labels whole, where bars need not starve.

    >>> _sizes(60, 11), _sizes(60, 100), _sizes(30, 50), _sizes(20, 50)
    ((24, 11), (12, 48), (10, 20), (0, 20))
    """
    if room < _LEAST:
        return 0, max(min(longest, room), 8)
    bar = max(min(_BAR, room - longest), min(_SHORT, room // 3))
    return bar, min(longest, _LABEL, room - bar)


def _bar(line: _Line, most: int, size: int) -> str:
    """Return a bar in eighths of a column; its supported part is dark where one is known."""
    eighths = max(line.count * size * 8 // most, 1)
    if line.part is None:
        drawn = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        return f"{drawn:{size}}"
    columns = max(-(-eighths // 8), 1)
    dark = round(columns * line.part)
    return f"{'█' * dark + '░' * (columns - dark):{size}}"


def _work(authors: str | None, year: str | None, title: str) -> str:
    names = (authors or "").split("; ")
    who = names[0] + (" et al." if len(names) > 2 else f" and {names[1]}" if names[1:] else "")
    return f"{who}{', ' if who else ''}{year or 'n.d.'}: {title}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _number(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
