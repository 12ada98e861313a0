"""From prose blocks and a source list to linked citations and what to cut before parsing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.citing.acronyms import introduced_acronyms
from claimlink.citing.cuts import cut_citations, cut_emphasis, merge_spans
from claimlink.citing.index import index_references
from claimlink.citing.links import Link, Linker
from claimlink.citing.markers import find_markers
from claimlink.citing.scan import Marker, Scan
from claimlink.citing.vocabulary import vocabulary_of
from claimlink.packs import LanguagePack
from claimlink.records import Block, Citation, Reference, Span

#: Kinds of blocks whose text is prose.
PROSE_KINDS = frozenset({"paragraph", "list_item", "quote", "caption"})


@dataclass(frozen=True)
class Citing:
    """The citations of an article in text order, and the spans to cut out of its prose.

    ``cuts`` are article spans, sorted and not overlapping.
    """

    citations: list[Citation]
    cuts: list[tuple[int, int]]


def cite(
    text: str, blocks: Sequence[Block], references: Sequence[Reference], pack: LanguagePack
) -> Citing:
    """Return the citations in an article's prose, each linked or with the reason why not.

    Offsets are code points into ``text``.  Only paragraphs, list items, quotes and captions are
    searched.  Time grows in proportion to text and source list.

    Source: span conventions of the output contract, ``docs/output.md``.
    """
    return _cite(text, blocks, references, pack)[0]


def fired_rules(
    text: str, blocks: Sequence[Block], references: Sequence[Reference], pack: LanguagePack
) -> frozenset[str]:
    """Return the ids of the pack's rows that decided something about this article's citations."""
    return _cite(text, blocks, references, pack)[1]


def _cite(
    text: str, blocks: Sequence[Block], references: Sequence[Reference], pack: LanguagePack
) -> tuple[Citing, frozenset[str]]:
    words = vocabulary_of(pack)
    scan = Scan(text, words, index_references(references, words))
    prose = [block for block in blocks if block.kind in PROSE_KINDS]
    markers: list[Marker] = []
    cuts: list[tuple[int, int]] = []
    for block in prose:
        markers += find_markers(scan, block.start, block.end)
        cuts += cut_emphasis(text, block.start, block.end)
    markers.sort(key=lambda marker: (marker.start, marker.end))
    linker = Linker(scan.index, introduced_acronyms(text))
    citations = [
        _record(text, f"c{number}", marker, linker.link(marker))
        for number, marker in enumerate(markers, 1)
    ]
    return Citing(citations, merge_spans([*cuts, *cut_citations(text, markers)])), frozenset(
        scan.fired
    )


def _record(text: str, identity: str, marker: Marker, link: Link) -> Citation:
    return Citation(
        id=identity,
        start=marker.start,
        end=marker.end,
        text=text[marker.start : marker.end],
        group=None if marker.group is None else Span(start=marker.group[0], end=marker.group[1]),
        form=marker.form,
        narrative=marker.narrative,
        authors=list(marker.authors),
        title=marker.title,
        year=marker.year,
        suffix=marker.suffix,
        date=marker.date,
        locator=marker.locator,
        prefix=marker.prefix,
        reference_id=link.reference_id,
        status=link.status,
        confidence=link.confidence,
        reason=link.reason,
        candidates=list(link.candidates),
    )
