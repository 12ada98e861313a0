"""Surface forms of citations in single sentences without a source list, and their look-alikes."""

from __future__ import annotations

import pytest

from claimlink.citing import cite
from claimlink.packs import load_pack
from claimlink.records import Block, Citation

#: text, authors, year, suffix, narrative; "" for no suffix.
Short = tuple[str, list[str], str | None, str, bool]


def citations_of(text: str) -> list[Citation]:
    block = Block(index=0, kind="paragraph", start=0, end=len(text))
    return cite(text, [block], [], load_pack("en")).citations


def short(citation: Citation) -> Short:
    return (
        citation.text, citation.authors, citation.year, citation.suffix or "", citation.narrative,
    )  # fmt: skip


def paren(text: str, authors: list[str], year: str | None, suffix: str = "") -> Short:
    return text, authors, year, suffix, False


def told(text: str, authors: list[str], year: str | None, suffix: str = "") -> Short:
    return text, authors, year, suffix, True


PARENTHETICAL = [
    ("one author", "Tolls rose (Ostler, 2011).", [paren("Ostler, 2011", ["Ostler"], "2011")]),
    ("no comma", "Tolls rose (Ostler 2011).", [paren("Ostler 2011", ["Ostler"], "2011")]),
    (
        "three authors",
        "Tolls rose (Ostler, Bree, & Lamb, 2011).",
        [paren("Ostler, Bree, & Lamb, 2011", ["Ostler", "Bree", "Lamb"], "2011")],
    ),
    (
        "et al. without blanks",
        "Tolls rose (Ostler et al.2011).",
        [paren("Ostler et al.2011", ["Ostler"], "2011")],
    ),
    (
        "misspelt et al.",
        "Tolls rose (Ostler et la., 2011).",
        [paren("Ostler et la., 2011", ["Ostler"], "2011")],
    ),
    (
        "several works",
        "Tolls rose (Ostler, 2011; Bree & Lamb 2012;Hart, 2013).",
        [
            paren("Ostler, 2011", ["Ostler"], "2011"),
            paren("Bree & Lamb 2012", ["Bree", "Lamb"], "2012"),
            paren("Hart, 2013", ["Hart"], "2013"),
        ],
    ),
    (
        "works joined by and",
        "Tolls rose (Ostler 2011 and Bree 2012).",
        [paren("Ostler 2011", ["Ostler"], "2011"), paren("Bree 2012", ["Bree"], "2012")],
    ),
    (
        "works parted by commas",
        "Tolls rose (Ostler, 2011, Lamb, 2012, & Bree, 2013).",
        [
            paren("Ostler, 2011", ["Ostler"], "2011"),
            paren("Lamb, 2012", ["Lamb"], "2012"),
            paren("Bree, 2013", ["Bree"], "2013"),
        ],
    ),
    (
        "years and letters",
        "Tolls rose (Ostler, 2011a,b, 2012, in press).",
        [
            paren("Ostler, 2011a", ["Ostler"], "2011", "a"),
            paren("b", ["Ostler"], "2011", "b"),
            paren("2012", ["Ostler"], "2012"),
            paren("in press", ["Ostler"], "in press"),
        ],
    ),
    (
        "locator between years",
        "Tolls rose (Ostler 2011: 34, 2012).",
        [paren("Ostler 2011", ["Ostler"], "2011"), paren("2012", ["Ostler"], "2012")],
    ),
    (
        "page like a year",
        "Tolls rose (Ostler, 1999, p. 2001).",
        [paren("Ostler, 1999", ["Ostler"], "1999")],
    ),
    (
        "acronym in square brackets",
        "Camps grew (Gale Relief Organization [GRO], 2020).",
        [paren("Gale Relief Organization [GRO], 2020", ["Gale Relief Organization"], "2020")],
    ),
    (
        "organisation with and and commas",
        "Camps grew (Moor Council, Department of Roads and Quays, 2020).",
        [
            paren(
                "Moor Council, Department of Roads and Quays, 2020",
                ["Moor Council, Department of Roads and Quays"],
                "2020",
            )
        ],
    ),
    (
        "article before an organisation",
        "Camps grew (The Moor Courier, 2020).",
        [paren("Moor Courier, 2020", ["Moor Courier"], "2020")],
    ),
    (
        "particles",
        "Gulls nest (van der Hoek & de la Cruz, 2009).",
        [paren("van der Hoek & de la Cruz, 2009", ["van der Hoek", "de la Cruz"], "2009")],
    ),
    (
        "initials",
        "Gulls nest (J. Hoek, 2009; Bree, K. L., 2010).",
        [paren("J. Hoek, 2009", ["Hoek"], "2009"), paren("Bree, K. L., 2010", ["Bree"], "2010")],
    ),
    ("no date", "It is so (Gale Trust, n.d.-a).",
     [paren("Gale Trust, n.d.-a", ["Gale Trust"], "n.d.", "a")]),
    ("original year", "It is so (Marten, 1867/1976).",
     [paren("Marten, 1867/1976", ["Marten"], "1976")]),
    ("original year in brackets", "It is so (Marten [1867] 1976).",
     [paren("Marten [1867] 1976", ["Marten"], "1976")]),
    ("secondary", "It is so (Gale, 1952, as cited in Bree, 2010).",
     [paren("Gale, 1952", ["Gale"], "1952"), paren("Bree, 2010", ["Bree"], "2010")]),
    ("quoted title", "It is so (“Tolls at Dusk,” 2018).",
     [paren("“Tolls at Dusk,” 2018", ["Tolls at Dusk"], "2018")]),
    ("court case", "It is void (Ostler v. Board of Quays, 1954).",
     [paren("Ostler v. Board of Quays, 1954", ["Ostler v. Board of Quays"], "1954")]),
    ("office that is no product", "It is so (Office of The Harbour Registrar 2011).",
     [paren("Office of The Harbour Registrar 2011", ["Office of The Harbour Registrar"], "2011")]),
    ("names in capitals", "É assim (SOUSA; PRADO; LEMOS, 2019).",
     [paren("SOUSA; PRADO; LEMOS, 2019", ["SOUSA", "PRADO", "LEMOS"], "2019")]),
    ("figures beside", "Tolls rose (Fig. 2; Ostler, 2011; Table 3).",
     [paren("Ostler, 2011", ["Ostler"], "2011")]),
    ("lost brackets", "Tolls rose ~Ostler and Bree, 2011! in spring.",
     [paren("Ostler and Bree, 2011", ["Ostler", "Bree"], "2011")]),
    ("ibid.", "Tolls fell (ibid., p. 3).", [paren("ibid.", [], None)]),
    ("author and page", "The narrator lies (Ostler 45).", [paren("Ostler 45", ["Ostler"], None)]),
]  # fmt: skip

NARRATIVE = [
    ("year alone", "As Ostler (2011) shows, it fell.", [told("Ostler (2011)", ["Ostler"], "2011")]),
    ("page too", "Ostler (2011, p. 3) says so.", [told("Ostler (2011", ["Ostler"], "2011")]),
    ("possessive", "Ostler’s (2011) boats sank.", [told("Ostler’s (2011)", ["Ostler"], "2011")]),
    (
        "two years",
        "Ostler and Bree (2011; 2012) differ.",
        [
            told("Ostler and Bree (2011", ["Ostler", "Bree"], "2011"),
            told("2012", ["Ostler", "Bree"], "2012"),
        ],
    ),
    (
        "square brackets",
        "As Bree et al. [2012] say, it fell.",
        [told("Bree et al. [2012]", ["Bree"], "2012")],
    ),
    (
        "colleagues",
        "Ostler and colleagues (2011) met.",
        [told("Ostler and colleagues (2011)", ["Ostler"], "2011")],
    ),
    (
        "full name and acronym with the year",
        "The U.S. Harbour Trade Office (HTO, 2023) warned crews.",
        [told("U.S. Harbour Trade Office (HTO, 2023", ["U.S. Harbour Trade Office"], "2023")],
    ),
    (
        "cited in",
        "Ostler (1952, cited in Bree, 2010) says so.",
        [told("Ostler (1952", ["Ostler"], "1952"), paren("Bree, 2010", ["Bree"], "2010")],
    ),
    (
        "year far from the name",
        "As Ostler and Bree put it, “tolls only rise” (2004, 9).",
        [told("2004", ["Ostler", "Bree"], "2004")],
    ),
    (
        "without a bracket",
        "A study by Ostler et al., 2011 found less.",
        [told("Ostler et al., 2011", ["Ostler"], "2011")],
    ),
    ("far page", "Ostler calls the narrator a liar (45).", [told("45", ["Ostler"], None)]),
]

LOOKALIKES = [
    "It rained for weeks (In 2020).",
    "(In 2020) it rained for weeks.",
    "It rained for weeks (Since 1999).",
    "Tolls rose early (in 2011).",
    "The painter Ada Gale (1935-1991) died.",
    "The painter Ada Gale (born 1970) lives here.",
    "The school year (2021-5) was short.",
    "One chart (Graph 2) shows it.",
    "The sample (n = 2000) was small.",
    "Ada Gale (aged 45) left.",
    "The survey (3 May 2011) was short.",
    "The survey (May 2011) was short.",
    "The thriller Undertow (2012) won.",
    "Salem (Oregon, 2015) hosted it.",
    "The storm (Hurricane Odette, 1999) hit.",
    "One crab (Lomis dubia Ostler, 1858) is rare.",
    "The Harbours Act (1964) is old.",
    "It runs on one system (Windows 2010).",
    "It runs on one system (Office 2010).",
    "The law (No. 2015-17) was amended.",
    "Senator Ada Gale (R-Ohio, 2015) objected.",
    "Ada Gale (University of Moor, 2018–2020) led it.",
    "It sold 2,000 copies (2000 of them signed).",
    "See the record (GenBank AY2019).",
    "According to Ostler, who wrote in 2011, it fell.",
    "Wheat (ISO 9001:2015) is graded.",
    "It is at https://gale.example/Ostler/2011 now.",
    "(((((2011",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=name) for name, text, expected in PARENTHETICAL + NARRATIVE],
)
def test_form(text: str, expected: list[Short]) -> None:
    assert [short(citation) for citation in citations_of(text)] == expected


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalike_is_left_alone(text: str) -> None:
    assert [c.text for c in citations_of(text) if c.form != "hyperlink"] == []


@pytest.mark.parametrize(
    ("text", "prefix", "locator", "date"),
    [
        ("Tolls rose (see also Ostler, 2011, pp. 3–6).", "see also", "pp. 3–6", None),
        ("Tolls rose (e.g., Ostler 2011: 34).", "e.g.", "34", None),
        ("Tolls rose (Ostler, 2011, Table 3).", None, "Table 3", None),
        ("Tolls rose (Moor Courier, 3 May 2014).", None, None, "2014-05-03"),
        ("Tolls rose (Moor Courier, 2014, May 3).", None, None, "2014-05-03"),
        ("Tolls rose (Moor Courier, May 2014).", None, None, "2014-05"),
    ],
)
def test_fields_beside_the_year(
    text: str, prefix: str | None, locator: str | None, date: str | None
) -> None:
    [citation] = citations_of(text)
    assert (citation.prefix, citation.locator, citation.date) == (prefix, locator, date)


def test_the_bracket_around_a_nested_narrative_citation_is_its_group() -> None:
    text = "It is tame (Ostler, 2011, for more see Bree and Lamb (2012))."
    assert [(c.text, c.narrative, c.group and (c.group.start, c.group.end))
            for c in citations_of(text)] == [
        ("Ostler, 2011", False, (11, 60)),
        ("Bree and Lamb (2012)", False, (11, 60)),
    ]  # fmt: skip


def test_many_brackets_take_steps_in_proportion() -> None:
    """10,000 nested brackets and 2,000 citations in one paragraph come back complete."""
    nested = "(" * 10_000 + "Ostler, 2011" + ")" * 10_000
    assert [c.text for c in citations_of(nested)] == ["Ostler, 2011"]
    crowded = "Tolls rose (" + "; ".join(f"Ostler, {1900 + n % 100}" for n in range(2_000)) + ")."
    assert len(citations_of(crowded)) == 2_000
