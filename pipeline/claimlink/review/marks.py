"""An article and one of its claims -> paragraphs of marked pieces, ready to be shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimlink.records import ArticleRecord, Block, Claim, Span


@dataclass(frozen=True)
class Piece:
    """A stretch of text with all that marks it, and the ids of what it is of, if it is of one."""

    start: int
    text: str
    marks: str
    citation: str | None = None
    entry: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """One block of the layout in pieces; ``is_here``: the claim stands in it."""

    kind: str
    pieces: tuple[Piece, ...]
    is_here: bool


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    name: str
    citation: str | None = None
    entry: str | None = None


def mark_article(article: ArticleRecord, claim: Claim) -> list[Paragraph]:
    """Return the whole article, in order, with the claim, its citations, scope and speaker marked.

    Text between the blocks that is more than blanks is a paragraph of its own.
    """
    marks = sorted(_marks(article, claim), key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    longest = max((mark.end - mark.start for mark in marks), default=0)
    found = []
    for block in _whole(article):
        # No mark that reaches into the block begins before its start less the longest mark.
        first = bisect_left(starts, block.start - longest)
        last = bisect_left(starts, block.end)
        near = [mark for mark in marks[first:last] if mark.end > block.start]
        pieces = tuple(_cut(article.text, block, near))
        is_here = block.start < claim.span.end and claim.span.start < block.end
        found.append(Paragraph(block.kind, pieces, is_here))
    return found


def _whole(article: ArticleRecord) -> Iterator[Block]:
    """Yield the blocks and, as ``other``, the text between them."""
    place = 0
    for block in sorted(article.blocks, key=lambda block: block.start):
        if article.text[place : block.start].strip():
            yield Block(index=-1, kind="other", start=place, end=block.start)
        if block.end > place:
            yield block.model_copy(update={"start": max(block.start, place)})
            place = block.end
    if article.text[place:].strip():
        yield Block(index=-1, kind="other", start=place, end=len(article.text))


def _marks(article: ArticleRecord, claim: Claim) -> Iterator[_Mark]:
    own = {citation.citation_id for citation in claim.citations}
    for start, end in claim.fragments:
        yield _Mark(start, end, "claim")
    for citation in article.citations:
        name = "cite own" if citation.id in own else "cite"
        yield _Mark(citation.start, citation.end, name, citation.id)
    for scope in _scopes(article, claim):
        yield _Mark(scope.start, scope.end, "scope")
    if claim.attribution is not None:
        for mention, name in (
            (claim.attribution.source, "speaker"),
            (claim.attribution.cue, "cue"),
        ):
            if mention is not None:
                yield _Mark(mention.start, mention.end, name)
    cited = {citation.reference_id for citation in claim.citations}
    for entry in article.references:
        name = "entry" if entry.id in cited else "listed"
        yield _Mark(entry.start, entry.end, name, entry=entry.id)


def _scopes(article: ArticleRecord, claim: Claim) -> Iterator[Span]:
    """Yield how far each citation of the claim reaches, from the claim to the citation."""
    for citation in claim.citations:
        start = min(claim.span.start, citation.start)
        end = max(claim.span.end, citation.end)
        around: Sequence[Span] = []
        if citation.scope == "sentence":
            around = [s for s in article.sentences if s.index in claim.sentences]
        elif citation.scope == "paragraph":
            around = [b for b in article.blocks if b.start < claim.span.end and b.end > start]
        yield Span(
            start=min([start, *(span.start for span in around)]),
            end=max([end, *(span.end for span in around)]),
        )


def _cut(text: str, block: Block, marks: list[_Mark]) -> Iterator[Piece]:
    """Yield the pieces of a block: cut wherever a mark begins or ends."""
    edges = {block.start, block.end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if block.start < edge < block.end)
    places = sorted(edges)
    for start, end in pairwise(places):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        names = dict.fromkeys(mark.name for mark in over)
        cited = next((mark.citation for mark in over if mark.citation is not None), None)
        listed = next((mark.entry for mark in over if mark.entry is not None), None)
        yield Piece(start, text[start:end], " ".join(names), cited, listed)
