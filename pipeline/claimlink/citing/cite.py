"""From prose blocks and a source list to linked citations and what to cut before parsing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimlink.citing.acronyms import introduced_acronyms
from claimlink.citing.brackets import Hidden
from claimlink.citing.cuts import cut_citations, cut_emphasis, mark_nouns, merge_spans
from claimlink.citing.explain import marker_rows
from claimlink.citing.given import GivenLinks, follow_given
from claimlink.citing.hyperlinks import cite_hyperlinks, find_hyperlinks, link_definitions
from claimlink.citing.linking.index import index_references
from claimlink.citing.linking.links import Link, Linker
from claimlink.citing.linking.sharing import share_out
from claimlink.citing.linking.years import part_years
from claimlink.citing.markers import find_markers
from claimlink.citing.notes import find_note_marks
from claimlink.citing.numeric import (
    find_footnotes,
    find_glued,
    find_numeric,
    footnote_entries,
    footnote_marks,
    numbered_entries,
    split_range,
)
from claimlink.citing.pages import find_yearless
from claimlink.citing.scan import Marker, Scan
from claimlink.citing.vocabulary import vocabulary_of
from claimlink.packs import LanguagePack
from claimlink.records import Block, Citation, GivenLink, Reference, Span

#: Kinds of blocks whose text is prose.
PROSE_KINDS = frozenset({"paragraph", "list_item", "quote", "caption"})
#: Numbers right behind a mark from which they are a habit, no slip of the keyboard (own).
LEAST_GLUED = 2


@dataclass(frozen=True)
class Citing:
    """The citations of an article in text order, and the spans to cut out of its prose.

    ``cuts`` are article spans, sorted and not overlapping; ``notes`` are the marks of notes among
    them, which cite nothing: where each ends, by where it begins.
    """

    citations: list[Citation]
    cuts: list[tuple[int, int]]
    notes: Mapping[int, int] = field(default_factory=dict)


def cite(
    text: str,
    blocks: Sequence[Block],
    references: Sequence[Reference],
    pack: LanguagePack,
    given: Sequence[GivenLink] = (),
) -> Citing:
    """Return the citations in an article's prose, each linked or with the reason why not.

    Offsets are code points into ``text``.  Only paragraphs, list items, quotes and captions are
    searched.  ``given`` are links that the document brings itself.  Time grows in proportion to
    text and source list.

    >>> from claimlink.packs import load_pack
    >>> text = "Tolls rose (Ostler, 2011)."
    >>> block = Block(index=0, kind="paragraph", start=0, end=len(text))
    >>> citing = cite(text, [block], [], load_pack("en"))
    >>> [(c.text, c.year, c.status) for c in citing.citations], citing.cuts
    ([('Ostler, 2011', '2011', 'missing')], [(10, 25)])
    """
    return _Search(text, blocks, references, pack, given).citing()


def fired_rules(
    text: str, blocks: Sequence[Block], references: Sequence[Reference], pack: LanguagePack
) -> frozenset[str]:
    """Return the ids of the pack's rows that decided something about this article's citations."""
    search = _Search(text, blocks, references, pack)
    search.citing()
    return search.fired()


class _Search:
    """The search of one article: its scan, its markers and their links."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        references: Sequence[Reference],
        pack: LanguagePack,
        given: Sequence[GivenLink] = (),
    ) -> None:
        words = vocabulary_of(pack)
        self.scan = Scan(text, words, index_references(references, words))
        self.prose = [block for block in blocks if block.kind in PROSE_KINDS]
        self.references = references
        self.numbered = numbered_entries(text, references)
        self.targets = {**self.numbered, **footnote_entries(text, references)}
        self.given = GivenLinks(given, references)
        self.markers: list[Marker] = []

    def citing(self) -> Citing:
        """Return the citations and cuts of the article."""
        text = self.scan.text
        self.markers, cuts = _find_all(self.scan, self.prose, self.numbered)
        self.markers += self.given.unseen_numbers(text, self.prose, self.markers)
        self.markers.sort(key=lambda marker: (marker.start, marker.end))
        self.markers = mark_nouns(text, self.markers, self.scan.words)
        linker = Linker(self.scan.index, introduced_acronyms(text))
        remarks = footnote_marks(text).difference(self.targets)
        links = _link_all(linker, self.markers, self.targets, remarks)
        links = part_years(self.markers, share_out(self.markers, links, self.references))
        links = follow_given(self.given, self.markers, links)
        citations = [
            _record(text, f"c{number}", marker, link)
            for number, (marker, link) in enumerate(zip(self.markers, links, strict=True), 1)
        ]
        cuts += cut_citations(text, self.markers, self.scan.words)
        notes = [
            mark
            for block in self.prose
            for mark in find_note_marks(
                self.scan, block.start, block.end, numbers=not self.numbered
            )
        ]
        return Citing(citations, merge_spans([*cuts, *notes]), dict(notes))

    def fired(self) -> frozenset[str]:
        """Return the rows that decided; those that gave a marker its fields only found here."""
        fields = [marker_rows(self.scan, marker) for marker in self.markers]
        credits = (entry.credit for entry in self.scan.index.entries if entry.credit)
        return frozenset(self.scan.fired).union(credits, *fields)


def _find_all(
    scan: Scan, prose: Sequence[Block], numbered: Mapping[str, Reference]
) -> tuple[list[Marker], list[tuple[int, int]]]:
    """Return the markers of all blocks in text order, and the spans of mark-up to cut."""
    text = scan.text
    defined = {label: url for label, url in link_definitions(text).items() if label not in numbered}
    links = [find_hyperlinks(text, block.start, block.end, defined) for block in prose]
    hidden = [[mark for link in found for mark in link.marks] for found in links]
    found = [
        find_markers(scan, block.start, block.end, Hidden(marks))
        for block, marks in zip(prose, hidden, strict=True)
    ]
    pages = not any(part.markers for part in found) and not numbered
    markers: list[Marker] = []
    numeric: list[Marker] = []
    cuts = [mark for marks in hidden for mark in marks]
    for block, part, leading in zip(prose, found, links, strict=True):
        dated = [*part.markers, *find_yearless(scan, part, pages=pages)]
        dated.sort(key=lambda marker: (marker.start, marker.end))
        addressed, of_links = cite_hyperlinks(text, leading, dated, bare=not scan.index)
        markers += [*addressed, *of_links]
        numeric += find_numeric(scan, block.start, block.end, numbered)
        markers += find_footnotes(text, block.start, block.end)
        cuts += cut_emphasis(text, block.start, block.end)
    if not numeric:
        glued = [m for b in prose for m in find_glued(text, b.start, b.end, numbered)]
        numeric = glued if len({marker.start for marker in glued}) >= LEAST_GLUED else []
    markers += [one for marker in numeric for one in split_range(marker, numbered)]
    markers.sort(key=lambda marker: (marker.start, marker.end))
    return markers, cuts


def _link_all(
    linker: Linker,
    markers: Sequence[Marker],
    targets: Mapping[str, Reference],
    remarks: frozenset[str],
) -> list[Link]:
    """Return the link of each marker in order; "ibid." points where the one before points.

    ``remarks`` are the marks of footnotes that are no source; they need none.
    """
    links: list[Link] = []
    before: Link | None = None
    for marker in markers:
        if marker.kind == "note" and marker.number in remarks:
            links.append(Link("self-contained", "link.remark", None, 1.0))
            continue
        link = _link_one(linker, marker, targets, before)
        if marker.form in ("author-date", "author-page"):
            before = link
        links.append(link)
    return links


def _link_one(
    linker: Linker, marker: Marker, targets: Mapping[str, Reference], before: Link | None
) -> Link:
    match marker.kind:
        case "link":
            return Link("self-contained", "link.hyperlink", None, 1.0)
        case "personal":
            return Link("self-contained", "link.personal", None, 1.0)
        case "ibid" if before is None:
            return Link("missing", "link.ibid-first")
        case "ibid":
            assert before is not None
            return Link(
                before.status, "link.ibid", before.reference_id, before.confidence,
                before.candidates,
            )  # fmt: skip
        case "number" | "note":
            entry = targets.get(marker.number or "")
            if entry is None:
                return Link("missing", "link.missing")
            return Link("linked", "link.number", entry.id, 1.0)
    link = linker.link(marker)
    if link.status == "missing" and marker.url is not None:
        return replace(link, status="self-contained", reason="link.hyperlink", confidence=1.0)
    return link


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
        url=marker.url,
        reference_id=link.reference_id,
        status=link.status,
        confidence=link.confidence,
        reason=link.reason,
        candidates=list(link.candidates),
    )
