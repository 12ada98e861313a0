"""Every row of the claim rules fires in its example and not in its counterexample."""

from __future__ import annotations

import pytest

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.certainty import find_certainty, find_polarity
from claimlink.claiming.judging.kinds import find_kind_cues, name_kind
from claimlink.claiming.judging.selection import find_selection_cues
from claimlink.claiming.judging.signals import read_signals
from claimlink.claiming.judging.worthiness import WorthEvidence, score_worthiness
from claimlink.packs import LanguagePack, Rule
from claims_examples import PACK, clauses, content_of, read

RULE_FILES = {
    "lexicons/certainty_cues.tsv",
    "lexicons/certainty_frames.tsv",
    "lexicons/kind_signals.tsv",
    "lexicons/kind_words.tsv",
    "lexicons/polarity_cues.tsv",
    "lexicons/selection_frames.tsv",
    "lexicons/selection_opinion.tsv",
    "lexicons/selection_signals.tsv",
    "lexicons/selection_words.tsv",
    "lexicons/worth_signals.tsv",
    "patterns/kind_patterns.jsonl",
    "patterns/selection_patterns.jsonl",
}


def rows(*names: str) -> list[Rule]:
    """Return the rows of some files of the pack."""
    found: list[Rule] = []
    for name in names:
        folder, _, stem = name.rpartition("/")
        stem = stem.partition(".")[0]
        found += PACK.lexicon(stem).rows if folder == "lexicons" else PACK.pattern_rows(stem)
    return found


def selection_ids(text: str) -> set[str]:
    """Return the ids of the selection rows that fire in a text."""
    return {
        cue.rule.id
        for clause in clauses(text)
        for cue in find_selection_cues(clause, content_of(read(text), clause), PACK)
    }


def kind_ids(text: str) -> set[str]:
    """Return the ids of the kind rows that fire in a text."""
    return {
        cue.rule.id
        for clause in clauses(text)
        for cue in find_kind_cues(clause, content_of(read(text), clause), PACK)
    }


def certainty_ids(text: str) -> set[str]:
    """Return the ids of the certainty rows that fire in a text, its last clause reported."""
    parsed = clauses(text)
    found = [find_certainty(c, c.tokens, reported=False, pack=PACK)[1] for c in parsed]
    for clause in parsed:
        for token in clause.sentence.children[clause.head]:
            if clause.sentence.deps[token] in {"ccomp", "xcomp"}:
                inner = Clause(clause.sentence, token, clause.tokens, "", None, None)
                found.append(find_certainty(inner, inner.tokens, reported=True, pack=PACK)[1])
    return {why.rule for whys in found for why in whys}


def polarity_ids(text: str) -> set[str]:
    """Return the ids of the polarity rows that decide in a text."""
    return {why.rule for c in clauses(text) for why in find_polarity(c, c.tokens, PACK)[1]}


def worth_ids(text: str) -> set[str]:
    """Return the ids of the worth rows that fire in a text."""
    parsed = read(text)
    found: set[str] = set()
    for clause in parsed.clauses:
        stated = content_of(parsed, clause)
        kind, _ = name_kind(clause, stated, PACK, direct=text.startswith('"'))
        evidence = WorthEvidence(
            kind,
            find_certainty(clause, clause.tokens, reported=False, pack=PACK)[0],
            cited="(Lillis" in text,
            entities=len(clause.sentence.entities),
            times=len(stated.times),
            quantities=len(stated.quantities),
        )
        found.update(score_worthiness(clause, clause.tokens, evidence, PACK).signals)
    return found


def check(fired: set[str], other: set[str], row: Rule) -> None:
    """Assert that a row fires in its example alone."""
    assert (row.id in fired, row.id in other) == (True, False)


def named(row: Rule) -> str:
    """Return a row's id as that of its test."""
    return row.id


@pytest.mark.parametrize(
    "row",
    rows(
        "lexicons/selection_signals.tsv",
        "lexicons/selection_opinion.tsv",
        "lexicons/selection_frames.tsv",
        "patterns/selection_patterns.jsonl",
    ),
    ids=named,
)
def test_selection_row(row: Rule) -> None:
    check(selection_ids(row.example), selection_ids(row.counterexample), row)


@pytest.mark.parametrize(
    "row", rows("lexicons/kind_signals.tsv", "patterns/kind_patterns.jsonl"), ids=named
)
def test_kind_row(row: Rule) -> None:
    check(kind_ids(row.example), kind_ids(row.counterexample), row)


SHOWN_BY = {
    "actor": "kind.event.actor",
    "make": "kind.causal.make",
    "naming": "kind.quote.naming",
    "norm": "kind.legal.norm-acts",
}


@pytest.mark.parametrize("row", rows("lexicons/kind_words.tsv"), ids=named)
def test_word_class_of_a_row_shows_in_a_kind_row(row: Rule) -> None:
    shown = SHOWN_BY[row.label]
    assert (shown in kind_ids(row.example), shown in kind_ids(row.counterexample)) == (True, False)


KEPT_FROM = {"certainty.odds": "certainty.perhaps", "certainty.permission": "certainty.may"}


@pytest.mark.parametrize(
    "row", [r for r in rows("lexicons/certainty_cues.tsv") if r.label == "asserted"], ids=named
)
def test_row_that_keeps_a_claim_asserted(row: Rule) -> None:
    assert (certainty_ids(row.example), certainty_ids(row.counterexample)) == (
        set(),
        {KEPT_FROM[row.id]},
    )


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in rows("lexicons/certainty_cues.tsv", "lexicons/certainty_frames.tsv")
        if row.label != "asserted"
    ],
    ids=named,
)
def test_certainty_row(row: Rule) -> None:
    check(certainty_ids(row.example), certainty_ids(row.counterexample), row)


@pytest.mark.parametrize("row", rows("lexicons/worth_signals.tsv"), ids=named)
def test_worth_row(row: Rule) -> None:
    check(worth_ids(row.example), worth_ids(row.counterexample), row)


@pytest.mark.parametrize(
    "row", [r for r in rows("lexicons/polarity_cues.tsv") if r.label == "negative"], ids=named
)
def test_negative_row(row: Rule) -> None:
    check(polarity_ids(row.example), polarity_ids(row.counterexample), row)


@pytest.mark.parametrize(
    "row", [r for r in rows("lexicons/polarity_cues.tsv") if r.label != "negative"], ids=named
)
def test_row_that_keeps_a_claim_positive(row: Rule) -> None:
    assert (polarity_ids(row.example) == set(), polarity_ids(row.counterexample) == set()) == (
        True,
        False,
    )


@pytest.mark.parametrize("row", rows("lexicons/selection_words.tsv"), ids=named)
def test_function_words_of_a_row_are_known(row: Rule) -> None:
    def seen(text: str) -> bool:
        (*_, clause) = clauses(text)
        return _shows(clause, row.label, PACK)

    assert (seen(row.example), seen(row.counterexample)) == (True, False)


def _shows(clause: Clause, label: str, pack: LanguagePack) -> bool:
    signals = read_signals(clause, clause.tokens, pack)
    name = {
        "be": "copula",
        "have": "perfect",
        "will": "future",
        "first": "first_person",
        "second": "second_person",
        "uncompared": "comparative",
        "this": "demonstrative_subject",
        "indefinite": "defining",
        "if": "if_clause",
        "degree": "comparative",
        "most": "superlative",
        "other": "generic_subject",
    }.get(label, label)
    return (name in signals) != (label in {"other", "uncompared"})


def test_every_row_belongs_to_a_test() -> None:
    prefixes = ("selection", "kind", "certainty", "polarity", "worth")
    known = {f"lexicons/{name}.tsv" for name in PACK.lexicons if name.startswith(prefixes)}
    known |= {f"patterns/{name}.jsonl" for name in PACK.patterns if name.startswith(prefixes)}
    assert known == RULE_FILES
