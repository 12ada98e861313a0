"""Findings on a citation and its entry: is it listed, under that name, with that year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Citation, Finding, Reference

_WORD = re.compile(r"\w+")


def find_cited_not_listed(evidence: Evidence) -> Iterator[Finding]:
    """A citation with no entry in a source list that exists."""
    if not evidence.references:
        return
    entries = evidence.entries
    for citation in evidence.citations:
        if citation.status != "missing" or citation.form not in {"author-date", "author-page"}:
            continue
        near = [entries[c.reference_id] for c in citation.candidates if c.reference_id in entries]
        hint = f" Nearest entry: {label(near[0])}." if near else ""
        yield report(
            evidence,
            "cited-not-listed",
            "error",
            f"“{citation.text}” is cited, but the source list has no such entry.{hint}",
            citation,
            citations=[citation],
            references=near,
        )


def find_ambiguous_citations(evidence: Evidence) -> Iterator[Finding]:
    """A citation that more than one entry fits equally well."""
    entries = evidence.entries
    for citation in evidence.citations:
        fitting = [
            entries[c.reference_id] for c in citation.candidates if c.reference_id in entries
        ]
        if citation.status != "ambiguous" or len(fitting) < 2:
            continue
        names = ", ".join(f"{label(entry)} in entry {entry.index + 1}" for entry in fitting)
        yield report(
            evidence,
            "ambiguous-citation",
            "warning",
            f"“{citation.text}” fits more than one entry: {names}.",
            citation,
            citations=[citation],
            references=fitting,
        )


def find_secondary_sources(evidence: Evidence) -> Iterator[Finding]:
    """A work quoted at second hand: "(Ebbinghaus, 1885, cited in Murre, 2015)"."""
    lexicon = evidence.pack.lexicon("finding_secondary")
    for before, citation in pairwise(evidence.citations):
        words = (citation.prefix or "").lower()
        if before.group is None or before.group != citation.group or lexicon.get(words) is None:
            continue
        yield report(
            evidence,
            "secondary-source",
            "info",
            f"“{before.text}” is quoted from “{citation.text}”; the original was not cited itself.",
            before,
            citations=[before, citation],
        )


def find_year_mismatches(evidence: Evidence) -> Iterator[Finding]:
    """A citation linked although its year differs from the entry's."""
    for citation, entry in _linked_with(evidence, "year-mismatch"):
        yield report(
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
    entries = evidence.entries
    for citation in evidence.citations:
        entry = entries.get(citation.reference_id or "")
        if entry is None or citation.form != "author-date":
            continue
        for name in citation.authors:
            if name in seen or not _is_variant(name, entry) or _is_printed(citation, entry):
                continue
            seen.add(name)
            yield report(
                evidence,
                "name-variant",
                "info",
                f"“{name}” is listed as {label(entry)}.",
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


def _linked_with(evidence: Evidence, reason: str) -> Iterator[tuple[Citation, Reference]]:
    """Yield citations whose link gives this reason, with their entries; each pair once."""
    entries = evidence.entries
    seen: set[tuple[str, str]] = set()
    for citation in evidence.citations:
        if citation.status != "linked" or reason not in citation.reason:
            continue
        entry = entries[citation.reference_id or ""]
        key = (" ".join(citation.authors), entry.id)
        if key not in seen:
            seen.add(key)
            yield citation, entry
