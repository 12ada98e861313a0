"""Authors of the source list whose names it writes in two ways: with an accent and without."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Finding, Reference

# One author at one entry: family name and given names as printed.
_Use = tuple[str, str, Reference]


def find_listed_name_variants(evidence: Evidence) -> Iterator[Finding]:
    """An author listed with an accent here, without it there; told once for each rarer form.

    Only one of family name and given names may differ, and in accents alone: "Brée, A." beside
    "Bree, A.", "Ek, Á." beside "Ek, A.".  Other differences may tell two people apart.
    """
    people: dict[tuple[str, str], list[_Use]] = {}
    for reference in evidence.references:
        for family, given in _authors(reference):
            people.setdefault((fold(family), fold(given)), []).append((family, given, reference))
    for uses in people.values():
        forms: dict[tuple[str, str], list[Reference]] = {}
        for family, given, reference in uses:
            forms.setdefault((_letters(family), _letters(given)), []).append(reference)
        if len(forms) == 2 and _is_one_person(*forms):
            yield _variant(uses, forms, evidence)


def _authors(reference: Reference) -> Iterator[tuple[str, str]]:
    authors = reference.csl.get("author")
    for author in authors if isinstance(authors, list) else ():
        if not isinstance(author, dict):
            continue
        family, given = author.get("family"), author.get("given")
        if isinstance(family, str) and isinstance(given, str):
            yield family, given


def _is_one_person(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Tell one person from two: an accent on one of the two names, not one on each."""
    return (first[0] == second[0]) != (first[1] == second[1])


def _variant(
    uses: Sequence[_Use], forms: dict[tuple[str, str], list[Reference]], evidence: Evidence
) -> Finding:
    # The rarer form is the slip; of two equally rare ones the one without the accent.
    rare = min(forms, key=lambda form: (len(forms[form]), sum(map(_accents, form))))
    family, given, entry = next(use for use in uses if (_letters(use[0]), _letters(use[1])) == rare)
    other = next(use for use in uses if (_letters(use[0]), _letters(use[1])) != rare)
    return report(
        evidence,
        "name-variant",
        "info",
        f"“{family}, {given}” in {label(entry)} is written “{other[0]}, {other[1]}” in "
        f"{label(other[2])}.",
        entry,
        references=[entry, other[2]],
    )


def _letters(name: str) -> str:
    """Return a name as composed lower-case letters, its accents kept, its dots and blanks not."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return "".join(character for character in composed if character.isalpha())


def _accents(name: str) -> int:
    """Return how many accents a name has."""
    return sum(unicodedata.combining(mark) > 0 for mark in unicodedata.normalize("NFD", name))
