"""The habits of writers: styles, slips, names of all kinds, dates, secondary and repeated works."""

from __future__ import annotations

import unicodedata

import pytest

from citing_examples import Short, pointed, shorts

LAMB = ["Lamb"]


def one(text: str, authors: list[str], year: str | None) -> list[Short]:
    return [(text, authors, year, False)]


IN_BRACKETS = [
    ("APA", "(Lamb & Bree, 2011, p. 4)", one("Lamb & Bree, 2011", ["Lamb", "Bree"], "2011")),
    ("Harvard", "(Lamb and Bree 2011: 4)", one("Lamb and Bree 2011", ["Lamb", "Bree"], "2011")),
    ("Chicago", "(Lamb and Bree 2011, 4)", one("Lamb and Bree 2011", ["Lamb", "Bree"], "2011")),
    ("ABNT", "(LAMB; BREE, 2011, p. 4)", one("LAMB; BREE, 2011", ["LAMB", "BREE"], "2011")),
    ("square brackets", "[Lamb, 2011]", one("Lamb, 2011", LAMB, "2011")),
    ("year in its own brackets", "(Lamb [2011])", one("Lamb [2011]", LAMB, "2011")),
    ("blanks inside", "( Lamb , 2011 )", one("Lamb , 2011", LAMB, "2011")),
    *(
        (f"et al. as {form}", f"({form} 2011)", one(f"{form} 2011", LAMB, "2011"))
        for form in (
            "Lamb et al.,", "Lamb et al", "Lamb et. al.,", "Lamb et. al", "Lamb, et al.,",
            "Lamb et al.;", "Lamb et la.,", "Lamb at al.,", "Lamb et al.,", "Lamb et alii,",
            "Lamb & al.,", "Lamb et ál.,", "Lamb and others,", "Lamb and colleagues,",
            "Lamb e col.,", "Lamb e outros,", "Lamb u. a.,", "Lamb et al.’s",
        )
    ),
    ("two named and et al.", "(Lamb, Bree, et al., 2011)",
     one("Lamb, Bree, et al., 2011", ["Lamb", "Bree"], "2011")),
    ("capital particle", "(Van den Berg & de la Fuente, 2011)",
     one("Van den Berg & de la Fuente, 2011", ["Van den Berg", "de la Fuente"], "2011")),
    ("apostrophe particle", "(van 't Hof & 't Hart, 2011)",
     one("van 't Hof & 't Hart, 2011", ["van 't Hof", "'t Hart"], "2011")),
    ("Arabic particles", "(Al-Khalil & bin Salman, 2011)",
     one("Al-Khalil & bin Salman, 2011", ["Al-Khalil", "bin Salman"], "2011")),
    ("apostrophes", "(O’Bree & D'Lamb, 2011)",
     one("O’Bree & D'Lamb, 2011", ["O’Bree", "D'Lamb"], "2011")),
    ("hyphens", "(Lamb-Hart & Ben‐Ari, 2011)",
     one("Lamb-Hart & Ben‐Ari, 2011", ["Lamb-Hart", "Ben‐Ari"], "2011")),
    ("first name", "(Ada Lamb, 2011)", one("Ada Lamb, 2011", ["Ada Lamb"], "2011")),
    ("generations", "(Lamb Jr. & Bree III, 2011)",
     one("Lamb Jr. & Bree III, 2011", ["Lamb", "Bree"], "2011")),
    ("Cyrillic", "(Ламб и др., 2011; Иванов, 2012)",
     [("Ламб и др., 2011", ["Ламб"], "2011", False), ("Иванов, 2012", ["Иванов"], "2012", False)]),
    ("Greek", "(Παππάς et al., 2011)", one("Παππάς et al., 2011", ["Παππάς"], "2011")),
    ("Chinese", "(王, 2011)", one("王, 2011", ["王"], "2011")),
    ("letters", "(Lamb, 2011a, b, 2012)",
     [("Lamb, 2011a", LAMB, "2011a", False), ("b", LAMB, "2011b", False),
      ("2012", LAMB, "2012", False)]),
    ("all separators", "(Lamb 2011, Bree 2012 and Hart 2013; Gale 2014)",
     [("Lamb 2011", LAMB, "2011", False), ("Bree 2012", ["Bree"], "2012", False),
      ("Hart 2013", ["Hart"], "2013", False), ("Gale 2014", ["Gale"], "2014", False)]),
    ("authors parted by semicolons", "(Hart; Gale; Ostler, 2011)",
     one("Hart; Gale; Ostler, 2011", ["Hart", "Gale", "Ostler"], "2011")),
    ("two with a semicolon are not joined without a list", "(Hart; Gale, 2011)",
     one("Gale, 2011", ["Gale"], "2011")),
    ("no date", "(Lamb, no date)", one("Lamb, no date", LAMB, "no date")),
    ("in press", "(Lamb, in press)", one("Lamb, in press", LAMB, "in press")),
    ("forthcoming", "(Lamb forthcoming)", one("Lamb forthcoming", LAMB, "forthcoming")),
    ("about", "(Lamb, ca. 1850)", one("Lamb, ca. 1850", LAMB, "1850")),
    ("about, short", "(Lamb, c. 1850)", one("Lamb, c. 1850", LAMB, "1850")),
    ("reprint", "(Lamb, 1867/2011)", one("Lamb, 1867/2011", LAMB, "2011")),
    ("secondary", "(Lamb, as quoted in Bree, 2011)", one("Bree, 2011", ["Bree"], "2011")),
    ("apud", "(LAMB, 1952 apud BREE, 2011)",
     [("LAMB, 1952", ["LAMB"], "1952", False), ("BREE, 2011", ["BREE"], "2011", False)]),
    ("op. cit.", "(Lamb, op. cit., p. 4)", one("Lamb, op. cit.", LAMB, "op. cit.")),
    ("idem, another year", "(Lamb, 2011). They fell (Id., 2012)",
     [("Lamb, 2011", LAMB, "2011", False), ("Id., 2012", LAMB, "2012", False)]),
    ("idem as the first", "(Id., 2012)", one("Id., 2012", ["Id"], "2012")),
    ("italic title", "(_Moor Rents_, 2011)", one("Moor Rents_, 2011", ["Moor Rents"], "2011")),
    ("several pages", "(Lamb 45; Bree 3-4)",
     [("Lamb 45", LAMB, None, False), ("Bree 3-4", ["Bree"], None, False)]),
    ("title and page", "(Lamb, Rents 45)", one("Lamb, Rents 45", LAMB, None)),
    ("a page and no author", "(Lamb 45; see below)", []),
]  # fmt: skip

IN_THE_SENTENCE = [
    ("ABNT", "Segundo Lamb e Bree (2011, p. 4), it rose.",
     [("Lamb e Bree (2011", ["Lamb", "Bree"], "2011", True)]),
    ("three", "Lamb, Bree, and Hart (2011) differ.",
     [("Lamb, Bree, and Hart (2011)", ["Lamb", "Bree", "Hart"], "2011", True)]),
    ("possessive of et al.", "Lamb et al.’s (2011) count fell.",
     [("Lamb et al.’s (2011)", LAMB, "2011", True)]),
    ("personal communication", "A. Lamb (personal communication, May 4, 2011) says so.",
     [("A. Lamb (personal communication, May 4, 2011", LAMB, "2011", True)]),
    ("far year", "As Lamb and Bree write, “tolls rise” (2011: 9).",
     [("2011", ["Lamb", "Bree"], "2011", True)]),
    ("year of no name", "In 2011, Lamb said that tolls rose.", []),
    ("life", "The painter Ada Lamb (1901–1980) was poor.", []),
    ("age", "Ada Lamb (34) moved to Graz.", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [pytest.param(text, found, id=name) for name, text, found in IN_BRACKETS],
)
def test_habit_in_brackets(bracket: str, expected: list[Short]) -> None:
    assert shorts(f"Tolls rose {bracket}.") == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [pytest.param(text, found, id=name) for name, text, found in IN_THE_SENTENCE],
)
def test_habit_in_the_sentence(prose: str, expected: list[Short]) -> None:
    assert shorts(prose) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "The flu (H5N1, 2005) spread.",
        "The model (HGT-4, 2023) is large.",
        "They met at COP26 (Glasgow, 2021).",
        "Version (v2.0, 2011) is old.",
        "It rose (N = 2011).",
        "It rose (from 2010 to 2011).",
        "The oak Quercus robur L. (1753) grows here.",
        "It breaks ISO 9001 (2015) and Directive 2011/7/EU.",
        "The Kyoto Protocol (1997) failed.",
        "The novel *Undertow* (2011) won.",
        "It opened at 2011 Moor Street.",
        "The class (grades 1–4; 2011) closed.",
    ],
)
def test_no_citation(prose: str) -> None:
    assert shorts(prose) == []


GOMEZ = "Gómez, A. (2001). Rents. Oslo: Kyst."
HART = "Hart, T., & Gale, O. (2011). Tides. Oslo: Kyst."


@pytest.mark.parametrize("printed", ["NFC", "NFD"])
@pytest.mark.parametrize("listed", ["NFC", "NFD"])
def test_composed_and_decomposed_names_link(printed: str, listed: str) -> None:
    name = unicodedata.normalize(printed, "Gómez")  # type: ignore[arg-type]
    entry = unicodedata.normalize(listed, GOMEZ)  # type: ignore[arg-type]
    assert pointed(f"Rents rose ({name}, 2001; {name} & Bree, 2003).", entry) == [
        (f"{name}, 2001", 0),
        (f"{name} & Bree, 2003", None),
    ]


def test_an_entry_of_both_joins_names_that_a_semicolon_parts() -> None:
    assert pointed("Rents rose (Hart; Gale, 2011).", HART) == [("Hart; Gale, 2011", 0)]
    apart = ("Hart, T. (2010). Tides. Oslo: Kyst.", "Gale, O. (2011). Ebb. Oslo: Kyst.")
    assert pointed("Rents rose (Hart; Gale, 2011).", *apart) == [("Gale, 2011", 1)]


def test_a_title_tells_two_works_of_an_author_apart() -> None:
    listed = [
        "Bree, Kari. Gulls. Oslo: Kyst, 2002.",
        "Bree, Kari. Terns. Oslo: Kyst, 2003.",
    ]
    found = pointed("They nest late (Bree, Terns 3). They moult (Bree, Gulls 4).", *listed)
    assert found == [("Bree, Terns 3", 1), ("Bree, Gulls 4", 0)]


def test_five_thousand_marks_on_a_letter_do_no_harm() -> None:
    name = "Go" + "\u0301" * 5_000 + "mez"
    assert shorts(f"Rents rose ({name}, 2001; Lamb, 2011).") == one("Lamb, 2011", LAMB, "2011")
