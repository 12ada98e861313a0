"""Lines -> chunks: the parts of a text that its mark-up or blank lines set apart.

What comes in are the lines of a plain or Markdown text; what goes out are chunks in order, each
with its lines.  A chunk's kind is only what the mark-up says for sure; whether a short line of
plain text is a heading, and which chunks are entries of a source list, is decided later.
Source of the Markdown forms: CommonMark 0.31 (fenced code, ATX and setext headings, thematic
breaks, block quotes, list items), and YAML front matter as static site generators write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claimlink.structure.lines import Line
from claimlink.structure.wrapping import Wrapping, join_wrapped

ChunkKind = Literal["heading", "paragraph", "list_item", "quote", "front", "code", "rule", "other"]

_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_ATX = re.compile(r"#{1,6}(?:[ \t]+|$)")
_ATX_END = re.compile(r"(?<![ \t])[ \t]+#+$")
_SETEXT = re.compile(r"(?:=+|-{2,})$")
_RULE = re.compile(r"(?:[-*_=~•·][ \t]*){3,}$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_QUOTE = re.compile(r">[ \t]?")
_FRONT_KEY = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)|[ \t]*- |#|[ \t]+\S")
_TAG_ONLY = re.compile(r"(?:</?[A-Za-z][^<>]*>\s*)+$")
_LINK_LINE = re.compile(r"<a\s[^<>]*>[^<>]*</a>$", re.IGNORECASE)
_IMAGE_LINE = re.compile(r"(?:!\[[^\[\]]*\]\([^()]*\)\s*)+$")
_DEFINITION = re.compile(
    r"\[[^\[\]^][^\[\]]{0,199}\]:[ \t]*(?:<[^<>]*>|(?:https?://|www\.|mailto:|\.{0,2}/|#)\S*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?$"
)
_MARKER = re.compile(
    r"(?P<bullet>[-*+•–·▪‣◦●○])[ \t]+(?=\S)"
    r"|(?P<footnote>\[\^[\w-]{1,40}\]:)[ \t]+(?=\S)"
    r"|(?P<bracket>\[\d{1,4}\])[ \t]*(?=[^\s(:\[])"
    r"|(?P<paren>\((?:\d{1,3}|[a-z]|[ivx]{1,4})\))[ \t]+(?=\S)"
    r"|(?P<number>\d{1,3}[.)])[ \t]+(?=\S)"
    r"|(?P<letter>[a-z][.)])[ \t]+(?=\S)"
)
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__):?$")
_MAX_FRONT_LINES = 200  # lines searched for the end of front matter (own)
_MAX_HEADING = 120  # characters of a setext or bold-only heading (own)


@dataclass(frozen=True)
class Chunk:
    """One part of the text; ``lines`` are its lines without marker, ``marker`` what was cut off.

    ``marked`` names the form of a list marker (bullet, number, bracket, paren, letter), empty for
    other chunks.  ``level`` is a heading's depth, 0 where the mark-up does not say it.  ``sure``
    is False for a heading that only its form (a bold line) suggests.
    """

    kind: ChunkKind
    lines: tuple[Line, ...]
    marker: str = ""
    marked: str = ""
    level: int = 0
    gap: bool = True
    sure: bool = True

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.lines[-1].end


def list_marker(line: Line) -> tuple[str, str, int] | None:
    """Return marker, its form and its length with the blanks behind it; None without a marker."""
    match = _MARKER.match(line.text)
    if match is None or match.lastgroup is None:
        return None
    return match.group(match.lastgroup), match.lastgroup, match.end()


def read_chunks(lines: Sequence[Line], *, markdown: bool, alone: frozenset[int]) -> list[Chunk]:
    """Return the chunks of a text in order.

    ``alone`` are indexes of lines known to stand for themselves (a source list's heading right
    above its first entry).
    """
    return _Scanner(lines, markdown, alone).scan()


class _Scanner:
    """One pass over the lines; every line is looked at a bounded number of times."""

    def __init__(self, lines: Sequence[Line], markdown: bool, alone: frozenset[int]) -> None:
        self.lines = lines
        self.markdown = markdown
        self.alone = alone
        self.wrapping = Wrapping.of(lines)
        self.chunks: list[Chunk] = []
        self.at = 0

    def scan(self) -> list[Chunk]:
        self._front_matter()
        while self.at < len(self.lines):
            if self.lines[self.at].blank:
                self.at += 1
            elif not (self._special() or (self.markdown and self._markdown())):
                self._list_item_or_paragraph()
        return self.chunks

    def _add(self, kind: ChunkKind, end: int, *, level: int = 0) -> bool:
        """Make lines up to ``end`` one chunk; always True."""
        kept = [line for line in self.lines[self.at : end] if not line.blank]
        if kept:
            self.chunks.append(Chunk(kind, tuple(kept), level=level, gap=kept[0].gap))
        self.at = max(end, self.at + 1)
        return True

    def _front_matter(self) -> None:
        first = next((n for n, line in enumerate(self.lines) if not line.blank), None)
        if first is None or self.lines[first].text != "---":
            return
        for n in range(first + 1, min(len(self.lines), first + _MAX_FRONT_LINES)):
            line = self.lines[n]
            if line.text in ("---", "..."):
                self.at = first
                self._add("front", n + 1)
                return
            if not line.blank and not line.indent and not _FRONT_KEY.match(line.text):
                return

    def _special(self) -> bool:
        """Code, comments, formulas, rules and tables: the same in plain text and Markdown."""
        line = self.lines[self.at]
        if self.markdown and (fence := _FENCE.match(line.text)):
            return self._add("code", self._after(fence.group()))
        if line.text.startswith("<!--"):
            return self._add("other", self._comment_end())
        if line.text == "$$":
            return self._add("other", self._after("$$"))
        if _RULE.match(line.text):
            return self._add("rule", self.at + 1)
        end = self._table_end()
        return end > self.at and self._add("other", end)

    def _after(self, mark: str) -> int:
        """Index behind the next line that begins with the mark; the last line where none does."""
        for n in range(self.at + 1, len(self.lines)):
            if self.lines[n].text.startswith(mark):
                return n + 1
        return len(self.lines) if mark != "$$" else self.at + 1

    def _comment_end(self) -> int:
        for n in range(self.at, min(len(self.lines), self.at + _MAX_FRONT_LINES)):
            if "-->" in self.lines[n].text:
                return n + 1
        return self.at + 1

    def _table_end(self) -> int:
        """Index behind a table that begins here; the present line where none does."""
        end = self.at
        while end < len(self.lines) and _is_row(self.lines[end]):
            end += 1
        rows = end - self.at
        piped = self.lines[self.at].text.startswith("|") and rows > 0
        ruled = rows > 1 and _TABLE_RULE.match(self.lines[self.at + 1].text) is not None
        tabbed = rows > 1 and all(line.text.count("\t") > 1 for line in self.lines[self.at : end])
        return end if piped or ruled or tabbed else self.at

    def _markdown(self) -> bool:
        line = self.lines[self.at]
        if line.indent < 4 and (match := _ATX.match(line.text)):
            return self._heading(line, match)
        if _IMAGE_LINE.match(line.text):
            return self._add("other", self.at + 1)
        if _TAG_ONLY.match(line.text) or _LINK_LINE.match(line.text):
            return self._add("other", self.at + 1)
        if _DEFINITION.match(line.text):
            return self._add("other", self.at + 1)
        if line.indent >= 4 and line.gap and not self._in_list():
            return self._add("code", self._indented_end())
        if _QUOTE.match(line.text):
            return self._quote()
        return self._setext() or self._bold_heading()

    def _heading(self, line: Line, match: re.Match[str]) -> bool:
        words = line.cut(match.end())
        end = _ATX_END.sub("", words.text)
        level = len(match.group().strip())
        if not end:
            return self._add("other", self.at + 1)
        words = Line(
            words.start, words.start + len(end), line.indent, end, line.raw_start, line.gap
        )
        self.chunks.append(Chunk("heading", (words,), level=level))
        self.at += 1
        return True

    def _in_list(self) -> bool:
        return bool(self.chunks) and self.chunks[-1].kind == "list_item"

    def _indented_end(self) -> int:
        end = self.at
        while end < len(self.lines) and (self.lines[end].blank or self.lines[end].indent >= 4):
            end += 1
        return end

    def _quote(self) -> bool:
        """One chunk a paragraph of the quotation; a bare ``>`` parts two of them."""
        run: list[Line] = []
        gap = self.lines[self.at].gap
        while self.at < len(self.lines) and not self.lines[self.at].blank:
            line = self.lines[self.at]
            match = _QUOTE.match(line.text)
            if match is None and (not run or self._starts_block(line)):
                break
            inner = line.cut(match.end()) if match else line
            if inner.blank and run:
                self.chunks.append(Chunk("quote", tuple(run), gap=gap))
                run = []
            elif not inner.blank:
                run.append(inner)
            self.at += 1
        if run:
            self.chunks.append(Chunk("quote", tuple(run), gap=gap))
        return True

    def _setext(self) -> bool:
        line = self.lines[self.at]
        below = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        if below is None or not _SETEXT.match(below.text) or not line.gap:
            return False
        # "---" below a sentence is a rule the author forgot a blank line above
        if len(line.text) > _MAX_HEADING or line.text.endswith((".", ":", ";", ",")):
            return False
        found = list_marker(line)
        if found is not None and found[1] == "bullet":
            return False
        self.chunks.append(Chunk("heading", (line,), level=1 if below.text[0] == "=" else 2))
        self.at += 2
        return True

    def _bold_heading(self) -> bool:
        line = self.lines[self.at]
        match = _BOLD_LINE.match(line.text)
        if match is None or not line.gap or len(line.text) > _MAX_HEADING:
            return False
        if match.group("words").rstrip().endswith((".", ",", ";", "!")):
            return False
        start = line.start + match.start("words")
        words = match.group("words")
        kept = Line(start, start + len(words), 0, words, line.raw_start, line.gap)
        self.chunks.append(Chunk("heading", (kept,), sure=False))
        self.at += 1
        return True

    def _starts_block(self, line: Line) -> bool:
        if _RULE.match(line.text) or list_marker(line):
            return True
        return self.markdown and bool(
            _ATX.match(line.text) or _FENCE.match(line.text) or _QUOTE.match(line.text)
        )

    def _list_item_or_paragraph(self) -> None:
        first = self.at
        line = self.lines[first]
        found = list_marker(line)
        self.at += 1
        if first not in self.alone:
            while self.at < len(self.lines) and self._continues(self.lines[self.at], found):
                self.at += 1
        run = list(self.lines[first : self.at])
        if found is None:
            parts = [run] if self.markdown else join_wrapped(run, self.wrapping)
            self.chunks += [Chunk("paragraph", tuple(part), gap=part[0].gap) for part in parts]
            return
        marker, form, length = found
        run[0] = line.cut(length)
        if self.markdown and (quoted := _QUOTE.match(run[0].text)):
            run[0] = run[0].cut(quoted.end())
        parts = [run] if self.markdown else join_wrapped(run, self.wrapping)
        self.chunks.append(
            Chunk("list_item", tuple(parts[0]), marker=marker, marked=form, gap=line.gap)
        )
        self.chunks += [Chunk("paragraph", tuple(part), gap=False) for part in parts[1:]]

    def _continues(self, line: Line, found: tuple[str, str, int] | None) -> bool:
        """Whether a line goes on with the paragraph or item above it."""
        if line.blank or self.at in self.alone or _RULE.match(line.text):
            return False
        if self.markdown and (_ATX.match(line.text) or _FENCE.match(line.text)):
            return False
        if self.markdown and _QUOTE.match(line.text):
            return False
        below = list_marker(line)
        if below is None:
            return True
        # "12. November" at a line's begin goes on with its sentence; a list begins with 1 or
        # follows an item
        if found is None and self._in_list():
            found = ("", self.chunks[-1].marked, 0)
        begins = below[1] == "bullet" or below[0].strip("[]().") in ("1", "a", "i")
        return not (begins or (found is not None and found[1] == below[1]))


def _is_row(line: Line) -> bool:
    text = line.text
    return bool(text) and (text.count("|") > 1 or text.startswith("|") or text.count("\t") > 1)
