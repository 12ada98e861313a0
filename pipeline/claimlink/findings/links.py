"""Findings on citations: is each listed, once, with its year, and read at first hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Citation, Finding, Reference, Severity

_COMMA_BEFORE_YEAR = re.compile(r",\s?\d{4}\w?$")
_BLANK_BEFORE_YEAR = re.compile(r"[^\s,)]\s\d{4}\w?$")
# Characters behind a citation in which "in revision" may stand.
_AFTER = 24
# Characters of an entry behind its own head, where another one may have run on.
_HEAD, _MOST_AUTHORS = 30, 300
# A family name with an initial that follows neither another author nor "In": "pp. 12 Lu, X.".
_RUN_ON = re.compile(r"(?<=\s)(?<![,&;]\s)(?<!and\s)(?<!In\s)([^\W\d_][\w'’-]+),\s[^\W\d_]\.")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def find_cited_not_listed(evidence: Evidence) -> Iterator[Finding]:
    """A citation with no entry in a source list that exists; told once for each work.

    An error, but for a work quoted at second hand: many styles list only what was read.
    """
    if not evidence.references:
        return
    comma = _writes_comma(evidence)
    run_on = _run_on_names(evidence)
    works: dict[tuple[tuple[str, ...], str | None, str | None], list[Citation]] = {}
    for citation in evidence.citations:
        if citation.status != "missing" or citation.form not in {"author-date", "author-page"}:
            continue
        near = evidence.nearest.get(citation.id)
        if near is not None and near.meant is not None:
            continue  # a slip of the pen is a name variant
        if _is_unpublished(citation, evidence) or _is_listed_unread(citation, run_on):
            continue
        # "Grade 1800" in an article that writes "Lillis, 2021" may be anything.
        if comma and not citation.narrative and _BLANK_BEFORE_YEAR.search(citation.text):
            continue
        key = (tuple(map(fold, citation.authors)), citation.year, citation.suffix)
        works.setdefault(key, []).append(citation)
    quoted = {original.id for original, _ in _second_hand(evidence)}
    for citations in works.values():
        severity: Severity = "info" if all(c.id in quoted for c in citations) else "error"
        yield _not_listed(citations, severity, evidence)


def _not_listed(citations: list[Citation], severity: Severity, evidence: Evidence) -> Finding:
    near = evidence.nearest.get(citations[0].id)
    entries = near.entries if near is not None else ()
    names = ", ".join(label(entry) for entry in entries)
    hint = f" Nearest {'entry' if len(entries) == 1 else 'entries'}: {names}." if names else ""
    times = f" {len(citations)} times" if len(citations) > 1 else ""
    return report(
        evidence,
        "cited-not-listed",
        severity,
        f"“{citations[0].text}” is cited{times}, but the source list has no such entry.{hint}",
        citations[0],
        citations=citations,
        references=entries,
    )


def _writes_comma(evidence: Evidence) -> bool:
    """Tell whether the article's linked citations in brackets put a comma before the year."""
    texts = [c.text for c in evidence.citations if c.status == "linked" and not c.narrative]
    commas = sum(_COMMA_BEFORE_YEAR.search(text) is not None for text in texts)
    blanks = sum(_BLANK_BEFORE_YEAR.search(text) is not None for text in texts)
    return commas >= evidence.pack.number("findings", "citing_article") and commas > 9 * blanks


def _is_unpublished(citation: Citation, evidence: Evidence) -> bool:
    """Tell "Lillis, in preparation" and "Lillis (2015, in revision)": no list holds them."""
    words = f"{citation.year or ''} {evidence.text[citation.end : citation.end + _AFTER]}"
    lexicon = evidence.pack.lexicon("finding_unpublished")
    return any(not words[:start].strip(" ,0123456789") for _, start, _ in lexicon.find(words))


def _run_on_names(evidence: Evidence) -> set[tuple[str, str]]:
    """Return names and years of entries that run on inside another: "... 12. Lu, X. (2011)"."""
    found: set[tuple[str, str]] = set()
    for entry in evidence.references:
        for match in _RUN_ON.finditer(entry.text, min(_HEAD, len(entry.text))):
            year = _YEAR.search(entry.text, match.end(), match.end() + _MOST_AUTHORS)
            if year:
                found.add((fold(match[1]), year.group()))
    return found


def _is_listed_unread(citation: Citation, run_on: set[tuple[str, str]]) -> bool:
    return bool(citation.authors) and (fold(citation.authors[0]), citation.year or "") in run_on


def find_ambiguous_citations(evidence: Evidence) -> Iterator[Finding]:
    """A citation that more than one entry fits equally well; told once for each wording."""
    entries = evidence.entries
    alike: dict[tuple[str, ...], list[Citation]] = {}
    for citation in evidence.citations:
        fitting = [c.reference_id for c in citation.candidates if c.reference_id in entries]
        if citation.status == "ambiguous" and len(fitting) > 1:
            alike.setdefault(tuple(fitting), []).append(citation)
    for ids, citations in alike.items():
        fitting_entries = [entries[reference_id] for reference_id in ids]
        names = ", ".join(f"{label(e)} in entry {e.index + 1}" for e in fitting_entries)
        yield report(
            evidence,
            "ambiguous-citation",
            "warning",
            f"“{citations[0].text}” fits more than one entry: {names}.",
            citations[0],
            citations=citations,
            references=fitting_entries,
        )


def find_secondary_sources(evidence: Evidence) -> Iterator[Finding]:
    """A work quoted at second hand: "(Ebbinghaus, 1885, cited in Murre, 2015)"."""
    for before, citation in _second_hand(evidence):
        yield report(
            evidence,
            "secondary-source",
            "info",
            f"“{before.text}” is quoted from “{citation.text}”; the original was not cited itself.",
            before,
            citations=[before, citation],
        )


def _second_hand(evidence: Evidence) -> Iterator[tuple[Citation, Citation]]:
    """Yield each work quoted at second hand with the one it is quoted from.

    Both stand in one bracket, or the first outside: "Roth (1952, as cited in Weber, 2010)".
    """
    lexicon = evidence.pack.lexicon("finding_secondary")
    for before, citation in pairwise(evidence.citations):
        group = citation.group
        if group is None or lexicon.get((citation.prefix or "").lower()) is None:
            continue
        if before.group == group or (before.narrative and before.start < group.start < before.end):
            yield before, citation


def find_year_mismatches(evidence: Evidence) -> Iterator[Finding]:
    """A citation linked although its year differs from the entry's, or although that has none."""
    undated = evidence.pack.lexicon("finding_undated")
    seen: set[tuple[str, str | None, str]] = set()
    for citation, entry in _linked(evidence, "link.year-mismatch", "link.undated-entry"):
        key = (" ".join(citation.authors), citation.year, entry.id)
        # An entry whose year could not be read is not undated; one that says "n.d." is.
        dated = _YEAR.search(entry.year or "")
        if key in seen or (dated is None and not any(undated.find(entry.text))):
            continue
        seen.add(key)
        listed = f"listed with {entry.year}" if dated else "listed without a year"
        yield report(
            evidence,
            "year-mismatch",
            "warning",
            f"“{citation.text}” is cited with {citation.year}, {listed}.",
            citation,
            citations=[citation],
            references=[entry],
        )


def _linked(evidence: Evidence, *reasons: str) -> Iterator[tuple[Citation, Reference]]:
    """Yield the citations linked for one of these reasons, with their entries."""
    for citation in evidence.citations:
        if citation.status == "linked" and citation.reason in reasons:
            yield citation, evidence.entries[citation.reference_id or ""]
