"""Entries of source lists -> authors, year, title and CSL-JSON, in the styles people use."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from references_examples import as_reference, read

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
            "container-title": "Proc. 3rd Conf. on Harbours",
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
]


def test_ibid_is_the_entry_above_at_another_page() -> None:
    above, again, further = read(
        "T. Berg, Rents and Wages, Oslo: Fjord Press, 2019, p. 45.", "Ibid., pp. 47–48.", "Ibid."
    )
    assert above.csl["page"] == "45"
    for entry, page in ((again, {"page": "47–48"}), (further, {})):
        rest = {key: value for key, value in above.csl.items() if key != "page"}
        assert (entry.authors, entry.year) == (["Berg"], "2019")
        assert entry.csl == {**rest, "id": entry.id, **page}
    (first,) = read("Ibid., p. 4.")
    assert (first.authors, first.year) == ([], None)


@pytest.mark.parametrize(("entry", "authors", "year", "suffix", "csl"), ENTRIES)
def test_entry(
    entry: str,
    authors: list[str],
    year: str | None,
    suffix: str | None,
    csl: dict[str, JsonValue],
) -> None:
    assert read(entry) == [as_reference(entry, authors, year, suffix, csl)]
