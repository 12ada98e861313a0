"""How much a claim deserves a check: 0 to 1, and the named signals that say so.

The score is the logistic function of a sum: the setting ``[worthiness] base`` and the weight of
each row of ``worth_signals`` that fires.  The weights are set by hand; what checkers look for is
described by Hassan et al. 2017 (ClaimBuster): numbers, records of what somebody did, comparisons
over time; not promises, feelings or rules of conduct.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import find_cues
from claimlink.claiming.judging.signals import read_signals
from claimlink.packs import LanguagePack
from claimlink.records import Certainty, CheckWorthiness, ClaimKind

# Digits of a score in the output: more would only show the noise of the weights.
_DIGITS = 3


def score_worthiness(
    clause: Clause,
    tokens: Sequence[int],
    *,
    kind: ClaimKind,
    certainty: Certainty,
    attributed: bool,
    cited: bool,
    entities: int,
    times: int,
    quantities: int,
    pack: LanguagePack,
) -> CheckWorthiness:
    """Return the score of a claim and the ids of the rows that fired, the heaviest first.

    ``entities``, ``times`` and ``quantities`` count the mentions inside the claim.
    """
    signals = read_signals(clause, tokens, pack)
    given = {
        f"kind:{kind}": True,
        f"certainty:{certainty}": True,
        "attributed": attributed,
        "cited": cited,
        "entities": entities > 1,
        "time": times > 0,
        "quantity": quantities > 0,
        "quantities": quantities > 1,
    }
    signals |= dict.fromkeys((name for name, holds in given.items() if holds), None)
    cues = find_cues(pack.lexicon("worth_signals"), clause, tokens, signals)
    total = pack.number("worthiness", "base") + sum(cue.weight for cue in cues)
    ranked = sorted(cues, key=lambda cue: (-abs(cue.weight), cue.rule.id))
    return CheckWorthiness(
        score=round(1.0 / (1.0 + math.exp(-total)), _DIGITS),
        signals=[cue.rule.id for cue in ranked],
    )
