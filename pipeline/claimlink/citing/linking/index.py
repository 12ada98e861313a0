"""The source list, ready for look-ups by author and year.

Each entry stands under the folded forms its first author may be cited by, exact forms apart from
derived ones (acronym, first word of an organisation, name without particle).  Building takes time
in proportion to the list, a look-up time in proportion to the entries of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from claimlink.citing.acronyms import initials_of, is_acronym
from claimlink.citing.linking.unnamed import Unnamed, find_unnamed
from claimlink.citing.tokens import fold
from claimlink.citing.vocabulary import Vocabulary
from claimlink.records import Reference

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_PIECE = re.compile(r"\s[-–—]\s|(?<=[A-Z]{2})[-–—](?=[A-Z])|\s?[(\[:]\s?|\s?[)\]]\s?|\.\s|\s?/\s?")
_BESIDE = re.compile(
    r"[(\[]?(?:1[4-9]|20)\d\d[)\]]?\s?[/,]?\s?[(\[](?:1[4-9]|20)\d\d[)\]]"
    r"|(?:1[4-9]|20)\d\d[/–-](?:1[4-9]|20)\d\d"
)
_TRUNCATED = re.compile(r"\bet\.?\s?al|…|\.\s?\.\s?\.|\band others\b", re.IGNORECASE)
_PHRASE_END = re.compile(r"[:.?!]")
_FIELD_END = re.compile(r"[,:.?!]")
_INITIALS = re.compile(r"[\s.\-‐]+")
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
Key = TypeVar("Key")
Value = TypeVar("Value")

#: The rule of a name in the form the list gives it.
SURE = "link.author-year"
#: Most entries of one name and year that are told apart (own: no list comes near it).
MOST_ALIKE = 200
#: Characters after an author's name in which its particle may stand: ", Y. A. de" (own).
PARTICLE_REACH = 24
#: Derived forms that are too weak to show that a name with a year is a citation.
LOOSE = frozenset({"link.name-end"})
#: First letters that a slip of the keyboard mostly leaves alone (own).
LIKE = 3
#: Characters of an entry in which its authors stand, for "et al." and a printed acronym.
_HEAD = 200
#: Words of a title by which its work may be cited: "(Tolls at Dusk, 2011)".
_TITLE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with what decides between entries of one name and year.

    ``given`` is the folded first given name of the first author, ``others`` are the other authors.
    ``credit`` is the row that makes it a credit of a photograph, "" for a source.
    """

    place: int
    reference: Reference
    year: str | None
    other_years: tuple[str, ...]
    others: tuple[str, ...]
    given: str
    initials: str
    truncated: bool
    credit: str


@dataclass(frozen=True)
class ReferenceIndex:
    """Entries by the folded forms of their first author's name, each with the rule of the form.

    ``named`` has them by name, ``dated`` by name and year, ``titles`` by beginning of the title,
    ``phrases`` by whole title or beginning up to a mark, ``coauthors`` by another author than the
    first, ``spelt`` (for slips) goes by year, first letter and length of the name.
    """

    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    named: Mapping[str, Sequence[tuple[int, str]]]
    dated: Mapping[tuple[str, str | None], Sequence[tuple[int, str]]]
    titles: Mapping[tuple[str, str | None], Sequence[int]]
    phrases: Mapping[tuple[str, str | None], Sequence[int]]
    coauthors: Mapping[tuple[str, str | None], Sequence[int]]
    spelt: Mapping[tuple[str | None, str, int], Sequence[int]]

    @cached_property
    def unnamed(self) -> Unnamed:
        """The entries that have lost their author."""
        return find_unnamed([entry.reference for entry in self.entries])

    @cached_property
    def has_undated(self) -> bool:
        """Whether an entry of the list has no year."""
        return any(entry.year is None for entry in self.entries)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def supports(self, authors: Sequence[str], year: str) -> bool:
        """Say whether the list has an entry of this first author and year.

        With two authors or more an entry must name the second, too.
        """
        if len(authors) == 1:
            return any(True for _ in self._called(authors[0], [year]))
        second = {fold(authors[1]), fold(authors[1].split()[-1])}
        return any(
            not second.isdisjoint(entry.others) for entry in self._called(authors[0], [year])
        )

    def has_author(self, author: str) -> bool:
        """Say whether an entry's first author goes by this name, whatever the year."""
        return any(rule not in LOOSE for _, rule in self.named.get(fold(author), ()))

    def has_like(self, author: str) -> bool:
        """Say whether an author of any entry has a name that begins like this one."""
        return fold(author)[:LIKE] in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(
            fold(word)[:LIKE]
            for entry in self.entries
            for author in entry.reference.authors
            for word in author.split()
        )

    def has_phrase(self, phrase: str, years: Sequence[str | None]) -> bool:
        """Say whether an entry of these years has this author or title, word for word."""
        key = fold(phrase)
        return any(
            any(rule == SURE for _, rule in self.dated.get((key, year), ()))
            or (key, year) in self.phrases
            for year in years
        )

    def has_given(self, author: str, years: Sequence[str], initials: str) -> bool:
        """Say whether an entry of these years gives this author a given name of these initials."""
        return bool(initials) and any(
            entry.initials[:1] == initials[:1] for entry in self._called(author, years)
        )

    def prints_particle(self, author: str, years: Sequence[str], particle: str) -> bool:
        """Say whether an entry of these years prints the particle close to its author's name."""
        reach = len(author) + PARTICLE_REACH
        return any(
            particle.lower() in re.split(r"\W+", entry.reference.text[:reach].lower())
            for entry in self._called(author, years)
        )

    def prints(self, author: str, years: Sequence[str]) -> bool:
        """Say whether an entry of these years prints its first author's name just so."""
        return any(author in entry.reference.authors[:1] for entry in self._called(author, years))

    def wrote_alone(self, author: str, years: Sequence[str]) -> bool:
        """Say whether an entry of these years names this author and no other."""
        return any(
            not entry.others and not entry.truncated for entry in self._called(author, years)
        )

    def _called(self, author: str, years: Sequence[str]) -> Iterable[Entry]:
        """Yield the entries of these years whose first author surely goes by this name."""
        key = fold(author)
        for year in years:
            for place, rule in self.dated.get((key, year), ()):
                if rule not in LOOSE:
                    yield self.entries[place]


def index_references(references: Sequence[Reference], words: Vocabulary) -> ReferenceIndex:
    """Return the index of a source list; entries keep the list's order."""
    entries: list[Entry] = []
    names: list[str] = []
    named: dict[str, list[tuple[int, str]]] = {}
    dated: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    titles: dict[tuple[str, str | None], list[int]] = {}
    phrases: dict[tuple[str, str | None], list[int]] = {}
    coauthors: dict[tuple[str, str | None], list[int]] = {}
    spelt: dict[tuple[str | None, str, int], list[int]] = {}
    for place, reference in enumerate(references):
        entry = _entry(place, reference, words)
        entries.append(entry)
        first = reference.authors[0] if reference.authors else ""
        key = fold(first)
        names.append(key)
        for form, rule in {**_derived_forms(reference, first, words), key: SURE}.items():
            if form:
                _put(named, form, (place, rule))
                for year in (entry.year, *entry.other_years):
                    _put(dated, (form, year), (place, rule))
        if key:
            _put(spelt, (entry.year, key[:1], len(key)), place)
        for other in dict.fromkeys(entry.others):
            _put(coauthors, (other, entry.year), place)
        whole = _title_phrases(reference, words)
        for phrase in whole:
            _put(phrases, (phrase, entry.year), place)
        for form in dict.fromkeys((*whole, *_title_starts(reference, words))):
            _put(titles, (form, entry.year), place)
    return ReferenceIndex(
        tuple(entries), tuple(names), named, dated, titles, phrases, coauthors, spelt
    )


def _put(places: dict[Key, list[Value]], key: Key, value: Value) -> None:
    """Add to a bucket that stays small, so that a look-up takes bounded time."""
    bucket = places.setdefault(key, [])
    if len(bucket) < MOST_ALIKE:
        bucket.append(value)


def _entry(place: int, reference: Reference, words: Vocabulary) -> Entry:
    head = reference.text[:_HEAD]
    first_word = re.match(r"\W*(\w+)(?:\s+(\w+))?", head)
    credit = ""
    if first_word:
        one, two = first_word[1].lower(), " ".join(filter(None, first_word.groups())).lower()
        credit = words.row("credit", two) or words.row("credit", one) or ""
    year, given = reference.year, _given_name(reference)
    found = _YEAR.search(year) if year else None
    return Entry(
        place,
        reference,
        found.group() if found else None,
        _other_years(head, found.group() if found else None),
        tuple(fold(author) for author in reference.authors[1:]),
        fold(given.split()[0]) if given else "",
        "".join(part[0] for part in _INITIALS.split(given) if part).lower(),
        bool(_TRUNCATED.search(head)),
        credit,
    )


def _other_years(head: str, year: str | None) -> tuple[str, ...]:
    """Return the years in brackets beside an entry's year: "Knight [1661] (1951)" has two."""
    beside = _BESIDE.search(head)
    years = _YEAR.findall(beside.group()) if beside else []
    return tuple(dict.fromkeys(other for other in years if other != year)) if year in years else ()


def _given_name(reference: Reference) -> str:
    authors = reference.csl.get("author")
    if not isinstance(authors, list) or not authors or not isinstance(authors[0], dict):
        return ""
    given = authors[0].get("given")
    return given if isinstance(given, str) else ""


def _derived_forms(reference: Reference, first: str, words: Vocabulary) -> dict[str, str]:
    """Return folded forms by which an entry's first author may be cited, with the rule of each."""
    found: dict[str, str] = {}
    for form, rule in _name_forms(first, words):
        found.setdefault(form, rule)
    head = reference.text[:_HEAD]
    for match in re.finditer(r"[(\[]([A-Z][A-Za-z&./-]{1,11})[)\]]", head):
        if is_acronym(match[1]):
            found.setdefault(fold(match[1]), "link.acronym-printed")
    found.pop("", None)
    return found


def _name_forms(first: str, words: Vocabulary) -> Iterable[tuple[str, str]]:
    parts = first.split()
    if not parts:
        return
    lowered = [part.lower() for part in parts]
    small = [bool(words.row("particle", part)) for part in lowered]
    if any(small) and not all(small):
        plain = [part for part, is_small in zip(parts, small, strict=True) if not is_small]
        yield fold(" ".join(plain)), "link.particle"
    if words.row("article", lowered[0]) and len(parts) > 1:
        yield fold(" ".join(parts[1:])), "link.article"
    umlaut = first.translate(_UMLAUT)
    if umlaut != first:
        yield fold(umlaut), "link.umlaut"
    for piece in _PIECE.split(first):
        if piece and piece != first:
            yield fold(piece), "link.name-part"
            for form in initials_of(piece):
                yield form, "link.acronym"
    for form in sorted(initials_of(first)):
        yield form, "link.acronym"
    if len(parts) > 1 and len(parts[-1]) <= 3 and parts[-1].isupper():
        yield fold("".join(parts[:-1])), "link.initials-kept"
    if len(parts) > 1:
        yield fold(parts[0]), "link.name-start"
        yield fold(" ".join(parts[:2])), "link.name-start"
        yield fold(" ".join(parts[:3])), "link.name-start"
        yield fold(parts[-1]), "link.name-end"
    elif "." in first:
        yield fold(first.split(".")[0]), "link.name-start"
    elif re.search(r"\w[-‐‑–]\w", first):
        yield fold(re.split(r"[-‐‑–]", first)[0]), "link.name-start"


def _title_phrases(reference: Reference, words: Vocabulary) -> list[str]:
    """Return the folded title of an entry and its text up to the first mark, "The" left off too."""
    phrases: list[str] = []
    for head in _heads(reference):
        for ends in (_PHRASE_END, _FIELD_END):
            phrase = ends.split(head, maxsplit=1)[0]
            first, _, rest = phrase.partition(" ")
            phrases.append(fold(phrase)[:_HEAD])
            if words.row("article", first.lower()):
                phrases.append(fold(rest)[:_HEAD])
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]


def _title_starts(reference: Reference, words: Vocabulary) -> list[str]:
    """Return the folded first one to five words of an entry's title and text."""
    starts: list[str] = []
    for head in _heads(reference):
        parts = re.findall(r"\w+", head)[: _TITLE_WORDS + 1]
        if parts and words.row("article", parts[0].lower()):
            parts = parts[1:]
        starts += accumulate(fold(part) for part in parts[:_TITLE_WORDS])
    return [start for start in dict.fromkeys(starts) if start]


def _heads(reference: Reference) -> list[str]:
    title = reference.csl.get("title")
    head = reference.text[:_HEAD]
    return [title[:_HEAD], head] if isinstance(title, str) else [head]
