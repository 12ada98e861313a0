"""Findings on claims speak where they should and are silent where they must be."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from claimlink.findings.own import OwnWork
from claimlink.records import ClaimKind, Scope
from findings_examples import Story, entry


def dated(text: str, cited: str, issued: Sequence[int], *, scope: Scope = "clause") -> Story:
    """Return an article whose one claim, its first sentence, has the date in its text."""
    story = Story(text, [entry(1, ["Lillis"], str(issued[0]), issued=issued)])
    narrative = cited.endswith(")")
    story.cite(cited, narrative=narrative, authors=["Lillis"])
    months = {"January 2021": "2021-01-01", "2021": "2021-01-01", "2050": "2050-01-01"}
    words = next((words for words in months if words in text), None)
    claim = text.split(" (Lillis")[0] if not narrative else text.rstrip(".")
    if words is None or words not in claim:
        claim = text.rstrip(".")
    return story.claim(
        claim, by=["c1"], scope=scope, time=(words, months[words]) if words else None
    )


@pytest.mark.parametrize(
    ("issued", "found"),
    [
        pytest.param((2020, 12, 4), True, id="month before"),
        pytest.param((2020,), True, id="year before"),
        pytest.param((2021,), False, id="same year may be later"),
        pytest.param((2021, 1, 20), False, id="month it happened"),
        pytest.param((2022,), False, id="source is later"),
    ],
)
def test_source_predates_event_at_the_precision_known(issued: tuple[int, ...], found: bool) -> None:
    cited = f"Lillis, {issued[0]}"
    story = dated(f"Rents rose in January 2021 ({cited}).", cited, issued)
    assert story.told() == ([("source-predates-event", cited)] if found else [])


def test_source_predates_event_says_both_dates() -> None:
    story = dated("Rents rose in January 2021 (Lillis, 2020).", "Lillis, 2020", (2020, 12, 4))
    (finding,) = story.findings()
    assert finding.severity == "error"
    assert finding.message == (
        "“Lillis (2020)” is dated 2020-12-04, before “January 2021”, for which it is cited."
    )
    assert (finding.citation_ids, finding.reference_ids) == (["c1"], ["r1"])
    assert finding.claim_ids == ["k1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("In January 2021 rents rose (Lillis, 2020).", True, id="told as done"),
        pytest.param("In January 2021 it promised to sell (Lillis, 2020).", True, id="promised"),
        pytest.param("Written by Roth, it sold in 2021 (Lillis, 2020).", True, id="by somebody"),
        pytest.param("Lillis (2020) says rents rose in 2021.", True, id="narrative"),
        pytest.param("It wants to close it in January 2021 (Lillis, 2020).", False, id="plan"),
        pytest.param("Rents will have risen in January 2021 (Lillis, 2020).", False, id="future"),
        pytest.param("Half is to run on gas by January 2021 (Lillis, 2020).", False, id="by then"),
        pytest.param("Rents rise until 2050 (Lillis, 2020).", False, id="projection"),
        pytest.param("Rents rose (Lillis, 2020), and tolls in 2021.", False, id="date behind it"),
        pytest.param("In 2021 rents were mapped using R (Lillis, 2020).", False, id="a tool"),
        pytest.param("In 2021 rents fell, unlike before (Lillis, 2020).", False, id="comparison"),
        pytest.param("Following Lillis (2020) rents were counted in 2021.", False, id="model"),
        pytest.param("Rents rose in autumn (Lillis, 2020).", False, id="no year in the words"),
        pytest.param("It rose in 2021, as Lillis (2020) foresaw.", False, id="foreseen"),
        pytest.param("It rose in 2021, as Lillis (2020) tells.", True, id="told at the end"),
        pytest.param("What of Lillis (2020) came true in 2021.", False, id="object of a word"),
        pytest.param("The toll that Lillis (2020) set rose in 2021.", False, id="relative clause"),
        pytest.param("Lillis’s (2020) plan was adopted in 2021.", False, id="genitive"),
    ],
)
def test_date_that_a_source_must_not_precede(text: str, found: bool) -> None:
    written = re.search(r"Lillis(?:’s)? \(2020\)", text)
    cited = written.group() if written else "Lillis, 2020"
    expected = [("source-predates-event", cited)] if found else []
    assert dated(text, cited, (2020,)).told("source-predates-event") == expected


def test_source_reached_over_sentences_is_not_accused() -> None:
    text = "Rents rose in January 2021 (Lillis, 2020)."
    assert dated(text, "Lillis, 2020", (2020,), scope="paragraph").told() == []


def test_date_before_a_full_stop_belongs_to_another_sentence() -> None:
    text = "Tolls fell in 2021. Rents differ (Lillis, 2020)."
    story = Story(text, [entry(1, ["Lillis"], "2020")]).cite("Lillis, 2020")
    story.claim("Tolls fell in 2021. Rents differ", by=["c1"], time=("2021", "2021-01-01"))
    assert story.told() == []


def test_newer_source_in_the_same_bracket_covers_the_date() -> None:
    text = "Rents rose in 2021 (Lillis, 2020; Roth, 2022)."
    story = Story(text, [entry(1, ["Lillis"], "2020"), entry(2, ["Roth"], "2022")])
    story.cite("Lillis, 2020").cite("Roth, 2022", to="r2")
    story.claim("Rents rose in 2021", by=["c1"], time=("2021", "2021-01-01"))
    assert story.told() == []


def test_year_of_another_citation_is_no_event() -> None:
    text = "Like Lillis (2020), Roth (2021) counted rents."
    story = Story(text, [entry(1, ["Lillis"], "2020"), entry(2, ["Roth"], "2021")])
    story.cite("Lillis (2020)", narrative=True).cite("Roth (2021)", to="r2", narrative=True)
    story.claim(text, by=["c1"], time=("2021", "2021-01-01"))
    assert story.told() == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "prediction"}, id="prediction"),
        pytest.param({"certainty": "hedged"}, id="hedged"),
    ],
)
def test_claim_that_is_not_asserted_may_have_an_older_source(change: dict[str, str]) -> None:
    story = dated("Rents rose in January 2021 (Lillis, 2020).", "Lillis, 2020", (2020,))
    story.claims = [story.claims[0].model_copy(update=change)]
    assert story.told() == []


def test_law_and_pointer_may_be_older() -> None:
    text = "Rents rose in January 2021 (Lillis, 2020)."
    law = dated(text, "Lillis, 2020", (2020,))
    law.entries = [entry(1, ["Lillis"], "2020", type="legislation")]
    assert law.told() == []
    pointer = dated(text, "Lillis, 2020", (2020,))
    pointer.citations = [pointer.citations[0].model_copy(update={"prefix": "see"})]
    assert pointer.told() == []


@pytest.mark.parametrize(
    ("claim", "author", "found"),
    [
        pytest.param(
            "The Toll Office hears every trader", {"literal": "Toll Office"}, True, id="full"
        ),
        pytest.param("TO hears every trader", {"literal": "Toll Office"}, True, id="acronym"),
        pytest.param(
            "Toll Office's board hears all", {"literal": "Toll Office"}, True, id="genitive"
        ),
        pytest.param(
            "Traders like the Toll Office", {"literal": "Toll Office"}, False, id="object"
        ),
        pytest.param("Lillis hears every trader", {"family": "Lillis"}, False, id="a person"),
    ],
)
def test_self_source(claim: str, author: dict[str, str], found: bool) -> None:
    name = author.get("literal") or author["family"]
    listed = entry(1, [name], "2020", author=[dict(author)])
    story = Story(f"{claim} ({name}, 2020).", [listed]).cite(f"{name}, 2020")
    story.claim(claim, kind="state", by=["c1"])
    assert story.told() == ([("self-source", f"{name}, 2020")] if found else [])


def test_second_source_or_a_speaker_ends_self_source() -> None:
    listed = [
        entry(1, ["Toll Office"], "2020", author=[{"literal": "Toll Office"}]),
        entry(2, ["Roth"], "2021", author=[{"family": "Roth"}]),
    ]
    two = Story("Toll Office hears all (Toll Office, 2020; Roth, 2021).", listed)
    two.cite("Toll Office, 2020").cite("Roth, 2021", to="r2")
    assert two.claim("Toll Office hears all", by=["c1", "c2"]).told() == []
    said = Story("Toll Office hears all (Toll Office, 2020).", listed[:1])
    said.cite("Toll Office, 2020").claim("Toll Office hears all", by=["c1"], said=True)
    assert said.told() == []


@pytest.mark.parametrize(
    ("second", "value", "found"),
    [
        pytest.param("the old fish market has 380 stalls", 380.0, True, id="other number"),
        pytest.param("the old fish market has 412 stalls", 412.0, False, id="same number"),
        pytest.param("the new fish market has 380 stalls", 380.0, False, id="other thing"),
    ],
)
def test_number_conflict(second: str, value: float, found: bool) -> None:
    first = "the old fish market has 412 stalls"
    story = Story(f"Today {first}. Here {second}.")
    story.claim(first, kind="statistic", number=("412", 412.0, None))
    words = second.split()[5]
    story.claim(second, kind="statistic", number=(words, value, None), nth=int(first == second))
    assert story.told() == ([("number-conflict", second)] if found else [])


# Three sentences that cite, told apart by their year; each claims a number.
CITING = "Rents rose by 5 % in {0} (Lillis, {0}). "


def citing(text: str, *, kind: ClaimKind = "statistic") -> Story:
    """Return an article of three paragraphs whose numbers cite, and a last one that is given."""
    paragraphs = [CITING.format(year).strip() for year in (2011, 2012, 2013)]
    story = Story("\n".join([*paragraphs, text]), [entry(1, ["Lillis"], "2020")])
    for place, year in enumerate((2011, 2012, 2013), 1):
        story.cite(f"Lillis, {year}")
        words = f"Rents rose by 5 % in {year}"
        story.claim(words, kind=kind, by=[f"c{place}"], number=("5 %", 5.0, "%"))
        story.claim(f"in {year}", kind="event", by=[f"c{place}"])
    return story


FAR = "The quarter is old. Traders like it. Stalls differ (Lillis, 2014)."


def uncited(sentence: str, number: tuple[str, float, str | None], **change: float) -> Story:
    """Return a citing article whose last paragraph opens with a claim of a number."""
    story = citing(f"{sentence}. {FAR}").cite("Lillis, 2014")
    return story.claim(sentence, kind="statistic", number=number, worth=change.get("worth", 0.9))


@pytest.mark.parametrize(
    ("sentence", "number", "found"),
    [
        pytest.param("Tolls fell by 12 %", ("12 %", 12.0, "%"), True, id="share"),
        pytest.param("The town has 412 stalls", ("412", 412.0, None), True, id="large number"),
        pytest.param("The town has 9 stalls", ("9", 9.0, None), False, id="small number"),
        pytest.param("Tolls fell by 0 %", ("0 %", 0.0, "%"), False, id="nought"),
        pytest.param("We saw tolls fall by 12 %", ("12 %", 12.0, "%"), False, id="own result"),
        pytest.param("Tolls fell by 12 % (Table 2)", ("12 %", 12.0, "%"), False, id="own table"),
    ],
)
def test_uncited_claim(sentence: str, number: tuple[str, float, str | None], found: bool) -> None:
    expected = [("uncited-claim", sentence)] if found else []
    assert uncited(sentence, number).told("uncited-claim") == expected


def test_uncited_claim_names_its_number_once() -> None:
    (finding,) = uncited("Tolls fell by 12 %", ("12 %", 12.0, "%")).findings("uncited-claim")
    assert finding.severity == "info"
    assert finding.message == (
        "This claim gives a number (“12 %”) and no source; most others in this article have one."
    )


def test_claim_that_is_hardly_worth_a_check_is_left_alone() -> None:
    story = uncited("Tolls fell by 12 %", ("12 %", 12.0, "%"), worth=0.2)
    assert story.told("uncited-claim") == []


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("Tolls fell by 12 %. Stalls differ (Lillis, 2014).", id="next sentence cites"),
        pytest.param("Stalls differ (Lillis, 2014). Tolls fell by 12 %.", id="last sentence cites"),
        pytest.param("Tolls fell by 12 %. Stalls differ.", id="paragraph without citation"),
    ],
)
def test_claim_near_a_citation_may_share_its_source(last: str) -> None:
    story = citing(last)
    if "2014" in last:
        story.cite("Lillis, 2014")
    story.claim("Tolls fell by 12 %", kind="statistic", number=("12 %", 12.0, "%"))
    assert story.told("uncited-claim") == []


def test_uncited_quotation_claim_where_the_others_cite() -> None:
    story = citing(f"It is dear, says Roth. {FAR}", kind="quote").cite("Lillis, 2014")
    story.claim("It is dear", kind="quote")
    (finding,) = story.findings("uncited-claim")
    assert finding.message == (
        "This claim gives a quotation and no source; most others in this article have one."
    )


def test_article_that_seldom_cites_its_numbers_is_left_alone() -> None:
    story = uncited("Tolls fell by 12 %", ("12 %", 12.0, "%"))
    story.claims = [
        claim.model_copy(update={"citations": []}) if claim.id == "k1" else claim
        for claim in story.claims
    ]
    assert story.told("uncited-claim") == []


def uncited_paragraph(text: str, *words: str, kind: ClaimKind = "event") -> Story:
    """Return a citing article whose last paragraph makes these claims."""
    story = citing(text)
    for claim in words:
        story.claim(claim, kind=kind)
    return story


@pytest.mark.parametrize(
    ("text", "words", "kind", "found"),
    [
        pytest.param("It burnt. It sank.", ("It burnt", "It sank"), "event", True, id="facts"),
        pytest.param("It burnt. It sank.", ("It burnt",), "event", False, id="one claim"),
        pytest.param("It burns. It sinks.", ("It burns", "It sinks"), "state", False, id="states"),
        pytest.param(
            "It burnt. It sank. This article tells it.",
            ("It burnt", "It sank"),
            "event",
            True,
            id="announced",
        ),
        pytest.param("We burnt. It sank.", ("We burnt", "It sank"), "event", False, id="own"),
        pytest.param(
            "It burnt (Figure 2). It sank.", ("It burnt", "It sank"), "event", False, id="figure"
        ),
    ],
)
def test_uncited_paragraph(text: str, words: tuple[str, ...], kind: ClaimKind, found: bool) -> None:
    story = uncited_paragraph(text, *words, kind=kind)
    assert story.told("uncited-paragraph") == ([("uncited-paragraph", text)] if found else [])


def test_paragraphs_that_seldom_cite_are_left_alone() -> None:
    text = "It burnt. It sank."
    story = uncited_paragraph(text, "It burnt", "It sank")
    story.citations = story.citations[:1]
    assert story.told("uncited-paragraph") == []


@pytest.mark.parametrize(
    ("headings", "own"),
    [
        pytest.param(["Market"], False, id="no report"),
        pytest.param(["Materials and methods"], True, id="methods"),
        pytest.param(["2. Results", "Stalls"], True, id="under the results"),
        pytest.param(["Results", "Background"], False, id="behind the report"),
        pytest.param(["Abstract"], True, id="summary"),
        pytest.param(["Abstract", "Market"], False, id="behind the summary"),
        pytest.param(["A history of methods in trade"], False, id="methods of others"),
    ],
)
def test_heading_that_opens_own_work(headings: list[str], own: bool) -> None:
    text = "\n".join([*(f"# {heading}" for heading in headings), "Tolls fell."])
    story = Story(text).claim("Tolls fell")
    assert OwnWork(story.evidence()).covers(story.claims[0]) is own


QUOTED = "“The stalls were cold and dear all the winter.”"


def quoting(text: str) -> Story:
    """Return an article with three long quotations that have a source, and a last paragraph."""
    paragraphs = [
        f"“The harbour was cold in the year {year} and dear” (Lillis, {year})."
        for year in (2011, 2012, 2013)
    ]
    story = Story("\n".join([*paragraphs, text]), [entry(1, ["Lillis"], "2020")])
    for year in (2011, 2012, 2013):
        story.cite(f"Lillis, {year}")
        story.quote(f"“The harbour was cold in the year {year} and dear”")
    return story


@pytest.mark.parametrize(
    ("text", "said", "named", "found"),
    [
        pytest.param(f"Tolls fell. {QUOTED} Fees rose.", None, None, True, id="nobody"),
        pytest.param(f"{QUOTED} Bree said so.", "Bree", None, False, id="said in the next"),
        pytest.param(f"Bree wrote. {QUOTED} Fees rose.", "Bree", None, False, id="said before"),
        pytest.param(f"So Bree {QUOTED} Fees rose.", None, "Bree", False, id="somebody named"),
        pytest.param(f"{QUOTED} Fees rose (Lillis, 2014).", None, None, False, id="cited next"),
        pytest.param(f"The form read: {QUOTED} Fees rose.", None, None, False, id="announced"),
        pytest.param(f"The form read:\n{QUOTED} Fees rose.", None, None, False, id="set apart"),
        pytest.param(f"Participants read {QUOTED} Fees rose.", None, None, False, id="own"),
    ],
)
def test_quote_without_source(text: str, said: str | None, named: str | None, found: bool) -> None:
    story = quoting(text).quote(QUOTED)
    if "2014" in text:
        story.cite("Lillis, 2014")
    if said:
        story.say(said)
    if named:
        story.name(named)
    assert story.told() == ([("quote-without-source", QUOTED)] if found else [])


def test_short_quotation_needs_no_source() -> None:
    assert quoting("It was “cold and dear.” Fees rose.").quote("“cold and dear.”").told() == []


def test_article_whose_quotations_seldom_have_a_source_is_left_alone() -> None:
    story = Story(f"Tolls fell. {QUOTED} Fees rose.").quote(QUOTED)
    assert story.told() == []
