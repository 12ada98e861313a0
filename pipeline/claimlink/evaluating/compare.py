"""One article's analysis against its gold: the figures, and what was missed.

The measures, micro-averaged over articles: see :data:`claimlink.evaluating.figures.FIGURES`.
Claims are matched one to one by the characters they share, citations and blanks aside, so that
one of several defensible cuts of a clause still counts; ``claim@0.8`` is the strict figure.
``scope`` needs no matching of claims: it compares the characters that each citation supports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from claimlink.evaluating.figures import Figure
from claimlink.evaluating.gold import GoldArticle, GoldCitation, GoldClaim, GoldReference
from claimlink.evaluating.matching import (
    Interval,
    characters,
    jaccard,
    match_best,
    overlapping,
    shared_length,
)
from claimlink.records import Analysis, Citation, Claim, Reference, Span

# Closing marks and emphasis may or may not be counted to a sentence (corpus guideline, 3).
BORDER_SLACK = 2
# Clause borders are one of several defensible cuts; two people agree at 0.5 on nearly all claims.
LOOSE, STRICT = 0.5, 0.8


@dataclass(frozen=True)
class Miss:
    """One thing that is not as annotated; ``what`` says how, ``text`` shows the place."""

    article: str
    figure: str
    what: str
    text: str


# A figure and what it misses, in text order.
Measured = tuple[Figure, list[Miss]]


@dataclass(frozen=True)
class Comparison:
    """An article's gold beside its analysis; None where the run lacks the article."""

    article: GoldArticle
    analysis: Analysis | None

    @cached_property
    def gold_citations(self) -> list[GoldCitation]:
        """The annotated citations of the annotated part."""
        return [c for c in self.article.gold.citations if self._inside(c.start, c.end)]

    @cached_property
    def citations(self) -> list[Citation]:
        """The citations found there."""
        found = self.analysis.article.citations if self.analysis else []
        return [c for c in found if self._inside(c.start, c.end)]

    @cached_property
    def gold_references(self) -> list[GoldReference]:
        """The annotated entries; the source list is always annotated as a whole."""
        return self.article.gold.references

    @cached_property
    def references(self) -> list[Reference]:
        """The entries found."""
        return self.analysis.article.references if self.analysis else []

    @cached_property
    def gold_claims(self) -> list[GoldClaim]:
        """The annotated claims of the annotated part."""
        return [c for c in self.article.gold.claims if self._inside(c.start, c.end)]

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims found there."""
        found = self.analysis.claims if self.analysis else []
        return [c for c in found if self._inside(c.span.start, c.span.end)]

    @cached_property
    def matched_citations(self) -> dict[int, int]:
        """Index of a found citation -> index of the annotated one."""
        found = [_interval(c) for c in self.citations]
        gold = [(c.start, c.end) for c in self.gold_citations]
        return match_best(
            [
                (shared_length(found[f], gold[g]) / max(_length(found[f]), _length(gold[g])), f, g)
                for f, g in overlapping(found, gold)
                if _year(self.citations[f].year) == _year(self.gold_citations[g].year)
            ]
        )

    @cached_property
    def matched_references(self) -> dict[int, int]:
        """Index of a found entry -> index of the annotated one."""
        found = [_interval(r) for r in self.references]
        gold = [(r.start, r.end) for r in self.gold_references]
        return match_best(
            [
                (shared_length(found[f], gold[g]), f, g)
                for f, g in overlapping(found, gold)
                if 2 * shared_length(found[f], gold[g]) >= max(_length(found[f]), _length(gold[g]))
            ]
        )

    @cached_property
    def places(self) -> list[frozenset[int]]:
        """The characters of each found claim, annotated citations left out."""
        return [characters(c.fragments, self.article.text, self._cited) for c in self.claims]

    @cached_property
    def gold_places(self) -> list[frozenset[int]]:
        """The characters of each annotated claim, citations left out."""
        return [characters(c.parts, self.article.text, self._cited) for c in self.gold_claims]

    @cached_property
    def agreements(self) -> list[tuple[float, int, int]]:
        """(share of characters in common, found claim, annotated claim) of all that overlap."""
        found = [(c.span.start, c.span.end) for c in self.claims]
        gold = [(c.start, c.end) for c in self.gold_claims]
        rows = [
            (jaccard(self.places[f], self.gold_places[g]), f, g)
            for f, g in overlapping(found, gold)
        ]
        return [row for row in rows if row[0] > 0]

    @cached_property
    def matched_claims(self) -> dict[int, int]:
        """Index of a found claim -> index of the annotated one."""
        return match_best([row for row in self.agreements if row[0] >= LOOSE])

    def miss(self, figure: str, what: str, place: Interval) -> Miss:
        """Return the note of one thing that is not as annotated."""
        return Miss(self.article.name, figure, what, self.article.text[place[0] : place[1]])

    @cached_property
    def _cited(self) -> frozenset[int]:
        return frozenset(i for c in self.gold_citations for i in range(c.start, c.end))

    def _inside(self, start: int, end: int) -> bool:
        first, last = self.article.annotated
        return first <= start and end <= last


def compare(
    article: GoldArticle, analysis: Analysis | None
) -> tuple[dict[str, Figure], list[Miss]]:
    """Return the figures of one article and what was missed, in the order of the stages.

    ``analysis`` is None where the run lacks the article: all of its gold is missed then.
    """
    case = Comparison(article, analysis)
    measured = {
        "sentence": _sentences(case),
        "citation": _citations(case),
        "link": _links(case),
        "reference": _references(case),
        "claim": _claims(case),
        "claim@0.8": _strict_claims(case),
        "support": _supports(case),
        "scope": _scopes(case),
        "kind": _kinds(case),
        "source": _sources(case),
    }
    figures = {name: figure for name, (figure, _) in measured.items()}
    return figures, [miss for _, misses in measured.values() for miss in misses]


def _sentences(case: Comparison) -> Measured:
    first, last = case.article.annotated
    gold = [s for s in case.article.gold.sentences if first <= s[0] and s[1] <= last]
    listed = case.analysis.article.sentences if case.analysis else []
    everything = [_interval(s) for s in listed]
    near = sorted({f for f, _ in overlapping(everything, gold)})
    found = [everything[f] for f in near]
    close = [
        (-float(_distance(found[f], gold[g])), f, g)
        for f, g in overlapping(found, gold)
        if _distance(found[f], gold[g]) <= BORDER_SLACK
    ]
    matched = match_best(close)
    misses = [
        case.miss("sentence", "borders differ", gold[index])
        for index in _left(len(gold), matched.values())
    ]
    return Figure(len(matched), len(found), len(gold)), misses


def _citations(case: Comparison) -> Measured:
    matched = case.matched_citations
    found, gold = case.citations, case.gold_citations
    misses = [
        case.miss("citation", "not found", (gold[index].start, gold[index].end))
        for index in _left(len(gold), matched.values())
    ] + [
        case.miss("citation", "not in gold", _interval(found[index]))
        for index in _left(len(found), matched)
    ]
    return Figure(len(matched), len(found), len(gold)), misses


def _links(case: Comparison) -> Measured:
    entry = {
        case.references[found].id: case.gold_references[gold].index
        for found, gold in case.matched_references.items()
    }
    misses = []
    for found, gold in sorted(case.matched_citations.items()):
        given, wanted = case.citations[found].reference_id, case.gold_citations[gold].reference
        # An entry that gold does not have is -1: wrong whatever was wanted.
        if (None if given is None else entry.get(given, -1)) != wanted:
            what = f"entry {wanted} in gold, {given} found"
            misses.append(case.miss("link", what, _interval(case.citations[found])))
    right = len(case.matched_citations) - len(misses)
    return Figure(right, len(case.citations), len(case.gold_citations)), misses


def _references(case: Comparison) -> Measured:
    matched = case.matched_references
    found, gold = case.references, case.gold_references
    misses = [
        case.miss("reference", "not found", (gold[index].start, gold[index].end))
        for index in _left(len(gold), matched.values())
    ]
    return Figure(len(matched), len(found), len(gold)), misses


def _claims(case: Comparison) -> Measured:
    matched = case.matched_claims
    found, gold = case.claims, case.gold_claims
    misses = [
        case.miss("claim", "not found", (gold[index].start, gold[index].end))
        for index in _left(len(gold), matched.values())
    ] + [
        case.miss("claim", "not in gold", _interval(found[index].span))
        for index in _left(len(found), matched)
    ]
    return Figure(len(matched), len(found), len(gold)), misses


def _strict_claims(case: Comparison) -> Measured:
    matched = match_best([row for row in case.agreements if row[0] >= STRICT])
    return Figure(len(matched), len(case.claims), len(case.gold_claims)), []


def _supports(case: Comparison) -> Measured:
    """Compare pairs; a pair counts as found where both its claim and its citation match."""
    found = {(claim, place) for claim, place, _ in _found_supports(case)}
    hits = {
        (case.matched_claims[claim], citation)
        for claim, _, citation in _found_supports(case)
        if claim in case.matched_claims and citation is not None
    }
    gold = set(_gold_supports(case))
    misses = []
    for claim, citation in sorted(gold - hits):
        wanted, by = case.gold_claims[claim], case.gold_citations[citation]
        what = f"not supported by {case.article.text[by.start : by.end]}"
        misses.append(case.miss("support", what, (wanted.start, wanted.end)))
    return Figure(len(hits & gold), len(found), len(gold)), misses


def _scopes(case: Comparison) -> Measured:
    """Compare the characters that each citation supports; invented citations count as wrong."""
    found: dict[Interval | int, set[int]] = defaultdict(set)
    for claim, place, citation in _found_supports(case):
        found[place if citation is None else citation] |= case.places[claim]
    gold: dict[int, set[int]] = defaultdict(set)
    for claim, citation in _gold_supports(case):
        gold[citation] |= case.gold_places[claim]
    shared = sum(len(places & found.get(at, set())) for at, places in gold.items())
    return Figure(shared, sum(map(len, found.values())), sum(map(len, gold.values()))), []


def _found_supports(case: Comparison) -> Iterator[tuple[int, Interval, int | None]]:
    """Yield (found claim, place of the citation, index of the annotated citation or None)."""
    index = {_interval(citation): at for at, citation in enumerate(case.citations)}
    for claim, record in enumerate(case.claims):
        for support in record.citations:
            place = _interval(support)
            at = index.get(place)
            yield claim, place, None if at is None else case.matched_citations.get(at)


def _gold_supports(case: Comparison) -> Iterator[tuple[int, int]]:
    """Yield (annotated claim, annotated citation)."""
    index = {citation.id: at for at, citation in enumerate(case.gold_citations)}
    for claim, record in enumerate(case.gold_claims):
        for name in record.citations:
            if name in index:
                yield claim, index[name]


def _kinds(case: Comparison) -> Measured:
    misses = []
    for found, gold in sorted(case.matched_claims.items()):
        given, wanted = case.claims[found].kind, case.gold_claims[gold].kind
        if given != wanted:
            what = f"{wanted} in gold, {given} found"
            misses.append(case.miss("kind", what, _interval(case.claims[found].span)))
    matched = len(case.matched_claims)
    return Figure(matched - len(misses), matched, matched), misses


def _sources(case: Comparison) -> Measured:
    back: Mapping[int, int] = {gold: found for found, gold in case.matched_claims.items()}
    named = [(at, c, c.attributed_to) for at, c in enumerate(case.gold_claims) if c.attributed_to]
    misses = []
    for at, claim, wanted in named:
        attribution = case.claims[back[at]].attribution if at in back else None
        source = attribution.source if attribution else None
        if source is None or not _same_source(wanted, source.text):
            what = f"{wanted} in gold, {source.text if source else 'nobody'} found"
            misses.append(case.miss("source", what, (claim.start, claim.end)))
    given = sum(case.claims[found].attribution is not None for found in case.matched_claims)
    return Figure(len(named) - len(misses), given, len(named)), misses


def _same_source(wanted: str, given: str) -> bool:
    """Tell whether two names of a source share at least half the words of the shorter one."""
    one, other = (set(name.lower().split()) - _ARTICLES for name in (wanted, given))
    common = len(one & other)
    return common > 0 and 2 * common >= min(len(one), len(other))


#: "The mayor" and "the council" have nothing in common.
_ARTICLES = frozenset({"a", "an", "the"})


def _left(count: int, used: Iterable[int]) -> list[int]:
    """Return the indexes below ``count`` that are not used, in order."""
    return sorted(set(range(count)).difference(used))


def _interval(span: Span) -> Interval:
    return span.start, span.end


def _length(stretch: Interval) -> int:
    return stretch[1] - stretch[0]


def _distance(left: Interval, right: Interval) -> int:
    return max(abs(left[0] - right[0]), abs(left[1] - right[1]))


def _year(year: str | None) -> str:
    """Return the digits of a year, which is written 2010, 2010a or not at all."""
    return (year or "")[:4]
