"""Which words an expression cannot match without: a quick look before a slow search.

A text that holds none of them has no match.  On the clauses of an article that spares nine of ten
searches with the rules' expressions.

Source: the filter of RE2 (``FilteredRE2``), of which this is the simplest form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

# More strings to look for than this take as long as the search itself.
_MOST = 30


@cache
def required_literals(pattern: str) -> tuple[str, ...] | None:
    r"""Return strings of which every match contains at least one; None where none are known.

    >>> required_literals(r"\b(?:falls?|sinks) (?:under|below)\b")
    ('below', 'under')
    >>> required_literals(r"\w+ \d") == (" ",), required_literals(r"\d*") is None
    (True, True)
    """
    try:
        parser = import_module("re._parser")
    except ImportError:  # a Python that keeps its parser elsewhere: every text is searched
        return None
    parsed = parser.parse(pattern)
    if parsed.state.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    found = _of_sequence(parsed)
    return None if found is None or len(found) > _MOST else tuple(sorted(found))


def _of_sequence(items: Any) -> frozenset[str] | None:
    """Return the best set of one sequence: that whose shortest string is longest."""
    sets: list[frozenset[str]] = []
    run = ""
    for operation, value in items:
        if str(operation) == "LITERAL":
            run += chr(value)
            continue
        if run:
            sets.append(frozenset({run}))
            run = ""
        found = _of_item(str(operation), value)
        if found:
            sets.append(found)
    if run:
        sets.append(frozenset({run}))
    return min(sets, key=_order) if sets else None


def _of_item(operation: str, value: Any) -> frozenset[str] | None:
    if operation == "BRANCH":
        return _of_branches(value[1])
    if operation == "SUBPATTERN":
        # A group with flags of its own is left alone.
        return None if value[1] or value[2] else _of_sequence(value[3])
    if operation in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return _of_sequence(value[2]) if value[0] >= 1 else None
    return None


def _of_branches(branches: Sequence[Any]) -> frozenset[str] | None:
    sets = [_of_sequence(branch) for branch in branches]
    return None if None in sets else frozenset().union(*(found for found in sets if found))


def _order(found: frozenset[str]) -> tuple[int, int]:
    return -min(map(len, found)), len(found)
