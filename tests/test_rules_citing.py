"""Every row of the citation rules fires in its example and not in its counterexample."""

from __future__ import annotations

import pytest

from claimlink.citing.cite import fired_rules
from claimlink.packs import Rule, load_pack
from claimlink.records import Block, Reference

RULE_FILES = {
    "lexicons/citation_lookalikes.tsv",
    "lexicons/citation_words.tsv",
    "lexicons/link_words.tsv",
    "patterns/citation_brackets.jsonl",
    "patterns/citation_entries.jsonl",
    "patterns/citation_etal.jsonl",
    "patterns/citation_lookalikes.jsonl",
}


def rows() -> list[Rule]:
    pack = load_pack("en")
    found: list[Rule] = []
    for file in sorted(RULE_FILES):
        folder, _, name = file.partition("/")
        stem = name.rpartition(".")[0]
        found += pack.lexicon(stem).rows if folder == "lexicons" else pack.pattern_rows(stem)
    return found


#: Source lists of the rows that only decide where there is one.
LISTED = {
    row: [Reference(id="r1", index=0, start=0, end=9, text="Lamb, D. & Bree, A. 2011. Rents.",
                    authors=["Lamb", "Bree"], year="2011", csl={})]
    for row in ("citation_lookalikes.placed", "citation_entries.undotted")
}  # fmt: skip


def fired(row: Rule, text: str) -> frozenset[str]:
    """Return the rows that decide about a text: an entry for the rows on entries, else prose."""
    pack = load_pack("en")
    if row.id.startswith("link_words."):
        entry = Reference(
            id="r1", index=0, start=0, end=len(text), text=text, authors=["Moor Watch"],
            year="2014", csl={},
        )  # fmt: skip
        return fired_rules(text, [], [entry], pack)
    block = Block(index=0, kind="paragraph", start=0, end=len(text))
    listed = numbered(text) if row.label == "interval" else LISTED.get(row.id, [])
    return fired_rules(text, [block], listed, pack)


def numbered(text: str) -> list[Reference]:
    """Return a numbered list of two entries, for rows that decide about numbers."""
    return [
        Reference(
            id=f"r{n}", index=n - 1, start=0, end=len(text), text=f"[{n}] Ostler, A. Tolls.",
            authors=["Ostler"], year=None, csl={},
        )
        for n in (1, 2)
    ]  # fmt: skip


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_row_fires_in_its_example(row: Rule) -> None:
    assert row.id in fired(row, row.example)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_row_is_silent_in_its_counterexample(row: Rule) -> None:
    assert row.id not in fired(row, row.counterexample)
