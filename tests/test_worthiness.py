"""How much a claim deserves a check."""

from __future__ import annotations

import pytest

from claimlink.claiming.judging.kinds import name_kind
from claimlink.claiming.judging.worthiness import WorthEvidence, score_worthiness
from claimlink.records import CheckWorthiness
from claims_examples import PACK, content_of, inside, read


def worth(text: str, *, cited: bool = False) -> CheckWorthiness:
    """Return the score of a text's first clause."""
    parsed = read(text)
    clause = parsed.clauses[0]
    kind, _ = name_kind(
        clause,
        content_of(parsed, clause),
        PACK,
        direct=False,
    )
    evidence = WorthEvidence(
        kind,
        "asserted",
        cited=cited,
        entities=len(clause.sentence.entities),
        times=len(inside(parsed.times, clause)),
        quantities=len(inside(parsed.quantities, clause)),
    )
    return score_worthiness(clause, clause.tokens, evidence, PACK)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("The ministry spent 40 million dollars in 2019.", "The ministry is proud of its garden."),
        ("Unemployment rose by 3 percent.", "Unemployment is a difficult question."),
        ("The senate rejected the bill.", "The choir will sing tonight."),
        ("Rents are higher than ever.", "They love the town."),
    ],
)
def test_numbers_and_deeds_come_before_feelings_and_promises(more: str, less: str) -> None:
    assert worth(more).score > worth(less).score


def test_score_is_between_nought_and_one_and_names_its_rows() -> None:
    found = worth("Output fell by 4 percent.")
    assert 0.0 < found.score < 1.0
    assert "worth.quantity" in found.signals
    weights = [abs(row.weight or 0.0) for row in map(PACK.rule, found.signals) if row is not None]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == len(found.signals)


def test_cited_claim_scores_less_than_the_same_without_a_source() -> None:
    text = "The mill closed in 2011."
    assert worth(text, cited=True).score < worth(text).score


def test_same_claim_gets_the_same_score() -> None:
    text = "The senate rejected the bill in 2011."
    assert worth(text) == worth(text)
