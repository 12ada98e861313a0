"""The things a reader has in mind: how salient each is, and which agree with a pronoun.

Source: Lappin & Leass 1994, "An algorithm for pronominal anaphora resolution".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from claimlink.claiming.antecedents.agreement import AGREEMENT
from claimlink.claiming.antecedents.binding import governor, is_possessive, shares_verb
from claimlink.claiming.antecedents.candidates import Candidate
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.parsing import Sentence

# Things looked at for a pronoun, the latest first: bounds the work in a sentence of 1,000 nouns.
_CONSIDERED = 40
# By how much a possessive rather means the subject of its own clause.
_BINDING = 1.5
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass
class Thing:
    """A thing in the reader's mind: how salient, and the phrase that describes it best.

    ``age`` counts the sentences since it was last mentioned; ``mentions`` are the tokens of the
    sentence being read that mention it.
    """

    candidate: Candidate
    carried: float = 0.0
    current: float = 0.0
    age: int = 0
    mentions: list[int] = field(default_factory=list)

    @property
    def salience(self) -> float:
        """What is left of earlier sentences, and the strongest mention of this one."""
        return self.carried + self.current

    def mention(self, token: int, salience: float) -> None:
        """Note a mention; a second one in a sentence counts only where it is stronger."""
        self.current = max(self.current, salience)
        self.mentions.append(token)
        self.age = 0

    def fade(self, factor: float) -> None:
        """Go on to the next sentence."""
        self.carried, self.current = self.carried * factor * factor + self.current * factor, 0.0
        self.age += 1
        self.mentions.clear()


def rank_things(
    latest_first: Iterable[Thing],
    sentence: Sentence,
    token: int,
    label: str,
    rules: AntecedentRules,
) -> list[tuple[float, Thing]]:
    """Return the things that agree with a pronoun with their salience, most salient first."""
    agrees = AGREEMENT[label]
    subject = sentence.deps[token] in _SUBJECTS
    possessive = is_possessive(sentence, token)
    found: list[tuple[float, str, Thing]] = []
    for thing in islice(latest_first, _CONSIDERED):
        factor = agrees(thing.candidate)
        if factor == 0.0 or not (possessive or not _is_barred(sentence, token, thing, rules)):
            continue
        score = thing.salience * factor
        if possessive and _is_own_subject(sentence, token, thing):
            score *= _BINDING
        if subject and thing.candidate.is_subject:
            score += rules.weights.parallel
        found.append((score, thing.candidate.key, thing))
    found.sort(key=lambda ranked: (-ranked[0], ranked[1]))
    return [(score, thing) for score, _, thing in found]


def _is_barred(sentence: Sentence, token: int, thing: Thing, rules: AntecedentRules) -> bool:
    """Whether a thing stands with the same verb as a pronoun."""
    return any(shares_verb(sentence, token, other, rules) for other in thing.mentions[-2:])


def _is_own_subject(sentence: Sentence, token: int, thing: Thing) -> bool:
    """Whether a thing is the subject of the verb that a possessive stands with."""
    verb = governor(sentence, token)
    return any(
        sentence.heads[other] == verb and sentence.deps[other] in _SUBJECTS
        for other in thing.mentions
    )
