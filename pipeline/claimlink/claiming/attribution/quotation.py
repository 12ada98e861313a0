"""Quotations: stretches of prose between quotation marks, over one or several paragraphs.

In: an article's sentences.  Out: its outermost quotations in order.  Marks inside a quotation
are left alone.  A mark that never closes is taken as a quotation only where the paragraph opens
with it and the next one opens with a mark again, as print has it for long speeches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimlink.parsing import Sentence

#: Opening mark -> marks that close it.
_PAIRS = {
    "\u201c": '\u201d\u201c"',
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
    "``": "''\"",
    "''": "''",
    '"': '"\u201d',
    "'": "'\u2019",
}
_MARKS = frozenset("\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019`'\"")
_OPENERS = frozenset("\u201c\u201e\u00ab\u2018")
#: Words from which on a quotation without a final point may be an utterance.
_LONG = 5
_TERMINAL = frozenset(".,?!\u2026;:-\u2014\u2013")


@dataclass(frozen=True)
class TokenAt:
    """A token of the article: index of its sentence in the sequence, and inside it."""

    sentence: int
    token: int


@dataclass(frozen=True)
class Quotation:
    """One quotation, marks included.

    ``start`` and ``end`` are article offsets; ``first`` and ``last`` the tokens at both ends
    (inclusive).  ``words`` counts tokens that begin with a letter or digit, ``ending`` is the
    last character before the closing mark; ``before_comma`` tells whether a comma follows the
    closing mark.  ``continues`` says that it goes on with the
    quotation before it, which was left open at the end of its paragraph.
    """

    start: int
    end: int
    block: int
    first: TokenAt
    last: TokenAt
    words: int
    ending: str
    capital: bool
    before_comma: bool
    continues: bool = False

    @property
    def is_utterance(self) -> bool:
        """Whether it reads as something said, not as a title, a term or a scare quote."""
        if self.words < 1:
            return False
        if self.ending in _TERMINAL:
            return True
        return self.capital and (self.before_comma or self.words >= _LONG)


@dataclass(frozen=True)
class _Mark:
    mark: str
    at: TokenAt
    start: int
    end: int
    before: str
    after: str

    @property
    def opens(self) -> bool:
        """Whether it can begin a quotation: behind a blank or bracket, before a word."""
        if not self.after.strip():
            return False
        return not self.before.strip() or self.before in "([{-\u2014\u2013/\u2026" + "\u201c\"'`"

    @property
    def closes(self) -> bool:
        """Whether it can end a quotation: behind a word, not inside one."""
        return bool(self.before.strip()) and not self.after.isalnum()


def find_quotations(sentences: Sequence[Sentence], text: str) -> list[Quotation]:
    """Return the outermost quotations of an article in order, not overlapping.

    ``sentences`` are those of the whole article, ``text`` is the article's text.
    """
    found: list[Quotation] = []
    open_until: int | None = None
    for block in _blocks(sentences):
        quotations, left_open = _pair_marks(sentences, block, text)
        first_sentence = sentences[block[0]]
        if quotations and open_until is not None and open_until == block[0]:
            opening = quotations[0]
            if opening.start == first_sentence.start:
                quotations[0] = replace(opening, continues=True)
        open_until = block[1] if left_open else None
        found.extend(quotations)
    return _drop_unclosed(found, sentences)


def _blocks(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(sentences) + 1):
        if i == len(sentences) or sentences[i].block != sentences[start].block:
            yield start, i
            start = i


def _pair_marks(
    sentences: Sequence[Sentence], block: tuple[int, int], text: str
) -> tuple[list[Quotation], bool]:
    """Return the quotations of one block and whether the last one was left open."""
    found: list[Quotation] = []
    opening: _Mark | None = None
    nested = 0
    marks = list(_marks(sentences, block, text))
    for mark in marks:
        if opening is None:
            if mark.mark in _PAIRS and (mark.opens or mark.mark in _OPENERS):
                opening, nested = mark, 0
        elif opening.mark == '"' and mark.mark == "\u201c":
            nested += 1
        elif nested and mark.mark == "\u201d":
            nested -= 1
        elif _is_end(opening, mark, text):
            found.append(_quotation(sentences, opening, mark))
            opening = None
        elif mark.mark == opening.mark and mark.opens and not mark.closes:
            opening = mark
    if opening is None or opening.start != sentences[block[0]].start or opening.mark == "'":
        return found, False
    last = sentences[block[1] - 1]
    at = TokenAt(block[1] - 1, len(last) - 1)
    end = _Mark("", at, last.end, last.end, last.words[-1][-1], " ")
    found.append(_quotation(sentences, opening, end))
    return found, True


def _is_end(opening: _Mark, mark: _Mark, text: str) -> bool:
    if mark.mark not in _closing(opening.mark):
        return False
    if opening.mark in ("'", "\u2018"):
        return mark.closes and not _is_possessive(mark, text)
    if opening.mark == "\u201c" and mark.mark == "\u201c":
        return False
    if mark.mark == "\u201d":
        return True
    return mark.closes or not mark.opens


def _closing(mark: str) -> tuple[str, ...]:
    ends = _PAIRS[mark]
    return ("''", '"') if ends == "''\"" else ("''",) if ends == "''" else tuple(ends)


def _is_possessive(mark: _Mark, text: str) -> bool:
    """Return whether an apostrophe after "s" stands before a word: "the tenants' homes"."""
    following = text[mark.end : mark.end + 2]
    return (
        mark.before in "sS"
        and len(following) == 2
        and following[0] == " "
        and (following[1].islower())
    )


def _marks(sentences: Sequence[Sentence], block: tuple[int, int], text: str) -> Iterator[_Mark]:
    done = 0
    for index in range(*block):
        sentence = sentences[index]
        for token, word in enumerate(sentence.words):
            if word[0] in _MARKS or word[-1] in _MARKS:
                for mark in _marks_of(word, TokenAt(index, token), sentence.starts[token], text):
                    if mark.start >= done:
                        yield mark
                        done = mark.end


def _marks_of(word: str, at: TokenAt, start: int, text: str) -> Iterator[_Mark]:
    i = 0
    while i < len(word):
        mark = word[i : i + 2] if word[i : i + 2] in ("``", "''") else word[i]
        if mark in _MARKS or len(mark) == 2:
            left, right = start + i, start + i + len(mark)
            if mark in ("'", "`") and text[right : right + 1] == mark:
                mark, right = mark * 2, right + 1
            before = text[left - 1] if left else " "
            after = text[right] if right < len(text) else " "
            yield _Mark(mark, at, left, right, before, after)
        i += len(mark)


def _quotation(sentences: Sequence[Sentence], opening: _Mark, closing: _Mark) -> Quotation:
    words, first_word, ending = 0, "", ""
    for index in range(opening.at.sentence, closing.at.sentence + 1):
        sentence = sentences[index]
        start = opening.at.token if index == opening.at.sentence else 0
        stop = closing.at.token + 1 if index == closing.at.sentence else len(sentence)
        for token in range(start, stop):
            word = sentence.words[token]
            if word[0].isalnum():
                words += 1
                first_word = first_word or word
            if sentence.starts[token] < closing.start:
                ending = word[min(len(word), closing.start - sentence.starts[token]) - 1]
    return Quotation(
        start=opening.start,
        end=closing.end,
        block=sentences[opening.at.sentence].block,
        first=_inside(sentences, opening.at),
        last=closing.at,
        words=words,
        ending=ending,
        capital=first_word[:1].isupper(),
        before_comma=closing.after == ",",
    )


def _inside(sentences: Sequence[Sentence], opening: TokenAt) -> TokenAt:
    """Return the first token; a parser may leave the opening mark in the sentence before."""
    if opening.token + 1 == len(sentences[opening.sentence]) and opening.token:
        return TokenAt(opening.sentence + 1, 0)
    return opening


def _drop_unclosed(found: list[Quotation], sentences: Sequence[Sentence]) -> list[Quotation]:
    """Drop a quotation left open where the next paragraph does not go on with it."""
    kept: list[Quotation] = []
    for i, quotation in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        is_open = quotation.end == sentences[quotation.last.sentence].end and (
            sentences[quotation.last.sentence].words[-1][-1] not in _MARKS
        )
        if is_open and (following is None or not following.continues):
            continue
        kept.append(quotation)
    return kept
