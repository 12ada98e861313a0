"""Every row of the rules for findings fires in its own example only."""

from __future__ import annotations

import pytest

from claimlink.findings import Evidence
from claimlink.packs import Term, load_pack
from claimlink.records import CheckWorthiness, Claim, SentenceSpan, Span, TimeMention

PACK = load_pack()
RULE_FILES = {"lexicons/finding_prospects.tsv"}


def looks_ahead(text: str) -> bool:
    """Tell whether the year at the end of a sentence lies ahead of what the sentence tells."""
    start = len(text) - 5
    year = TimeMention(
        start=start, end=start + 4, text=text[start:-1], **{"from": None}, to=None, precision="year"
    )
    claim = Claim(
        id="k",
        article_id="a",
        span=Span(start=0, end=len(text)),
        fragments=[(0, len(text))],
        text=text,
        standalone=text,
        sentences=[0],
        section=None,
        kind="event",
        polarity="positive",
        certainty="asserted",
        attribution=None,
        entities=[],
        times=[year],
        quantities=[],
        citations=[],
        check_worthiness=CheckWorthiness(score=0.5, signals=[]),
        findings=[],
        why=[],
    )
    sentence = SentenceSpan(index=0, block=0, start=0, end=len(text))
    return Evidence(text, [], [], [], [claim], PACK, [sentence], [year]).looks_ahead(claim, year)


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.id) for row in PACK.lexicon("finding_prospects").rows]
)
def test_row_fires_in_its_example_and_not_in_its_counterexample(row: Term) -> None:
    assert any(
        found.id == row.id for found, _, _ in PACK.lexicon("finding_prospects").find(row.example)
    )
    assert looks_ahead(row.example)
    assert not looks_ahead(row.counterexample)
