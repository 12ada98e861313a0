"""Where a sentence of prose may begin.

The parser decides sentence borders, but only at the places listed here: after a stop that closes
a sentence, never after an abbreviation, inside a date such as "03. 12. 2020", or at a quotation's
inner stop.  Handing the parser these limits beforehand keeps its trees whole, which repairing
borders afterwards cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from claimlink.packs import LanguagePack, Term

_CLOSERS = "\"'”’»)\\]*_"
# A stop, what closes after it, a blank, and anything but a small letter.
_BORDER = re.compile(rf"(?<![.!?…])[.!?…]+[{_CLOSERS}]*\s+(?=[^\sa-z])")
_LAST_WORD = re.compile(r"(?<!\w)(?<!\w\.)(?:\w+\.)+$")
_NUMBER_STOP = re.compile(r"(?<!\w)\d{1,2}\.$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?!\w)")
# Label of abbreviations that a sentence may end with: "the U.S.", "Weber Inc.", "etc."
_MAY_END = "may end"
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.$")
# 1,200 characters: a longer quotation is a text of its own, whose sentences count.
_QUOTATION = re.compile(r"“[^“”]{1,1200}”|(?<!\w)\"[^\"\s][^\"]{0,1200}\"(?!\w)")
_CLOSED_INSIDE = re.compile(r"[.!?…][\"”]$")
# Characters looked at before a stop: longer than any abbreviation.
_WINDOW = 24


def allowed_borders(text: str, pack: LanguagePack, stops: Sequence[int] = ()) -> list[int]:
    """Return the offsets at which a sentence may begin, ascending, without 0.

    ``stops`` are offsets before which a full stop was cut out with a citation.

    >>> from claimlink.packs import load_pack
    >>> allowed_borders("Dr. Weber left on 03. 12. 2020. She won.", load_pack())
    [32]
    """
    held = _held_together(text)
    opened = [start for start, _ in held]
    found: list[int] = []
    for match in _BORDER.finditer(text):
        start = match.end()
        span = bisect_right(opened, start) - 1
        if span >= 0 and held[span][0] < start < held[span][1]:
            continue
        before = text[max(0, match.start() - _WINDOW) : match.start() + 1]
        # "et al." may be what is left of "et al. (1997).": the stop cut out ends the sentence.
        stop = bisect_right(stops, match.end()) - 1
        ended = match.group().startswith("..") or (stop >= 0 and stops[stop] > match.start())
        after = text[start : start + _WINDOW]
        if not ended and find_abbreviation(before, after, pack) is not None:
            continue
        # "03. 12." is a date; a number at the very start is a list's.
        if _NUMBER_STOP.search(before) and (text[start].isdigit() or match.start() < 3):
            continue
        found.append(start)
    return found


def find_abbreviation(before: str, after: str, pack: LanguagePack) -> Term | None:
    """Return the abbreviation that ``before`` ends in, None where its stop may end a sentence.

    ``after`` is what follows the blank: "Art. 5" is held together, "They studied art. Five of them
    won." is not; neither is "He moved to Washington D.C. Today he is 80."
    """
    abbreviations = pack.lexicon("sentence_abbreviations")
    if _INITIAL.search(before):
        return abbreviations.get("j.")
    word = _LAST_WORD.search(before)
    row = None if word is None else abbreviations.get(word.group().lower())
    if row is None:
        return None
    if row.label == "before a number" and not after[:1].isdigit():
        return None
    return None if row.label.startswith(_MAY_END) and opens_sentence(after, pack) else row


def opens_sentence(after: str, pack: LanguagePack) -> Term | None:
    """Return the row of a first word that opens a sentence: "Today", "However"; None for a name."""
    word = _FIRST_WORD.match(after)
    if word is None or not word.group()[0].isupper():
        return None
    return pack.lexicon("sentence_openers").get(word.group().lower())


def _held_together(text: str) -> list[tuple[int, int]]:
    """Return quotations that are part of a sentence, so that no stop inside ends one.

    A quotation of whole sentences (it opens one, ends in its own stop, and no words around it go
    on) is left to the parser.
    """
    found: list[tuple[int, int]] = []
    for match in _QUOTATION.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()].rstrip()
        after = text[match.end() : match.end() + 2].lstrip()
        opens_sentence = before == "" or before[-1] in '.!?…:”"'
        goes_on = after[:1].islower() or after[:1] in {",", ";"}
        if goes_on or not opens_sentence or not _CLOSED_INSIDE.search(match.group()):
            found.append(match.span())
    return found
