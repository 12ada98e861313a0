"""A tree of HTML, or of what trafilatura makes of it -> Markdown text.

The two have one set of roles under different names (``p``; ``h2`` and ``head``; ``a`` and
``ref``), so one walk serves both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claimlink.reading.documents.writer import Writer, raised

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "list")
_ITEMS = ("li", "item", "dt", "dd")
_QUOTES = ("blockquote", "quote")
_ROWS = ("tr", "row")
_CELLS = ("td", "th", "cell")
_BLOCKS = ("p", "div", "section", "article", "main", "body", "html", "pre", "code-block")
_BREAKS = ("br", "lb")
_LINKS = ("a", "ref")
_BOLD = ("b", "strong")
#: Never written: pictures, what no reader sees, and what its author struck out.
_SILENT = ("img", "graphic", "script", "style", "title", "del", "s", "strike")

#: Longest paragraph, all of it bold, that is handed on as bold: it may be a heading (own).
_HEADLINE = 120


def write_markup(root: _Element, *, notes: Mapping[str, str] | None = None) -> str:
    """Return the text of a tree.

    ``notes`` are the marks of its footnotes by the id of the note, None where it has none.
    """
    walk = _Walk(notes or {})
    walk.element(root, "")
    return walk.writer.text.strip("\n")


class _Walk:
    """One walk through a tree; ``prefix`` is what stands before paragraphs at this place."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self.writer = Writer()
        self.notes = notes

    def element(self, node: _Element, prefix: str) -> None:
        """Write an element; what follows it (its tail) is the caller's."""
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return
        tag = node.tag
        if tag in _HEADINGS or tag == "head":
            self._heading(node)
        elif tag in _LISTS:
            self._list(node)
        elif tag in _QUOTES:
            self._block(node, "> ")
        elif tag == "table":
            self._table(node)
        elif tag in _BLOCKS:
            self._paragraph(node, prefix)
        elif tag in _BREAKS:
            self.writer.line_end()
        elif tag in _LINKS:
            self._link(node)
        elif tag == "sup" or (tag == "hi" and node.get("rend") == "#sup"):
            self._raised(node)
        else:
            self._content(node, prefix)

    def _content(self, node: _Element, prefix: str) -> None:
        self.writer.words(node.text)
        for child in node:
            is_block = child.tag in (*_BLOCKS, *_LISTS, *_QUOTES, *_HEADINGS, "head", "table")
            self.element(child, prefix)
            if is_block and child.tail and child.tail.strip():
                self.writer.begin(_following(prefix))
            self.writer.words(child.tail)

    def _block(self, node: _Element, prefix: str) -> None:
        self.writer.begin(prefix)
        self._content(node, prefix)
        self.writer.begin()

    def _paragraph(self, node: _Element, prefix: str) -> None:
        # The first paragraph of a list item stands behind the item's mark.
        if self.writer.is_open or not prefix:
            self.writer.begin(_following(prefix))
        if node.tag == "p" and _is_headline(node):
            self.writer.words("**" + "".join(node.itertext()).strip() + "**")
        else:
            self._content(node, prefix)
        self.writer.begin(_following(prefix))

    def _heading(self, node: _Element) -> None:
        rend = node.get("rend", "h2") if node.tag == "head" else str(node.tag)
        self.writer.begin("#" * _HEADINGS.get(rend, 2) + " ")
        self.writer.words("".join(node.itertext()))
        self.writer.begin()

    def _list(self, node: _Element) -> None:
        numbered = node.tag == "ol" or node.get("rend") == "ol"
        tight = False
        for number, item in enumerate((n for n in node if n.tag in _ITEMS), 1):
            mark = self.notes.get(item.get("id", ""))
            prefix = f"{number}. " if numbered else "- "
            if mark is not None:
                prefix = f"[^{mark}]: "
            self.writer.begin(prefix, tight=tight)
            self._content(item, prefix)
            tight = True
        self.writer.begin()

    def _table(self, node: _Element) -> None:
        tight = False
        for row in node.iter(*_ROWS):
            cells = [
                " ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in _CELLS
            ]
            if any(cells):
                self.writer.begin("| ", tight=tight)
                self.writer.words(" | ".join(cells) + " |")
                tight = True
        self.writer.begin()

    def _link(self, node: _Element) -> None:
        address = (node.get("href") or node.get("target") or "").strip()
        if address.startswith("#"):
            self._jump(node, address[1:])
        elif address.lower().startswith(("http://", "https://", "www.")):
            self._outward(node, address)
        else:
            self._content(node, "")

    def _outward(self, node: _Element, address: str) -> None:
        outer, self.writer = self.writer, Writer()
        self._content(node, "")
        words, self.writer = " ".join(self.writer.text.split()), outer
        whole = "".join(node.itertext())
        outer.words(whole[:1] if whole[:1].isspace() else "")
        outer.link(address, words)
        outer.words(whole[-1:] if whole[-1:].isspace() else "")

    def _jump(self, node: _Element, target: str) -> None:
        """Write a link inside the document: a footnote's mark, or nothing but its words."""
        if target in self.notes:
            self.writer.words(f"[^{self.notes[target]}]")
        elif "".join(node.itertext()).strip() not in ("↑", "^", "↩", "↩︎"):
            self._content(node, "")

    def _raised(self, node: _Element) -> None:
        digits = raised("".join(node.itertext()))
        if digits is None:
            self._content(node, "")
        else:
            self.writer.words(digits)


def _following(prefix: str) -> str:
    """What stands before a further paragraph: a quotation's mark again, a list item's not."""
    return prefix if prefix == "> " else ""


def _is_headline(node: _Element) -> bool:
    """Whether a short paragraph is bold as a whole."""
    words = "".join(node.itertext()).strip()
    if not words or len(words) > _HEADLINE or (node.text or "").strip():
        return False
    inner = list(node)
    bold = [n for n in inner if n.tag in _BOLD or (n.tag == "hi" and n.get("rend") == "#b")]
    return len(inner) == len(bold) and not any((n.tail or "").strip() for n in inner)
