"""Link a citation to its entry of the source list, or say why it cannot be.

Steps, each tried only where the one before found nothing: the first author's name and the year;
a derived form of the name (acronym, first word of an organisation, no particle); a misspelt name
of the same year; the title; the author's one entry when its year is off by one or not given.
Co-authors, "et al.", suffix and initials then tell entries of one name and year apart.  What
stays undecided is ``ambiguous`` with its candidates; a near entry never stands for a missing one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from claimlink.citing.acronyms import initials_of, is_acronym
from claimlink.citing.linking.agreement import agreement, is_namesake, is_slip, said_in
from claimlink.citing.linking.index import SURE, Entry, ReferenceIndex
from claimlink.citing.scan import Marker
from claimlink.citing.tokens import fold
from claimlink.records import Candidate, CitationStatus

#: Shortest folded name in which a slip is looked for.
SLIP_LENGTH = 5
#: Longest folded name that is too short for a title: "WHO" begins many titles (own).
SHORT = 3
#: Agreement of co-authors below which a link says that they differ, and below which a year that
#: is off by one, too, makes it another work (own).
LEAST_AGREEMENT = 1.0
MISMATCH_AGREEMENT = 0.4
#: Most candidates a citation lists.
MOST = 5

#: How sure each rule is, 0 to 1; the order of the rules is the order of trust.
CONFIDENCE: Mapping[str, float] = {
    "link.author-year": 1.0,
    "link.suffix": 1.0,
    "link.number": 1.0,
    "link.coauthors": 0.97,
    "link.particle": 0.97,
    "link.article": 0.97,
    "link.umlaut": 0.97,
    "link.acronym-printed": 0.97,
    "link.acronym-introduced": 0.97,
    "link.name-part": 0.95,
    "link.initials-kept": 0.97,
    "link.initials": 0.95,
    "link.title-words": 0.9,
    "link.acronym": 0.9,
    "link.title-whole": 0.85,
    "link.suffix-order": 0.85,
    "link.suffix-missing": 0.8,
    "link.coauthors-differ": 0.75,
    "link.name-start": 0.8,
    "link.name-end": 0.8,
    "link.name-variant": 0.8,
    "link.coauthor-first": 0.6,
    "link.title": 0.75,
    "link.acronym-listed": 0.75,
    "link.address": 0.75,
    "link.place-in-list": 0.6,
    "link.access-year": 0.7,
    "link.author-page": 0.8,
    "link.undated-entry": 0.65,
    "link.year-mismatch": 0.6,
    "link.undated": 0.85,
    "link.original-year": 0.95,
}


#: Place of each rule in the order of trust.
RANK: Mapping[str, int] = {rule: place for place, rule in enumerate(CONFIDENCE)}

#: The rule of an author's one entry, whose year is off by one.
MISMATCH = "link.year-mismatch"
#: The rule of an entry without author whose place in the alphabet fits.
PLACE = "link.place-in-list"

FindUnnamed = Callable[[Sequence[str], str | None], list[int]]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a citation points; ``reference_id`` is None unless ``status`` is ``linked``."""

    status: CitationStatus
    reason: str
    reference_id: str | None = None
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()


@dataclass
class Linker:
    """Links the markers of one article; remembers names it has looked up."""

    index: ReferenceIndex
    introduced: Mapping[str, str]
    _similar: dict[tuple[str, str | None], tuple[int, ...]] = field(default_factory=dict)

    def link(self, marker: Marker) -> Link:
        """Return the link of one author-date marker."""
        if not self.index or not marker.authors:
            return Link("missing", "link.no-list" if not self.index else "link.no-author")
        if marker.form == "author-page":
            return self._by_page(marker)
        years = self._years(marker)
        found = [*self._named(marker, years), *self._phrased(marker, years)]
        found.sort(key=lambda hit: RANK[hit[1]])
        for rule in dict.fromkeys(rule for _, rule in found):
            link = self._decide(marker, [place for place, by in found if by == rule], rule)
            if link is not None:
                return link
        for places, rule in (
            (self._slips(marker, years), "link.name-variant"),
            (self._titled(marker, years), "link.title"),
            (self._initialled(marker, years), "link.acronym-listed"),
            (self._coauthored(marker, years), "link.coauthor-first"),
            (self._unnamed(marker, years, self.index.unnamed.addressed), "link.address"),
            (self._unnamed(marker, years, self.index.unnamed.in_order), PLACE),
        ):
            if places:
                link = self._decide(marker, places, rule)
                if link is not None:
                    return link
        accessed = self._accessed(marker, years)
        if accessed:
            link = self._decide(marker, accessed, "link.access-year")
            if link is not None:
                return link
        return self._otherwise(marker, self._named(marker, None), years)

    def _by_page(self, marker: Marker) -> Link:
        """Return the link of a citation by author and page: the author's entry, if there is one."""
        places = [place for place, rule in self._named(marker, None) if rule != "link.name-end"]
        decided = self._decide(marker, places, "link.author-page") if places else None
        return decided or Link("missing", "link.missing")

    def _years(self, marker: Marker) -> tuple[str | None, ...]:
        year = marker.year
        if year is None or not year.isdigit():
            return (None,)
        return (year, *marker.alternatives)

    def _named(self, marker: Marker, years: Sequence[str | None] | None) -> list[tuple[int, str]]:
        """Return entries of these years (None: any) by the marker's first author, with the rule."""
        index = self.index
        found: dict[int, str] = {}
        for key, rule in self._keys(marker):
            for place, derived in (
                index.named.get(key, ())
                if years is None
                else [hit for year in years for hit in index.dated.get((key, year), ())]
            ):
                if rule == derived == "link.name-end":  # "Ann Board" is not "Pay Board"
                    continue
                by = max(rule, derived, key=RANK.__getitem__)
                if place not in found or RANK[by] < RANK[found[place]]:
                    found[place] = by
        return sorted(found.items(), key=lambda item: (RANK[item[1]], item[0]))

    def _keys(self, marker: Marker) -> list[tuple[str, str]]:
        """Return the folded forms of the marker's first author, with the rule of each."""
        name = marker.authors[0]
        keys = [(fold(name), SURE)]
        if marker.alias:
            keys.append((fold(marker.alias), "link.acronym-printed"))
        full = self.introduced.get(keys[0][0])
        if full is not None:
            keys.append((full, "link.acronym-introduced"))
        words = name.split()
        if len(words) > 1:
            keys.append((fold("".join(words[1:])), "link.name-end"))
            keys.append((fold(words[-1]), "link.name-end"))
        return keys

    def _slips(self, marker: Marker, years: Sequence[str | None]) -> list[int]:
        """Return the entries of these years whose first author is spelt nearly so."""
        keys = dict.fromkeys((fold(marker.authors[0]), fold(marker.authors[0].split()[-1])))
        return [place for key in keys for year in years for place in self._slips_of(key, year)]

    def _slips_of(self, key: str, year: str | None) -> tuple[int, ...]:
        if (key, year) not in self._similar:
            places = [
                place
                for length in range(max(SLIP_LENGTH, len(key) - 2), len(key) + 3)
                for place in self.index.spelt.get((year, key[:1], length), ())
                if is_slip(key, self.index.names[place])
            ]
            self._similar[key, year] = tuple(places) if len(key) >= SLIP_LENGTH else ()
        return self._similar[key, year]

    def _titled(self, marker: Marker, years: Sequence[str | None]) -> list[int]:
        """Return entries of these years that begin with the marker's name or have it as title.

        A short name counts only where the entry names no author at all.
        """
        found: list[int] = []
        for name in filter(None, (marker.authors[0], marker.alias)):
            key = fold(name)
            places = [p for year in years for p in self.index.titles.get((key, year), ())]
            found += [p for p in places if len(key) > SHORT or not self.index.names[p]]
        return found

    def _initialled(self, marker: Marker, years: Sequence[str | None]) -> list[int]:
        """Return the entries of these years whose author is an acronym of the marker's name.

        Not of an acronym that the text says to mean another name, nor of a person's initials.
        """
        name = marker.authors[0]
        full = fold(name)
        found: list[int] = []
        for form in sorted(initials_of(name)):
            if self.introduced.get(form, full) != full:
                continue
            places = [hit for year in years for hit in self.index.dated.get((form, year), ())]
            found += [place for place, rule in places if rule == SURE and self._is_body(place)]
        return found

    def _is_body(self, place: int) -> bool:
        """Say whether an entry's author is an acronym alone: "WHO", not "LU, X."."""
        entry = self.index.entries[place]
        return is_acronym(entry.reference.authors[0]) and not entry.initials and not entry.others

    def _phrased(self, marker: Marker, years: Sequence[str | None]) -> list[tuple[int, str]]:
        """Return entries of these years whose whole title is the marker's name of two words."""
        name = marker.authors[0]
        places = [p for year in years for p in self.index.phrases.get((fold(name), year), ())]
        return [(place, "link.title-whole") for place in places] if " " in name else []

    def _coauthored(self, marker: Marker, years: Sequence[str | None]) -> list[int]:
        """Return the one entry of these years that has the marker's author in another place."""
        name = fold(marker.authors[0])
        places = [p for year in years for p in self.index.coauthors.get((name, year), ())]
        return places if len(places) == 1 and years != (None,) else []

    def _unnamed(self, marker: Marker, years: Sequence[str | None], find: FindUnnamed) -> list[int]:
        """Return the entries of these years that lost their author and fit the marker's."""
        full = self.introduced.get(fold(marker.authors[0]))
        names = [name for name in (marker.authors[0], marker.alias, full) if name]
        return [place for year in years for place in find(names, year)]

    def _accessed(self, marker: Marker, years: Sequence[str | None]) -> list[int]:
        """Return undated entries of the marker's author that mention its year, as of access."""
        year = years[0]
        if year is None:
            return []
        places = [place for place, rule in self._named(marker, (None,)) if rule != "link.name-end"]
        places = places or self._titled(marker, (None,))
        return [p for p in places if year in self.index.entries[p].reference.text]

    def _decide(self, marker: Marker, places: Sequence[int], rule: str) -> Link | None:
        """Return the link among entries of the right name and year; None where none fits."""
        entries = [self.index.entries[place] for place in dict.fromkeys(places)]
        agreeing = [(agreement(marker, entry), entry) for entry in entries]
        fitting = [(score, entry) for score, entry in agreeing if score > 0]
        if not fitting:
            return None
        alike = [hit for hit in fitting if not is_namesake(marker, hit[1])]
        if not alike:
            namesakes = [entry for _, entry in fitting]
            return Link("missing", "link.namesake", None, 0.0, _candidates(namesakes, 0.3, rule))
        if len(alike) < len(fitting) and rule == SURE:
            rule = "link.initials"
        fitting = alike
        best = max(score for score, _ in fitting)
        if marker.suffix:
            chosen, rule = self._by_suffix(marker, fitting, rule)
        else:
            plain = [entry for score, entry in fitting if score == best]
            bare = [entry for entry in plain if not entry.reference.suffix]
            chosen = bare if len(plain) > 1 and bare else plain
            if rule == "link.author-year" and best < LEAST_AGREEMENT:
                rule = "link.coauthors-differ"
            elif rule == "link.author-year" and len(fitting) > 1 and len(chosen) == 1:
                rule = "link.coauthors"
        if len(chosen) > 1 and marker.initials:
            same = [e for e in chosen if e.initials[:1] == marker.initials[:1]]
            if len(same) == 1:
                chosen, rule = same, "link.initials"
        if len(chosen) > 1 and marker.hint:
            said = said_in(marker.hint, chosen)
            chosen, rule = (said, "link.title-words") if len(said) == 1 else (chosen, rule)
        if len(chosen) == 1:
            return self._linked(chosen[0], rule, [entry for _, entry in fitting])
        if not chosen:
            return Link(
                "missing",
                "link.suffix-unknown",
                None,
                0.0,
                _candidates([entry for _, entry in fitting], 0.3, "link.author-year"),
            )
        return Link(
            "ambiguous",
            "link.ambiguous",
            None,
            round(1 / len(chosen), 2),
            _candidates(chosen, round(1 / len(chosen), 2), rule),
        )

    def _by_suffix(
        self, marker: Marker, fitting: Sequence[tuple[float, Entry]], rule: str
    ) -> tuple[list[Entry], str]:
        lettered = [(s, e) for s, e in fitting if e.reference.suffix == marker.suffix]
        if lettered:
            best = max(score for score, _ in lettered)
            named = "link.suffix" if rule == "link.author-year" else rule
            return [entry for score, entry in lettered if score == best], named
        plain = [entry for _, entry in fitting if not entry.reference.suffix]
        if len(plain) < len(fitting):
            return (plain, "link.suffix-missing") if len(plain) == 1 else ([], rule)
        best = max(score for score, _ in fitting)
        equal = [entry for score, entry in fitting if score == best]
        place = ord(marker.suffix or "a") - ord("a")
        if len(equal) == 1:
            return equal, "link.suffix-missing"
        return ([equal[place]], "link.suffix-order") if place < len(equal) else ([], rule)

    def _linked(self, entry: Entry, rule: str, others: Sequence[Entry]) -> Link:
        confidence = CONFIDENCE.get(rule, 0.5)
        ordered = [entry, *(other for other in others if other is not entry)]
        candidates = [
            Candidate(
                reference_id=one.reference.id,
                score=confidence if one is entry else round(confidence / 2, 2),
                reason=rule,
            )
            for one in ordered[:MOST]
        ]
        return Link("linked", rule, entry.reference.id, confidence, tuple(candidates))

    def _otherwise(
        self, marker: Marker, found: Sequence[tuple[int, str]], years: Sequence[str | None]
    ) -> Link:
        """Try the author's one entry under another year; else the citation is missing."""
        sure = [
            self.index.entries[place] for place, rule in found if rule not in ("link.name-end",)
        ]
        entries = [entry for entry in sure if agreement(marker, entry) > 0]
        if len(sure) == 1 and entries and not entries[0].credit:
            entry = entries[0]
            year = years[0]
            if entry.year is None and year is not None:
                return self._linked(entry, "link.undated-entry", [])
            near = bool(year and entry.year) and abs(int(year or 0) - int(entry.year or 0)) == 1
            if near and agreement(marker, entry) >= MISMATCH_AGREEMENT:
                return self._linked(entry, MISMATCH, [])
            if year is None and marker.year is not None:
                return self._linked(entry, "link.undated", [])
        return Link(
            "missing", "link.missing", None, 0.0, _candidates(sure[:MOST], 0.2, "link.other-year")
        )


def _candidates(entries: Sequence[Entry], score: float, rule: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(reference_id=entry.reference.id, score=score, reason=rule)
        for entry in entries[:MOST]
    )
