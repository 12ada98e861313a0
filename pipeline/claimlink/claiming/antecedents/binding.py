"""Who can stand for whom by structure alone: one verb's arguments, and "it" that means nothing.

Source: Chomsky 1981 (principle B); Lappin & Leass 1994, section 2.1.1, for pleonastic "it".
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.claiming.antecedents.salience import is_topic
from claimlink.packs import Term
from claimlink.parsing import Sentence

# Levels climbed in a tree; more are a list or a derailed parse.
_DEPTH = 25
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def shares_verb(sentence: Sentence, token: int, mention: int, rules: AntecedentRules) -> bool:
    """Whether two nouns stand with one verb, so that a plain pronoun cannot mean the other.

    A prepositional phrase is free: "change brings costs with *it*".
    """
    verb = governor(sentence, token)
    if is_topic(sentence, mention, rules):
        return False
    if sentence.deps[token] == "pobj" and sentence.deps[sentence.heads[token]] == "prep":
        return False
    if governor(sentence, mention) == verb:
        return True
    while sentence.deps[verb] in {"conj", "xcomp"} and not _has_subject(sentence, verb):
        verb = sentence.heads[verb]
    return mention in sentence.children[verb] and sentence.deps[mention] in _SUBJECTS


def _has_subject(sentence: Sentence, verb: int) -> bool:
    return any(sentence.deps[c] in _SUBJECTS for c in sentence.children[verb])


def is_possessive(sentence: Sentence, token: int) -> bool:
    """Whether a pronoun is a possessive, also where the tagger took "her narrow win" for two."""
    return sentence.tags[token] == "PRP$" or sentence.deps[token] == "poss"


def find_binder(sentence: Sentence, token: int) -> tuple[int, ...]:
    """Return the subject that binds a possessive though it is no phrase itself, and its noun.

    "a baker *who* sold his shop" gives "who" and "baker", "the *two* sold their shop" the "two".
    """
    verb = governor(sentence, token)
    for child in sentence.children[verb]:
        if sentence.deps[child] in _SUBJECTS and child < token:
            if sentence.tags[child] in {"WP", "WDT"}:
                return (child, sentence.heads[verb])
            return (child,) if sentence.tags[child] == "CD" else ()
    return ()


def governor(sentence: Sentence, token: int) -> int:
    """Return the nearest verb above a token, or the root."""
    place = sentence.heads[token]
    for _ in range(_DEPTH):
        if sentence.tags[place][:2] in {"VB", "MD"} or sentence.heads[place] == place:
            break
        place = sentence.heads[place]
    return place


def is_expletive(sentence: Sentence, token: int, rules: AntecedentRules) -> bool:
    """Whether "it" stands for nothing: "it is difficult to say", "it is believed that".

    Source: Lappin & Leass 1994, section 2.1.1, for the forms.
    """
    if rules.form("it", sentence.lower[token]) is None or sentence.tags[token] != "PRP":
        return False
    if sentence.deps[token] == "expl":
        return True
    if token + 1 < len(sentence) and sentence.tags[token + 1] in {"JJ", "JJR"}:
        before = sentence.lower[token - 1] if token else ""
        return rules.form("expletive_object", before) is not None  # "made *it* hard to"
    verb = sentence.heads[token]
    if sentence.deps[token] == "dobj" and rules.form("idle_object", sentence.lower[verb]):
        return True  # "as he puts it"
    children = [child for child in sentence.children[verb] if child > token]
    deps = {sentence.deps[child] for child in children}
    if sentence.deps[token] == "nsubjpass":
        return "ccomp" in deps or any(
            sentence.deps[child] == "xcomp" and _below(sentence, child, rules) is not None
            for child in children
        )
    if sentence.deps[token] != "nsubj":
        return False
    clause = deps & {"ccomp", "xcomp", "csubj", "csubjpass"}
    if rules.form("expletive_verb", sentence.lower[verb]) is not None:
        return bool(clause) or "advcl" in deps
    if rules.form("copula", sentence.lower[verb]) is None:
        return False
    if "acomp" in deps or _asks_how(sentence, verb):
        return bool(clause) or any(_is_announced(sentence, child) for child in children)
    return bool(deps & {"attr", "prep"}) and bool(
        clause - {"xcomp"} or _that_below(sentence, children)
    )


def _asks_how(sentence: Sentence, verb: int) -> bool:
    """Whether the adjective stands in front: "how *hard* it is to say"."""
    return any(sentence.deps[c] == "acomp" and c < verb for c in sentence.children[verb])


def is_of_a_whole(sentence: Sentence, token: int, rules: AntecedentRules) -> bool:
    """Whether "it" stands for all that was said: "it was not for this reason", "it is Halik"."""
    verb = sentence.heads[token]
    if sentence.deps[token] != "nsubj" or rules.form("it", sentence.lower[token]) is None:
        return False
    if rules.form("copula", sentence.lower[verb]) is None:
        return False
    deps = {sentence.deps[child] for child in sentence.children[verb] if child > verb}
    if deps & {"attr", "acomp"}:
        return any(
            entity.label == "PERSON" and sentence.heads[entity.token_end - 1] == verb
            for entity in sentence.entities
        )
    return "prep" in deps


def _below(sentence: Sentence, verb: int, rules: AntecedentRules) -> Term | None:
    """Return the row of "take" in "it is said to have taken years"."""
    return rules.form("expletive_verb", sentence.lower[verb])


def _is_announced(sentence: Sentence, child: int) -> bool:
    """Whether a clause hangs on the adjective, or beside it: "it is hard *to say*"."""
    if sentence.deps[child] == "advcl":
        return any(sentence.tags[c] == "TO" for c in sentence.children[child])
    return sentence.deps[child] == "acomp" and any(
        sentence.deps[c] in {"ccomp", "xcomp"} for c in sentence.children[child]
    )


def _that_below(sentence: Sentence, children: Sequence[int]) -> bool:
    """Whether "that" opens a clause below a phrase: "it is of concern *that* rents rose"."""
    return any(
        sentence.lower[mark] == "that" and sentence.deps[mark] == "mark"
        for child in children
        if sentence.deps[child] == "prep"
        for noun in sentence.children[child]
        for clause in sentence.children[noun]
        for mark in sentence.children[clause]
    )
