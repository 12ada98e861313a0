"""Kinds of inputs: what an ending promises, and what the first bytes say.

Where the two differ the content decides: a PDF document named ``.txt`` is read as a PDF document.
Only first bytes that no text begins with count; everything else is what its ending says.
"""

from __future__ import annotations

import re
from typing import Literal

InputKind = Literal[
    "text/plain",
    "text/markdown",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/jats+xml",
    "records",
    "warc",
]

TEXT: InputKind = "text/plain"
MARKDOWN: InputKind = "text/markdown"
HTML: InputKind = "text/html"
PDF: InputKind = "application/pdf"
WORD: InputKind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JATS: InputKind = "application/jats+xml"
RECORDS: InputKind = "records"
WARC: InputKind = "warc"

#: Endings that are read, in any case.
KINDS: dict[str, InputKind] = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".jsonl": RECORDS,
}

#: An ending behind any of them: the file is unpacked first.
PACKED = ".gz"

#: Kinds that hold many articles: how many shows only at their end.
CONTAINERS: frozenset[InputKind] = frozenset({RECORDS, WARC})

#: Kinds that hold text as it is; their first bytes are looked at for another kind's.
_TEXTUAL: frozenset[InputKind] = frozenset({TEXT, MARKDOWN})

_NAMES: dict[InputKind, str] = {
    TEXT: "plain text",
    MARKDOWN: "Markdown",
    HTML: "an HTML page",
    PDF: "a PDF document",
    WORD: "a Word document",
    JATS: "JATS XML",
    RECORDS: "JSON lines",
    WARC: "a WARC file",
}

#: First bytes in which a kind shows.
HEAD = 4096

_WORD_PARTS = (b"[Content_Types].xml", b"word/", b"_rels/.rels")
_HTML_HEAD = re.compile(
    rb"\s{0,500}(?:<!--[^>]{0,500}-->\s{0,500})?<(?:!doctype\s+html|html[\s>])", re.I
)
_XML_HEAD = re.compile(rb"\s{0,500}<(?:\?xml|!DOCTYPE|article)\b")
_JATS_ROOT = re.compile(rb"<!DOCTYPE\s+article\b|<article[\s>]|JATS|NLM//DTD")


def kind_of_name(path: str) -> InputKind | None:
    """Return what a file's ending promises; None for an ending that says nothing.

    >>> kind_of_name("news/2024.JSONL.gz")
    'records'
    """
    name = path.lower().removesuffix(PACKED)
    return next((kind for ending, kind in KINDS.items() if name.endswith(ending)), None)


def kind_of_content(head: bytes) -> InputKind | None:
    """Return the kind that the first bytes of a file show for sure; None where they show none.

    >>> kind_of_content(b"%PDF-1.7")
    'application/pdf'
    """
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04") and any(part in head for part in _WORD_PARTS):
        return WORD
    if head.startswith(b"WARC/1."):
        return WARC
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if _XML_HEAD.match(bare) and _JATS_ROOT.search(bare):
        return JATS
    return HTML if _HTML_HEAD.match(bare) else None


def decide_kind(promised: InputKind | None, head: bytes) -> InputKind | None:
    """Return what a file is read as; None where neither ending nor content says it."""
    shown = kind_of_content(head)
    if shown is None or shown not in KINDS.values():
        return promised
    if promised in (None, *_TEXTUAL) or shown in (PDF, WORD, WARC):
        return shown
    return promised


def name_kind(kind: InputKind) -> str:
    """Return a kind's name as a message uses it.

    >>> name_kind("application/pdf")
    'a PDF document'
    """
    return _NAMES[kind]


def known_endings() -> str:
    """Return the endings that are read, for a message."""
    return ", ".join(KINDS)
