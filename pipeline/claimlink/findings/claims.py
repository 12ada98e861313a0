"""Findings on claims: older sources, missing ones, and sources that speak of themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations

from claimlink.citing.acronyms import initials_of
from claimlink.citing.issued import latest_day
from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, issued, label, report
from claimlink.records import Claim, Finding, Reference

# Scopes in which the citation surely speaks of the claim itself.
_NEAR = frozenset({"clause", "sentence"})
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")
# Claims of one thing counted that are compared with each other.
_MOST_COMPARED = 60
# Words that two claims must share for their numbers to be about the same.
_FEWEST_WORDS = 4
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


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
            yield report(
                evidence,
                "source-predates-event",
                "error",
                f"{label(entry)} is dated {issued(entry)}, before “{later[0].text}”, "
                "for which it is cited.",
                citation,
                citations=[citation],
                references=[entry],
                claims=[claim],
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
        yield report(
            evidence,
            "uncited-paragraph",
            "warning",
            f"This paragraph makes {len(claims)} claims and cites nothing.",
            block,
            claims=claims,
        )


def find_self_sources(evidence: Evidence) -> Iterator[Finding]:
    """An organisation that is the only source for a claim about itself."""
    seen: set[str] = set()
    for claim in evidence.claims:
        near = [support for support in claim.citations if support.scope in _NEAR]
        entries = [evidence.entries.get(support.reference_id or "") for support in near]
        # What somebody is reported to say is rightly sourced to them.
        if not near or claim.attribution is not None or None in entries:
            continue
        names = {name for entry in entries if entry is not None for name in _organisations(entry)}
        subject = _ARTICLE.sub("", claim.standalone)
        about = [name for name in sorted(names) if _begins_with(subject, name)]
        if len(names) != len(entries) or not about or near[0].citation_id in seen:
            continue
        citation = evidence.citation(near[0].citation_id)
        if citation.narrative:
            continue
        seen.add(citation.id)
        yield report(
            evidence,
            "self-source",
            "info",
            f"{about[0]} is the only source for this claim about itself.",
            citation,
            citations=[citation],
            references=[entry for entry in entries if entry is not None],
            claims=[claim],
        )


def _organisations(entry: Reference) -> list[str]:
    """Return the authors of an entry that are organisations; none where one is a person."""
    authors = entry.csl.get("author")
    if not isinstance(authors, list):
        return []
    literal = [a.get("literal") for a in authors if isinstance(a, dict)]
    return [name for name in literal if isinstance(name, str)] if None not in literal else []


def _begins_with(subject: str, name: str) -> bool:
    """Tell whether a claim is about a name: it opens with it or with its acronym."""
    forms = {fold(name), *initials_of(name)}
    words = subject.split()[: len(name.split())]
    opening = [word.strip(",.").removesuffix("’s").removesuffix("'s") for word in words]
    return any(fold(" ".join(opening[:n])) in forms for n in range(1, len(opening) + 1))


def find_uncited_claims(evidence: Evidence) -> Iterator[Finding]:
    """A claim well worth a check, with a number, that cites nothing, in an article that cites."""
    if len(evidence.citations) < int(evidence.pack.number("findings", "citing_article")):
        return
    least = evidence.pack.number("findings", "worth_citing")
    for claim in evidence.claims:
        counted = claim.kind == "statistic" and claim.quantities
        if claim.citations or not counted or claim.check_worthiness.score < least:
            continue
        yield report(
            evidence,
            "uncited-claim",
            "info",
            f"This claim gives a number (“{claim.quantities[0].text}”) and no source.",
            claim.span,
            claims=[claim],
        )


def find_number_conflicts(evidence: Evidence) -> Iterator[Finding]:
    """Two claims that say the same of the same thing, with another number."""
    buckets: dict[tuple[str, str], list[Claim]] = {}
    for claim in evidence.claims:
        if len(claim.quantities) == 1 and claim.quantities[0].comparator == "=":
            quantity = claim.quantities[0]
            key = (fold(quantity.of or ""), quantity.unit or "")
            buckets.setdefault(key, []).append(claim)
    for group in buckets.values():
        for first, second in combinations(group[:_MOST_COMPARED], 2):
            if not _conflict(first, second):
                continue
            numbers = [claim.quantities[0].text for claim in (first, second)]
            yield report(
                evidence,
                "number-conflict",
                "warning",
                f"“{numbers[1]}” here, “{numbers[0]}” in an earlier claim of the same thing.",
                second.span,
                claims=[first, second],
            )


def _conflict(first: Claim, second: Claim) -> bool:
    """Tell whether two claims with one number each differ in that number alone."""
    if first.quantities[0].value == second.quantities[0].value:
        return False
    if [time.text for time in first.times] != [time.text for time in second.times]:
        return False
    words = [_words_besides_number(claim) for claim in (first, second)]
    return len(words[0]) >= _FEWEST_WORDS and words[0] == words[1]


def _words_besides_number(claim: Claim) -> frozenset[str]:
    number = set(_WORD.findall(claim.quantities[0].text.lower()))
    return frozenset(_WORD.findall(claim.standalone.lower())) - number
