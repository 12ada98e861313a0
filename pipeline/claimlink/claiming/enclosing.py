"""Brackets and quotation marks of a claim come in pairs.

In go the tokens that state a claim; out come the same with the mate of each bracket or quotation
mark that a cut left alone: taken in where it stands right beside the claim, else the lone mark is
left out where it stands at an edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimlink.parsing import Sentence

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
# Straight quotation marks look alike on both sides: the tagger tells which side one is on, and
# many a text closes a curly one with a straight one.
_STRAIGHT = {"``": "“", "''": "”"}
_MARKS = frozenset({*_PAIRS, *_CLOSERS, '"'})
_QUOTES = frozenset({"“", "«"})
# Marks that may stand between a quotation's last word and the mark that closes it.
_INNER = frozenset({",", ".", "!", "?", "…"})


def pair_marks(sentence: Sentence, tokens: Sequence[int]) -> tuple[int, ...]:
    """Return the tokens, ascending, with no mark left alone at an edge of an unbroken run."""
    alone = _alone(sentence, tokens)
    if not alone:
        return tuple(tokens)
    found: list[int] = []
    for run in _runs(tokens):
        # From the innermost pair to the outermost, on both sides.
        first, last = run[0], run[-1]
        for token in run:
            mark = alone.get(token)
            if mark in _CLOSERS and first > 0 and _is_only(sentence, first - 1, _CLOSERS[mark]):
                first -= 1
                del alone[token]
        for token in reversed(run):
            mark = alone.get(token)
            end = _closed_at(sentence, last, mark) if mark in _PAIRS else None
            if end is not None:
                last = end
                del alone[token]
        while first <= last and _is_lone(sentence, first, alone):
            first += 1
        while first <= last and _is_lone(sentence, last, alone):
            last -= 1
        found += range(first, last + 1)
    return tuple(sorted(set(found)))


def _runs(tokens: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token == runs[-1][-1] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _is_lone(sentence: Sentence, token: int, alone: Mapping[int, str]) -> bool:
    """Tell a token that is nothing but a mark without its mate."""
    return token in alone and not any(char.isalnum() for char in sentence.words[token])


def _alone(sentence: Sentence, tokens: Sequence[int]) -> dict[int, str]:
    """Return the tokens with a mark whose mate is not among them, and the mark."""
    opened: list[tuple[int, str]] = []
    alone: dict[int, str] = {}
    for token in tokens:
        for mark in _marks(sentence, token):
            if mark in _PAIRS:
                opened.append((token, mark))
            elif opened and opened[-1][1] == _CLOSERS[mark]:
                opened.pop()
            else:
                alone[token] = mark
    alone.update(opened)
    return alone


def _marks(sentence: Sentence, token: int) -> Iterator[str]:
    """Yield the marks in a token, a straight quotation mark as the curly one of its side."""
    word = sentence.words[token]
    if word == '"':
        side = _STRAIGHT.get(sentence.tags[token])
        if side is not None:
            yield side
        return
    for char in word:
        if char in _MARKS and char != '"':
            yield char


def _is_only(sentence: Sentence, token: int, mark: str) -> bool:
    return list(_marks(sentence, token)) == [mark] and len(sentence.words[token]) == 1


def _closed_at(sentence: Sentence, last: int, opener: str) -> int | None:
    """Return the token of the mate where it stands right behind ``last``, else None."""
    for end in range(last + 1, min(last + 3, len(sentence))):
        if _is_only(sentence, end, _PAIRS[opener]):
            return end
        if opener not in _QUOTES or sentence.words[end] not in _INNER:
            return None
    return None
