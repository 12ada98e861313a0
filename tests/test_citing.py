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
