"""What people decided, as annotated articles: their claims, and which articles are none."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pydantic import JsonValue

from claimlink.cli import cli
from claimlink.evaluating import Figure, evaluate
from claimlink.evaluating.gold import GoldClaim, GoldFile, read_gold
from claimlink.records import Analysis, SentenceSpan
from claimlink.reviewfiles import append_reviews
from claimlink.reviews import Review
from review_examples import TEXT, make_rents, write_run

_TRUE: JsonValue = {"scale": "truth", "value": 5, "best": 5, "worst": 1, "label": "true"}
_TITLE = "Rents and shops"
_RENTS, _SHOPS, _FIVE, _TRAMS = range(4)
_WORDS = (
    "Rents rose by 4 percent in Graz",
    "9 shops closed",
    "Rents rose by 5 percent in Graz",
    "Trams carried 70 riders",
)


def _place(words: str) -> JsonValue:
    start = TEXT.index(words)
    return [start, start + len(words)]


def _say(
    claim: str | int,
    *corrections: dict[str, JsonValue],
    by: str = "Ada",
    lane: str = "own",
    verdict: JsonValue = _TRUE,
    analysis: Analysis | None = None,
) -> Review:
    known = make_rents() if analysis is None else analysis
    return Review.model_validate(
        {
            "claim_id": claim if isinstance(claim, str) else known.claims[claim].id,
            "article_id": known.article.id,
            "reviewer": by,
            "when": "2026-03-01",
            "origin": "desk",
            "lane": lane,
            "verdict": verdict,
            "corrections": corrections,
        }
    )


def _all(*others: Review) -> list[Review]:
    """Return a verdict on each claim, these instead of the plain ones."""
    said = {review.claim_id for review in others}
    plain = [_say(number) for number in range(4)]
    return [*(review for review in plain if review.claim_id not in said), *others]


def _export(run: Path, reviews: list[Review]) -> Result:
    append_reviews(run / "reviews.jsonl", reviews)
    return CliRunner().invoke(
        cli, ["export", str(run), "--to", "gold", "-o", str(run.parent / "gold")]
    )


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [make_rents()])


def _gold(run: Path, *others: Review) -> GoldFile:
    result = _export(run, _all(*others))
    assert (result.exit_code, result.output) == (0, "")
    (found,) = read_gold(run.parent / "gold")
    assert found.text == TEXT
    return found.gold


def _texts(gold: GoldFile) -> list[str]:
    return [" | ".join(TEXT[start:end] for start, end in claim.parts) for claim in gold.claims]


def _claim(gold: GoldFile, words: str) -> GoldClaim:
    return gold.claims[_texts(gold).index(words)]


def test_a_run_that_people_agree_with_scores_full(run: Path) -> None:
    gold = _gold(run)
    assert _texts(gold) == list(_WORDS)
    rents, shops = gold.claims[:2]
    assert (rents.citations, rents.scope, rents.attributed_to) == (["c0"], "same-clause", None)
    assert (shops.citations, shops.scope, shops.attributed_to) == ([], None, "She")
    (citation,), (entry,) = gold.citations, gold.references
    assert TEXT[citation.start : citation.end] == "(Lillis, 2021)"
    assert (citation.group, citation.reference) == ((citation.start, citation.end), entry.index)
    figures = evaluate(run.parent / "gold", run).figures
    for name in ("citation", "link", "reference", "claim@0.8", "support", "scope", "source"):
        assert (figures[name].recall, figures[name].precision) == (1, 1), name
    assert figures["sentence"].gold == 0


def test_what_was_corrected_is_what_evaluate_misses(run: Path) -> None:
    gold = _gold(
        run,
        _say(_RENTS, {"change": "span", "fragments": [_place("rose by 4 percent")]}),
        _say(_SHOPS, {"change": "speaker", "name": None}),
        _say(_FIVE, {"change": "not-a-claim", "kind": "opinion"}),
        _say(_TRAMS, {"change": "kind", "kind": "prediction"}),
    )
    assert _texts(gold) == ["rose by 4 percent", "9 shops closed", "Trams carried 70 riders"]
    assert [claim.kind for claim in gold.claims][2] == "prediction"
    assert gold.claims[1].attributed_to is None
    (none,) = gold.non_claims
    assert (TEXT[none.start : none.end], none.why) == (_WORDS[_FIVE], "opinion")
    figures = evaluate(run.parent / "gold", run).figures
    assert (figures["claim"].matched, figures["claim"].predicted, figures["claim"].gold) == (
        3,
        4,
        3,
    )
    assert (figures["claim@0.8"].matched, figures["kind"].matched) == (2, 2)


@pytest.mark.parametrize("kind", [None, "fragment"])
def test_what_is_no_claim_for_a_reason_that_gold_does_not_have_is_left_out(
    run: Path, kind: str | None
) -> None:
    gold = _gold(run, _say(_FIVE, {"change": "not-a-claim", "kind": kind}, verdict=None))
    assert len(gold.claims) == 3
    assert gold.non_claims == []


def test_a_link_that_is_none_is_gone(run: Path) -> None:
    gold = _gold(run, _say(_RENTS, _link(supports=False)))
    rents = _claim(gold, _WORDS[_RENTS])
    assert (rents.citations, rents.scope) == ([], None)


def _link(*, supports: bool = True, entry: str | None = None) -> dict[str, JsonValue]:
    return {"change": "link", "citation_id": "c0", "supports": supports, "reference_id": entry}


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        pytest.param("percent in Graz", "same-sentence", id="it closes the sentence"),
        pytest.param("Rents and shops", "previous-sentence", id="in the sentence behind"),
        pytest.param("9 shops", "paragraph", id="before the sentence"),
    ],
)
def test_a_new_link_reaches_as_far_as_it_has_to(tmp_path: Path, words: str, scope: str) -> None:
    found = make_rents()
    starts = [
        0,
        TEXT.index("Rents rose by 4"),
        TEXT.index("She said"),
        TEXT.index("Rents rose by 5"),
    ]
    sentences = [
        SentenceSpan(index=index, block=0, start=start, end=end)
        for index, (start, end) in enumerate(pairwise([*starts, len(TEXT)]))
    ]
    article = found.article.model_copy(update={"sentences": sentences})
    run = write_run(tmp_path / "run", [Analysis(article=article, claims=found.claims)])
    missed: dict[str, JsonValue] = {
        "change": "missed", "fragments": [_place(words)], "text": words, "kind": "event",
    }  # fmt: skip
    new = _claim(_gold(run, _say("k-new", missed, _link(), verdict=None)), words)
    assert (new.citations, new.scope) == (["c0"], scope)


def test_a_citation_leads_to_the_entry_that_people_say(tmp_path: Path) -> None:
    found = make_rents()
    second = found.article.references[0].model_copy(update={"id": "r1", "index": 1})
    entries = [found.article.references[0], second]
    article = found.article.model_copy(update={"references": entries})
    run = write_run(tmp_path / "run", [Analysis(article=article, claims=found.claims)])
    link = _link(entry="r1")
    assert _gold(run, _say(_RENTS, link)).citations[0].reference == 1


def test_split_merged_and_missed_claims(run: Path) -> None:
    rose, graz = _place("Rents rose by 4 percent"), _place("in Graz")
    both = [_place(_WORDS[_FIVE]), _place(_WORDS[_TRAMS])]
    trams = make_rents().claims[_TRAMS].id
    missed: dict[str, JsonValue] = {
        "change": "missed", "fragments": [_place(_TITLE)], "text": _TITLE, "kind": "event",
    }  # fmt: skip
    gold = _gold(
        run,
        _say(_RENTS, {"change": "split", "parts": [[rose], [graz]]}),
        _say(_FIVE, {"change": "merge", "claim_ids": [trams], "fragments": both}),
        _say("k-new", missed, _link(), {"change": "speaker", "name": "Ada"}, verdict=None),
    )
    assert _texts(gold) == [
        _TITLE,
        "Rents rose by 4 percent",
        "in Graz",
        "9 shops closed",
        f"{_WORDS[_FIVE]} | {_WORDS[_TRAMS]}",
    ]
    new, first, second = gold.claims[:3]
    assert (new.kind, new.attributed_to, new.citations) == ("event", "Ada", ["c0"])
    assert first.citations == second.citations == ["c0"]


_SPAN: dict[str, JsonValue] = {"change": "span", "fragments": [_place("Graz")]}
_BEYOND: dict[str, JsonValue] = {"change": "span", "fragments": [[0, 99999]]}
_GONE: dict[str, JsonValue] = {
    "change": "merge", "claim_ids": ["k-gone"], "fragments": [[0, 4]],
}  # fmt: skip


@pytest.mark.parametrize(
    ("reviews", "why"),
    [
        pytest.param([_say(0), _say(1), _say(2)], "that nobody decided on", id="no word"),
        pytest.param([*_all()[:3], _say(_TRAMS, verdict=None)], "nobody decided", id="nothing"),
        pytest.param(_all(_say(_RENTS, _SPAN), _say(_RENTS, by="Bo")), "differently", id="two"),
        pytest.param(_all(_say(_RENTS, _BEYOND)), "not fit", id="beyond the text"),
        pytest.param(_all(_say(_RENTS, _link(entry="r9"))), "not fit", id="unknown entry"),
        pytest.param(_all(_say(_RENTS, _GONE)), "not fit", id="unknown claim"),
    ],
)
def test_an_article_in_doubt_is_none(run: Path, reviews: list[Review], why: str) -> None:
    result = _export(run, reviews)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "reviews.jsonl: no article whose claims are all decided on (1 article " in result.stderr
    assert why in result.stderr
    assert not (run.parent / "gold").exists()


@pytest.mark.parametrize(("corrections", "words"), [([_SPAN], "Graz"), ([], _WORDS[_RENTS])])
def test_what_settles_it_settles_it(
    run: Path, corrections: list[dict[str, JsonValue]], words: str
) -> None:
    apart = (_say(_RENTS, _SPAN), _say(_RENTS, by="Bo"))
    gold = _gold(run, *apart, _say(_RENTS, *corrections, by="Cy", lane="final"))
    assert words in _texts(gold)


def test_some_articles_are_left_out_with_a_word(tmp_path: Path) -> None:
    kept = make_rents(0)
    run = write_run(tmp_path / "run", [kept, make_rents(1), make_rents(2)])
    result = _export(run, [_say(number, analysis=kept) for number in range(4)])
    assert result.exit_code == 0
    assert result.stderr == ("claimlink: left out: 2 articles with claims that nobody decided on\n")
    assert [found.name for found in read_gold(tmp_path / "gold")] == ["rents0.reviewed.txt"]


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (("a/rents.txt", "b/RENTS.txt"), ["RENTS-2.reviewed", "rents.reviewed"]),
        (("news.jsonl:3", "x y/../ü?.html"), ["news.jsonl_3.reviewed", "ü_.html.reviewed"]),
        (("notes.md", "..."), ["article.reviewed", "notes.reviewed"]),
    ],
)
def test_each_article_has_files_of_its_own(
    sources: tuple[str, str], names: list[str], tmp_path: Path
) -> None:
    analyses = []
    for number, source in enumerate(sources):
        text = TEXT.replace("Trams", f"Trams {number}")
        made = make_rents(number, text=text.replace(f"Trams {number} carried", "Trams carried"))
        article = made.article.model_copy(update={"source": source, "id": f"a{number}"})
        analyses.append(Analysis(article=article, claims=made.claims))
    run = write_run(tmp_path / "run", analyses)
    result = _export(run, [_say(n, analysis=a) for a in analyses for n in range(4)])
    assert result.exit_code == 0, result.stderr
    assert sorted(path.stem for path in (tmp_path / "gold").glob("*.json")) == names
    figures = evaluate(tmp_path / "gold", run).figures
    assert figures["claim"] == Figure(8, 8, 8)


def test_annotations_made_by_hand_are_never_replaced(run: Path) -> None:
    gold = run.parent / "gold"
    gold.mkdir()
    (gold / "rents.json").write_text("{}")
    result = _export(run, _all())
    assert result.exit_code == 2
    assert "a folder with other files in it, such as rents.json" in result.stderr
