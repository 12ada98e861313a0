"""A sentence as the characters of the article, for expressions that are found by pattern.

Offsets in a view differ from the article's by ``start`` only, because what was cut out of the
prose is masked, not removed: a match can neither run across it nor lose its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass

from claimlink.parsing import Sentence

#: Stands for each character that was cut out; no pattern matches it.
MASK = "\x00"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class View:
    """The characters of one sentence; ``lower`` is ``raw`` in lower case, of the same length.

    ``start`` is the article offset (code points) of the first character.
    """

    sentence: Sentence
    start: int
    raw: str
    lower: str

    def token_at(self, offset: int) -> int:
        """Return the index of the last token that begins at or before an offset of the view."""
        return max(bisect_right(self.sentence.starts, self.start + offset) - 1, 0)


def starts_near(
    sentence: Sentence, anchors: Container[str], reach: int, openers: Container[str]
) -> list[int]:
    """Return the tokens at which an expression may begin, in order.

    They are those up to ``reach`` before a token that holds a digit or is one of the anchors, in
    lower case; of words those alone that are ``openers``.  Trying a pattern there costs a fifth of
    searching the whole sentence for it.
    """
    found: list[int] = []
    free = 0
    for i, word in enumerate(sentence.lower):
        if word in anchors or (not word.isalpha() and _DIGIT.search(word) is not None):
            for start in range(max(free, i - reach), i + 1):
                first = sentence.lower[start]
                if first in openers or not first.isalpha():
                    found.append(start)
            free = i + 1
    return found


def view_of(sentence: Sentence, text: str) -> View:
    """Return the sentence's characters with citations masked and apostrophes made straight."""
    start = here = sentence.starts[0]
    parts: list[str] = []
    for before, after in zip(sentence.ends, sentence.starts[1:], strict=False):
        if after - before > 1 and text[before:after].strip():
            parts += [text[here:before], MASK * (after - before)]
            here = after
    parts.append(text[here : sentence.ends[-1]])
    raw = "".join(parts)
    return View(sentence, start, raw, lower_of(raw))


def lower_of(raw: str) -> str:
    """Return the text in lower case with straight apostrophes, of exactly the same length.

    >>> lower_of("İstanbul’s MAYOR")
    "İstanbul's mayor"
    """
    lower = raw.lower()
    if len(lower) != len(raw):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in raw)
    return lower.replace("\u2019", "'")
