"""Each finding speaks where it should and is silent where it must be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pydantic import JsonValue

from claimlink.findings import Evidence, find_findings
from claimlink.packs import load_pack
from claimlink.records import (
    Block,
    Candidate,
    CheckWorthiness,
    Citation,
    Claim,
    ClaimCitation,
    ClaimKind,
    Reference,
    Scope,
    SentenceSpan,
    Span,
    TimeMention,
)

PACK = load_pack()
TEXT = "Rents rose in January 2021 (Lillis, 2020). " * 12


def cited(
    number: int = 1,
    *,
    entry: str | None = "r1",
    reason: str = "link.author-year",
    year: str = "2020",
) -> Citation:
    """Return the citation in the sentence with this number, from 1."""
    start = TEXT.find("Lillis", 43 * (number - 1))
    return Citation(
        id=f"c{number}",
        start=start,
        end=start + 12,
        text=TEXT[start : start + 12],
        group=Span(start=start - 1, end=start + 13),
        form="author-date",
        narrative=False,
        authors=["Lillis"],
        year=year,
        reference_id=entry,
        status="missing" if entry is None else "linked",
        confidence=1.0,
        reason=reason,
        candidates=[Candidate(reference_id="r1", score=0.4, reason="link.near")]
        if entry is None
        else [],
    )


def listed(number: int = 1, issued: Sequence[int] = (2020, 12, 4)) -> Reference:
    """Return the entry with this number, issued on a date."""
    parts: JsonValue = list(issued)
    return Reference(
        id=f"r{number}",
        index=number - 1,
        start=0,
        end=5,
        text="Rents",
        authors=["Lillis"],
        year=str(issued[0]),
        csl={"issued": {"date-parts": [parts]}},
    )


def claimed(
    number: int = 1,
    *,
    time: str | None = "2021-01-01",
    words: str = "January 2021",
    scope: Scope | None = "clause",
    kind: ClaimKind = "event",
) -> Claim:
    """Return the claim of the sentence with this number, supported by its citation."""
    start = 43 * (number - 1)
    citation = cited(number)
    place = TEXT.find(words, start) if words in TEXT else start
    return Claim(
        id=f"k{number}",
        article_id="a",
        span=Span(start=start, end=start + 26),
        fragments=[(start, start + 26)],
        text=TEXT[start : start + 26],
        standalone=TEXT[start : start + 26],
        sentences=[number - 1],
        section=None,
        kind=kind,
        polarity="positive",
        certainty="asserted",
        attribution=None,
        entities=[],
        times=[]
        if time is None
        else [
            TimeMention(
                start=place,
                end=place + len(words),
                text=words,
                **{"from": time},
                to=None,
                precision="month",
            )
        ],
        quantities=[],
        citations=[]
        if scope is None
        else [
            ClaimCitation(
                citation_id=citation.id,
                start=citation.start,
                end=citation.end,
                text=citation.text,
                scope=scope,
                confidence=0.9,
                reason="support.closes-clause",
                reference_id="r1",
                reference=None,
            )
        ],
        check_worthiness=CheckWorthiness(score=0.5, signals=[]),
        findings=[],
        why=[],
    )


def codes(
    citations: Sequence[Citation] = (),
    references: Sequence[Reference] = (),
    claims: Sequence[Claim] = (),
    blocks: Sequence[Block] = (),
) -> list[str]:
    """Return the codes found on these records."""
    found = find_findings(Evidence(TEXT, blocks, citations, references, claims, PACK))
    return [finding.code for finding in found]


def test_cited_not_listed_names_the_nearest_entry_and_the_claims() -> None:
    evidence = Evidence(TEXT, [], [cited(entry=None)], [listed()], [claimed(time=None)], PACK)
    (finding,) = find_findings(evidence)
    assert finding.code == "cited-not-listed"
    assert finding.severity == "error"
    assert finding.message == (
        "“Lillis, 2020” is cited, but the source list has no such entry. "
        "Nearest entry: “Lillis (2020)”."
    )
    assert (finding.start, finding.end) == (28, 40)
    assert (finding.citation_ids, finding.reference_ids) == (["c1"], ["r1"])
    assert finding.claim_ids == ["k1"]


def test_without_a_source_list_nothing_is_missing_from_it() -> None:
    assert codes([cited(entry=None)]) == []


@pytest.mark.parametrize(
    ("issued", "time", "words", "found"),
    [
        pytest.param((2020, 12, 4), "2021-01-01", "January 2021", True, id="month before"),
        pytest.param((2020,), "2021-01-01", "January 2021", True, id="year before"),
        pytest.param((2021,), "2021-01-01", "January 2021", False, id="same year may be later"),
        pytest.param((2021, 1, 20), "2021-01-01", "January 2021", False, id="month it happened"),
        pytest.param((2022,), "2021-01-01", "January 2021", False, id="source is later"),
        pytest.param((2020,), "2021-01-01", "Rents", False, id="no year in the words"),
        pytest.param((2020,), None, "January 2021", False, id="no date claimed"),
    ],
)
def test_source_predates_event(
    issued: tuple[int, ...], time: str | None, words: str, found: bool
) -> None:
    got = codes([cited()], [listed(1, issued)], [claimed(time=time, words=words)])
    assert got == (["source-predates-event"] if found else [])


def test_prediction_may_be_older_than_what_it_foretells() -> None:
    assert codes([cited()], [listed(1, (2019,))], [claimed(kind="prediction")]) == []


def test_source_reached_over_sentences_is_not_accused() -> None:
    assert codes([cited()], [listed(1, (2019,))], [claimed(scope="paragraph")]) == []


def test_listed_never_cited() -> None:
    assert codes([cited()], [listed(1), listed(2)]) == ["listed-never-cited"]
    assert codes([cited()], [listed(1)]) == []


def test_list_without_any_linked_citation_is_a_reading_list() -> None:
    assert codes([], [listed(1), listed(2)]) == []


def test_year_that_differs_is_told_for_each_link() -> None:
    reason = "link.year-mismatch"
    assert codes([cited(1, reason=reason, year="2019")], [listed()]) == ["year-mismatch"]
    assert codes([cited()], [listed()]) == []


@pytest.mark.parametrize(
    ("name", "entry", "found"),
    [
        pytest.param("Lillis", "Lillis", False, id="same"),
        pytest.param("LILLIS", "Lillis", False, id="capitals only"),
        pytest.param("Lillis", "Lílliš", True, id="accents"),
        pytest.param("Lilis", "Lillis", True, id="one letter"),
        pytest.param("Lilliss", "Lillis", True, id="one letter more"),
        pytest.param("WHO", "World Health Organization", True, id="acronym"),
        pytest.param("HHC", "HHC – Hungarian Helsinki Committee", True, id="acronym spelled out"),
        pytest.param("CJEU", "Court of Justice of the European Union (CJEU)", True, id="behind it"),
        pytest.param("BBC", "BBC News", False, id="part of the name"),
        pytest.param("Berg", "van der Berg", False, id="particle left out"),
        pytest.param("O’Hare", "O'Hare", False, id="apostrophe"),
        pytest.param("Ne\u0301meth", "Németh", False, id="decomposed"),
    ],
)
def test_name_variant(name: str, entry: str, found: bool) -> None:
    citations = [cited(1).model_copy(update={"authors": [name]})]
    citations.append(cited(2).model_copy(update={"authors": [name]}))
    reference = listed().model_copy(update={"authors": [entry]})
    assert codes(citations, [reference]) == (["name-variant"] if found else [])


@pytest.mark.parametrize(
    ("words", "later"),
    [
        pytest.param("In January 2021 rents rose.", True, id="told as done"),
        pytest.param("The board wants to close it in January 2021.", False, id="plan"),
        pytest.param("Rents will have doubled in January 2021.", False, id="future"),
        pytest.param("Half is to run on gas by January 2021.", False, id="by a date"),
        pytest.param("In January 2021 the board promised to sell.", True, id="promise made then"),
        pytest.param("Written by Roth, it was sold in January 2021.", True, id="by somebody"),
    ],
)
def test_date_that_lies_ahead_is_no_event(words: str, later: bool) -> None:
    start = words.find("January")
    time = TimeMention(
        start=start,
        end=start + 12,
        text="January 2021",
        **{"from": "2021-01-01"},
        to=None,
        precision="month",
    )
    claim = claimed().model_copy(update={"times": [time]})
    sentence = SentenceSpan(index=0, block=0, start=0, end=len(words))
    evidence = Evidence(
        words, [], [cited()], [listed(1, (2019,))], [claim], PACK, [sentence], [time]
    )
    found = [finding.code for finding in find_findings(evidence)]
    assert found == (["source-predates-event"] if later else [])


def paragraphs() -> list[Block]:
    """Return the text as two paragraphs of six sentences."""
    return [
        Block(index=0, kind="paragraph", start=0, end=257),
        Block(index=1, kind="paragraph", start=258, end=len(TEXT)),
    ]


def test_uncited_paragraph_in_an_article_that_cites() -> None:
    citations = [cited(number) for number in (1, 2, 3)]
    claims = [claimed(number, time=None, scope=None) for number in (1, 7, 8)]
    assert codes(citations, [listed()], claims, paragraphs()) == ["uncited-paragraph"]


@pytest.mark.parametrize(
    ("cited_in", "claimed_in", "kind"),
    [
        pytest.param((1, 2), (7, 8), "event", id="article hardly cites"),
        pytest.param((1, 2, 9), (7, 8), "event", id="paragraph cites"),
        pytest.param((1, 2, 3), (7,), "event", id="one claim"),
        pytest.param((1, 2, 3), (7, 8), "state", id="nothing dated or counted"),
    ],
)
def test_paragraph_left_alone(
    cited_in: tuple[int, ...], claimed_in: tuple[int, ...], kind: ClaimKind
) -> None:
    citations = [cited(number) for number in cited_in]
    claims = [claimed(number, time=None, scope=None, kind=kind) for number in claimed_in]
    assert codes(citations, [listed()], claims, paragraphs()) == []
