"""A source dated before the event it is cited for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlink.citing.references.issued import issued_parts, latest_day
from claimlink.findings.evidence import Evidence, issued, label, report
from claimlink.records import Citation, Claim, Finding, Reference, TimeMention

# Scopes in which the citation surely speaks of the claim itself.
_NEAR = frozenset({"clause", "sentence"})
_GENITIVE = re.compile(r"['’]s?\s?\(")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def find_source_predates_event(evidence: Evidence) -> Iterator[Finding]:
    """A source older than what it is cited for, at the precision both dates have."""
    seen: set[str] = set()
    for claim in evidence.claims:
        if claim.kind == "prediction" or claim.certainty == "hedged":
            continue
        times = [time for time in evidence.times_of(claim) if _YEAR.search(time.text)]
        for support in claim.citations if times else ():
            entry = evidence.entries.get(support.reference_id or "")
            if entry is None or support.citation_id in seen or support.scope not in _NEAR:
                continue
            citation = evidence.citation(support.citation_id)
            later = [time for time in times if _is_later(time, claim, citation, entry, evidence)]
            if later:
                seen.add(citation.id)
                yield _predates(later[0], claim, citation, entry, evidence)


def _predates(
    time: TimeMention, claim: Claim, citation: Citation, entry: Reference, evidence: Evidence
) -> Finding:
    return report(
        evidence,
        "source-predates-event",
        "error",
        f"{label(entry)} is dated {issued(entry)}, before “{time.text}”, for which it is cited.",
        citation,
        citations=[citation],
        references=[entry],
        claims=[claim],
    )


def _is_later(
    time: TimeMention, claim: Claim, citation: Citation, entry: Reference, evidence: Evidence
) -> bool:
    """Tell whether a claim's date surely lies after all that is cited for it."""
    published = latest_day(entry)
    # A law is cited for what it orders, long before that comes into force.
    if published is None or time.from_ is None or entry.csl.get("type") == "legislation":
        return False
    return (
        time.from_ > published
        and _covers(citation, time, evidence)
        and not _is_in_future(time, evidence)
        and not any(other >= time.from_ for other in _other_days(claim, citation, evidence))
        and not evidence.looks_ahead(claim, time)
        and not _is_means(time, claim, citation, evidence)
    )


def _covers(citation: Citation, time: TimeMention, evidence: Evidence) -> bool:
    """Tell whether the citation speaks of the date: behind it, with no other citation between.

    "(Lillis, 1999) in 2010" closes what stands before it; so does "see Lillis, 1999" in no way.
    """
    if citation.prefix or evidence.is_cited_words(time):
        return False
    if not evidence.shares_sentence(time, citation):
        return False
    if time.end <= citation.start:
        return not evidence.has_citation_between(time.end, _opening(citation), citation)
    if _GENITIVE.search(citation.text):  # "Roth's (2010) plan was adopted in 2016"
        return False
    return citation.narrative and not evidence.has_citation_between(
        citation.end, time.start, citation
    )


def _opening(citation: Citation) -> int:
    return citation.group.start if citation.group is not None else citation.start


def _is_in_future(time: TimeMention, evidence: Evidence) -> bool:
    """Tell a projection, "in 2050", by the article's newest source."""
    newest = max((issued_parts(entry)[:1] for entry in evidence.references), default=())
    ahead = int(evidence.pack.number("findings", "years_ahead"))
    return bool(newest) and int((time.from_ or "0")[:4]) > newest[0] + ahead


def _other_days(claim: Claim, citation: Citation, evidence: Evidence) -> Iterator[str]:
    """Yield the latest days of the claim's other sources and of those in the same bracket."""
    ids = {support.reference_id for support in claim.citations}
    if citation.group is not None:
        ids |= {other.reference_id for other in evidence.group(citation.group)}
    for reference_id in sorted(filter(None, ids)):
        entry = evidence.entries.get(reference_id)
        if entry is not None and reference_id != citation.reference_id:
            yield latest_day(entry) or "9999"


def _is_means(time: TimeMention, claim: Claim, citation: Citation, evidence: Evidence) -> bool:
    """Tell a tool or a standard from evidence: "in 2015 rents were mapped using R (Roth, 2010)"."""
    start = evidence.sentence_start(claim)
    before = evidence.text[start : _opening(citation)]
    lexicon = evidence.pack.lexicon("finding_means")
    if any(row.label == "sentence" for row, _, _ in lexicon.find(evidence.sentence_text(claim))):
        return True
    for row, _, end in lexicon.find(before):
        if row.label != "between" and not before[end:].strip(" ,("):
            return True
        if row.label != "before" and start + end > time.end:
            return True
    return False
