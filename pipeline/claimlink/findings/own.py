"""What an article reports of its own work, and what it sums up: nothing that needs a source."""

from __future__ import annotations

import re
from bisect import bisect_right

from claimlink.claiming.attribution.quotation import Quotation
from claimlink.findings.evidence import Evidence
from claimlink.packs import Lexicon
from claimlink.records import Block, Claim

_NUMBER = re.compile(r"^[\dIVX.]*\.?\s+|^#+\s*")
# Characters before a paragraph in which a colon may announce it.
_BEFORE = 8


class OwnWork:
    """Tells what an article reports of its own work, by its headings and by its words."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        headings = [block for block in evidence.blocks if block.kind == "heading"]
        self._starts = [heading.start for heading in headings]
        self._own = _own_sections(headings, evidence)
        self._said: dict[tuple[int, int], bool] = {}

    def covers(self, claim: Claim) -> bool:
        """Tell whether a claim is the article's own result, method or summary."""
        if self._is_own_section(claim.span.start):
            return True
        # A sentence is asked once, however many claims it makes.
        span = self._evidence.sentence_span(claim)
        if span not in self._said:
            self._said[span] = self._speaks_of_itself(self._evidence.text[slice(*span)])
        return self._said[span]

    def fills(self, block: Block) -> bool:
        """Tell whether a paragraph speaks of the own work anywhere."""
        if self._is_own_section(block.start):
            return True
        words = self._evidence.text[block.start : block.end]
        return self._speaks_of_itself(words, announced="study")

    def frames(self, quotation: Quotation) -> bool:
        """Tell whether a quotation is announced ("The form read: ...") or of the own work."""
        sentences = self._evidence.sentences_at(quotation.start, quotation.end)
        text, start = self._evidence.text, sentences[0].start
        before = text[start : quotation.start]
        words = before + text[quotation.end : sentences[-1].end]
        # A quotation set as a paragraph of its own is announced at the end of the one before.
        announced = before if before.strip() else text[max(0, start - _BEFORE) : start]
        if announced.rstrip().endswith(":") or self._is_own_section(quotation.start):
            return True
        return self._speaks_of_itself(words)

    def _is_own_section(self, offset: int) -> bool:
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and self._own[place]

    def _speaks_of_itself(self, words: str, *, announced: str | None = None) -> bool:
        """Tell whether words of own work occur; those with the label ``announced`` do not count.

        "This article follows the story" in a paragraph of facts makes them nobody's own.
        """
        pack = self._evidence.pack
        return any(
            row.label != announced for row, _, _ in pack.lexicon("finding_own").find(words)
        ) or any(row.search(words) for row in pack.pattern_rows("finding_own"))


def _own_sections(headings: list[Block], evidence: Evidence) -> list[bool]:
    """Tell of each heading whether what follows is own work.

    "Materials and methods" opens a report that lasts, under whatever headings, until one such as
    "Background"; a heading that merely has such a word in it speaks for its own section.
    """
    lexicon = evidence.pack.lexicon("finding_own_sections")
    reports = False
    found: list[bool] = []
    for heading in headings:
        words = evidence.text[heading.start : heading.end].strip(" *_:\n")
        whole = lexicon.get(_NUMBER.sub("", words).strip().lower())
        if whole is not None:
            reports = whole.label == "report"
        found.append(reports or _has_own_word(words, lexicon))
    return found


def _has_own_word(words: str, lexicon: Lexicon) -> bool:
    return any(row.label in {"word", "summary"} for row, _, _ in lexicon.find(words))
