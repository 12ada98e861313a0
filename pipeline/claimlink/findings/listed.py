"""Entries of the source list that nothing in the text points to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Finding, Reference

_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
# Characters behind an author's name in which the year of a citation stands.
_REACH = 60
# Places of one name that are looked at.
_MOST_PLACES = 200


def find_listed_never_cited(evidence: Evidence) -> Iterator[Finding]:
    """An entry that no citation points to, in an article that cites others of the list."""
    linked = {c.reference_id for c in evidence.citations if c.reference_id is not None}
    if not linked:
        return
    possible = _possibly_cited(evidence)
    left = [r for r in evidence.references if r.id not in linked and r.id not in possible]
    named = _places_of_names(left, evidence)
    for reference in left:
        if not reference.authors or _is_mentioned(reference, named, evidence):
            continue
        yield report(
            evidence,
            "listed-never-cited",
            "info",
            f"The entry {label(reference)} is listed, but no citation points to it.",
            reference,
            references=[reference],
        )


def _possibly_cited(evidence: Evidence) -> set[str]:
    """Return the entries that an ambiguous or missing citation of their year may mean."""
    found: set[str] = set()
    for citation in evidence.citations:
        if citation.status == "ambiguous":
            found.update(candidate.reference_id for candidate in citation.candidates)
        near = evidence.nearest.get(citation.id)
        for entry in near.entries if near is not None else ():
            if entry.year == citation.year or entry.year is None:
                found.add(entry.id)
    return found


def _places_of_names(left: list[Reference], evidence: Evidence) -> dict[str, list[int]]:
    """Return where the text outside the list names the first word of each entry's author."""
    wanted = {_first_word(reference) for reference in left} - {""}
    places: dict[str, list[int]] = {word: [] for word in sorted(wanted)}
    for block in evidence.blocks if wanted else ():
        if block.kind == "reference":
            continue
        for match in _WORD.finditer(evidence.text, block.start, block.end):
            found = places.get(fold(match.group()))
            if found is not None and len(found) < _MOST_PLACES:
                found.append(match.start())
    return places


def _first_word(reference: Reference) -> str:
    match = _WORD.search(reference.authors[0]) if reference.authors else None
    return fold(match.group()) if match else ""


def _is_mentioned(reference: Reference, places: dict[str, list[int]], evidence: Evidence) -> bool:
    """Tell whether the text names author and year where no citation was read: "Lu 1988, only"."""
    for place in places.get(_first_word(reference), ()):
        words = evidence.text[place : place + _REACH]
        # Where no year was read, any that the entry holds may be its own: "33 2007112".
        same = (
            reference.year in words
            if reference.year
            else any(year in reference.text for year in _YEAR.findall(words))
        )
        if same and not evidence.is_linked_at(place):
            return True
    return False
