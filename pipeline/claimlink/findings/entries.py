"""Findings on the entries of the source list: listed twice, without an address, unreachable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz.fuzz import ratio

from claimlink.citing.references.read import is_ibid
from claimlink.citing.references.tokens import NameWords
from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Finding, Reference

# Entries of one author and year that are compared with each other; more is no list of sources.
_MOST_COMPARED = 60
# Similarity of titles, per cent, from which two entries are one work.
_SAME_TITLE = 92
# Letters from which a title is long enough to make two entries one work.
_LONG_TITLE = 8
# Types of CSL that a reader finds on the web alone.
_ONLINE = frozenset({"webpage", "post-weblog", "post"})
_HOST = re.compile(r"^(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?$")


def find_duplicate_entries(evidence: Evidence) -> Iterator[Finding]:
    """The same work listed twice: one DOI, or one author and nearly one title."""
    buckets: dict[str, list[Reference]] = {}
    words = NameWords(evidence.pack)
    for reference in evidence.references:
        if is_ibid(reference.text, words):
            continue  # the entry above once more, and meant so
        doi = reference.csl.get("DOI")
        if isinstance(doi, str):
            buckets.setdefault("doi " + doi.lower(), []).append(reference)
        if reference.authors and isinstance(reference.csl.get("title"), str):
            key = f"{fold(reference.authors[0])} {reference.year or ''}"
            buckets.setdefault(key, []).append(reference)
    seen: set[str] = set()
    for key, group in buckets.items():
        for first, second in combinations(group[:_MOST_COMPARED], 2):
            same = _is_same_work(first, second)
            # an entry listed three times is told of at the second and at the third
            if second.id in seen or not (same or key.startswith("doi ")):
                continue
            seen.add(second.id)
            yield _duplicate(first, second, evidence, same=same)


def _duplicate(first: Reference, second: Reference, evidence: Evidence, *, same: bool) -> Finding:
    if same:
        numbers = f"{first.index + 1} and {second.index + 1}"
        message = f"{label(second)} is listed twice, as entry {numbers}."
    else:
        message = f"{label(first)} and {label(second)} are listed with one DOI."
    return report(
        evidence, "duplicate-entry", "warning", message, second, references=[first, second]
    )


def _is_same_work(first: Reference, second: Reference) -> bool:
    # Letters part works of one year; without them a common title still makes one work.
    if first.suffix != second.suffix:
        return False
    houses = [reference.csl.get("publisher") for reference in (first, second)]
    if None not in houses and houses[0] != houses[1]:  # two editions
        return False
    titles = [str(reference.csl.get("title", "")).casefold() for reference in (first, second)]
    addresses = [reference.csl.get("URL") for reference in (first, second)]
    if titles[0] == titles[1] and None not in addresses and addresses[0] == addresses[1]:
        return True  # "Report" on one address is one report
    return min(map(len, titles)) >= _LONG_TITLE and ratio(*titles) >= _SAME_TITLE


def find_entries_without_address(evidence: Evidence) -> Iterator[Finding]:
    """A web page listed without URL and DOI: nobody can look it up."""
    for reference in evidence.references:
        csl = reference.csl
        if csl.get("type") in _ONLINE and not csl.get("URL") and not csl.get("DOI"):
            yield report(
                evidence,
                "entry-without-url-or-doi",
                "info",
                f"{label(reference)} is a web page listed without an address.",
                reference,
                references=[reference],
            )


def find_broken_urls(evidence: Evidence) -> Iterator[Finding]:
    """An address that no browser opens: a host without a dot, or a mistyped scheme."""
    for reference in evidence.references:
        url = reference.csl.get("URL")
        if isinstance(url, str) and not _is_whole(url):
            yield report(
                evidence,
                "broken-url",
                "warning",
                f"The address of {label(reference)} cannot be opened as printed: {url}",
                reference,
                references=[reference],
            )


def _is_whole(url: str) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https", "ftp"}
        and _HOST.match(parts.netloc.rpartition("@")[2]) is not None
        and not any(char.isspace() for char in url)
    )
