"""Reviewed articles -> annotated ones, in the form that ``claimlink evaluate`` reads.

``corpus/GUIDELINE.md`` says what is annotated and how.  People at the desk decide on claims: these
are theirs.  Citations and entries are the run's, with the links that were corrected; sentences,
which nobody looked at, are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from claimlink.errors import RunError
from claimlink.evaluating.gold import (
    GoldCitation,
    GoldClaim,
    GoldFile,
    GoldNonClaim,
    GoldReference,
    GoldScope,
    NonClaimReason,
)
from claimlink.exporting.job import ExportJob
from claimlink.exporting.judged import Judged, JudgedClaim, NotTakenError, Reason, judge
from claimlink.records import ArticleRecord, Citation, Reference, Scope, Span
from claimlink.summaries import summarise

#: Names of the files such an export writes; no annotation made by hand is ever overwritten.
OWN = r".+\.reviewed\.(json|txt|md)"

_SCOPES: Mapping[Scope, GoldScope] = {
    "clause": "same-clause",
    "sentence": "same-sentence",
    "preceding": "previous-sentence",
    "paragraph": "paragraph",
}

_WHY: Mapping[Reason, str] = {
    "undecided": "with claims that nobody decided on",
    "disputed": "whose claims people correct differently",
    "stale": "with corrections that do not fit the run",
}


def write_gold(job: ExportJob, folder: Path) -> None:
    """Write each article whose claims are all decided on: its text, and its annotation beside it.

    The job says how many were left out, and why.

    Raises:
        RunError: none is.
    """
    names = set[str]()
    left_out = Counter[Reason]()
    for found in job.articles():
        try:
            judged = judge(found, job.current_reviews)
        except NotTakenError as error:
            left_out[error.reason] += 1
            continue
        _write(folder, _name(found.article, names), found.article, judged)
    if not names:
        raise RunError(
            f"no article whose claims are all decided on ({_count(left_out)}); decide on them at "
            "the desk and take the verdicts with claimlink verdicts",
            source=str(job.reviews_path),
        )
    if left_out:
        job.say(f"left out: {_count(left_out)}")


def _count(left_out: Mapping[Reason, int]) -> str:
    counts = (
        f"{left_out[reason]} article{'' if left_out[reason] == 1 else 's'} {why}"
        for reason, why in _WHY.items()
        if left_out.get(reason)
    )
    return ", ".join(counts) or "the run has no articles"


def _name(article: ArticleRecord, taken: set[str]) -> str:
    """Return a name for the files of an article, which no other one has, and take it."""
    source = Path(article.source)
    given = source.stem if source.suffix in (".txt", ".md") else source.name
    stem = re.sub(r"[^\w.-]+", "_", given)
    name = stem = stem.strip(".") or "article"
    number = 1
    # Systems that take "A" and "a" for one name are in use.
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name


def _write(folder: Path, name: str, article: ArticleRecord, judged: Judged) -> None:
    ending = ".md" if Path(article.source).suffix == ".md" else ".txt"
    text = folder / f"{name}.reviewed{ending}"
    text.write_bytes(article.text.encode())
    made = _annotate(text.name, article, judged)
    line = made.model_dump_json(indent=1, exclude_defaults=True)
    (folder / f"{name}.reviewed.json").write_text(line + "\n", "utf-8")


def _annotate(text_file: str, article: ArticleRecord, judged: Judged) -> GoldFile:
    indexes = {entry.id: entry.index for entry in article.references}
    shared = Counter(_place(c.group) for c in article.citations if c.group is not None)
    return GoldFile(
        text_file=text_file,
        citations=[
            _citation(citation, judged.entries.get(citation.id), indexes, shared)
            for citation in article.citations
        ],
        references=[_reference(entry) for entry in article.references],
        claims=list(_claims(article, judged)),
        non_claims=[
            GoldNonClaim(start=span.start, end=span.end, why=why)
            for span, kind in judged.non_claims
            for why in get_args(NonClaimReason)
            if why == kind
        ],
    )


def _citation(
    citation: Citation,
    corrected: str | None,
    indexes: Mapping[str, int],
    shared: Mapping[tuple[int, int], int],
) -> GoldCitation:
    """Return a citation; its brackets are a part of it where they hold it alone."""
    group = None if citation.group is None else _place(citation.group)
    start, end = group if group is not None and shared[group] == 1 else _place(citation)
    entry = corrected or citation.reference_id
    return GoldCitation(
        id=citation.id,
        start=start,
        end=end,
        authors=citation.authors,
        year=citation.year,
        narrative=citation.narrative,
        reference=None if entry is None else indexes.get(entry),
        group=group,
    )


def _reference(entry: Reference) -> GoldReference:
    summary = summarise(entry)
    return GoldReference(
        index=entry.index,
        start=entry.start,
        end=entry.end,
        authors=entry.authors,
        year=entry.year,
        title=summary.title,
        url=summary.url,
    )


def _claims(article: ArticleRecord, judged: Judged) -> Iterator[GoldClaim]:
    """Yield the claims in the order of the text."""
    citations = {citation.id: citation for citation in article.citations}
    ordered = sorted(judged.claims, key=lambda claim: (claim.fragments[0], claim.fragments[-1]))
    for number, claim in enumerate(ordered, 1):
        scope = None
        if claim.citations:
            scope = _scope(article, claim, citations[claim.citations[0]])
        yield GoldClaim(
            id=f"k{number}",
            start=claim.fragments[0][0],
            end=max(end for _, end in claim.fragments),
            kind=claim.kind,
            attributed_to=claim.speaker,
            citations=claim.citations,
            scope=scope,
            fragments=claim.fragments if len(claim.fragments) > 1 else None,
        )


def _scope(article: ArticleRecord, claim: JudgedClaim, citation: Citation) -> GoldScope:
    """Return how far a citation reaches: as the run says, else by how many sentences away it is."""
    for found in claim.found:
        for support in found.citations:
            if support.citation_id == citation.id:
                return _SCOPES[support.scope]
    starts = [sentence.start for sentence in article.sentences]
    away = bisect_right(starts, citation.start) - bisect_right(starts, claim.fragments[-1][0])
    if away == 0:
        return "same-sentence"
    return "previous-sentence" if away == 1 else "paragraph"


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
