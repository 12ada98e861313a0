"""Look-alikes beside the citations they resemble, odd habits, and mark-up around citations."""

from __future__ import annotations

import unicodedata

import pytest

from citing_examples import Short, cited, pointed, shorts
from claimlink.citing import cite
from claimlink.packs import load_pack
from claimlink.records import Block, Citation

LAMB = ["Lamb"]


def found(text: str) -> list[Citation]:
    block = Block(index=0, kind="paragraph", start=0, end=len(text))
    return cite(text, [block], [], load_pack("en")).citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They met in Graz, and Lamb (2020) disagrees.",
                     [("Lamb (2020)", LAMB, "2020", True)], id="place, and author"),
        pytest.param("As Bree, and Lamb (2020) disagree.",
                     [("Bree, and Lamb (2020)", ["Bree", "Lamb"], "2020", True)],
                     id="author, and author"),
        pytest.param("Fares fell (Oslo: Kyst, 2011).", [], id="imprint"),
        pytest.param("Fares fell (Source: Lamb, 2011).", [("Lamb, 2011", LAMB, "2011", False)],
                     id="source with a colon"),
        pytest.param("A reader (Tecan, Bern, Switzerland, 2016) was used.", [], id="maker's town"),
        pytest.param("It is so (Lamb, Bree, and Jordan, 2016).",
                     [("Lamb, Bree, and Jordan, 2016", ["Lamb", "Bree", "Jordan"], "2016", False)],
                     id="authors of three names"),
        pytest.param("Costs rose (Jan 2019, Feb 2019).", [], id="months"),
        pytest.param("The file (PDF, 2019) is large.", [], id="file format"),
        pytest.param("He left early (PhD, 1987).", [], id="degree"),
        pytest.param("The Lamb Act (2011) stands.", [], id="law"),
        pytest.param("Roofs were lost (Storm, 2020).", [("Storm, 2020", ["Storm"], "2020", False)],
                     id="thing that is a surname"),
        pytest.param("Storm (2020) says so.", [("Storm (2020)", ["Storm"], "2020", True)],
                     id="surname that says something"),
        pytest.param("A model of it (Box & Lamb 1964) is old.",
                     [("Box & Lamb 1964", ["Box", "Lamb"], "1964", False)], id="surname with one"),
        pytest.param("Storm Ciara (2020) cut the line.", [], id="storm"),
        pytest.param("The line was cut (Storm Ciara, 2020).", [], id="storm in brackets"),
        pytest.param("The Flood (2020) showed it.", [], id="thing with an article"),
        pytest.param("It was cut (Flood 2020).", [], id="thing without a comma"),
        pytest.param("It was cut (Cyclone, 2020).", [], id="thing that is no surname"),
        pytest.param("As Lamb (2011) disagrees, it stands.", [("Lamb (2011)", LAMB, "2011", True)],
                     id="as author"),
        pytest.param("Lamb (2011) disagrees.", [("Lamb (2011)", LAMB, "2011", True)],
                     id="verb that ends the sentence"),
        pytest.param("Lamb (2011) in spring.", [], id="no verb"),
        pytest.param("It was funded by the moor (Grant 2019-445).", [], id="grant number"),
        pytest.param("She lives there, aged ten (Ada 45).", [], id="age"),
        pytest.param("The Moor Trade Office says so (MTO, 2023).",
                     [("MTO, 2023", ["MTO"], "2023", False)], id="acronym after other words"),
        pytest.param("The Moor Trade Office (MTO, 2023) says so.",
                     [("Moor Trade Office (MTO, 2023", ["Moor Trade Office"], "2023", True)],
                     id="acronym right after the name"),
    ],
)  # fmt: skip
def test_lookalikes_and_their_neighbours(text: str, expected: list[Short]) -> None:
    assert shorts(text) == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param("They met in Kiel (2023) and in Graz (2019).", [], id="places"),
        pytest.param("At Marl (2018) a fair was held.", [], id="place that opens a sentence"),
        pytest.param("As in Kiel (2023), tolls fell.", [("Kiel (2023)", None)], id="as in"),
        pytest.param("Data from Kiel (2023) show it.", [("Kiel (2023)", None)], id="from"),
        pytest.param("They met in Lamb (2011).", [("Lamb (2011)", 0)], id="listed"),
        pytest.param("They met in Lambe (2014).", [("Lambe (2014)", None)], id="nearly listed"),
        pytest.param("They met in Kiel and Graz (2023).", [("Kiel and Graz (2023)", None)],
                     id="two names"),
        pytest.param("Hart A, Gale W. 2023. Moors. Journal of Ports 12:4.", [], id="entry in full"),
        pytest.param("Hart, A., & Lamb, W. (2023). Moors. Journal of Ports, 12, 4.", [],
                     id="entry in full with brackets"),
        pytest.param("Related article Lamb D, Gale W. 2011. Moors. Journal of Ports 12:4.", [],
                     id="entry in full of a listed author"),
        pytest.param("Cite as: Lamb, D. (2011). Moors. Fjord Press.", [], id="how to cite"),
        pytest.param("Suggested citation: Lamb (2011), Moors, Fjord Press.", [],
                     id="suggested citation"),
        pytest.param("Tolls fell, says Lamb, D. (2011). Rents did not.", [("Lamb, D. (2011)", 0)],
                     id="sentence with initials"),
    ],
)  # fmt: skip
def test_beside_a_list_a_place_or_an_entry_in_full_is_no_citation(
    prose: str, expected: list[tuple[str, int | None]]
) -> None:
    assert pointed(prose, "Lamb, D. (2011). Rents. Fjord Press.") == expected


def one(text: str, authors: list[str], year: str) -> list[Short]:
    return [(text, authors, year, False)]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        pytest.param("(King, Jr., 1963)", one("King, Jr., 1963", ["King"], "1963"), id="Jr."),
        pytest.param("(U.S. Office of Tolls, 2020)",
                     one("U.S. Office of Tolls, 2020", ["U.S. Office of Tolls"], "2020"),
                     id="country's initials"),
        pytest.param("(World Gull Organization, WGO, 2020)",
                     one("World Gull Organization, WGO, 2020", ["World Gull Organization"], "2020"),
                     id="acronym after a comma"),
        pytest.param("(Academies of Arts, Tolls, and Quays, 2020)",
                     one("Academies of Arts, Tolls, and Quays, 2020",
                         ["Academies of Arts, Tolls, and Quays"], "2020"), id="plural body"),
        pytest.param("(Our Moor in Numbers, 2020)",
                     one("Our Moor in Numbers, 2020", ["Our Moor in Numbers"], "2020"),
                     id="small word that begins a name"),
        pytest.param("(Our Lamb, 2020)", one("Lamb, 2020", LAMB, "2020"),
                     id="small word before a name"),
        pytest.param("(Lamb, eds., 2020)", one("Lamb, eds., 2020", LAMB, "2020"), id="editors"),
        pytest.param("(Lamb (Ed.), 2020)", one("Lamb (Ed.), 2020", LAMB, "2020"), id="editor"),
        pytest.param("(*Owls at Dusk*, 2020)",
                     one("*Owls at Dusk*, 2020", ["Owls at Dusk"], "2020"), id="title in italics"),
        pytest.param("(*The Moor Courier*, 2020)",
                     one("Moor Courier*, 2020", ["Moor Courier"], "2020"), id="paper in italics"),
        pytest.param("(Bree and May, 2010)", one("Bree and May, 2010", ["Bree", "May"], "2010"),
                     id="author named like a month"),
        pytest.param("(Moor Courier, Spring 2010)",
                     one("Moor Courier, Spring 2010", ["Moor Courier"], "2010"), id="season"),
        pytest.param("(Bree & Winter, 2010)",
                     one("Bree & Winter, 2010", ["Bree", "Winter"], "2010"),
                     id="author named like a season"),
        pytest.param("(Lamb 2006a-c)",
                     [("Lamb 2006a", LAMB, "2006a", False), ("c", LAMB, "2006b", False),
                      ("c", LAMB, "2006c", False)], id="letters from a to c"),
        pytest.param("(Lamb 2006a; b)",
                     [("Lamb 2006a", LAMB, "2006a", False), ("b", LAMB, "2006b", False)],
                     id="letter after a semicolon"),
        pytest.param("(Lamb, 2011; idem, 2012)",
                     [("Lamb, 2011", LAMB, "2011", False), ("idem, 2012", LAMB, "2012", False)],
                     id="idem with a year"),
        pytest.param("(Иванов и Петров, 2011)",
                     one("Иванов и Петров, 2011", ["Иванов", "Петров"], "2011"), id="Cyrillic and"),
        pytest.param("(Ламб и др., 2011)", one("Ламб и др., 2011", ["Ламб"], "2011"),
                     id="Cyrillic et al."),
        pytest.param("(Lamb mfl., 2011)", one("Lamb mfl., 2011", LAMB, "2011"), id="mfl."),
        pytest.param("(Lamb <i>et al.</i>, 2011)", one("Lamb <i>et al.</i>, 2011", LAMB, "2011"),
                     id="HTML italics"),
        pytest.param("(Lamb &amp; Bree,&nbsp;2011)",
                     one("Lamb &amp; Bree,&nbsp;2011", ["Lamb", "Bree"], "2011"), id="entities"),
        pytest.param(r"(Lamb \& Bree, 2011)", one(r"Lamb \& Bree, 2011", ["Lamb", "Bree"], "2011"),
                     id="escaped ampersand"),
        pytest.param("(Lamb and\nBree, 2011)",
                     one("Lamb and\nBree, 2011", ["Lamb", "Bree"], "2011"), id="broken line"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_brackets_in_both_normal_forms(bracket: str, expected: list[Short], form: str) -> None:
    text = unicodedata.normalize(form, f"Tolls rose {bracket}.")  # type: ignore[arg-type]
    assert [
        (unicodedata.normalize("NFC", words), [unicodedata.normalize("NFC", a) for a in authors],
         year, narrative)
        for words, authors, year, narrative in shorts(text)
    ] == expected  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lamb (2011) and (2012) disagree.",
                     [("Lamb (2011)", LAMB, "2011", True), ("2012", LAMB, "2012", True)],
                     id="second bracket"),
        pytest.param("Lamb (2011) and later (2012) disagreed.",
                     [("Lamb (2011)", LAMB, "2011", True), ("2012", LAMB, "2012", True)],
                     id="later"),
        pytest.param("Lamb (2011) and the fair (2012) disagree.",
                     [("Lamb (2011)", LAMB, "2011", True)], id="something else"),
    ],
)  # fmt: skip
def test_a_second_bracketed_year_goes_on(text: str, expected: list[Short]) -> None:
    assert shorts(text) == expected


@pytest.mark.parametrize(
    ("bracket", "locator", "date"),
    [
        pytest.param("(Lamb, 1970; 21)", "21", None, id="number after a semicolon"),
        pytest.param("(Lamb, 1970; 21 others)", None, None, id="count after a semicolon"),
        pytest.param("(Lamb, 1970, vol. 2, p. 14)", "vol. 2, p. 14", None, id="two locators"),
        pytest.param("(Moor Courier, 12.05.2020)", None, "2020-05-12", id="dots"),
        pytest.param("(Moor Courier, 13/05/2020)", None, "2020-05-13", id="slashes"),
        pytest.param("(Moor Courier, 05/12/2020)", None, "2020", id="either month or day"),
    ],
)
def test_locators_and_dates(bracket: str, locator: str | None, date: str | None) -> None:
    [citation] = found(f"Tolls rose {bracket}.")
    assert (citation.locator, citation.date) == (locator, date)


def test_personal_communication_without_a_date_may_be_narrative() -> None:
    assert [(c.text, c.status) for c in found("K. Lamb (pers. comm.) disagrees.")] == [
        ("K. Lamb (pers. comm.)", "self-contained")
    ]
    assert found("Letters (pers. comm.) are kept.") == []


LISTED = [
    "Bree, K. (2011). Gulls of the north. Oslo: Kyst.",
    "Krugman, P. (2023). Quays in spring. Oslo: Kyst.",
    "Lamb, D. (2012). Rents in Graz. Oslo: Kyst.",
    "Lamb, D., Bree, K., & Hart, J. (2019). Fees in Graz. Oslo: Kyst.",
    "van der Hoek, W. (2014). Herons of the moor. Oslo: Kyst.",
]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param("Quays fell (2011, Bree).", [("2011, Bree", 0)], id="year first"),
        pytest.param("Quays fell (2011, Oslo).", [], id="year and place"),
        pytest.param("Quays fell (Bree; 2011).", [("Bree; 2011", 0)], id="semicolon"),
        pytest.param("Quays fell (Bree – 2011).", [("Bree – 2011", 0)], id="dash"),
        pytest.param("Quays fell (Oslo – 2011).", [], id="place and dash"),
        pytest.param("Quays fell (bree, 2011).", [("bree, 2011", 0)], id="lower case"),
        pytest.param("Quays fell (late, 2011).", [], id="word in lower case"),
        pytest.param("Quays fell (van den Hoek, 2014).", [("van den Hoek, 2014", 4)],
                     id="another particle"),
        pytest.param("Quays fell (Kurgman, 2023).", [("Kurgman, 2023", 1)], id="turned letters"),
        pytest.param("Quays fell (Krugmen, 2023).", [("Krugmen, 2023", 1)], id="wrong letter"),
        pytest.param("Quays fell (Krueger, 2023).", [("Krueger, 2023", None)], id="other name"),
        pytest.param("Quays fell (L. Bree, 2011).", [("L. Bree, 2011", None)], id="namesake"),
        pytest.param("Quays fell (K. Bree, 2011).", [("K. Bree, 2011", 0)], id="same initial"),
        pytest.param("Quays fell (Bree 2011 and 2012).", [("Bree 2011", 0), ("2012", None)],
                     id="year off by one beside the right one"),
        pytest.param("Quays fell (Bree 2012).", [("Bree 2012", 0)], id="year off by one"),
        pytest.param("Quays fell (Bree & Hart, 2012).", [("Bree & Hart, 2012", None)],
                     id="year off by one, other authors"),
        pytest.param("Krugman's well-known theory (2023) holds.", [("2023", 1)], id="possessive"),
        pytest.param("The Krugman Act (2023) holds.", [], id="law of that name"),
        pytest.param("Quays fell (“Rents in Graz,” 2012).", [("“Rents in Graz,” 2012", 2)],
                     id="quoted title"),
    ],
)  # fmt: skip
def test_links_of_hard_cases(prose: str, expected: list[tuple[str, int | None]]) -> None:
    assert pointed(prose, *LISTED) == expected


def test_another_second_author_is_said() -> None:
    citing, _ = cited("\n\n".join(["Quays fell (Lamb & Hart, 2019).", "References", *LISTED]))
    assert [c.reason for c in citing.citations] == ["link.coauthors-differ"]


NUMBERED = [f"[{n}] {entry}" for n, entry in enumerate(LISTED, 1)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param("Quays fell [1, p. 4].", [("1", None, "p. 4")], id="locator"),
        pytest.param("Quays fell [see 1, 2].", [("1", "see", None), ("2", None, None)], id="lead"),
        pytest.param("Quays fell [gull 1].", [], id="other word"),
        pytest.param(r"Quays fell \[2\].", [("2", None, None)], id="escaped"),
        pytest.param(
            'Quays fell <sup><a href="#n2">2</a></sup>.', [("2", None, None)], id="anchor"
        ),
        pytest.param('Quays fell <a href="#n2">[2]</a>.', [("2", None, None)], id="bracket anchor"),
        pytest.param("Quays fell.1 They rose.2,3 So be it.", [(n, None, None) for n in "123"],
                     id="glued"),
        pytest.param("See p.1 and No.2 of it.", [], id="abbreviations"),
        pytest.param("Quays fell.2 They rose.", [], id="one glued number alone"),
        pytest.param("The cell x[1] is in the range [1, 2].", [], id="index and interval"),
    ],
)  # fmt: skip
def test_numbers_with_words_and_mark_up(
    prose: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    citing, _ = cited("\n\n".join([prose, "References", *NUMBERED]))
    assert [(c.text, c.prefix, c.locator) for c in citing.citations] == expected
