"""A run to hand over, written by hand: two articles full of what other tools trip over."""

from __future__ import annotations

from pathlib import Path

from pydantic import JsonValue

from claimlink.batch.summary import Counts, ModelUse, RulesUse, RunRecord
from claimlink.reading import InputDigest
from claimlink.records import (
    Analysis,
    Article,
    ArticleRecord,
    Attribution,
    Block,
    Citation,
    Claim,
    ClaimCitation,
    Entity,
    Mention,
    Reference,
    ReferenceSummary,
    SentenceSpan,
    Source,
)
from fakes import make_article_record, make_claim, make_finding

RENTS = "rents rose by 4 percent in Graz"
SHOPS = '=2+3 shops, "the 🏪 ones", closed'
FERRIES = "Forty ferries sailed\tfrom 🏴󠁧󠁢󠁳󠁣󠁴󠁿 Oban"

#: A flag of two code points, a farmer of four, CR LF, a formula, quotes, and a flag of seven.
TEXT = (
    f"🇦🇹👩🏽‍🌾 Anna Öberg said that {RENTS} (Lillis, 2021).\r\n{SHOPS}.\n\n"
    "Lillis, A., & Müller, B. (2021). Housing in Graz: 100% of_it. Example Press."
)
FERRY_TEXT = f"{FERRIES}.\n\nLillis, A. (2021). Housing."

HOUSING: dict[str, JsonValue] = {
    "type": "book",
    "author": [{"family": "Lillis", "given": "A."}, {"family": "Müller", "given": "B."}],
    "issued": {"date-parts": [[2021]]},
    "title": "Housing in Graz: 100% of_it & {all}",
    "publisher": "Example Press",
    "publisher-place": "Wien",
}

FERRIES_BOOK: dict[str, JsonValue] = {
    "type": "article-journal",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr"},
        {"literal": "Ministry of Ports, Ships and Sand"},
    ],
    "issued": {"date-parts": [[2019, 6, 3]]},
    "title": "Ferries\nof Жук 🚢",
    "container-title": "Journal of Boats",
    "volume": "12",
    "issue": "3",
    "page": "4–9",
    "DOI": "10.1000/a_b{c}",
    "URL": "https://example.org/f?a=1&b=%20",
}


def _reference(text: str, name: str, csl: dict[str, JsonValue]) -> Reference:
    start = text.index("Lillis, A.")
    return Reference(
        start=start,
        end=len(text),
        text=text[start:],
        id=name,
        index=0,
        authors=["Lillis"] if csl is HOUSING else ["Berg"],
        year="2021" if csl is HOUSING else "2019",
        csl={"id": name, **csl},
    )


def _citation(text: str) -> Citation:
    start = text.index("Lillis, 2021")
    return Citation(
        start=start,
        end=start + 12,
        text="Lillis, 2021",
        id="c1",
        group=None,
        form="author-date",
        narrative=False,
        authors=["Lillis"],
        year="2021",
        reference_id="r1",
        status="linked",
        confidence=0.9,
        reason="link.author_year",
    )


def _rents(article: Article) -> Claim:
    start, said = TEXT.index(RENTS), TEXT.index("said")
    name = TEXT.index("Anna")
    citation = _citation(TEXT)
    summary = ReferenceSummary(
        title="Housing in Graz",
        authors=["Lillis", "Müller"],
        issued="2021",
        container="Example Press",
        url=None,
        doi="10.1000/1",
    )
    return make_claim(article, start, start + len(RENTS)).model_copy(
        update={
            "id": "k-rents",
            "attribution": Attribution(
                source=Source(start=name, end=name + 10, text="Anna Öberg", name="Anna Öberg"),
                cue=Mention(start=said, end=said + 4, text="said"),
                content=[(start, start + len(RENTS))],
                form="indirect",
            ),
            "citations": [
                ClaimCitation(
                    start=citation.start,
                    end=citation.end,
                    text=citation.text,
                    citation_id="c1",
                    scope="clause",
                    confidence=0.9,
                    reason="closes",
                    reference_id="r1",
                    reference=summary,
                )
            ],
        }
    )


def rents_article() -> Analysis:
    """Return the first article with its two claims."""
    article = Article(
        id="a1", text=TEXT, source="rents.txt", sha256="0" * 64, published="2026-02-01"
    )
    start = TEXT.index(SHOPS)
    shops = make_claim(article, start, start + len(SHOPS)).model_copy(
        update={"id": "k-shops", "kind": "event"}
    )
    name = TEXT.index("Anna")
    body = TEXT.index("Lillis, A.") - 2
    record = make_article_record(article).model_copy(
        update={
            "title": "Rents",
            "blocks": [
                Block(index=0, kind="paragraph", start=0, end=body),
                Block(index=1, kind="reference", start=body + 2, end=len(TEXT)),
            ],
            "sentences": [SentenceSpan(index=0, block=0, start=0, end=start - 2)],
            "citations": [_citation(TEXT)],
            "references": [_reference(TEXT, "r1", HOUSING)],
            "entities": [Entity(start=name, end=name + 10, text="Anna Öberg", label="PERSON")],
            "findings": [make_finding("uncited-figure", "@home: a figure without a source.")],
        }
    )
    return Analysis(article=record, claims=[_rents(article), shops])


def ferries_article() -> Analysis:
    """Return the second article, which stands on the web and lists the first one's book too."""
    article = Article(
        id="a/2 ü",
        text=FERRY_TEXT,
        source="+ferries.txt",
        sha256="1" * 64,
        url="https://example.org/ferries",
        title="Ferries",
    )
    claim = make_claim(article, 0, len(FERRIES)).model_copy(update={"id": "k-ferries"})
    record: ArticleRecord = make_article_record(article).model_copy(
        update={
            "references": [
                _reference(FERRY_TEXT, "r1", HOUSING),
                _reference(FERRY_TEXT, "r2", FERRIES_BOOK),
            ]
        }
    )
    return Analysis(article=record, claims=[claim])


def write_run(folder: Path) -> Path:
    """Write a run's folder with both articles."""
    folder.mkdir(parents=True)
    analyses = [rents_article(), ferries_article()]
    articles = [analysis.article.model_dump_json(by_alias=True) for analysis in analyses]
    claims = [c.model_dump_json(by_alias=True) for analysis in analyses for c in analysis.claims]
    (folder / "articles.jsonl").write_text("\n".join([*articles, ""]), "utf-8")
    (folder / "claims.jsonl").write_text("\n".join([*claims, ""]), "utf-8")
    (folder / "errors.jsonl").write_text("")
    record = RunRecord(
        status="complete",
        versions={"python": "3.11.7", "claimlink": "0.1.0", "spacy": "3.8.6"},
        model=ModelUse(name="en_core_web_sm", version="3.8.0"),
        rules=RulesUse(name="en", language="en", version="0.1.0", sha256="2" * 64, folder=None),
        settings={"inputs": ["rents.txt", "+ferries.txt"], "output": "run", "workers": 1},
        counts=Counts(inputs=2, articles=2, claims=3),
        started="2026-03-01T10:00:00+00:00",
        finished="2026-03-01T10:00:02+00:00",
        seconds=2.0,
        inputs=[
            InputDigest(source="rents.txt", sha256="0" * 64, bytes=300),
            InputDigest(source="+ferries.txt", sha256="1" * 64, bytes=80),
        ],
    )
    (folder / "run.json").write_text(record.model_dump_json(indent=2), "utf-8")
    return folder


def as_fields(value: JsonValue) -> dict[str, JsonValue]:
    """Return a JSON object."""
    assert isinstance(value, dict), value
    return value
