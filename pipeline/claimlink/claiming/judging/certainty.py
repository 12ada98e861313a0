"""Does a claim say yes or no, and how sure: polarity and certainty, each with its cues.

Polarity is that of the predicate: "not", "no" and the like count where they negate it or one of
its arguments; two of them cancel out ("not without risk").  Certainty is ``alleged`` where the
words keep their distance ("allegedly", "is accused of"), ``hedged`` where they weaken it ("may",
"appears to"), else ``asserted``; only words that hang on the predicate count, so that "alleged
violations" leave a claim about them as it is.  Reported speech is asserted by its speaker.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import Cue, find_cues
from claimlink.claiming.judging.quoting import QUOTE_OPENS
from claimlink.claiming.judging.signals import read_signals
from claimlink.packs import LanguagePack
from claimlink.records import Certainty, Polarity, Why


def find_polarity(
    clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> tuple[Polarity, list[Why]]:
    """Return whether the claim denies, and the cues that decided it, in the order of the text."""
    cues = find_cues(pack.lexicon("polarity_cues"), clause, tokens, {})
    exempt = _tokens_of(cues, "positive")
    denying = [
        cue
        for cue in cues
        if cue.rule.label == "negative" and cue.token_start not in exempt and _is_near(clause, cue)
    ]
    if len(denying) % 2 == 0:
        return "positive", []
    return "negative", [_why(cue, clause, "polarity") for cue in denying]


def _tokens_of(cues: Sequence[Cue], label: str) -> set[int]:
    """Return the tokens of the cues with a label, whose words then speak for nothing else."""
    return {
        token
        for cue in cues
        if cue.rule.label == label and cue.token_start is not None
        for token in range(cue.token_start, cue.token_end or cue.token_start)
    }


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

    ``reported`` is whether somebody is said to say it: the verb that says so then counts too ("X
    *alleges* that"), but not where the claim is a quotation: its own words decide.
    """
    signals = read_signals(clause, tokens, pack)
    cues = find_cues(pack.lexicon("certainty_cues"), clause, tokens, signals)
    if reported and not _is_quoted(clause, tokens):
        cues += _frame_cues(clause, pack)
    exempt = _tokens_of(cues, "asserted")
    # "The town could pay" leaves it open, "the town could not pay" does not.
    hedging = {"hedged", "possible"} if _is_affirmed(clause) else {"hedged"}
    levels: tuple[tuple[Certainty, Collection[str]], ...] = (
        ("alleged", {"alleged"}),
        ("hedged", hedging),
    )
    for level, labels in levels:
        kept = [cue for cue in cues if cue.rule.label in labels and cue.token_start not in exempt]
        if kept:
            return level, [_why(cue, clause, "certainty") for cue in kept]
    return "asserted", []


def _is_quoted(clause: Clause, tokens: Sequence[int]) -> bool:
    """Whether a claim begins with a quotation mark."""
    words = clause.sentence.words
    return any(
        token >= 0 and words[token] in QUOTE_OPENS
        for first in tokens[:1]
        for token in (first, first - 1)
    )


def _frame_cues(clause: Clause, pack: LanguagePack) -> list[Cue]:
    """Return the cue of the verb that reports the clause: "it is *alleged* that A and that B"."""
    sentence, head = clause.sentence, clause.head
    while sentence.deps[head] == "conj" and sentence.heads[head] != head:
        head = sentence.heads[head]
    frame = sentence.heads[head]
    row = pack.lexicon("certainty_frames").get(sentence.lower[frame])
    return [] if row is None or frame == head else [Cue(row, frame, frame + 1)]


def _is_affirmed(clause: Clause) -> bool:
    sentence = clause.sentence
    return not any(sentence.deps[child] == "neg" for child in sentence.children[clause.head])


def _why(cue: Cue, clause: Clause, decided: str) -> Why:
    start, end = cue.span(clause.sentence)
    return Why(rule=cue.rule.id, decided=decided, start=start, end=end)
