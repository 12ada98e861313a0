"""Signals of a predicate: tense, mood, voice and copula."""

from __future__ import annotations

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.function_words import FunctionWords
from claimlink.claiming.trees import FINITE_TAGS, VERB_TAGS


def read_tense(clause: Clause, forms: FunctionWords) -> dict[str, int | None]:
    """Return the signals of a predicate, each with the token that shows it."""
    sentence, head = clause.sentence, clause.head
    tag = sentence.tags[head]
    helpers = [c for c in sentence.children[head] if sentence.deps[c] in {"aux", "auxpass"}]
    if not helpers and sentence.deps[head] == "conj" and tag in VERB_TAGS - FINITE_TAGS:
        before = sentence.heads[head]
        helpers = [c for c in sentence.children[before] if sentence.deps[c] in {"aux", "auxpass"}]
        if not helpers and tag == "VB":
            # "It closed the works and *set* up kitchens": some verbs have one form for all.
            tag = sentence.tags[before]
    words = {sentence.lower[c]: c for c in helpers}
    finite = next((c for c in helpers if sentence.tags[c] in FINITE_TAGS), None)
    found: dict[str, int | None] = {}
    if words.keys() & forms["will"]:
        found["future"] = min(words[w] for w in words.keys() & forms["will"])
    elif finite is not None and sentence.tags[finite] == "MD":
        found["modal"] = finite
    elif words.keys() & forms["have"] and tag in {"VBN", "VBD"}:
        found["perfect"] = head
    elif "VBD" in {tag, *([] if finite is None else [sentence.tags[finite]])}:
        found["past"] = head
    elif tag in {"VBP", "VBZ"} or finite is not None:
        found["present"] = head
    if any(sentence.deps[c] == "auxpass" for c in helpers):
        found["passive"] = head
    if tag == "VBG" and words.keys() & forms["be"]:
        found["progressive"] = head
    if sentence.lower[head] in forms["be"] and sentence.deps[head] not in {"aux", "auxpass"}:
        found["copula"] = head
    if tag == "VBN" and not helpers:
        found["past"] = head
    return found
