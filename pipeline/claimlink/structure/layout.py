"""Article text -> blocks: headings, paragraphs, list items, quotes, bylines, captions, references.

Lines become chunks (``chunks.py``), chunks become source lists where they are one
(``sourcelist.py``), and what is left gets its kind from its mark-up or its form.  The text is
never changed: each block is a span of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.media import MARKED_UP
from claimlink.packs import LanguagePack
from claimlink.records import Block, BlockKind
from claimlink.structure.chunks import Chunk, read_chunks
from claimlink.structure.dates import iso_date, read_date
from claimlink.structure.entries import Entry
from claimlink.structure.front import Front, line_role, read_front_matter
from claimlink.structure.headings import heading_role, looks_like_heading, sections
from claimlink.structure.lines import split_lines
from claimlink.structure.signals import is_note
from claimlink.structure.sourcelist import SourceList, find_source_lists

_FRONT_BLOCKS = 8  # blocks at the top in which a byline or a date of publication stands (own)
_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "list_item": "list_item",
    "quote": "quote",
    "front": "other",
    "code": "other",
    "rule": "other",
    "other": "other",
}


@dataclass(frozen=True)
class Layout:
    """The blocks of an article, in order and not overlapping, and what its text says of itself.

    ``published`` is an ISO 8601 date.  Title, byline and date are None where the text shows none.
    """

    blocks: list[Block]
    title: str | None
    byline: str | None
    published: str | None


@dataclass(frozen=True)
class _Part:
    """A block before it is numbered; ``level`` is a heading's depth, 0 where unknown."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


def lay_out(text: str, media_type: str, pack: LanguagePack) -> Layout:
    r"""Return the layout of a text.

    ``media_type`` says whether the text is Markdown: that of a document with mark-up of its own
    is, as it was extracted; any unknown one is read as plain text.
    Blocks are trimmed: list markers, heading marks and the first ``>`` of a quote stay outside.

    >>> from claimlink.packs import load_pack
    >>> layout = lay_out("# Rents\n\nRents rose in 2019.\n", "text/markdown", load_pack("en"))
    >>> [(block.kind, block.start, block.end, block.section) for block in layout.blocks]
    [('heading', 2, 7, None), ('paragraph', 9, 28, 'Rents')]
    """
    lines = split_lines(text)
    alone = frozenset(
        n
        for n, line in enumerate(lines)
        if (role := heading_role(line.text, pack)) is not None and role.label == "source-list"
    )
    chunks = read_chunks(lines, markdown=media_type in MARKED_UP, alone=alone)
    lists = find_source_lists(text, chunks, pack)
    parts = _parts(chunks, lists, pack)
    front = _front(text, chunks, parts, pack)
    named = sections([(part.kind, text[part.start : part.end]) for part in parts])
    blocks = [
        Block(index=n, kind=part.kind, start=part.start, end=part.end, section=section)
        for n, (part, section) in enumerate(zip(parts, named, strict=True))
    ]
    return Layout(blocks, front.title, front.byline, front.published)


def _parts(chunks: Sequence[Chunk], lists: Sequence[SourceList], pack: LanguagePack) -> list[_Part]:
    parts: list[_Part] = []
    pending = list(reversed(lists))
    headings = {source_list.first - 1 for source_list in lists if source_list.headed}
    n = 0
    while n < len(chunks):
        if pending and pending[-1].first == n:
            source_list = pending.pop()
            parts += _parts_of_list(chunks, source_list, pack)
            n = source_list.last
            continue
        before = chunks[n - 1] if n else None
        after = chunks[n + 1] if n + 1 < len(chunks) else None
        in_front = len(parts) < _FRONT_BLOCKS
        if n in headings:
            parts.append(_Part("heading", chunks[n].start, chunks[n].end, chunks[n].level))
        else:
            parts.append(_part_of(chunks[n], before, after, in_front, pack))
        n += 1
    return parts


def _part_of(
    chunk: Chunk, before: Chunk | None, after: Chunk | None, in_front: bool, pack: LanguagePack
) -> _Part:
    kind = _KINDS[chunk.kind]
    if kind in ("paragraph", "list_item", "quote"):
        role = line_role(chunk.lines[0].text, pack)
        if role is not None and _fits_place(role[0].label, chunk, before, in_front):
            label = "byline" if role[0].label == "published" else role[0].label.split(":")[0]
            kind = _NAMED.get(label, "other")
        elif chunk.marked == "footnote" and is_note(" ".join(w.text for w in chunk.lines), pack):
            kind = "reference"
        elif looks_like_heading(chunk, before, after, pack):
            kind = "heading"
    return _Part(kind, chunk.start, chunk.end, chunk.level)


_NAMED: dict[str, BlockKind] = {"byline": "byline", "caption": "caption", "other": "other"}


def _fits_place(label: str, chunk: Chunk, before: Chunk | None, in_front: bool) -> bool:
    """Whether a line that reads like a byline, caption or note stands where such lines stand."""
    if label == "caption:below":
        return before is not None and before.kind == "other"
    if label in ("other:front", "published"):
        return in_front and len(chunk.lines) == 1
    return label.startswith(("caption", "other:citation")) or len(chunk.lines) == 1


def _parts_of_list(
    chunks: Sequence[Chunk], source_list: SourceList, pack: LanguagePack
) -> list[_Part]:
    parts = [_Part("reference", entry.start, entry.end) for entry in source_list.entries]
    parts += [_remark(stretch, pack) for stretch in source_list.prose]
    if source_list.heading is not None:
        parts.append(_Part("heading", source_list.heading.start, source_list.heading.end))
    for chunk in chunks[source_list.first : source_list.last]:
        if chunk.kind not in ("paragraph", "list_item", "quote"):
            parts.append(_Part(_KINDS[chunk.kind], chunk.start, chunk.end, chunk.level))
    return sorted(parts, key=lambda part: part.start)


def _remark(stretch: Entry, pack: LanguagePack) -> _Part:
    """A stretch of a source list that is no entry: a remark, a group's heading, a caption."""
    kind: BlockKind = "list_item" if stretch.marked else "paragraph"
    if heading_role(stretch.text, pack) is not None:
        kind = "heading"
    return _Part(kind, stretch.start, stretch.end)


def _front(text: str, chunks: Sequence[Chunk], parts: Sequence[_Part], pack: LanguagePack) -> Front:
    matter = Front()
    if chunks and chunks[0].kind == "front":
        matter = read_front_matter(chunks[0].lines, pack)
    title = matter.title or _title(text, parts, pack)
    byline, published = matter.byline, matter.published
    for part in parts:
        if part.kind != "byline" or (byline and published):
            continue
        role = line_role(text[part.start : part.end], pack)
        if role is None:
            continue
        row, match = role
        if row.label == "byline" and byline is None:
            byline = " ".join(match.group("who").split())
        date = read_date(text[part.start : part.end], pack)
        if published is None and date is not None:
            published = iso_date(date)
    return Front(title, byline, published)


def _title(text: str, parts: Sequence[_Part], pack: LanguagePack) -> str | None:
    """The heading above all prose; of several the highest, the first of these.

    "Introduction" and the like are no titles.
    """
    headings: list[_Part] = []
    for part in parts:
        if part.kind in ("paragraph", "list_item", "quote", "reference"):
            break
        if part.kind == "heading" and heading_role(text[part.start : part.end], pack) is None:
            headings.append(part)
    if not headings:
        return None
    best = min(headings, key=lambda part: part.level or 1)
    return " ".join(text[best.start : best.end].split())
