"""Strings that an expression cannot match without."""

from __future__ import annotations

import re

import pytest

from claimlink.literals import required_literals
from claimlink.packs import load_pack


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        pytest.param("rents", ("rents",), id="a-word"),
        pytest.param(r"\brents? rose\b", (" rose",), id="the-longest-run"),
        pytest.param("(?:rose|fell) by", ("fell", "rose"), id="the-longest-of-both"),
        pytest.param(r"(?:rose|fell) \d", ("fell", "rose"), id="either-branch"),
        pytest.param(r"(?:rose|\w+) \d", (" ",), id="branch-without-a-string"),
        pytest.param("(?:not )?rose", ("rose",), id="what-may-be-left-out"),
        pytest.param("(?:very ){1,3}", ("very ",), id="what-is-repeated-is-there"),
        pytest.param("^(?=rents)", None, id="look-ahead"),
        pytest.param(r"\d+[.,]\d+", None, id="no-string"),
        pytest.param("(?i)rents", None, id="either-case"),
        pytest.param("(?i:rents) rose", (" rose",), id="either-case-in-a-group"),
        pytest.param("|".join(f"w{n:02}" for n in range(40)), None, id="too-many"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_strings_that_a_match_needs(pattern: str, literals: tuple[str, ...] | None) -> None:
    assert required_literals(pattern) == literals


def test_no_rule_matches_its_example_without_them() -> None:
    pack = load_pack("en")
    checked = 0
    for name in sorted(pack.patterns):
        for row in pack.pattern_rows(name):
            for text in (row.example, row.example.lower(), row.counterexample):
                match = re.search(row.pattern, text) if "{" not in row.pattern else None
                if match is not None and row.literals is not None:
                    assert any(literal in match.group() for literal in row.literals), row.id
                    checked += 1
                assert (row.search(text) is None) == (row.regex.search(text) is None)
    assert checked > 100
