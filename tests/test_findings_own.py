"""What an article says of its own work is asked in time that grows with its length."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimlink.findings.own import OwnWork
from claimlink.packs import Lexicon, Term
from findings_examples import Story


def test_sentence_is_read_once_however_many_claims_it_makes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stalls = [f"stall {n} sank" for n in range(40)]
    story = Story(f"{', '.join(stalls)}. We burnt.")
    for words in [*stalls, "We burnt"]:
        story.claim(words)
    read: list[str] = []
    find = Lexicon.find

    def find_and_note(lexicon: Lexicon, text: str) -> Iterator[tuple[Term, int, int]]:
        if lexicon.name == "finding_own":
            read.append(text)
        return find(lexicon, text)

    monkeypatch.setattr(Lexicon, "find", find_and_note)
    own = OwnWork(story.evidence())
    assert [own.covers(claim) for claim in story.claims] == [False] * 40 + [True]
    assert read == [f"{', '.join(stalls)}.", "We burnt."]
