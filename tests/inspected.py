"""A small run of two articles, written by hand, for the tests of what reads runs."""

from __future__ import annotations

from pathlib import Path

from claimlink.batch.worker import encode_lines
from claimlink.inspecting import ArticleClaims
from claimlink.records import (
    Article,
    ArticleRecord,
    Attribution,
    Block,
    CheckWorthiness,
    Citation,
    Claim,
    ClaimCitation,
    Entity,
    Finding,
    Mention,
    Quantity,
    Reference,
    SentenceSpan,
    Source,
    TimeMention,
    Why,
)
from claimlink.summaries import summarise
from fakes import make_article_record, make_claim

RENTS_TEXT = (
    "Rents in Graz rose by 4 percent in 2020 (see Lillis, 2021, p. 7). She said shops closed.\n\n"
    "Lillis, A. (2021). Housing in Styria. Example Press."
)


def _mention(text: str, words: str) -> dict[str, int | str]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _reference() -> Reference:
    return Reference.model_validate(
        {
            **_mention(RENTS_TEXT, "Lillis, A. (2021). Housing in Styria. Example Press."),
            "id": "r0",
            "index": 0,
            "authors": ["Lillis"],
            "year": "2021",
            "csl": {
                "type": "book",
                "title": "Housing in Styria",
                "publisher": "Example Press",
                "issued": {"date-parts": [[2021]]},
                "volume": 3,
            },
        }
    )


def _citation() -> Citation:
    group = _mention(RENTS_TEXT, "(see Lillis, 2021, p. 7)")
    return Citation.model_validate(
        {
            **_mention(RENTS_TEXT, "Lillis, 2021"),
            "id": "c0",
            "group": {"start": group["start"], "end": group["end"]},
            "form": "author-date",
            "narrative": False,
            "authors": ["Lillis"],
            "year": "2021",
            "locator": "p. 7",
            "prefix": "see",
            "reference_id": "r0",
            "status": "linked",
            "confidence": 0.95,
            "reason": "link.author_year",
        }
    )


def _rents_claim(article: Article) -> Claim:
    cited = ClaimCitation.model_validate(
        {
            **_mention(RENTS_TEXT, "Lillis, 2021"),
            "citation_id": "c0",
            "scope": "clause",
            "confidence": 0.9,
            "reason": "support.clause",
            "reference_id": "r0",
            "reference": summarise(_reference()),
        }
    )
    year = {"from": "2020-01-01", "to": "2020-12-31", "precision": "year"}
    time = TimeMention.model_validate({**_mention(RENTS_TEXT, "2020"), **year})
    percent = {"value": 4.0, "unit": "%"}
    quantity = Quantity.model_validate({**_mention(RENTS_TEXT, "4 percent"), **percent})
    place = Entity.model_validate({**_mention(RENTS_TEXT, "Graz"), "label": "GPE"})
    return make_claim(article, 0, 39).model_copy(
        update={
            "id": "k-rents",
            "section": "Housing",
            "times": [time],
            "quantities": [quantity],
            "entities": [place],
            "citations": [cited],
            "check_worthiness": CheckWorthiness(score=0.75, signals=["worth.quantity"]),
            "findings": ["source-older"],
            "why": [Why(rule="kinds.statistic", decided="kind", start=22, end=31)],
        }
    )


def make_rents() -> ArticleClaims:
    """Return an article with a cited and an uncited, attributed claim."""
    article = Article(id="a1", text=RENTS_TEXT, source="rents.txt", sha256="5a", title="Rents")
    said = Attribution(
        source=Source.model_validate({**_mention(RENTS_TEXT, "She"), "name": "Ada Lillis"}),
        cue=Mention.model_validate(_mention(RENTS_TEXT, "said")),
        content=[(75, 87)],
        form="indirect",
    )
    shops = make_claim(article, 75, 87).model_copy(
        update={
            "id": "k-shops",
            "kind": "event",
            "standalone": "shops closed in Graz",
            "attribution": said,
            "findings": ["no-source", "source-older"],
            "sentences": [1],
            "unresolved": [(75, 80)],
        }
    )
    record = make_article_record(article).model_copy(
        update={
            "blocks": [
                Block(start=0, end=88, index=0, kind="paragraph"),
                Block(start=90, end=len(RENTS_TEXT), index=1, kind="reference"),
            ],
            "sentences": [
                SentenceSpan(index=0, block=0, start=0, end=65),
                SentenceSpan(index=1, block=0, start=66, end=88),
            ],
            "citations": [_citation()],
            "references": [_reference()],
            "attributions": [said],
            "findings": [
                _finding("no-source", "Nothing supports this.", (75, 87), ["k-shops"]),
                _finding("source-older", "The source is older.", (0, 87), ["k-rents", "k-shops"]),
            ],
        }
    )
    return ArticleClaims(record, (_rents_claim(article), shops))


def _finding(code: str, message: str, span: tuple[int, int], claims: list[str]) -> Finding:
    return Finding(
        start=span[0],
        end=span[1],
        code=code,
        severity="warning",
        message=message,
        citation_ids=["c0"] if code == "source-older" else [],
        reference_ids=[],
        claim_ids=claims,
    )


def make_empty() -> ArticleClaims:
    """Return an article without any claim."""
    article = Article(id="a2", text="Nothing.", source="none.txt", sha256="00")
    return ArticleClaims(make_article_record(article), ())


def write_run(folder: Path, articles: list[ArticleClaims]) -> Path:
    """Write articles with their claims as a run's folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    records: list[ArticleRecord] = [found.article for found in articles]
    (folder / "articles.jsonl").write_bytes(encode_lines(records))
    claims = (claim for found in articles for claim in found.claims)
    (folder / "claims.jsonl").write_bytes(encode_lines(claims))
    return folder
