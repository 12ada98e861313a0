"""What kind a claim is: a linear model over named signals, its weights set by hand in the data.

Each row of ``kind_signals`` and ``kind_patterns`` that fires adds its weight to the kind it names;
``state`` starts at the weight of the setting ``[kinds] state``, so that it is the kind of what
nothing speaks about.  The kind with most weight wins; of equals, the first in ``_ORDER``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.selection_signals import Cue, find_cues, match_patterns, read_signals
from claimlink.packs import LanguagePack
from claimlink.records import ClaimKind, Quantity, TimeMention, Why

_ORDER: tuple[ClaimKind, ...] = (
    "prediction",
    "statistic",
    "legal",
    "comparison",
    "causal",
    "event",
    "state",
)
# Units of a number that give a share or a sum, so that the number is what is said.
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
    """Return the signals of dates and numbers: what kind they are and what they count."""
    sentence = clause.sentence
    found: dict[str, int | None] = {}
    for time in times:
        if time.from_ is not None and time.to is not None and time.precision != "vague":
            found.setdefault("dated", _token_at(clause, tokens, time.start))
    for quantity in quantities:
        token = _token_at(clause, tokens, quantity.start)
        found.setdefault("quantity", token)
        if quantity.unit in _SHARES:
            found.setdefault("percent", token)
        elif quantity.unit is not None:
            found.setdefault("measured", token)
        if quantity.of is not None or quantity.unit is not None:
            found.setdefault("counted", token)
    dated = [(time.start, time.end) for time in times]
    for token in tokens:
        if sentence.tags[token] != "CD" or not any(c.isdigit() for c in sentence.words[token]):
            continue
        if not any(start <= sentence.starts[token] < end for start, end in dated):
            found.setdefault("figure", token)
    return found


def _joined(signals: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return signals that mean something only together: a past tense with its date or actor."""
    found: dict[str, int | None] = {}
    once = next((s for s in ("past", "perfect") if s in signals), None)
    if once is not None and "copula" not in signals:
        if "dated" in signals:
            found["past+dated"] = signals[once]
        if "named_subject" in signals:
            found["past+named"] = signals[once]
        if "first_person" in signals:
            found["past+first"] = signals[once]
    if "comparative" in signals and "than" in signals:
        found["comparative+than"] = signals["comparative"]
    return found


def _token_at(clause: Clause, tokens: Sequence[int], start: int) -> int | None:
    """Return the claim's token at an article offset, None where none begins there."""
    return next((t for t in tokens if clause.sentence.starts[t] == start), None)
