"""Findings on the entries of the source list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Finding, Reference

# Entries of one author and year that are compared with each other; more is no list of sources.
_MOST_COMPARED = 60
# Similarity of titles, per cent, from which two entries are one work.
_SAME_TITLE = 92
# Types of CSL that a reader finds on the web alone.
_ONLINE = frozenset({"webpage", "post-weblog", "post"})
_HOST = re.compile(r"^(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?$")
# Letters from which a name is long enough to tell a slip from another name.
_LONG_NAME = 8


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
        yield report(
            evidence,
            "listed-never-cited",
            "info",
            f"The entry {label(reference)} is listed, but no citation points to it.",
            reference,
            references=[reference],
        )


def find_duplicate_entries(evidence: Evidence) -> Iterator[Finding]:
    """The same work listed twice: one DOI, or one author and nearly one title."""
    buckets: dict[str, list[Reference]] = {}
    for reference in evidence.references:
        doi = reference.csl.get("DOI")
        if isinstance(doi, str):
            buckets.setdefault("doi " + doi.lower(), []).append(reference)
        if reference.authors and isinstance(reference.csl.get("title"), str):
            key = f"{fold(reference.authors[0])} {reference.year or ''}"
            buckets.setdefault(key, []).append(reference)
    seen: set[tuple[str, str]] = set()
    for key, group in buckets.items():
        for first, second in combinations(group[:_MOST_COMPARED], 2):
            if (first.id, second.id) in seen or not (
                key.startswith("doi ") or _is_same_work(first, second)
            ):
                continue
            seen.add((first.id, second.id))
            yield report(
                evidence,
                "duplicate-entry",
                "warning",
                f"{label(second)} is listed twice, as entry {first.index + 1} and "
                f"{second.index + 1}.",
                second,
                references=[first, second],
            )


def _is_same_work(first: Reference, second: Reference) -> bool:
    # Letters part works of one year; without them a common title still makes one work.
    if first.suffix != second.suffix:
        return False
    titles = [str(reference.csl.get("title", "")).casefold() for reference in (first, second)]
    return min(map(len, titles)) >= _LONG_NAME and ratio(*titles) >= _SAME_TITLE


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


def find_publisher_typos(evidence: Evidence) -> Iterator[Finding]:
    """A publisher or journal one letter away from a name that the article uses elsewhere."""
    used: dict[str, list[tuple[str, Reference | None]]] = {}
    for name, reference in _names(evidence):
        used.setdefault(fold(name), []).append((name, reference))
    once = sorted(key for key, uses in used.items() if len(key) >= _LONG_NAME)
    for key, near in _one_letter_apart(once):
        uses = used[key]
        reference = uses[0][1]
        # The rarer form is the slip; where both are equally rare nobody can tell.
        if reference is None or len(uses) > 1 or len(used[near]) < 2:
            continue
        yield report(
            evidence,
            "publisher-typo",
            "warning",
            f"“{uses[0][0]}” in {label(reference)} is written “{used[near][0][0]}” elsewhere.",
            reference,
            references=[reference],
        )


def _names(evidence: Evidence) -> Iterator[tuple[str, Reference | None]]:
    """Yield the names of publishers and containers with their entry, and others without."""
    for reference in evidence.references:
        for field in ("container-title", "publisher"):
            name = reference.csl.get(field)
            if isinstance(name, str):
                yield name, reference
        for name in reference.authors:
            yield name, None
    for citation in evidence.citations:
        for name in citation.authors:
            yield name, None
    for name in evidence.organisations:
        yield name, None


def _one_letter_apart(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each ordered pair of keys at distance 1, found over keys with one letter left out.

    Source: the deletion neighbourhood of Mor & Fraenkel (1982), linear in the number of keys.
    """
    shapes: dict[str, list[str]] = {}
    for key in keys:
        for shape in {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}:
            shapes.setdefault(shape, []).append(key)
    pairs = {
        pair
        for group in shapes.values()
        if 1 < len(group) <= _MOST_COMPARED
        for pair in combinations(group, 2)
        if OSA.distance(*pair, score_cutoff=1) == 1 and not _is_inflected(*pair)
    }
    for first, second in sorted(pairs):
        yield first, second
        yield second, first


def _is_inflected(first: str, second: str) -> bool:
    """Tell a plural or a number from a slip: "review" and "reviews", "part1" and "part2"."""
    if abs(len(first) - len(second)) == 1:
        return max(first, second, key=len) == min(first, second, key=len) + "s"
    return any(a != b and (a.isdigit() or b.isdigit()) for a, b in zip(first, second, strict=True))
