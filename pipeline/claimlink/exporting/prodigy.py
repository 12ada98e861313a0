"""Claims -> Prodigy: lines of JSON, one task a paragraph, for ``spans.manual`` and others.

Offsets count Unicode code points, from the start of the task's own text; ``meta`` says where that
begins in the article.  Tokens come along, cut at the borders of every span, so that no span has to
be moved.

Source: Prodigy's documentation, Annotation interfaces, "spans_manual".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from claimlink.exporting.job import ExportJob
from claimlink.exporting.labelled import Stretch, label_article
from claimlink.exporting.offsets import Offsets, OffsetUnit
from claimlink.exporting.output import Json, write_lines
from claimlink.exporting.tokens import Token, cut_tokens, load_language
from claimlink.inspecting.runs import ArticleClaims

if TYPE_CHECKING:
    from spacy.language import Language


def write_prodigy(job: ExportJob, stream: IO[bytes]) -> None:
    """Write the paragraphs that have sentences or claims, in order."""
    nlp = load_language("en")
    write_lines(stream, (task for found in job.articles() for task in _tasks(found, nlp, job.unit)))


def _tasks(found: ArticleClaims, nlp: Language, unit: OffsetUnit) -> Iterator[Json]:
    stretches = sorted(label_article(found).stretches, key=lambda s: (s.start, s.end))
    for start, end in find_parts(found):
        text = found.article.text[start:end]
        inside = [
            Stretch(s.id, s.start - start, s.end - start, s.label)
            for s in stretches
            if start <= s.start and s.end <= end
        ]
        with nlp.memory_zone():
            borders = {place for s in inside for place in (s.start, s.end)}
            tokens = cut_tokens(text, nlp, borders)
        offsets = Offsets(text)
        yield {
            "text": text,
            "tokens": _tokens(text, tokens, offsets, unit),
            "spans": _spans(inside, tokens, offsets, unit),
            "meta": {
                "article_id": found.article.id,
                "start": start,
                "end": end,
                "offset_unit": unit,
            },
        }


def find_parts(found: ArticleClaims) -> list[tuple[int, int]]:
    """Return the paragraphs with sentences or claims; those that a claim joins are one."""
    blocks = found.article.blocks
    told = {sentence.block for sentence in found.article.sentences}
    wanted = [(block.start, block.end) for block in blocks if block.index in told]
    wanted += [(claim.span.start, claim.span.end) for claim in found.claims]
    parts: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if parts and start < parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    return parts


def _tokens(text: str, tokens: list[Token], offsets: Offsets, unit: OffsetUnit) -> list[Json]:
    return [
        {
            "text": text[token.start : token.end],
            "start": offsets.convert(token.start, unit),
            "end": offsets.convert(token.end, unit),
            "id": number,
            "ws": token.spaced,
        }
        for number, token in enumerate(tokens)
    ]


def _spans(
    stretches: list[Stretch], tokens: list[Token], offsets: Offsets, unit: OffsetUnit
) -> list[Json]:
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}
    return [
        {
            "start": offsets.convert(s.start, unit),
            "end": offsets.convert(s.end, unit),
            "token_start": starts[s.start],
            "token_end": ends[s.end],
            "label": s.label,
            "id": s.id,
        }
        for s in stretches
        if s.start in starts and s.end in ends
    ]
