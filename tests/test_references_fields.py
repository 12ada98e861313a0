"""Names, years and titles of entries, one trap each."""

from __future__ import annotations

import pytest

from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.records import Block
from references_examples import read

NAMES = [
    pytest.param(
        "Ek, I., Moe, K. and de Vries, T. (2019) Rents.", ["Ek", "Moe", "de Vries"], id="inverted"
    ),
    pytest.param(
        "Ek I, Moe KA, Vik L Jr. Rents. Ports 2019;4:1-9.", ["Ek", "Moe", "Vik"], id="trailing"
    ),
    pytest.param(
        "I. Ek, K. A. Moe and T. van Dam, Rents, Ports 4 (2019) 1.",
        ["Ek", "Moe", "van Dam"],
        id="direct",
    ),
    pytest.param(
        "Ida Ek, Kari Moe, and Li Wu. Rents. Ports, 2019.", ["Ek", "Moe", "Wu"], id="written-out"
    ),
    pytest.param("Wu, X., . . . Ek, T. (2019). Rents.", ["Wu", "Ek"], id="ellipsis"),
    pytest.param(
        "Ek, Ida, Northern Rents, Oslo: Kyst, 2019.", ["Ek"], id="title-in-capitals-is-no-name"
    ),
    pytest.param(
        "Ek, S. A. A study of rents. Oslo: Kyst, 2019.", ["Ek"], id="article-is-no-initial"
    ),
    pytest.param(
        "Ek, I. Tides. Oslo: Kyst, 2019.", ["Ek"], id="dot-of-the-initial-closes-the-list"
    ),
    pytest.param("Dahl, Hall, C. F. (2019). Rents.", ["Dahl"], id="broken-list-keeps-what-is-sure"),
    pytest.param(
        "LIMA, A. M. de; NETO, B. Portos. Recife: Mar, 2019.",
        ["LIMA", "NETO"],
        id="particle-behind-is-dropped",
    ),
    pytest.param("Anı\u0301bal, J. (2019) Rents.", ["Anı\u0301bal"], id="decomposed-letters"),
    pytest.param("Harbour Bank, 2019. Rents.", ["Harbour Bank"], id="organisation"),
    pytest.param("Moe and Ek, 2019. Rents.", ["Moe", "Ek"], id="families-alone"),
    pytest.param(
        "Ek Ida, Lind T, Moe K 2019 Data on rents.",
        ["Ek", "Lind", "Moe"],
        id="one-name-written-out-before-initials",
    ),
    pytest.param("Ida Ek, Tor Lind, 2019, Data on rents.", ["Ek", "Lind"], id="both-written-out"),
    pytest.param(
        "Instituto nacional de los puertos menores (INPM). (2014). Anuario.",
        ["Instituto nacional de los puertos menores (INPM)"],
        id="organisation-in-lower-case",
    ),
    pytest.param(
        "HBO (Harbour Board of Oslo). 2015. https://x.example/",
        ["HBO (Harbour Board of Oslo)"],
        id="organisation-and-an-address-alone",
    ),
    pytest.param(
        "Port Office of the Mayor, 2016, viewed 5 January 2017, from http://x.example/1",
        ["Port Office of the Mayor"],
        id="organisation-and-year-of-access",
    ),
    pytest.param(
        "TIDEX: Tidal Data Exchange (2018). Retrieved May, 2018, from http://x.example",
        ["TIDEX: Tidal Data Exchange"],
        id="acronym-before-the-name",
    ),
    pytest.param("Rents: A short history of ports (2018). Oslo: Kyst.", [], id="title-and-year"),
    pytest.param("Moor Prefecture Website, http://x.example/2", [], id="web-site-is-no-person"),
    pytest.param(". 2014. https://x.example/a.pdf", [], id="lost-author"),
    pytest.param(
        "王小明, 2019, 'Ports', Fjord Review, 4.", ["王小明"], id="script-without-capitals"
    ),
]


@pytest.mark.parametrize(("entry", "authors"), NAMES)
def test_authors(entry: str, authors: list[str]) -> None:
    assert read(entry)[0].authors == authors


YEARS = [
    pytest.param("Ek, I. Rents in 1914. Oslo: Kyst, 1998.", "1998", id="year-in-the-title"),
    pytest.param("Ek, I. Rents. Ports 12 (1999), 1901-1910.", "1999", id="pages-like-years"),
    pytest.param("Ek, I. Rents. Oslo 1958 (rpt. Bergen 1965).", "1958", id="reprint"),
    pytest.param("Ek, I. Rents. Oslo: Kyst, 1974–1978.", "1974", id="years-of-volumes"),
    pytest.param(
        "Ek, I. Rents. https://x.example/2015/03 (accessed 3 May 2020).", None, id="access-only"
    ),
    pytest.param("Ek, I. Rents 1995 Kyst Oslo", "1995", id="nothing-parts-title-and-year"),
    pytest.param("Ek, I. Rents. Ports 2020 2015;68:33-8.", "2015", id="journal-named-after-a-year"),
]


@pytest.mark.parametrize(("entry", "year"), YEARS)
def test_year(entry: str, year: str | None) -> None:
    assert read(entry)[0].year == year


TITLES = [
    pytest.param(
        "Ek, I. (2019). Do rents fall? A study of ports. Fjord Letters, 4, 1–9.",
        "Do rents fall? A study of ports",
        id="question-and-subtitle",
    ),
    pytest.param("Ek, I. (2019). Who pays? Oslo: Kyst.", "Who pays?", id="question-and-place"),
    pytest.param(
        "Ek, I. (2019). Salt in C. harengus and E. coli. Fish, 4, 1–9.",
        "Salt in C. harengus and E. coli",
        id="abbreviated-species",
    ),
    pytest.param(
        "Ek, I., Land, sea and people in the north, Ports 4 (2019) 1.",
        "Land, sea and people in the north",
        id="series-between-commas",
    ),
    pytest.param("Ek, I. (2019). Rents (2nd ed.). Oslo: Kyst.", "Rents", id="edition"),
    pytest.param(
        "Ek, I. (2019). ‘Cheap’ rents in the north. Ports, 4, 1–9.",
        "‘Cheap’ rents in the north",
        id="first-word-quoted",
    ),
    pytest.param(
        "Ek, I., Rents in the North (Oslo: Kyst, 2019).",
        "Rents in the North",
        id="imprint-in-brackets",
    ),
    pytest.param(
        "Ek, I. (2019). Rents (in Danish with English summary). Ports, 4, 1–9.",
        "Rents",
        id="language-is-no-title",
    ),
    pytest.param("TIDEX. Accessed June 3, 2016 at <http://x.example/>.", "TIDEX", id="accessed-at"),
    pytest.param(
        "Moor Prefecture Website, http://x.example/2", "Moor Prefecture Website", id="web-site"
    ),
    pytest.param(". 2014. https://x.example/a.pdf", None, id="year-is-no-title"),
    pytest.param(
        "Ek, I. (2019). Wages at sea, Fjord University Press, Oslo.",
        "Wages at sea",
        id="publisher-behind-comma",
    ),
]


@pytest.mark.parametrize(("entry", "title"), TITLES)
def test_title(entry: str, title: str | None) -> None:
    assert read(entry)[0].csl.get("title") == title


def test_dashes_take_the_authors_of_the_entry_above() -> None:
    found = read("Ek, I., and T. Moe. 2015. Rents. Oslo: Kyst.", "———. 2016a. Tides. Oslo: Kyst.")
    assert [(r.id, r.index, r.authors, r.year, r.suffix) for r in found] == [
        ("r1", 0, ["Ek", "Moe"], "2015", None),
        ("r2", 1, ["Ek", "Moe"], "2016", "a"),
    ]


def test_only_reference_blocks_are_read() -> None:
    text = "Rents rose (Ek, 2019).\nEk, I. (2019). Rents."
    blocks = [
        Block(index=0, kind="paragraph", start=0, end=22),
        Block(index=1, kind="reference", start=23, end=len(text)),
    ]
    assert [r.text for r in read_references(text, blocks, load_pack("en"))] == [text[23:]]


JUNK = [
    "(",
    "[a](" * 400,
    "Ek, " * 500,
    ". " * 500,
    "2019 " * 500,
    "‘" * 500,
    "*a _b " * 300,
    "\ufffd",
]


@pytest.mark.parametrize("entry", JUNK, ids=range(len(JUNK)))
def test_junk_is_one_reference_as_printed(entry: str) -> None:
    stripped = entry.strip()
    assert [r.text for r in read(stripped)] == [stripped]
