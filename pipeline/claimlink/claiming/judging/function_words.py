"""The function words that signals look for, by label: "will", "than", "if", "$"."""

from __future__ import annotations

from collections.abc import Mapping

from claimlink.packs import Lexicon

_FUNCTION_WORDS = (
    "be",
    "have",
    "will",
    "first",
    "second",
    "this",
    "indefinite",
    "if",
    "than",
    "most",
    "uncompared",
    "degree",
    "money",
    "percent",
    "other",
    "reworded",
)

FunctionWords = Mapping[str, frozenset[str]]


def function_words(lexicon: Lexicon) -> FunctionWords:
    """Return the forms of each label, none where the lexicon has no such row."""
    return {label: lexicon.forms.get(label, frozenset()) for label in _FUNCTION_WORDS}
