"""Two runs -> what differs between them: claims, what supports them, and findings.

Articles are the same by id, else by the input they come from.  Claims of the same article are the
same by id, which is of their place and words; of those left over, by their words, numbers aside,
where the text has changed, and by the stretch of text that they share where it has not.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from claimlink.inspecting.alike import split_words
from claimlink.inspecting.flat import find_table

#: What two claims must share of the stretch that they take together to be the same one changed.
_LEAST_SHARED = 0.5

#: Columns in which a claim may differ while its words are the same; those of its place, its
#: number and its citations are told apart from them, or not at all.
_COMPARED = (
    "text", "standalone", "kind", "polarity", "certainty", "section", "source", "cue",
    "time_text", "time_from", "time_to", "times", "quantity_text", "quantity_value",
    "quantity_upper", "quantity_comparator", "quantity_unit", "quantity_of", "quantities",
    "entities", "worth",
)  # fmt: skip

Change = Literal["added", "gone", "changed"]
Cell = str | int | float | None


@dataclass(frozen=True)
class FieldChange:
    """A field of a claim with what it was and what it is."""

    field: str
    before: Cell
    after: Cell


@dataclass(frozen=True)
class LinkChange:
    """A citation that supports a claim in one of the runs only, with its entry."""

    change: Change
    citation: str
    scope: str
    entry: str | None


@dataclass(frozen=True)
class ClaimChange:
    """A claim that is in one run only, or differs; ``before`` and ``after`` are its ids."""

    change: Change
    article: str
    before: str | None
    after: str | None
    kind: str
    text: str
    fields: tuple[FieldChange, ...] = ()
    links: tuple[LinkChange, ...] = ()
    about: Literal["claim"] = "claim"


@dataclass(frozen=True)
class FindingChange:
    """A finding that is in one run only."""

    change: Change
    article: str
    code: str
    message: str
    about: Literal["finding"] = "finding"


@dataclass(frozen=True)
class ArticleChange:
    """An article that is in one run only."""

    change: Change
    article: str
    about: Literal["article"] = "article"


Difference = ArticleChange | ClaimChange | FindingChange


@dataclass(frozen=True)
class _Claim:
    """What a claim is compared by; ``cells`` are those of the compared columns."""

    claim_id: str
    start: int
    end: int
    kind: str
    text: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class _Article:
    article_id: str
    source: str
    sha256: str


def compare_runs(before: sqlite3.Connection, after: sqlite3.Connection) -> Iterator[Difference]:
    """Yield what differs, article by article in the order of the later run, then what is gone.

    Both runs are read an article at a time.
    """
    taken: set[str] = set()
    earlier = _Articles(before)
    for article in _articles(after):
        other = earlier.find(article)
        if other is None:
            yield ArticleChange("added", article.source)
        else:
            taken.add(other.article_id)
        yield from _compare_claims(before, after, other, article)
        yield from _compare_findings(before, after, other, article)
    for gone in _articles(before):
        if gone.article_id not in taken:
            yield ArticleChange("gone", gone.source)
            yield from _compare_claims(before, after, gone, None)
            yield from _compare_findings(before, after, gone, None)


class _Articles:
    """The articles of the earlier run, by id and by source."""

    def __init__(self, index: sqlite3.Connection) -> None:
        found = list(_articles(index))
        self._by_id = {article.article_id: article for article in found}
        self._by_source = {article.source: article for article in reversed(found)}

    def find(self, article: _Article) -> _Article | None:
        """Return the same article, once: an id that is taken is not taken by a source again."""
        found = self._by_id.pop(article.article_id, None)
        if found is not None:
            return found
        found = self._by_source.get(article.source)
        return None if found is None else self._by_id.pop(found.article_id, None)


def _articles(index: sqlite3.Connection) -> Iterator[_Article]:
    query = "SELECT article_id, source, sha256 FROM articles ORDER BY rowid"
    return (_Article(*row) for row in index.execute(query))


def _compare_claims(
    before: sqlite3.Connection,
    after: sqlite3.Connection,
    old: _Article | None,
    new: _Article | None,
) -> Iterator[Difference]:
    olds, news = _claims(before, old), _claims(after, new)
    pairs = _pair(olds, news, old is not None and new is not None and old.sha256 == new.sha256)
    article = new or old
    assert article is not None
    links = _links(before, old), _links(after, new)
    paired = {claim.claim_id: other for other, claim in pairs}
    for claim in news:
        match = paired.get(claim.claim_id)
        if match is None:
            yield ClaimChange("added", article.source, None, claim.claim_id, claim.kind, claim.text)
            continue
        fields = tuple(
            FieldChange(name, a, b)
            for name, a, b in zip(_COMPARED, match.cells, claim.cells, strict=True)
            if a != b
        )
        moved = _compare_links(links[0][match.claim_id], links[1][claim.claim_id])
        if fields or moved:
            ids = (match.claim_id, claim.claim_id)
            yield ClaimChange(
                "changed", article.source, *ids, claim.kind, claim.text, fields, moved
            )
    kept = {other.claim_id for other, _ in pairs}
    for claim in olds:
        if claim.claim_id not in kept:
            yield ClaimChange("gone", article.source, claim.claim_id, None, claim.kind, claim.text)


def _claims(index: sqlite3.Connection, article: _Article | None) -> list[_Claim]:
    if article is None:
        return []
    names = find_table("claims").names
    assert set(_COMPARED) <= set(names)
    query = (
        f"SELECT claim_id, start_char, end_char, kind, text, {', '.join(_COMPARED)} FROM claims "
        "WHERE article_id = ? ORDER BY rowid"
    )
    rows = index.execute(query, (article.article_id,))
    return [_Claim(i, start, end, kind, text, tuple(c)) for i, start, end, kind, text, *c in rows]


def _pair(
    olds: Sequence[_Claim], news: Sequence[_Claim], is_same_text: bool
) -> list[tuple[_Claim, _Claim]]:
    """Return the claims that are the same, each once."""
    by_id = {claim.claim_id: claim for claim in olds}
    pairs = [(by_id[claim.claim_id], claim) for claim in news if claim.claim_id in by_id]
    same = {claim.claim_id for claim, _ in pairs}
    left = [claim for claim in olds if claim.claim_id not in same]
    new = [claim for claim in news if claim.claim_id not in same]
    return pairs + (_by_overlap(left, new) if is_same_text else _by_words(left, new))


def _by_words(olds: Sequence[_Claim], news: Sequence[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """Return the claims with the same words, then those with the same but for their numbers."""
    pairs: list[tuple[_Claim, _Claim]] = []
    left, new = list(olds), list(news)
    for key in (lambda claim: claim.text, lambda claim: " ".join(split_words(claim.text).words)):
        waiting: defaultdict[str, list[_Claim]] = defaultdict(list)
        for claim in reversed(left):
            waiting[key(claim)].append(claim)
        found = [(waiting[key(claim)].pop(), claim) for claim in new if waiting[key(claim)]]
        pairs += found
        taken = {claim.claim_id for pair in found for claim in pair}
        left = [claim for claim in left if claim.claim_id not in taken]
        new = [claim for claim in new if claim.claim_id not in taken]
    return pairs


def _by_overlap(olds: Sequence[_Claim], news: Sequence[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """Return the pairs that share most of their text, the best first."""
    shared: list[tuple[float, int, int]] = []
    first = 0
    order = sorted(range(len(olds)), key=lambda place: olds[place].start)
    for number in sorted(range(len(news)), key=lambda place: news[place].start):
        claim = news[number]
        while first < len(order) and olds[order[first]].end <= claim.start:
            first += 1
        for place in order[first:]:
            old = olds[place]
            if old.start >= claim.end:
                break
            inside = min(old.end, claim.end) - max(old.start, claim.start)
            share = inside / (max(old.end, claim.end) - min(old.start, claim.start))
            if share >= _LEAST_SHARED:
                shared.append((-share, place, number))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, place, number in sorted(shared):
        if place not in taken[0] and number not in taken[1]:
            taken[0].add(place)
            taken[1].add(number)
            pairs.append((olds[place], news[number]))
    return pairs


_Link = tuple[str, str, str | None]


def _links(index: sqlite3.Connection, article: _Article | None) -> defaultdict[str, list[_Link]]:
    found: defaultdict[str, list[_Link]] = defaultdict(list)
    query = """
    SELECT l.claim_id, t.text, l.scope, r.text FROM claims c
    JOIN claim_citations l ON l.claim_id = c.claim_id
    JOIN citations t ON t.article_id = l.article_id AND t.citation_id = l.citation_id
    LEFT JOIN "references" r ON r.article_id = l.article_id AND r.reference_id = l.reference_id
    WHERE c.article_id = ? ORDER BY c.rowid, l.rank
    """
    for claim_id, *link in index.execute(query, (article.article_id if article else None,)):
        found[claim_id].append((link[0], link[1], link[2]))
    return found


def _compare_links(olds: Sequence[_Link], news: Sequence[_Link]) -> tuple[LinkChange, ...]:
    gone, added = Counter(olds) - Counter(news), Counter(news) - Counter(olds)
    return (
        *(LinkChange("gone", *link) for link in gone.elements()),
        *(LinkChange("added", *link) for link in added.elements()),
    )


def _compare_findings(
    before: sqlite3.Connection,
    after: sqlite3.Connection,
    old: _Article | None,
    new: _Article | None,
) -> Iterator[FindingChange]:
    olds, news = _findings(before, old), _findings(after, new)
    article = new or old
    assert article is not None
    for change, found in (("gone", olds - news), ("added", news - olds)):
        for code, message in found.elements():
            yield FindingChange(
                "gone" if change == "gone" else "added", article.source, code, message
            )


def _findings(index: sqlite3.Connection, article: _Article | None) -> Counter[tuple[str, str]]:
    query = "SELECT code, message FROM findings WHERE article_id = ? ORDER BY number"
    values = (article.article_id if article else None,)
    return Counter((code, message) for code, message in index.execute(query, values))
