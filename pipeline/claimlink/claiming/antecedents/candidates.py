"""The noun phrases of a sentence as possible antecedents: what kind, how many, how salient.

A candidate is described in words only when it is chosen (:mod:`antecedent_wording`), because most
never are.

Source: Lappin & Leass 1994, "An algorithm for pronominal anaphora resolution", for salience by
grammatical role; the weights stand in ``config.cfg``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from claimlink.claiming.antecedents.names import Name, NameTable
from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.claiming.antecedents.salience import (
    NOUN_TAGS,
    Kind,
    Role,
    has_determiner,
    is_evidence,
    role_of,
    salience_of,
)
from claimlink.packs import Term
from claimlink.parsing import EntitySpan, Sentence

Number = Literal["one", "many", "both"]

NAME_TAGS = frozenset({"NNP", "NNPS"})
# A noun in one of these relations is part of a longer name or a measure, not a thing of its own.
_PARTS = frozenset(
    {"compound", "amod", "nmod", "npadvmod", "quantmod", "nummod", "det", "advmod", "intj", "meta"}
)
# Levels climbed in a tree; more are a list or a derailed parse.
_DEPTH = 25
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Entities that no pronoun stands for.
_MEASURES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"}
)
_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "person",
}


class Candidate(NamedTuple):
    """A noun phrase that later words may stand for.

    ``head`` is a token index of ``sentence``; ``last`` the last coordinated head of "A and B",
    None for a single noun.  Equal ``key`` means the same thing.  ``name`` is the full name as
    first mentioned, None for common nouns.  ``noun`` is the singular head noun in lower case and
    ``aliases`` what an apposition or "is a ..." calls it.  ``rules`` are the rows consulted.

    ``place`` is a token index of the sentence that mentions it: ``head``, or where a later sentence
    speaks of it in other words ("this law"); ``head`` must never be looked up in that sentence.
    ``quoted`` tells whether it stands in quotation marks.
    """

    sentence: Sentence
    head: int
    place: int
    last: int | None
    entity: EntitySpan | None
    kind: Kind
    number: Number
    gender: str | None
    name: str | None
    noun: str
    aliases: tuple[str, ...]
    key: str
    role: Role
    salience: float
    rules: tuple[str, ...]
    quoted: bool = False

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.role == "subject"


def find_candidates(
    sentence: Sentence,
    names: NameTable,
    rules: AntecedentRules,
    quoted: frozenset[int] = frozenset(),
) -> list[Candidate]:
    """Return the noun phrases of a sentence that can be antecedents, in order of their heads.

    "A and B" comes as one candidate behind A; a plural of it is no candidate alone.  A predicate
    noun ("X is a firm") is no candidate; it is an alias of its subject.  ``quoted`` are the tokens
    in quotation marks.
    """
    entity_of = {
        token: entity
        for entity in sentence.entities
        for token in range(entity.token_start, entity.token_end)
    }
    found: list[Candidate] = []
    for head, tag in enumerate(sentence.tags):
        if tag not in NOUN_TAGS or sentence.deps[head] in _PARTS:
            continue
        entity = entity_of.get(head)
        if (entity is not None and entity.label in _MEASURES) or _is_predicate(sentence, head):
            continue
        if sentence.deps[head] == "appos" or _is_counted(sentence, head, rules):
            continue
        one = _candidate(sentence, head, entity, names, rules)
        if one is None:
            continue
        # In "“Tern” is a chain of cafes" the mark only sets off the name of what is told of.
        named = bool(one.aliases) and sentence.heads[one.place] not in quoted
        one = one._replace(quoted=one.head in quoted and not named)
        joint = _joint(one, rules)
        joined = joint or (found[-1] if found and _is_joined(found[-1], head) else None)
        if joined is None or one.number != "many":
            found.append(one)
        if joint is not None:
            found.append(joint)
    return found


def _candidate(
    sentence: Sentence,
    head: int,
    entity: EntitySpan | None,
    names: NameTable,
    rules: AntecedentRules,
) -> Candidate | None:
    described = rules.singular(sentence.lower[head])
    subject, (head, entity) = head, _named_predicate(sentence, head, entity, rules)
    aliases = _aliases(sentence, subject, rules) if subject == head else (described,)
    word = sentence.lower[head]
    noun = rules.singular(word) if sentence.tags[head] in {"NNS", "NNPS"} else word
    name = names.name_at(sentence, head, entity)
    if name is None and sentence.tags[head] == "NN" and rules.form("unclear", noun) is not None:
        return None
    row = rules.kind_row(noun) if name is None else None
    if name is not None:
        label = names.label(name.text) or (None if entity is None else entity.label)
        kind = _kind_of_name(sentence, subject, name, label, aliases, rules)
    else:
        kind = "thing" if row is None else "group" if row.label == "group_noun" else "person"
    number = _number(sentence, head, kind, entity, rules)
    plural = "many" if number == "many" else "one"
    return Candidate(
        sentence=sentence,
        head=head,
        place=head,
        last=None,
        entity=entity,
        kind=kind,
        number=number,
        gender=_gender_of(name, row),
        name=None if name is None else name.text,
        noun=noun,
        aliases=aliases,
        key=f"{noun}/{plural}" if name is None else name.text.lower(),
        role=role_of(sentence, subject, rules),
        salience=salience_of(sentence, subject, None if name is None else kind, rules),
        rules=name.rules if name is not None else () if row is None else (row.id,),
    )


def is_bare(candidate: Candidate) -> bool:
    """Whether a common noun has no determiner: a mass, a stuff, or "data" as one."""
    sentence, head = candidate.sentence, candidate.head
    return sentence.tags[head] in {"NN", "NNS"} and not has_determiner(sentence, head)


def _kind_of_name(
    sentence: Sentence,
    subject: int,
    name: Name,
    label: str | None,
    aliases: Sequence[str],
    rules: AntecedentRules,
) -> Kind:
    """Return the kind of a name by its label, what the text calls it and what it does."""
    kind: Kind = "unknown" if label is None else _KINDS.get(label, "thing")
    kind = _kind_by_aliases(kind, aliases, rules)
    if kind == "unknown" and (name.gender is not None or is_evidence(sentence, subject)):
        return "person"  # "Chaudhry finds that": who finds and is no known group
    return kind


def _gender_of(name: Name | None, row: Term | None) -> str | None:
    """Return the gender that a name or a noun like "woman" tells; None where it tells none."""
    if name is not None:
        return name.gender
    gender = "" if row is None else row.label.partition("_")[0]
    return gender if gender in {"male", "female"} else None


def _kind_by_aliases(kind: Kind, aliases: Sequence[str], rules: AntecedentRules) -> Kind:
    """Correct the recogniser by what the text calls a name: "Lawson is a *chain*" is no man."""
    if any(map(rules.is_person, aliases)):
        return "person"
    if any(rules.form("group_noun", alias) for alias in aliases):
        return "group"
    if kind in {"person", "unknown"} and any(rules.form("thing_noun", a) for a in aliases):
        return "thing"
    return "unknown" if kind == "person" and aliases else kind


def _is_predicate(sentence: Sentence, head: int) -> bool:
    """Whether a noun says what the subject is: "Geranium is a *restaurant*"; not after "there"."""
    if sentence.deps[head] not in {"attr", "oprd"}:
        return False
    verb = sentence.heads[head]
    return not any(sentence.deps[child] == "expl" for child in sentence.children[verb])


def _named_predicate(
    sentence: Sentence, head: int, entity: EntitySpan | None, rules: AntecedentRules
) -> tuple[int, EntitySpan | None]:
    """Take the name for a description: "the oldest judge was *William Douglas*"."""
    best = any(sentence.tags[child] == "JJS" for child in sentence.children[head])
    if entity is not None or sentence.deps[head] not in _SUBJECTS:
        return head, entity
    for child in sentence.children[sentence.heads[head]]:
        if sentence.deps[child] == "attr" and best and _is_definite(sentence, child, rules):
            return child, None
        if sentence.deps[child] == "attr" and sentence.tags[child] in NAME_TAGS:
            for other in sentence.entities:
                if other.token_start <= child < other.token_end and other.label in _KINDS:
                    return child, other
    return head, entity


def _is_definite(sentence: Sentence, head: int, rules: AntecedentRules) -> bool:
    return sentence.tags[head] == "NN" and any(
        rules.form("definite", sentence.lower[child]) for child in sentence.children[head]
    )


def _is_counted(sentence: Sentence, head: int, rules: AntecedentRules) -> bool:
    """Whether a noun only fills a measure: the "NGOs" of "a number of NGOs"."""
    prep = sentence.heads[head]
    if sentence.deps[head] != "pobj" or not rules.form("genitive", sentence.lower[prep]):
        return False
    return rules.form("transparent", sentence.lower[sentence.heads[prep]]) is not None


def _number(
    sentence: Sentence, head: int, kind: Kind, entity: EntitySpan | None, rules: AntecedentRules
) -> Number:
    if rules.form("transparent", sentence.lower[head]) is not None:
        return "many"
    if rules.form("mass", sentence.lower[head]) is not None:
        return "one"
    if sentence.tags[head] in {"NNS", "NNPS"} and (entity is None or entity.label == "NORP"):
        return "many"
    if entity is not None and entity.label == "NORP":
        return "many"
    if sentence.tags[head] == "NNPS" and kind in {"person", "unknown"}:
        return "many"  # "the Obamas"
    if head == 0 and entity is None and kind == "unknown" and sentence.lower[0].endswith("s"):
        return "many"  # "Feminists", a name only by its capital
    return "both" if kind in {"group", "unknown"} else "one"


def _aliases(sentence: Sentence, head: int, rules: AntecedentRules) -> tuple[str, ...]:
    """Return the nouns that an apposition or a predicate calls it."""
    others = [c for c in sentence.children[head] if sentence.deps[c] == "appos"]
    if sentence.deps[head] in _SUBJECTS:
        others += [c for c in sentence.children[sentence.heads[head]] if sentence.deps[c] == "attr"]
    return tuple(
        rules.singular(sentence.lower[other])
        for other in others
        if sentence.tags[other] in {"NN", "NNS"} or rules.kind_row(sentence.lower[other])
    )


def _is_joined(joint: Candidate, head: int) -> bool:
    """Whether a noun is a later part of a coordination: "they" means all of it."""
    return joint.last is not None and joint.head < head <= joint.last


def _joint(one: Candidate, rules: AntecedentRules) -> Candidate | None:
    """Return "A and B" as one plural candidate where the noun heads a coordination."""
    sentence, head = one.sentence, one.head
    if sentence.deps[head] == "conj":
        return None
    last = _last_conjunct(sentence, head, rules)
    if last is None:
        return None
    return one._replace(
        last=last,
        entity=None,
        number="many",
        gender=None,
        name=None,
        noun="",
        aliases=(),
        key=f"{one.key}+{sentence.lower[last]}",
    )


def _last_conjunct(sentence: Sentence, head: int, rules: AntecedentRules) -> int | None:
    """Return the last noun joined to this one by "and"; None where there is none."""
    last, joined = head, False
    for _ in range(_DEPTH):
        children: Sequence[int] = sentence.children[last]
        joined = joined or any(rules.form("joining", sentence.lower[c]) for c in children)
        following = [c for c in children if sentence.deps[c] == "conj"]
        if not following or sentence.tags[following[0]] not in NOUN_TAGS:
            break
        last = following[0]
    return last if joined and last != head else None
