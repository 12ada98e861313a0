"""An analyzer that needs no model: each sentence with a digit is a claim."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Sequence

from claimlink.batch import Setup, Shard, ShardResult
from claimlink.batch import worker as worker_module
from claimlink.records import (
    Analysis,
    Article,
    ArticleRecord,
    CheckWorthiness,
    Claim,
    ErrorRecord,
    Finding,
    Span,
)


class FakeAnalyzer:
    """Finds claims by their digits; refuses articles that contain REFUSE, breaks at BREAK.

    LOIN makes the text one of another language.
    """

    def __init__(self) -> None:
        self.batches: list[int] = []

    def analyze_batch(self, articles: Sequence[Article]) -> list[Analysis | ErrorRecord]:
        self.batches.append(len(articles))
        if any("BREAK" in article.text for article in articles):
            raise MemoryError("no more memory")
        return [self._analyze(article) for article in articles]

    def _analyze(self, article: Article) -> Analysis | ErrorRecord:
        if "REFUSE" in article.text:
            return ErrorRecord(
                source=article.source, stage="analysis", error="AnalysisError", message="refused"
            )
        claims = [
            make_claim(article, match.start(), match.end())
            for match in re.finditer(r"[^.\s][^.]*\d[^.]*", article.text)
        ]
        record = make_article_record(article)
        if "LOIN" in article.text:
            record = record.model_copy(update={"findings": [make_finding("other-language", "No.")]})
        return Analysis(article=record, claims=claims)


def make_article_record(article: Article) -> ArticleRecord:
    return ArticleRecord(
        **article.model_dump(),
        blocks=[],
        sentences=[],
        citations=[],
        references=[],
        entities=[],
        times=[],
        quantities=[],
        attributions=[],
        non_claims=[],
        findings=[],
    )


def make_finding(code: str, message: str) -> Finding:
    return Finding(
        code=code,
        severity="warning",
        message=message,
        start=0,
        end=1,
        citation_ids=[],
        reference_ids=[],
        claim_ids=[],
    )


def make_claim(article: Article, start: int, end: int) -> Claim:
    text = article.text[start:end]
    return Claim(
        id=f"{article.id}-c{start}",
        article_id=article.id,
        span=Span(start=start, end=end),
        fragments=[(start, end)],
        text=text,
        standalone=text,
        sentences=[0],
        section=None,
        kind="statistic",
        polarity="positive",
        certainty="asserted",
        attribution=None,
        entities=[],
        times=[],
        quantities=[],
        citations=[],
        check_worthiness=CheckWorthiness(score=0.5, signals=[]),
        findings=[],
        why=[],
    )


def analyze_fake(setup: Setup, shard: Shard) -> ShardResult:
    """Do the work of a worker with the fake analyzer; an article with KILL ends the process."""
    if setup.model == "gone" or any("KILL" in article.text for article in shard.articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return worker_module.analyze_with(FakeAnalyzer(), shard)
