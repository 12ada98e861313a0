"""The quantity rules of a language pack, compiled; patterns are written as in ``time_rules``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claimlink.claiming.times.rules import (
    NUMBERS,
    Rows,
    Words,
    alternation,
    compile_rows,
    openers_of,
    words_by_label,
)
from claimlink.packs import LanguagePack, Pattern, Term

LEXICONS = (NUMBERS, "quantity_units", "quantity_comparators", "quantity_words")
PATTERNS, CONTEXTS = "quantity_patterns", "quantity_contexts"
#: Labels of number words one of which stands in every quantity without a digit; "one" is left out,
#: being a pronoun in most sentences, and found where another is.
_ANCHORS = ("cardinal", "tens", "multiplier", "plural", "fraction", "half", "factor")
#: Labels of words before a number that compare; those of the second may be prepositions.
COMPARING = ("before", "before_unless_preposition")


@dataclass(frozen=True)
class QuantityRules:
    """All quantity rules of a pack.

    ``anchors`` are words one of which stands in every quantity without a digit, ``openers`` those
    with which one may begin; ``comparing``
    finds a comparator that ends where the number begins; ``contexts`` find what refuses the number
    that they end at; ``measures`` are all rows of a unit's form, first in the file first.  The last
    of the ``rows`` is the plain count, tried where an earlier row's words turn out to be none.
    """

    anchors: frozenset[str]
    openers: frozenset[str]
    finder: re.Pattern[str]
    comparing: re.Pattern[str]
    contexts: Sequence[Pattern]
    measures: Mapping[str, tuple[Term, ...]]
    rows: Rows
    words: Words

    def word(self, label: str, form: str) -> Term | None:
        """Return the lexicon row of a form as it stands in the text, None where there is none."""
        return self.words.get(label, {}).get(" ".join(form.lower().split()))


@dataclass(frozen=True)
class _Key:
    digest: str
    pack: LanguagePack = field(compare=False)


def quantity_rules(pack: LanguagePack) -> QuantityRules:
    """Return the compiled quantity rules of a pack.

    Raises:
        PackError: a pattern names a label that no lexicon has, or does not compile.
    """
    return _compile(_Key(pack.digest, pack))


@lru_cache(maxsize=8)
def _compile(key: _Key) -> QuantityRules:
    words = words_by_label(key.pack, LEXICONS)
    patterns = key.pack.pattern_rows(PATTERNS)
    finder, rows = compile_rows(patterns, words)
    forms = [alternation(words, label) for label in COMPARING if label in words]
    comparing = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})\s{{0,3}}$" if forms else r"(?!)")
    anchors = {form for label in _ANCHORS for form in words.get(label, ())}
    contexts = key.pack.pattern_rows(CONTEXTS)
    measures: dict[str, tuple[Term, ...]] = {}
    for row in key.pack.lexicon("quantity_units").rows:
        if row.label == "measure":
            for form in row.terms:
                measures[form] = (*measures.get(form, ()), row)
    return QuantityRules(
        frozenset(anchors),
        openers_of(patterns, words),
        finder,
        comparing,
        contexts,
        measures,
        rows,
        words,
    )


def symbol_of(row: Term) -> str:
    """Return what a row of the units or comparators stands for: the third part of its id.

    The id of such a row is file, label, symbol and, where the symbol is not unique, a number.
    """
    return row.id.split(".")[2]
