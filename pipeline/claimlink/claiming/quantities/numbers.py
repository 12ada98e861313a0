"""Numbers in digits and words as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimlink.claiming.quantities.rules import QuantityRules
from claimlink.packs import Term

_PART = re.compile(r"\d(?:[.,'\s]?\d)*|[^\W\d_]+")
#: What may group digits by threes, blanks of any width among them.
SEPARATORS = re.compile(r"[,'\s]")
_HALF = Decimal("0.5")
#: From a thousand on a multiplier closes its group: "two thousand three hundred".
_GROUP = 1000
_MINUS = ("-", "–", "−")
#: Labels of words that multiply what stands before them.
_MULTIPLIERS = ("multiplier", "short", "short_money", "short_sign")
_LABELS = ("cardinal", "tens", *_MULTIPLIERS, "loose", "half", "article", "joiner")


@dataclass(frozen=True)
class Number:
    """A number's value with the rows of the words that make it."""

    value: Decimal
    rows: tuple[Term, ...] = ()


def read_number(form: str, rules: QuantityRules) -> Number | None:
    """Return a number as it stands in the text in lower case; None where the words make none.

    "half a million", "two and a half thousand", "1.5bn" and "a few hundred" are numbers; "two
    three" is none.  "A few" and "several" count as three, "a couple" as two.
    """
    total, current = Decimal(0), None
    rows: list[Term] = []
    words = _PART.findall(form)
    for i, word in enumerate(words):
        row = _row_of(word, rules)
        rows += [] if row is None else [row]
        if row is not None and row.label == "article":
            follows = _row_of(words[i + 1], rules) if i + 1 < len(words) else None
            if follows is not None and follows.label in _MULTIPLIERS and current is None:
                current = Decimal(1)
        elif row is not None and row.label in _MULTIPLIERS:
            current = (Decimal(1) if current is None else current) * _weight(row)
            if current >= _GROUP:
                total, current = total + current, None
        elif row is None or row.label != "joiner":
            current = _added(current, word, row)
            if current is None:
                return None
    value = total if current is None else total + current
    return Number(-value if form.startswith(_MINUS) else value, tuple(rows))


def _added(current: Decimal | None, word: str, row: Term | None) -> Decimal | None:
    """Return the number after one more word; None where it cannot go on with that word."""
    if row is not None and row.label == "half":
        return _HALF if current is None else current + _HALF
    if word[-1].isdigit():
        return Decimal(SEPARATORS.sub("", word)) if current is None else None
    if row is None:
        return None
    value = _weight(row)
    if current is None:
        return value
    room = 100 if current % 100 == 0 else 10
    return current + value if current % 10 == 0 and 0 < value < room <= current * 10 else None


def _row_of(word: str, rules: QuantityRules) -> Term | None:
    rows = (rules.word(label, word) for label in _LABELS)
    return next((row for row in rows if row is not None), None)


def _weight(row: Term) -> Decimal:
    return Decimal(int(row.weight or 0))
