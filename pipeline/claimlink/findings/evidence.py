"""All that findings look at, and how a finding is put into words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimlink.citing.issued import issued_parts
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
        start = min(
            (self.sentences[n].start for n in claim.sentences if n < len(self.sentences)),
            default=claim.span.start,
        )
        before = self.text[start : time.start]
        lexicon = self.pack.lexicon("finding_prospects")
        return any(
            row.label != "until" or not before[end:].strip() for row, _, end in lexicon.find(before)
        )

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
    """Return an entry's short name: "Lillis (2021)"."""
    names = " and ".join(reference.authors[:2]) or reference.text[:40]
    more = " et al." if len(reference.authors) > 2 else ""
    return f"“{names}{more} ({reference.year or 'n.d.'}{reference.suffix or ''})”"


def issued(reference: Reference) -> str:
    """Return the date of an entry as far as it is known: "2020-12-04"."""
    parts = issued_parts(reference)
    return "-".join(f"{part:02d}" for part in parts) if parts else str(reference.year)
