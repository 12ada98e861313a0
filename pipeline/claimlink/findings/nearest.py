"""The entries nearest to a citation that has none: what a fact-checker would look at first.

Candidates only, never a link.  Each look-up goes through an index of the list, so that time grows
with the list and the citations, not with their product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from claimlink.citing.acronyms import initials_of
from claimlink.citing.tokens import fold
from claimlink.records import Citation, Reference

# Entries of one year, name or word that are looked through (own: no list comes near it).
_MOST_ALIKE = 200
# Candidates that a finding names.
_MOST_NAMED = 3
# Letters from which one wrong letter, and two, leave a name recognisable (own).
_ONE_SLIP, _TWO_SLIPS = 5, 8
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Nearest:
    """The entries nearest to a missing citation, best first.

    ``meant`` is the one entry of the same year whose author is written nearly so; None where there
    is none or where a reader could not be sure.
    """

    entries: tuple[Reference, ...]
    meant: Reference | None


@dataclass(frozen=True)
class _Index:
    by_id: Mapping[str, Reference]
    linked: frozenset[str]
    by_author: dict[str, list[Reference]] = field(default_factory=dict)
    by_year: dict[str, list[Reference]] = field(default_factory=dict)
    by_outlet: dict[str, list[Reference]] = field(default_factory=dict)
    by_word: dict[str, list[Reference]] = field(default_factory=dict)


def find_nearest(
    citations: Sequence[Citation], references: Sequence[Reference]
) -> Mapping[str, Nearest]:
    """Return the nearest entries of each citation that is missing from the list, by its id."""
    index = _index(citations, references)
    found: dict[str, Nearest] = {}
    known: dict[tuple[tuple[str, ...], str | None], Nearest] = {}
    for citation in citations:
        if citation.status != "missing" or not citation.authors:
            continue
        key = (tuple(citation.authors), citation.year)
        if key not in known:
            known[key] = _nearest(citation, index)
        found[citation.id] = known[key]
    return found


def _index(citations: Sequence[Citation], references: Sequence[Reference]) -> _Index:
    linked = frozenset(c.reference_id for c in citations if c.reference_id is not None)
    index = _Index({reference.id: reference for reference in references}, linked)
    for reference in references:
        for author in reference.authors[:1]:
            _put(index.by_author, fold(author), reference)
        _put(index.by_year, reference.year or "", reference)
        for name in outlets(reference):
            _put(index.by_outlet, fold(name), reference)
        for word in dict.fromkeys(_WORD.findall(reference.text.lower())):
            _put(index.by_word, word, reference)
    return index


def _put(buckets: dict[str, list[Reference]], key: str, reference: Reference) -> None:
    bucket = buckets.setdefault(key, [])
    if len(bucket) < _MOST_ALIKE:
        bucket.append(reference)


def outlets(reference: Reference) -> list[str]:
    """Return the names of an entry's journal, site or publisher, as printed."""
    names = [reference.csl.get(field) for field in ("container-title", "publisher")]
    return [name for name in names if isinstance(name, str)]


def _nearest(citation: Citation, index: _Index) -> Nearest:
    alike = [
        entry
        for entry in index.by_year.get(citation.year or "", ())
        if entry.authors and _is_spelt_nearly(citation.authors[0], entry.authors[0])
    ]
    alike += _same_words(citation, index)
    alike += _acronyms(citation, index)
    unique = list({entry.id: entry for entry in alike}.values())
    meant = [entry for entry in unique if _may_be_meant(citation, entry, index)]
    found = [
        index.by_id[c.reference_id] for c in citation.candidates if c.reference_id in index.by_id
    ]
    found += index.by_author.get(fold(citation.authors[0]), ())
    found += alike
    found += _issued_by(citation.authors[0], index)
    unique = list({entry.id: entry for entry in found}.values())
    unique.sort(key=lambda entry: entry.year != citation.year)
    return Nearest(tuple(unique[:_MOST_NAMED]), meant[0] if len(meant) == 1 else None)


def _is_spelt_nearly(name: str, listed: str) -> bool:
    """Tell a slip of the pen: "Marlwood" for "Marlowod", not "Berg" for "Borg"."""
    first, second = fold(name), fold(listed)
    shorter = min(len(first), len(second))
    if shorter < _ONE_SLIP or first[0] != second[0]:
        return False
    allowed = 2 if shorter >= _TWO_SLIPS else 1
    return OSA.distance(first, second, score_cutoff=allowed) <= allowed


def _may_be_meant(citation: Citation, entry: Reference, index: _Index) -> bool:
    """Tell whether the other names agree, or whether nobody else claims the entry."""
    if citation.suffix is not None and citation.suffix != entry.suffix:
        return False
    if _is_acronym(citation.authors[0], entry.authors[0]):
        return True
    named = [fold(author) for author in citation.authors[1:]]
    listed = [fold(author) for author in entry.authors[1:]]
    if named:
        return named[0] in listed
    return entry.id not in index.linked


def _same_words(citation: Citation, index: _Index) -> Iterator[Reference]:
    """Yield entries of the year whose author has all words of the name: "Dusk/Dawn" or so."""
    words = set(_WORD.findall(citation.authors[0].lower()))
    if len(words) < 2:
        return
    for entry in index.by_year.get(citation.year or "", ()):
        if words <= {word for name in entry.authors for word in _WORD.findall(name.lower())}:
            yield entry


def _acronyms(citation: Citation, index: _Index) -> Iterator[Reference]:
    """Yield entries of the year under the acronym of the name, or under the name it stands for."""
    for entry in index.by_year.get(citation.year or "", ()):
        if entry.authors and _is_acronym(citation.authors[0], entry.authors[0]):
            yield entry


def _is_acronym(name: str, listed: str) -> bool:
    """Tell "World Food Board" from the entry of "WFB", or the other way round."""
    return any(
        short.isupper() and len(short) > 1 and fold(short) in set(initials_of(full))
        for short, full in ((name, listed), (listed, name))
    )


def _issued_by(name: str, index: _Index) -> Iterator[Reference]:
    """Yield entries that an organisation published, or that name it in full."""
    key = fold(name)
    yield from index.by_outlet.get(key, ())
    words = sorted(
        set(_WORD.findall(name.lower())), key=lambda word: (len(index.by_word.get(word, ())), word)
    )
    if len(words) < 2:
        return
    # Two words, so that one slip in the list does not hide the entry.
    for entry in [entry for word in words[:2] for entry in index.by_word.get(word, ())]:
        if key in fold(entry.text) or any(_is_spelt_nearly(name, o) for o in outlets(entry)):
            yield entry
