"""Which words of an article stand inside quotation marks or a title: these are never reworded."""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.parsing import Sentence

_DOUBLE_OPEN, _DOUBLE_CLOSE = frozenset({"“", "„", "``", "«"}), frozenset({"”", "»"})
# Marks that open and close alike; two single ones are how some papers write a double one.
_STRAIGHT = frozenset({'"', "''"})
_SINGLE_OPEN, _SINGLE_CLOSE = frozenset({"‘", "'"}), frozenset({"’", "'"})


def quoted_tokens(sentences: Sequence[Sentence]) -> list[frozenset[int]]:
    """Return, for each sentence, the tokens between quotation marks and those of titles of works.

    A quotation may run on to the next sentence, never to the next paragraph.
    """
    found: list[frozenset[int]] = []
    block: int | None = None
    inside = False
    for sentence in sentences:
        inside = inside and sentence.block == block
        block = sentence.block
        quoted: set[int] = set()
        for token, word in enumerate(sentence.words):
            if word in _DOUBLE_OPEN or word in _DOUBLE_CLOSE or word in _STRAIGHT:
                inside = word in _DOUBLE_OPEN or (word in _STRAIGHT and not inside)
            elif inside:
                quoted.add(token)
        quoted.update(_single(sentence))
        for entity in sentence.entities:
            if entity.label == "WORK_OF_ART":
                quoted.update(range(entity.token_start, entity.token_end))
        found.append(frozenset(quoted))
    return found


def _single(sentence: Sentence) -> set[int]:
    """Return the tokens between single marks, by the tagger's word: an apostrophe is none."""
    quoted: set[int] = set()
    opened: int | None = None
    for token, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        if opened is None and tag == "``" and word in _SINGLE_OPEN:
            opened = token
        elif opened is not None and tag == "''" and word in _SINGLE_CLOSE:
            quoted.update(range(opened + 1, token))
            opened = None
    return quoted
