"""Hand-made articles for the tests of findings: a text, and its records by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from claimlink.claiming.attribution.quotation import Quotation, TokenAt
from claimlink.findings import Evidence, find_findings
from claimlink.packs import load_pack
from claimlink.records import (
    Attribution,
    Block,
    BlockKind,
    Candidate,
    CheckWorthiness,
    Citation,
    Claim,
    ClaimCitation,
    ClaimKind,
    Entity,
    Finding,
    Quantity,
    Reference,
    Scope,
    SentenceSpan,
    Source,
    Span,
    TimeMention,
)

PACK = load_pack()


def entry(
    number: int,
    authors: Sequence[str],
    year: str | None,
    *,
    text: str | None = None,
    suffix: str | None = None,
    issued: Sequence[int] | None = None,
    **csl: JsonValue,
) -> Reference:
    """Return the entry with this number, from 1; issued in its year unless a date is given."""
    parts: list[JsonValue] = list(issued or ((int(year),) if year else ()))
    dates: dict[str, JsonValue] = {"issued": {"date-parts": [parts]}} if parts else {}
    words = text or f"{', '.join(authors)}. {year or 'n.d.'}. Rents of the quarter."
    return Reference(
        id=f"r{number}",
        index=number - 1,
        start=0,
        end=len(words),
        text=words,
        authors=list(authors),
        year=year,
        suffix=suffix,
        csl={**dates, **csl},
    )


@dataclass
class Story:
    """An article in the making; every record is given by words of the text, in text order."""

    text: str
    entries: Sequence[Reference] = ()
    citations: list[Citation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    def cite(
        self,
        words: str,
        *,
        to: str | None = "r1",
        authors: Sequence[str] | None = None,
        reason: str = "link.author-year",
        candidates: Sequence[str] = (),
        prefix: str | None = None,
        narrative: bool = False,
        nth: int = 0,
    ) -> Story:
        """Cite; ``to`` is the entry's id, None where there is none, with candidates ambiguous."""
        start = self._place(words, nth)
        year = re.search(r"(\d{4}|in preparation)([a-z]?)\)?$", words)
        opening, closing = self.text.rfind("(", 0, start), self.text.find(")", start)
        inside = not narrative and opening >= 0 and self.text.find(")", opening) == closing
        self.citations.append(
            Citation(
                id=f"c{len(self.citations) + 1}",
                start=start,
                end=start + len(words),
                text=words,
                group=Span(start=opening, end=closing + 1) if inside else None,
                form="author-date",
                narrative=narrative,
                authors=list(authors or [re.split(r",? \(?(?=\d{4})|, in | et al", words)[0]]),
                year=year[1] if year else None,
                suffix=(year[2] or None) if year else None,
                prefix=prefix,
                reference_id=to,
                status="linked" if to else "ambiguous" if candidates else "missing",
                confidence=1.0 if to else 0.0,
                reason=reason,
                candidates=[
                    Candidate(reference_id=other, score=0.5, reason=reason) for other in candidates
                ],
            )
        )
        self.citations.sort(key=lambda citation: citation.start)
        return self

    def claim(
        self,
        words: str,
        *,
        kind: ClaimKind = "event",
        by: Sequence[str] = (),
        scope: Scope = "clause",
        time: tuple[str, str | None] | None = None,
        number: tuple[str, float, str | None] | None = None,
        worth: float = 0.9,
        said: bool = False,
        nth: int = 0,
    ) -> Story:
        """Claim; ``by`` are citations' ids, ``time`` words and first day, ``number`` with unit."""
        start = self._place(words, nth)
        sentences = [s.index for s in self.sentences() if s.start <= start < s.end]
        self.claims.append(
            Claim(
                id=f"k{len(self.claims) + 1}",
                article_id="a",
                span=Span(start=start, end=start + len(words)),
                fragments=[(start, start + len(words))],
                text=words,
                standalone=words,
                sentences=sentences,
                section=None,
                kind=kind,
                polarity="positive",
                certainty="asserted",
                attribution=self._said() if said else None,
                entities=[],
                times=[self._time(*time, start)] if time else [],
                quantities=[self._quantity(number, start)] if number else [],
                citations=[self._support(citation_id, scope) for citation_id in by],
                check_worthiness=CheckWorthiness(score=worth, signals=[]),
                findings=[],
                why=[],
            )
        )
        return self

    def quote(self, words: str) -> Story:
        """Quote these words, marks included."""
        start = self._place(words, 0)
        here = TokenAt(0, 0)
        count = len(re.findall(r"\w+", words))
        self.quotations.append(
            Quotation(start, start + len(words), 0, here, here, count, words[-2], True, False)
        )
        return self

    def name(self, words: str, label: str = "PERSON") -> Story:
        """Name somebody."""
        start = self._place(words, 0)
        self.entities.append(Entity(start=start, end=start + len(words), text=words, label=label))
        return self

    def say(self, words: str) -> Story:
        """Let somebody be said to say something."""
        start = self._place(words, 0)
        source = Source(start=start, end=start + len(words), text=words, name=words)
        self.attributions.append(Attribution(source=source, cue=None, content=[], form="direct"))
        return self

    def sentences(self) -> list[SentenceSpan]:
        """Return the sentences: what ends in a full stop before a blank, in each paragraph."""
        found: list[SentenceSpan] = []
        for block in self.blocks():
            for match in re.finditer(
                r"\S[^.]*\.?(?:[”)]+\.?)?", self.text[block.start : block.end]
            ):
                start, end = block.start + match.start(), block.start + match.end()
                found.append(
                    SentenceSpan(index=len(found), block=block.index, start=start, end=end)
                )
        return found

    def blocks(self) -> list[Block]:
        """Return the paragraphs; one that begins with "# " is a heading."""
        found: list[Block] = []
        for match in re.finditer(r"[^\n]+", self.text):
            kind: BlockKind = "heading" if match[0].startswith("# ") else "paragraph"
            start = match.start() + (2 if kind == "heading" else 0)
            found.append(Block(index=len(found), kind=kind, start=start, end=match.end()))
        return found

    def evidence(self) -> Evidence:
        """Return all that findings look at."""
        return Evidence(
            self.text,
            self.blocks(),
            self.citations,
            self.entries,
            self.claims,
            PACK,
            self.sentences(),
            self.times,
            self.attributions,
            self.entities,
            self.quotations,
        )

    def findings(self, *codes: str) -> list[Finding]:
        """Return the findings with one of these codes; all where none is given."""
        return [f for f in find_findings(self.evidence()) if not codes or f.code in codes]

    def told(self, *codes: str) -> list[tuple[str, str]]:
        """Return code and words of the findings with one of these codes; all where none given."""
        return [(f.code, self.text[f.start : f.end]) for f in self.findings(*codes)]

    def _place(self, words: str, nth: int) -> int:
        place = -1
        for _ in range(nth + 1):
            place = self.text.index(words, place + 1)
        return place

    def _time(self, words: str, first: str | None, start: int) -> TimeMention:
        place = self.text.index(words, start)
        time = TimeMention(
            start=place,
            end=place + len(words),
            text=words,
            **{"from": first},
            to=None,
            precision="day",
        )
        self.times.append(time)
        return time

    def _quantity(self, number: tuple[str, float, str | None], start: int) -> Quantity:
        words, value, unit = number
        place = self.text.index(words, start)
        return Quantity(start=place, end=place + len(words), text=words, value=value, unit=unit)

    def _support(self, citation_id: str, scope: Scope) -> ClaimCitation:
        citation = next(c for c in self.citations if c.id == citation_id)
        return ClaimCitation(
            citation_id=citation.id,
            start=citation.start,
            end=citation.end,
            text=citation.text,
            scope=scope,
            confidence=0.9,
            reason="support.closes-clause",
            reference_id=citation.reference_id,
            reference=None,
        )

    def _said(self) -> Attribution:
        return Attribution(source=None, cue=None, content=[], form="indirect")
