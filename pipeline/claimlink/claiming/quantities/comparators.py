"""Words before a number that compare: "at least", "nearly", "<"."""

from __future__ import annotations

from collections.abc import Mapping

from claimlink.claiming.quantities.refusals import REACH
from claimlink.claiming.quantities.rules import COMPARING, QuantityRules
from claimlink.claiming.times.text import View
from claimlink.packs import Term
from claimlink.parsing import Sentence
from claimlink.records import Comparator

#: Each comparator by the symbol in its row's id.
SYMBOLS: Mapping[str, Comparator] = {
    "=": "=",
    ">=": ">=",
    ">": ">",
    "<=": "<=",
    "<": "<",
    "~": "~",
}


def find_comparator(view: View, start: int, rules: QuantityRules) -> tuple[int, Term] | None:
    """Return where the comparator right before a number begins, and its row."""
    hit = rules.comparing.search(view.lower[max(0, start - REACH) : start])
    if hit is None:
        return None
    place = max(0, start - REACH) + hit.start()
    for label in COMPARING:
        row = rules.word(label, hit.group())
        if row is None:
            continue
        if label != "before" and _is_particle(view.sentence, view.token_at(place)):
            return None
        return place, row
    return None


def _is_particle(sentence: Sentence, token: int) -> bool:
    """Whether a word goes with what stands before it: "argued over 13 plans", "came up to 30"."""
    role = sentence.deps[token]
    return role in ("prep", "prt", "mark") or (role == "advmod" and sentence.heads[token] < token)
