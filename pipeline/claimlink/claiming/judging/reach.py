"""How far from its predicate a clause's judgement looks."""

from __future__ import annotations

from claimlink.claiming.clauses import Clause

# Words to each side of its predicate that a clause's judgement looks at.
_REACH = 80


def reach_of(clause: Clause) -> tuple[int, int]:
    """Return the tokens that a clause's judgement looks at beyond its own: half-open.

    A text without full stops is one sentence of thousands of words; looking at all of it for each
    of its clauses would take quadratic time.
    """
    return max(0, clause.head - _REACH), min(len(clause.sentence), clause.head + _REACH)
