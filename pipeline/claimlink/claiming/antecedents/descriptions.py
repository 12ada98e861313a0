"""What a definite or demonstrative noun phrase stands for: "this law", "the organisation".

Its antecedent is a phrase with the same noun and more words, a name that an apposition or "is a"
called so, or a name of the kind that the noun names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.antecedents.binding import shares_verb
from claimlink.claiming.antecedents.candidates import NAME_TAGS, Candidate
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.claiming.antecedents.salience import is_embedded, is_fronted
from claimlink.packs import Term

# Sentences back in which another phrase of the noun makes the antecedent unsure.
WINDOW = 3
# Sentences back in which "the turnout" is a turnout named there: further back it is another one.
NEAR = 1
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod"})
_BEHIND = frozenset({"prep", "relcl", "acl", "appos"})


@dataclass(frozen=True)
class Description:
    """A phrase that may stand for an earlier one.

    ``token_start`` and ``token_end`` bound it; ``antecedent`` is None where none is sure.
    ``demonstrative`` tells "this law" from "the law": only the former needs an antecedent.
    """

    token_start: int
    token_end: int
    demonstrative: bool
    antecedent: Candidate | None
    rules: tuple[str, ...]


def find_description(
    candidate: Candidate, recent: Sequence[Sequence[Candidate]], rules: AntecedentRules
) -> Description | None:
    """Return the description that a candidate is; None where it is a full phrase of its own.

    ``recent`` are the candidates before it: those of its own sentence first, then sentence by
    sentence back.
    """
    if candidate.name is not None or candidate.last is not None:
        return None
    sentence, head = candidate.sentence, candidate.head
    children = sentence.children[head]
    determiner = next((c for c in children if sentence.deps[c] == "det"), None)
    if determiner is None or any(sentence.deps[c] in _BEHIND for c in children if c > head):
        return None
    row = rules.form("demonstrative", sentence.lower[determiner])
    definite = rules.form("definite", sentence.lower[determiner])
    if row is None and (definite is None or _own_modifiers(candidate, rules)):
        return None
    start = min(c for c in (*children, head) if c <= head and sentence.deps[c] != "predet")
    start = min(start, determiner)
    if head - start > 4 or any(sentence.deps[c] == "conj" for c in children):
        return None
    free = (
        [c for c in recent[0] if not shares_verb(sentence, head, c.place, rules)] if recent else []
    )
    before = [free, *recent[1 : WINDOW + 1]]
    if row is None and _stands_elsewhere(candidate):
        return None
    antecedent, used = _antecedent(candidate, before, rules, nearest=row is not None)
    opening = row or definite
    assert opening is not None
    return Description(start, head + 1, row is not None, antecedent, (opening.id, *used))


def _stands_elsewhere(candidate: Candidate) -> bool:
    """Whether a fronted place makes it another one: "In Ohio, the turnout"."""
    sentence = candidate.sentence
    return any(
        entity.label in {"GPE", "LOC"} and is_fronted(sentence, entity.token_end - 1)
        for entity in sentence.entities
        if entity.token_end <= candidate.head
    )


def _own_modifiers(candidate: Candidate, rules: AntecedentRules) -> bool:
    sentence = candidate.sentence
    return any(
        sentence.deps[child] in _MODIFIERS and rules.form("same", sentence.lower[child]) is None
        for child in sentence.children[candidate.head]
    )


_Found = tuple["Candidate | None", tuple[str, ...]]


def _antecedent(
    candidate: Candidate,
    recent: Sequence[Sequence[Candidate]],
    rules: AntecedentRules,
    *,
    nearest: bool,
) -> _Found:
    found = _same_noun(candidate, recent, rules, nearest=nearest)
    if found is not None:
        return found, ("antecedent.same_noun",)
    hypernym = rules.hypernyms.get(candidate.noun)
    if hypernym is not None and nearest and candidate.number != "many":
        found = _one(_hyponyms(hypernym, recent[1 : NEAR + 1]))
        if found is not None:
            return found, (hypernym.id,)
    found, used = _named(candidate, recent, rules)
    if found is not None:
        return found, used
    row = rules.form("country_noun", candidate.noun)
    if row is not None and candidate.number != "many":
        country, country_row = _country(recent[: NEAR + 1], rules)
        if country is not None:
            return country, (row.id, country_row)
    return None, ()


def _named(
    candidate: Candidate, recent: Sequence[Sequence[Candidate]], rules: AntecedentRules
) -> _Found:
    """Return the one organisation or law named of late, where no other firm or law was spoken of.

    A recogniser's ORG may be anything in capitals, so an organisation must have been a subject.
    """
    if candidate.number == "many":
        return None, ()
    if any(other.noun == candidate.noun for candidates in recent for other in candidates):
        return None, ()
    for label, kind in (("org_noun", "ORG"), ("law_noun", "LAW")):
        row = rules.form(label, candidate.noun)
        if row is not None:
            found = _one(_of_label(recent[: NEAR + 1], kind))
            if found is not None and (kind == "LAW" or found.is_subject):
                return found, (row.id,)
    return None, ()


def _same_noun(
    candidate: Candidate,
    recent: Sequence[Sequence[Candidate]],
    rules: AntecedentRules,
    *,
    nearest: bool,
) -> Candidate | None:
    """Return the one earlier phrase that the noun fits and that says more; None where two may be.

    All phrases of the noun in the window must be the same thing, also those that say no more and
    those in the other number: after "laws on trade" and "a law on dams" no "law" is sure.
    """
    if candidate.number == "many":
        return None  # "these results": those of the table as likely as those of a sentence
    near = recent[: NEAR + 1]
    found = _one([[c for c in sentence if _fits(candidate, c, rules)] for sentence in recent])
    if found is None or not any(found.key == c.key for sentence in near for c in sentence):
        return None
    if found.number == "many":
        return None
    if found.name is not None:
        return found
    new = nearest and not is_embedded(found.sentence, found.head)
    return found if _says_more(found) and (new or _is_introduced(found, rules)) else None


def _fits(candidate: Candidate, other: Candidate, rules: AntecedentRules) -> bool:
    """Whether an earlier phrase has the noun, is called so, or is a name that ends with it."""
    if other.name is None:
        return other.last is None and other.noun == candidate.noun
    return candidate.noun in other.aliases or _ends_with(other, candidate.noun, rules)


def _ends_with(other: Candidate, noun: str, rules: AntecedentRules) -> bool:
    """Whether a longer name ends with the noun: "the *Act*" for "the Water Protection Act"."""
    words = () if other.name is None else other.name.lower().split()
    if other.noun != noun or len(words) < 2 or words[-1] != noun:
        return False
    return not any(rules.form("genitive", word) for word in words)


def _says_more(other: Candidate) -> bool:
    sentence = other.sentence
    for child in sentence.children[other.head]:
        if sentence.deps[child] in _MODIFIERS or (
            child == other.head + 1 and sentence.deps[child] == "prep"
        ):
            return True
    return False


def _is_introduced(other: Candidate, rules: AntecedentRules) -> bool:
    """Whether a phrase was new where it stood: "*a* tax law", not "the original text"."""
    sentence, head = other.sentence, other.head
    if any(sentence.tags[c] in NAME_TAGS for c in sentence.children[head] if c < head):
        return False  # after "a Halik presidency", "the presidency" is the office
    return any(
        rules.form("article", sentence.lower[c])
        for c in sentence.children[head]
        if c < head and sentence.deps[c] == "det"
    )


def _of_label(recent: Sequence[Sequence[Candidate]], label: str) -> list[list[Candidate]]:
    return [
        [
            other
            for other in candidates
            if other.name is not None and other.entity is not None and other.entity.label == label
        ]
        for candidates in recent
    ]


def _country(
    recent: Sequence[Sequence[Candidate]], rules: AntecedentRules
) -> tuple[Candidate | None, str]:
    """Return the one country named of late, and the row that calls it a country."""
    named = [
        [c for c in candidates if c.name is not None and rules.form("country", c.name.lower())]
        for candidates in recent
    ]
    found = _one(named)
    if found is None or found.name is None:
        return None, ""
    row: Term | None = rules.form("country", found.name.lower())
    return found, "" if row is None else row.id


def _hyponyms(hypernym: Term, recent: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    return [
        [
            other
            for other in candidates
            if other.number != "many"
            and other.noun in hypernym.terms[1:]
            and not is_embedded(other.sentence, other.head)
        ]
        for candidates in recent
    ]


def _one(groups: Sequence[Sequence[Candidate]]) -> Candidate | None:
    """Return the latest candidate if all of them are the same thing and none is quoted."""
    seen = [candidate for candidates in groups for candidate in reversed(candidates)]
    if len({_identity(candidate) for candidate in seen}) != 1:
        return None
    return None if any(candidate.quoted for candidate in seen) else seen[0]


def _identity(candidate: Candidate) -> str:
    """Return what tells two phrases of one noun apart: the name, or the words before the noun."""
    if candidate.name is not None:
        return candidate.name.lower()
    sentence = candidate.sentence
    words = [
        sentence.lower[child]
        for child in sentence.children[candidate.head]
        if sentence.deps[child] in _MODIFIERS
    ]
    return " ".join([*words, candidate.noun])
