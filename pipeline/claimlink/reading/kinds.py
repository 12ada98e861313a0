"""Kinds of inputs: what an ending promises, and what the first bytes say.

Where the two differ the content decides: a PDF document named ``.txt`` is read as a PDF document.
Only first bytes that no text begins with count; everything else is what its ending says.
"""

from __future__ import annotations

import re
from typing import Literal

from claimlink.media import HTML, JATS, MARKDOWN, PDF, TEXT, WORD, MediaType

InputKind = MediaType | Literal["records", "parquet", "warc"]

RECORDS: InputKind = "records"
PARQUET: InputKind = "parquet"
WARC: InputKind = "warc"

#: Endings that are read, in any case.
KINDS: dict[str, InputKind] = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".jsonl": RECORDS,
    ".parquet": PARQUET,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".docx": WORD,
    ".pdf": PDF,
    ".xml": JATS,
    ".nxml": JATS,
    ".warc": WARC,
}

#: An ending behind any of them: the file is unpacked first.
PACKED = ".gz"

#: Kinds that hold many articles: how many shows only at their end.
CONTAINERS: frozenset[InputKind] = frozenset({RECORDS, PARQUET, WARC})

#: Kinds of which text is extracted.
DOCUMENTS: frozenset[InputKind] = frozenset({HTML, WORD, PDF, JATS})

_NAMES: dict[InputKind, str] = {
    TEXT: "plain text",
    MARKDOWN: "Markdown",
    HTML: "an HTML page",
    PDF: "a PDF document",
    WORD: "a Word document",
    JATS: "JATS XML",
    RECORDS: "JSON lines",
    PARQUET: "a Parquet file",
    WARC: "a WARC file",
}

#: First bytes in which a kind shows, and those in which the first element of a document stands.
HEAD = 1 << 16
_PROLOG = 4096

_FIRST_ELEMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,500}(?:<\?[^>]{0,500}>\s{0,500}|<!--[^>]{0,1000}-->\s{0,500}){0,9}"
    rb"(?:<!doctype\s+(?P<type>[\w.-]{1,40})|<(?P<tag>html|article)(?P<rest>[\s>][^>]{0,1000}))",
    re.IGNORECASE,
)
_JATS_MARK = re.compile(rb"dtd-version=|article-type=|jats", re.IGNORECASE)


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
    if head.startswith(b"PK\x03\x04"):
        return WORD if b"word/" in head else None
    if head.startswith(b"WARC/1."):
        return WARC
    if head.startswith(b"PAR1"):
        return PARQUET
    first = _FIRST_ELEMENT.match(head[:_PROLOG])
    if first is None:
        return None
    name = (first["type"] or first["tag"]).lower()
    if name == b"html":
        return HTML
    # HTML has an element of this name, too.
    is_jats = name == b"article" and (first["type"] or _JATS_MARK.search(first["rest"]))
    return JATS if is_jats else None


def name_kind(kind: InputKind) -> str:
    """Return a kind's name as a message uses it.

    >>> name_kind("application/pdf")
    'a PDF document'
    """
    return _NAMES[kind]


def known_endings() -> str:
    """Return the endings that are read, for a message."""
    return ", ".join(KINDS)
