"""The project's own annotated articles: sound gold, and floors that the analysis reaches."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import claimlink
from claimlink.evaluating import FIGURES, Evaluation, GoldArticle, evaluate_articles, read_gold
from claimlink.evaluating.gold import GoldCitation, GoldClaim, GoldIssue
from claimlink.records import Analysis, Article, Finding

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = read_gold(CORPUS)

# Codes of findings that the analysis raises; other issues are for people.
RAISED = {
    "cited-not-listed",
    "listed-never-cited",
    "name-variant",
    "source-predates-event",
    "uncited-paragraph",
    "year-mismatch",
}
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}

every_article = pytest.mark.parametrize(
    "article", [pytest.param(article, id=article.name) for article in ARTICLES]
)


def words(article: GoldArticle, start: int, end: int) -> str:
    return article.text[start:end]


def sentence_of(article: GoldArticle, place: int) -> int:
    (index,) = [
        index for index, (start, end) in enumerate(article.gold.sentences) if start <= place < end
    ]
    return index


def citations_of(article: GoldArticle, claim: GoldClaim) -> list[GoldCitation]:
    by_id = {citation.id: citation for citation in article.gold.citations}
    return [by_id[name] for name in claim.citations]


def test_the_articles_are_the_texts_beside_them() -> None:
    texts = sorted(path.name for path in CORPUS.iterdir() if path.suffix in MEDIA_TYPES)
    assert sorted(article.name for article in ARTICLES) == [
        name for name in texts if name not in {"README.md", "GUIDELINE.md"}
    ]
    assert len(ARTICLES) >= 5


@every_article
def test_every_span_is_words_of_the_text(article: GoldArticle) -> None:
    gold = article.gold
    spans = [*gold.sentences, article.annotated]
    spans += [(row.start, row.end) for row in gold.citations]
    spans += [(row.start, row.end) for row in gold.references]
    spans += [(row.start, row.end) for row in gold.claims]
    spans += [(row.start, row.end) for row in gold.non_claims]
    spans += [span for issue in gold.issues for span in issue.spans]
    for start, end in spans:
        text = words(article, start, end)
        assert 0 <= start < end <= len(article.text)
        assert text == text.strip()


@every_article
def test_sentences_follow_one_another_and_each_is_accounted_for(article: GoldArticle) -> None:
    gold = article.gold
    for (_, end), (start, _) in pairwise(gold.sentences):
        assert end < start
    said = [(row.start, row.end) for row in gold.claims]
    said += [(row.start, row.end) for row in gold.non_claims]
    untouched = [
        words(article, *sentence)
        for sentence in gold.sentences
        if not any(start < sentence[1] and sentence[0] < end for start, end in said)
    ]
    assert untouched == []


@every_article
def test_ids_and_indexes_resolve(article: GoldArticle) -> None:
    gold = article.gold
    assert [row.id for row in gold.citations] == [f"c{i + 1}" for i in range(len(gold.citations))]
    assert [row.id for row in gold.claims] == [f"k{i + 1}" for i in range(len(gold.claims))]
    assert [row.index for row in gold.references] == list(range(len(gold.references)))
    assert {row.reference for row in gold.citations if row.reference is not None} <= {
        row.index for row in gold.references
    }
    assert {name for row in gold.claims for name in row.citations} <= {
        row.id for row in gold.citations
    }


@every_article
def test_citations_and_entries_say_what_is_printed(article: GoldArticle) -> None:
    assert article.gold.citations
    assert article.gold.references
    for citation in article.gold.citations:
        printed = words(article, citation.start, citation.end)
        first, last = citation.group or (citation.start, citation.end)
        assert (citation.year or "") in printed
        assert first <= citation.start < citation.end <= last
        assert (citation.group is None) == citation.narrative
        assert all(author in words(article, first, last) for author in citation.authors)
    for entry in article.gold.references:
        printed = words(article, entry.start, entry.end)
        assert (entry.year or "") in printed
        assert (entry.title or "") in printed
        assert (entry.url or "") in printed
        assert printed.startswith("———") or all(name in printed for name in entry.authors)


@every_article
def test_claims_lie_in_one_sentence_and_cut_no_citation(article: GoldArticle) -> None:
    assert article.gold.claims
    assert article.gold.citations
    for claim in article.gold.claims:
        assert sentence_of(article, claim.start) == sentence_of(article, claim.end - 1)
        assert claim.kind == "quote" or not words(article, claim.start, claim.end).endswith(".")
        for citation in article.gold.citations:
            inside = claim.start <= citation.start and citation.end <= claim.end
            assert inside or citation.end <= claim.start or claim.end <= citation.start


@every_article
def test_fragments_are_the_claim_without_its_citations(article: GoldArticle) -> None:
    assert article.gold.claims
    assert any(not citation.narrative for citation in article.gold.citations)
    for claim in article.gold.claims:
        parts = claim.parts
        assert (parts[0][0], parts[-1][1]) == (claim.start, claim.end)
        assert all(one[1] <= other[0] for one, other in pairwise(parts))
        for citation in article.gold.citations:
            if not citation.narrative:
                assert all(
                    end <= citation.start or citation.end <= start for start, end in parts
                ), words(article, claim.start, claim.end)


@every_article
def test_scope_agrees_with_the_place_of_the_citation(article: GoldArticle) -> None:
    assert any(citations_of(article, claim) for claim in article.gold.claims)
    for claim in article.gold.claims:
        cited = citations_of(article, claim)
        assert (claim.scope is None) == (not cited)
        if not cited:
            continue
        here = sentence_of(article, claim.start)
        away = min(sentence_of(article, citation.start) for citation in cited) - here
        if away < 0:
            assert all(citation.narrative for citation in cited), "only these reach forward"
        allowed = {0: {"same-clause", "same-sentence"}, 1: {"previous-sentence"}}
        assert claim.scope in allowed.get(away, {"paragraph"})
        first, last = (f([claim.start, *(c.start for c in cited)]) for f in (min, max))
        assert "\n" not in words(article, first, last)


@every_article
def test_missing_and_unused_entries_are_among_the_issues(article: GoldArticle) -> None:
    gold = article.gold
    unused = {row.index for row in gold.references} - {row.reference for row in gold.citations}
    flagged = [i.spans[0] for i in gold.issues if i.type == "listed-never-cited"]
    assert flagged == [(gold.references[i].start, gold.references[i].end) for i in sorted(unused)]
    missing = [(row.start, row.end) for row in gold.citations if row.reference is None]
    reasons = {"cited-not-listed", "secondary-citation"}
    assert missing == sorted(i.spans[0] for i in gold.issues if i.type in reasons)


def test_everything_the_guideline_names_occurs() -> None:
    claims = [claim for article in ARTICLES for claim in article.gold.claims]
    assert {claim.kind for claim in claims} == {
        "event",
        "statistic",
        "state",
        "legal",
        "quote",
        "causal",
        "comparison",
        "prediction",
    }
    assert {claim.scope for claim in claims} == {
        None,
        "same-clause",
        "same-sentence",
        "previous-sentence",
        "paragraph",
    }
    assert {row.why for article in ARTICLES for row in article.gold.non_claims} == {
        "definition",
        "heading",
        "meta",
        "normative",
        "opinion",
        "question",
    }
    types = {issue.type for article in ARTICLES for issue in article.gold.issues}
    assert types >= RAISED | {"self-source", "typo"}
    assert any(claim.fragments for claim in claims)


@pytest.fixture(scope="module")
def analyses() -> dict[str, Analysis]:
    """Return the analysis of each article with the full model."""
    analyzer = claimlink.load()
    articles = [
        Article(
            id=f"a-{article.name}",
            text=article.text,
            source=article.name,
            sha256="0" * 64,
            media_type=MEDIA_TYPES[Path(article.name).suffix],
        )
        for article in ARTICLES
    ]
    return {found.article.source: found for found in analyzer.pipe(articles)}


@pytest.fixture(scope="module")
def evaluation(analyses: dict[str, Analysis]) -> Evaluation:
    return evaluate_articles(ARTICLES, analyses.values())


def floors() -> dict[str, float]:
    with (CORPUS / "scores.toml").open("rb") as file:
        return {name: float(floor) for name, floor in tomllib.load(file)["floors"].items()}


def test_every_figure_has_a_floor() -> None:
    assert list(floors()) == list(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_figures_reach_their_floors(evaluation: Evaluation, name: str) -> None:
    assert evaluation.figures[name].f1 >= floors()[name]


def raised_issues() -> Iterator[tuple[GoldArticle, GoldIssue]]:
    for article in ARTICLES:
        for issue in article.gold.issues:
            if issue.type in RAISED:
                yield article, issue


def touches(finding: Finding, issue: GoldIssue) -> bool:
    return any(start < finding.end and finding.start < end for start, end in issue.spans)


# Planted problems that are not found yet: (article, code, words flagged) -> why.
NOT_FOUND: dict[tuple[str, str, str], str] = {}

# Codes raised where nothing is wrong: (article, code) -> why.
FALSE_ALARMS: dict[tuple[str, str], str] = {}


def known(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def planted(article: GoldArticle, issue: GoldIssue) -> object:
    flagged = words(article, *issue.spans[0])
    reason = NOT_FOUND.get((article.name, issue.type, flagged))
    name = f"{article.name}-{issue.type}-{flagged[:24]}"
    return pytest.param(article, issue, id=name, marks=known(reason))


@pytest.mark.parametrize(("article", "issue"), [planted(*row) for row in raised_issues()])
def test_planted_problems_are_found(
    analyses: dict[str, Analysis], article: GoldArticle, issue: GoldIssue
) -> None:
    findings = analyses[article.name].article.findings
    same = [finding for finding in findings if finding.code == issue.type]
    assert any(touches(finding, issue) for finding in same), [f.message for f in same]


@pytest.mark.parametrize(
    ("article", "code"),
    [
        pytest.param(
            article,
            code,
            id=f"{article.name}-{code}",
            marks=known(FALSE_ALARMS.get((article.name, code))),
        )
        for article in ARTICLES
        for code in sorted(RAISED)
    ],
)
def test_no_finding_where_nothing_is_wrong(
    analyses: dict[str, Analysis], article: GoldArticle, code: str
) -> None:
    # A work quoted at second hand is rightly not listed, and rightly pointed out.
    same = {code} | ({"secondary-citation"} if code == "cited-not-listed" else set())
    wrong = [issue for issue in article.gold.issues if issue.type in same]
    false_alarms = [
        finding.message
        for finding in analyses[article.name].article.findings
        if finding.code == code and not any(touches(finding, issue) for issue in wrong)
    ]
    assert false_alarms == []
