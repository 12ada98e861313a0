"""Habits of citation styles that entries are printed in, one trap each -> CSL-JSON."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from references_examples import read

# entry, names to look it up by, CSL-JSON without its id
HABITS = [
    pytest.param(
        "Berg, T. (2019) *Rents and wages*. 2nd edn. Oslo: Fjord Press.",
        ["Berg"],
        {
            "type": "book",
            "author": [{"family": "Berg", "given": "T."}],
            "issued": {"date-parts": [[2019]]},
            "title": "Rents and wages",
            "publisher": "Fjord Press",
            "publisher-place": "Oslo",
            "edition": "2",
        },
        id="edition-before-the-place",
    ),
    pytest.param(
        "L. Vik, Tolls after the Flood, 2nd ed. Oslo, Norway: Fjord Press, 2020.",
        ["Vik"],
        {
            "type": "book",
            "author": [{"family": "Vik", "given": "L."}],
            "issued": {"date-parts": [[2020]]},
            "title": "Tolls after the Flood",
            "publisher": "Fjord Press",
            "publisher-place": "Oslo, Norway",
            "edition": "2",
        },
        id="edition-between-commas",
    ),
    pytest.param(
        (
            "Northern Post. 2017. “Strike on the Quay.” April 3, 2017. "
            "https://northernpost.example/strike."
        ),
        ["Northern Post"],
        {
            "type": "webpage",
            "author": [{"literal": "Northern Post"}],
            "issued": {"date-parts": [[2017, 4, 3]]},
            "title": "Strike on the Quay",
            "URL": "https://northernpost.example/strike",
        },
        id="month-and-day-are-no-volume",
    ),
    pytest.param(
        "The Northern Post (2018) ‘Strike on the quay’, 3 April, p. 4.",
        ["The Northern Post"],
        {
            "type": "document",
            "author": [{"literal": "The Northern Post"}],
            "issued": {"date-parts": [[2018, 4, 3]]},
            "title": "Strike on the quay",
            "page": "4",
        },
        id="day-and-month-are-no-journal",
    ),
    pytest.param(
        "Ek, O. and Vik, L., “Tolls after the Flood,” *Port History* 12, no. 3 (2020): 33–58.",
        ["Ek", "Vik"],
        {
            "type": "article-journal",
            "author": [{"family": "Ek", "given": "O."}, {"family": "Vik", "given": "L."}],
            "issued": {"date-parts": [[2020]]},
            "title": "Tolls after the Flood",
            "container-title": "Port History",
            "volume": "12",
            "issue": "3",
            "page": "33–58",
        },
        id="year-behind-the-volume-is-no-issue",
    ),
    pytest.param(
        "Ng, W. 2019. Quay prices. Fjord Papers 12 (2019): 33–44.",
        ["Ng"],
        {
            "type": "article-journal",
            "author": [{"family": "Ng", "given": "W."}],
            "issued": {"date-parts": [[2019]]},
            "title": "Quay prices",
            "container-title": "Fjord Papers",
            "volume": "12",
            "page": "33–44",
        },
        id="year-behind-a-volume-alone",
    ),
    pytest.param(
        "Ek, O. (2020). Rents of the quay. Tidal Letters March 12(3), 4–9.",
        ["Ek"],
        {
            "type": "article-journal",
            "author": [{"family": "Ek", "given": "O."}],
            "issued": {"date-parts": [[2020]]},
            "title": "Rents of the quay",
            "container-title": "Tidal Letters March",
            "volume": "12",
            "issue": "3",
            "page": "4–9",
        },
        id="month-before-a-volume-stays",
    ),
    pytest.param(
        "World Bank. (2022). *Ports of the world* (Report No. 22-104). https://wb.example/p",
        ["World Bank"],
        {
            "type": "report",
            "author": [{"literal": "World Bank"}],
            "issued": {"date-parts": [[2022]]},
            "title": "Ports of the world",
            "URL": "https://wb.example/p",
        },
        id="report-number-is-no-page-range",
    ),
    pytest.param(
        (
            "Ek, O. (2020) ‘Tolls after the fire’, in Moe, K. and Rud, T. (eds) "
            "*Handbook of ports*. Bergen: Kyst, pp. 12-30."
        ),
        ["Ek"],
        {
            "type": "chapter",
            "author": [{"family": "Ek", "given": "O."}],
            "editor": [{"family": "Moe", "given": "K."}, {"family": "Rud", "given": "T."}],
            "issued": {"date-parts": [[2020]]},
            "title": "Tolls after the fire",
            "container-title": "Handbook of ports",
            "publisher": "Kyst",
            "publisher-place": "Bergen",
            "page": "12–30",
        },
        id="publisher-before-pages",
    ),
    pytest.param(
        (
            "Moe, Kari, et al. “Harbours in Winter.” *Handbook of Ports*, edited "
            "by Tor Rud, Kyst, 2018, pp. 12–30."
        ),
        ["Moe"],
        {
            "type": "chapter",
            "author": [{"family": "Moe", "given": "Kari"}],
            "editor": [{"family": "Rud", "given": "Tor"}],
            "issued": {"date-parts": [[2018]]},
            "title": "Harbours in Winter",
            "container-title": "Handbook of Ports",
            "page": "12–30",
        },
        id="editor-behind-the-container",
    ),
    pytest.param(
        "Vik, Lars. *Letters*. Edited by Tor Rud, Fjord Press, 2018.",
        ["Vik"],
        {
            "type": "book",
            "author": [{"family": "Vik", "given": "Lars"}],
            "editor": [{"family": "Rud", "given": "Tor"}],
            "issued": {"date-parts": [[2018]]},
            "title": "Letters",
            "publisher": "Fjord Press",
        },
        id="editor-of-the-book-itself",
    ),
    pytest.param(
        "Moe, Kari. *The Quay Reader*. U of Chicago P, 2021.",
        ["Moe"],
        {
            "type": "book",
            "author": [{"family": "Moe", "given": "Kari"}],
            "issued": {"date-parts": [[2021]]},
            "title": "The Quay Reader",
            "publisher": "U of Chicago P",
        },
        id="press-behind-a-title-in-italics",
    ),
    pytest.param(
        "Moe, K. (2018). Deep quays. *Ports Monthly*, 14–19.",
        ["Moe"],
        {
            "type": "document",
            "author": [{"family": "Moe", "given": "K."}],
            "issued": {"date-parts": [[2018]]},
            "title": "Deep quays",
            "container-title": "Ports Monthly",
            "page": "14–19",
        },
        id="journal-in-italics-is-no-press",
    ),
    pytest.param(
        "SILVA, J. C. da. **O porto e a cidade**: uma história. São Paulo: Editora Cais, 2015.",
        ["SILVA"],
        {
            "type": "book",
            "author": [{"family": "SILVA", "given": "J. C.", "dropping-particle": "da"}],
            "issued": {"date-parts": [[2015]]},
            "title": "O porto e a cidade: uma história",
            "publisher": "Editora Cais",
            "publisher-place": "São Paulo",
        },
        id="subtitle-outside-the-italics",
    ),
    pytest.param(
        "Tora Berg, *Rents and Wages* (Oslo: Fjord Press, 2019), 45.",
        ["Berg"],
        {
            "type": "book",
            "author": [{"family": "Berg", "given": "Tora"}],
            "issued": {"date-parts": [[2019]]},
            "title": "Rents and Wages",
            "publisher": "Fjord Press",
            "publisher-place": "Oslo",
            "page": "45",
        },
        id="name-before-a-title-in-italics",
    ),
    pytest.param(
        "K. Moe, “Deep quays,” in Proc. 4th Int. Conf. Ports (ICP), Bergen, 2017, pp. 1–8.",
        ["Moe"],
        {
            "type": "paper-conference",
            "author": [{"family": "Moe", "given": "K."}],
            "issued": {"date-parts": [[2017]]},
            "title": "Deep quays",
            "container-title": "Proc. 4th Int. Conf. Ports",
            "page": "1–8",
        },
        id="number-of-a-conference",
    ),
    pytest.param(
        "U.S. Census Bureau. 2011. “Ports of the East.” http://census.example/ports.",
        ["U.S. Census Bureau"],
        {
            "type": "webpage",
            "author": [{"literal": "U.S. Census Bureau"}],
            "issued": {"date-parts": [[2011]]},
            "title": "Ports of the East",
            "URL": "http://census.example/ports",
        },
        id="organisation-with-initials",
    ),
    pytest.param(
        (
            "Harbour Watch [@harbourwatch]. (2021, June 3). *The east pier is "
            "closed* [Tweet]. Twitter. https://twitter.com/x/1"
        ),
        ["Harbour Watch"],
        {
            "type": "webpage",
            "author": [{"literal": "Harbour Watch"}],
            "issued": {"date-parts": [[2021, 6, 3]]},
            "title": "The east pier is closed",
            "container-title": "Twitter",
            "URL": "https://twitter.com/x/1",
        },
        id="handle-behind-the-name",
    ),
    pytest.param(
        "Ek et al. Rents of the quay. Ports, 2019.",
        ["Ek"],
        {
            "type": "document",
            "author": [{"family": "Ek"}],
            "issued": {"date-parts": [[2019]]},
            "title": "Rents of the quay",
            "container-title": "Ports",
        },
        id="family-name-and-et-al",
    ),
    pytest.param(
        "Harbour Act 1847 (c. 27).",
        ["Harbour Act"],
        {"type": "legislation", "issued": {"date-parts": [[1847]]}, "title": "Harbour Act 1847"},
        id="act",
    ),
    pytest.param(
        (
            "Directive 2014/89/EU of the Parliament of 23 July 2014 establishing a "
            "frame for the sea. OJ L 257, p. 135–145."
        ),
        ["Directive 2014/89/EU of the Parliament of 23 July"],
        {
            "type": "legislation",
            "issued": {"date-parts": [[2014]]},
            "title": (
                "Directive 2014/89/EU of the Parliament of 23 July 2014 establishing a "
                "frame for the sea"
            ),
            "container-title": "OJ L",
            "volume": "257",
            "page": "135–145",
        },
        id="directive",
    ),
    pytest.param(
        "Act Alliance. 2014. Aid in the north.",
        ["Act Alliance"],
        {
            "type": "document",
            "author": [{"literal": "Act Alliance"}],
            "issued": {"date-parts": [[2014]]},
            "title": "Aid in the north",
        },
        id="act-alliance-is-no-act",
    ),
    pytest.param(
        "王伟, 李娜. (2019). 港口与城市[J]. 港口研究, 12(3), 45–67.",
        ["王伟", "李娜"],
        {
            "type": "article-journal",
            "author": [{"literal": "王伟"}, {"literal": "李娜"}],
            "issued": {"date-parts": [[2019]]},
            "title": "港口与城市",
            "container-title": "港口研究",
            "volume": "12",
            "issue": "3",
            "page": "45–67",
        },
        id="chinese-names",
    ),
    pytest.param(
        "Salo, A.: In: Svart, N. (ed.) Theory of Tides, p. 367. Kai, Oslo (1968)",
        ["Salo"],
        {
            "type": "book",
            "author": [{"family": "Salo", "given": "A."}],
            "editor": [{"family": "Svart", "given": "N."}],
            "issued": {"date-parts": [[1968]]},
            "title": "Theory of Tides",
            "page": "367",
        },
        id="only-the-container-is-named",
    ),
    pytest.param(
        "Wood, W. The Prelude: The Four Texts (1798, 1799, 1805). Oslo: Kyst, 1995.",
        ["Wood"],
        {
            "type": "book",
            "author": [{"family": "Wood", "given": "W."}],
            "issued": {"date-parts": [[1995]]},
            "title": "The Prelude: The Four Texts (1798, 1799, 1805)",
            "publisher": "Kyst",
            "publisher-place": "Oslo",
        },
        id="years-inside-the-title",
    ),
    pytest.param(
        "Lind A. The Book. New York, NY: Viking; 1999.",
        ["Lind"],
        {
            "type": "book",
            "author": [{"family": "Lind", "given": "A."}],
            "issued": {"date-parts": [[1999]]},
            "title": "The Book",
            "publisher": "Viking",
            "publisher-place": "New York, NY",
        },
        id="article-behind-bare-initials",
    ),
    pytest.param(
        "Ostler. (2021) Rents of the quarter [blog].",
        ["Ostler"],
        {
            "type": "webpage",
            "author": [{"literal": "Ostler"}],
            "issued": {"date-parts": [[2021]]},
            "title": "Rents of the quarter",
        },
        id="web-page-without-address",
    ),
    pytest.param(
        "Ostler. (2021) Rents of the quarter. htp://ostler.example/rents",
        ["Ostler"],
        {
            "type": "webpage",
            "author": [{"literal": "Ostler"}],
            "issued": {"date-parts": [[2021]]},
            "title": "Rents of the quarter",
            "URL": "htp://ostler.example/rents",
        },
        id="mistyped-scheme",
    ),
    pytest.param(
        "Rud, T. (2017). Port fees. Accessed May 3, 2018.",
        ["Rud"],
        {
            "type": "webpage",
            "author": [{"family": "Rud", "given": "T."}],
            "issued": {"date-parts": [[2017]]},
            "accessed": {"date-parts": [[2018, 5, 3]]},
            "title": "Port fees",
        },
        id="date-of-access-without-address",
    ),
]


@pytest.mark.parametrize(("entry", "authors", "csl"), HABITS)
def test_habit(entry: str, authors: list[str], csl: dict[str, JsonValue]) -> None:
    (reference,) = read(entry)
    assert (reference.authors, reference.csl) == (authors, {"id": "r1", **csl})
