"""How far people agree who decided apart on the same claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import permutations

#: Stretches of characters of one article, as ``(start, end)``.
Spans = Iterable[tuple[int, int]]


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return the agreement of two people on the same claims, beyond that of chance.

    1 is full agreement, 0 that of chance; None where there is no pair, or where both always gave
    one and the same answer, so that chance alone agrees in full.

    >>> cohen_kappa([("yes", "yes")] * 20 + [("yes", "no")] * 5
    ...             + [("no", "yes")] * 10 + [("no", "no")] * 15)
    0.4

    Source: Jacob Cohen, A Coefficient of Agreement for Nominal Scales, 1960.
    """
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[answer] * others[answer] for answer in ones) / count**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 6)


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return the agreement of any number of people, of whom some may not have answered.

    ``units`` are the answers to each claim.  1 is full agreement, 0 that of chance, less is worse
    than chance; answers are equal or not (nominal).  None where no claim has two answers, or where
    all answers are the same.

    >>> krippendorff_alpha([("a", "a"), ("a", "b"), ("b", "b")])
    0.444444

    Source: Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C.
    """
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for unit in units:
        if len(unit) < 2:
            continue
        for pair in permutations(unit, 2):
            weights[pair] = weights.get(pair, 0.0) + 1 / (len(unit) - 1)
    totals: dict[Hashable, float] = {}
    for (one, _), weight in weights.items():
        totals[one] = totals.get(one, 0.0) + weight
    whole = sum(totals.values())
    if whole == 0 or len(totals) < 2:
        return None
    apart = sum(weight for (one, other), weight in weights.items() if one != other)
    by_chance = whole**2 - sum(total**2 for total in totals.values())
    return round(1 - (whole - 1) * apart / by_chance, 6)


def span_f1(pairs: Iterable[tuple[Spans, Spans]]) -> float | None:
    """Return how far the stretches agree that two people gave the same claims, 0 to 1.

    Twice the characters that both mark, by the characters that each of them marks, over all claims;
    a claim that one of them takes for none has no characters.  None where neither marks any.

    >>> span_f1([([(0, 10)], [(5, 10)])])
    0.666667
    """
    both = each = 0
    for one, other in pairs:
        first, second = _characters(one), _characters(other)
        both += len(first & second)
        each += len(first) + len(second)
    return round(2 * both / each, 6) if each else None


def _characters(spans: Spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
