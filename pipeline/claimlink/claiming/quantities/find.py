"""Quantities of an article's prose: numbers as numbers, with comparator, unit and what is counted.

A quantity runs from the words that compare ("at least", "nearly") through the number to its unit,
currency or percent sign; the counted noun stands in ``of``.  Dates, ordinals, years, the numbers
of articles, pages and models ("Article 12", "G20", "COVID-19") are none.

Money and units may be told per time: "$1.90 a day" has the unit ``USD/day``.  Counts of two sides
("voted 12 to 9", "a 5-4 ruling") are two quantities, where they fall or a word says so.  Of
formulas only the size of a sample is one (see ``refusals``); "90 ± 50 cm" is about 90.

Round words are read so that they claim least: "a few hundred" and "several hundred" are about 300,
"dozens" at least 24, "tens of thousands" at least 20,000.  A part of a whole ("nearly half", "one
in five") has the unit ``share`` and a value between 0 and 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from claimlink.claiming.quantities.comparators import SYMBOLS, find_comparator
from claimlink.claiming.quantities.counted import counted_noun, counts_plural
from claimlink.claiming.quantities.numbers import SEPARATORS, Number, read_number
from claimlink.claiming.quantities.refusals import goes_on, is_glued, is_uncounted, refusal
from claimlink.claiming.quantities.rules import QuantityRules, quantity_rules, symbol_of
from claimlink.claiming.quantities.units import measure_row, sign_row
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
#: Tokens from the first of a number to its first anchor: "a couple of hundred".
_TOKENS = 4
_LETTER = re.compile(r"[^\W\d_]")
_LEADING = re.compile(r"\d(?:[.,'\s]?\d)*")
#: Tags of a verb that reads like a number: "Baker scores again".
_VERBS = frozenset({"VB", "VBP", "VBZ"})
#: Tokens before and after two numbers that are searched for a word that sets them side by side.
_BESIDE = 6
#: What may stand between two numbers that are counts of two sides.
_DASH = re.compile(r"[–‐‑—-]")


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
    ``share`` or ``times``, "/" and a time where it is told per time; None where things are counted.
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
        starts = starts_near(sentence, rules.anchors, _TOKENS, rules.openers)
        if not starts:
            continue
        first = bisect_left(time_starts, sentence.start)
        taken = times[first : bisect_left(time_starts, sentence.end)]
        found.extend(_in_sentence(view_of(sentence, text), starts, taken, rules))
    return found


@dataclass(frozen=True)
class _Hit:
    """A matched row: its groups in lower case, and where the whole and each of them stands.

    ``used`` are the ids of further rows that decided how it is read.
    """

    row: PatternRow
    match: re.Match[str]
    fields: Mapping[str, str]
    end: int
    used: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return self.match.start()


def _in_sentence(
    view: View,
    starts: Sequence[int],
    taken: Sequence[TimeMention],
    rules: QuantityRules,
) -> Iterator[FoundQuantity]:
    """Yield the quantities of one sentence and the numbers that a row refuses."""
    free = passed = 0
    last: tuple[int, str] = (0, "")
    for token in starts:
        at = view.sentence.starts[token] - view.start
        found = rules.finder.match(view.lower, at) if at >= free else None
        if found is None or is_glued(view, at):
            continue
        while passed < len(taken) and taken[passed].end <= view.start + at:
            passed += 1
        if passed < len(taken) and taken[passed].start < view.start + found.end():
            continue
        hit = _hit(view, at, rules.rows[int((found.lastgroup or "r0")[1:])], rules)
        if hit is None:
            continue
        refused = _refused(view, hit, last, rules)
        if refused is not None:
            free, last = hit.end, (hit.end, refused)
            yield FoundQuantity(None, (hit.row.id, refused))
            continue
        told = list(_told(view, hit, rules))
        free = hit.end if told else free
        yield from told


def _refused(view: View, hit: _Hit, last: tuple[int, str], rules: QuantityRules) -> str | None:
    """Return the id of the row that says that a number is none; ``last`` was refused before."""
    if hit.row.label == "none":
        return hit.row.id
    row = refusal(view, hit.match, hit.row, rules)
    if row is not None:
        return row.id
    bare = hit.row.label == "count" and "unit" not in hit.fields and "sign" not in hit.fields
    if not bare or not goes_on(view, last[0], hit.start):
        return None
    return None if counts_plural(view.sentence, view.token_at(hit.end - 1)) else last[1]


def _hit(view: View, at: int, row: PatternRow, rules: QuantityRules) -> _Hit | None:
    """Read a row's groups where it matched; the plain count where its words are none after all.

    "Try 5" holds no Turkish lira, "5m waves" no millions, "12 CM genes" no centimetres.
    """
    match = row.regex.match(view.lower, at)
    if match is None or view.lower[match.end() : match.end() + 1].isalnum():
        return None
    fields = {name: form for name, form in match.groupdict().items() if form}
    if "sign" in fields and sign_row(view.raw[slice(*match.span("sign"))], rules) is None:
        return None if match.start("sign") == at else _hit(view, at, rules.rows[-1], rules)
    if row.label == "millions" and not _is_millions(view, match, rules):
        plain = _hit(view, at, rules.rows[-1], rules)
        measured = rules.word("dimension", match.group("counted"))
        if plain is None or measured is None:
            return plain
        return replace(plain, used=(measured.id,))
    end = match.end()
    if "unit" in fields:
        after = view.token_at(end - 1) + 1
        counts = after < len(view.sentence) and view.sentence.tags[after] == "NNS"
        written = view.raw[slice(*match.span("unit"))]
        if measure_row(written, rules, counts=counts) is None:
            end = match.start("unit")
            while view.lower[end - 1].isspace() or view.lower[end - 1] == "-":
                end -= 1
            fields = {k: v for k, v in fields.items() if k not in ("unit", "per", "after")}
    return _Hit(row, match, fields, end)


def _is_millions(view: View, match: re.Match[str], rules: QuantityRules) -> bool:
    """Whether "1.2m" before a word counts by the million: a plural that is not measured."""
    if rules.word("dimension", match.group("counted")) is not None:
        return False
    after = view.token_at(match.end() - 1) + 1
    run = takewhile(lambda tag: tag[:2] in ("JJ", "NN"), view.sentence.tags[after:])
    return "NNS" in run


def _told(view: View, hit: _Hit, rules: QuantityRules) -> Iterator[FoundQuantity]:
    """Yield the quantity of a match; two where it sets two counts side by side."""
    bare = hit.row.label == "count" and "sign" not in hit.fields and "unit" not in hit.fields
    compared = find_comparator(view, hit.start, rules)
    if hit.row.label == "plural" and view.sentence.tags[view.token_at(hit.start)] in _VERBS:
        return
    if bare and compared is None and is_uncounted(view, hit.match, rules):
        return
    amount = _amount(view, hit, rules)
    if amount is None:
        return
    upper = amount.upper
    tally = None if upper is None or compared is not None else _tally(view, hit, amount, rules)
    if tally is not None:
        yield from _sides(view, replace(hit, used=(*hit.used, tally.id)), amount)
    elif upper is None or amount.value < upper:
        yield _found(view, hit, amount, compared)
    elif _DASH.search(view.lower, hit.match.end("number"), hit.match.start("number2")) is None:
        yield from _sides(view, hit, amount)


def _tally(view: View, hit: _Hit, amount: _Amount, rules: QuantityRules) -> Term | None:
    """Return the row of a word that sets two numbers side by side: "lost 9 to 12", "a 5-4 ruling".

    Numbers that rise are a range all the same where something is counted: "won 3 to 5 seats".
    """
    if hit.row.label != "range" or hit.match.start("number") != hit.start:
        return None
    sentence = view.sentence
    first, last = view.token_at(hit.start), view.token_at(hit.end - 1)
    near = (
        *sentence.lower[max(0, first - _BESIDE) : first],
        *sentence.lower[last + 1 : last + 3],
    )
    rises = amount.upper is not None and amount.value < amount.upper
    counts = amount.unit is not None or counts_plural(sentence, last)
    if rises and counts and "unit1" not in hit.fields:
        return None
    rows = (rules.word("tally", word) for word in near)
    return next((row for row in rows if row is not None), None)


def _sides(view: View, hit: _Hit, amount: _Amount) -> Iterator[FoundQuantity]:
    """Yield the two counts of "12 to 9"; a unit behind the second holds for both."""
    ends = hit.match.end("unit1" if "unit1" in hit.fields else "number"), hit.end
    starts = hit.start, hit.match.start("number2")
    for start, end, value in zip(starts, ends, (amount.value, amount.upper), strict=True):
        side = _Amount(value or Decimal(0), None, amount.unit, "=", amount.rows)
        yield _found(view, replace(hit, end=end), side, None, start)


def _amount(view: View, hit: _Hit, rules: QuantityRules) -> _Amount | None:
    fields = hit.fields
    rows = [row for name in _FIELDS if (row := _row_of(view, hit, name, rules)) is not None]
    first = read_number(fields["number"], rules) if "number" in fields else Number(Decimal(1))
    second = read_number(fields["number2"], rules) if "number2" in fields else None
    if first is None or (second is None and "number2" in fields):
        return None
    shape = _shaped(hit.row.label, fields, first, None if second is None else second.value, rules)
    if shape is None:
        return None
    value, upper, unit, comparator = shape
    if unit is None:
        unit = next((symbol_of(row) for row in rows if row.label in ("measure", "sign")), None)
    per = next((symbol_of(row) for row in rows if row.label == "period"), None)
    told = (*first.rows, *(() if second is None else second.rows))
    return _Amount(
        value, upper, unit if per is None else f"{unit}/{per}", comparator, (*told, *rows)
    )


def _row_of(view: View, hit: _Hit, name: str, rules: QuantityRules) -> Term | None:
    """Return the lexicon row of a group; of units that differ in capitals the one meant."""
    if name not in hit.fields:
        return None
    if name == "unit":
        written = view.raw[slice(*hit.match.span("unit"))]
        return measure_row(written, rules, counts=False)
    return rules.word(_FIELDS[name], hit.fields[name])


#: Fields that hold one form of a lexicon, with its label there.
_FIELDS: Mapping[str, str] = {
    "fraction": "fraction",
    "half": "half",
    "factor": "factor",
    "plural": "plural",
    "plural2": "plural",
    "sign": "sign",
    "unit": "measure",
    "per": "period",
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
    if "margin" in fields:
        return first, None, None, "~"
    after = rules.word("after", fields.get("after", ""))
    if after is not None:
        return first, None, None, SYMBOLS[symbol_of(after)]
    return first, None, None, "~" if any(row.label == "loose" for row in number.rows) else "="


def _weight(rules: QuantityRules, label: str, form: str) -> Decimal:
    """Return the number a word stands for, 1 where it has none."""
    row = rules.word(label, form)
    return Decimal(1 if row is None or row.weight is None else int(row.weight))


def _range(first: Decimal, second: Decimal, fields: Mapping[str, str]) -> Shape:
    """Return both ends; "50–87 million" lends its million to the first number."""
    bare = _LETTER.search(fields["number"]) is None
    if bare and _LETTER.search(fields["number2"]) is not None:
        first *= _scale_of(fields["number2"], second)
    return first, second, None, "="


def _scale_of(form: str, value: Decimal) -> Decimal:
    """Return by how much the words after the digits of a number multiply it."""
    digits = _LEADING.match(form)
    plain = Decimal(0 if digits is None else SEPARATORS.sub("", digits.group()))
    return value / plain if plain else Decimal(1)


def _found(
    view: View,
    hit: _Hit,
    amount: _Amount,
    compared: tuple[int, Term] | None,
    start: int | None = None,
) -> FoundQuantity:
    """Return the quantity of a match, from its comparator or from ``start`` on."""
    begin = hit.start if start is None else start
    comparator = amount.comparator
    used = [hit.row.id, *(row.id for row in amount.rows), *hit.used]
    first, last = view.token_at(begin), view.token_at(hit.end - 1)
    unit = amount.unit
    counted = counted_noun(view.sentence, first, last, has_unit=unit not in (None, SHARE))
    if compared is not None:
        begin, term = compared
        comparator = SYMBOLS[symbol_of(term)]
        used.append(term.id)
    quantity = Quantity(
        start=view.start + begin,
        end=view.start + hit.end,
        text=view.raw[begin : hit.end],
        value=float(amount.value),
        upper=None if amount.upper is None else float(amount.upper),
        comparator=comparator,
        unit=unit,
        of=counted,
    )
    return FoundQuantity(quantity, tuple(used))
