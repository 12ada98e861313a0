"""The tense of the clause that a time expression stands in, from the dependency tree."""

from __future__ import annotations

from dataclasses import dataclass

from claimlink.claiming.times.moment import Tense
from claimlink.claiming.times.rules import TimeRules
from claimlink.parsing import Sentence

_PAST_TAGS = frozenset({"VBD", "VBN"})
#: Steps up the tree after which no verb is looked for; real clauses need fewer than ten.
_CLIMB = 30
_AUXILIARIES = frozenset({"aux", "auxpass"})


@dataclass(frozen=True)
class ClauseTense:
    """A tense with the row of the word that tells it; None where the tags alone do."""

    tense: Tense | None
    rule: str | None = None


def clause_tense(sentence: Sentence, token: int, rules: TimeRules) -> ClauseTense:
    """Return the tense of the nearest verb above a token.

    A verb is future where a word that says so ("will", "to") helps it, past where it or a helper
    has a past form.  "Friday's ruling" says nothing about the tense of its clause.
    """
    verb = token
    for _ in range(_CLIMB):
        if sentence.tags[verb].startswith("VB"):
            break
        if sentence.heads[verb] == verb or sentence.deps[verb] == "poss":
            return ClauseTense(None)
        verb = sentence.heads[verb]
    helpers = [child for child in sentence.children[verb] if sentence.deps[child] in _AUXILIARIES]
    for helper in helpers:
        row = rules.word("future", sentence.lower[helper])
        if row is not None:
            return ClauseTense("future", row.id)
    tags = {sentence.tags[verb], *(sentence.tags[helper] for helper in helpers)}
    return ClauseTense("past" if tags & _PAST_TAGS else None)
