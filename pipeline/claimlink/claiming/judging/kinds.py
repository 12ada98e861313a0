"""What kind a claim is: a linear model over named signals, its weights set by hand in the data.

Each row of ``kind_signals`` and ``kind_patterns`` that fires adds its weight to the kind it names;
``state`` starts at the weight of the setting ``[kinds] state``, so that it is the kind of what
nothing speaks about.  The kind with most weight wins; of equals, the first in ``_ORDER``.
``docs/kinds.md`` defines the kinds and says which goes before which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import Cue, find_cues, match_patterns
from claimlink.claiming.judging.mentions import Content, read_mentions
from claimlink.claiming.judging.quoting import QUOTE_OPENS
from claimlink.claiming.judging.signals import read_signals
from claimlink.claiming.judging.subjects import entity_at, subject_of
from claimlink.claiming.judging.wordindex import index_of
from claimlink.packs import LanguagePack
from claimlink.records import ClaimKind, Why

_ORDER: tuple[ClaimKind, ...] = (
    "state",
    "prediction",
    "statistic",
    "legal",
    "comparison",
    "causal",
    "event",
    "quote",
)
# Entities that act.
_ACTORS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
# What becomes of the object of a verb of making.
_BECOMING = frozenset({"acomp", "ccomp", "oprd", "xcomp"})


def name_kind(
    clause: Clause, content: Content, pack: LanguagePack, *, direct: bool
) -> tuple[ClaimKind, list[Why]]:
    """Return the kind of a claim and the rows that speak for it, the heaviest first.

    ``direct`` tells whether the claim is a direct quotation, which is a kind of its own.
    """
    if direct:
        return "quote", [Why(rule="kind.direct", decided="kind")]
    cues = find_kind_cues(clause, content, pack)
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


def find_kind_cues(clause: Clause, content: Content, pack: LanguagePack) -> list[Cue]:
    """Return all rows that speak for a kind, words and structure first, then patterns."""
    tokens = content.tokens
    signals = read_signals(clause, tokens, pack)
    signals |= read_mentions(clause, content)
    signals |= _about(clause, tokens, signals, pack)
    signals |= _joined(signals)
    cues = find_cues(pack.lexicon("kind_signals"), clause, tokens, signals)
    return cues + match_patterns(index_of(pack, "kind_patterns"), clause, tokens)


def _why(cue: Cue, clause: Clause) -> Why:
    start, end = cue.span(clause.sentence)
    return Why(rule=cue.rule.id, decided="kind", start=start, end=end)


def _about(
    clause: Clause,
    tokens: Sequence[int],
    found: Mapping[str, int | None],
    pack: LanguagePack,
) -> dict[str, int | None]:
    """Return the signals of who or what acts and how.

    ``actor_subject``: somebody, a body or a state; ``norm_subject``: a law, a rule or a part of
    one; ``causative``: a verb of making with what becomes of its object ("*makes* them poor");
    ``quoting``: a verb of naming with words in quotation marks behind it.
    """
    sentence, subject = clause.sentence, subject_of(clause)
    forms = pack.lexicon("kind_words").forms
    signals: dict[str, int | None] = {}
    if sentence.lower[clause.head] in forms.get("make", frozenset()) and any(
        sentence.deps[child] in _BECOMING for child in sentence.children[clause.head]
    ):
        signals["causative"] = clause.head
    if sentence.lower[clause.head] in forms.get("naming", frozenset()) and "passive" not in found:
        quoted = next(
            (t for t in tokens if t > clause.head and sentence.words[t] in QUOTE_OPENS), None
        )
        if quoted is not None:
            signals["quoting"] = quoted
    if subject is None:
        return signals
    word = sentence.lower[subject]
    entity = entity_at(sentence, subject)
    if word in forms.get("norm", frozenset()):
        signals["norm_subject"] = subject
    elif (
        word in forms.get("actor", frozenset())
        or "first_person" in found
        or (entity is not None and entity.label in _ACTORS)
    ):
        signals["actor_subject"] = subject
    return signals


def _joined(signals: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return signals that mean something only together: a past tense with its date or actor."""
    found: dict[str, int | None] = {}
    for tense in ("past", "perfect"):
        if tense not in signals:
            continue
        for other in ("copula", "passive", "progressive"):
            if other in signals:
                found[f"{tense}+{other}"] = signals[tense]
        if "copula" in signals:
            continue
        for other in ("dated", "dated_exactly", "actor_subject", "named_subject"):
            if other in signals and not (other == "dated" and "period" in signals):
                found[f"{tense}+{other}"] = signals[tense]
    if "norm_subject" in signals and not {"copula", "passive"} & signals.keys():
        found["norm_acts"] = signals["norm_subject"]
    for compared in ("comparative", "comparative_within"):
        if compared in signals and "than" in signals:
            found["comparative+than"] = signals[compared]
    if "than" in signals and "comparative+than" not in found:
        # The tagger takes "quieter" for a plain adjective.
        found["than_alone"] = signals["than"]
    return found
