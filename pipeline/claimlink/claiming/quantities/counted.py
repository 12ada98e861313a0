"""What a quantity counts: the noun that the number modifies, from the dependency tree."""

from __future__ import annotations

from claimlink.parsing import Sentence

#: Words between a number and its noun that are not part of what is counted.
_SKIPPED = frozenset({"DT", "PDT", "PRP$", "WDT", "IN", "POS", "CD"})
#: After a number of its own ("2 percent of the 300 or so shops") also these.
_AFTER_NUMBER = _SKIPPED | {"CC", "RB"}
#: Tokens between a number and its noun beyond which a head is a parser's slip.
_REACH = 8
#: Behind a number they join it to a word, where one follows at once.
_DASHES = frozenset("-–‐‑")
#: Marks that may stand inside what is counted.
_INNER = frozenset(("-", "–", "&", "/", ",", "."))


def counts_plural(sentence: Sentence, token: int) -> bool:
    """Whether a number counts a plural noun after it: "300 people"."""
    head = sentence.heads[token]
    return head > token and sentence.deps[token] == "nummod" and sentence.tags[head] == "NNS"


def counted_noun(sentence: Sentence, first: int, last: int, *, has_unit: bool) -> str | None:
    """Return the counted noun with its modifiers: "civil activists" of "13 civil activists".

    ``first`` and ``last`` are the quantity's tokens.  After "of" it is the noun that "of" rules:
    "half of the voters", "5 kg of flour".  A number with a unit counts nothing else.  None where
    the tree gives no noun.
    """
    after = last + 1
    if after < len(sentence) and sentence.lower[after] == "of":
        noun = next((c for c in sentence.children[after] if sentence.deps[c] == "pobj"), None)
        return None if noun is None else _phrase(sentence, after + 1, noun)
    if has_unit:
        return None
    if after < len(sentence) and sentence.lower[after] in _DASHES:
        return _joined(sentence, after)
    noun = _head_noun(sentence, first, last)
    return None if noun is None else _phrase(sentence, after, noun)


def _joined(sentence: Sentence, dash: int) -> str | None:
    """Return the noun joined to a number: "point" of "30-point lead"; None for "two- and ..."."""
    noun = dash + 1
    if sentence.spaced[dash] or noun >= len(sentence) or not _is_noun(sentence, noun):
        return None
    return sentence.words[noun]


def _head_noun(sentence: Sentence, first: int, last: int) -> int | None:
    """Return the noun after the quantity that one of its tokens depends on."""
    token = last
    for _ in range(_REACH):
        head = sentence.heads[token]
        if head == token:
            return None
        if head > last:
            return head if _is_noun(sentence, head) and head - last <= _REACH else None
        if head < first:
            return None
        token = head
    return None


def _is_noun(sentence: Sentence, token: int) -> bool:
    return sentence.tags[token].startswith("NN")


def _phrase(sentence: Sentence, start: int, noun: int) -> str | None:
    """Return the words from ``start`` to the noun, determiners and numbers in front left out.

    Signs, brackets and pictures end it: what follows them is not counted.
    """
    if noun < start or noun - start > _REACH:
        return None
    numbers = [i for i in range(start, noun) if sentence.tags[i] == "CD"]
    skipped = _SKIPPED
    if numbers:
        start, skipped = numbers[-1], _AFTER_NUMBER
    while start < noun and (
        sentence.tags[start] in skipped or not sentence.words[start][0].isalnum()
    ):
        start += 1
    end = next((i for i in range(start, noun + 1) if not _is_wordy(sentence.words[i])), noun + 1)
    while end > start and not _is_noun(sentence, end - 1):
        end -= 1
    return sentence.text_of(start, end) if end > start else None


def _is_wordy(word: str) -> bool:
    return word in _INNER or (
        any(map(str.isalnum, word)) and not any(mark in word for mark in "()[]{}<>=|")
    )
