"""Entries of source lists -> authors, year, title and CSL-JSON, in the styles people use."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.records import Block, Reference


def read(*entries: str) -> list[Reference]:
    text = "\n".join(entries)
    blocks: list[Block] = []
    start = 0
    for index, entry in enumerate(entries):
        end = start + len(entry)
        blocks.append(Block(index=index, kind="reference", start=start, end=end))
        start = end + 1
    return read_references(text, blocks, load_pack("en"))


ENTRIES = [
    pytest.param(
        (
            "Ek, T., & Lind, A. B. (2019a). Rents in the coastal towns. *Journal of "
            "Fjord Studies*, *12*(3), 45–67. https://doi.org/10.1000/fjord.12"
        ),
        ["Ek", "Lind"],
        "2019",
        "a",
        {
            "type": "article-journal",
            "author": [{"family": "Ek", "given": "T."}, {"family": "Lind", "given": "A. B."}],
            "issued": {"date-parts": [[2019]]},
            "title": "Rents in the coastal towns",
            "container-title": "Journal of Fjord Studies",
            "volume": "12",
            "issue": "3",
            "page": "45–67",
            "DOI": "10.1000/fjord.12",
        },
        id="apa-markdown",
    ),
    pytest.param(
        (
            "Berg, O. and van der Meer, S. (2018) ‘Harbour workers’ rights after the "
            "closure’, _Fjord Times_, 17 March. Available at: "
            "[https://fjord.example/a_b](https://fjord.example/a_b) (Accessed: 20 May "
            "2021)."
        ),
        ["Berg", "van der Meer"],
        "2018",
        None,
        {
            "type": "article-newspaper",
            "author": [
                {"family": "Berg", "given": "O."},
                {"family": "Meer", "given": "S.", "non-dropping-particle": "van der"},
            ],
            "issued": {"date-parts": [[2018, 3, 17]]},
            "accessed": {"date-parts": [[2021, 5, 20]]},
            "title": "Harbour workers’ rights after the closure",
            "container-title": "Fjord Times",
            "URL": "https://fjord.example/a_b",
        },
        id="harvard-newspaper",
    ),
    pytest.param(
        (
            "Lind, Ada, Tor Ek, and Ida Moe. 2016. “Who Pays the Rent? Evidence from "
            "Oslo.” Fjord Review 5(1): 33–63."
        ),
        ["Lind", "Ek", "Moe"],
        "2016",
        None,
        {
            "type": "article-journal",
            "author": [
                {"family": "Lind", "given": "Ada"},
                {"family": "Ek", "given": "Tor"},
                {"family": "Moe", "given": "Ida"},
            ],
            "issued": {"date-parts": [[2016]]},
            "title": "Who Pays the Rent? Evidence from Oslo",
            "container-title": "Fjord Review",
            "volume": "5",
            "issue": "1",
            "page": "33–63",
        },
        id="chicago-authors",
    ),
    pytest.param(
        "Moe, Kari. Tides and Towns. Oslo: Fjord Press, 1998.",
        ["Moe"],
        "1998",
        None,
        {
            "type": "book",
            "author": [{"family": "Moe", "given": "Kari"}],
            "issued": {"date-parts": [[1998]]},
            "title": "Tides and Towns",
            "publisher": "Fjord Press",
            "publisher-place": "Oslo",
        },
        id="mla-book",
    ),
    pytest.param(
        "Vik, Lars, et al. “Wages at Sea.” Ports and People, vol. 12, no. 3, 2020, pp. 4–9.",
        ["Vik"],
        "2020",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "Vik", "given": "Lars"}],
            "issued": {"date-parts": [[2020]]},
            "title": "Wages at Sea",
            "container-title": "Ports and People",
            "volume": "12",
            "issue": "3",
            "page": "4–9",
        },
        id="mla-et-al",
    ),
    pytest.param(
        "Aas H. 1984. Salt in herring muscle. Fish Physiol 105:121–126.",
        ["Aas"],
        "1984",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "Aas", "given": "H."}],
            "issued": {"date-parts": [[1984]]},
            "title": "Salt in herring muscle",
            "container-title": "Fish Physiol",
            "volume": "105",
            "page": "121–126",
        },
        id="cse",
    ),
    pytest.param(
        "Berg T., Lind A.. Herring and salt. Fish. Biol. 1999;58:769–777.",
        ["Berg", "Lind"],
        "1999",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "Berg", "given": "T."}, {"family": "Lind", "given": "A."}],
            "issued": {"date-parts": [[1999]]},
            "title": "Herring and salt",
            "container-title": "Fish. Biol",
            "volume": "58",
            "page": "769–777",
        },
        id="dotted-initials",
    ),
    pytest.param(
        (
            "Nilsen AB, Dahl K, Østby J Jr. Salt uptake in cod. A field study. Lancet "
            "2004; 12: 3-9. doi:10.1000/cod(04)12-3."
        ),
        ["Nilsen", "Dahl", "Østby"],
        "2004",
        None,
        {
            "type": "article-journal",
            "author": [
                {"family": "Nilsen", "given": "AB"},
                {"family": "Dahl", "given": "K"},
                {"family": "Østby", "given": "J", "suffix": "Jr"},
            ],
            "issued": {"date-parts": [[2004]]},
            "title": "Salt uptake in cod. A field study",
            "container-title": "Lancet",
            "volume": "12",
            "page": "3–9",
            "DOI": "10.1000/cod(04)12-3",
        },
        id="vancouver-subtitle",
    ),
    pytest.param(
        (
            "[1] K. Dahl and J. P. Moe, “Counting ships by radar,” in Proc. 3rd Conf. on "
            "Harbours, Oslo, 2011, pp. 12–19."
        ),
        ["Dahl", "Moe"],
        "2011",
        None,
        {
            "type": "paper-conference",
            "author": [{"family": "Dahl", "given": "K."}, {"family": "Moe", "given": "J. P."}],
            "issued": {"date-parts": [[2011]]},
            "title": "Counting ships by radar",
            "container-title": "Proc. 3rd Conf",
            "page": "12–19",
        },
        id="ieee",
    ),
    pytest.param(
        (
            "SILVA, J. A. da; SOUZA, B. Portos do norte. Revista de Portos, Recife, v. "
            "3, n. 2, p. 1-5, 2010."
        ),
        ["SILVA", "SOUZA"],
        "2010",
        None,
        {
            "type": "article-journal",
            "author": [
                {"family": "SILVA", "given": "J. A.", "dropping-particle": "da"},
                {"family": "SOUZA", "given": "B."},
            ],
            "issued": {"date-parts": [[2010]]},
            "title": "Portos do norte",
            "container-title": "Revista de Portos",
            "volume": "3",
            "issue": "2",
            "page": "1–5",
        },
        id="abnt",
    ),
    pytest.param(
        (
            "KIBE – Coastal Institute of Building Economics. (2020). Statement on rents. "
            "Kibe.example. 30. 11. 2020 (https://kibe.example/statement/)."
        ),
        ["KIBE – Coastal Institute of Building Economics"],
        "2020",
        None,
        {
            "type": "webpage",
            "author": [{"literal": "KIBE – Coastal Institute of Building Economics"}],
            "issued": {"date-parts": [[2020, 11, 30]]},
            "title": "Statement on rents",
            "container-title": "Kibe.example",
            "URL": "https://kibe.example/statement/",
        },
        id="organisation-with-acronym",
    ),
    pytest.param(
        (
            "World Harbour Bank. 2014e. “Ports Overview.” Retrieved November 7, 2014 "
            "(http://harbourbank.example/ports)."
        ),
        ["World Harbour Bank"],
        "2014",
        "e",
        {
            "type": "webpage",
            "author": [{"literal": "World Harbour Bank"}],
            "issued": {"date-parts": [[2014]]},
            "accessed": {"date-parts": [[2014, 11, 7]]},
            "title": "Ports Overview",
            "URL": "http://harbourbank.example/ports",
        },
        id="access-date-is-no-year",
    ),
    pytest.param(
        (
            "City Council of Bergen (n.d.) Harbour plan. [online] Available from: "
            "https://city.example/plan. [Accessed 12 March 2020]."
        ),
        ["City Council of Bergen"],
        "n.d.",
        None,
        {
            "type": "webpage",
            "author": [{"literal": "City Council of Bergen"}],
            "issued": {"literal": "n.d."},
            "accessed": {"date-parts": [[2020, 3, 12]]},
            "title": "Harbour plan",
            "URL": "https://city.example/plan",
        },
        id="undated",
    ),
    pytest.param(
        "European Parliament (2016). Regulation (EU) 2016/111 on ports.",
        ["European Parliament"],
        "2016",
        None,
        {
            "type": "legislation",
            "author": [{"literal": "European Parliament"}],
            "issued": {"date-parts": [[2016]]},
            "title": "Regulation (EU) 2016/111 on ports",
        },
        id="legislation",
    ),
    pytest.param(
        "Dahl, K. (forthcoming). Ships without crews. Bergen: Kyst.",
        ["Dahl"],
        "forthcoming",
        None,
        {
            "type": "book",
            "author": [{"family": "Dahl", "given": "K."}],
            "issued": {"literal": "forthcoming"},
            "title": "Ships without crews",
            "publisher": "Kyst",
            "publisher-place": "Bergen",
        },
        id="forthcoming",
    ),
    pytest.param(
        "Dahl, K. (in press). Ships without crews. Fjord Letters.",
        ["Dahl"],
        "in press",
        None,
        {
            "type": "document",
            "author": [{"family": "Dahl", "given": "K."}],
            "issued": {"literal": "in press"},
            "title": "Ships without crews",
            "container-title": "Fjord Letters",
        },
        id="in-press",
    ),
    pytest.param(
        "Moe, K., ed. 2007. Ports of the North: A Reader. Bergen: Kyst.",
        ["Moe"],
        "2007",
        None,
        {
            "type": "book",
            "editor": [{"family": "Moe", "given": "K."}],
            "issued": {"date-parts": [[2007]]},
            "title": "Ports of the North: A Reader",
            "publisher": "Kyst",
            "publisher-place": "Bergen",
        },
        id="editor",
    ),
    pytest.param(
        (
            "Aune, P. (2015). Slow boats. In T. Ek & A. Lind (Eds.), Handbook of ferries "
            "(pp. 12–31). Fjord University Press."
        ),
        ["Aune"],
        "2015",
        None,
        {
            "type": "chapter",
            "author": [{"family": "Aune", "given": "P."}],
            "editor": [{"family": "Ek", "given": "T."}, {"family": "Lind", "given": "A."}],
            "issued": {"date-parts": [[2015]]},
            "title": "Slow boats",
            "container-title": "Handbook of ferries",
            "publisher": "Fjord University Press",
            "page": "12–31",
        },
        id="chapter",
    ),
    pytest.param(
        (
            "Müller, Jens: Häfen im Winter. In: Weber, Karl (Hrsg.): Handbuch der Häfen. "
            "Hamburg: Kai-Verlag 1992, S. 105-158"
        ),
        ["Müller"],
        "1992",
        None,
        {
            "type": "chapter",
            "author": [{"family": "Müller", "given": "Jens"}],
            "editor": [{"family": "Weber", "given": "Karl"}],
            "issued": {"date-parts": [[1992]]},
            "title": "Häfen im Winter",
            "container-title": "Handbuch der Häfen",
            "publisher": "Kai-Verlag",
            "publisher-place": "Hamburg",
            "page": "105–158",
        },
        id="german-chapter",
    ),
    pytest.param(
        ("SIMON (J.), PETIT (A.) 2006, « Les ports du nord », Revue des ports, vol. 3, p. 12-19."),
        ["SIMON", "PETIT"],
        "2006",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "SIMON", "given": "J."}, {"family": "PETIT", "given": "A."}],
            "issued": {"date-parts": [[2006]]},
            "title": "Les ports du nord",
            "container-title": "Revue des ports",
            "volume": "3",
            "page": "12–19",
        },
        id="french-brackets",
    ),
    pytest.param(
        ("Harbour watch: What we know so far. https://watch.example/known (accessed 3 May 2020)"),
        [],
        None,
        None,
        {
            "type": "webpage",
            "accessed": {"date-parts": [[2020, 5, 3]]},
            "title": "Harbour watch: What we know so far",
            "URL": "https://watch.example/known",
        },
        id="only-an-access-date",
    ),
    pytest.param(
        ("Photo Source: 2019 Wire/Tor Moe in Harbour Watch (2020). (https://watch.example/a.jpg)."),
        ["Harbour Watch"],
        "2020",
        None,
        {
            "type": "graphic",
            "author": [{"literal": "Harbour Watch"}],
            "issued": {"date-parts": [[2020]]},
            "URL": "https://watch.example/a.jpg",
        },
        id="picture-credit",
    ),
    pytest.param(
        "O’Neill, P. (1942), ‘Ropes’, Deck 8, pp. 105-178.",
        ["O’Neill"],
        "1942",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "O’Neill", "given": "P."}],
            "issued": {"date-parts": [[1942]]},
            "title": "Ropes",
            "container-title": "Deck",
            "volume": "8",
            "page": "105–178",
        },
        id="single-quotes",
    ),
    pytest.param(
        "de Rooij, D. G. (1998). Nets. Fish, 79, 67–80.",
        ["de Rooij"],
        "1998",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "Rooij", "given": "D. G.", "non-dropping-particle": "de"}],
            "issued": {"date-parts": [[1998]]},
            "title": "Nets",
            "container-title": "Fish",
            "volume": "79",
            "page": "67–80",
        },
        id="particle",
    ),
    pytest.param(
        (
            "Holm, E. Allison; Garde, Dana; and Silve, Roxane (2013). “Fear of Water.” "
            "Proceedings of the Fjord Academy, November 14. Retrieved November 1, 2014 "
            "(http://x.example/p.pdf)"
        ),
        ["Holm", "Garde", "Silve"],
        "2013",
        None,
        {
            "type": "paper-conference",
            "author": [
                {"family": "Holm", "given": "E. Allison"},
                {"family": "Garde", "given": "Dana"},
                {"family": "Silve", "given": "Roxane"},
            ],
            "issued": {"date-parts": [[2013, 11, 14]]},
            "accessed": {"date-parts": [[2014, 11, 1]]},
            "title": "Fear of Water",
            "container-title": "Proceedings of the Fjord Academy",
            "URL": "http://x.example/p.pdf",
        },
        id="semicolons",
    ),
    pytest.param(
        "Ek, T. (2011). Ports. doi: 10.1000/\n  abc.45",
        ["Ek"],
        "2011",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "Ek", "given": "T."}],
            "issued": {"date-parts": [[2011]]},
            "title": "Ports",
            "DOI": "10.1000/abc.45",
        },
        id="doi-over-lines",
    ),
    pytest.param(
        "Ek, T. (2011). Ports. https://ports.example/long-\n   address/of-page.html",
        ["Ek"],
        "2011",
        None,
        {
            "type": "webpage",
            "author": [{"family": "Ek", "given": "T."}],
            "issued": {"date-parts": [[2011]]},
            "title": "Ports",
            "URL": "https://ports.example/long-address/of-page.html",
        },
        id="url-over-lines",
    ),
    pytest.param(
        "———. 2017. Ports again. Oslo: Fjord Press.",
        [],
        "2017",
        None,
        {
            "type": "book",
            "issued": {"date-parts": [[2017]]},
            "title": "Ports again",
            "publisher": "Fjord Press",
            "publisher-place": "Oslo",
        },
        id="dashes-without-entry-above",
    ),
    pytest.param(
        (
            "Tidewater.example (2023) Art. 32 - Security of mooring. Available at: "
            "https://tidewater.example/art-32/ (Accessed: 23 September 2024)."
        ),
        ["Tidewater.example"],
        "2023",
        None,
        {
            "type": "webpage",
            "author": [{"literal": "Tidewater.example"}],
            "issued": {"date-parts": [[2023]]},
            "accessed": {"date-parts": [[2024, 9, 23]]},
            "title": "Art. 32 - Security of mooring",
            "URL": "https://tidewater.example/art-32/",
        },
        id="web-site-as-author",
    ),
    pytest.param(
        (
            "Strand, M. (2021, March 14). Rents fall at last. The Fjord Post. "
            "https://post.example/rents"
        ),
        ["Strand"],
        "2021",
        None,
        {
            "type": "webpage",
            "author": [{"family": "Strand", "given": "M."}],
            "issued": {"date-parts": [[2021, 3, 14]]},
            "title": "Rents fall at last",
            "container-title": "The Fjord Post",
            "URL": "https://post.example/rents",
        },
        id="day-in-the-year-bracket",
    ),
    pytest.param(
        ("Strand, M. (2021) Rents fall. Kyst.example. 03. 12. 2020 (https://kyst.example/rents)."),
        ["Strand"],
        "2021",
        None,
        {
            "type": "webpage",
            "author": [{"family": "Strand", "given": "M."}],
            "issued": {"date-parts": [[2021]]},
            "title": "Rents fall",
            "container-title": "Kyst.example",
            "URL": "https://kyst.example/rents",
        },
        id="date-of-another-year",
    ),
    pytest.param(
        "Statistics Fjord, 2019. Population by town. Bergen.",
        ["Statistics Fjord"],
        "2019",
        None,
        {
            "type": "document",
            "author": [{"literal": "Statistics Fjord"}],
            "issued": {"date-parts": [[2019]]},
            "title": "Population by town",
            "container-title": "Bergen",
        },
        id="organisation-comma-year",
    ),
    pytest.param(
        "Ida Ek and Tor Berg. Planning for ferries. PhD thesis, Fjord University, May 1994.",
        ["Ek", "Berg"],
        "1994",
        None,
        {
            "type": "thesis",
            "author": [{"family": "Ek", "given": "Ida"}, {"family": "Berg", "given": "Tor"}],
            "issued": {"date-parts": [[1994, 5]]},
            "title": "Planning for ferries",
        },
        id="thesis-direct-names",
    ),
    pytest.param(
        "Ek T, Berg O et al (2018) Salt form two layers. Nat Fish 9: 3140",
        ["Ek", "Berg"],
        "2018",
        None,
        {
            "type": "article-journal",
            "author": [{"family": "Ek", "given": "T"}, {"family": "Berg", "given": "O"}],
            "issued": {"date-parts": [[2018]]},
            "title": "Salt form two layers",
            "container-title": "Nat Fish",
            "volume": "9",
            "page": "3140",
        },
        id="et-al-before-year",
    ),
    pytest.param(
        "García Márquez, G. y Ruiz, P. (2005). Los puertos del sur. Madrid: Ediciones Mar.",
        ["García Márquez", "Ruiz"],
        "2005",
        None,
        {
            "type": "book",
            "author": [
                {"family": "García Márquez", "given": "G."},
                {"family": "Ruiz", "given": "P."},
            ],
            "issued": {"date-parts": [[2005]]},
            "title": "Los puertos del sur",
            "publisher": "Ediciones Mar",
            "publisher-place": "Madrid",
        },
        id="spanish",
    ),
    pytest.param(
        "Anonymous Works of the Old Harbour. Oslo 1950.",
        [],
        "1950",
        None,
        {
            "type": "document",
            "issued": {"date-parts": [[1950]]},
            "title": "Anonymous Works of the Old Harbour",
            "container-title": "Oslo",
        },
        id="title-without-author",
    ),
]


@pytest.mark.parametrize(("entry", "authors", "year", "suffix", "csl"), ENTRIES)
def test_entry(
    entry: str,
    authors: list[str],
    year: str | None,
    suffix: str | None,
    csl: dict[str, JsonValue],
) -> None:
    expected = Reference(
        start=0,
        end=len(entry),
        text=entry,
        id="r1",
        index=0,
        authors=authors,
        year=year,
        suffix=suffix,
        csl={"id": "r1", **csl},
    )
    assert read(entry) == [expected]


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
        "Ek, I. (2019). Wages at sea, Fjord University Press, Oslo.",
        "Wages at sea",
        id="publisher-behind-comma",
    ),
]


@pytest.mark.parametrize(("entry", "title"), TITLES)
def test_title(entry: str, title: str) -> None:
    assert read(entry)[0].csl["title"] == title


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
