"""Signals of a definition: what a kind is said to be, and the class it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.function_words import FunctionWords
from claimlink.parsing import Sentence

# How deep the clause that defines may hang: "a state (of (living (where ...)))".
_OF_STEPS = 4


def find_defined(
    clause: Clause, tokens: Sequence[int], found: Mapping[str, int | None], forms: FunctionWords
) -> int | None:
    """Return the noun by which a kind is defined: "a levy is a *charge* that states raise"."""
    sentence = clause.sentence
    if not {"copula", "present", "generic_subject"} <= found.keys():
        return None
    if any(c.isdigit() for token in tokens for c in sentence.words[token]):
        return None
    named = found["generic_subject"]
    one = named is not None and any(sentence.deps[c] == "det" for c in sentence.children[named])
    for child in sentence.children[clause.head]:
        if sentence.deps[child] != "attr" or sentence.tags[child] not in {"NN", "NNS"}:
            continue
        # "Smartphones are the source" says something of them, "a queue is the list" defines it.
        if not one and any(
            sentence.deps[c] == "det" and sentence.lower[c] not in forms["indefinite"]
            for c in sentence.children[child]
        ):
            continue
        if _is_specified(sentence, child):
            return child
    return None


def find_class(sentence: Sentence, head: int, forms: FunctionWords) -> dict[str, int | None]:
    """Return the signal of a class that a kind belongs to: "walking is *a form*"."""
    for child in sentence.children[head]:
        if sentence.deps[child] == "attr" and any(
            sentence.deps[c] == "det" and sentence.lower[c] in forms["indefinite"]
            for c in sentence.children[child]
        ):
            return {"indefinite_class": child}
    return {}


def _is_specified(sentence: Sentence, noun: int) -> bool:
    """Whether a clause says which: on the noun or on one that "of" or "from" hangs on it."""
    level = [noun]
    for _ in range(_OF_STEPS):
        below = [c for token in level for c in sentence.children[token]]
        if any(_specifies(sentence, c) for c in below):
            return True
        level = [c for c in below if sentence.deps[c] in {"prep", "pobj", "conj", "pcomp"}]
    return False


def _specifies(sentence: Sentence, token: int) -> bool:
    """Whether a word heads a clause that says which: "living *where people can ...*"."""
    if sentence.deps[token] == "advcl":
        return any(sentence.tags[child] == "WRB" for child in sentence.children[token])
    return sentence.deps[token] in {"relcl", "acl"} and sentence.tags[token] != "VB"
