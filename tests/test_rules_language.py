"""Every row of the language's function words on its own example and counterexample."""

from __future__ import annotations

import pytest

from claimlink.language import find_function_words
from claimlink.packs import Rule, load_pack

RULE_FILES = {"lexicons/language_words.tsv"}
PACK = load_pack("en")


def fired(text: str) -> set[str]:
    return {row.id for row in find_function_words(text, PACK)}


@pytest.mark.parametrize("row", PACK.lexicon("language_words").rows, ids=lambda row: row.id)
def test_row_fires_on_its_example_only(row: Rule) -> None:
    assert row.id in fired(row.example)
    assert row.id not in fired(row.counterexample)
