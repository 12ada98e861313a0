"""Every row of the attribution lexicons fires on its example and not on its counterexample."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution_examples import parse_texts
from claimlink.claiming.attribution.find import find_attributions
from claimlink.packs import LanguagePack, Lexicon, Term, load_pack
from claimlink.parsing import Sentence

RULE_FILES = {
    "lexicons/attribution_nouns.tsv",
    "lexicons/attribution_verbs.tsv",
    "lexicons/attribution_words.tsv",
}
PACK = load_pack("en")
#: Rows that report by themselves; those of "attribution_words" with other labels only help.
REPORTING = [
    row
    for name in ("attribution_nouns", "attribution_verbs", "attribution_words")
    for row in PACK.lexicon(name).rows
    if name != "attribution_words" or row.label in ("adverb", "according", "view")
]
HELPING = [row for row in PACK.lexicon("attribution_words").rows if row not in REPORTING]


def _fired(text: str, sentences: list[Sentence]) -> list[str]:
    return [found.rule for found in find_attributions(sentences, text, PACK)]


@pytest.fixture(scope="module")
def parsed() -> dict[str, list[Sentence]]:
    texts = [text for row in [*REPORTING, *HELPING] for text in (row.example, row.counterexample)]
    return dict(zip(texts, parse_texts(texts), strict=True))


@pytest.mark.parametrize("row", REPORTING, ids=lambda row: row.id)
def test_row_fires_on_its_example(row: Term, parsed: dict[str, list[Sentence]]) -> None:
    assert row.id in _fired(row.example, parsed[row.example])


@pytest.mark.parametrize("row", REPORTING, ids=lambda row: row.id)
def test_row_rests_on_its_counterexample(row: Term, parsed: dict[str, list[Sentence]]) -> None:
    assert row.id not in _fired(row.counterexample, parsed[row.counterexample])


@pytest.mark.parametrize("row", HELPING, ids=lambda row: row.id)
def test_helping_word_changes_only_its_example(
    row: Term, parsed: dict[str, list[Sentence]]
) -> None:
    without = _pack_without(row)
    for text, changes in ((row.example, True), (row.counterexample, False)):
        sentences = parsed[text]
        found = find_attributions(sentences, text, PACK)
        assert (found != find_attributions(sentences, text, without)) == changes, text


def _pack_without(row: Term) -> LanguagePack:
    words = PACK.lexicon("attribution_words")
    kept = tuple(other for other in words.rows if other.id != row.id)
    return replace(
        PACK, lexicons={**PACK.lexicons, "attribution_words": Lexicon("attribution_words", kept)}
    )
