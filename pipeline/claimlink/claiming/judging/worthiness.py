"""How much a claim deserves a check: 0 to 1, and the named signals that say so.

The score is the logistic function of a sum: the setting ``[worthiness] base`` and the weight of
each row of ``worth_signals`` that fires.  The weights are set by hand; what checkers look for is
described by Hassan et al. 2017 (ClaimBuster): numbers, records of what somebody did, comparisons
over time; not promises, feelings or rules of conduct.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import find_cues
from claimlink.claiming.judging.signals import read_signals
from claimlink.packs import LanguagePack
from claimlink.records import Certainty, CheckWorthiness, ClaimKind

# Digits of a score in the output: more would only show the noise of the weights.
_DIGITS = 3


@dataclass(frozen=True)
class WorthEvidence:
    """What is known of a claim beyond its words when its worth is scored.

    ``entities``, ``times`` and ``quantities`` count the mentions inside the claim.
    """

    kind: ClaimKind
    certainty: Certainty
    attributed: bool = False
    cited: bool = False
    entities: int = 0
    times: int = 0
    quantities: int = 0

    @property
    def signals(self) -> dict[str, int | None]:
        """The signals of ``worth_signals`` that hold; none of them has a token of its own."""
        given = {
            f"kind:{self.kind}": True,
            f"certainty:{self.certainty}": True,
            "attributed": self.attributed,
            "cited": self.cited,
            "entities": self.entities > 1,
            "time": self.times > 0,
            "quantity": self.quantities > 0,
            "quantities": self.quantities > 1,
        }
        return dict.fromkeys((name for name, holds in given.items() if holds), None)


def score_worthiness(
    clause: Clause, tokens: Sequence[int], evidence: WorthEvidence, pack: LanguagePack
) -> CheckWorthiness:
    """Return the score of a claim and the ids of the rows that fired, the heaviest first."""
    signals = read_signals(clause, tokens, pack) | evidence.signals
    cues = find_cues(pack.lexicon("worth_signals"), clause, tokens, signals)
    total = pack.number("worthiness", "base") + sum(cue.weight for cue in cues)
    ranked = sorted(cues, key=lambda cue: (-abs(cue.weight), cue.rule.id))
    return CheckWorthiness(
        score=round(1.0 / (1.0 + math.exp(-total)), _DIGITS),
        signals=[cue.rule.id for cue in ranked],
    )
