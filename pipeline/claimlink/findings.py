"""What a fact-checker should look at: one function a finding, each sure before it speaks.

A noisy finding is worse than none: every function here asks for positive evidence, and each has
tests of what it must leave alone.  ``docs/findings.md`` lists the codes with an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimlink.packs import LanguagePack
from claimlink.records import Block, Citation, Claim, Finding, Reference, Severity, Span
from claimlink.reference_dates import issued_parts, latest_day

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

    def claims_citing(self, citation: Citation) -> list[Claim]:
        """Return the claims that a citation supports."""
        return [c for c in self.claims if any(s.citation_id == citation.id for s in c.citations)]


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
    seen: dict[str, list[str]] = {}
    for claim in evidence.claims:
        if claim.kind == "prediction" or claim.certainty == "hedged":
            continue
        for support in claim.citations:
            entry = entries.get(support.reference_id or "")
            if entry is None or support.scope not in {"clause", "sentence"}:
                continue
            published = latest_day(entry)
            later = [
                time
                for time in claim.times
                if published is not None
                and time.from_ is not None
                and time.from_ > published
                and _YEAR.search(time.text)
            ]
            if not later or support.citation_id in seen:
                continue
            seen[support.citation_id] = [claim.id]
            citation = next(c for c in evidence.citations if c.id == support.citation_id)
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
    """A citation linked although the name is written differently in the list."""
    for citation, entry in _linked_with(evidence, "name-variant"):
        yield _finding(
            evidence,
            "name-variant",
            "info",
            f"“{citation.text}” is listed under another form of the name: {_label(entry)}.",
            citation,
            citations=[citation],
            references=[entry],
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
    cited = {
        index
        for index, block in enumerate(blocks)
        if any(block.start <= c.start < block.end for c in evidence.citations)
    }
    for index, claims in sorted(by_block.items()):
        checkable = [c for c in claims if c.kind in {"event", "statistic"} or c.quantities]
        if index in cited or len(claims) < least or not checkable:
            continue
        yield _finding(
            evidence,
            "uncited-paragraph",
            "warning",
            f"This paragraph makes {len(claims)} claims and cites nothing.",
            blocks[index],
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
