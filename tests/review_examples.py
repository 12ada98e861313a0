"""A small run on disk and a store that holds it, for the tests of the desk."""

from __future__ import annotations

from pathlib import Path

from claimlink.batch.worker import encode_lines
from claimlink.records import (
    Analysis,
    Article,
    Attribution,
    Block,
    BlockKind,
    CheckWorthiness,
    Citation,
    Claim,
    ClaimCitation,
    Finding,
    Mention,
    Reference,
    ReferenceSummary,
    SentenceSpan,
    Source,
    Span,
)
from fakes import make_article_record, make_claim

TEXT = (
    "Rents and shops\n\n"
    "Rents rose by 4 percent in Graz (Lillis, 2021). She said 9 shops closed.\n\n"
    "Rents rose by 5 percent in Graz. Trams carried 70 riders.\n\n"
    "Lillis, A. (2021). Housing in Styria. Example Press."
)


def write_run(folder: Path, articles: list[Analysis]) -> Path:
    """Write the files of a run that hold these articles."""
    folder.mkdir(parents=True, exist_ok=True)
    claims = [claim for analysis in articles for claim in analysis.claims]
    (folder / "claims.jsonl").write_bytes(encode_lines(claims))
    (folder / "articles.jsonl").write_bytes(encode_lines(found.article for found in articles))
    (folder / "errors.jsonl").write_bytes(b"")
    return folder


def make_rents(number: int = 0, title: str | None = "Rents", text: str = TEXT) -> Analysis:
    """Return an article with four claims: one cited, one said by somebody, two bare."""
    article = Article(id=f"a{number}", text=text, source=f"rents{number}.txt", title=title)
    cited = _claim(article, "Rents rose by 4 percent in Graz", 0.8, citations=[_citing(text)])
    said = _claim(article, "9 shops closed", 0.4, attribution=_said(text))
    bare = _claim(article, "Rents rose by 5 percent in Graz", 0.7, findings=["number-conflict"])
    trams = _claim(article, "Trams carried 70 riders", 0.1)
    conflict = Finding(
        code="number-conflict",
        severity="warning",
        message="Two claims say the same with another number.",
        start=bare.span.start,
        end=bare.span.end,
        citation_ids=[],
        reference_ids=[],
        claim_ids=[bare.id],
    )
    record = make_article_record(article).model_copy(
        update={
            "blocks": _blocks(text),
            "sentences": _sentences(text),
            "citations": [_cited(text)],
            "references": [_entry(text)],
            "findings": [conflict],
        }
    )
    return Analysis(article=record, claims=[cited, said, bare, trams])


def _claim(article: Article, words: str, score: float, **fields: object) -> Claim:
    start = article.text.index(words)
    worth = CheckWorthiness(score=score, signals=["number"])
    return make_claim(article, start, start + len(words)).model_copy(
        update={"check_worthiness": worth, **fields}
    )


def _blocks(text: str) -> list[Block]:
    parts = text.split("\n\n")
    kinds: list[BlockKind] = ["paragraph"] * len(parts)
    kinds[0], kinds[-1] = "heading", "reference"
    blocks, start = [], 0
    for index, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        blocks.append(Block(index=index, kind=kind, start=start, end=start + len(part)))
        start += len(part) + 2
    return blocks


def _sentences(text: str) -> list[SentenceSpan]:
    start = text.index("Rents rose by 4")
    return [SentenceSpan(index=0, block=1, start=start, end=text.index(" She said"))]


def _mention(text: str, words: str) -> dict[str, int | str]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _citing(text: str) -> ClaimCitation:
    return ClaimCitation.model_validate(
        {
            **_mention(text, "Lillis, 2021"),
            "citation_id": "c0",
            "scope": "clause",
            "confidence": 0.9,
            "reason": "closes",
            "reference_id": "r0",
            "reference": ReferenceSummary(
                title="Housing in Styria",
                authors=["Lillis"],
                issued="2021",
                container=None,
                url="https://lillis.example/housing",
                doi="10.5555/housing",
            ),
        }
    )


def _cited(text: str) -> Citation:
    place = _mention(text, "Lillis, 2021")
    return Citation.model_validate(
        {
            **place,
            "id": "c0",
            "group": Span(start=int(place["start"]) - 1, end=int(place["end"]) + 1),
            "form": "author-date",
            "narrative": False,
            "authors": ["Lillis"],
            "year": "2021",
            "reference_id": "r0",
            "status": "linked",
            "confidence": 0.9,
            "reason": "link.one",
        }
    )


def _entry(text: str) -> Reference:
    return Reference.model_validate(
        {
            **_mention(text, "Lillis, A. (2021). Housing in Styria. Example Press."),
            "id": "r0",
            "index": 0,
            "authors": ["Lillis"],
            "year": "2021",
            "csl": {"URL": "https://lillis.example/housing", "DOI": "10.5555/housing"},
        }
    )


def _said(text: str) -> Attribution:
    shops = text.index("9 shops")
    return Attribution(
        source=Source(start=shops - 9, end=shops - 6, text="She", name="Ada Lillis"),
        cue=Mention(start=shops - 5, end=shops - 1, text="said"),
        content=[(shops, shops + 14)],
        form="indirect",
    )
