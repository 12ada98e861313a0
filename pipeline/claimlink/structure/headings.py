"""Headings: their words, what they announce, and short lines of plain text that are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimlink.packs import LanguagePack, Term
from claimlink.structure.chunks import Chunk

HEADINGS = "layout_headings"

_NUMBERING = re.compile(
    r"(?:(?:\d{1,3}|[IVXivx]{1,5}|[A-Z])(?:\.\d{1,2}){0,3}[.):]|\d{1,2}(?:\.\d{1,2}){1,3})?[ \t]+"
)
_EMPHASIS = re.compile(r"[*_]{1,3}|</?[a-z]{1,6}>")
_CITATION = re.compile(r"\((?:[^()]{0,80}\s)?(?:1[5-9]|20)\d\d[a-z]?\)|\[\d{1,3}\]")
_SENTENCE_END = re.compile(r"[.!;,][”\"'’)\]*_]*(?:\[\^[\w-]+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻–])*$")
_DECORATION = re.compile(r"^\W+")
_ASIDE = re.compile(r"(?<!\s)\s*\([^()]{1,30}\)$")
_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 14  # words of a heading in plain text (own)
_MAX_TITLE_WORDS = 30  # words of an article's title (own)
_MAX_ROLE = 80  # characters of a heading that announces a list or an appendix (own)
_MAX_LENGTH = 250  # characters of any heading (own)
_LONG = 80  # characters from which a paragraph is prose whatever it ends in (own)
_MAX_ASKING_WORDS = 10  # words of a heading that is a question (own)
_MAX_COLON_WORDS = 3  # words of a heading that ends in a colon (own)


def plain_heading(words: str) -> str:
    """Return a heading's words without numbering, emphasis marks and colon.

    >>> plain_heading("**7. References:**")
    'References'
    """
    bare = _EMPHASIS.sub("", words).strip()
    match = _NUMBERING.match(bare)
    if match and match.end() < len(bare):
        bare = bare[match.end() :]
    return " ".join(bare.rstrip(" :.").split())


def heading_role(words: str, pack: LanguagePack) -> Term | None:
    """Return the row that says what a heading announces; None for any other heading.

    Labels: ``source-list``, ``source-group`` (a part of a source list), ``notes``,
    ``end-matter``.
    """
    if len(words) > _MAX_ROLE:
        return None
    lexicon = pack.lexicon(HEADINGS)
    bare = _DECORATION.sub("", plain_heading(words).lower())
    found = lexicon.get(bare) or lexicon.get(_ASIDE.sub("", bare))
    if found is None and ":" in bare:
        found = lexicon.get(bare.split(":", 1)[0], "end-matter")  # "Appendix A: Questions"
    return found


def looks_like_heading(
    chunk: Chunk, before: Chunk | None, after: Chunk | None, pack: LanguagePack
) -> bool:
    """Return whether a short line that no mark-up sets apart is a heading.

    ``before`` is None for the text's first chunk, whose line may be a title; a heading needs
    something it stands above.
    """
    if after is None or len(chunk.lines) != 1 or chunk.kind not in ("paragraph", "list_item"):
        return False
    if chunk.kind == "list_item" and not _numbers_a_section(chunk, before, after):
        return False
    text = chunk.lines[0].text
    if len(text) > _MAX_LENGTH:
        return False
    bare = plain_heading(text) if chunk.kind == "paragraph" else text
    words = _WORD.findall(bare)
    if not words or _SENTENCE_END.search(text) or _CITATION.search(text):
        return False
    if heading_role(text, pack):
        return True
    first = bare.lstrip("“‘\"'«¿")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    if text.endswith(":"):
        return len(words) <= _MAX_COLON_WORDS and after.kind != "list_item"
    if text.endswith("?"):
        return len(words) <= _MAX_ASKING_WORDS and chunk.gap and _is_long(after)
    limit = _MAX_TITLE_WORDS if before is None else _MAX_WORDS
    return len(words) <= limit and (chunk.gap or _is_long(after))


def _numbers_a_section(chunk: Chunk, before: Chunk | None, after: Chunk) -> bool:
    """Whether a numbered line counts a section: items of a list stand one below the other."""
    if chunk.marked not in ("number", "paren") or not chunk.gap:
        return False
    neighbours = [near for near in (before, after) if near is not None]
    if after.lines[0].indent > 0 or not after.gap:
        return False  # it goes on with the item
    return not any(near.kind == "list_item" for near in neighbours)


def _is_long(chunk: Chunk) -> bool:
    """Whether a chunk is prose rather than another short line."""
    if chunk.kind not in ("paragraph", "list_item", "quote"):
        return False
    length = sum(len(line.text) for line in chunk.lines)
    sentence = chunk.lines[-1].text.endswith((".", "!", "?", "”", '"', ")"))
    return length > _LONG or (sentence and length > _LONG // 2)


def sections(kinds: Sequence[tuple[str, str]]) -> list[str | None]:
    """Return for each ``(kind, words)`` the nearest heading above it, without its numbering."""
    nearest: str | None = None
    found: list[str | None] = []
    for kind, words in kinds:
        found.append(nearest)
        if kind == "heading":
            nearest = plain_heading(words)
    return found
