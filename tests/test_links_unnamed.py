"""Citations to entries that lost their author: by address, by place in the alphabet, or not."""

from __future__ import annotations

import pytest

from claimlink.citing import cite
from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.records import Block

BEFORE = ["Aas, H. (2001). Salt.", "Bree, K. (2002). Gulls.", "Ek, I. (2003). Rents."]
BEHIND = ["Lind, A. (2004). Ports.", "Moe, T. (2005). Tides.", "Vik, L. (2006). Ebb."]
LOST = ". 2014. https://www.mgw.example/report.pdf"
OTHER = ". 2014. https://x.example/tables"


def linked(prose: str, entries: list[str]) -> list[tuple[int | None, str, str]]:
    """Return place in the list, status and reason of each citation."""
    text = "\n".join([prose, *entries])
    blocks = [Block(index=0, kind="paragraph", start=0, end=len(prose))]
    here = len(prose) + 1
    for index, entry in enumerate(entries, 1):
        blocks.append(Block(index=index, kind="reference", start=here, end=here + len(entry)))
        here += len(entry) + 1
    pack = load_pack("en")
    references = read_references(text, blocks, pack)
    places = {reference.id: reference.index for reference in references}
    return [
        (places.get(c.reference_id or ""), c.status, c.reason)
        for c in cite(text, blocks, references, pack).citations
    ]


@pytest.mark.parametrize(
    ("prose", "entries", "expected"),
    [
        pytest.param("It rose (MGW, 2014).", [LOST], [(0, "linked", "link.address")],
                     id="acronym in the address"),
        pytest.param("It rose (Moor Gull Watch, 2014).", [*BEHIND, LOST],
                     [(3, "linked", "link.address")], id="initials in the address"),
        pytest.param("It rose (Gale Council, 2014).", [*BEFORE, OTHER, *BEHIND],
                     [(3, "linked", "link.place-in-list")], id="place in the alphabet"),
        pytest.param("It rose (Aro Council, 2014).", [*BEFORE, OTHER, *BEHIND],
                     [(None, "missing", "link.missing")], id="another place in the alphabet"),
        pytest.param("It rose (Gale Council, 2013).", [*BEFORE, OTHER, *BEHIND],
                     [(None, "missing", "link.missing")], id="another year"),
        pytest.param("It rose (Gale Council, 2014).", [*BEHIND, OTHER, *BEFORE],
                     [(None, "missing", "link.missing")], id="list without order"),
        pytest.param("It rose (Gale Council, 2014).", [BEFORE[0], OTHER, BEHIND[0]],
                     [(None, "missing", "link.missing")], id="list too short to have an order"),
        pytest.param(
            "It rose (Hart Office, 2014). It fell (Gale Council, 2014).",
            [*BEFORE, OTHER, OTHER, *BEHIND],
            [(4, "linked", "link.place-shared"), (3, "linked", "link.place-shared")],
            id="two entries for two names",
        ),
        pytest.param(
            "It rose (Hart Office, 2014).", [*BEFORE, OTHER, OTHER, *BEHIND],
            [(None, "ambiguous", "link.ambiguous")], id="two entries for one name",
        ),
        pytest.param(
            "It rose (Gale Council, 2014).",
            [*BEFORE, "“Fees of the Moor.” 2014. https://x.example/", *BEHIND],
            [(None, "missing", "link.missing")], id="entry that begins with its title",
        ),
    ],
)  # fmt: skip
def test_link_to_an_entry_without_author(
    prose: str, entries: list[str], expected: list[tuple[int | None, str, str]]
) -> None:
    assert linked(prose, entries) == expected


def test_a_work_is_named_by_its_title_without_the_article() -> None:
    entry = "Ostler, J. (2011). The Long Nights of Jan Bree Moor. Gale Press."
    prose = "It is the theme of The Long Nights of Jan Bree Moor (2011) and of no other book."
    assert linked(prose, [entry]) == [(0, "linked", "link.title-whole")]
    assert linked(prose.replace("2011", "2012"), [entry]) == [(None, "missing", "link.missing")]
