"""Every row of the time rules on its own example and counterexample."""

from __future__ import annotations

import pytest

from claimlink.claiming.times.find import explain_times
from claimlink.packs import Rule, load_pack
from times_examples import sentence_of

RULE_FILES = {"lexicons/time_words.tsv", "patterns/time_patterns.jsonl"}
PACK = load_pack("en")
ROWS: list[Rule] = [*PACK.lexicon("time_words").rows, *PACK.pattern_rows("time_patterns")]
#: Roles of the verbs that some examples turn on; all other words are nouns on the root.
ROLES = {
    "will": ("MD", "aux", "vote"),
    "may": ("MD", "aux", "appeal"),
    "vote": ("VB", "ROOT", "vote"),
    "voted": ("VBD", "ROOT", "voted"),
    "on": ("IN", "prep", "vote"),
}


def fired(text: str) -> set[str]:
    found = explain_times([sentence_of(text, ROLES)], text, "2020-06-17", PACK)
    return {rule for one in found for rule in one.rules}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_row_fires_on_its_example_only(row: Rule) -> None:
    assert row.id in fired(row.example)
    assert row.id not in fired(row.counterexample)
