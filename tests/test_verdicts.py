"""What was decided at the desk goes out: ``claimlink verdicts``, and what reads its file."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from pydantic import JsonValue

from claimlink.cli import cli
from claimlink.inspecting import describe_schema
from claimlink.review.scales import keep_scales, read_scale
from claimlink.review.store import Database, Edit, Saved, import_run, open_store
from claimlink.review.store import verdicts as kept
from claimlink.review.store.people import add_person
from claimlink.reviewfiles import read_reviews
from claimlink.reviews import Review
from conftest import Write
from review_examples import make_rents, write_run

_RENTS, _SHOPS = (claim.id for claim in make_rents().claims[:2])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [make_rents()])


@pytest.fixture
def store(run: Path, place: Path | str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Return a store in which each change is a second after the one before."""
    seconds = itertools.count(1)
    monkeypatch.setattr(kept, "utc_now", lambda: f"2026-03-01T10:00:{next(seconds):02}.250Z")
    database = open_store(place)
    import_run(database, run)
    for name in ("Ada", "Bo", "Cy"):
        add_person(database, name, "reviewer")
    yield database
    database.close()


def _set(
    store: Database,
    field: str,
    value: JsonValue,
    *,
    claim: int = 1,
    person: int = 1,
    lane: str = "shared",
) -> None:
    base = kept.load_verdict(store, claim, lane).version
    edit = Edit(claim=claim, lane=lane, person=person, base=base, field=field, value=value)
    assert isinstance(kept.save(store, edit), Saved)


def _move(store: Database, *actions: str, claim: int = 1, person: int = 1) -> None:
    for action in actions:
        base = kept.load_verdict(store, claim, "shared").version
        fields = {"claim": claim, "lane": "shared", "person": person, "base": base}
        kept.save(store, Edit.model_validate({**fields, "action": action}))


def _rating(label: str, scale: str = "truth") -> JsonValue:
    return {"scale": scale, "label": label}


def _claimlink(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def _verdicts(run: Path, place: Path | str, *options: object) -> str:
    """Run the command; return what it says."""
    result = _claimlink("verdicts", run, "--db", place, *options)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    return result.stderr.replace(str(run), "RUN")


def _read(run: Path) -> list[Review]:
    return list(read_reviews(run / "reviews.jsonl"))


def test_all_that_was_decided_goes_out(store: Database, run: Path, place: Path | str) -> None:
    changes: list[JsonValue] = [
        {"change": "span", "fragments": [[17, 40]]},
        {"change": "kind", "kind": "event"},
        {"change": "speaker", "name": None},
        {"change": "link", "citation_id": "c0", "supports": False},
        {"change": "not-a-claim"},
        {"change": "split", "parts": [[[17, 22]], [[23, 40]]]},
        {"change": "merge", "claim_ids": [_SHOPS], "fragments": [[17, 40]]},
    ]
    empty: JsonValue = {"url": "", "quotation": " ", "seen": "2026-01-01"}
    seen: JsonValue = {"url": "https://a.example", "quotation": "", "seen": "2026-02-28"}
    _set(store, "rating", _rating("mostly true"))
    _set(store, "confidence", "high")
    _set(store, "note", "It was “3.8”.")
    _set(store, "evidence", [empty, seen])
    _set(store, "corrections", changes)
    assert _verdicts(run, place) == "claimlink: 1 review added to RUN/reviews.jsonl\n"
    (line,) = map(json.loads, (run / "reviews.jsonl").read_text("utf-8").splitlines())
    assert line.pop("id").startswith("v-")
    assert line == {
        "schema_version": "1.0",
        "previous": None,
        "claim_id": _RENTS,
        "article_id": "a0",
        "reviewer": "Ada",
        "when": "2026-03-01T10:00:05+00:00",
        "origin": "desk",
        "lane": "shared",
        "verdict": {"scale": "truth", "value": 4, "best": 5, "worst": 1, "label": "mostly true"},
        "confidence": 0.75,
        "note": "It was “3.8”.",
        "evidence": [{"url": "https://a.example", "quotation": None, "seen": "2026-02-28"}],
        "corrections": [
            changes[0],
            changes[1],
            {"change": "speaker", "name": None, "span": None},
            {"change": "link", "citation_id": "c0", "supports": False, "reference_id": None},
            {"change": "not-a-claim", "kind": None},
            changes[5],
            changes[6],
        ],
    }


def test_only_what_has_changed_is_added(store: Database, run: Path, place: Path | str) -> None:
    _set(store, "rating", _rating("true"))
    _set(store, "rating", _rating("false"), claim=2)
    _set(store, "skipped", value=True, claim=3)
    assert _verdicts(run, place) == "claimlink: 2 reviews added to RUN/reviews.jsonl\n"
    before = (run / "reviews.jsonl").read_bytes()
    again = "claimlink: 0 reviews added to RUN/reviews.jsonl, 2 there already\n"
    assert _verdicts(run, place) == again
    _move(store, "undo", "redo", person=2)
    assert _verdicts(run, place) == again
    assert (run / "reviews.jsonl").read_bytes() == before
    _set(store, "rating", _rating("half true"), person=2)
    one = "claimlink: 1 review added to RUN/reviews.jsonl, 1 there already\n"
    assert _verdicts(run, place) == one
    _move(store, "undo", "undo")
    assert _verdicts(run, place) == one
    assert _verdicts(run, place) == again.replace("2 there", "1 there")
    first, shops, second, third = _read(run)
    assert (first.previous, shops.previous) == (None, None)
    assert (second.previous, third.previous) == (first.id, second.id)
    assert [(r.reviewer, r.verdict and r.verdict.label) for r in (first, second, third)] == [
        ("Ada", "true"),
        ("Bo", "half true"),
        ("Ada", None),
    ]
    assert [r.says_nothing for r in (first, second, third)] == [False, False, True]
    assert len(_reviewed(run)) == 1
    _set(store, "rating", _rating("true"))
    assert _verdicts(run, place) == one
    assert _read(run)[-1].previous == third.id


def _reviewed(run: Path, *options: object) -> list[dict[str, JsonValue]]:
    """Return the nodes of the ClaimReview export."""
    result = _claimlink("export", run, "--to", "claimreview", *options)
    assert result.exit_code == 0, result.stderr
    nodes: list[dict[str, JsonValue]] = json.loads(result.stdout)["@graph"]
    return nodes


def test_the_same_verdicts_are_the_same_bytes(
    store: Database, run: Path, place: Path | str, tmp_path: Path
) -> None:
    _set(store, "rating", _rating("true"), claim=2)
    _set(store, "rating", _rating("true"), claim=1)
    for name in ("one", "two"):
        _verdicts(run, place, "-o", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert [r.claim_id for r in read_reviews(tmp_path / "one")] == [_SHOPS, _RENTS]
    assert not (run / "reviews.jsonl").exists()
    assert len(_reviewed(run, "--reviews", tmp_path / "one")) == 2


def test_what_several_decided_apart_is_replaced_by_what_settles_it(
    store: Database, run: Path, place: Path | str
) -> None:
    for person, label in ((1, "true"), (2, "false")):
        _set(store, "rating", _rating(label), person=person, lane=f"person-{person}")
    _set(store, "note", "I know better.", person=2, lane="person-2")
    _verdicts(run, place)
    assert [(r.reviewer, r.lane) for r in _read(run)] == [("Ada", "own"), ("Bo", "own")]
    assert [node["author"] for node in _reviewed(run)] == [
        {"@type": "Person", "name": "Ada"},
        {"@type": "Person", "name": "Bo"},
    ]
    _set(store, "rating", _rating("half true"), person=3, lane="final")
    _verdicts(run, place)
    assert [r.lane for r in _read(run)] == ["own", "own", "final"]
    (node,) = _reviewed(run)
    assert node["author"] == {"@type": "Person", "name": "Cy"}
    assert node["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 3,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "half true",
        "name": "truth",
    }


def test_an_answer_beside_the_scale_has_no_value_and_no_claim_review(
    store: Database, run: Path, place: Path | str
) -> None:
    _set(store, "rating", _rating("source unreachable", "citation-support"))
    _set(store, "confidence", "low")
    _verdicts(run, place)
    (line,) = map(json.loads, (run / "reviews.jsonl").read_text("utf-8").splitlines())
    assert line["verdict"] == {
        "scale": "citation-support",
        "value": None,
        "best": 3,
        "worst": 1,
        "label": "source unreachable",
    }
    assert line["confidence"] == 0.25
    files = describe_schema("reviews")["files"]
    assert isinstance(files, dict)
    schema = files["reviews.jsonl"]
    assert isinstance(schema, dict)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(line)] == []
    told = _claimlink("export", run, "--to", "claimreview")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "1 verdict without a rating on the scale, which a ClaimReview needs" in told.stderr
    _set(store, "rating", _rating("supported", "citation-support"), claim=2)
    _verdicts(run, place)
    told = _claimlink("export", run, "--to", "claimreview")
    assert told.stderr == (
        "claimlink: 1 verdict without a rating on the scale left out: a ClaimReview needs one\n"
    )
    (node,) = json.loads(told.stdout)["@graph"]
    assert node["reviewRating"]["alternateName"] == "supported"


def test_the_schema_says_how_sure_the_words_are() -> None:
    said = json.dumps(describe_schema("reviews"))
    assert "low is 0.25, medium is 0.5, high is 0.75" in said


_CARE = """
name = "care"
title = "How careful?"
worst = 10
best = 1
[[labels]]
label = "careless"
value = 10
[[labels]]
label = "careful"
value = 1.5
"""


def test_scales_of_ones_own_are_known_from_the_store(
    store: Database, run: Path, place: Path | str, write: Write
) -> None:
    keep_scales(store, [read_scale(write("care.toml", _CARE))])
    _set(store, "rating", _rating("careful", "care"))
    _set(store, "rating", _rating("careful", "lost"), claim=2)
    _set(store, "rating", _rating("dreadful", "care"), claim=3)
    assert _verdicts(run, place) == (
        "claimlink: 1 review added to RUN/reviews.jsonl\n"
        "claimlink: 2 verdicts left out, with an answer that is on no scale of the store; "
        "open the desk once with the --scale that has it\n"
    )
    (made,) = _read(run)
    assert made.verdict is not None
    assert made.verdict.model_dump() == {
        "scale": "care", "value": 1.5, "best": 1, "worst": 10, "label": "careful",
    }  # fmt: skip


def test_each_run_gets_its_own_reviews(
    store: Database, run: Path, place: Path | str, tmp_path: Path
) -> None:
    other = write_run(tmp_path / "other", [make_rents(1)])
    import_run(store, other)
    _set(store, "rating", _rating("true"), claim=1)
    _set(store, "rating", _rating("false"), claim=5)
    told = _claimlink("verdicts", run, other, "--db", place)
    assert told.exit_code == 0, told.stderr
    assert [r.article_id for folder in (run, other) for r in _read(folder)] == ["a0", "a1"]


def test_it_reads_while_somebody_saves(store: Database, run: Path, place: Path | str) -> None:
    _set(store, "rating", _rating("true"))
    with store.write() as connection:
        connection.execute("UPDATE verdicts SET version = version")
        assert _verdicts(run, place) == "claimlink: 1 review added to RUN/reviews.jsonl\n"


def test_without_a_store_or_the_run_it_says_so(
    store: Database, run: Path, place: Path | str, tmp_path: Path
) -> None:
    nowhere = write_run(tmp_path / "nowhere", [make_rents()])
    told = _claimlink("verdicts", nowhere)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "review.db: no verdicts yet; open the desk with claimlink review" in told.stderr
    assert not (nowhere / "review.db").exists()
    told = _claimlink("verdicts", nowhere, "--db", place)
    assert told.exit_code == 2
    assert f"nowhere: not in {store.name}; name the folder as the desk was opened" in told.stderr
    (nowhere / "text.db").write_text("no database")
    told = _claimlink("verdicts", nowhere, "--db", nowhere / "text.db")
    assert told.exit_code == 2
    assert "file is not a database" in told.stderr


def test_a_claim_review_is_of_the_claim_as_people_corrected_it(
    store: Database, run: Path, place: Path | str
) -> None:
    _set(store, "rating", _rating("true"))
    _set(
        store,
        "corrections",
        [
            {"change": "span", "fragments": [[17, 41]]},
            {"change": "speaker", "name": "The mayor"},
            {"change": "link", "citation_id": "c0", "supports": False},
        ],
    )
    _set(store, "rating", _rating("false"), claim=2)
    _set(store, "corrections", [{"change": "link", "citation_id": "c0", "supports": True}], claim=2)
    _set(store, "rating", _rating("false"), claim=3)
    _set(store, "corrections", [{"change": "not-a-claim"}], claim=3)
    _verdicts(run, place)
    first, second = _reviewed(run)
    assert first["claimReviewed"] == "Rents rose by 4 percent "
    claim = first["itemReviewed"]
    assert isinstance(claim, dict)
    assert claim["creditText"] == "The mayor"
    assert "citation" not in claim
    other = second["itemReviewed"]
    assert isinstance(other, dict)
    assert other["citation"] == [
        {
            "@type": "CreativeWork",
            "creditText": "Lillis",
            "datePublished": "2021",
            "url": "https://lillis.example/housing",
            "sameAs": "https://doi.org/10.5555/housing",
        }
    ]
    told = _claimlink("export", run, "--to", "claimreview")
    assert told.stderr == (
        "claimlink: 1 verdict on what people say is no claim, or not one, left out\n"
    )
