"""Numbers that are no quantities: places in a text, codes, formulas, pronouns, parts of names.

Of what stands in a formula only the size of a sample is a quantity: "n = 12" is the value 12,
"p < 0.05", "P(x > 0) = 0.96" and "t + 1" are none, unless a unit follows ("d = 5 km").
"""

from __future__ import annotations

import re

from claimlink.claiming.quantities.counted import counts_plural
from claimlink.claiming.quantities.rules import QuantityRules
from claimlink.claiming.times.rules import PatternRow
from claimlink.claiming.times.text import View
from claimlink.packs import Rule
from claimlink.parsing import Sentence

#: Characters before a number that are searched for words that refuse it.
REACH = 32
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘]{1,20})\s{0,3}$")
_FIRST_TWO = re.compile(r"\w{1,20}\s{1,3}\w{1,20}")
#: Between the numbers of a list: "codes 150, 151 and 152".
_LISTED = re.compile(r"\s?(?:,|;|and|or|to|through|&|[-–—])?\s?(?:and\s|or\s)?")
_GLUE = frozenset("-–‐‑—/:.,'’#&@_^")
_DASHES = "-–‐‑—/:"
_STOPS = frozenset(").;]")


def is_glued(view: View, start: int) -> bool:
    """Whether a number is the rest of a longer sign: the 1 of "3-1", the 19 of "COVID-19"."""
    return start > 1 and view.lower[start - 1] in _GLUE and view.lower[start - 2].isalnum()


def refusal(
    view: View,
    hit: re.Match[str],
    row: PatternRow,
    rules: QuantityRules,
) -> Rule | None:
    """Return the row that says that a number is none: "Article 12", "p < 0.05", "one day"."""
    start = max(0, hit.start() - REACH)
    word = _LAST_WORD.search(view.lower, start, hit.start())
    previous = "" if word is None else word.group(1)
    if row.label == "half":
        return rules.word("half_ordinal", previous)
    if row.label not in ("count", "range"):
        return None
    phrase = _FIRST_TWO.match(view.lower, hit.start())
    words = [] if phrase is None else phrase.group().split()
    idiom = rules.word("idiom", " ".join(words))
    if idiom is not None:
        return idiom
    if words and is_one(words[0], rules):
        return rules.word("pronoun", previous)
    locator = rules.word("locator", previous)
    if locator is not None:
        capital = view.raw[word.start(1)].isupper() if word is not None else False
        counts = not capital and counts_plural(view.sentence, view.token_at(hit.end() - 1))
        return None if counts and previous.isalpha() else locator
    return _formula(view, hit, rules)


def _formula(view: View, hit: re.Match[str], rules: QuantityRules) -> Rule | None:
    """Return the row of the signs before a number that make it part of a formula or reference."""
    groups = hit.re.groupindex
    if any(name in groups and hit.group(name) for name in ("unit", "sign")):
        return None
    before = view.raw[max(0, hit.start() - REACH) : hit.start()]
    after = view.lower[hit.end() : hit.end() + 1]
    for row in rules.contexts:
        if row.label == "stopped_after" and after and after not in _STOPS:
            continue
        if row.search(before) is not None:
            return row
    return None


def goes_on(view: View, end: int, start: int) -> bool:
    """Whether a number at ``start`` continues the list that a refused one ended at ``end``."""
    if not 0 < end <= start <= end + REACH:
        return False
    return _LISTED.fullmatch(view.lower, end, start) is not None


def is_uncounted(view: View, hit: re.Match[str], rules: QuantityRules) -> bool:
    """Whether a bare number counts nothing: a list's number, part of a name, a pronoun."""
    token = view.token_at(hit.start())
    if is_one(hit.group(), rules) and _is_pronoun(view.sentence, token):
        return True
    return _is_label(view, hit) or _names(view.sentence, token)


def _is_label(view: View, hit: re.Match[str]) -> bool:
    """Whether a number stands alone in brackets or opens the sentence as a list's number does."""
    after = view.lower[hit.end() : hit.end() + 1]
    opening = view.lower[hit.start() - 1 : hit.start()] if hit.start() else ""
    if opening and opening in "([" and after and after in ")]":
        return True
    if hit.start() == 0 and after and after in ".)":
        return True
    return bool(after) and after in _DASHES and view.lower[hit.end() + 1 : hit.end() + 2].isalnum()


def _names(sentence: Sentence, token: int) -> bool:
    """Whether a number is part of a name: "Web 2.0", "Boeing 747", not "In Kenya 300 people"."""
    before = token - 1
    if before < 0 or not sentence.spaced[before]:
        return False
    if not (sentence.tags[before].startswith("NN") and sentence.words[before][0].isupper()):
        return False
    head, own = sentence.heads[before], sentence.heads[token]
    joined = head in (token, own) or own == before
    return (joined and sentence.tags[before].startswith("NNP")) or own == before


def is_one(form: str, rules: QuantityRules) -> bool:
    """Whether a word is the number one, which is often a pronoun."""
    row = rules.word("cardinal", form)
    return row is not None and row.weight == 1


def _is_pronoun(sentence: Sentence, token: int) -> bool:
    """Whether "one" stands for a person or thing: "no one", "one of them", "the one that"."""
    head = sentence.heads[token]
    return not (sentence.tags[head].startswith("NN") and head == token + 1)
