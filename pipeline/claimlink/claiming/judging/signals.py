"""Signals of a clause's structure: tense, voice, subject, form, comparison, numbers and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.comparing import read_words
from claimlink.claiming.judging.forms import read_form
from claimlink.claiming.judging.function_words import function_words
from claimlink.claiming.judging.subjects import read_subject
from claimlink.claiming.judging.tense import read_tense
from claimlink.packs import LanguagePack


def read_signals(
    clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> dict[str, int | None]:
    """Return the signals of a clause's structure, each with the token that shows it.

    Tense and voice: ``past``, ``perfect``, ``present``, ``future``, ``modal``, ``passive``,
    ``progressive``, ``infinitive``, ``copula``.  Subject: ``no_subject``, ``pronoun_subject``,
    ``first_person``, ``second_person``, ``named_subject``, ``generic_subject``,
    ``demonstrative_subject``.  Form:
    ``question``, ``imperative``, ``no_verb``, ``if_clause``, ``conditional_future``,
    ``indefinite_class``, ``defining``, ``reworded``, ``framed_by_first``; its length: ``short``,
    ``long``.
    Words: ``comparative``, ``than``, ``superlative``, ``number``, ``percent``, ``money``, ``name``,
    ``exclamation``.  ``cut:RULE`` names what cut the clause.
    """
    # Selection, kind and worthiness ask about the same clause one after the other.
    key = ("signals", pack.digest, clause.head, clause.subject, clause.rule, tuple(tokens))
    known = clause.sentence.memo.get(key)
    if known is None:
        known = clause.sentence.memo[key] = _read_signals(clause, tokens, pack)
    return dict(cast("dict[str, int | None]", known))


def _read_signals(
    clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> dict[str, int | None]:
    words = function_words(pack.lexicon("selection_words"))
    found: dict[str, int | None] = {f"cut:{clause.rule}": None}
    found |= read_tense(clause, words)
    found |= read_subject(clause, words)
    found |= read_form(clause, tokens, found, words)
    found |= read_words(clause, tokens, words)
    return found
