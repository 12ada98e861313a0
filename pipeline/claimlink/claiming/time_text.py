"""A sentence as the characters of the article, for expressions that are found by pattern.

Offsets in a view differ from the article's by ``start`` only, because what was cut out of the
prose is masked, not removed: a match can neither run across it nor lose its place.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from claimlink.parsing import Sentence

#: Stands for each character that was cut out; no pattern matches it.
MASK = "\x00"


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


def view_of(sentence: Sentence, text: str) -> View:
    """Return the sentence's characters with citations masked and apostrophes made straight."""
    start = sentence.starts[0]
    raw = text[start : sentence.ends[-1]]
    gaps = [
        (before - start, after - start)
        for before, after in zip(sentence.ends, sentence.starts[1:], strict=False)
        if after - before > 1 and text[before:after].strip()
    ]
    for gap_start, gap_end in gaps:
        raw = raw[:gap_start] + MASK * (gap_end - gap_start) + raw[gap_end:]
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
