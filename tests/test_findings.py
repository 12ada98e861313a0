"""Findings on citations and entries speak where they should and are silent where they must be."""

from __future__ import annotations

import pytest

from claimlink.records import Finding, Reference
from findings_examples import Story, entry

LILLIS = entry(1, ["Lillis"], "2020")


def test_cited_not_listed_is_told_once_with_the_nearest_entry_and_the_claims() -> None:
    text = "Rents rose (Lillis, 2018). Fees rose (Lillis, 2018). Tolls fell (Roth, 2015)."
    story = Story(text, [LILLIS, entry(2, ["Roth"], "2015")])
    story.cite("Lillis, 2018", to=None).cite("Lillis, 2018", to=None, nth=1)
    story.cite("Roth, 2015", to="r2").claim("Rents rose", by=["c1"])
    (finding,) = story.findings("cited-not-listed")
    assert finding == Finding(
        code="cited-not-listed",
        severity="error",
        message=(
            "“Lillis, 2018” is cited 2 times, but the source list has no such entry. "
            "Nearest entry: “Lillis (2020)”."
        ),
        start=12,
        end=24,
        citation_ids=["c1", "c2"],
        reference_ids=["r1"],
        claim_ids=["k1"],
    )


@pytest.mark.parametrize(
    ("cited", "listed", "nearest"),
    [
        pytest.param(
            "Harbour Watch, 2021",
            entry(1, ["Tamsin"], "2021", publisher="Harbour Watch"),
            ["r1"],
            id="published by the organisation",
        ),
        pytest.param(
            "Harbour Rights Watch, 2021",
            entry(
                1,
                ["Tamsin"],
                "2021",
                text="Tamsin. 2021. Rents. Harbour Rihts Watch.",
                publisher="Harbour Rihts Watch",
            ),
            ["r1"],
            id="publisher with a slip",
        ),
        pytest.param(
            "Harbour Watch, 2021",
            entry(1, ["Photo"], "2020", text="Photo: Bree in Harbour Watch. 2020."),
            ["r1"],
            id="named in the entry",
        ),
        pytest.param("Lillis, 2018", LILLIS, ["r1"], id="other year"),
        pytest.param("Bree, 2020", LILLIS, [], id="nothing in common but the year"),
    ],
)
def test_nearest_entries_of_a_missing_citation(
    cited: str, listed: Reference, nearest: list[str]
) -> None:
    story = Story(f"Rents rose ({cited}).", [listed]).cite(cited, to=None)
    (finding,) = story.findings("cited-not-listed")
    assert finding.reference_ids == nearest


@pytest.mark.parametrize(
    ("text", "cited", "entries"),
    [
        pytest.param("Rents rose (Bree, 2018).", "Bree, 2018", [], id="no list"),
        pytest.param(
            "Rents rose (Bree, in preparation).", "Bree, in preparation", [LILLIS], id="unwritten"
        ),
        pytest.param("As Bree (2018, in revision) says.", "Bree (2018", [LILLIS], id="in revision"),
        pytest.param(
            "Rents rose (Bree, 2018).",
            "Bree, 2018",
            [
                entry(
                    1,
                    ["Lillis"],
                    "2020",
                    text="Lillis, A. 2020. Rents of the quarter. 12 Bree, O. (2018). Tolls.",
                )
            ],
            id="entry run on inside another",
        ),
    ],
)
def test_citation_that_no_list_can_be_blamed_for(
    text: str, cited: str, entries: list[Reference]
) -> None:
    assert Story(text, entries).cite(cited, to=None).told("cited-not-listed") == []


def test_words_without_the_articles_comma_are_no_citation_to_miss() -> None:
    text = "Rents (Lillis, 2020) and (Roth, 2020) and (Bree, 2020) rose on Flash (Flash 2000)."
    story = Story(text, [LILLIS])
    story.cite("Lillis, 2020").cite("Roth, 2020").cite("Bree, 2020").cite("Flash 2000", to=None)
    assert story.told("cited-not-listed") == []


@pytest.mark.parametrize(
    ("reason", "year", "listed", "found"),
    [
        pytest.param("link.year-mismatch", "2019", LILLIS, True, id="year off by one"),
        pytest.param("link.author-year", "2020", LILLIS, False, id="same year"),
        pytest.param(
            "link.undated-entry",
            "2019",
            entry(1, ["Lillis"], None, text="Lillis (n.d.) Rents of the quarter."),
            True,
            id="listed without a date",
        ),
        pytest.param(
            "link.undated-entry",
            "2019",
            entry(1, ["Lillis"], None, text="Lillis, Rents of the quarter, 33 2019112."),
            False,
            id="year not read",
        ),
    ],
)
def test_year_mismatch(reason: str, year: str, listed: Reference, found: bool) -> None:
    text = f"Rents rose (Lillis, {year}). Fees rose (Lillis, {year})."
    story = Story(text, [listed]).cite(f"Lillis, {year}", reason=reason)
    story.cite(f"Lillis, {year}", reason=reason, nth=1)
    expected = [("year-mismatch", f"Lillis, {year}")] if found else []
    assert story.told("year-mismatch") == expected


@pytest.mark.parametrize(
    ("name", "listed", "found"),
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
        pytest.param("Ostler", "Ostler.com", True, id="listed by its site"),
        pytest.param("Berg", "van der Berg", False, id="particle left out"),
        pytest.param("Ann Berg", "Berg", False, id="given name printed"),
        pytest.param("O’Hare", "O'Hare", False, id="apostrophe"),
        pytest.param("Ne\u0301meth", "Németh", False, id="decomposed"),
    ],
)
def test_name_variant(name: str, listed: str, found: bool) -> None:
    text = f"Rents rose ({name}, 2020). Fees rose ({name}, 2020)."
    story = Story(text, [entry(1, [listed], "2020")])
    story.cite(f"{name}, 2020").cite(f"{name}, 2020", nth=1)
    assert story.told() == ([("name-variant", f"{name}, 2020")] if found else [])


@pytest.mark.parametrize(
    ("cited", "authors", "listed", "found"),
    [
        pytest.param(
            "Lillis and Danviu, 2020", ["Lillis", "Danviu"], ["Lillis", "Danciu"], True, id="slip"
        ),
        pytest.param("Lillis and Roth, 2020", ["Lillis", "Roth"], ["Lillis"], False, id="not read"),
        pytest.param(
            "Lillis and Roth, 2020", ["Lillis", "Roth"], ["Lillis", "Bree"], False, id="another"
        ),
    ],
)
def test_name_variant_of_a_co_author(
    cited: str, authors: list[str], listed: list[str], found: bool
) -> None:
    story = Story(f"Rents rose ({cited}).", [entry(1, listed, "2020")])
    story.cite(cited, authors=authors)
    assert story.told() == ([("name-variant", cited)] if found else [])


def test_name_given_both_ways_or_linked_by_its_end_alone_is_no_variant() -> None:
    both = Story("Rents rose (Toll Office [TO], 2020).", [entry(1, ["TO"], "2020")])
    both.cite("Toll Office [TO], 2020", authors=["Toll Office"])
    assert both.told() == []
    title = entry(1, ["Roth"], "2020", text="Roth. 2020. Dusk Tolls. Harbour.", title="Dusk Tolls")
    assert Story("Rents (Dusk Tolls, 2020).", [title]).cite("Dusk Tolls, 2020").told() == []
    weak = Story("Rents rose (Toll Board, 2020).", [entry(1, ["Pay Boards"], "2020")])
    assert weak.cite("Toll Board, 2020", reason="link.name-end").told() == []


@pytest.mark.parametrize(
    ("cited", "listed", "code"),
    [
        pytest.param("Teigel, 2020", entry(1, ["Tiegel"], "2020"), "name-variant", id="letters"),
        pytest.param(
            "Dusk/Dawn, 2020", entry(1, ["Dusk! News and Dawn"], "2020"), "name-variant", id="words"
        ),
        pytest.param("Tiegel, 2020", entry(1, ["Tiegel"], "2011"), "cited-not-listed", id="year"),
        pytest.param("Borg, 2020", entry(1, ["Berg"], "2020"), "cited-not-listed", id="short"),
        pytest.param("Hansen, 2020", entry(1, ["Jansen"], "2020"), "cited-not-listed", id="first"),
    ],
)
def test_misspelt_name_that_the_one_near_entry_explains(
    cited: str, listed: Reference, code: str
) -> None:
    story = Story(f"Rents rose ({cited}).", [listed]).cite(cited, to=None)
    assert story.told() == [(code, cited)]


def test_entry_that_others_cite_does_not_explain_a_misspelt_name() -> None:
    story = Story("Rents rose (Teigel, 2020; Tiegel, 2020).", [entry(1, ["Tiegel"], "2020")])
    story.cite("Teigel, 2020", to=None).cite("Tiegel, 2020")
    assert story.told() == [("cited-not-listed", "Teigel, 2020")]


def test_ambiguous_citation_is_told_once() -> None:
    text = "Rents rose (Lillis, 2020). Fees rose (Lillis, 2020)."
    story = Story(text, [LILLIS, entry(2, ["Lillis"], "2020")])
    story.cite("Lillis, 2020", to=None, candidates=["r1", "r2"])
    story.cite("Lillis, 2020", to=None, candidates=["r1", "r2"], nth=1)
    (finding,) = story.findings()
    assert (finding.code, finding.severity) == ("ambiguous-citation", "warning")
    assert finding.message == (
        "“Lillis, 2020” fits more than one entry: “Lillis (2020)” in entry 1, "
        "“Lillis (2020)” in entry 2."
    )
    assert (finding.citation_ids, finding.reference_ids) == (["c1", "c2"], ["r1", "r2"])


@pytest.mark.parametrize(
    ("text", "cited", "told"),
    [
        pytest.param("Rents rose (Roth, 1952, as cited in Lillis, 2020).", "Roth, 1952",
                     [("cited-not-listed", "info"), ("secondary-source", "info")], id="bracket"),
        pytest.param("Roth (1952, as cited in Lillis, 2020) says so.", "Roth (1952",
                     [("cited-not-listed", "info"), ("secondary-source", "info")], id="sentence"),
        pytest.param("Rents rose (Roth, 1952, as cited in Lillis, 2020; Roth, 1952).",
                     "Roth, 1952", [("cited-not-listed", "error"), ("secondary-source", "info")],
                     id="cited at first hand, too"),
        pytest.param("Roth (1952) says so. Rents rose (as cited in Lillis, 2020).", "Roth (1952)",
                     [("cited-not-listed", "error")], id="another bracket"),
    ],
)  # fmt: skip
def test_a_work_read_at_second_hand_need_not_be_listed(
    text: str, cited: str, told: list[tuple[str, str]]
) -> None:
    story = Story(text, [LILLIS])
    for nth in range(text.count(cited)):
        narrative = cited.startswith("Roth (")
        story.cite(cited, to=None, authors=["Roth"], narrative=narrative, nth=nth)
    story.cite("Lillis, 2020", prefix="as cited in")
    assert [(f.code, f.severity) for f in story.findings()] == told


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("cited in", True), ("as quoted in", True), ("see also", False), (None, False)],
)
def test_secondary_source(prefix: str | None, found: bool) -> None:
    text = f"Rents rose (Roth, 1952, {prefix or ''} Lillis, 2020)."
    story = Story(text, [LILLIS, entry(2, ["Roth"], "1952")])
    story.cite("Roth, 1952", to="r2").cite("Lillis, 2020", prefix=prefix)
    assert story.told() == ([("secondary-source", "Roth, 1952")] if found else [])


@pytest.mark.parametrize(
    ("text", "listed", "found"),
    [
        pytest.param("", entry(2, ["Roth"], "2015"), True, id="never named"),
        pytest.param("Roth wrote of tolls.", entry(2, ["Roth"], "2015"), True, id="no year"),
        pytest.param("Roth, in 2015, wrote.", entry(2, ["Roth"], "2015"), False, id="unread"),
        pytest.param("", entry(2, [], "2015"), False, id="author not read"),
        pytest.param(
            "Roth 2015, only.",
            entry(2, ["Roth"], None, text="Roth GRents33 2015112"),
            False,
            id="year not read",
        ),
        pytest.param(
            "Roth 2011, only.",
            entry(2, ["Roth"], None, text="Roth. n.d. Rents"),
            True,
            id="undated",
        ),
    ],
)
def test_listed_never_cited(text: str, listed: Reference, found: bool) -> None:
    story = Story(f"Rents rose (Lillis, 2020). {text}", [LILLIS, listed]).cite("Lillis, 2020")
    assert [f.reference_ids for f in story.findings()] == ([["r2"]] if found else [])


def test_entry_that_an_ambiguous_or_misspelt_citation_may_mean_is_left_alone() -> None:
    text = "Rents rose (Lillis, 2020; Roth, 2015; Marlow/Bree, 2016)."
    listed = [LILLIS, entry(2, ["Roth"], "2015"), entry(3, ["Roth"], "2015")]
    story = Story(text, [*listed, entry(4, ["Bree Marlow"], "2016")]).cite("Lillis, 2020")
    story.cite("Roth, 2015", to=None, candidates=["r2", "r3"]).cite("Marlow/Bree, 2016", to=None)
    assert story.told("listed-never-cited") == []


def test_list_without_any_linked_citation_is_a_reading_list() -> None:
    assert Story("Rents rose.", [LILLIS]).told() == []


def listing(*entries: Reference) -> Story:
    """Return an article that cites all its entries."""
    text = " ".join(f"Rents rose ({e.authors[0]}, {e.year or 2020})." for e in entries)
    story = Story(text, list(entries))
    seen: dict[str, int] = {}
    for one in entries:
        words = f"{one.authors[0]}, {one.year or 2020}"
        story.cite(words, to=one.id, nth=seen.get(words, 0))
        seen[words] = seen.get(words, 0) + 1
    return story


RENTS, TOLLS = "Rents of the market quarter", "Tolls of the old harbour"


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        pytest.param(
            entry(1, ["Lillis"], "2020", title=RENTS),
            entry(2, ["Lillis"], "2020", title=RENTS + "."),
            "“Lillis (2020)” is listed twice, as entry 1 and 2.",
            id="one title",
        ),
        pytest.param(
            entry(1, ["Lillis"], "2020", title=RENTS, DOI="10.1/AB"),
            entry(2, ["Roth"], "2020", title=TOLLS, DOI="10.1/ab"),
            "“Lillis (2020)” and “Roth (2020)” are listed with one DOI.",
            id="one DOI",
        ),
        pytest.param(
            entry(1, ["Lillis"], "2020", title=RENTS),
            entry(2, ["Lillis"], "2020", title=TOLLS),
            None,
            id="other title",
        ),
        pytest.param(
            entry(1, ["Lillis"], "2020", title=RENTS, suffix="a"),
            entry(2, ["Lillis"], "2020", title=RENTS, suffix="b"),
            None,
            id="told apart by letters",
        ),
        pytest.param(
            entry(1, ["Lillis"], "2019", title=RENTS),
            entry(2, ["Lillis"], "2020", title=RENTS),
            None,
            id="each year's edition",
        ),
        pytest.param(
            entry(1, ["Lillis"], "2020", title=RENTS, publisher="Harbour Press"),
            entry(2, ["Lillis"], "2020", title=RENTS, publisher="Dusk Audio"),
            None,
            id="another house's edition",
        ),
    ],
)
def test_duplicate_entry(first: Reference, second: Reference, message: str | None) -> None:
    found = listing(first, second).findings()
    assert [(f.code, f.message) for f in found] == (
        [("duplicate-entry", message)] if message else []
    )
