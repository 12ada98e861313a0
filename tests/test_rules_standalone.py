"""Every row of the antecedent and standalone rules on its own example and counterexample."""

from __future__ import annotations

import pytest

from claimlink import load
from claimlink.claiming.antecedents.resolve import explain_anaphors
from claimlink.claiming.antecedents.rules import antecedent_rules
from claimlink.packs import Rule, load_pack
from standalone_examples import read, word

RULE_FILES = {
    "lexicons/antecedent_words.tsv",
    "lexicons/standalone_verbs.tsv",
    "lexicons/standalone_words.tsv",
    "patterns/antecedent_plurals.jsonl",
}
PACK = load_pack("en")
PUBLISHED = "2021-01-10"
ANTECEDENTS: list[Rule] = [*PACK.lexicon("antecedent_words").rows]
WORDINGS: list[Rule] = [
    *PACK.lexicon("standalone_verbs").rows,
    *PACK.lexicon("standalone_words").rows,
]
PLURALS: list[Rule] = [
    *PACK.pattern_rows("antecedent_plurals"),
    *(row for row in ANTECEDENTS if ".irregular." in row.id),
]


def consulted(text: str) -> set[str]:
    return explain_anaphors(read(text), PACK)


def explained(text: str) -> set[str]:
    """Return the rules of the wording, of each clause alone and of the claims of an analysis.

    Only the latter has the clauses that someone is reported to say.
    """
    found = {why.rule for wording in word(text, PUBLISHED) for why in wording.why + wording.kept}
    analysis = load()(text, published=PUBLISHED)
    return found | {why.rule for claim in analysis.claims for why in claim.why}


@pytest.mark.parametrize(
    "row", [row for row in ANTECEDENTS if row not in PLURALS], ids=lambda row: row.id
)
def test_antecedent_row_fires_on_its_example_only(row: Rule) -> None:
    assert row.id in consulted(row.example)
    assert row.id not in consulted(row.counterexample)


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: row.id)
def test_wording_row_fires_on_its_example_only(row: Rule) -> None:
    assert row.id in explained(row.example)
    assert row.id not in explained(row.counterexample)


@pytest.mark.parametrize("row", PLURALS, ids=lambda row: row.id)
def test_plural_row_fires_on_its_example_only(row: Rule) -> None:
    rules = antecedent_rules(PACK)
    assert rules.explain_singular(row.example)[1] == row.id
    assert rules.explain_singular(row.counterexample)[1] != row.id
