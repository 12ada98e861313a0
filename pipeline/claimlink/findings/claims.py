"""Findings on claims: sources that speak of themselves, and numbers that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from claimlink.citing.acronyms import initials_of
from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, report
from claimlink.records import Claim, Finding, Reference

# Scopes in which the citation surely speaks of the claim itself.
_NEAR = frozenset({"clause", "sentence"})
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?) ")
# Claims of one thing counted that are compared with each other.
_MOST_COMPARED = 60
# Words that two claims must share for their numbers to be about the same.
_FEWEST_WORDS = 4


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
