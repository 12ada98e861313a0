"""Quantities of an article's prose: numbers as numbers, with comparator, unit and what is counted.

A quantity runs from the words that compare ("at least", "nearly") through the number to its unit,
currency or percent sign; the counted noun stands in ``of``.  Dates, ordinals, years, the numbers
of articles, pages and models ("Article 12", "G20", "COVID-19") are none.

Round words are read so that they claim least: "a few hundred" and "several hundred" are about 300,
"dozens" at least 24, "tens of thousands" at least 20,000.  A part of a whole ("nearly half", "one
in five") has the unit ``share`` and a value between 0 and 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimlink.claiming.quantities.counted import counted_noun
from claimlink.claiming.quantities.numbers import Number, read_number
from claimlink.claiming.quantities.rules import COMPARING, QuantityRules, quantity_rules, symbol_of
from claimlink.claiming.times.rules import PatternRow
from claimlink.claiming.times.text import View, starts_near, view_of
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence
from claimlink.records import Comparator, Quantity, TimeMention

SHARE, TIMES = "share", "times"
#: Numbers of a share that is told as "N in M" lie below this: "2 in 2019" is no share.
LARGEST_WHOLE = 1000
#: The plural of a number word means two of it at least: "dozens", "hundreds".
PLURAL = 2
#: Characters before a number that are searched for a comparator; longer than the longest.
_REACH = 32
#: Tokens from the first of a number to its first anchor: "a couple of hundred".
_TOKENS = 4
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘]{1,20})\s{0,3}$")
_FIRST_TWO = re.compile(r"\w{1,20}\s{1,3}\w{1,20}")
_LETTER = re.compile(r"[^\W\d_]")
_LEADING = re.compile(r"[\d.,\u00a0\u202f]*\d")
_GLUE = frozenset("-–—/:.,'’#&@_^")
_SYMBOLS: Mapping[str, Comparator] = {
    "=": "=",
    ">=": ">=",
    ">": ">",
    "<=": "<=",
    "<": "<",
    "~": "~",
}


@dataclass(frozen=True)
class FoundQuantity:
    """A quantity with the rows that found it: the pattern first, then the words it used.

    ``quantity`` is None where the last row says that the number is no quantity.
    """

    quantity: Quantity | None
    rules: tuple[str, ...]


@dataclass(frozen=True)
class _Amount:
    """What the number itself says, before comparator and counted noun."""

    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="
    rows: tuple[Term, ...] = ()


def find_quantities(
    sentences: Sequence[Sentence],
    text: str,
    times: Sequence[TimeMention],
    pack: LanguagePack,
) -> list[Quantity]:
    """Return every quantity of the prose, in order, not overlapping.

    ``sentences`` and ``times`` are an article's, in order; a number inside a time expression is
    no quantity.  ``unit`` is an ISO 4217 code, an SI symbol, ``%``, ``percentage point``,
    ``share`` or ``times``; None where things are counted.
    """
    found = explain_quantities(sentences, text, times, pack)
    return [one.quantity for one in found if one.quantity is not None]


def explain_quantities(
    sentences: Sequence[Sentence],
    text: str,
    times: Sequence[TimeMention],
    pack: LanguagePack,
) -> list[FoundQuantity]:
    """Return what :func:`find_quantities` returns, each with the ids of its rows."""
    rules = quantity_rules(pack)
    found: list[FoundQuantity] = []
    time_starts = [time.start for time in times]
    for sentence in sentences:
        starts = starts_near(sentence, rules.anchors, _TOKENS)
        if not starts:
            continue
        first = bisect_left(time_starts, sentence.start)
        taken = times[first : bisect_left(time_starts, sentence.end)]
        found.extend(_in_sentence(view_of(sentence, text), starts, taken, rules))
    return found


def _in_sentence(
    view: View,
    starts: Sequence[int],
    taken: Sequence[TimeMention],
    rules: QuantityRules,
) -> Iterator[FoundQuantity]:
    """Yield the quantities of one sentence and the numbers that a row refuses."""
    free = passed = 0
    for token in starts:
        at = view.sentence.starts[token] - view.start
        hit = rules.finder.match(view.lower, at) if at >= free else None
        if hit is None or _is_glued(view, at):
            continue
        while passed < len(taken) and taken[passed].end <= view.start + at:
            passed += 1
        if passed < len(taken) and taken[passed].start < view.start + hit.end():
            continue
        row = rules.rows[int((hit.lastgroup or "r0")[1:])]
        refusal = _refusal(view, hit, row, rules)
        if refusal is not None:
            yield FoundQuantity(None, (row.id, refusal.id))
            continue
        exact = row.regex.match(view.lower, at)
        groups = {} if exact is None else exact.groupdict()
        fields = {name: form for name, form in groups.items() if form}
        if _is_counted(view, hit, row, fields, rules):
            amount = _amount(row.label, fields, rules)
            if amount is not None:
                free = hit.end()
                yield _found(view, hit, row, amount, rules)


def _is_glued(view: View, start: int) -> bool:
    """Whether a number is the rest of a longer sign: the 1 of "3-1", the 19 of "COVID-19"."""
    return start > 1 and view.lower[start - 1] in _GLUE and view.lower[start - 2].isalnum()


def _refusal(view: View, hit: re.Match[str], row: PatternRow, rules: QuantityRules) -> Term | None:
    """Return the row of the word before a number that says it is none: "Article 12"."""
    word = _LAST_WORD.search(view.lower, max(0, hit.start() - _REACH), hit.start())
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
    if words and _is_one(words[0], rules):
        return rules.word("pronoun", previous)
    return rules.word("locator", previous)


def _is_counted(
    view: View,
    hit: re.Match[str],
    row: PatternRow,
    fields: Mapping[str, str],
    rules: QuantityRules,
) -> bool:
    """Whether a bare number counts something: no list number, no part of a name, no pronoun."""
    if row.label != "count" or "sign" in fields or "unit" in fields:
        return True
    if _comparator(view, hit.start(), rules) is not None:
        return True
    token = view.token_at(hit.start())
    if _is_one(hit.group(), rules) and _is_pronoun(view.sentence, token):
        return False
    return not _is_label(view, hit) and not _names(view.sentence, token)


def _is_label(view: View, hit: re.Match[str]) -> bool:
    """Whether a number stands alone in brackets or opens the sentence as a list's number does."""
    after = view.lower[hit.end() : hit.end() + 1]
    opening = view.lower[hit.start() - 1 : hit.start()] if hit.start() else ""
    if opening and opening in "([" and after and after in ")]":
        return True
    if hit.start() == 0 and after and after in ".)":
        return True
    return bool(after) and after in "-–—/:" and view.lower[hit.end() + 1 : hit.end() + 2].isalnum()


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


def _is_one(form: str, rules: QuantityRules) -> bool:
    row = rules.word("cardinal", form)
    return row is not None and row.weight == 1


def _is_pronoun(sentence: Sentence, token: int) -> bool:
    """Whether "one" stands for a person or thing: "no one", "one of them", "the one that"."""
    head = sentence.heads[token]
    return not (sentence.tags[head].startswith("NN") and head == token + 1)


def _amount(label: str, fields: Mapping[str, str], rules: QuantityRules) -> _Amount | None:
    rows = [
        row
        for name, lexicon_label in _FIELDS.items()
        if name in fields and (row := rules.word(lexicon_label, fields[name])) is not None
    ]
    first = read_number(fields["number"], rules) if "number" in fields else Number(Decimal(1))
    second = read_number(fields["number2"], rules) if "number2" in fields else None
    if first is None or (second is None and "number2" in fields):
        return None
    shape = _shaped(label, fields, first, None if second is None else second.value, rules)
    if shape is None:
        return None
    value, upper, unit, comparator = shape
    if unit is None:
        unit = next((symbol_of(row) for row in rows if row.label in ("measure", "sign")), None)
    told = (*first.rows, *(() if second is None else second.rows))
    return _Amount(value, upper, unit, comparator, (*told, *rows))


#: Fields that hold one form of a lexicon, with its label there.
_FIELDS: Mapping[str, str] = {
    "fraction": "fraction",
    "half": "half",
    "factor": "factor",
    "plural": "plural",
    "plural2": "plural",
    "sign": "sign",
    "unit": "measure",
    "after": "after",
}

Shape = tuple[Decimal, Decimal | None, str | None, Comparator]


def _shaped(
    label: str,
    fields: Mapping[str, str],
    number: Number,
    second: Decimal | None,
    rules: QuantityRules,
) -> Shape | None:
    """Return value, upper end, unit and comparator that a kind of expression gives."""
    first = number.value
    if label == "range" and second is not None:
        return _range(first, second, fields)
    if label == "ratio" and second is not None:
        proper = first <= second and 1 < second <= LARGEST_WHOLE
        return (first / second, None, SHARE, "=") if proper else None
    if label == "part":
        return first / _weight(rules, "fraction", fields["fraction"]), None, None, "="
    if label == "fraction":
        return first / _weight(rules, "fraction", fields["fraction"]), None, SHARE, "="
    if label == "half":
        return Decimal(1) / _weight(rules, "half", fields["half"]), None, SHARE, "="
    if label == "factor":
        return _weight(rules, "factor", fields["factor"]), None, TIMES, "="
    if label == "plural":
        value = PLURAL * _weight(rules, "plural", fields["plural"])
        return value * _weight(rules, "plural", fields.get("plural2", "")), None, None, ">="
    after = rules.word("after", fields.get("after", ""))
    if after is not None:
        return first, None, None, _SYMBOLS[symbol_of(after)]
    return first, None, None, "~" if any(row.label == "loose" for row in number.rows) else "="


def _weight(rules: QuantityRules, label: str, form: str) -> Decimal:
    """Return the number a word stands for, 1 where it has none."""
    row = rules.word(label, form)
    return Decimal(1 if row is None or row.weight is None else int(row.weight))


def _range(first: Decimal, second: Decimal, fields: Mapping[str, str]) -> Shape | None:
    """Return a range; "50–87 million" lends its million to the first number."""
    bare = _LETTER.search(fields["number"]) is None
    if bare and _LETTER.search(fields["number2"]) is not None:
        first *= _scale_of(fields["number2"], second)
    return (first, second, None, "=") if first < second else None


def _scale_of(form: str, value: Decimal) -> Decimal:
    """Return by how much the words after the digits of a number multiply it."""
    digits = _LEADING.match(form)
    plain = Decimal(0 if digits is None else re.sub(r"[,\u00a0\u202f]", "", digits.group()))
    return value / plain if plain else Decimal(1)


def _found(
    view: View, hit: re.Match[str], row: PatternRow, amount: _Amount, rules: QuantityRules
) -> FoundQuantity:
    start, comparator, used = hit.start(), amount.comparator, [row.id, *(r.id for r in amount.rows)]
    compared = _comparator(view, start, rules)
    if compared is not None:
        start, term = compared
        comparator = _SYMBOLS[symbol_of(term)]
        used.append(term.id)
    first, last = view.token_at(hit.start()), view.token_at(hit.end() - 1)
    unit = amount.unit
    counted = counted_noun(view.sentence, first, last, has_unit=unit not in (None, SHARE))
    quantity = Quantity(
        start=view.start + start,
        end=view.start + hit.end(),
        text=view.raw[start : hit.end()],
        value=float(amount.value),
        upper=None if amount.upper is None else float(amount.upper),
        comparator=comparator,
        unit=unit,
        of=counted,
    )
    return FoundQuantity(quantity, tuple(used))


def _comparator(view: View, start: int, rules: QuantityRules) -> tuple[int, Term] | None:
    """Return where the comparator right before a number begins, and its row."""
    hit = rules.comparing.search(view.lower[max(0, start - _REACH) : start])
    if hit is None:
        return None
    place = max(0, start - _REACH) + hit.start()
    for label in COMPARING:
        row = rules.word(label, hit.group())
        if row is None:
            continue
        if label != "before" and _is_particle(view.sentence, view.token_at(place)):
            return None
        return place, row
    return None


def _is_particle(sentence: Sentence, token: int) -> bool:
    """Whether a word goes with what stands before it: "argued over 13 plans", "came up to 30"."""
    role = sentence.deps[token]
    return role in ("prep", "prt", "mark") or (role == "advmod" and sentence.heads[token] < token)
