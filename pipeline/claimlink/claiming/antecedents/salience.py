"""How salient a noun is by where it stands in its sentence.

Source: Lappin & Leass 1994, "An algorithm for pronominal anaphora resolution"; the weights stand
in ``config.cfg``.
"""

from __future__ import annotations

from typing import Literal

from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.parsing import Sentence

Kind = Literal["person", "group", "place", "thing", "unknown"]
Role = Literal["subject", "object", "oblique"]

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Levels climbed in a tree; more are a list or a derailed parse.
_DEPTH = 25
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def salience_of(sentence: Sentence, head: int, kind: Kind | None, rules: AntecedentRules) -> float:
    """Return the weight of a mention in its own sentence, after Lappin & Leass.

    ``kind`` is that of a name, None for a common noun or pronoun.
    """
    weights = rules.weights
    total = weights.sentence
    place = _first_joined(sentence, head)
    role = role_of(sentence, head, rules)
    total += {
        "subject": weights.subject,
        "object": weights.object,
        "oblique": weights.oblique,
    }[role]
    if not is_embedded(sentence, place):
        total += weights.head_noun
    if role != "subject" and is_fronted(sentence, place):
        total *= weights.subordinate
    else:
        total += weights.not_adverbial
    if _is_subordinate(sentence, place):
        total *= weights.subordinate
    if kind == "place" and role != "subject":
        total *= weights.bare
    elif kind not in {None, "place"}:
        total *= weights.named
    elif is_evidence(sentence, place):
        total *= weights.bare
    elif kind is None and role != "subject" and not has_determiner(sentence, head):
        total *= weights.bare if sentence.tags[head] == "NN" else 1.0
    return total


def role_of(sentence: Sentence, head: int, rules: AntecedentRules) -> Role:
    """Return the role of a noun in its clause; a coordinated noun has that of the first."""
    dep = sentence.deps[_first_joined(sentence, head)]
    if dep in _SUBJECTS or is_topic(sentence, head, rules):
        return "subject"
    # What "there is" introduces is as prominent as an object.
    return "object" if dep in {"dobj", "dative", "attr"} else "oblique"


def is_topic(sentence: Sentence, head: int, rules: AntecedentRules) -> bool:
    """Whether a fronted phrase announces what is spoken of: "As for *Halik*, he ..."."""
    if sentence.deps[head] != "pobj":
        return False
    above = sentence.heads[head]
    opening = above if sentence.deps[above] != "prep" else min(above, sentence.heads[above])
    return head < sentence.heads[opening] and (
        rules.form("topic", " ".join(sentence.lower[opening:head][:2])) is not None
    )


def _first_joined(sentence: Sentence, head: int) -> int:
    for _ in range(_DEPTH):
        if sentence.deps[head] != "conj":
            break
        head = sentence.heads[head]
    return head


def is_evidence(sentence: Sentence, head: int) -> bool:
    """Whether a noun only tells what follows: "*evidence* suggests that ironworking began"."""
    verb = sentence.heads[head]
    return sentence.deps[head] == "nsubj" and any(
        sentence.deps[child] == "ccomp" and child > verb for child in sentence.children[verb]
    )


def is_embedded(sentence: Sentence, head: int) -> bool:
    """Whether a noun is part of another phrase: "the roof of the *house*", "close to *Graz*"."""
    if sentence.deps[head] == "poss":
        return True
    above = sentence.heads[sentence.heads[head]]
    return sentence.deps[head] == "pobj" and (
        sentence.tags[above] in NOUN_TAGS or sentence.deps[above] == "amod"
    )


def is_fronted(sentence: Sentence, token: int) -> bool:
    """Whether a token stands in an adverbial before its verb: "By cutting *costs*, it grew"."""
    for _ in range(_DEPTH):
        above = sentence.heads[token]
        if above == token or sentence.deps[token] in _SUBJECTS:
            return False
        if token < above and sentence.deps[token] in {"prep", "advcl"}:
            return True
        token = above
    return False


def _is_subordinate(sentence: Sentence, token: int) -> bool:
    """Whether a relative or participle clause lies between the token and the root."""
    for _ in range(_DEPTH):
        if sentence.deps[token] in {"relcl", "acl"}:
            return True
        if sentence.heads[token] == token:
            return False
        token = sentence.heads[token]
    return False


def has_determiner(sentence: Sentence, head: int) -> bool:
    """Whether an article, possessive or quantifier stands with a noun."""
    return any(sentence.deps[c] in {"det", "poss", "predet"} for c in sentence.children[head])
