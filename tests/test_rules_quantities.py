"""Every row of the number and quantity rules on its own example and counterexample."""

from __future__ import annotations

import pytest

from claimlink.claiming.quantities.find import explain_quantities
from claimlink.claiming.times.find import explain_times
from claimlink.packs import Rule, load_pack
from times_examples import sentence_of

LEXICONS = ("number_words", "quantity_comparators", "quantity_units", "quantity_words")
PATTERNS = ("quantity_patterns", "quantity_contexts")
RULE_FILES = {f"lexicons/{name}.tsv" for name in LEXICONS} | {
    f"patterns/{name}.jsonl" for name in PATTERNS
}
PACK = load_pack("en")
ROWS: list[Rule] = [
    *(row for name in LEXICONS for row in PACK.lexicon(name).rows),
    *(row for name in PATTERNS for row in PACK.pattern_rows(name)),
]
#: Roles that some examples turn on; all other words are nouns on the root.
ROLES = {
    "one": ("CD", "nummod", "farms"),
    "farms": ("NNS", "dobj", "destroyed"),
    "over": ("IN", "prep", "talks"),
    "Over": ("IN", "quantmod", "13"),
    "up": ("RP", "prt", "shot"),
    "below": ("RB", "advmod", "shop"),
    "people": ("NNS", "pobj", "to"),
}


def fired(text: str) -> set[str]:
    sentences = [sentence_of(text, ROLES)]
    times = explain_times(sentences, text, "2020-06-17", PACK)
    found = explain_quantities(sentences, text, [time.mention for time in times], PACK)
    return {rule for time in times for rule in time.rules} | {r for one in found for r in one.rules}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_row_fires_on_its_example_only(row: Rule) -> None:
    assert row.id in fired(row.example)
    assert row.id not in fired(row.counterexample)
