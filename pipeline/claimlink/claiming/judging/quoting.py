"""Quotation marks as judgement sees them: what is quoted judges for somebody else."""

from __future__ import annotations

from claimlink.parsing import Sentence

#: Marks that open a quotation; the straight one closes it as well.
QUOTE_OPENS = frozenset({"“", "‘", "«", "„", '"', "``"})

_OPENS = frozenset("“«„")
_CLOSES = frozenset("”»")
_EITHER = frozenset({'"', "``", "''"})


def find_unquoted(sentence: Sentence, start: int, end: int) -> list[int]:
    """Return the tokens outside quotation marks: what is quoted judges for somebody else."""
    kept: list[int] = []
    open_mark = False
    for token in range(start, end):
        word = sentence.words[token]
        if word in _OPENS or (word in _EITHER and not open_mark):
            open_mark = True
        elif word in _CLOSES or word in _EITHER:
            open_mark = False
        if not open_mark:
            kept.append(token)
    return kept
