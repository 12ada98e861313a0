"""Media types of articles, and which of them have their text in Markdown."""

from __future__ import annotations

from typing import Literal

MediaType = Literal[
    "text/plain",
    "text/markdown",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/jats+xml",
]

TEXT: MediaType = "text/plain"
MARKDOWN: MediaType = "text/markdown"
HTML: MediaType = "text/html"
PDF: MediaType = "application/pdf"
WORD: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JATS: MediaType = "application/jats+xml"

#: Types whose text, as it was read or extracted, is Markdown.
MARKED_UP: frozenset[str] = frozenset({MARKDOWN, HTML, WORD, JATS})
