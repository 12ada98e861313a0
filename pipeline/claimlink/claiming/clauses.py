"""Split a parsed sentence into clauses, each of which can be checked alone.

A clause hangs on one predicate: the root, a coordinated predicate with content of its own, a
non-restrictive relative clause, a participle after a comma, an adverbial clause whose
subordinator the rule model marks ``split``, or a reported clause.  What is only true together
stays together: conditions, comparisons, restrictive relatives, joint objects.

Source of the tree labels: ClearNLP dependencies (Choi & Palmer 2012), as spaCy's English models
give them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
_CONTENT = frozenset(
    {"dobj", "attr", "acomp", "ccomp", "xcomp", "prep", "agent", "oprd", "dative", "pcomp"}
)
_PUNCTUATION = frozenset({",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"})
# A relative clause without a comma is checked alone from this many words on, where its antecedent
# is one indefinite thing ("adopted a system that ..."): shorter ones say which thing is meant.
_LONG_RELATIVE = 8


@dataclass(frozen=True)
class Clause:
    """One predicate with what belongs to it.

    ``tokens`` are token indexes of the sentence, ascending; those of other clauses are left out.
    ``parent`` is the index of the clause it was cut from, None for the root.  ``subject`` is the
    token that the predicate is about, inherited where the clause has none; None where unknown.
    ``rule`` is the id of the row or mechanism that cut it.
    """

    sentence: Sentence
    head: int
    tokens: tuple[int, ...]
    rule: str
    parent: int | None
    subject: int | None

    @property
    def is_finite(self) -> bool:
        """Whether the predicate, or an auxiliary of it, is a finite verb."""
        tags = self.sentence.tags
        return tags[self.head] in FINITE_TAGS or any(
            tags[child] in FINITE_TAGS and self.sentence.deps[child] in {"aux", "auxpass"}
            for child in self.sentence.children[self.head]
        )


def split_sentence(
    sentence: Sentence, pack: LanguagePack, reported: Collection[int] = ()
) -> list[Clause]:
    """Return the clauses of a sentence, in the order of their first words.

    ``reported`` are token indexes of predicates that someone is reported to say; each heads a
    clause of its own whatever joins it to its frame.
    """
    cuts = {sentence.root: "clause.root"}
    order = _from_the_top(sentence)
    for token in order:
        if token in cuts:
            continue
        rule = (
            "clause.reported" if token in reported else _cutting_rule(sentence, token, cuts, pack)
        )
        if rule is not None:
            cuts[token] = rule
    owner = {}
    for token in order:
        owner[token] = token if token in cuts else owner[sentence.heads[token]]
    members: dict[int, list[int]] = {}
    for token in range(len(sentence)):
        members.setdefault(owner.get(token, sentence.root), []).append(token)
    heads = sorted(cuts, key=lambda head: members[head][0])
    return [
        Clause(
            sentence,
            head,
            _trimmed(sentence, head, members[head], cuts[head], pack),
            cuts[head],
            None if head == sentence.root else heads.index(owner[sentence.heads[head]]),
            _subject(sentence, head),
        )
        for head in heads
    ]


def _from_the_top(sentence: Sentence) -> list[int]:
    """Return all tokens, each after its head; tokens of further roots come with theirs."""
    order = [token for token, head in enumerate(sentence.heads) if token == head]
    for token in order:
        order.extend(sentence.children[token])
    return order


def _cutting_rule(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """Return the rule by which this token heads a clause of its own, None where it does not."""
    if sentence.heads[token] == token:
        return "clause.root"
    judge = _JUDGES.get(sentence.deps[token])
    return None if judge is None else judge(sentence, token, cuts, pack)


def _judge_conjunct(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """A coordinated predicate: with a subject of its own, or both with content of their own."""
    head = sentence.heads[token]
    if sentence.tags[token] not in VERB_TAGS or head not in cuts:
        return None
    if _child(sentence, token, SUBJECTS) is not None:
        return "clause.conjunct.subject"
    if not _has_content(sentence, token, after=token):
        return None
    if not _has_content(sentence, head, after=head, before=token):
        return None
    joined = {sentence.lower[c] for c in sentence.children[head] if sentence.deps[c] == "cc"}
    return (
        None
        if joined & pack.lexicon("clause_connectives").forms.get("alternative", set())
        else "clause.conjunct.predicate"
    )


def _judge_relative(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """A relative clause that adds something instead of saying which thing is meant."""
    members = sentence.subtree(token)
    before = members[0] - 1
    if sentence.tags[token] not in VERB_TAGS or before < 0:
        return None
    if sentence.words[before] in {",", "—", "–", "--"}:
        return "clause.relative"
    antecedent = sentence.heads[token]
    if sentence.tags[antecedent] in {"NNP", "NNPS"}:
        return "clause.relative"
    return None


def _judge_adverbial(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """An adverbial clause: its subordinator decides, or a comma before a participle."""
    subordinators = pack.lexicon("clause_subordinators")
    mark = _mark(sentence, token)
    if mark is not None:
        row = subordinators.get(mark)
        return row.id if row is not None and row.label == "split" else None
    return _judge_participle(sentence, token, cuts, pack)


def _judge_participle(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """ ", reaching 128 billion by 2010": a participle after a comma, behind what it belongs to."""
    if sentence.tags[token] != "VBG" or token < sentence.heads[token]:
        return None
    members = sentence.subtree(token)
    first = members[0]
    if first == 0 or sentence.words[first - 1] not in {",", "—", "–"} or len(members) < 3:
        return None
    return "clause.participle"


def _judge_complement(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """A whole clause beside another ("...; ..."), or what "the result is that" introduces."""
    head = sentence.heads[token]
    if sentence.tags[token] not in VERB_TAGS:
        return None
    if token < head and _child(sentence, token, SUBJECTS) is not None:
        between = set(sentence.words[token:head])
        if between & {";", "—", "–", "--", ":"}:
            return "clause.beside"
    mark = _mark(sentence, token)
    if mark in {"that", "because"} and _is_copula(sentence, head) and token > head:
        return "clause.copular"
    return None


def _judge_parataxis(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    if sentence.tags[token] in VERB_TAGS and _child(sentence, token, SUBJECTS) is not None:
        return "clause.beside"
    return None


_Judge = Callable[[Sentence, int, Collection[int], LanguagePack], "str | None"]
_JUDGES: dict[str, _Judge] = {
    "conj": _judge_conjunct,
    "relcl": _judge_relative,
    "advcl": _judge_adverbial,
    "acl": _judge_participle,
    "ccomp": _judge_complement,
    "parataxis": _judge_parataxis,
}


def _trimmed(
    sentence: Sentence, head: int, members: list[int], rule: str, pack: LanguagePack
) -> tuple[int, ...]:
    """Leave out what does not state the clause: "However,", "while", "and", outer punctuation."""
    connectives = pack.lexicon("clause_connectives")
    subordinators = pack.lexicon("clause_subordinators")
    start = 0
    while start < len(members) - 1:
        token = members[start]
        if sentence.tags[token] in _PUNCTUATION or sentence.deps[token] == "cc":
            start += 1
            continue
        length = _opening(sentence, members[start:], connectives.by_form)
        if length == 0 and rule in {"clause.copular"} | {row.id for row in subordinators.rows}:
            length = _opening(sentence, members[start:], subordinators.by_form, comma=False)
        if length == 0 and rule == "clause.reported" and sentence.lower[token] in {"that", "how"}:
            length = 1
        if length == 0:
            break
        start += length
    end = len(members)
    while end > start + 1 and (
        sentence.tags[members[end - 1]] in _PUNCTUATION or sentence.deps[members[end - 1]] == "cc"
    ):
        end -= 1
    return tuple(members[start:end])


def _opening(
    sentence: Sentence, members: list[int], forms: Collection[str], *, comma: bool = True
) -> int:
    """Return how many tokens at the start are one of the forms; a comma must follow some."""
    for length in range(min(5, len(members) - 1), 0, -1):
        words = [sentence.lower[token] for token in members[:length]]
        if members[length - 1] - members[0] != length - 1 or " ".join(words) not in forms:
            continue
        if not comma or sentence.words[members[length]] == "," or length == 0:
            return length
    return 0


def _subject(sentence: Sentence, head: int) -> int | None:
    """Return the subject of a predicate: its own, or that of what it is coordinated with."""
    seen = 0
    while seen < len(sentence):
        own = _child(sentence, head, SUBJECTS)
        if own is not None:
            return own
        if sentence.deps[head] in {"relcl", "acl"}:
            return sentence.heads[head]
        if sentence.heads[head] == head or sentence.deps[head] not in {"conj", "xcomp", "advcl"}:
            return None
        head = sentence.heads[head]
        seen += 1
    return None


def _child(sentence: Sentence, token: int, deps: Collection[str]) -> int | None:
    return next((c for c in sentence.children[token] if sentence.deps[c] in deps), None)


def _mark(sentence: Sentence, token: int) -> str | None:
    """Return the subordinator of a clause in lower case, with "in order", "even" and the like."""
    for child in sentence.children[token]:
        if child > token:
            break
        if sentence.deps[child] == "mark" or (
            sentence.deps[child] == "advmod" and sentence.tags[child] == "WRB"
        ):
            return sentence.lower[child]
    return None


def _has_content(sentence: Sentence, token: int, *, after: int, before: int = 10**9) -> bool:
    return any(
        sentence.deps[child] in _CONTENT and after < child < before
        for child in sentence.children[token]
    )


def _is_copula(sentence: Sentence, token: int) -> bool:
    return sentence.lower[token] in {"is", "was", "are", "were", "be", "been", "'s"}
