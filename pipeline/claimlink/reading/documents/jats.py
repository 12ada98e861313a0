"""JATS XML, as journals archive articles -> text, with the links that its authors gave.

Read with lxml, entities off: nothing is fetched and nothing swells.  A document that declares
entities of its own is refused.  What is written: title, abstract, sections with their headings,
paragraphs, lists, quotations, captions, footnotes and the reference list; tables and formulas are
not prose.
Source: JATS 1.3, Archiving and Interchange Tag Set.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimlink.errors import InputError
from claimlink.published import parse_published
from claimlink.reading.documents.entities import declares_entities
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.jats_entries import entry_label, entry_text
from claimlink.reading.documents.writer import Writer, raised
from claimlink.reading.extras import import_extra
from claimlink.records import GivenLink, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Never written: what is no prose, and what stands elsewhere in the text.
_SILENT = frozenset(
    {
        "table", "graphic", "media", "tex-math", "disp-formula", "object-id", "label",
        "supplementary-material", "alt-text", "long-desc", "permissions", "attrib", "def-list",
        "alternatives", "fn", "xml-model",
    }
)  # fmt: skip
_PARAGRAPHS = frozenset({"p", "verse-line"})
_CAPTIONED = frozenset({"fig", "table-wrap", "boxed-text", "chem-struct-wrap", "media"})
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MML = "{http://www.w3.org/1998/Math/MathML}"


def extract_jats(content: bytes) -> Extracted:
    """Return the text of an article with its own reference links.

    Raises:
        InputError: it is not well formed, declares entities, or is no JATS article.
    """
    root = _parse(content)
    if root.tag != "article":
        raise InputError(f"XML with the root {root.tag!r}, not a JATS article")
    front = root.find("front/article-meta")
    walk = _Walk(frozenset(fn.get("id", "") for fn in root.iterfind("back//fn-group/fn")))
    about = _describe(root, front)
    if about.title:
        walk.heading(about.title, 1)
    for abstract in [] if front is None else front.findall("abstract"):
        title = abstract.find("title")
        walk.heading("Abstract" if title is None else _flat(title), 2)
        walk.blocks(abstract, 2)
    body = root.find("body")
    if body is not None:
        walk.blocks(body, 1)
    back = root.find("back")
    if back is not None:
        walk.back(back)
    text = walk.writer.text
    if not text.strip():
        raise InputError("no text in it; only what is about the article")
    return about.model_copy(update={"text": text, "links": tuple(walk.links())})


def _parse(content: bytes) -> _Element:
    if declares_entities(content):
        raise InputError("it declares entities of its own, as attacks do; not read")
    etree = import_extra("lxml.etree")
    # Journals use the named signs of the JATS DTD (&nbsp;), which is not loaded: they are HTML's.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: _Element = etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"not well-formed XML ({error}); fetch it again") from None
    for node in list(root.iter(etree.Entity)):
        _replace_entity(node, html.unescape(str(node.text)))
    return root


def _replace_entity(node: _Element, sign: str) -> None:
    """Put a named sign's character in its place; one that HTML does not know stays as it is."""
    parent, before = node.getparent(), node.getprevious()
    assert parent is not None
    words = sign + (node.tail or "")
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    parent.remove(node)


def _describe(root: _Element, front: _Element | None) -> Extracted:
    if front is None:
        return Extracted(text="", language=root.get(_LANGUAGE))
    title = front.find("title-group/article-title")
    doi = front.findtext("article-id[@pub-id-type='doi']")
    return Extracted(
        text="",
        title=None if title is None else _flat(title) or None,
        byline=", ".join(_authors(front)) or None,
        published=min(_dates(front), default=None),
        language=root.get(_LANGUAGE),
        url=f"https://doi.org/{doi.strip()}" if doi and doi.strip() else None,
    )


def _authors(front: _Element) -> Iterator[str]:
    for contrib in front.iterfind("contrib-group/contrib"):
        if contrib.get("contrib-type", "author") != "author":
            continue
        name = contrib.find("name")
        if name is None:
            name = contrib.find("name-alternatives/name")
        if name is not None:
            parts = (
                name.findtext("given-names"),
                name.findtext("surname"),
                name.findtext("suffix"),
            )
            written = " ".join(part.strip() for part in parts if part)
        else:
            other = contrib.find("string-name")
            other = contrib.find("collab") if other is None else other
            written = "" if other is None else _flat(other)
        if written:
            yield written


def _dates(front: _Element) -> Iterator[str]:
    """Yield the full dates of publication; of several (print, online) the first counts."""
    for date in front.iterfind("pub-date"):
        parts = [date.findtext(name) or "" for name in ("year", "month", "day")]
        if all(part.strip().isdecimal() for part in parts):
            year, month, day = (int(part) for part in parts)
            try:
                yield parse_published(f"{year:04d}-{month:02d}-{day:02d}")
            except InputError:
                continue


def _flat(node: _Element) -> str:
    """Return the words of an element in one line, footnotes and cross references left out."""
    return " ".join(_words(node).split())


def _words(node: _Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in (*_SILENT, "xref"):
            parts.append(_words(child) if child.tag != "break" else " ")
        parts.append(child.tail or "")
    return "".join(parts)


@dataclass
class _Walk:
    """Writes an article; gathers where each reference link and each entry stands."""

    #: Ids of the footnotes that stand behind the body.
    grouped: frozenset[str]
    writer: Writer = field(default_factory=Writer)
    #: Place of a link's words, and the ids it leads to.
    _given: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    _entries: dict[str, Span] = field(default_factory=dict)
    _notes: list[tuple[str, _Element]] = field(default_factory=list)
    _marks: dict[str, str] = field(default_factory=dict)

    def links(self) -> Iterator[GivenLink]:
        """Yield the reference links that lead to an entry, in the order of the text."""
        for start, end, ids in self._given:
            targets = tuple(self._entries[name] for name in ids if name in self._entries)
            if targets:
                yield GivenLink(start=start, end=end, targets=targets)

    def heading(self, words: str, level: int) -> None:
        self.writer.begin("#" * min(level, 6) + " ")
        self.writer.words(words.strip())
        self.writer.begin()

    def blocks(self, parent: _Element, level: int, prefix: str = "") -> None:
        """Write the parts of a section, list item or quotation."""
        for node in parent:
            self.block(node, level, prefix)

    def block(self, node: _Element, level: int, prefix: str) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            return
        if tag in _PARAGRAPHS:
            self.paragraph(node, prefix)
        elif tag in ("sec", "app", "ack", "notes", "glossary"):
            title = node.find("title")
            label = (node.findtext("label") or "").strip()
            if title is not None:
                self.heading(f"{label} {_flat(title)}".strip(), level + 1)
            self.blocks(node, level + 1, prefix)
        elif tag == "list":
            self.items(node, level)
        elif tag in ("disp-quote", "verse-group"):
            self.blocks(node, level, "> ")
        elif tag in _CAPTIONED:
            self.caption(node, level)
        elif tag in ("statement", "speech", "app-group", "fig-group", "table-wrap-group"):
            self.blocks(node, level, prefix)

    def paragraph(self, node: _Element, prefix: str) -> None:
        # The first paragraph of a list item stands behind the item's mark.
        if self.writer.is_open or prefix in ("", "> "):
            self.writer.begin(prefix if prefix == "> " else "")
        self.inline(node)
        self.writer.begin(prefix if prefix == "> " else "")

    def items(self, node: _Element, level: int) -> None:
        numbered, tight = node.get("list-type") == "order", False
        for number, item in enumerate(node.iterfind("list-item"), 1):
            prefix = f"{number}. " if numbered else "- "
            self.writer.begin(prefix, tight=tight)
            self.blocks(item, level, prefix)
            tight = True
        self.writer.begin()

    def caption(self, node: _Element, level: int) -> None:
        """Write label, title and text of a figure's or table's caption as one paragraph."""
        caption = node.find("caption")
        if caption is None:
            if node.tag == "boxed-text":
                self.blocks(node, level)
            return
        self.writer.begin()
        label = (node.findtext("label") or "").strip()
        if label:
            self.writer.words(label if label.endswith((".", ":")) else label + ".")
        for part in caption:
            self.writer.words(" ")
            self.inline(part)
        self.writer.begin()
        if node.tag == "boxed-text":
            self.blocks(node, level)

    def inline(self, node: _Element) -> None:
        """Write the words of a paragraph; blocks inside it stand behind it."""
        self.writer.words(node.text)
        for child in node:
            self.inline_child(child)
            self.writer.words(child.tail)

    def inline_child(self, child: _Element) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag.startswith(_MML):
            return
        if tag == "xref":
            self.reference(child)
        elif tag == "fn":
            self.note(child)
        elif tag in ("ext-link", "uri"):
            address = child.get(_XLINK) or "".join(child.itertext()).strip()
            self.outward(child, address)
        elif tag == "sup" and (digits := raised("".join(child.itertext()))) and len(child) == 0:
            self.writer.words(digits)
        elif tag in ("list", "disp-quote", *_CAPTIONED):
            self.block(child, 6, "")
        elif tag == "break":
            self.writer.line_end()
        elif tag not in _SILENT:
            self.inline(child)

    def outward(self, node: _Element, address: str) -> None:
        words = " ".join("".join(node.itertext()).split())
        if address.lower().startswith(("http://", "https://", "www.")):
            self.writer.link(address, words or address)
        else:
            self.writer.words(words)

    def reference(self, node: _Element) -> None:
        """Write a cross reference; one to the reference list is kept as a link."""
        ids = tuple((node.get("rid") or "").split())
        if ids and ids[0] in self.grouped:
            self.writer.words(f"[^{self._mark(ids[0])}]")
            return
        words = " ".join("".join(node.itertext()).split())
        parent = node.getparent()
        if (parent is not None and parent.tag == "sup") or node.find("sup") is not None:
            words = raised(words) or words
        if not words:
            return
        start = self.writer.mark()
        self.writer.words(words)
        if node.get("ref-type") == "bibr" and ids:
            self._given.append((start, self.writer.end, ids))

    def note(self, node: _Element) -> None:
        """Write the mark of a footnote that stands inside its paragraph."""
        name = node.get("id") or f"note-{len(self._notes)}"
        self._notes.append((name, node))
        self.writer.words(f"[^{self._mark(name)}]")

    def _mark(self, name: str) -> str:
        # No bare number: the entries of a numbered list are cited by these.
        self._marks.setdefault(name, f"fn{len(self._marks) + 1}")
        return self._marks[name]

    def back(self, back: _Element) -> None:
        """Write what follows the body: notes, and the reference list at the end."""
        lists = list(back.iter("ref-list"))
        for node in back:
            if node.tag in ("ack", "app-group", "app", "notes", "sec"):
                self.block(node, 1, "")
        self.footnotes(back)
        for node in lists:
            if node.find("ref") is not None:
                title = node.find("title")
                self.heading("References" if title is None else _flat(title), 2)
                self.entries(node)

    def footnotes(self, back: _Element) -> None:
        """Write the footnotes that a mark in the text leads to."""
        grouped = [(fn.get("id") or "", fn) for fn in back.iterfind(".//fn-group/fn")]
        for name, fn in [*self._notes, *grouped]:
            if name in self._marks:
                self.writer.begin(f"[^{self._marks[name]}]: ")
                for paragraph in fn.iterfind("p"):
                    self.inline(paragraph)
                    self.writer.words(" ")
        self.writer.begin()

    def entries(self, node: _Element) -> None:
        refs = list(node.iterfind("ref"))
        labels = [entry_label(ref) for ref in refs]
        numbered = bool(refs) and all(label is not None for label in labels)
        tight = False
        for ref, label in zip(refs, labels, strict=True):
            self.writer.begin(f"{label}. " if numbered else "- ", tight=tight)
            written = entry_text(ref)
            if not written:
                continue
            start = self.writer.mark()
            self.writer.words(written)
            self._name(ref, Span(start=start, end=self.writer.end))
            tight = True
        self.writer.begin()

    def _name(self, ref: _Element, place: Span) -> None:
        for node in (ref, *ref):
            if node.get("id"):
                self._entries.setdefault(str(node.get("id")), place)
