"""One annotated article, and analyses of it that are right, faulty or absent."""

from __future__ import annotations

from claimlink.evaluating import (
    Figure,
    GoldArticle,
)
from claimlink.evaluating.gold import (
    GoldCitation,
    GoldClaim,
    GoldFile,
    GoldReference,
)
from claimlink.records import (
    Analysis,
    ArticleRecord,
    Attribution,
    CheckWorthiness,
    Citation,
    Claim,
    ClaimCitation,
    Reference,
    SentenceSpan,
    Source,
    Span,
)

TEXT = (
    "Trams run every day in Linz (Moser, 2019). "
    "Ada Berg said that fares fell by half (Hofer, 2020)!\n\n"
    "Moser, A. (2019). Trams.\n"
    "Hofer, B. (2020). Fares.\n"
)
TRAMS = "Trams run every day in Linz"
FARES = "fares fell by half"
MOSER, HOFER = "(Moser, 2019)", "(Hofer, 2020)"
ENTRIES = ("Moser, A. (2019). Trams.", "Hofer, B. (2020). Fares.")


def place(words: str) -> tuple[int, int]:
    assert TEXT.count(words) == 1, words
    start = TEXT.index(words)
    return start, start + len(words)


def gold_article() -> GoldArticle:
    body = TEXT.index("\n\n")
    middle = TEXT.index(" Ada")
    citations = [
        GoldCitation(
            id=f"c{index + 1}",
            start=place(words)[0],
            end=place(words)[1],
            authors=[author],
            year=year,
            narrative=False,
            reference=index,
            group=place(words),
        )
        for index, (words, author, year) in enumerate(
            [(MOSER, "Moser", "2019"), (HOFER, "Hofer", "2020")]
        )
    ]
    references = [
        GoldReference(
            index=index,
            start=place(words)[0],
            end=place(words)[1],
            authors=[words[:8]],
            year=words[11:15],
            title=words[18:-1],
            url=None,
        )
        for index, words in enumerate(ENTRIES)
    ]
    claims = [
        GoldClaim(
            id=f"k{index + 1}",
            start=place(words)[0],
            end=place(words)[1],
            kind="state" if index == 0 else "statistic",
            attributed_to=None if index == 0 else "Ada Berg",
            citations=[f"c{index + 1}"],
            scope="same-clause",
        )
        for index, words in enumerate([TRAMS, FARES])
    ]
    gold = GoldFile(
        text_file="trams.txt",
        range=(0, body),
        sentences=[(0, middle), (middle + 1, body)],
        citations=citations,
        references=references,
        claims=claims,
    )
    return GoldArticle(name="trams.txt", text=TEXT, gold=gold)


def citation(number: int, words: str, year: str, entry: str | None) -> Citation:
    start, end = place(words)
    return Citation(
        start=start,
        end=end,
        text=words,
        id=f"cit-{number}",
        group=Span(start=start - 1, end=end + 1),
        form="author-date",
        narrative=False,
        authors=[words.split(",")[0]],
        year=year,
        reference_id=entry,
        status="linked" if entry else "missing",
        confidence=0.9,
        reason="test",
    )


def claim(
    number: int,
    words: str,
    by: list[Citation],
    kind: str = "state",
    source: str | None = None,
) -> Claim:
    start, end = place(words)
    support = [
        ClaimCitation(
            start=c.start,
            end=c.end,
            text=c.text,
            citation_id=c.id,
            scope="clause",
            confidence=0.9,
            reason="test",
            reference_id=c.reference_id,
            reference=None,
        )
        for c in by
    ]
    said = None
    if source:
        said = Attribution(
            source=Source(start=place(source)[0], end=place(source)[1], text=source, name=source),
            cue=None,
            content=[(start, end)],
            form="indirect",
        )
    return Claim.model_validate(
        {
            "id": f"claim-{number}",
            "article_id": "a-trams",
            "span": Span(start=start, end=end),
            "fragments": [(start, end)],
            "text": words,
            "standalone": words,
            "sentences": [0],
            "section": None,
            "kind": kind,
            "polarity": "positive",
            "certainty": "asserted",
            "attribution": said,
            "entities": [],
            "times": [],
            "quantities": [],
            "citations": support,
            "check_worthiness": CheckWorthiness(score=0.5, signals=[]),
            "findings": [],
            "why": [],
        }
    )


def analysis(
    *,
    text: str = TEXT,
    sentences: list[tuple[int, int]],
    citations: list[Citation],
    entries: list[str],
    claims: list[Claim],
) -> Analysis:
    record = ArticleRecord(
        id="a-trams",
        source="somewhere/trams.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language="en",
        title=None,
        byline=None,
        published=None,
        url=None,
        meta={},
        text=text,
        blocks=[],
        sentences=[
            SentenceSpan(start=start, end=end, index=index, block=0)
            for index, (start, end) in enumerate(sentences)
        ],
        citations=citations,
        references=[
            Reference(
                start=place(words)[0],
                end=place(words)[1],
                text=words,
                id=f"ref-{ENTRIES.index(words)}",
                index=index,
                authors=[],
                year=None,
                csl={},
            )
            for index, words in enumerate(entries)
        ],
        entities=[],
        times=[],
        quantities=[],
        attributions=[],
        non_claims=[],
        findings=[],
    )
    return Analysis(article=record, claims=claims)


def perfect() -> Analysis:
    article = gold_article().gold
    first = citation(0, "Moser, 2019", "2019", "ref-0")
    second = citation(1, "Hofer, 2020", "2020", "ref-1")
    return analysis(
        sentences=article.sentences,
        citations=[first, second],
        entries=list(ENTRIES),
        claims=[
            claim(0, TRAMS, [first]),
            claim(1, FARES, [second], "statistic", "Ada Berg"),
        ],
    )


def faulty() -> Analysis:
    """Borders off by three and one, a wrong entry, a half claim, a clause too many, wrong kind."""
    article = gold_article().gold
    (start, end), (other, last) = article.sentences
    first = citation(0, "Moser, 2019", "2019", "ref-1")
    second = citation(1, "Hofer, 2020", "2021", None)
    return analysis(
        sentences=[(start, end - 3), (other, last - 1)],
        citations=[first, second],
        entries=[ENTRIES[1]],
        claims=[
            claim(0, "Trams run every day", [second], "event"),
            claim(1, "Ada Berg said that fares fell", [first]),
        ],
    )


def letters(words: str) -> int:
    return sum(character.isalnum() for character in words)


PERFECT = {
    "sentence": Figure(2, 2, 2),
    "citation": Figure(2, 2, 2),
    "link": Figure(2, 2, 2),
    "reference": Figure(2, 2, 2),
    "claim": Figure(2, 2, 2),
    "claim@0.8": Figure(2, 2, 2),
    "support": Figure(2, 2, 2),
    "scope": Figure(*[letters(TRAMS + FARES)] * 3),
    "kind": Figure(2, 2, 2),
    "source": Figure(1, 1, 1),
}
FAULTY = {
    "sentence": Figure(1, 2, 2),
    "citation": Figure(1, 2, 2),
    "link": Figure(0, 2, 2),
    "reference": Figure(1, 1, 2),
    "claim": Figure(1, 2, 2),
    "claim@0.8": Figure(0, 2, 2),
    "support": Figure(0, 2, 2),
    "scope": Figure(
        0,
        letters("Trams run every day" + "Ada Berg said that fares fell"),
        letters(TRAMS + FARES),
    ),
    "kind": Figure(0, 1, 1),
    "source": Figure(0, 0, 1),
}
ABSENT = {
    name: Figure(0, 0, figure.gold if name != "kind" else 0) for name, figure in PERFECT.items()
}
