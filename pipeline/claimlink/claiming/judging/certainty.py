"""Does a claim say yes or no, and how sure: polarity and certainty, each with its cues.

Polarity is that of the predicate: "not", "no" and the like count where they negate it or one of
its arguments; two of them cancel out ("not without risk").  Certainty is ``alleged`` where the
words keep their distance ("allegedly", "so-called", "is accused of"), ``hedged`` where they
weaken it ("may", "appears to"), else ``asserted``.  Reported speech is asserted by its speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import Cue, find_cues
from claimlink.claiming.judging.signals import read_signals
from claimlink.packs import LanguagePack
from claimlink.records import Certainty, Polarity, Why


def find_polarity(
    clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> tuple[Polarity, list[Why]]:
    """Return whether the claim denies, and the cues that decided it, in the order of the text."""
    cues = find_cues(pack.lexicon("polarity_cues"), clause, tokens, {})
    exempt = {
        token
        for cue in cues
        if cue.rule.label == "positive" and cue.token_start is not None
        for token in range(cue.token_start, cue.token_end or cue.token_start)
    }
    denying = [
        cue
        for cue in cues
        if cue.rule.label == "negative" and cue.token_start not in exempt and _is_near(clause, cue)
    ]
    if len(denying) % 2 == 0:
        return "positive", []
    return "negative", [_why(cue, clause, "polarity") for cue in denying]


def _is_near(clause: Clause, cue: Cue) -> bool:
    """Whether a cue negates the predicate or an argument of it, not something deep inside one."""
    sentence, head = clause.sentence, clause.head
    token = cue.token_start
    if token is None or token == head:
        return True
    above = sentence.heads[token]
    if above == head or sentence.heads[above] == head:
        return True
    return sentence.deps[above] in {"xcomp", "acomp", "attr", "conj"} and _climbs_to(
        clause, above, steps=3
    )


def _climbs_to(clause: Clause, token: int, *, steps: int) -> bool:
    for _ in range(steps):
        if token == clause.head:
            return True
        token = clause.sentence.heads[token]
    return token == clause.head


def find_certainty(
    clause: Clause, tokens: Sequence[int], *, reported: bool, pack: LanguagePack
) -> tuple[Certainty, list[Why]]:
    """Return how sure the claim is and the cues that decided it, in the order of the text.

    ``reported`` is whether somebody is said to say it: the frame's own doubt ("X alleges that")
    is part of the clause only where its words are among ``tokens``.
    """
    signals = read_signals(clause, tokens, pack)
    cues = find_cues(pack.lexicon("certainty_cues"), clause, tokens, signals)
    frame = clause.sentence.heads[clause.head] if reported else clause.head
    if frame != clause.head:
        row = pack.lexicon("certainty_frames").get(clause.sentence.lower[frame])
        if row is not None:
            cues.append(Cue(row, frame, frame + 1))
    for label in ("alleged", "hedged"):
        kept = [cue for cue in cues if cue.rule.label == label]
        if kept:
            level: Certainty = "alleged" if label == "alleged" else "hedged"
            return level, [_why(cue, clause, "certainty") for cue in kept]
    return "asserted", []


def _why(cue: Cue, clause: Clause, decided: str) -> Why:
    start, end = cue.span(clause.sentence)
    return Why(rule=cue.rule.id, decided=decided, start=start, end=end)
