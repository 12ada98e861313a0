"""An "it" that stands for nothing, or for all that was said.

Source: Lappin & Leass 1994, section 2.1.1, for the forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.antecedents.binding import children_after
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.parsing import Sentence

# What announces the clause that "it" stands for, below a verb and below its complement.
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass"})
_BELOW = frozenset({"ccomp", "xcomp", "acl", "relcl"})
_TIMES = frozenset({"DATE", "TIME"})


def is_expletive(sentence: Sentence, token: int, rules: AntecedentRules) -> bool:
    """Whether "it" stands for nothing: "it is difficult to say", "it rained", "made it a crime"."""
    if rules.form("it", sentence.lower[token]) is None or sentence.tags[token] != "PRP":
        return False
    if sentence.deps[token] == "expl" or _is_small_clause(sentence, token, rules):
        return True
    verb = sentence.heads[token]
    if sentence.deps[token] == "dobj":
        return rules.form("idle_object", sentence.lower[verb]) is not None  # "as he puts it"
    if sentence.deps[token] == "nsubjpass":
        return bool(_deps_after(sentence, verb, token) & _CLAUSES)
    if sentence.deps[token] != "nsubj":
        return False
    if rules.form("weather", sentence.lower[verb]) is not None:
        return True
    if rules.form("expletive_verb", sentence.lower[verb]) is not None:
        return bool(_deps_after(sentence, verb, token) & (_CLAUSES | {"advcl"})) or any(
            _has_clause(sentence, child)  # "it falls to the *court* to decide"
            for child in children_after(sentence, verb, token)
            if sentence.deps[child] in {"prep", "dobj", "acomp", "oprd", "attr"}
        )
    if rules.form("copula", sentence.lower[verb]) is None:
        return False
    return _is_announcing(sentence, verb, token) or _is_of_time(sentence, verb, token, rules)


def _deps_after(sentence: Sentence, verb: int, token: int) -> set[str]:
    return {sentence.deps[child] for child in children_after(sentence, verb, token)}


def _is_small_clause(sentence: Sentence, token: int, rules: AntecedentRules) -> bool:
    """Whether a verb takes "it" with what it is made: "made *it* a crime", "find *it* hard"."""
    before = sentence.lower[token - 1] if token else ""
    row = rules.form("expletive_object", before)
    behind = sentence.tags[token + 1] if token + 1 < len(sentence) else ""
    return row is not None and behind in {"JJ", "JJR", "JJS", "RB", "RBR", "RBS", "DT", "PRP$"}


def _is_announcing(sentence: Sentence, verb: int, token: int) -> bool:
    """Whether a copula or what it says announces a clause: "it is a shame *that* rents rose"."""
    for child in children_after(sentence, verb, token):
        dep = sentence.deps[child]
        if dep in _CLAUSES:
            return True
        if dep == "advcl" and _is_infinitive(sentence, child):
            return True
        if dep in {"acomp", "attr", "prep"} and _has_clause(sentence, child):
            return True
    return False


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tags[child] == "TO" for child in sentence.children[verb])


def _has_clause(sentence: Sentence, above: int) -> bool:
    """Whether a clause hangs on a complement or on its noun: "of *concern* that rents rose"."""
    below: Sequence[int] = sentence.children[above]
    nouns = [child for child in below if sentence.deps[child] == "pobj"]
    return any(
        sentence.deps[child] in _BELOW and child > above
        for place in (above, *nouns)
        for child in sentence.children[place]
    )


def _is_of_time(sentence: Sentence, verb: int, token: int, rules: AntecedentRules) -> bool:
    """Whether a copula tells the time or the weather: "it was *2010*", "it was *dark*"."""
    for child in children_after(sentence, verb, token):
        if sentence.deps[child] not in {"attr", "acomp", "npadvmod", "advmod"}:
            continue
        if rules.form("weather", sentence.lower[child]) is not None:
            return True
        if sentence.deps[child] == "attr" and any(
            entity.label in _TIMES and entity.token_start <= child < entity.token_end
            for entity in sentence.entities
        ):
            return True
    return False


def is_of_a_whole(sentence: Sentence, token: int, rules: AntecedentRules) -> bool:
    """Whether "it" stands for all that was said: "it was not for this reason", "it is Halik"."""
    verb = sentence.heads[token]
    if sentence.deps[token] != "nsubj" or rules.form("it", sentence.lower[token]) is None:
        return False
    if rules.form("copula", sentence.lower[verb]) is None:
        return False
    deps = {sentence.deps[child] for child in children_after(sentence, verb, verb)}
    if deps & {"attr", "acomp"}:
        return any(
            entity.label == "PERSON" and sentence.heads[entity.token_end - 1] == verb
            for entity in sentence.entities
        )
    return "prep" in deps
