"""What a fact-checker should look at: one function a finding, each sure before it speaks.

A noisy finding is worse than none: every function here asks for positive evidence, and each has
tests of what it must leave alone.  ``docs/findings.md`` lists the codes with an example.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimlink.citing.issued import issued_parts, latest_day
from claimlink.packs import LanguagePack
from claimlink.records import (
    Block,
    Citation,
    Claim,
    Finding,
    Reference,
    SentenceSpan,
    Severity,
    Span,
    TimeMention,
)

# Scopes in which the citation surely speaks of the claim itself.
_NEAR = frozenset({"clause", "sentence"})
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


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

    def claims_citing(self, citation: Citation) -> list[Claim]:
        """Return the claims that a citation supports."""
        return self._by_citation.get(citation.id, [])


def find_findings(evidence: Evidence) -> list[Finding]:
    """Return the findings of an article, sorted by place and code."""
    found = [finding for find in _FINDERS for finding in find(evidence)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))


def find_cited_not_listed(evidence: Evidence) -> Iterator[Finding]:
    """A citation with no entry in a source list that exists."""
    if not evidence.references:
        return
    entries = {reference.id: reference for reference in evidence.references}
    for citation in evidence.citations:
        if citation.status != "missing" or citation.form not in {"author-date", "author-page"}:
            continue
        near = [entries[c.reference_id] for c in citation.candidates if c.reference_id in entries]
        hint = f" Nearest entry: {_label(near[0])}." if near else ""
        yield _finding(
            evidence,
            "cited-not-listed",
            "error",
            f"“{citation.text}” is cited, but the source list has no such entry.{hint}",
            citation,
            citations=[citation],
            references=near,
        )


def find_listed_never_cited(evidence: Evidence) -> Iterator[Finding]:
    """An entry that no citation points to, in an article that cites by author and date."""
    linked = {c.reference_id for c in evidence.citations if c.reference_id is not None}
    if not linked:
        return
    possible = {
        candidate.reference_id
        for citation in evidence.citations
        if citation.status == "ambiguous"
        for candidate in citation.candidates
    }
    for reference in evidence.references:
        if reference.id in linked or reference.id in possible:
            continue
        yield _finding(
            evidence,
            "listed-never-cited",
            "info",
            f"The entry {_label(reference)} is listed, but no citation points to it.",
            reference,
            references=[reference],
        )


def find_source_predates_event(evidence: Evidence) -> Iterator[Finding]:
    """A source older than what it is cited for, at the precision both dates have."""
    entries = {reference.id: reference for reference in evidence.references}
    citations = {citation.id: citation for citation in evidence.citations}
    seen: set[str] = set()
    for claim in evidence.claims:
        if claim.kind == "prediction" or claim.certainty == "hedged":
            continue
        times = [time for time in evidence.times_of(claim) if _YEAR.search(time.text)]
        for support in claim.citations:
            entry = entries.get(support.reference_id or "")
            if entry is None or support.citation_id in seen or support.scope not in _NEAR:
                continue
            published = latest_day(entry)
            # A law is cited for what it orders, long before that comes into force.
            if published is None or entry.csl.get("type") == "legislation":
                continue
            later = [
                time
                for time in times
                if time.from_ is not None
                and time.from_ > published
                and not evidence.looks_ahead(claim, time)
            ]
            if not later:
                continue
            seen.add(support.citation_id)
            citation = citations[support.citation_id]
            yield _finding(
                evidence,
                "source-predates-event",
                "error",
                f"{_label(entry)} is dated {_issued(entry)}, before “{later[0].text}”, "
                "for which it is cited.",
                citation,
                citations=[citation],
                references=[entry],
                claims=[claim],
            )


def find_year_mismatches(evidence: Evidence) -> Iterator[Finding]:
    """A citation linked although its year differs from the entry's."""
    for citation, entry in _linked_with(evidence, "year-mismatch"):
        yield _finding(
            evidence,
            "year-mismatch",
            "warning",
            f"“{citation.text}” is cited with {citation.year}, listed with {entry.year}.",
            citation,
            citations=[citation],
            references=[entry],
        )


def find_name_variants(evidence: Evidence) -> Iterator[Finding]:
    """A citation linked although a name is written differently in the list, each once."""
    seen: set[str] = set()
    entries = {reference.id: reference for reference in evidence.references}
    for citation in evidence.citations:
        entry = entries.get(citation.reference_id or "")
        if entry is None or citation.form != "author-date":
            continue
        for name in citation.authors:
            if name in seen or not _is_variant(name, entry) or _is_printed(citation, entry):
                continue
            seen.add(name)
            yield _finding(
                evidence,
                "name-variant",
                "info",
                f"“{name}” is listed as {_label(entry)}.",
                citation,
                citations=[citation],
                references=[entry],
            )


def _is_variant(name: str, entry: Reference) -> bool:
    """Tell whether a reader who searches the list for the name finds it written otherwise.

    "KIBHR" of "KIBHR – Kazakhstan International Bureau" is a variant, "BBC" of "BBC News" is none.
    """
    letters = _letters(name)
    if not any(letters in _letters(listed) for listed in entry.authors):
        return True
    spelled_out = re.compile(rf"^{re.escape(name)}\s*[-–—(]|\({re.escape(name)}\)")
    return name.isupper() and any(spelled_out.search(listed) for listed in entry.authors)


def _letters(name: str) -> str:
    """Return a name as letters, its accents kept: what a reader would search the list for."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return "".join(character for character in composed if character.isalnum())


def _is_printed(citation: Citation, entry: Reference) -> bool:
    """Tell "Federal Trade Commission (FTC, 2023)" listed under FTC: the text gives both."""
    words = _WORD.findall(citation.text)
    return any(
        name.isupper() and name in words and name not in citation.authors for name in entry.authors
    )


def find_uncited_paragraphs(evidence: Evidence) -> Iterator[Finding]:
    """A paragraph of dated or counted claims without any citation, in an article that cites."""
    if len(evidence.citations) < int(evidence.pack.number("findings", "citing_article")):
        return
    least = int(evidence.pack.number("findings", "uncited_claims"))
    by_block: dict[int, list[Claim]] = {}
    blocks = [block for block in evidence.blocks if block.kind == "paragraph"]
    position = 0
    for claim in evidence.claims:
        while position < len(blocks) and blocks[position].end <= claim.span.start:
            position += 1
        if position < len(blocks) and blocks[position].start <= claim.span.start:
            by_block.setdefault(position, []).append(claim)
    starts = [citation.start for citation in evidence.citations]
    for index, claims in sorted(by_block.items()):
        checkable = [c for c in claims if c.kind in {"event", "statistic"} or c.quantities]
        block = blocks[index]
        cited = bisect_left(starts, block.start) < bisect_left(starts, block.end)
        if cited or len(claims) < least or not checkable:
            continue
        yield _finding(
            evidence,
            "uncited-paragraph",
            "warning",
            f"This paragraph makes {len(claims)} claims and cites nothing.",
            block,
            claims=claims,
        )


_Finder = Callable[[Evidence], Iterator[Finding]]
_FINDERS: tuple[_Finder, ...] = (
    find_cited_not_listed,
    find_listed_never_cited,
    find_source_predates_event,
    find_year_mismatches,
    find_name_variants,
    find_uncited_paragraphs,
)


def _linked_with(evidence: Evidence, reason: str) -> Iterator[tuple[Citation, Reference]]:
    """Yield citations whose link gives this reason, with their entries; each pair once."""
    entries: Mapping[str, Reference] = {r.id: r for r in evidence.references}
    seen: set[tuple[str, str]] = set()
    for citation in evidence.citations:
        if citation.status != "linked" or reason not in citation.reason:
            continue
        entry = entries[citation.reference_id or ""]
        key = (" ".join(citation.authors), entry.id)
        if key not in seen:
            seen.add(key)
            yield citation, entry


def _finding(
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


def _label(reference: Reference) -> str:
    """Return an entry's short name: "Lillis (2021)"."""
    names = " and ".join(reference.authors[:2]) or reference.text[:40]
    more = " et al." if len(reference.authors) > 2 else ""
    return f"“{names}{more} ({reference.year or 'n.d.'}{reference.suffix or ''})”"


def _issued(reference: Reference) -> str:
    parts = issued_parts(reference)
    return "-".join(f"{part:02d}" for part in parts) if parts else str(reference.year)
