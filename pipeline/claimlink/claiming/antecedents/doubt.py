"""When the most salient thing is still no sure antecedent.

A wrong antecedent puts a false sentence into print, a pronoun left alone only an unclear one.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.antecedents.binding import find_who, governor, is_cataphoric, is_possessive
from claimlink.claiming.antecedents.candidates import Candidate, is_bare
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.claiming.antecedents.salience import is_evidence, is_topic
from claimlink.claiming.antecedents.things import Thing
from claimlink.parsing import Sentence

# Sentences since the last mention beyond which a pronoun means somebody else as likely as not.
_NEAR = 1
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PERSONS = frozenset({"he", "she"})


def find_doubt(
    sentence: Sentence,
    token: int,
    label: str,
    ranked: Sequence[tuple[float, Thing]],
    rules: AntecedentRules,
) -> str | None:
    """Return the rule by which the first of the ranked things is no sure antecedent, or None.

    ``label`` is the kind of pronoun; ``ranked`` must not be empty.
    """
    thing = ranked[0][1]
    candidate = thing.candidate
    if thing.age > _NEAR:
        return "antecedent.far"
    if candidate.quoted:
        return "antecedent.quoted"
    if not thing.mentions and is_cataphoric(sentence, token, plural=label == "they"):
        return "antecedent.ahead"
    if any(is_topic(sentence, mention, rules) for mention in thing.mentions):
        return None  # "As for Okonkwo, he ..."
    if label in _PERSONS | {"they"}:
        person = find_who(sentence, token)
        if person is not None and person not in thing.mentions:
            return "antecedent.who"
    if label in _PERSONS:
        return _doubt_person(candidate, [other for _, other in ranked[1:]])
    if label == "there":
        return None
    if label == "it" and _may_be_no_thing(sentence, token, thing):
        return "antecedent.unknown"
    if not _is_prominent(thing, label):
        return "antecedent.oblique"
    if _acts(sentence, token, rules) and not _can_act(candidate):
        return "antecedent.inanimate"
    return None


def _doubt_person(candidate: Candidate, others: Sequence[Thing]) -> str | None:
    """Return the doubt about a person: one without gender beside somebody else is none at all."""
    if candidate.kind != "person" or not candidate.noun.isalpha():
        return "antecedent.unknown"  # "et al." taken into a name
    if candidate.name is not None and candidate.gender is None:
        return "antecedent.gender"  # a name that may not even be a person's
    near = [other.candidate for other in others if other.age <= _NEAR]
    for other in near:
        if candidate.gender is None or other.gender is not None or not candidate.is_subject:
            return "antecedent.person_near"
        if other.is_subject or other.name is not None:
            return "antecedent.person_near"
    return None


def _may_be_no_thing(sentence: Sentence, token: int, thing: Thing) -> bool:
    """Whether "it" is too vague, or a name may be a person's: "*Chaudhry* finds that it helps"."""
    if sentence.deps[token] == "pobj":
        return True  # "The agency advised firms to work with it."
    candidate = thing.candidate
    if candidate.sentence.deps[candidate.head] == "conj":
        return True  # "Boros and *Halik* said that it was bad news"
    return candidate.kind == "unknown" or (
        candidate.name is not None
        and candidate.kind != "group"
        and any(is_evidence(sentence, mention) for mention in thing.mentions)
    )


def _acts(sentence: Sentence, token: int, rules: AntecedentRules) -> bool:
    """Whether a pronoun is the subject of what only people or organisations do."""
    verb = sentence.heads[token]
    return (
        sentence.deps[token] == "nsubj"
        and not is_possessive(sentence, token)
        and rules.form("acting", sentence.lower[verb]) is not None
    )


def _can_act(candidate: Candidate) -> bool:
    return candidate.kind in {"person", "group", "place"} or (
        candidate.kind == "unknown" and candidate.name is not None
    )


def _is_prominent(thing: Thing, label: str) -> bool:
    """Whether a thing is more than an aside; a group is "they" only as a subject.

    "bonobos are better in games because they ...": had the parser lost the bonobos, "they" would
    be the games.
    """
    candidate = thing.candidate
    if label == "they" and candidate.number == "both":
        return candidate.is_subject and candidate.kind == "group"
    if label == "they" and is_bare(candidate) and candidate.last is None:
        return candidate.is_subject  # "a victim of crimes. They ..."
    if candidate.role == "oblique" and candidate.last is None:
        return False
    if candidate.role == "object" and not _is_of_main_verb(candidate):
        return False
    # "Charts display data. It supports many types.": a stuff last met as an object is no "it".
    return candidate.name is not None or candidate.role == "subject" or not is_bare(candidate)


def _is_of_main_verb(candidate: Candidate) -> bool:
    """Whether a verb that says something governs it: not "runs, facing the *chance* of a loss"."""
    sentence = candidate.sentence
    verb = governor(sentence, candidate.head)
    return sentence.deps[verb] in {"ROOT", "conj", "ccomp"}
