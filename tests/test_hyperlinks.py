"""Hyperlinks and footnotes as citations, and what their mark-up leaves of the prose."""

from __future__ import annotations

import pytest

from citing_examples import cited
from claimlink.citing.hyperlinks import link_definitions
from claimlink.packs import load_pack
from claimlink.structure.layout import lay_out

#: Text of the citation, its form, its address, its status.
Led = tuple[str, str, str | None, str]
LAW = "https://law.example/a"


def link(text: str, url: str = LAW) -> Led:
    return text, "hyperlink", url, "self-contained"


def dated(text: str, url: str | None, status: str) -> Led:
    return text, "author-date", url, status


@pytest.mark.parametrize(
    ("prose", "expected", "left"),
    [
        pytest.param("See [the law][l] now.", [link("l")], "See the law now.", id="label"),
        pytest.param("See [the law][L] now.", [link("L")], "See the law now.", id="other case"),
        pytest.param("See [l][] now.", [link("l")], "See l now.", id="collapsed"),
        pytest.param("See [l] now.", [link("l")], "See l now.", id="shortcut"),
        pytest.param("See [the law][x] and [sic] now.", [], "See [the law][x] and [sic] now.",
                     id="label without a definition"),
        pytest.param("See [the\nlaw](https://law.example/a).", [link(LAW)], "See the\nlaw.",
                     id="words over two lines"),
        pytest.param("See [the law](<https://law.example/a> 'A law').", [link(LAW)],
                     "See the law.", id="angle brackets and title"),
        pytest.param("See <A HREF=https://law.example/a>the <em>law</em></A>.", [link(LAW)],
                     "See the law.", id="HTML with a tag inside"),
        pytest.param("[![a](b.png)](https://law.example/a) It rained.", [], " It rained.",
                     id="picture"),
        pytest.param("The law [Lamb](2019) stands.", [], "The law [Lamb](2019) stands.",
                     id="brackets beside brackets"),
        pytest.param("Tolls rose ([Lamb, 2019](https://law.example/a)).",
                     [dated("Lamb, 2019", LAW, "self-contained")], "Tolls rose.",
                     id="citation in a link"),
        pytest.param("Tolls rose ([Lamb, 2019][l]; Bree, 2011).",
                     [dated("Lamb, 2019", LAW, "self-contained"),
                      dated("Bree, 2011", None, "missing")], "Tolls rose.",
                     id="one citation in a link"),
        pytest.param("[Lamb (2019)](https://law.example/a) says so.",
                     [dated("Lamb (2019)", LAW, "self-contained")], "Lamb says so.",
                     id="narrative citation in a link"),
        pytest.param('Tolls rose (<a href="#r1">Lamb, 2019</a>).',
                     [dated("Lamb, 2019", None, "missing")], "Tolls rose.",
                     id="link inside the article"),
        pytest.param("Tolls rose [here](https://law.example/lamb/2019).",
                     [link("https://law.example/lamb/2019", "https://law.example/lamb/2019")],
                     "Tolls rose here.", id="year in an address"),
        pytest.param("The 19<sup>th</sup> fair <b>fell</b> as 3 < 4.", [],
                     "The 19th fair fell as 3 < 4.", id="other tags"),
    ],
)  # fmt: skip
def test_hyperlinks(prose: str, expected: list[Led], left: str) -> None:
    citing, _ = cited(f"{prose}\n\n[l]: {LAW}\n", "text/markdown")
    assert [(c.text, c.form, c.url, c.status) for c in citing.citations] == expected
    for start, end in reversed(citing.cuts):
        prose = prose[:start] + prose[end:]
    assert prose == left


def test_a_listed_citation_in_a_link_points_at_its_entry() -> None:
    prose = "Tolls rose ([Lamb, 2019](https://law.example/a))."
    entry = "Lamb, D. (2019). Tolls at dusk. Oslo: Kyst."
    citing, places = cited("\n\n".join([prose, "# References", entry]), "text/markdown")
    assert [(c.url, places.get(c.reference_id or "")) for c in citing.citations] == [(LAW, 0)]


def test_definitions_of_links_are_no_prose() -> None:
    text = f"It [is][l].\n\n[l]: {LAW}\n[m]: <{LAW}> 'A law'\n[n]: A note on it.\n"
    assert link_definitions(text) == {"l": LAW, "m": LAW}
    blocks = lay_out(text, "text/markdown", load_pack("en")).blocks
    assert [(block.kind, text[block.start : block.end]) for block in blocks] == [
        ("paragraph", "It [is][l]."),
        ("other", f"[l]: {LAW}"),
        ("other", f"[m]: <{LAW}> 'A law'"),
        ("paragraph", "[n]: A note on it."),
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("Bree, *Gulls of the north*, 2019", ("linked", 0), id="author title year"),
        pytest.param('Ada Lamb, "Tolls", *Moor Courier*, 3 May 2019.', ("linked", 0), id="paper"),
        pytest.param("Lamb, D. (2001). Rents. Oslo: Kyst.", ("linked", 0), id="entry"),
        pytest.param("Not in all towns; see Bree (2011).", ("self-contained", None), id="remark"),
        pytest.param("In Leeds, as in Hull, tolls fell in 2019.", ("self-contained", None),
                     id="sentence"),
    ],
)  # fmt: skip
def test_footnotes_are_sources_or_remarks(note: str, expected: tuple[str, int | None]) -> None:
    citing, places = cited(f"Tolls rose.[^3]\n\n[^3]: {note}\n", "text/markdown")
    mark = citing.citations[0]
    assert (mark.text, mark.form) == ("[^3]", "footnote")
    assert (mark.status, places.get(mark.reference_id or "")) == expected
