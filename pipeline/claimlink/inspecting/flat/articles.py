"""The flat table of a run's articles."""

from __future__ import annotations

from collections.abc import Iterator

from claimlink.inspecting.flat.columns import Cell, build_table
from claimlink.inspecting.runs import ArticleClaims

_Subject = tuple[ArticleClaims, int]


def _subjects(found: ArticleClaims, number: int) -> Iterator[_Subject]:
    yield found, number


ARTICLES = build_table(
    "articles",
    "one article",
    _subjects,
    [
        Cell("article_id", "text", "the article", lambda s: s[0].article.id),
        Cell("number", "integer", "its place in the run, from 1", lambda s: s[1]),
        Cell("source", "text", "the input as given", lambda s: s[0].article.source),
        Cell("title", "text", "its title", lambda s: s[0].article.title),
        Cell("byline", "text", "who wrote it", lambda s: s[0].article.byline),
        Cell("published", "text", "ISO 8601 date", lambda s: s[0].article.published),
        Cell("url", "text", "from the record", lambda s: s[0].article.url),
        Cell("language", "text", "ISO 639 code", lambda s: s[0].article.language),
        Cell("media_type", "text", "of the input", lambda s: s[0].article.media_type),
        Cell("sha256", "text", "of the input's bytes", lambda s: s[0].article.sha256),
        Cell("characters", "integer", "length of its text", lambda s: len(s[0].article.text)),
        Cell("sentences", "integer", "how many", lambda s: len(s[0].article.sentences)),
        Cell("claims", "integer", "how many", lambda s: len(s[0].claims)),
        Cell(
            "cited_claims",
            "integer",
            "how many have a citation that supports them",
            lambda s: sum(bool(claim.citations) for claim in s[0].claims),
        ),
        Cell("citations", "integer", "how many", lambda s: len(s[0].article.citations)),
        Cell(
            "entries",
            "integer",
            "how many entries the source list has",
            lambda s: len(s[0].article.references),
        ),
        Cell("findings", "integer", "how many", lambda s: len(s[0].article.findings)),
    ],
)
