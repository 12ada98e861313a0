"""Whole articles in miniature through ``cite``."""

from __future__ import annotations

import pytest

from claimlink.citing import Citing, cite
from claimlink.packs import load_pack
from claimlink.records import Block, Reference


def references_of(text: str, *entries: tuple[str, list[str], str | None]) -> list[Reference]:
    """Return entries (words of the text, authors, year with its letter) as references."""
    found = []
    for index, (words, authors, year) in enumerate(entries):
        start = text.index(words)
        letter = year[4:] if year else ""
        found.append(
            Reference(
                id=f"r{index + 1}", index=index, start=start, end=start + len(words), text=words,
                authors=authors, year=year[:4] if year else None, suffix=letter or None, csl={},
            )
        )  # fmt: skip
    return found


def cite_prose(prose: str, *entries: tuple[str, list[str], str | None]) -> Citing:
    """Cite a one-paragraph article whose source list holds these entries, one a line."""
    text = "\n".join([prose, *(words for words, _, _ in entries)])
    blocks = [Block(index=0, kind="paragraph", start=0, end=len(prose))]
    return cite(text, blocks, references_of(text, *entries), load_pack("en"))


OSTLER = ("Ostler, J. (2011). Tolls. Gale Press.", ["Ostler"], "2011")


def test_a_citation_is_linked_and_cut() -> None:
    prose = "Tolls rose (Ostler, 2011)."
    citing = cite_prose(prose, OSTLER)
    [citation] = citing.citations
    assert (citation.id, citation.text, citation.status, citation.reference_id) == (
        "c1", "Ostler, 2011", "linked", "r1",
    )  # fmt: skip
    assert citation.group is not None
    assert (citation.group.start, citation.group.end) == (11, 25)
    assert citing.cuts == [(10, 25)]


@pytest.mark.parametrize("kind", ["heading", "reference", "other", "byline"])
def test_only_prose_is_searched(kind: str) -> None:
    text = "Tolls rose (Ostler, 2011)."
    block = Block.model_validate({"index": 0, "kind": kind, "start": 0, "end": len(text)})
    assert cite(text, [block], [], load_pack("en")) == Citing([], [])


def prose_of(prose: str) -> str:
    """Return a paragraph without its cuts."""
    for start, end in reversed(cite_prose(prose).cuts):
        prose = prose[:start] + prose[end:]
    return prose


@pytest.mark.parametrize(
    ("prose", "left"),
    [
        pytest.param("Tolls rose (Ostler, 2011), then fell.", "Tolls rose, then fell.", id="whole"),
        pytest.param("Ostler and Bree (2011, p. 4) left.", "Ostler and Bree left.", id="narrative"),
        pytest.param("The Gale Harbour Office (GHO, 2020)  warned.",
                     "The Gale Harbour Office  warned.", id="acronym"),
        pytest.param("A study by Ostler et al., 2011 found less.",
                     "A study by Ostler et al. found less.", id="bare year"),
        pytest.param("It fell. (Ostler, 2011). Then it rose.", "It fell. Then it rose.",
                     id="no stop left over"),
        pytest.param("It rose (see also Ostler 2011 on boats).", "It rose.", id="little prose"),
        pytest.param(
            "It rose (the city council had seen to that in a long and secret meeting; Ostler, "
            "2011) again.",
            "It rose (the city council had seen to that in a long and secret meeting) again.",
            id="much prose before",
        ),
        pytest.param(
            "It rose (Bree, 2012; see also Ostler, 2011, on boats that were seen in the old "
            "harbour) again.",
            "It rose again.",
            id="words after a citation comment on it",
        ),
        pytest.param(
            "It rose (for a long and full account of all the boats in it see Ostler, 2011) again.",
            "It rose again.",
            id="words that point to a citation",
        ),
        pytest.param(
            "It rose (the city council had seen to that in a long meeting, as reported by Ostler, "
            "2011) again.",
            "It rose (the city council had seen to that in a long meeting) again.",
            id="prose and citation in one part",
        ),
        pytest.param("It is tame (for a longer account see (Lamb, 2011)) now.", "It is tame now.",
                     id="bracket that only introduces one"),
        pytest.param("A *very* **long** _day_, snake_case and 2 * 3 * 4.",
                     "A very long day, snake_case and 2 * 3 * 4.", id="emphasis"),
        pytest.param("See [the tolls](https://gale.example/a_(b)) now.", "See the tolls now.",
                     id="link"),
        pytest.param("It rose.[^3] It fell[^note].", "It rose. It fell.", id="footnotes"),
        pytest.param("The king (1760–1820) ruled (in 1801).",
                     "The king (1760–1820) ruled (in 1801).", id="nothing to cut"),
    ],
)  # fmt: skip
def test_what_is_left_to_parse(prose: str, left: str) -> None:
    assert prose_of(prose) == left


def test_results_are_exact_and_in_order() -> None:
    prose = "As Ostler (2011) and “Tolls” [Bree 2012; ibid.] say 😀, it (Lamb, 2013a, b) rose."
    citing = cite_prose(prose, OSTLER)
    assert [c.id for c in citing.citations] == [f"c{n}" for n in range(1, 6)]
    assert all(prose[c.start : c.end] == c.text for c in citing.citations)
    assert citing.citations == sorted(citing.citations, key=lambda c: (c.start, c.end))
    for citation in citing.citations:
        group = citation.group
        assert group is None or group.start < citation.start < citation.end < group.end
    ends = [end for _, end in citing.cuts]
    assert all(end <= start for end, (start, _) in zip(ends, citing.cuts[1:], strict=False))


@pytest.mark.parametrize("text", ["", "(", "()", "(2011)", "[", "](", "_" * 99, "(" * 999 + "2011"])
def test_scraps_cite_nothing(text: str) -> None:
    assert cite_prose(text) == Citing([], [])
