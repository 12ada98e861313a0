"""Claims, citations and findings -> W3C Web Annotations, one page of them.

``TextPositionSelector`` counts Unicode code points, as the standard demands ("in terms of unicode
code points, not in terms of code units") and as a run does, so nothing is converted.

Source: W3C Recommendation Web Annotation Data Model, 23 February 2017, sections 4.2.4 and 4.2.5.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import IO

import orjson

from claimlink.exporting.job import ExportJob
from claimlink.exporting.names import BASE, article_iri, is_address, name_iri
from claimlink.exporting.output import Json, write_list
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import ArticleRecord, Citation, Finding, Reference, Span

#: Characters before and after a stretch that tell it from others of the same words.
_AROUND = 32

_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def write_annotations(job: ExportJob, stream: IO[bytes]) -> None:
    """Write an annotation page; its items are in the order of the articles."""
    opening = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{BASE}annotations",
        "type": "AnnotationPage",
    }
    head = orjson.dumps(opening)[:-1] + b',"items":['
    write_list(stream, _annotations(job), head, b"]}\n")


def _annotations(job: ExportJob) -> Iterator[Json]:
    for found in job.articles():
        yield from _claims(found)
        entries = {entry.id: entry for entry in found.article.references}
        for citation in found.article.citations:
            yield _citation(found.article, citation, entries.get(citation.reference_id or ""))
        for number, finding in enumerate(found.article.findings, 1):
            yield _finding(found.article, finding, number)


def _claims(found: ArticleClaims) -> Iterator[Json]:
    for claim in found.claims:
        body: list[Json] = [_text(claim.standalone, "describing"), _text(claim.kind, "tagging")]
        name = name_iri("claim", claim.id)
        yield _annotation(name, "describing", body, _target(found.article, claim.span))


def _citation(article: ArticleRecord, citation: Citation, entry: Reference | None) -> Json:
    body: list[Json] = [] if entry is None else [_text(entry.text, "linking")]
    for address in (citation.url, _address(entry)):
        if is_address(address) and {"id": address} not in body:
            body.append({"id": address})
    name = name_iri("citation", article.id, citation.id)
    return _annotation(name, "linking", body, _target(article, citation))


def _address(entry: Reference | None) -> str | None:
    url = None if entry is None else entry.csl.get("URL")
    return url if isinstance(url, str) else None


def _finding(article: ArticleRecord, finding: Finding, number: int) -> Json:
    body: list[Json] = [_text(finding.message, "commenting"), _text(finding.code, "tagging")]
    name = name_iri("finding", article.id, str(number))
    return _annotation(name, "commenting", body, _target(article, finding))


def _annotation(name: str, motivation: str, body: list[Json], target: Json) -> Json:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        **({"body": body} if body else {}),
        "target": target,
    }


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(article: ArticleRecord, span: Span) -> Json:
    text, start, end = article.text, span.start, span.end
    before = _step_back(text, max(start - _AROUND, 0))
    after = _step_on(text, min(end + _AROUND, len(text)))
    return {
        "source": article_iri(article),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[before:start],
                "suffix": text[end:after],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _step_back(text: str, place: int) -> int:
    """Return the start of the character that a reader sees at a place."""
    while 0 < place < len(text) and _goes_on(text, place):
        place -= 1
    return place


def _step_on(text: str, place: int) -> int:
    while 0 < place < len(text) and _goes_on(text, place):
        place += 1
    return place


def _goes_on(text: str, place: int) -> bool:
    """Whether a code point belongs to the sign before it: a mark, a tone, or joined to it."""
    sign = text[place]
    return (
        unicodedata.category(sign).startswith("M")
        or ord(sign) in _SKIN_TONES
        or _JOINER in (sign, text[place - 1])
    )
