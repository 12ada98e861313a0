"""Who can stand for whom by structure alone: one verb's arguments, and what comes only later.

Source: Chomsky 1981 (principle B).
"""

from __future__ import annotations

from bisect import bisect_right

from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.claiming.antecedents.salience import NOUN_TAGS, is_topic
from claimlink.parsing import Sentence

# Levels climbed in a tree; more are a list or a derailed parse.
_DEPTH = 25
# Dependents looked at; keeps the work in a list of 1,000 words linear.
_WIDTH = 20
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def shares_verb(sentence: Sentence, token: int, mention: int, rules: AntecedentRules) -> bool:
    """Whether two nouns stand with one verb, so that a plain pronoun cannot mean the other.

    A prepositional phrase may in truth be free ("change brings costs with *it*"), but far more
    often it is not: "the agency asked firms to work with *it*".
    """
    verb = governor(sentence, token)
    if is_topic(sentence, mention, rules):
        return False
    if governor(sentence, mention) == verb:
        return True
    while sentence.deps[verb] in {"conj", "xcomp"} and not _has_subject(sentence, verb):
        verb = sentence.heads[verb]
    return sentence.heads[mention] == verb and sentence.deps[mention] in _SUBJECTS


def _has_subject(sentence: Sentence, verb: int) -> bool:
    return any(sentence.deps[c] in _SUBJECTS for c in sentence.children[verb][:_WIDTH])


def is_possessive(sentence: Sentence, token: int) -> bool:
    """Whether a pronoun is a possessive, also where the tagger took "her narrow win" for two."""
    return sentence.tags[token] == "PRP$" or sentence.deps[token] == "poss"


def find_binder(sentence: Sentence, token: int) -> tuple[int, ...]:
    """Return the subject that binds a possessive though it is no phrase itself, and its noun.

    "a baker *who* sold his shop" gives "who" and "baker", "the *two* sold their shop" the "two".
    """
    verb = governor(sentence, token)
    for child in sentence.children[verb][:_WIDTH]:
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


def children_after(sentence: Sentence, verb: int, token: int) -> tuple[int, ...]:
    """Return the dependents of a verb behind a token, in order, no more than a clause has."""
    children = sentence.children[verb]
    first = bisect_right(children, token)
    return children[first : first + _WIDTH]


def is_cataphoric(sentence: Sentence, token: int, *, plural: bool) -> bool:
    """Whether a fronted pronoun may mean the subject that follows: "In *her* book, Okafor ..."."""
    place = token
    for _ in range(_DEPTH):
        above = sentence.heads[place]
        if above == place:
            return False
        if above > token and sentence.deps[place] in {"advcl", "prep", "ccomp"}:
            for child in children_after(sentence, above, token):
                tag = sentence.tags[child]
                if sentence.deps[child] in _SUBJECTS and tag in NOUN_TAGS:
                    return (tag in {"NNS", "NNPS"}) is plural or tag in {"NNP", "NNPS"}
        place = above
    return False


def find_who(sentence: Sentence, token: int) -> int | None:
    """Return the noun of the nearest clause with "who" around a token: "a clerk who said *she*"."""
    place = token
    for _ in range(_DEPTH):
        above = sentence.heads[place]
        if above == place:
            return None
        if sentence.deps[place] == "relcl" and any(
            sentence.tags[child] == "WP" for child in sentence.children[place][:_WIDTH]
        ):
            return above
        place = above
    return None
