"""Every row of the rules for sentences, clauses and support fires in its own example only."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from claimlink.claiming.clause_cuts import find_subordinator
from claimlink.claiming.clauses import find_connective, strip_opening
from claimlink.claiming.framing import find_frames, find_unreal
from claimlink.packs import LanguagePack, Lexicon, Rule, Term
from claimlink.structure.sentences import allowed_borders, find_abbreviation, opens_sentence
from claimlink.support.forward import forward_signals
from claimlink.support.markers import find_pointer
from claimlink.support.signals import reach_signals
from clause_examples import PACK, analyse, sentences_of

RULE_FILES = {
    "lexicons/clause_connectives.tsv",
    "lexicons/clause_frames.tsv",
    "lexicons/clause_rules.tsv",
    "lexicons/clause_subordinators.tsv",
    "lexicons/clause_words.tsv",
    "lexicons/sentence_abbreviations.tsv",
    "lexicons/sentence_openers.tsv",
    "lexicons/support_accounts.tsv",
    "lexicons/support_continuations.tsv",
    "lexicons/support_rules.tsv",
    "patterns/support_pointers.jsonl",
}


def fired_in_records(text: str) -> set[str]:
    """Return the rules that clauses, non-claims and supports of a text name."""
    analysis = analyse(text)
    found = {why.rule for claim in analysis.claims for why in claim.why}
    found |= {rest.rule for rest in analysis.article.non_claims}
    for claim in analysis.claims:
        for support in claim.citations:
            found |= {support.reason, *support.signals}
    return found


def fired_connectives(text: str) -> set[str]:
    """Return the connectives at a sentence's start, and conjunctions of cited parts."""
    found: set[str] = set()
    for sentence in sentences_of(text):
        row, _ = find_connective(sentence, range(len(sentence)), PACK)
        found |= {row.id} if row is not None else set()
        joined = {sentence.lower[t] for t, dep in enumerate(sentence.deps) if dep == "cc"}
        rows = PACK.lexicon("clause_connectives").rows
        found |= {r.id for r in rows if r.label == "alternative" and not joined.isdisjoint(r.terms)}
    if "clause.cited-apart" in fired_in_records(text):
        found.add("clause_connectives.and")
    return found


def fired_subordinators(text: str) -> set[str]:
    """Return the rows of the words that join finite clauses."""
    rows = (
        find_subordinator(sentence, token, PACK)
        for sentence in sentences_of(text)
        for token in range(len(sentence))
    )
    return {row.id for row in rows if row is not None}


def fired_frames(text: str) -> set[str]:
    """Return the rows without which the frames or the unreal mood of a text would be others."""
    lexicon = PACK.lexicon("clause_frames")
    found = _frames(text, PACK)
    return {
        row.id
        for row in lexicon.rows
        if _frames(text, _pack_without("clause_frames", row.id)) != found
    }


def _frames(text: str, pack: LanguagePack) -> list[object]:
    return [
        (
            find_frames(sentence, pack),
            [find_unreal(sentence, t, pack) for t in range(len(sentence))],
        )
        for sentence in sentences_of(text)
    ]


def _pack_without(name: str, rule: str) -> LanguagePack:
    rows = tuple(row for row in PACK.lexicon(name).rows if row.id != rule)
    return replace(PACK, lexicons={**PACK.lexicons, name: Lexicon(name, rows)})


def fired_words(text: str) -> set[str]:
    """Return the function words of a text that the rules for clauses know."""
    lexicon = PACK.lexicon("clause_words")
    words: set[str] = set()
    for sentence in sentences_of(text):
        words |= set(sentence.lower)
        words |= {" ".join(pair) for pair in pairwise(sentence.lower)}
    return {row.id for row in map(lexicon.get, sorted(words)) if row is not None}


def fired_abbreviations(text: str) -> set[str]:
    """Return the abbreviations at a stop that a blank follows."""
    rows = (
        find_abbreviation(text[: i + 1], text[i + 2 : i + 3], PACK)
        for i, char in enumerate(text[:-1])
        if char == "." and text[i + 1] == " "
    )
    return {row.id for row in rows if row is not None}


def fired_openers(text: str) -> set[str]:
    """Return the words that open a sentence behind an abbreviation."""
    rows = (opens_sentence(text[border:], PACK) for border in allowed_borders(text, PACK))
    return {row.id for row in rows if row is not None}


def fired_continuations(text: str) -> set[str]:
    """Return the signals by which the second sentence goes on with the first."""
    first, second = sentences_of(text)[:2]
    return {s.rule for s in reach_signals(second, [first], same_source=False, pack=PACK)}


def fired_accounts(text: str) -> set[str]:
    """Return the signals by which the second sentence goes on with the work the first names."""
    first, second = sentences_of(text)[:2]
    return {s.rule for s in forward_signals(second, first, [], PACK)}


def fired_pointers(text: str) -> set[str]:
    """Return the rows that make a citation a pointer."""
    rows = (find_pointer(c, text, PACK) for c in analyse(text).article.citations)
    return {row.id for row in rows if row is not None}


PROBES = {
    "lexicons/clause_connectives.tsv": fired_connectives,
    "lexicons/clause_frames.tsv": fired_frames,
    "lexicons/clause_rules.tsv": fired_in_records,
    "lexicons/clause_subordinators.tsv": fired_subordinators,
    "lexicons/clause_words.tsv": fired_words,
    "lexicons/sentence_abbreviations.tsv": fired_abbreviations,
    "lexicons/sentence_openers.tsv": fired_openers,
    "lexicons/support_accounts.tsv": fired_accounts,
    "lexicons/support_continuations.tsv": fired_continuations,
    "lexicons/support_rules.tsv": fired_in_records,
    "patterns/support_pointers.jsonl": fired_pointers,
}


def rows_of(name: str) -> tuple[Rule, ...]:
    """Return the rows of a rule file."""
    folder, _, stem = name.partition("/")
    stem = stem.partition(".")[0]
    return PACK.lexicon(stem).rows if folder == "lexicons" else PACK.pattern_rows(stem)


ROWS = [pytest.param(name, row, id=row.id) for name in sorted(RULE_FILES) for row in rows_of(name)]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_row_fires_in_its_example_and_not_in_its_counterexample(name: str, row: Rule) -> None:
    assert row.id in PROBES[name](row.example)
    assert row.id not in PROBES[name](row.counterexample)


def test_conjunction_is_stripped_with_the_marks_around_it() -> None:
    (sentence,) = sentences_of("The firm sold data, and lists of tenants.")
    tokens = tuple(range(4, len(sentence)))
    assert [sentence.words[t] for t in strip_opening(sentence, tokens, PACK)][:2] == ["lists", "of"]
    assert strip_opening(sentence, (0, 1), PACK) == (0, 1)


def test_every_term_of_a_lexicon_is_lower_case() -> None:
    terms = [
        term
        for name, row in ((p.values[0], p.values[1]) for p in ROWS)
        if isinstance(row, Term)
        for term in row.terms
    ]
    assert terms == [term.lower() for term in terms]


def test_no_function_word_stands_in_two_rows() -> None:
    """Of two rows the first alone is ever found: one row names all uses of a word."""
    forms = [form for row in PACK.lexicon("clause_words").rows for form in row.terms]
    assert sorted(forms) == sorted(set(forms))
