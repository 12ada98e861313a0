from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlink.errors import InputError, RunError
from claimlink.evaluating import (
    FIGURES,
    Figure,
    GoldArticle,
    Miss,
    evaluate,
    evaluate_articles,
    print_figures,
    print_misses,
    read_gold,
    read_run,
    score,
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


@pytest.mark.parametrize(
    ("found", "figures"),
    [
        pytest.param([perfect()], PERFECT, id="all right"),
        pytest.param([faulty()], FAULTY, id="one fault for each figure"),
        pytest.param([], ABSENT, id="the run lacks the article"),
    ],
)
def test_figures(found: list[Analysis], figures: dict[str, Figure]) -> None:
    got = evaluate_articles([gold_article()], found).figures
    assert got == figures
    assert list(got) == list(FIGURES)


def test_an_article_is_known_by_its_text_whatever_its_name() -> None:
    renamed = gold_article().model_copy(update={"name": "trams.reviewed.txt"})
    assert evaluate_articles([renamed], [perfect()]).figures["claim"] == Figure(2, 2, 2)


def test_figures_of_several_articles_are_added() -> None:
    other = gold_article().model_copy(update={"name": "unknown.txt", "text": f"{TEXT} "})
    got = evaluate_articles([gold_article(), other], [perfect()]).figures
    assert got["claim"] == Figure(2, 2, 4)


def test_misses_name_place_and_difference() -> None:
    misses = evaluate_articles([gold_article()], [faulty()]).misses
    assert misses == [
        Miss("trams.txt", "sentence", "borders differ", TEXT[: TEXT.index(" Ada")]),
        Miss("trams.txt", "citation", "not found", HOFER),
        Miss("trams.txt", "citation", "not in gold", "Hofer, 2020"),
        Miss("trams.txt", "link", "entry 0 in gold, ref-1 found", "Moser, 2019"),
        Miss("trams.txt", "reference", "not found", ENTRIES[0]),
        Miss("trams.txt", "claim", "not found", FARES),
        Miss("trams.txt", "claim", "not in gold", "Ada Berg said that fares fell"),
        Miss("trams.txt", "support", f"not supported by {MOSER}", TRAMS),
        Miss("trams.txt", "support", f"not supported by {HOFER}", FARES),
        Miss("trams.txt", "kind", "state in gold, event found", "Trams run every day"),
        Miss("trams.txt", "source", "Ada Berg in gold, nobody found", FARES),
    ]


def test_nothing_is_missed_in_a_perfect_run() -> None:
    assert evaluate_articles([gold_article()], [perfect()]).misses == []


def test_only_the_annotated_part_counts() -> None:
    article = gold_article()
    first = article.gold.sentences[0]
    half = article.model_copy(update={"gold": article.gold.model_copy(update={"range": first})})
    figures = evaluate_articles([half], [perfect()]).figures
    assert [figures[name].gold for name in ("sentence", "citation", "reference", "claim")] == [
        1,
        1,
        2,
        1,
    ]
    assert all(figure.f1 in (0.0, 1.0) for figure in figures.values())


def test_citations_inside_a_claim_do_not_count() -> None:
    """A span that runs across the citation is as good as one that stops before it."""
    article = gold_article()
    wide = article.gold.claims[0].model_copy(update={"end": place(MOSER)[1]})
    claims = [wide, article.gold.claims[1]]
    changed = article.model_copy(
        update={"gold": article.gold.model_copy(update={"claims": claims})}
    )
    assert evaluate_articles([changed], [perfect()]).figures == PERFECT


@pytest.mark.parametrize(
    ("wanted", "given", "right"),
    [
        pytest.param("Ada Berg", "Ada Berg", True, id="the same"),
        pytest.param("Berg", "Ada Berg", True, id="the short name"),
        pytest.param("ADA BERG", "Ada Berg", True, id="another case"),
        pytest.param("Eva Lind", "Ada Berg", False, id="another person"),
        pytest.param("Mayor Eva Maria Berg", "Ada Berg", True, id="half of the shorter name"),
    ],
)
def test_sources_agree_by_half_of_the_shorter_name(wanted: str, given: str, right: bool) -> None:
    article = gold_article()
    said = article.gold.claims[1].model_copy(update={"attributed_to": wanted})
    changed = article.model_copy(
        update={"gold": article.gold.model_copy(update={"claims": [article.gold.claims[0], said]})}
    )
    figure = evaluate_articles([changed], [perfect()]).figures["source"]
    assert figure == Figure(int(right), 1, 1), given


def test_a_run_on_another_text_is_refused() -> None:
    other = analysis(
        text=TEXT.replace("Linz", "Graz"), sentences=[], citations=[], entries=[], claims=[]
    )
    with pytest.raises(RunError, match="differs from the annotated one"):
        evaluate_articles([gold_article()], [other])


Write = Callable[[str, bytes | str], Path]


def write_all(write: Write, found: Analysis) -> tuple[Path, Path]:
    article = gold_article()
    write("gold/trams.txt", article.text)
    gold = write("gold/trams.json", article.gold.model_dump_json())
    lines = "".join(claim.model_dump_json(by_alias=True) + "\n" for claim in found.claims)
    write("run/claims.jsonl", lines)
    run = write("run/articles.jsonl", found.article.model_dump_json(by_alias=True) + "\n")
    return gold.parent, run.parent


def test_score_reads_gold_and_run(write: Write) -> None:
    gold, run = write_all(write, faulty())
    assert score(gold, run) == FAULTY
    assert evaluate(gold, run) == evaluate_articles([gold_article()], [faulty()])
    assert read_run(run) == [faulty()]
    assert read_gold(gold) == [gold_article()]


def test_line_ends_are_kept_and_a_mark_is_dropped(write: Write) -> None:
    gold = write("gold/trams.json", gold_article().gold.model_dump_json()).parent
    write("gold/trams.txt", b"\xef\xbb\xbfa\r\nb\rc\n")
    assert [article.text for article in read_gold(gold)] == ["a\r\nb\rc\n"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "no gold files here", id="an empty folder"),
        pytest.param("{", "Invalid JSON", id="no JSON"),
        pytest.param('{"text_file": "a.txt"}', "citations: Field required", id="a field missing"),
        pytest.param("{}", "text_file: Field required", id="an empty object"),
    ],
)
def test_faulty_gold_is_named(write: Write, content: str | None, message: str) -> None:
    folder = write("gold/a.txt", "Text.").parent
    if content is not None:
        write("gold/a.json", content)
    with pytest.raises(InputError, match=message) as caught:
        read_gold(folder)
    assert str(caught.value.source).startswith(str(folder))


def test_gold_without_its_text_is_named(write: Write) -> None:
    gold = write("gold/trams.json", gold_article().gold.model_dump_json()).parent
    with pytest.raises(InputError, match=r"trams\.txt can't be read"):
        read_gold(gold)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "claims.jsonl", "{]\n", "a damaged line; run claimlink extract again", id="no JSON"
        ),
        pytest.param(
            "articles.jsonl", '{"id": "a"}\n', "schema_version None", id="a field missing"
        ),
    ],
)
def test_a_faulty_run_names_file_and_line(
    write: Write, name: str, content: str, message: str
) -> None:
    _, run = write_all(write, perfect())
    write(f"run/{name}", content)
    with pytest.raises(RunError, match=message) as caught:
        read_run(run)
    assert caught.value.source == f"{run / name}:1"


def test_another_schema_version_is_refused(write: Write) -> None:
    _, run = write_all(write, perfect())
    line = json.loads((run / "articles.jsonl").read_text(encoding="utf-8"))
    write("run/articles.jsonl", json.dumps(line | {"schema_version": "0.9"}) + "\n")
    with pytest.raises(RunError, match=r"schema_version '0\.9'"):
        read_run(run)


def test_a_folder_that_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="name a folder") as caught:
        read_run(tmp_path)
    assert caught.value.source == str(tmp_path / "claims.jsonl")


def test_print_figures() -> None:
    out = io.StringIO()
    print_figures({"claim@0.8": Figure(3, 4, 6), "kind": Figure()}, out)
    assert out.getvalue() == (
        "claim@0.8  P 0.750  R 0.500  F1 0.600  3 of 4 found, 6 in gold\n"
        "kind       P 0.000  R 0.000  F1 0.000  0 of 0 found, 0 in gold\n"
    )


def test_print_misses(capsys: pytest.CaptureFixture[str]) -> None:
    print_misses([Miss("a.txt", "claim", "not found", "rents\n  rose")])
    assert capsys.readouterr().out == "a.txt: claim: not found: rents rose\n"
