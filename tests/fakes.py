"""An analyzer that needs no model: each sentence with a digit is a claim."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence

from claimlink.batch import Counts, Setup, Shard, ShardResult
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


class Watcher:
    """Remembers what a run tells of itself."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.errors: list[str] = []
        self.counts: list[Counts] = []
        self.shares: list[float | None] = []

    def note(self, line: str) -> None:
        self.notes.append(line)

    def advance(self, counts: Counts, errors: Sequence[ErrorRecord], share: float | None) -> None:
        self.counts.append(counts)
        self.shares.append(share)
        self.errors += [error.source for error in errors]


class FakeAnalyzer:
    """Finds claims by their digits; refuses articles that contain REFUSE, breaks at BREAK.

    LOIN makes the text one of another language, WHO stays unresolved.
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
        unresolved=[(start + m.start(), start + m.end()) for m in re.finditer("WHO", text)],
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


class _Swelling(FakeAnalyzer):
    """Takes 3,000 megabytes for an article with SWELL."""

    def analyze_batch(self, articles: Sequence[Article]) -> list[Analysis | ErrorRecord]:
        if any("SWELL" in article.text for article in articles):
            assert len(bytearray(3_000_000_000)) > 0
        return super().analyze_batch(articles)


def analyze_fake(setup: Setup, shard: Shard) -> ShardResult:
    """Do the work of a worker with the fake analyzer.

    An article with KILL ends the process, one with SLEEP takes an hour, one with SWELL takes all
    the memory there is; with ONCE the process ends the first time only.
    """
    texts = [article.text for article in shard.articles]
    if setup.model == "gone" or any("KILL" in text for text in texts):
        os.kill(os.getpid(), signal.SIGKILL)
    for place in (text.split()[1] for text in texts if text.startswith("ONCE")):
        if not os.path.exists(place):
            open(place, "wb").close()
            os.kill(os.getpid(), signal.SIGKILL)
    if any("SLEEP" in text for text in texts):
        time.sleep(3600)
    if any("SWELL" in text for text in texts):
        return worker_module.analyze_with(_Swelling(), shard)
    return worker_module.analyze_with(FakeAnalyzer(), shard)
