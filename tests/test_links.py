"""Citations to entries of the source list, with the rule that linked them."""

from __future__ import annotations

import pytest

from claimlink.citing import cite
from claimlink.packs import load_pack
from claimlink.records import Block, Citation, Reference

Entry = tuple[str, list[str], str | None]


def reference(number: int, entry: Entry, start: int) -> Reference:
    text, authors, year = entry
    given = text.split(",")[1].strip()[:1] if "," in text else ""
    return Reference(
        id=f"r{number}", index=number - 1, start=start, end=start + len(text), text=text,
        authors=authors, year=year[:4] if year else None, suffix=(year or "")[4:] or None,
        csl={"author": [{"family": authors[0], "given": given}]} if authors else {},
    )  # fmt: skip


def link(prose: str, entries: list[Entry]) -> list[Citation]:
    text, references = prose + "\n\n", []
    for number, entry in enumerate(entries, 1):
        references.append(reference(number, entry, len(text)))
        text += entry[0] + "\n"
    block = Block(index=0, kind="paragraph", start=0, end=len(prose))
    return cite(text, [block], references, load_pack("en")).citations


OSTLER_A: Entry = ("Ostler, J. (2011a). Tolls. Gale Press.", ["Ostler"], "2011a")
OSTLER_B: Entry = ("Ostler, J. (2011b). Boats. Gale Press.", ["Ostler"], "2011b")
PLAIN: Entry = ("Ostler, J. (2011). Tolls. Gale Press.", ["Ostler"], "2011")
SECOND: Entry = ("Ostler, J. (2011). Boats. Gale Press.", ["Ostler"], "2011")
PAUL: Entry = ("Ostler, P. (2011). Quays. Gale Press.", ["Ostler"], "2011")
PAIR: Entry = ("Ostler, J., & Bree, K. (2011). Rents. Gale Press.", ["Ostler", "Bree"], "2011")
TRIO: Entry = (
    "Ostler, J., Bree, K., & Lamb, D. (2011). Fees. Gale.", ["Ostler", "Bree", "Lamb"], "2011",
)  # fmt: skip
OFFICE: Entry = (
    "Gale Office of Harbour Statistics. (2019). Boats.", ["Gale Office of Harbour Statistics"],
    "2019",
)  # fmt: skip
CREDIT: Entry = (
    "Photo Source: 2019 AGENCY/T. Gale in Moor Rights Watch (2020).", ["Moor Rights Watch"], "2020",
)  # fmt: skip
SOUND: Entry = ("Müller, A. (2004). Gulls. Gale Press.", ["Müller"], "2004")
HYPHEN: Entry = ("García-Sáez, L. (2008). Moors. Gale Press.", ["García-Sáez"], "2008")
PARTICLE: Entry = ("Hoek, W. van der (2009). Herons. Gale Press.", ["van der Hoek"], "2009")
LONGNAME: Entry = ("Marchetti, B. (2014). Canals. Gale Press.", ["Marchetti"], "2014")
UNDATED: Entry = ("Harbourside. About us. Gale.", ["Harbourside"], None)
ACCESSED: Entry = ("Tidewatch. Charts. Accessed 3 May 2018.", ["Tidewatch"], None)
GHO: Entry = ("GHO. (2020). Gulls. Moor.", ["GHO"], "2020")
LU: Entry = ("LU, X. (2020). Gulls. Moor.", ["LU"], "2020")
KNIGHT: Entry = ("Knight, R. [1661] (1951). A voyage. Gale Press.", ["Knight"], "1661")
TURNED: Entry = ("Bree, K., & Ostler, J. (2011). Rents. Gale Press.", ["Bree", "Ostler"], "2011")
GIVEN: Entry = ("Ostler Ada K, Bree K. 2011. Rents.", ["Ostler Ada", "Bree"], "2011")
SPAN: Entry = ("Tide Commission, 2000–2014. Tables.", ["Tide Commission"], "2000")
IPGR: Entry = ("IPGR-Institute for Plain Gull Rights. (2012). Gulls.",
               ["IPGR-Institute for Plain Gull Rights"], "2012")  # fmt: skip


@pytest.mark.parametrize(
    ("prose", "entries", "expected"),
    [
        pytest.param("It rose (Ostler, 2011).", [PLAIN], ("r1", "link.author-year"), id="plain"),
        pytest.param("It rose (Ostler, 2011b).", [OSTLER_A, OSTLER_B], ("r2", "link.suffix"),
                     id="suffix"),
        pytest.param("It rose (Ostler, 2011b).", [PLAIN, SECOND], ("r2", "link.suffix-order"),
                     id="suffix in list order"),
        pytest.param("It rose (Ostler et al., 2011).", [PLAIN, PAIR, TRIO],
                     ("r3", "link.coauthors"), id="et al. is three or more"),
        pytest.param("It rose (Ostler & Bree, 2011).", [PLAIN, PAIR, TRIO],
                     ("r2", "link.coauthors"), id="two named authors"),
        pytest.param("It rose (Ostler, 2011).", [PLAIN, PAIR, TRIO], ("r1", "link.coauthors"),
                     id="one named author"),
        pytest.param("It rose (P. Ostler, 2011).", [PLAIN, PAUL], ("r2", "link.initials"),
                     id="initials"),
        pytest.param("It rose (GOHS, 2019).", [OFFICE], ("r1", "link.acronym"), id="acronym"),
        pytest.param("It rose (IPGR, 2012).", [IPGR], ("r1", "link.name-part"),
                     id="acronym printed before the name"),
        pytest.param("The Gull Data Office (GAFFO) met. It rose (GAFFO, 2011).",
                     [("Gull Data Office. (2011). X.", ["Gull Data Office"], "2011")],
                     (None, "link.missing"), id="letters that are not the name's"),
        pytest.param("It rose (GRB, 2015).",
                     [("GRB (Gale Rain Board). 2015. Rain.", [], "2015")], ("r1", "link.title"),
                     id="entry without an author"),
        pytest.param("It rose (GRB, 2015).",
                     [("Hart, A. (2015). GRB tables.", ["Hart"], "2015")], (None, "link.missing"),
                     id="acronym that only begins a title"),
        pytest.param("It rose (Muller, 2004).", [SOUND], ("r1", "link.author-year"),
                     id="accents off"),
        pytest.param("It rose (Mueller, 2004).", [SOUND], ("r1", "link.umlaut"), id="umlaut"),
        pytest.param("It rose (Garcia Saez, 2008).", [HYPHEN], ("r1", "link.author-year"),
                     id="hyphen off"),
        pytest.param("It rose (van der Hoek, 2009).", [PARTICLE], ("r1", "link.author-year"),
                     id="particle"),
        pytest.param("It rose (Hoek, 2009).", [PARTICLE], ("r1", "link.particle"),
                     id="particle off"),
        pytest.param("It rose (Marcheti, 2014).", [LONGNAME], ("r1", "link.name-variant"),
                     id="slip"),
        pytest.param("It rose (Marchetti, 2015).", [LONGNAME], ("r1", "link.year-mismatch"),
                     id="year off by one"),
        pytest.param("It rose (Marchetti, 2017).", [LONGNAME], (None, "link.missing"),
                     id="year off by three"),
        pytest.param("It rose (Ostler, 2012).", [PLAIN, SECOND], (None, "link.missing"),
                     id="year off by one, two entries"),
        pytest.param("It rose (Moor Rights Watch, 2021).", [CREDIT], (None, "link.missing"),
                     id="a photograph's credit is no source"),
        pytest.param("It rose (Harbourside, 2016).", [UNDATED], ("r1", "link.undated-entry"),
                     id="undated entry"),
        pytest.param("It rose (Harbourside, n.d.).", [UNDATED], ("r1", "link.author-year"),
                     id="no date on both sides"),
        pytest.param("It rose (Tidewatch, 2018).", [ACCESSED], ("r1", "link.access-year"),
                     id="year of access"),
        pytest.param("It rose (Knight 1951).", [KNIGHT], ("r1", "link.author-year"),
                     id="edition's year"),
        pytest.param("It rose (Ostler & Hart, 2011).", [PAIR], (None, "link.missing"),
                     id="another co-author is another work"),
        pytest.param("It rose (Ostler, 2011c).", [OSTLER_A, OSTLER_B],
                     (None, "link.suffix-unknown"), id="letter not in the list"),
        pytest.param("It rose (Ostler, 2011).", [TURNED], ("r1", "link.coauthor-first"),
                     id="second author cited as the first"),
        pytest.param("It rose (Ostler, 2011).", [TURNED, PLAIN], ("r2", "link.author-year"),
                     id="first author before a second one"),
        pytest.param("It rose (Ostler, 2012).", [TURNED], (None, "link.missing"),
                     id="second author of another year"),
        pytest.param("It rose (Ostler, Ada & Bree, 2011).", [GIVEN],
                     ("r1", "link.name-start"), id="given name taken for an author"),
        pytest.param("It rose (Ostler, Hart & Bree, 2011).", [GIVEN], (None, "link.missing"),
                     id="author who is no given name"),
        pytest.param("It rose (Tide Commission, 2014).", [SPAN], ("r1", "link.author-year"),
                     id="last year of an entry's years"),
        pytest.param("It rose (Tide Commission, 2007).", [SPAN], (None, "link.missing"),
                     id="year between an entry's years"),
        pytest.param("It rose (Hart, 2011).", [], (None, "link.no-list"), id="no list"),
        pytest.param("It rose (Gale Harbour Office, 2020).", [PLAIN, GHO],
                     ("r2", "link.acronym-listed"), id="name of a listed acronym"),
        pytest.param("It rose (Gale Harbour Office, 2019).", [GHO], (None, "link.missing"),
                     id="name of an acronym of another year"),
        pytest.param("It rose (Gale Heron Trust, 2020).", [GHO], (None, "link.missing"),
                     id="name with other initials"),
        pytest.param("The Grand Heron Order (GHO) met. It rose (Gale Harbour Office, 2020).",
                     [GHO], (None, "link.missing"), id="acronym of another name"),
        pytest.param("It rose (Lamb Union, 2020).", [LU], (None, "link.missing"),
                     id="capitals of a person"),
    ],
)  # fmt: skip
def test_link(prose: str, entries: list[Entry], expected: tuple[str | None, str]) -> None:
    citation = link(prose, entries)[-1]
    assert (citation.reference_id, citation.reason) == expected
    assert citation.status == ("linked" if expected[0] else "missing")


def test_undecided_is_ambiguous_with_candidates() -> None:
    [citation] = link("It rose (Ostler, 2011).", [PLAIN, SECOND])
    assert (citation.status, citation.reference_id, citation.reason) == (
        "ambiguous", None, "link.ambiguous",
    )  # fmt: skip
    assert [candidate.reference_id for candidate in citation.candidates] == ["r1", "r2"]


def test_a_name_with_the_initials_of_two_entries_is_ambiguous() -> None:
    [citation] = link("It rose (Gale Harbour Office, 2020).", [GHO, GHO, PLAIN])
    assert (citation.status, [c.reference_id for c in citation.candidates]) == (
        "ambiguous", ["r1", "r2"],
    )  # fmt: skip


def test_at_most_five_candidates() -> None:
    [citation] = link("It rose (Ostler, 2011).", [PLAIN] * 9)
    assert len(citation.candidates) == 5


def test_ibid_points_where_the_citation_before_points() -> None:
    found = link("It rose (Ostler, 2011). It fell (ibid., p. 4).", [PLAIN])
    assert [(c.reference_id, c.reason) for c in found] == [
        ("r1", "link.author-year"), ("r1", "link.ibid"),
    ]  # fmt: skip


def test_the_list_settles_where_a_name_begins() -> None:
    prose = "In Peru Ostler and Bree (2011) counted. Ada Marchetti (2014) did not."
    assert [c.text for c in link(prose, [PAIR, LONGNAME])] == [
        "Ostler and Bree (2011)", "Marchetti (2014)",
    ]  # fmt: skip


def test_the_list_makes_a_place_an_author() -> None:
    entry: Entry = ("Peru. (2015). Boats. Lima.", ["Peru"], "2015")
    assert [c.text for c in link("Lima (Peru, 2015) grew.", [entry])] == ["Peru, 2015"]


def test_personal_communication_needs_no_entry() -> None:
    [citation] = link("It rose (T. Gale, personal communication, 4 June 2014).", [PLAIN])
    assert (citation.status, citation.date) == ("self-contained", "2014-06-04")


def test_numbers_point_into_a_numbered_list() -> None:
    prose = "It rose [2]. It fell [1-2]. The table [9] and the year [2011] stay."
    listed = "[1] Bree, K. Boats.\n[2] Ostler, J. Tolls.\n"
    text = f"{prose}\n\n{listed}"
    references = [
        Reference(id=f"r{n}", index=n - 1, start=text.index(words), end=text.index(words) + 15,
                  text=words, authors=[words.split(",")[0]], year=None, csl={})
        for n, words in enumerate(("Bree, K. Boats.", "Ostler, J. Toll"), 1)
    ]  # fmt: skip
    block = Block(index=0, kind="paragraph", start=0, end=len(prose))
    citing = cite(text, [block], references, load_pack("en"))
    assert [(c.text, c.form, c.reference_id) for c in citing.citations] == [
        ("2", "numeric", "r2"), ("1-2", "numeric", "r1"), ("1-2", "numeric", "r2"),
    ]  # fmt: skip
    assert citing.cuts == [(7, 11), (20, 26)]


def test_a_hyperlink_is_self_contained() -> None:
    [citation] = link("See [the tolls](https://gale.example/t).", [PLAIN])
    assert (citation.text, citation.title, citation.form, citation.status) == (
        "https://gale.example/t", "the tolls", "hyperlink", "self-contained",
    )  # fmt: skip


def test_large_lists_are_looked_up_by_name() -> None:
    entries: list[Entry] = [
        (f"Gale{n}, A. (2011). Boats.", [f"Gale{n}"], "2011") for n in range(3_000)
    ]
    prose = "It rose (" + "; ".join(f"Gale{n}, 2011" for n in range(0, 3_000, 3)) + ")."
    found = link(prose, entries)
    assert [c.reference_id for c in found] == [f"r{n + 1}" for n in range(0, 3_000, 3)]
