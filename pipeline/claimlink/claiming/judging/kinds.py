"""What kind a claim is: a linear model over named signals, its weights set by hand in the data.

Each row of ``kind_signals`` and ``kind_patterns`` that fires adds its weight to the kind it names;
``state`` starts at the weight of the setting ``[kinds] state``, so that it is the kind of what
nothing speaks about.  The kind with most weight wins; of equals, the first in ``_ORDER``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import Cue, find_cues, match_patterns
from claimlink.claiming.judging.signals import read_signals
from claimlink.packs import LanguagePack
from claimlink.records import ClaimKind, Quantity, TimeMention, Why

_ORDER: tuple[ClaimKind, ...] = (
    "state",
    "prediction",
    "statistic",
    "legal",
    "comparison",
    "causal",
    "event",
)
# A number in words counts from here on: "three groups" is no figure, "seven groups" is one.
_LARGE = 5
# Words between a number and the subject it counts: "40 of the oldest firms".
_STEPS_UP = 12
# Units of a number that give a share, so that the number is what is said.
_SHARES = frozenset({"%", "percent", "percentage point"})


def name_kind(
    clause: Clause,
    tokens: Sequence[int],
    *,
    direct: bool,
    times: Sequence[TimeMention],
    quantities: Sequence[Quantity],
    pack: LanguagePack,
) -> tuple[ClaimKind, list[Why]]:
    """Return the kind of a claim and the rows that speak for it, the heaviest first.

    ``direct`` tells whether the claim is a direct quotation, which is a kind of its own.
    """
    if direct:
        return "quote", [Why(rule="kind.direct", decided="kind")]
    cues = find_kind_cues(clause, tokens, times=times, quantities=quantities, pack=pack)
    sums: dict[ClaimKind, float] = dict.fromkeys(_ORDER, 0.0)
    sums["state"] = pack.number("kinds", "state")
    for cue in cues:
        for kind in _ORDER:
            if cue.rule.label == kind:
                sums[kind] += cue.weight
    best = max(_ORDER, key=lambda kind: sums[kind])
    speaking = [cue for cue in cues if cue.rule.label == best and cue.weight > 0]
    speaking.sort(key=lambda cue: -cue.weight)
    return best, [_why(cue, clause) for cue in speaking] or [
        Why(rule="kind.default", decided="kind")
    ]


def find_kind_cues(
    clause: Clause,
    tokens: Sequence[int],
    *,
    times: Sequence[TimeMention],
    quantities: Sequence[Quantity],
    pack: LanguagePack,
) -> list[Cue]:
    """Return all rows that speak for a kind, words and structure first, then patterns."""
    signals = read_signals(clause, tokens, pack) | _mentions(clause, tokens, times, quantities)
    signals |= _joined(signals)
    cues = find_cues(pack.lexicon("kind_signals"), clause, tokens, signals)
    return cues + match_patterns(pack.pattern_rows("kind_patterns"), clause, tokens)


def _why(cue: Cue, clause: Clause) -> Why:
    start, end = cue.span(clause.sentence)
    return Why(rule=cue.rule.id, decided="kind", start=start, end=end)


def _mentions(
    clause: Clause,
    tokens: Sequence[int],
    times: Sequence[TimeMention],
    quantities: Sequence[Quantity],
) -> dict[str, int | None]:
    """Return the signals of dates and numbers: what kind they are and what they count.

    ``dated``: a calendar time; ``quantity``: any number; ``figure``: one in digits or of
    ``_LARGE`` and more; ``counted_subject``: it counts what the clause is about; ``percent``,
    ``measured``: it has a unit; ``approximate``: it is a bound or an estimate.
    """
    found: dict[str, int | None] = {}
    for time in times:
        if (time.from_ or time.to) and time.precision != "vague":
            found.setdefault("dated", _token_at(clause, tokens, time.start))
    for quantity in quantities:
        token = _token_at(clause, tokens, quantity.start)
        found.setdefault("quantity", token)
        if not any(c.isdigit() for c in quantity.text) and quantity.value < _LARGE:
            continue
        found.setdefault("figure", token)
        if token is not None and _counts_subject(clause, token):
            found.setdefault("counted_subject", token)
        if quantity.unit in _SHARES:
            found.setdefault("percent", token)
        elif quantity.unit is not None:
            found.setdefault("measured", token)
        if quantity.comparator != "=":
            found.setdefault("approximate", token)
    return found


def _counts_subject(clause: Clause, token: int) -> bool:
    """Whether a number belongs to what the clause is about: "*40* people left"."""
    for _ in range(_STEPS_UP):
        if token == clause.subject:
            return True
        if token in (clause.head, clause.sentence.heads[token]):
            return False
        token = clause.sentence.heads[token]
    return False


def _joined(signals: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return signals that mean something only together: a past tense with its date or actor."""
    found: dict[str, int | None] = {}
    for tense in ("past", "perfect"):
        if tense not in signals:
            continue
        if "copula" in signals:
            found[f"{tense}+copula"] = signals[tense]
        for other in ("dated", "named_subject", "first_person", "pronoun_subject"):
            if other in signals and "copula" not in signals:
                found[f"{tense}+{other}"] = signals[tense]
    for compared in ("comparative", "comparative_within"):
        if compared in signals and "than" in signals:
            found["comparative+than"] = signals[compared]
    return found


def _token_at(clause: Clause, tokens: Sequence[int], start: int) -> int | None:
    """Return the claim's token at an article offset, None where none begins there."""
    starts = clause.sentence.starts
    at = bisect_left(tokens, start, key=lambda token: starts[token])
    return tokens[at] if at < len(tokens) and starts[tokens[at]] == start else None
