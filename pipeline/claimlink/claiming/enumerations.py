"""Items under one introduction: "(1) ..., (2) ..." in a sentence, or lines behind a colon.

Each item is a claim of its own.  A line without a verb states nothing alone: it brings the
introduction along, so that its wording can restore it ("The captains were Anna Roth").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from claimlink.claiming.clauses import Clause
from claimlink.claiming.trees import CONTENT, FINITE_TAGS, SUBJECTS, VERB_TAGS, find_child
from claimlink.parsing import Sentence

#: The rule of an item.
ITEM_RULE = "clause.item"

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_DIGITS = 2
# Words from which an item states something, and from which a line is no item.
_SHORTEST, _LONGEST = 2, 40
# Marks and words that join items or open one.
_JOINING_TAGS = frozenset({",", ":", ".", "CC", "-LRB-", "-RRB-", "HYPH", "NFP", "LS"})
_SUBORDINATING = frozenset({"IN", "WDT", "DT"})


def split_enumeration(sentence: Sentence) -> list[Clause]:
    """Return the introduction of numbered items and the items; none where there are no two.

    The introduction comes without the word that joins the items to it ("in that (1) ...").
    """
    marks = _marks(sentence)
    if not marks:
        return []
    ends = [start for start, _ in marks[1:]] + [len(sentence)]
    ranges = [(opened, end) for (_, opened), end in zip(marks, ends, strict=True)]
    items = [_trimmed(sentence, start, end) for start, end in ranges]
    intro = _introduction(sentence, marks[0][0])
    if len(intro) < _SHORTEST or not all(_is_clause(sentence, item) for item in items):
        return []  # "by (1) cutting fares and (2) opening lines" is one statement
    root = sentence.root if sentence.root in intro else _head(sentence, intro)
    first = Clause(sentence, root, intro, "clause.root", None, _subject(sentence, root))
    return [first, *(_item(sentence, item) for item in items)]


def _marks(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the tokens of each numbering mark, half-open: "(1)", "2)", "(b)"."""
    found: list[tuple[int, int]] = []
    number = 0
    for close in range(1, len(sentence)):
        if sentence.words[close] != ")" or _value(sentence.lower[close - 1], number + 1) is None:
            continue
        number += 1
        opened = close >= _DIGITS and sentence.words[close - 2] == "("
        found.append((close - 2 if opened else close - 1, close + 1))
    return found if len(found) > 1 else []


def _value(word: str, expected: int) -> int | None:
    """Return the number that a mark stands for where it is the expected one; else None."""
    if expected > len(_ROMAN):
        return None
    known = {str(expected), chr(ord("a") + expected - 1), _ROMAN[expected - 1]}
    return expected if word in known else None


def _trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, ...]:
    """Return the tokens of a stretch without what joins it to others."""
    while start < end and sentence.tags[start] in _JOINING_TAGS:
        start += 1
    while end > start and sentence.tags[end - 1] in _JOINING_TAGS:
        end -= 1
    return tuple(range(start, end))


def _introduction(sentence: Sentence, end: int) -> tuple[int, ...]:
    tokens = _trimmed(sentence, 0, end)
    while tokens and sentence.tags[tokens[-1]] in _SUBORDINATING:
        tokens = tokens[:-1]
    return tokens


def _head(sentence: Sentence, tokens: Sequence[int]) -> int:
    """Return the predicate that stands highest in a stretch, or its highest word."""
    inside = frozenset(tokens)
    tops = [t for t in tokens if sentence.heads[t] not in inside or sentence.heads[t] == t]
    stated = [t for t in tops if sentence.tags[t] in VERB_TAGS]
    verbs = [t for t in tokens if _states(sentence, t)]
    return (stated or verbs or tops)[0]


def _states(sentence: Sentence, token: int) -> bool:
    return sentence.tags[token] in FINITE_TAGS and find_child(sentence, token, SUBJECTS) is not None


def _subject(sentence: Sentence, head: int) -> int | None:
    return find_child(sentence, head, SUBJECTS)


def _is_clause(sentence: Sentence, tokens: Sequence[int]) -> bool:
    inside = frozenset(tokens)
    return any(sentence.deps[t] in SUBJECTS and sentence.heads[t] in inside for t in tokens)


def _item(sentence: Sentence, tokens: tuple[int, ...]) -> Clause:
    head = _head(sentence, tokens)
    return Clause(sentence, head, tokens, ITEM_RULE, 0, _subject(sentence, head))


def find_items(sentences: Sequence[Sentence], text: str) -> dict[int, int]:
    """Return for each position of a line under an introduction the position of that introduction.

    An introduction is a statement that ends in a colon; its items are the lines behind it that
    have no verb of their own.  One line alone is no list.
    """
    found: dict[int, int] = {}
    opened: int | None = None
    for position, (before, sentence) in enumerate(pairwise(sentences), 1):
        if sentence.words and before.words[-1] == ":" and _introduces(before):
            opened = position - 1
        line = any(char in "\r\n" for char in text[before.end : sentence.start])
        if opened is None or not line or not _is_item(sentence):
            opened = None
            continue
        found[position] = opened
    counts = Counter(found.values())
    return {item: intro for item, intro in found.items() if counts[intro] > 1}


def _introduces(sentence: Sentence) -> bool:
    return any(_states(sentence, token) for token in range(len(sentence)))


def _is_item(sentence: Sentence) -> bool:
    """Tell a line that is no sentence: without a finite verb and without a full stop."""
    size = len(sentence)
    return _SHORTEST <= size <= _LONGEST and not any(tag in FINITE_TAGS for tag in sentence.tags)


def is_open(clause: Clause) -> bool:
    """Tell an introduction that states nothing before its items: "The captains were"."""
    sentence, head = clause.sentence, clause.head
    behind = [c for c in sentence.children[head] if c > head and c in clause.tokens]
    return not any(sentence.deps[c] in CONTENT for c in behind)


def word_introduction(clause: Clause, tokens: Sequence[int]) -> str:
    """Return the words that go before each item of a list: "The captains were", "It needs:"."""
    words = clause.sentence.text_of(min(tokens), max(tokens) + 1).strip()
    return words if is_open(clause) else f"{words}:"
