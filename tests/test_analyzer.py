"""The analyzer in Python: one text, a stream, articles, dates and wrong types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

import pytest

import claimlink
from claimlink import AnalysisError, Analyzer, Article, ErrorRecord, InputError
from claimlink.analyze import ARTICLES_AT_ONCE, Prepared
from claimlink.packs import load_pack

PACK = load_pack()

RENTS = "Rents rose by 4 percent in Graz."


class Fussy(Analyzer):
    """Refuses articles that contain REFUSE; counts the articles it has taken."""

    taken = 0

    def _prepare(self, article: Article) -> Prepared:
        self.taken += 1
        if "REFUSE" in article.text:
            raise AnalysisError("refused")
        return super()._prepare(article)


@pytest.fixture(scope="module")
def analyzer() -> Fussy:
    return Fussy(PACK, PACK.setting("parser", "model"))


def test_article_needs_nothing_but_its_text() -> None:
    digest = sha256("Löhne fielen.".encode()).hexdigest()
    assert Article(text="Löhne fielen.") == Article(
        id=f"a-{digest[:12]}", text="Löhne fielen.", source="-", sha256=digest
    )
    given = Article(text="Up.", id="n1", source="news.db", sha256="", published="2024-05-01T08:30Z")
    assert (given.id, given.source, given.sha256) == ("n1", "news.db", "")
    assert given.published == "2024-05-01"
    assert Article(text="cut \ud83d").sha256 == Article(text="cut \ud83d").sha256


@pytest.mark.parametrize("published", ["yesterday", "2024", "May 2024", ""])
def test_other_forms_of_dates_are_refused(analyzer: Fussy, published: str) -> None:
    message = "expected an ISO 8601 date such as 2024-02-29"
    for ask in (
        lambda: analyzer(RENTS, published=published),
        lambda: analyzer(Article(text=RENTS), published=published),
        lambda: Article(text=RENTS, published=published),
    ):
        with pytest.raises(InputError, match=message):
            ask()


def test_date_is_that_of_articles_that_bring_none(analyzer: Fussy) -> None:
    text = "Rents rose by 4 percent in Graz last year."
    own = Article(text=text, published="2010-03-01")
    for given, year in ((text, "2019"), (Article(text=text), "2019"), (own, "2009")):
        found = analyzer(given, published="2020-06-17")
        assert [time.from_ for time in found.article.times] == [f"{year}-01-01"]


def test_stream_takes_texts_and_articles_in_order(analyzer: Fussy) -> None:
    rows: list[str | Article] = [RENTS, Article(id="n7", text="Wages fell by 2 percent in 2019.")]
    found = list(analyzer.pipe(rows))
    assert [(item.article.id, [claim.text for claim in item.claims]) for item in found] == [
        (Article(text=RENTS).id, ["Rents rose by 4 percent in Graz"]),
        ("n7", ["Wages fell by 2 percent in 2019"]),
    ]
    assert list(analyzer.pipe([])) == []


def test_stream_reads_no_further_ahead_than_one_batch() -> None:
    analyzer = Fussy(PACK, PACK.setting("parser", "model"))

    def endless() -> Iterator[str]:
        while True:
            yield "Rents."

    next(analyzer.pipe(endless()))
    assert analyzer.taken == ARTICLES_AT_ONCE


@pytest.mark.parametrize(
    ("given", "name"), [(b"x", "bytes"), (None, "NoneType"), ({"text": "x"}, "dict")]
)
def test_wrong_types_say_what_is_expected(analyzer: Fussy, given: str, name: str) -> None:
    message = rf"^expected a text \(str\) or an Article, got {name}$"
    with pytest.raises(TypeError, match=message):
        analyzer(given)
    with pytest.raises(TypeError, match=message):
        list(analyzer.pipe([RENTS, given]))
    with pytest.raises(TypeError, match=message):
        analyzer.analyze_batch([given])


@pytest.mark.parametrize("given", [RENTS, b"x", Article(text=RENTS)], ids=["str", "bytes", "one"])
def test_one_text_is_no_stream(analyzer: Fussy, given: Sequence[str]) -> None:
    with pytest.raises(TypeError, match="pipe takes many articles; for one call the analyzer"):
        analyzer.pipe(given)


FAULTY: list[str | Article] = [
    RENTS,
    Article(id="x", text="REFUSE", source="x.txt"),
    "Wages fell by 2 percent.",
]


def test_refused_article_goes_to_on_error_and_the_stream_goes_on(analyzer: Fussy) -> None:
    errors: list[ErrorRecord] = []
    found = list(analyzer.pipe(FAULTY, on_error=errors.append))
    assert [item.article.text for item in found] == [RENTS, "Wages fell by 2 percent."]
    assert errors == [
        ErrorRecord(source="x.txt", stage="analysis", error="AnalysisError", message="refused")
    ]


def test_refused_article_ends_a_stream_behind_what_came_before(analyzer: Fussy) -> None:
    stream = analyzer.pipe(FAULTY)
    assert next(stream).article.text == RENTS
    with pytest.raises(AnalysisError) as caught:
        next(stream)
    assert (caught.value.message, caught.value.source) == ("refused", "x.txt")


def test_analyzer_is_made_by_load() -> None:
    assert isinstance(claimlink.load(), Analyzer)
