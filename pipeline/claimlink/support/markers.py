"""Where an article cites: all works of one bracket are one marker, which reaches equally far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.packs import LanguagePack, Pattern
from claimlink.parsing import Sentence
from claimlink.records import Citation

# Characters before a citation in which "for a review of ... see" is looked for.
_POINTER_WINDOW = 140
# Characters behind one in which a remark on what it is about begins.
_REMARK_WINDOW = 40


@dataclass(frozen=True)
class Marker:
    """All works cited in one bracket, or one narrative citation: they reach equally far."""

    start: int
    end: int
    narrative: bool
    citations: tuple[Citation, ...]


def markers_by_sentence(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> dict[int, list[Marker]]:
    """Return the markers of each sentence that has some, in text order."""
    starts = [sentence.start for sentence in sentences]
    grouped: dict[tuple[int, int], list[Citation]] = {}
    for citation in citations:
        place = citation.group or citation
        grouped.setdefault((place.start, place.end), []).append(citation)
    found: dict[int, list[Marker]] = {}
    for (start, end), works in sorted(grouped.items()):
        # A bracket that opens its sentence as a noun lies before the sentence's first word.
        index = bisect_right(starts, end - 1) - 1
        if index < 0 or sentences[index].end < start:
            continue
        marker = Marker(start, end, works[0].narrative, tuple(works))
        found.setdefault(index, []).append(marker)
    return found


def find_pointer(citation: Citation, text: str, pack: LanguagePack) -> Pattern | None:
    """Return the row that makes a citation a pointer to further reading, None where it supports.

    "(for a full review see Weber, 2019)" and "(see also Weber, 2019 on mills in Graz)" back no
    statement of the sentence they stand in: rows look at what stands before a citation, those
    labelled ``remark`` at what stands behind it in its bracket.
    """
    before = text[max(0, citation.start - _POINTER_WINDOW) : citation.start]
    # Only words and a year are followed by the rest of their bracket; "[3] on" goes on outside.
    bracketed = citation.form == "author-date" and not citation.narrative
    behind = text[citation.end : citation.end + _REMARK_WINDOW] if bracketed else ""
    for row in pack.pattern_rows("support_pointers"):
        if row.search(behind if row.label == "remark" else before):
            return row
    return None
