"""How far up its paragraph a citation reaches: does the citing sentence go on with the one before.

Named signals with weights from the rule model are added up: words that point back ("they", "this
law", "since then", "also"), the second half of one quotation, nouns taken up again, a citation
that closes its paragraph alone; words that turn to something else ("for example", "second", "our
results") and a bracket of many works count against it.  The sum must reach a threshold.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimlink.claiming.trees import SUBJECTS
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

# Tokens at a sentence's start in which an opening phrase is looked for.
_OPENING = 8


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
    sentence: Sentence, before: Sentence, *, same_source: bool, pack: LanguagePack
) -> list[Signal]:
    """Return the signals that a sentence goes on with the one before, strongest first."""
    found = _word_signals(sentence, pack)
    if same_source:
        found.append(Signal("support.same-quotation", pack.number("support", "same_quotation")))
    if _takes_up_name(sentence, before):
        found.append(Signal("support.introduced", pack.number("support", "introduced")))
    shared = count_shared_nouns(sentence, before)
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
        found.append(Signal("support.closes-paragraph", pack.number("support", "closes_paragraph")))
    if place.alone:
        found.append(Signal("support.alone", pack.number("support", "alone")))
    if place.works > pack.number("support", "many_works"):
        found.append(Signal("support.many-works", pack.number("support", "many_works_weight")))
    return found


def _word_signals(sentence: Sentence, pack: LanguagePack) -> list[Signal]:
    """Return the rows that fire on the sentence's opening, its subject or any of its words."""
    rows = pack.lexicon("support_continuations").rows
    opening = " ".join(sentence.lower[:_OPENING]) + " "
    subject = _subject_words(sentence)
    words = frozenset(sentence.lower)
    found: list[Signal] = []
    for row in rows:
        if row.label == "opening":
            fired = any(opening.startswith(f"{term} ") for term in row.terms)
        else:
            fired = not (subject if row.label == "subject" else words).isdisjoint(row.terms)
        if fired and row.weight is not None:
            found.append(Signal(row.id, row.weight))
    return found


def _takes_up_name(sentence: Sentence, before: Sentence) -> bool:
    """Tell "... a register of boats (ROB). ROB lists ...": the subject was just introduced."""
    named = {
        before.words[token]
        for token in range(1, len(before) - 1)
        if before.words[token - 1] == "(" and before.words[token + 1] == ")"
    }
    subject = next((t for t, dep in enumerate(sentence.deps) if dep in SUBJECTS), None)
    return subject is not None and sentence.words[subject] in named


def _subject_words(sentence: Sentence) -> set[str]:
    """Return the first words of the sentence's first subject: pronoun or determiner.

    In "When women earn more, they save more" the pronoun points inside the sentence.
    """
    subject = next((t for t, dep in enumerate(sentence.deps) if dep in SUBJECTS), None)
    if subject is None:
        return set()
    return {sentence.lower[subject]} | {
        sentence.lower[c]
        for c in sentence.children[subject]
        if sentence.deps[c] in {"det", "poss", "amod", "predet"}
    }


def _nouns(sentence: Sentence) -> frozenset[str]:
    """Return the nouns and names of a sentence in lower case, a plural's final s dropped."""
    return frozenset(
        word.removesuffix("s") if len(word) > 3 else word
        for word, tag in zip(sentence.lower, sentence.tags, strict=True)
        if tag in {"NN", "NNS", "NNP", "NNPS"} and len(word) > 1
    )
