"""A name in the source list one letter away from a name that the article uses elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from rapidfuzz.distance import OSA

from claimlink.citing.tokens import fold
from claimlink.findings.evidence import Evidence, label, report
from claimlink.findings.nearest import outlets
from claimlink.packs import LanguagePack
from claimlink.records import Finding, Reference

# Names of one shape that are compared with each other; more is no list of sources.
_MOST_COMPARED = 60
# Letters from which a name, and a word of it, are long enough to tell a slip from another name.
_LONG_NAME, _LONG_WORD = 8, 5


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
        if not _is_slip(uses[0][0], used[near][0][0], evidence.pack):
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
        for name in outlets(reference):
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
        if OSA.distance(*pair, score_cutoff=1) == 1
    }
    for first, second in sorted(pairs):
        yield first, second
        yield second, first


def _is_slip(name: str, usual: str, pack: LanguagePack) -> bool:
    """Tell a slip in one word of several from another name, a short form or another spelling.

    "Perception" and "i-Perception", "Plant Dis." and "J. Plant Dis." are journals of their own.
    """
    words, usual_words = (_fold_words(form) for form in (name, usual))
    pairs = [pair for pair in zip(words, usual_words, strict=False) if pair[0] != pair[1]]
    if len(words) < 2 or len(words) != len(usual_words) or len(pairs) != 1:
        return False
    first, second = pairs[0]
    shorter = min(len(first), len(second))
    if shorter < _LONG_WORD or "." in name or first[0] != second[0]:
        return False
    return not _is_inflected(first, second) and not _is_spelling(first, second, pack)


def _fold_words(name: str) -> list[str]:
    return [fold(word) for word in name.split()]


def _is_spelling(first: str, second: str, pack: LanguagePack) -> bool:
    """Tell two spellings, "behaviour" and "behavior", and endings of another language."""
    for row in pack.lexicon("finding_spellings").rows:
        for one, other in permutations(row.terms, 2):
            if row.label == "ending":
                same = first.removesuffix(one) == second.removesuffix(other)
                if same and first.endswith(one) and second.endswith(other):
                    return True
            elif one in first and first.replace(one, other) == second:
                return True
    return False


def _is_inflected(first: str, second: str) -> bool:
    """Tell a plural or a number from a slip: "review" and "reviews", "part1" and "part2"."""
    if abs(len(first) - len(second)) == 1:
        return max(first, second, key=len) == min(first, second, key=len) + "s"
    return any(a != b and (a.isdigit() or b.isdigit()) for a, b in zip(first, second, strict=True))
