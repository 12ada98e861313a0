"""Entries of chapters, web sites, pictures, and entries with a part missing -> CSL-JSON."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from references_examples import as_reference, read

ENTRIES = [
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
    assert read(entry) == [as_reference(entry, authors, year, suffix, csl)]
