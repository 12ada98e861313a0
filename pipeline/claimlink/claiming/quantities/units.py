"""Which unit the letters after a number, or the sign before it, stand for."""

from __future__ import annotations

from claimlink.claiming.quantities.rules import QuantityRules, symbol_of
from claimlink.packs import Term

#: Signs of this many letters are codes ("USD") and written in capitals: "try 5" is no Turkish lira.
CODE = 3
#: Units of at most this many letters are symbols, in which capitals count: mM is no mm.
SYMBOL = 3
#: The Greek letter and the micro sign look alike and stand for the same.
_MICRO = str.maketrans("\u03bc", "\u00b5")


def sign_row(written: str, rules: QuantityRules) -> Term | None:
    """Return the row of a currency sign or code as it stands in the text; None where it is none."""
    if written.isalpha() and len(written) == CODE and written.isascii() and not written.isupper():
        return None
    if written.isalpha() and not written[0].isupper() and written.isascii():
        return None
    return rules.word("sign", written)


def measure_row(written: str, rules: QuantityRules, *, counts: bool) -> Term | None:
    """Return the row of a unit as it stands in the text; None where its letters say otherwise.

    ``counts`` tells whether a plural noun follows: "12 CM genes" are no centimetres.
    """
    rows = rules.measures.get(" ".join(written.lower().split()), ())
    exact = written.translate(_MICRO)
    for row in rows:
        if symbol_of(row) == exact:
            return row
    if not rows or len(written) > SYMBOL or written.islower() or not written.isalpha():
        return rows[0] if rows else None
    if len(written) == 1 or (written.isupper() and counts):
        return None
    return rows[0] if written.isupper() or written.istitle() else None
