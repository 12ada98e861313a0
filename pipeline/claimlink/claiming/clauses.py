"""Split a parsed sentence into clauses, each of which can be checked alone.

A clause hangs on one predicate: the root, a coordinated predicate with content of its own, a
non-restrictive relative clause, a participle after a comma, an adverbial clause whose
subordinator the rule model marks ``split``, or a reported clause.  What is only true together
stays together: conditions, comparisons, restrictive relatives, joint objects.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from claimlink.claiming.clause_cuts import find_absolute, find_cutting_rule
from claimlink.claiming.trees import (
    FINITE_TAGS,
    SUBJECTS,
    VERB_TAGS,
    find_child,
    is_finite,
    is_word,
)
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

_ABSOLUTE = "clause.absolute"
# Clauses that what follows without a mark goes on with, and the tags that break them off.
_TAILED = ("clause.relative", "clause.participle")
_BREAKS = frozenset({",", ":", ".", "-LRB-", "-RRB-", "CC", "``", "''", "NFP"})
# Words of a label, its colon included.
_LONGEST_LABEL = 12
_COMPLEMENTS = frozenset({"clause.reported", "clause.copular"})
_PAIRS = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«", '"': '"', "''": "``"}
_PUNCTUATION = frozenset({",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"})


@dataclass(frozen=True)
class Clause:
    """One predicate with what belongs to it.

    ``tokens`` are token indexes of the sentence, ascending; those of other clauses are left out.
    ``parent`` is the index of the clause it was cut from, None for the root.  ``subject`` is the
    token that the predicate is about, inherited where the clause has none; None where unknown.
    ``rule`` is the id of the row or mechanism that cut it.  ``shared`` are tokens of another claim
    without which an item of a list says nothing: "grants were paid for" boats (A), nets (B).
    ``introduction`` are the words of another sentence that a line of a list goes on with.
    ``examples`` are tokens that it leaves out as examples of it, each cited for it.
    """

    sentence: Sentence
    head: int
    tokens: tuple[int, ...]
    rule: str
    parent: int | None
    subject: int | None
    shared: tuple[int, ...] = ()
    introduction: str = ""
    examples: tuple[int, ...] = ()

    @property
    def is_finite(self) -> bool:
        """Whether the predicate, or an auxiliary of it, is a finite verb."""
        return is_finite(self.sentence, self.head)


def split_sentence(
    sentence: Sentence,
    pack: LanguagePack,
    reported: Collection[int] = (),
    held: Collection[int] = (),
) -> list[Clause]:
    """Return the clauses of a sentence, in the order of their first words.

    ``reported`` are token indexes of predicates that someone is reported to say; each heads a
    clause of its own whatever joins it to its frame.  ``held`` are the tokens of clauses that their
    frame takes back ("it is false that"): of those only a remark in commas stands for itself.
    """
    cuts = {sentence.root: "clause.root"}
    order = _from_the_top(sentence)
    for token in order:
        if token in cuts:
            continue
        rule = (
            "clause.reported"
            if token in reported
            else find_cutting_rule(sentence, token, cuts, pack)
        )
        if rule is not None and (token not in held or rule == "clause.relative"):
            cuts[token] = rule
    owner: dict[int, int] = {}
    for token in order:
        owner[token] = token if token in cuts else owner[sentence.heads[token]]
    members: dict[int, list[int]] = {}
    for token in range(len(sentence)):
        members.setdefault(owner.get(token, sentence.root), []).append(token)
    _give_tails(sentence, cuts, owner, members)
    heads = sorted(cuts, key=lambda head: members[head][0])
    found: list[Clause] = []
    for head in heads:
        predicate = head
        if cuts[head] == _ABSOLUTE:
            predicate = find_absolute(sentence, head) or head
        tokens = _trimmed(sentence, head, members[head], cuts[head], pack)
        parent = None if head == sentence.root else heads.index(owner[sentence.heads[head]])
        subject = _subject(sentence, predicate)
        found.append(Clause(sentence, predicate, tokens, cuts[head], parent, subject))
    return found


def _give_tails(
    sentence: Sentence,
    cuts: Mapping[int, str],
    owner: dict[int, int],
    members: Mapping[int, list[int]],
) -> None:
    """Give a clause the words right behind it that the parser hung on the clause around it.

    "The board set up a fund that pays for repairs in all of the islands": without a comma "in all
    of the islands" goes on with the clause it follows.
    """
    for head, rule in cuts.items():
        first, last = members[head][0], members[head][-1]
        outer = owner.get(last + 1)
        if not rule.startswith(_TAILED) or outer is None or outer > first:
            continue
        end = _end_of_tail(sentence, owner, last + 1)
        if end == last + 1:
            continue
        members[head].extend(range(last + 1, end))
        members[outer][:] = [t for t in members[outer] if not last < t < end]
        owner.update(dict.fromkeys(range(last + 1, end), head))


def _end_of_tail(sentence: Sentence, owner: Mapping[int, int], first: int) -> int:
    """Return the token behind a tail that begins at a token; that token where there is none."""
    outer = owner[first]
    before = sentence.tags[first - 1] in {"NN", "NNS", "NNP", "NNPS"}
    if before and sentence.deps[first] == "conj" and sentence.tags[first] == "VBD":
        # "a fund that pays for boats built and kept in Graz": no word joins "built" to a verb.
        end = sentence.subtree(first)[-1] + 1
        return end if all(owner[t] == outer for t in range(first, end)) else first
    end = first
    while owner.get(end) == outer and sentence.tags[end] not in _BREAKS:
        end += 1
    finite = any(sentence.tags[t] in FINITE_TAGS for t in range(first, end))
    return first if finite else end


def _from_the_top(sentence: Sentence) -> list[int]:
    """Return all tokens, each after its head; tokens of further roots come with theirs."""
    order = [token for token, head in enumerate(sentence.heads) if token == head]
    for token in order:
        order.extend(sentence.children[token])
    return order


def _trimmed(
    sentence: Sentence, head: int, members: list[int], rule: str, pack: LanguagePack
) -> tuple[int, ...]:
    """Leave out what does not state the clause: "However,", "while", "and", outer punctuation."""
    subordinators = pack.lexicon("clause_subordinators")
    # "with" of "with tenants paying the rest" joins the two.
    start = 1 if rule == _ABSOLUTE else _length_of_label(sentence, head, members)
    while start < len(members) - 1:
        token = members[start]
        if sentence.tags[token] in _PUNCTUATION or (
            sentence.deps[token] == "cc" and not _opens_condition(sentence, members, start, pack)
        ):
            start += 1
            continue
        _, length = find_connective(sentence, members[start:], pack)
        if length == 0 and (rule == "clause.copular" or rule.startswith("clause_subordinators.")):
            length = _opening(sentence, members[start:], subordinators.by_form)
        if (
            length == 0
            and rule in _COMPLEMENTS
            and is_word(sentence, token, "complementizer", pack)
        ):
            length = 1
        if length == 0:
            break
        start += length
    end = len(members)
    while end > start + 1 and (
        sentence.tags[members[end - 1]] in _PUNCTUATION or sentence.deps[members[end - 1]] == "cc"
    ):
        if _closes(sentence, members[start:end]):
            break
        end -= 1
    return tuple(members[start:end])


def _length_of_label(sentence: Sentence, head: int, members: Sequence[int]) -> int:
    """Return how many tokens name what a whole clause is about: "First prize: Roth won it"."""
    # The parser often takes the label for a second subject.
    subjects = [c for c in sentence.children[head] if sentence.deps[c] in SUBJECTS]
    for position, token in enumerate(members[:_LONGEST_LABEL]):
        if sentence.words[token] == ":":
            return position + 1 if subjects and token < subjects[-1] else 0
        if sentence.tags[token] in VERB_TAGS:
            return 0
    return 0


def _opens_condition(
    sentence: Sentence, members: list[int], start: int, pack: LanguagePack
) -> bool:
    """Tell "But for the reform, wages would have fallen" from "But wages fell"."""
    words = " ".join(sentence.lower[token] for token in members[start : start + 2])
    row = pack.lexicon("clause_words").get(words)
    return row is not None and row.label == "opening condition"


def _closes(sentence: Sentence, members: list[int]) -> bool:
    """Tell whether the last mark closes a bracket or quotation that the clause opens."""
    opener = _PAIRS.get(sentence.words[members[-1]])
    if opener is None:
        return False
    words = [sentence.words[token] for token in members[:-1]]
    if opener == sentence.words[members[-1]]:
        return words.count(opener) % 2 == 1
    return words.count(opener) > words.count(sentence.words[members[-1]])


def strip_opening(
    sentence: Sentence, tokens: tuple[int, ...], pack: LanguagePack
) -> tuple[int, ...]:
    """Return the tokens without a conjunction that opens them ("and", ", as well as")."""
    conjunctions = pack.lexicon("clause_connectives").forms.get("conjunction", frozenset())
    start = 0
    while start < len(tokens) and (
        sentence.tags[tokens[start]] in _PUNCTUATION
        or sentence.lower[tokens[start]] in conjunctions
    ):
        start += 1
    joined = any(sentence.lower[token] in conjunctions for token in tokens[:start])
    return tokens[start:] if joined else tokens


def find_connective(
    sentence: Sentence, tokens: Sequence[int], pack: LanguagePack
) -> tuple[Term | None, int]:
    """Return the connective that opens the tokens with a comma behind it, and its length in tokens.

    "However, the port stayed open." has one; "However cold it was" has none: (None, 0).
    """
    connectives = pack.lexicon("clause_connectives")
    length = _opening(sentence, tokens, connectives.by_form)
    if length == 0 or sentence.words[tokens[length]] != ",":
        return None, 0
    words = " ".join(sentence.lower[token] for token in tokens[:length])
    return connectives.get(words), length


def _opening(sentence: Sentence, tokens: Sequence[int], forms: Collection[str]) -> int:
    """Return how many unbroken tokens at the start are one of the forms, the longest first."""
    for length in range(min(5, len(tokens) - 1), 0, -1):
        words = " ".join(sentence.lower[token] for token in tokens[:length])
        if tokens[length - 1] - tokens[0] == length - 1 and words in forms:
            return length
    return 0


def _subject(sentence: Sentence, head: int) -> int | None:
    """Return the subject of a predicate: its own, or that of what it is coordinated with."""
    seen = 0
    while seen < len(sentence):
        own = find_child(sentence, head, SUBJECTS)
        if own is not None:
            return own
        if sentence.deps[head] in {"relcl", "acl"}:
            return sentence.heads[head]
        if sentence.heads[head] == head or sentence.deps[head] not in {"conj", "xcomp", "advcl"}:
            return None
        head = sentence.heads[head]
        seen += 1
    return None
