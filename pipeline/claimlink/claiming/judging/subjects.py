"""Signals of a clause's subject: person, name, kind; and the entities at its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.function_words import FunctionWords
from claimlink.parsing import EntitySpan, Sentence

_PRONOUN_TAGS = frozenset({"PRP", "DT", "WDT", "WP", "EX"})

# Marks that end a name: the tokenizer cuts "C#" in two.
_MARKED = frozenset({"#", "+", "++", "™", "®"})
# Marks that build words out of others: "COVID-19-positive" is spelt oddly for another reason.
_JOINTS = frozenset({"-", "–", "/", "'", "’", "."})

# Labels of entities that name nobody and nothing.
_AMOUNTS = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})


def read_subject(clause: Clause, forms: FunctionWords) -> dict[str, int | None]:
    """Return the signals of a subject, each with its token; those of none have no token."""
    sentence, subject = clause.sentence, subject_of(clause)
    if subject is None:
        return {"no_subject": None}
    word, tag = sentence.lower[subject], sentence.tags[subject]
    signals: dict[str, int | None] = {}
    if word in forms["first"]:
        signals["first_person"] = subject
    elif word in forms["second"]:
        signals["second_person"] = subject
    elif tag in _PRONOUN_TAGS:
        signals["pronoun_subject"] = subject
    elif tag in {"NNP", "NNPS"} or _is_in_entity(sentence, subject) or _is_odd(sentence, subject):
        signals["named_subject"] = subject
    elif _is_generic(sentence, subject, forms):
        signals["generic_subject"] = subject
    if word in forms["this"] or any(
        sentence.deps[c] == "det" and sentence.lower[c] in forms["this"]
        for c in sentence.children[subject]
    ):
        signals["demonstrative_subject"] = subject
    return signals


def _is_odd(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is spelt as only names are: "C#", "ThinkPad", "B12"; "DNA" may be a kind."""
    word = sentence.words[noun]
    if word in _MARKED:
        return True
    letters = [char for char in word if char.isalpha()]
    if not letters or any(char in _JOINTS for char in word):
        return False
    inner = any(char.isupper() for char in letters[1:]) and any(c.islower() for c in letters)
    return (inner and not word.endswith("s")) or any(char.isdigit() for char in word)


def _is_in_entity(sentence: Sentence, token: int) -> bool:
    entity = entity_at(sentence, token)
    # "Half of them", "the 1960s": what the model marks as a number or a time is no name.
    return entity is not None and entity.label not in _AMOUNTS


def entity_at(sentence: Sentence, token: int) -> EntitySpan | None:
    """Return the entity that a token belongs to, None where it belongs to none."""
    after = bisect_right(sentence.entities, token, key=lambda entity: entity.token_start)
    if after == 0 or token >= sentence.entities[after - 1].token_end:
        return None
    return sentence.entities[after - 1]


def subject_of(clause: Clause) -> int | None:
    """Return the subject's token, that of a relative clause being the noun it belongs to."""
    sentence, subject = clause.sentence, clause.subject
    if subject is None or sentence.tags[subject] not in {"WDT", "WP"}:
        return subject
    return sentence.heads[clause.head] if sentence.deps[clause.head] == "relcl" else subject


def _is_generic(sentence: Sentence, noun: int, forms: FunctionWords) -> bool:
    """Whether a noun names a kind: no determiner, or "a", and no name, number or possessor.

    "Other uses" are some that are left.
    """
    if sentence.tags[noun] not in {"NN", "NNS", "VBG"}:
        return False
    for child in sentence.children[noun]:
        if sentence.deps[child] in {"poss", "nummod"} or sentence.lower[child] in forms["other"]:
            return False
        if sentence.deps[child] == "det" and sentence.lower[child] not in forms["indefinite"]:
            return False
    return True


def entities_in(entities: Sequence[EntitySpan], tokens: Sequence[int]) -> list[EntitySpan]:
    """Return the entities that begin at one of the tokens; both are sorted."""
    if not tokens:
        return []
    inside = frozenset(tokens)
    first = bisect_left(entities, tokens[0], key=lambda entity: entity.token_start)
    found: list[EntitySpan] = []
    for index in range(first, len(entities)):
        if entities[index].token_start > tokens[-1]:
            break
        if entities[index].token_start in inside:
            found.append(entities[index])
    return found
