"""What a clause is: a claim or not, of which kind, how certain, how much worth a check."""

from claimlink.claiming.judging.certainty import find_certainty, find_polarity
from claimlink.claiming.judging.kinds import name_kind
from claimlink.claiming.judging.mentions import Content
from claimlink.claiming.judging.selection import Verdict, judge_clause
from claimlink.claiming.judging.worthiness import WorthEvidence, score_worthiness

__all__ = [
    "Content",
    "Verdict",
    "WorthEvidence",
    "find_certainty",
    "find_polarity",
    "judge_clause",
    "name_kind",
    "score_worthiness",
]
