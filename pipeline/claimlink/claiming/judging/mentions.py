"""Signals of the dates and numbers in a claim: what they count and where they stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.subjects import subject_of
from claimlink.records import Quantity, TimeMention

# A number in words is a figure from here on: "one million", not "a dozen".
_LARGE = 1000
# A number in words counts at all from here on: "three groups" is no figure.
_FEW = 5
# Words between a number and the noun it counts: "40 (of the) oldest firms".
_STEPS_UP = 6
# What hangs on a noun and counts it, as against what only tells more of it.
_COUNTING = frozenset(
    {"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod", "det", "nmod", "predet"}
)
_ARGUMENTS = frozenset({"dobj", "attr", "dative", "npadvmod", "oprd", "acomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NUMBER_TAGS = frozenset({"CD", "NN", "NNS", "DT", "PDT", "JJ", "$"})
# Units of a number that give a share, so that the number is what is said.
_SHARES = frozenset({"%", "percent", "percentage point", "share"})
_EXACT = frozenset({"day", "month", "season"})


@dataclass(frozen=True)
class Content:
    """What a clause would state: its ``tokens``, ascending, and the mentions inside them."""

    tokens: Sequence[int]
    times: Sequence[TimeMention] = ()
    quantities: Sequence[Quantity] = ()


def read_mentions(clause: Clause, content: Content) -> dict[str, int | None]:
    """Return the signals of dates and numbers, each with the token that shows it.

    ``dated``: a calendar time; ``dated_exactly``: to the day, month or season; ``period``: a
    stretch of years.  ``quantity``: any number.  A number in digits or of ``_LARGE`` and more is a
    figure by its place: ``figure_subject`` counts what the clause is about, ``figure_core`` an
    object or complement of the predicate, ``figure_aside`` something else; ``few_subject``,
    ``few_core`` and ``few_aside`` are the same of a number in words.  ``share_core`` and
    ``share_aside`` give a share, ``measured`` has a unit, ``approximate`` is a bound or an estimate
    in the first two places.
    """
    found: dict[str, int | None] = {}
    tokens = content.tokens
    for time in content.times:
        _read_time(clause, tokens, time, found)
    for quantity in content.quantities:
        span = _tokens_of(clause, tokens, quantity)
        token = span[0] if span else None
        found.setdefault("quantity", token)
        place = _place(clause, span)
        share = quantity.unit in _SHARES
        figure = any(c.isdigit() for c in quantity.text) or quantity.value >= _LARGE or share
        if not figure and quantity.value < _FEW:
            continue
        found.setdefault(f"{'figure' if figure else 'few'}_{place}", token)
        if share:
            found.setdefault("share_aside" if place == "aside" else "share_core", token)
        elif quantity.unit is not None:
            found.setdefault("measured", token)
        if quantity.comparator != "=" and place != "aside":
            found.setdefault("approximate", token)
    return found


def _read_time(
    clause: Clause, tokens: Sequence[int], time: TimeMention, found: dict[str, int | None]
) -> None:
    if time.precision == "vague" or not (time.from_ or time.to):
        return
    at = _tokens_of(clause, tokens, time)
    token = at[0] if at else None
    if token is not None and _tells_of_subject(clause, token):
        return
    found.setdefault("dated", token)
    if time.precision in _EXACT:
        found.setdefault("dated_exactly", token)
    if not (time.from_ and time.to) or time.from_[:4] != time.to[:4]:
        found.setdefault("period", token)


def _tells_of_subject(clause: Clause, token: int) -> bool:
    """Whether a word belongs to the subject: "the act of *June 1847* shifted" dates no shift."""
    sentence = clause.sentence
    for _ in range(_STEPS_UP):
        if token == clause.head:
            return False
        if sentence.deps[token] in _SUBJECTS:
            return True
        token = sentence.heads[token]
    return False


def _tokens_of(
    clause: Clause, tokens: Sequence[int], mention: Quantity | TimeMention
) -> Sequence[int]:
    """Return the claim's tokens inside a mention, ascending."""
    starts = clause.sentence.starts
    first = bisect_left(tokens, mention.start, key=lambda token: starts[token])
    last = bisect_left(tokens, mention.end, key=lambda token: starts[token])
    return tokens[first:last]


def _place(clause: Clause, span: Sequence[int]) -> str:
    """Return where a number stands: ``subject``, ``core`` or ``aside``."""
    sentence, subject = clause.sentence, subject_of(clause)
    for token in reversed(span):
        if sentence.tags[token] not in _NUMBER_TAGS:
            continue
        for _ in range(_STEPS_UP):
            if token == subject:
                return "subject"
            above = sentence.heads[token]
            if sentence.deps[token] in _ARGUMENTS and _is_predicate(clause, above):
                return "core"
            if sentence.deps[token] == "pobj" and _is_of_object(clause, above):
                return "core"
            if sentence.deps[token] not in _COUNTING:
                break
            token = above
    return "aside"


def _is_predicate(clause: Clause, token: int) -> bool:
    """Whether a token is the predicate or coordinated with it."""
    sentence = clause.sentence
    return token == clause.head or (
        sentence.deps[token] == "conj" and sentence.heads[token] == clause.head
    )


def _is_of_object(clause: Clause, preposition: int) -> bool:
    """Whether a preposition hangs on the object: "recorded the eviction *of* 250 families"."""
    sentence, noun = clause.sentence, clause.sentence.heads[preposition]
    return (
        sentence.deps[preposition] == "prep"
        and sentence.deps[noun] == "dobj"
        and _is_predicate(clause, sentence.heads[noun])
        and noun + 1 == preposition
    )
