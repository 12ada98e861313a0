"""Signals of a clause's words: comparison, numbers, money, names and persons."""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.function_words import FunctionWords
from claimlink.claiming.judging.subjects import entities_in
from claimlink.parsing import Sentence

# What a noun is that the clause does not compare: "some *outcomes*", "in *detail*".
_ASIDE = frozenset({"dobj", "pobj", "attr"})


def read_words(
    clause: Clause, tokens: Sequence[int], forms: FunctionWords
) -> dict[str, int | None]:
    """Return the signals of the words of a clause, each with its first token."""
    sentence = clause.sentence
    signals: dict[str, int | None] = {}
    for token in tokens:
        word, tag = sentence.lower[token], sentence.tags[token]
        if _is_compared(sentence, token, forms):
            signals.setdefault(_degree(sentence, token, forms), token)
        elif tag == "CD" and any(c.isdigit() for c in word):
            signals.setdefault("number", token)
        elif tag == "$" or word in forms["money"]:
            signals.setdefault("money", token)
        elif tag in {"NNP", "NNPS"}:
            signals.setdefault("name", token)
        if word in forms["percent"]:
            signals.setdefault("percent", token)
        if word in forms["than"] and not _is_amount(sentence, token + 1):
            signals.setdefault("than", token)
        if word in forms["first"]:
            signals.setdefault("first_word", token)
        if word in forms["second"]:
            signals.setdefault("second_word", token)
    for entity in entities_in(sentence.entities, tokens):
        signals.setdefault(f"entity:{entity.label.lower()}", entity.token_start)
    return signals


def _degree(sentence: Sentence, token: int, forms: FunctionWords) -> str:
    """Return the signal of a comparing word.

    ``comparative_within`` is one that only qualifies an object: "provides *better* data".
    """
    if sentence.tags[token] in {"JJS", "RBS"}:
        return "superlative"
    quality = sentence.heads[token] if sentence.deps[token] == "advmod" else token
    noun = sentence.heads[quality]
    within = sentence.deps[quality] == "amod" and sentence.deps[noun] in _ASIDE
    counts = quality == token and sentence.lower[token] in forms["degree"]
    return "comparative_within" if within and not counts else "comparative"


def _is_compared(sentence: Sentence, token: int, forms: FunctionWords) -> bool:
    """Whether a comparative or superlative compares: not in "more than 40", "at least", "most"."""
    tag, word = sentence.tags[token], sentence.lower[token]
    if tag not in {"JJR", "RBR", "JJS", "RBS"} or word in forms["uncompared"]:
        return False
    if tag in {"JJS", "RBS"} and word in forms["most"]:
        return sentence.tags[token] == "RBS" and sentence.tags[_next(sentence, token)] in {
            "JJ",
            "RB",
            "VBN",
        }
    after = _next(sentence, token)
    return not (sentence.lower[after] in forms["than"] and _is_amount(sentence, after + 1))


def _next(sentence: Sentence, token: int) -> int:
    return min(token + 1, len(sentence) - 1)


def _is_amount(sentence: Sentence, token: int) -> bool:
    """Whether a number stands at a token, or right after its currency or one word before it."""
    for at in range(token, min(token + 3, len(sentence))):
        if sentence.tags[at] != "CD":
            continue
        # "quieter than the old one" compares with a thing.
        digits = any(c.isdigit() for c in sentence.words[at])
        return digits or sentence.tags[at - 1] not in {"DT", "JJ"}
    return False
