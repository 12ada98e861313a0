"""Entries of source lists, read on their own."""

from __future__ import annotations

from pydantic import JsonValue

from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.records import Block, Reference


def read(*entries: str) -> list[Reference]:
    """Return the references of a source list with one entry a line."""
    text = "\n".join(entries)
    blocks: list[Block] = []
    start = 0
    for index, entry in enumerate(entries):
        end = start + len(entry)
        blocks.append(Block(index=index, kind="reference", start=start, end=end))
        start = end + 1
    return read_references(text, blocks, load_pack("en"))


def as_reference(
    entry: str,
    authors: list[str],
    year: str | None,
    suffix: str | None,
    csl: dict[str, JsonValue],
) -> Reference:
    """Return the one reference of a list of one entry, ``csl`` given without its id."""
    return Reference(
        start=0, end=len(entry), text=entry, id="r1", index=0, authors=authors, year=year,
        suffix=suffix, csl={"id": "r1", **csl},
    )  # fmt: skip
