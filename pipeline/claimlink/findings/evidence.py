"""All that findings look at, and how a finding is put into words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimlink.citing.references.issued import issued_parts
from claimlink.claiming.attribution.quotation import Quotation
from claimlink.findings.nearest import Nearest, find_nearest
from claimlink.packs import LanguagePack
from claimlink.records import (
    Attribution,
    Block,
    Citation,
    Claim,
    Entity,
    Finding,
    Reference,
    SentenceSpan,
    Severity,
    Span,
    TimeMention,
)

# Labels of entities that may be the source of a quotation.
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LAW", "WORK_OF_ART"})


@dataclass(frozen=True)
class Evidence:
    """All that findings look at: one article's records, each list in text order."""

    text: str
    blocks: Sequence[Block]
    citations: Sequence[Citation]
    references: Sequence[Reference]
    claims: Sequence[Claim]
    pack: LanguagePack
    sentences: Sequence[SentenceSpan] = ()
    times: Sequence[TimeMention] = ()
    attributions: Sequence[Attribution] = ()
    entities: Sequence[Entity] = ()
    quotations: Sequence[Quotation] = ()

    @cached_property
    def nearest(self) -> Mapping[str, Nearest]:
        """The entries nearest to each missing citation, by its id."""
        return find_nearest(self.citations, self.references)

    @cached_property
    def entries(self) -> Mapping[str, Reference]:
        """The entries of the source list by id."""
        return {reference.id: reference for reference in self.references}

    @cached_property
    def organisations(self) -> Sequence[str]:
        """The names of organisations in the prose, in text order, with repetitions."""
        return [entity.text for entity in self.entities if entity.label == "ORG"]

    def times_of(self, claim: Claim) -> list[TimeMention]:
        """Return a claim's dates and those of its sentence that stand in no claim.

        In "In 1997, the mill admitted that wages fell" the year stands in the frame.
        """
        beside = [other for n in claim.sentences for other in self._by_sentence.get(n, ())]
        taken = [part for other in beside for part in other.fragments]
        starts = self._time_starts
        return list(claim.times) + [
            time
            for n in claim.sentences
            if n < len(self.sentences)
            for time in self.times[
                bisect_left(starts, self.sentences[n].start) : bisect_left(
                    starts, self.sentences[n].end
                )
            ]
            if not any(start <= time.start < end for start, end in taken)
        ]

    def looks_ahead(self, claim: Claim, time: TimeMention) -> bool:
        """Tell whether a date lies ahead of what the claim tells: "wants to close by 2030".

        Only words before the date count: "In 2024, the board promised to close" tells an event.
        """
        before = self.text[self.sentence_start(claim) : time.start]
        lexicon = self.pack.lexicon("finding_prospects")
        return any(
            row.label != "until" or not before[end:].strip() for row, _, end in lexicon.find(before)
        )

    def sentence_start(self, claim: Claim) -> int:
        """Return where the first sentence of a claim begins."""
        starts = (self.sentences[n].start for n in claim.sentences if n < len(self.sentences))
        return min(starts, default=claim.span.start)

    def sentence_span(self, claim: Claim) -> tuple[int, int]:
        """Return where the sentences that a claim lies in begin and end; the claim at least."""
        ends = (self.sentences[n].end for n in claim.sentences if n < len(self.sentences))
        return self.sentence_start(claim), max(ends, default=claim.span.end)

    def sentence_text(self, claim: Claim) -> str:
        """Return the words of the sentences that a claim lies in, the claim's at least."""
        return self.text[slice(*self.sentence_span(claim))]

    def citations_in(self, start: int, end: int) -> Sequence[Citation]:
        """Return the citations that begin in a stretch of the text."""
        starts = self._citation_starts
        return self.citations[bisect_left(starts, start) : bisect_left(starts, end)]

    def has_citation_between(self, start: int, end: int, citation: Citation) -> bool:
        """Tell whether a citation other than this one begins in a stretch of the text."""
        return any(other.id != citation.id for other in self.citations_in(start, end))

    def is_cited_words(self, time: TimeMention) -> bool:
        """Tell whether a date is the year of a citation."""
        place = bisect_left(self._citation_starts, time.end) - 1
        if place < 0:
            return False
        before = self.citations[place]
        return time.start < (before.group.end if before.group is not None else before.end)

    def shares_sentence(self, time: TimeMention, citation: Citation) -> bool:
        """Tell whether a date stands in the sentence of a citation, as far as is known."""
        sentences = self.sentences_at(citation.start, citation.end) if self.sentences else ()
        return not sentences or sentences[0].start <= time.start < sentences[-1].end

    def is_linked_at(self, offset: int) -> bool:
        """Tell whether a citation with an entry covers an offset."""
        place = bisect_right(self._citation_starts, offset) - 1
        last = self.citations[place] if place >= 0 else None
        return last is not None and last.reference_id is not None and offset < last.end

    def group(self, group: Span) -> Sequence[Citation]:
        """Return the citations of one bracket."""
        return self.citations_in(group.start, group.end)

    @cached_property
    def by_paragraph(self) -> Sequence[tuple[Block, Sequence[Claim]]]:
        """The paragraphs with the claims that begin in each."""
        starts = self._claim_starts
        return [
            (block, self.claims[bisect_left(starts, block.start) : bisect_left(starts, block.end)])
            for block in self.blocks
            if block.kind == "paragraph"
        ]

    def paragraph_cites(self, offset: int) -> bool:
        """Tell whether the block at this offset holds a citation."""
        place = bisect_right(self._block_starts, offset) - 1
        block = self.blocks[place] if place >= 0 else None
        return block is not None and bool(self.citations_in(block.start, block.end))

    def claims_in(self, start: int, end: int) -> Sequence[Claim]:
        """Return the claims that begin in a stretch of the text."""
        starts = self._claim_starts
        return self.claims[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentences_at(self, start: int, end: int, *, beside: int = 0) -> Sequence[SentenceSpan]:
        """Return the sentences of a stretch of text, with as many of its block on both sides."""
        starts = self._sentence_starts
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first + 1, bisect_left(starts, end))
        block = self.sentences[first].block
        return [
            sentence
            for sentence in self.sentences[max(0, first - beside) : last + beside]
            if sentence.block == block
        ]

    def has_attribution(self, start: int, end: int) -> bool:
        """Tell whether somebody is said to say something in a stretch of the text."""
        places = self._source_starts
        return bisect_left(places, start) < bisect_left(places, end)

    def names_somebody(self, start: int, end: int) -> bool:
        """Tell whether a person or an organisation is named in a stretch of the text."""
        places = self._name_starts
        return bisect_left(places, start) < bisect_left(places, end)

    @cached_property
    def _claim_starts(self) -> list[int]:
        return [claim.span.start for claim in self.claims]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _source_starts(self) -> list[int]:
        return sorted(a.source.start for a in self.attributions if a.source is not None)

    @cached_property
    def _name_starts(self) -> list[int]:
        return sorted(e.start for e in self.entities if e.label in _SPEAKERS)

    @cached_property
    def _citation_starts(self) -> list[int]:
        return [citation.start for citation in self.citations]

    @cached_property
    def _by_sentence(self) -> Mapping[int, list[Claim]]:
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            for number in claim.sentences:
                found.setdefault(number, []).append(claim)
        return found

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.start for time in self.times]

    @cached_property
    def _by_citation(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for support in claim.citations:
                found.setdefault(support.citation_id, []).append(claim)
        return found

    @cached_property
    def _citations_by_id(self) -> Mapping[str, Citation]:
        return {citation.id: citation for citation in self.citations}

    def citation(self, citation_id: str) -> Citation:
        """Return the citation with this id."""
        return self._citations_by_id[citation_id]

    def claims_citing(self, citation: Citation) -> list[Claim]:
        """Return the claims that a citation supports."""
        return self._by_citation.get(citation.id, [])


def report(
    evidence: Evidence,
    code: str,
    severity: Severity,
    message: str,
    place: Span,
    *,
    citations: Sequence[Citation] = (),
    references: Sequence[Reference] = (),
    claims: Sequence[Claim] = (),
) -> Finding:
    """Return a finding; the claims touched are those its citations support, unless given."""
    touched = list(claims) or [
        c for citation in citations for c in evidence.claims_citing(citation)
    ]
    return Finding(
        code=code,
        severity=severity,
        message=message,
        start=place.start,
        end=place.end,
        citation_ids=[citation.id for citation in citations],
        reference_ids=[reference.id for reference in references],
        claim_ids=list(dict.fromkeys(claim.id for claim in touched)),
    )


def label(reference: Reference) -> str:
    """Return an entry's short name: "Lillis (2021)", "Lillis et al. (2021)"."""
    many = len(reference.authors) > 2
    names = " and ".join(reference.authors[: 1 if many else 2]) or reference.text[:40]
    more = " et al." if many else ""
    return f"“{names}{more} ({reference.year or 'n.d.'}{reference.suffix or ''})”"


def issued(reference: Reference) -> str:
    """Return the date of an entry as far as it is known: "2020-12-04"."""
    parts = issued_parts(reference)
    return "-".join(f"{part:02d}" for part in parts) if parts else str(reference.year)
