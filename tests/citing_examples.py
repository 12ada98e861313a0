"""Prose and source lists laid out, read and cited as in an analysis; citations in short."""

from __future__ import annotations

from claimlink.citing import Citing, cite
from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.records import Block
from claimlink.structure.layout import lay_out

#: Text, authors, year with its letter, narrative.
Short = tuple[str, list[str], str | None, bool]
#: Text and place in the source list, None where the citation is not linked.
Pointed = tuple[str, int | None]


def shorts(prose: str) -> list[Short]:
    """Return the citations of one paragraph without a source list."""
    block = Block(index=0, kind="paragraph", start=0, end=len(prose))
    found = cite(prose, [block], [], load_pack("en")).citations
    return [
        (c.text, c.authors, None if c.year is None else c.year + (c.suffix or ""), c.narrative)
        for c in found
        if c.form != "hyperlink"
    ]


def cited(text: str, media_type: str = "text/plain") -> tuple[Citing, dict[str, int]]:
    """Return the citations of an article, and the place of each entry by its id."""
    pack = load_pack("en")
    blocks = lay_out(text, media_type, pack).blocks
    references = read_references(text, blocks, pack)
    places = {reference.id: reference.index for reference in references}
    return cite(text, blocks, references, pack), places


def pointed(prose: str, *entries: str, media_type: str = "text/plain") -> list[Pointed]:
    """Return where the citations of a prose point in a source list, one paragraph an entry."""
    citing, places = cited("\n\n".join([prose, "References", *entries]), media_type)
    return [(c.text, places.get(c.reference_id or "")) for c in citing.citations]
