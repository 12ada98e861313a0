"""Findings on entries: compared with each other, on their own, or a name with its acronym."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from claimlink.records import Reference
from findings_examples import Story, entry
from test_findings import LILLIS, listing


def by(number: int, family: str, given: str, year: str) -> Reference:
    """Return the entry of one person."""
    author: list[JsonValue] = [{"family": family, "given": given}]
    return entry(number, [family], year, author=author)


@pytest.mark.parametrize(
    ("people", "message"),
    [
        pytest.param(
            [("Brée", "A."), ("Brée", "A."), ("Bree", "A.")],
            "“Bree, A.” in “Bree (2013)” is written “Brée, A.” in “Brée (2011)”.",
            id="family name",
        ),
        pytest.param(
            [("Ek", "Á."), ("Ek", "A")],
            "“Ek, A” in “Ek (2012)” is written “Ek, Á.” in “Ek (2011)”.",
            id="initial",
        ),
        pytest.param([("Bre\u0301e", "A."), ("Brée", "A.")], None, id="decomposed"),
        pytest.param([("Brée", "A."), ("Bree", "Á.")], None, id="both names differ"),
        pytest.param([("Brée", "A."), ("Bree", "B.")], None, id="another given name"),
        pytest.param([("Brée", "A."), ("Brie", "A.")], None, id="another letter"),
        pytest.param([("Ek", "A."), ("EK", "A.")], None, id="capitals"),
        pytest.param([("Ek", "A."), ("Ek", "A. B.")], None, id="more initials"),
    ],
)
def test_author_listed_in_two_ways(people: list[tuple[str, str]], message: str | None) -> None:
    entries = [by(n, *person, str(2010 + n)) for n, person in enumerate(people, start=1)]
    found = Story("Rents rose.", entries).findings("name-variant")
    assert [(f.severity, f.message) for f in found] == ([("info", message)] if message else [])


@pytest.mark.parametrize(
    ("cited", "listed", "code"),
    [
        pytest.param("World Toll Board", "WTB", "name-variant", id="name of an acronym"),
        pytest.param("WTB", "World Toll Board", "name-variant", id="acronym of a name"),
        pytest.param("World Toll Board", "WTO", "cited-not-listed", id="another acronym"),
        pytest.param("World Toll Board", "Wtb", "cited-not-listed", id="a name in small letters"),
    ],
)
def test_acronym_explains_a_missing_citation(cited: str, listed: str, code: str) -> None:
    story = Story(f"Rents rose ({cited}, 2020).", [entry(1, [listed], "2020")])
    story.cite(f"{cited}, 2020", to=None)
    assert story.told("name-variant", "cited-not-listed") == [(code, f"{cited}, 2020")]


@pytest.mark.parametrize(
    ("name", "listed", "found"),
    [
        pytest.param("Clark", "Clarke", True, id="begin of another name"),
        pytest.param("Hall", "Marshall", True, id="end of another name"),
        pytest.param("Lopez", "Lopez-Ruiz", False, id="half of a double name"),
        pytest.param("MacDonald", "Mac Donald", False, id="written apart"),
        pytest.param("Port Post", "The Port Post", False, id="article"),
    ],
)
def test_name_inside_another(name: str, listed: str, found: bool) -> None:
    story = Story(f"Rents rose ({name}, 2020).", [entry(1, [listed], "2020")])
    story.cite(f"{name}, 2020")
    assert story.told() == ([("name-variant", f"{name}, 2020")] if found else [])


def page(number: int, url: str, title: str = "Report", text: str | None = None) -> Reference:
    """Return the entry of a page of one organisation and year."""
    return entry(number, ["Toll Office"], "2021", text=text, type="webpage", title=title, URL=url)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        pytest.param(page(2, "https://to.example/a"), True, id="same address"),
        pytest.param(page(2, "https://to.example/b"), False, id="another address"),
        pytest.param(page(2, "https://to.example/a", "Fees"), False, id="another title"),
        pytest.param(
            page(2, "https://to.example/a", text="Ibid., p. 4."), False, id="the entry above again"
        ),
    ],
)
def test_page_with_a_short_title_listed_twice(second: Reference, found: bool) -> None:
    story = Story("Rents rose.", [page(1, "https://to.example/a"), second])
    codes = [finding.code for finding in story.findings("duplicate-entry")]
    assert codes == (["duplicate-entry"] if found else [])


def test_entry_listed_three_times_is_told_of_twice() -> None:
    pages = [page(number, "https://to.example/a") for number in (1, 2, 3)]
    found = Story("Rents rose.", pages).findings("duplicate-entry")
    assert [finding.reference_ids for finding in found] == [["r1", "r2"], ["r1", "r3"]]


@pytest.mark.parametrize(
    ("csl", "code"),
    [
        pytest.param({"type": "webpage"}, "entry-without-url-or-doi", id="page without address"),
        pytest.param({"type": "webpage", "URL": "https://ostler.example/a"}, None, id="page"),
        pytest.param({"type": "webpage", "DOI": "10.1/ab"}, None, id="page with DOI"),
        pytest.param({"type": "book"}, None, id="a book needs none"),
        pytest.param({"URL": "https://ostler/rents"}, "broken-url", id="host without dot"),
        pytest.param({"URL": "htp://ostler.example/a"}, "broken-url", id="mistyped scheme"),
        pytest.param({"URL": "https://ostler.example/a b"}, "broken-url", id="blank inside"),
        pytest.param({"URL": "http://[ostler"}, "broken-url", id="bracket"),
        pytest.param({"URL": "ostler.example/a"}, None, id="no scheme"),
        pytest.param({"URL": "http://ostler.example:8080/a?b=c#d"}, None, id="with port"),
        pytest.param({"URL": "https://müller.example/ä"}, None, id="letters of any script"),
    ],
)
def test_address(csl: dict[str, JsonValue], code: str | None) -> None:
    story = listing(LILLIS.model_copy(update={"csl": {**LILLIS.csl, **csl}}))
    assert [f.code for f in story.findings()] == ([code] if code else [])


@pytest.mark.parametrize(
    ("slip", "usual", "found"),
    [
        pytest.param("Harbonr Rights Watch", "Harbour Rights Watch", True, id="one letter"),
        pytest.param("Harbuor Rights Watch", "Harbour Rights Watch", True, id="two exchanged"),
        pytest.param("Harbour Review", "Harbour Reviews", False, id="plural"),
        pytest.param("Labour Review", "Labor Review", False, id="American"),
        pytest.param("Theatre Review", "Theater Review", False, id="American ending"),
        pytest.param("Organisation Review", "Organization Review", False, id="American z"),
        pytest.param("Acta Chirurgica", "Acta Chirurgice", False, id="other language's ending"),
        pytest.param("Chromosoma", "Chromosome", False, id="one word"),
        pytest.param("J Harbour Sci", "Harbour Sci", False, id="abbreviated title"),
        pytest.param("J. Harb. Scien.", "J. Hart. Scien.", False, id="abbreviations"),
        pytest.param("Harbour Part 1", "Harbour Part 2", False, id="number"),
        pytest.param("Parbour Review", "Harbour Review", False, id="first letter"),
    ],
)
def test_publisher_typo(slip: str, usual: str, found: bool) -> None:
    names = [slip, usual, usual]
    story = listing(
        *(entry(n, [f"Lillis{n}"], "2020", publisher=name) for n, name in enumerate(names, 1))
    )
    assert [f.reference_ids for f in story.findings()] == ([["r1"]] if found else [])


def test_of_two_names_used_once_each_nobody_knows_the_slip() -> None:
    names = ["Harbonr Rights Watch", "Harbour Rights Watch"]
    story = listing(
        *(entry(n, [f"Lillis{n}"], "2020", publisher=name) for n, name in enumerate(names, 1))
    )
    assert story.told() == []
