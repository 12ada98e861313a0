"""Signals of a clause's form: question, call, condition, frame, length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.defining import find_class, find_defined
from claimlink.claiming.judging.function_words import FunctionWords
from claimlink.claiming.judging.reach import reach_of
from claimlink.claiming.trees import FINITE_TAGS, SUBJECTS, VERB_TAGS, is_finite
from claimlink.parsing import Sentence

# Words of a clause: from and to.
_LENGTHS = {"short": (0, 5), "long": (15, 10**6)}
# Predicates above the clause's own that may frame it.
_STEPS_UP = 12
# Tokens of ", that is to say,".
_REWORDING = 6


def read_form(
    clause: Clause, tokens: Sequence[int], found: Mapping[str, int | None], forms: FunctionWords
) -> dict[str, int | None]:
    """Return the signals of a clause's form, each with the token that shows it.

    ``found`` are the signals of its tense and subject.
    """
    sentence, head = clause.sentence, clause.head
    signals: dict[str, int | None] = {}
    if sentence.words[-1] == "?" or "?" in sentence.words[-2:]:
        signals["question"] = len(sentence) - 1
    if "!" in sentence.words[-2:]:
        signals["exclamation"] = len(sentence) - 1
    if sentence.tags[head] not in VERB_TAGS and not any(
        sentence.tags[t] in FINITE_TAGS for t in tokens
    ):
        signals["no_verb"] = head
    if _is_imperative(sentence, clause):
        signals["imperative"] = head
    signals |= _condition(clause, found, forms)
    if sentence.tags[0] == "CC":
        signals["opening_conjunction"] = 0
    if "copula" in found and any(
        sentence.deps[c] == "acomp" and sentence.tags[c] in {"JJ", "JJR"}
        for c in sentence.children[head]
    ):
        signals["predicate_adjective"] = head
    if "copula" not in found and _is_reworded(sentence, head, tokens, forms):
        signals["reworded"] = tokens[0]
    if _is_framed(clause, forms):
        signals["framed_by_first"] = None
    defined = find_defined(clause, tokens, found, forms)
    if defined is not None:
        signals["defining"] = defined
    if {"copula", "present", "generic_subject"} <= found.keys():
        signals |= find_class(sentence, head, forms)
    count = sum(1 for t in tokens if sentence.words[t][:1].isalnum())
    for name, (least, most) in _LENGTHS.items():
        if least <= count <= most:
            signals[name] = None
    return signals


def _is_reworded(
    sentence: Sentence, head: int, tokens: Sequence[int], forms: FunctionWords
) -> bool:
    """Whether a participle says in other words what a term means: "care, that is, *feeding*"."""
    if sentence.tags[head] not in {"VBG", "VBN"} or not tokens or is_finite(sentence, head):
        return False
    before = " ".join(sentence.lower[max(0, tokens[0] - _REWORDING) : tokens[0]])
    return any(before.rstrip(" ,").endswith(", " + words) for words in forms["reworded"])


def _condition(
    clause: Clause, found: Mapping[str, int | None], forms: FunctionWords
) -> dict[str, int | None]:
    """Return the signals of a condition near the clause: "*if* it rains, the lake will rise"."""
    sentence = clause.sentence
    for token in range(*reach_of(clause)):
        if (
            sentence.lower[token] in forms["if"]
            and sentence.deps[token] == "mark"
            and sentence.deps[sentence.heads[token]] == "advcl"
        ):
            personal = {"first_person", "second_person"} & found.keys()
            signals: dict[str, int | None] = {"if_clause": token}
            if "future" in found and not personal:
                signals["conditional_future"] = token
            return signals
    return {}


def _is_framed(clause: Clause, forms: FunctionWords) -> bool:
    """Whether a predicate above the clause's has a subject of the first person: "I want ..."."""
    sentence, token = clause.sentence, clause.head
    for _ in range(_STEPS_UP):
        above = sentence.heads[token]
        if above == token:
            return False
        token = above
        if any(
            sentence.deps[c] in SUBJECTS and sentence.lower[c] in forms["first"]
            for c in sentence.children[token]
        ):
            return True
    return False


def _is_imperative(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause is a call: a bare verb without subject and helper, at its beginning."""
    head = clause.head
    if sentence.tags[head] not in {"VB", "VBP"} or sentence.deps[head] not in {"ROOT", "conj"}:
        return False
    children = sentence.children[head]
    if any(sentence.deps[c] in SUBJECTS for c in children):
        return False
    if any(
        sentence.deps[c] == "aux" and sentence.lower[c] not in {"do", "don't"} for c in children
    ):
        return False
    if sentence.deps[head] == "conj":
        return clause.subject is None and sentence.tags[sentence.heads[head]] == "VB"
    before = [t for t in range(head) if sentence.words[t][:1].isalnum()]
    # An acronym that opens a headline ("NATO plans to ...") is no call, whatever its tag.
    acronym = len(sentence.words[head]) > 1 and sentence.words[head].isupper()
    return len(before) <= 4 and sentence.tags[head] == "VB" and not acronym
