"""How far up its paragraph a citation reaches: does the citing sentence go on with the one before.

Named signals with weights from the rule model are added up: words that point back ("they", "this
law", "since then", "also"), a noun with "the" that was named before and is not explained on the
spot, the second half of one quotation, nouns taken up again, a citation that closes its paragraph
alone; words that turn to something else ("for example", "second", "our results") and a bracket of
many works count against it.  The sum must reach a threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.trees import SUBJECTS
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

# Tokens at a sentence's start in which an opening phrase is looked for.
_OPENING = 8
CLOSES_PARAGRAPH = "support.closes-paragraph"
_DETERMINERS = frozenset({"det", "poss", "amod", "predet"})
# A plural name is a kind of things: "the NGOs".
_COMMON_NOUNS = frozenset({"NN", "NNS", "NNPS"})
_SUPERLATIVES = frozenset({"JJS", "RBS"})
# Dependents that say which one a noun means: "the price of bread", "the boat that sank".
_EXPLAINING = frozenset({"relcl", "acl"})


@dataclass(frozen=True)
class Place:
    """What counts about a citation beyond its sentence's words.

    ``works`` are the works of its bracket; ``closes`` tells that its sentence is the last of the
    paragraph, ``alone`` that no other citation stands in the paragraph.
    """

    works: int
    closes: bool
    alone: bool


@dataclass(frozen=True)
class Signal:
    """One reason for or against a continuation: a row's id or a named setting, and its weight."""

    rule: str
    weight: float


def reach_signals(
    sentence: Sentence, before: Sequence[Sentence], *, same_source: bool, pack: LanguagePack
) -> list[Signal]:
    """Return the signals that a sentence goes on with those before it, strongest first.

    ``before`` are the sentences before it in its paragraph, nearest first, at least one.
    """
    found = _word_signals(sentence, before, pack)
    if same_source:
        found.append(Signal("support.same-quotation", pack.number("support", "same_quotation")))
    if _takes_up_name(sentence, before[0]):
        found.append(Signal("support.introduced", pack.number("support", "introduced")))
    shared = count_shared_nouns(sentence, before[0])
    if shared:
        weight = pack.number("support", "shared_noun") * min(shared, 2)
        found.append(Signal("support.shared-nouns", weight))
    return sorted(found, key=lambda signal: (-signal.weight, signal.rule))


def count_shared_nouns(sentence: Sentence, before: Sentence) -> int:
    """Return how many nouns and names of the sentence before are taken up again."""
    return len(_nouns(sentence) & _nouns(before))


def place_signals(place: Place, pack: LanguagePack) -> list[Signal]:
    """Return the signals that a citation's place gives."""
    found: list[Signal] = []
    if place.closes:
        found.append(Signal(CLOSES_PARAGRAPH, pack.number("support", "closes_paragraph")))
    if place.alone:
        found.append(Signal("support.alone", pack.number("support", "alone")))
    if place.works > pack.number("support", "many_works"):
        found.append(Signal("support.many-works", pack.number("support", "many_works_weight")))
    return found


def _word_signals(
    sentence: Sentence, before: Sequence[Sentence], pack: LanguagePack
) -> list[Signal]:
    """Return the rows that fire on the sentence's opening, its subject or any of its words."""
    rows = pack.lexicon("support_continuations").rows
    return [
        Signal(row.id, row.weight)
        for row in rows
        if row.weight is not None and _fires(row, sentence, before)
    ]


def _fires(row: Term, sentence: Sentence, before: Sequence[Sentence]) -> bool:
    if row.label == "opening":
        opening = " ".join(sentence.lower[:_OPENING]) + " "
        return any(opening.startswith(f"{term} ") for term in row.terms)
    if row.label == "word":
        return not set(row.terms).isdisjoint(sentence.lower)
    if row.label == "inside":
        return _points_inside(sentence, row.terms)
    subject = find_subject(sentence)
    if subject is None:
        return False
    if row.label == "noun":
        return sentence.lower[subject] in row.terms
    if not _subject_words(sentence, subject) & set(row.terms):
        return False
    noun = _singular(sentence.lower[subject])
    named = not _is_superlative(sentence, subject) and any(noun in _named(b) for b in before)
    return {
        "subject": True,
        "definite": named or not _is_explained(sentence, subject),
        "named": named,
    }[row.label]


def find_subject(sentence: Sentence) -> int | None:
    """Return the sentence's first subject, None where it has none."""
    return next((t for t, dep in enumerate(sentence.deps) if dep in SUBJECTS), None)


def _is_explained(sentence: Sentence, noun: int) -> bool:
    """Tell a noun whose "the" needs nothing before it: a name, "the best", "the price of bread"."""
    if sentence.tags[noun] not in _COMMON_NOUNS or _is_superlative(sentence, noun):
        return True
    return any(
        sentence.deps[child] in _EXPLAINING or sentence.lower[child] == "of"
        for child in sentence.children[noun]
    )


def _is_superlative(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tags[child] in _SUPERLATIVES for child in sentence.children[noun])


def _points_inside(sentence: Sentence, terms: Sequence[str]) -> bool:
    """Tell "Prices in these towns": a noun before the main verb, but not the subject, is known."""
    subject = find_subject(sentence)
    return any(
        sentence.deps[token] == "det"
        and sentence.lower[token] in terms
        and sentence.heads[token] != subject
        for token in range(sentence.root)
    )


def _takes_up_name(sentence: Sentence, before: Sentence) -> bool:
    """Tell "... a register of boats (ROB). ROB lists ...": the subject was just introduced."""
    named = {
        before.words[token]
        for token in range(1, len(before) - 1)
        if before.words[token - 1] == "(" and before.words[token + 1] == ")"
    }
    subject = find_subject(sentence)
    return subject is not None and sentence.words[subject] in named


def _subject_words(sentence: Sentence, subject: int) -> set[str]:
    """Return the subject and what determines it, in lower case.

    In "When women earn more, they save more" the pronoun points inside the sentence.
    """
    return {sentence.lower[subject]} | {
        sentence.lower[c] for c in sentence.children[subject] if sentence.deps[c] in _DETERMINERS
    }


def _named(sentence: Sentence) -> frozenset[str]:
    """Return the words under which a later sentence may name what this one names."""
    return frozenset(
        _singular(word)
        for word, tag in zip(sentence.lower, sentence.tags, strict=True)
        if tag.startswith(("NN", "JJ"))
    )


def _nouns(sentence: Sentence) -> frozenset[str]:
    """Return the nouns and names of a sentence in lower case, a plural's final s dropped."""
    return frozenset(
        _singular(word)
        for word, tag in zip(sentence.lower, sentence.tags, strict=True)
        if tag in {"NN", "NNS", "NNP", "NNPS"} and len(word) > 1
    )


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word
