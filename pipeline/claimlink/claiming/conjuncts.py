"""Which coordinated predicates of a parsed sentence head a clause of their own.

"closed the harbour and moved the ferries" are two statements; "planted maize, raised goats and
sold milk" is one enumeration, and "runs ferries and buses" one with two objects.
"""

from __future__ import annotations

from collections.abc import Collection

from claimlink.claiming.trees import (
    SUBJECTS,
    VERB_TAGS,
    agrees,
    find_child,
    find_first,
    has_content,
    is_cited_after,
    is_finite,
    is_plural,
    is_word,
)
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

_WH_TAGS = frozenset({"WDT", "WP", "WRB"})
# Tags that only a finite verb has, and tags of subjects that show their number.
_FINITE_ONLY = frozenset({"VBD", "VBZ"})
_COUNTED = frozenset({"NNS", "NNPS", "PRP"})


def judge_conjunct(
    sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack
) -> str | None:
    """Return the rule of a coordinated predicate that heads a clause, None where it does not.

    It has a subject of its own, or both predicates have content of their own.
    """
    head = _joined_to(sentence, token, cuts, pack)
    if sentence.tags[token] not in VERB_TAGS or head not in cuts:
        return None
    if find_child(sentence, token, SUBJECTS) is not None:
        return _judge_with_subject(sentence, token, pack)
    if _is_nonfinite(sentence, token) or not has_content(sentence, token, after=token):
        return None
    if _is_gloss(sentence, token, pack) or _is_of_another(sentence, token, head):
        return None
    chain = _predicates(sentence, token)
    if not any(c < token and has_content(sentence, c, after=c, before=token) for c in chain):
        return None
    # A citation between the two closes the first: they are checked apart whatever joins them.
    if _is_cited_between(sentence, head, token):
        return "clause.conjunct.cited"
    joined = {sentence.lower[c] for c in sentence.children[head] if sentence.deps[c] == "cc"}
    alternatives = pack.lexicon("clause_connectives").forms.get("alternative", frozenset())
    if joined & alternatives or _is_enumerated(sentence, chain):
        return None
    return "clause.conjunct.predicate"


def _judge_with_subject(sentence: Sentence, token: int, pack: LanguagePack) -> str | None:
    """Judge "..., and the ferries stopped"; "..., what delays the crews" adds like "which"."""
    first = next(t for t in sentence.subtree(token) if sentence.tags[t] not in {",", "CC", ":"})
    remark = first > 0 and sentence.words[first - 1] == ","
    if (
        remark
        and sentence.tags[first] in {"WP", "WDT"}
        and first == find_child(sentence, token, SUBJECTS)
    ):
        return "clause.relative"
    if sentence.tags[token] == "VBN" and not is_finite(sentence, token):
        return None  # "the menu and drinks chosen"
    return None if _is_elliptic(sentence, token, pack) else "clause.conjunct.subject"


def _is_gloss(sentence: Sentence, token: int, pack: LanguagePack) -> bool:
    """Tell "..., i.e., keep lists of them": the same in other words."""
    return any(c < token and is_word(sentence, c, "gloss", pack) for c in sentence.children[token])


def _is_of_another(sentence: Sentence, token: int, head: int) -> bool:
    """Tell "wards serve a town that lies on the coast but still lacks a port".

    A form that shows the singular goes with no plural subject: it is coordinated with a verb
    further down.
    """
    while sentence.deps[head] == "conj" and find_child(sentence, head, SUBJECTS) is None:
        head = sentence.heads[head]
    subject = find_child(sentence, head, SUBJECTS)
    if subject is None or sentence.tags[subject] not in _COUNTED or token < head:
        return False
    return is_plural(sentence, subject) and not agrees(sentence, token, subject)


def _joined_to(sentence: Sentence, token: int, cuts: Collection[int], pack: LanguagePack) -> int:
    """Return the predicate a coordinated one belongs with.

    In "let some read and asked others to write" the parser hangs "asked" on "read"; a finite verb
    goes with the nearest finite one above, and "and that ..." with the nearest clause.
    """
    head = sentence.heads[token]
    first = find_first(sentence, token)
    if sentence.deps[first] == "mark" and is_word(sentence, first, "complementizer", pack):
        while head not in cuts and sentence.heads[head] != head:
            head = sentence.heads[head]
        return head
    if sentence.tags[token] not in _FINITE_ONLY:
        return head
    while not is_finite(sentence, head) and sentence.heads[head] != head:
        head = sentence.heads[head]
    return head


def _is_nonfinite(sentence: Sentence, token: int) -> bool:
    """Tell a coordinated "-ing" or bare form without an auxiliary: part of what its verb says.

    A present form is often tagged as a bare one, so its head must be no finite verb either.
    """
    head = sentence.heads[token]
    if sentence.tags[token] == "VBG":
        return not any(sentence.deps[child] == "aux" for child in sentence.children[token])
    if sentence.tags[token] != "VB":
        return False
    return sentence.tags[head] == "VBG" or any(
        sentence.tags[child] == "TO" for child in sentence.children[head]
    )


def _is_elliptic(sentence: Sentence, token: int, pack: LanguagePack) -> bool:
    """Tell "..., but their friends do not" and "and how it spreads" from a statement."""
    first = sentence.subtree(token)[0]
    if not _WH_TAGS.isdisjoint(sentence.tags[first : min(first + 2, token)]):
        return True
    bare = all(
        sentence.deps[child] in SUBJECTS
        or sentence.deps[child] in {"neg", "punct", "aux", "advmod"}
        for child in sentence.children[token]
    )
    return bare and is_word(sentence, token, "pro-verb", pack)


def _predicates(sentence: Sentence, token: int) -> list[int]:
    """Return the predicates coordinated with this one that share its subject, first first."""
    first = token
    while sentence.deps[first] == "conj" and sentence.heads[first] != first:
        first = sentence.heads[first]
    chain = [first]
    for predicate in chain:
        chain += [
            child
            for child in sentence.children[predicate]
            if sentence.deps[child] == "conj"
            and sentence.tags[child] in VERB_TAGS
            and find_child(sentence, child, SUBJECTS) is None
        ]
    return sorted(chain)


def _is_enumerated(sentence: Sentence, chain: list[int]) -> bool:
    """Tell three or more predicates with content of their own: an enumeration, one claim.

    Where two have a date, a figure or a name of their own, each is looked up by itself: "closed
    two plants in 2011, moved to Linz and sold its fleet".
    """
    parts = list(zip(chain, [*chain[1:], len(sentence)], strict=True))
    full = sum(has_content(sentence, start, after=start, before=end) for start, end in parts)
    return full > 2 and sum(_is_anchored(sentence, start, end) for start, end in parts) < 2


def _is_anchored(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a date, a figure or a name stands between two tokens."""
    return "CD" in sentence.tags[start:end] or any(
        start <= entity.token_start < end for entity in sentence.entities
    )


def _is_cited_between(sentence: Sentence, left: int, right: int) -> bool:
    return any(is_cited_after(sentence, i) for i in range(left, min(right, len(sentence) - 1)))
