"""A shard of articles -> lines of JSON: the one pure function that every worker runs.

Text goes in and lines come out, so that no parsed document crosses a process border.
"""

from __future__ import annotations

import gc
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import jsonlines

from claimlink.batch.pieces import Kept, Outcome
from claimlink.batch.plan import Shard
from claimlink.errors import ClaimlinkError
from claimlink.language import OTHER_LANGUAGE
from claimlink.records import Analysis, Article, ErrorRecord, Record


@dataclass(frozen=True)
class Setup:
    """What an analyzer is made from; ``rules`` is a user's folder laid over the built-in pack.

    ``model`` is None for the one that the pack names.  ``reuse`` is the folder in which parses are
    kept, None where each is made anew; it changes nothing in what comes out.
    """

    language: str = "en"
    model: str | None = None
    rules: str | None = None
    reuse: str | None = None


class BatchAnalyzer(Protocol):
    """What a worker needs of an analyzer."""

    def analyze_batch(self, articles: Sequence[Article]) -> Sequence[Analysis | ErrorRecord]:
        """Return an analysis of each article or, where a stage failed, an error record."""
        ...


@dataclass(frozen=True)
class ShardResult:
    """What came of each input of a shard, in input order."""

    outcomes: tuple[Outcome | Kept, ...]


def analyze_shard(setup: Setup, shard: Shard) -> ShardResult:
    """Return the lines of a shard; an article that a stage refuses is an error in its place.

    The models are loaded even for an empty shard, so that one proves that they can be.

    Raises:
        PackError, ModelNotFoundError: the analyzer cannot be made.
    """
    return analyze_with(_analyzer(setup), shard)


def analyze_with(analyzer: BatchAnalyzer, shard: Shard) -> ShardResult:
    """Return the lines of a shard from an analyzer that is there already."""
    articles = shard.articles
    with _collection_put_off():
        found = iter(_analyze(analyzer, articles) if articles else ())
    outcomes: list[Outcome | Kept] = []
    for item in shard.inputs:
        if isinstance(item, Article):
            outcomes.append(_outcome(next(found)))
        else:
            outcomes.append(pass_through(item))
    return ShardResult(tuple(outcomes))


@contextmanager
def _collection_put_off() -> Iterator[None]:
    """Keep Python from looking for cycles among the records of a shard: they have next to none.

    Each search goes through all records made so far, for 6 % of an analysis; what a shard leaves
    is searched for after it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pass_through(item: ErrorRecord | Kept) -> Outcome | Kept:
    """Return what comes of an input that needs no analysis."""
    return item if isinstance(item, Kept) else Outcome(error=item)


def _outcome(found: Analysis | ErrorRecord) -> Outcome:
    if isinstance(found, ErrorRecord):
        return Outcome(error=found)
    return Outcome(
        claims=encode_lines(found.claims),
        article=encode_lines([found.article]),
        claim_count=len(found.claims),
        unresolved_mentions=sum(len(claim.unresolved) for claim in found.claims),
        notes=tuple(_notes(found)),
    )


def _notes(analysis: Analysis) -> Iterator[str]:
    for finding in analysis.article.findings:
        if finding.code == OTHER_LANGUAGE:
            yield f"{analysis.article.source}: {finding.message}"


def _analyze(
    analyzer: BatchAnalyzer, articles: Sequence[Article]
) -> Sequence[Analysis | ErrorRecord]:
    try:
        return analyzer.analyze_batch(articles)
    except ClaimlinkError:
        raise
    except Exception as error:
        # The model refused the batch as a whole, out of memory for one: whatever one article
        # does, the others of its shard are to come out.
        if len(articles) == 1:
            name = type(error).__name__
            reason = str(error) or "no more is known"
            return [lost_article(articles[0], name, f"{reason}; the article is left out")]
        return [found for article in articles for found in _analyze(analyzer, [article])]


def lost_article(article: Article, error: str, message: str) -> ErrorRecord:
    """Return the line of ``errors.jsonl`` for an article that could not be analysed."""
    return ErrorRecord(source=article.source, stage="analysis", error=error, message=message)


def encode_lines(records: Iterable[Record]) -> bytes:
    r"""Return records as lines of JSON in UTF-8, fields in the order of their declaration.

    >>> from claimlink.records import Span
    >>> encode_lines([Span(start=0, end=4)])
    b'{"start":0,"end":4}\n'
    """
    buffer = io.BytesIO()
    # attrs drops the underscore of a field's name, which pyright does not know.
    with jsonlines.Writer(buffer, dumps=_dump) as writer:  # pyright: ignore[reportCallIssue]
        writer.write_all(records)
    return buffer.getvalue()


def _dump(record: Record | dict[str, object]) -> str:
    # jsonlines asks for the form of an empty object first.  pydantic writes a record three times
    # as fast as building a dict for orjson does.
    return record.model_dump_json(by_alias=True) if isinstance(record, Record) else "{}"


@lru_cache(maxsize=1)
def _analyzer(setup: Setup) -> BatchAnalyzer:
    from claimlink.analyze import load

    with warnings.catch_warnings():
        # Of a model made for another spaCy; the run has said so, once for all its workers.
        warnings.filterwarnings("ignore", r"\[W095\]")
        return load(setup.language, model=setup.model, rules=setup.rules, reuse=setup.reuse)
