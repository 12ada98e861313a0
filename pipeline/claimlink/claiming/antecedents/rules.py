"""The antecedent rules of a language pack, looked up by label and form.

Words stand in ``lexicons/antecedent_words.tsv``, plural endings in
``patterns/antecedent_plurals.jsonl``, weights in ``config.cfg`` under ``[antecedents]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from claimlink.packs import LanguagePack, Term

# Nouns whose singular is kept at hand; bounds the memory of a long run.
_MOST_SINGULARS = 20_000
_PERSONS = ("person_noun", "male_noun", "female_noun")
_KINDS = (*_PERSONS, "group_noun")
_NAMED_BY_RESULT = frozenset({"org_noun", "law_noun", "country_noun"})
WORDS, PLURALS, SECTION = "antecedent_words", "antecedent_plurals", "antecedents"


@dataclass(frozen=True)
class Weights:
    """How salient a mention is by its place, and how clear a winner must be.

    The first seven are added, ``named``, ``bare`` and ``subordinate`` multiply; ``fade`` multiplies
    with each sentence and ``new_block`` with each paragraph between.
    """

    sentence: float
    subject: float
    object: float
    oblique: float
    head_noun: float
    not_adverbial: float
    parallel: float
    named: float
    bare: float
    subordinate: float
    fade: float
    new_block: float
    least: float
    lead: float


@dataclass(frozen=True)
class AntecedentRules:
    """All antecedent rules of a pack; ``hypernyms`` maps a noun to the row it heads.

    ``met`` collects the ids of the rows whose words were met, None where nobody asks; what a noun
    may stand for counts only where an antecedent comes of it.
    """

    words: Mapping[str, Mapping[str, Term]]
    hypernyms: Mapping[str, Term]
    irregular: Mapping[str, Term]
    endings: tuple[tuple[str, re.Pattern[str], str], ...]
    weights: Weights
    met: set[str] | None = None
    joined: dict[tuple[str, ...], dict[str, Term]] = field(default_factory=dict, repr=False)
    singulars: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def article(self) -> str:
        """The definite article as it is written before a noun: "the"."""
        return next(iter(self.words["definite"]))

    def form(self, label: str, form: str) -> Term | None:
        """Return the row of a lower-case form under a label, None where there is none."""
        row = self.words.get(label, {}).get(form)
        if row is not None and self.met is not None and label not in _NAMED_BY_RESULT:
            self.met.add(row.id)
        return row

    def any_form(self, labels: tuple[str, ...], form: str) -> Term | None:
        """Return the row of a lower-case form under the first of the labels that has it."""
        together = self.joined.get(labels)
        if together is None:
            together = {}
            for label in reversed(labels):
                together.update(self.words.get(label, {}))
            self.joined[labels] = together
        row = together.get(form)
        if row is not None and self.met is not None:
            self.met.add(row.id)
        return row

    def kind_row(self, noun: str) -> Term | None:
        """Return the row that says what a singular noun names: a person or a group."""
        return self.any_form(_KINDS, noun)

    def is_person(self, noun: str) -> bool:
        """Whether a singular noun names a person."""
        return self.any_form(_PERSONS, noun) is not None

    def singular(self, word: str) -> str:
        """Return the singular of a lower-case noun; a singular comes back as it is."""
        known = self.singulars.get(word)
        if known is None:
            known = self.explain_singular(word)[0]
            if len(self.singulars) < _MOST_SINGULARS:
                self.singulars[word] = known
        return known

    def explain_singular(self, word: str) -> tuple[str, str | None]:
        """Return the singular of a lower-case noun and the id of the row that formed it."""
        row = self.irregular.get(word)
        if row is not None:
            return row.terms[0], row.id
        for rule_id, ending, replacement in self.endings:
            hit = ending.search(word)
            if hit is not None:
                return word[: hit.start()] + replacement, rule_id
        return word, None


@dataclass(frozen=True)
class _Key:
    digest: str
    pack: LanguagePack = field(compare=False)


def antecedent_rules(pack: LanguagePack) -> AntecedentRules:
    """Return the antecedent rules of a pack.

    Raises:
        PackError: a weight is missing in ``config.cfg`` or not a number.
    """
    return _compile(_Key(pack.digest, pack))


@lru_cache(maxsize=8)
def _compile(key: _Key) -> AntecedentRules:
    pack = key.pack
    words: dict[str, dict[str, Term]] = {}
    hypernyms: dict[str, Term] = {}
    irregular: dict[str, Term] = {}
    for row in pack.lexicon(WORDS).rows:
        if row.label == "hypernym":
            hypernyms.setdefault(row.terms[0], row)
        elif row.label == "irregular_plural":
            irregular.update(dict.fromkeys(row.terms[1:], row))
        else:
            words.setdefault(row.label, {}).update(dict.fromkeys(row.terms, row))
    endings = tuple(
        (row.id, row.regex, "" if row.label == "drop" else row.label)
        for row in pack.pattern_rows(PLURALS)
    )
    weights = Weights(**{name: pack.number(SECTION, name) for name in Weights.__annotations__})
    return AntecedentRules(words, hypernyms, irregular, endings, weights)
