"""What kind a claim is, and why."""

from __future__ import annotations

import pytest

from claimlink.claiming.judging.kinds import name_kind
from claimlink.records import ClaimKind, Why
from claims_examples import PACK, inside, read


def named(text: str, *, direct: bool = False) -> list[tuple[ClaimKind, list[Why]]]:
    """Return the kind of each clause of a text with its reasons."""
    parsed = read(text)
    return [
        name_kind(
            clause,
            clause.tokens,
            direct=direct,
            times=inside(parsed.times, clause),
            quantities=inside(parsed.quantities, clause),
            pack=PACK,
        )
        for clause in parsed.clauses
    ]


KINDS: list[tuple[str, ClaimKind]] = [
    ("The town lies on the left bank of the river.", "state"),
    ("The old bridge was built of stone and oak.", "state"),
    ("Farmers often sell their milk to the dairy.", "state"),
    ("The dairy has three silos behind the barn.", "state"),
    ("The canal opened in 1883.", "event"),
    ("In March 2019 the council sold the mill.", "event"),
    ("Napoleon crossed the river.", "event"),
    ("Output fell by 12 percent.", "statistic"),
    ("More than 40 towns closed their markets.", "statistic"),
    ("The majority of farmers own their land.", "statistic"),
    ("The number of ferries continues to decline.", "statistic"),
    ("The act prohibits the sale of seed.", "legal"),
    ("Owners are required to fence their wells.", "legal"),
    ("Parliament passed a new seed law.", "legal"),
    ("Irrigation reduces the risk of a lost harvest.", "causal"),
    ("The frost led to a loss of the harvest.", "causal"),
    ("The road closed because of the snow.", "causal"),
    ("Rents in Graz are higher than in Linz.", "comparison"),
    ("Pines outnumber the oaks.", "comparison"),
    ("The new ferry is as fast as the old train.", "comparison"),
    ("The lake will rise.", "prediction"),
    ("Output is expected to double.", "prediction"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_kind(text: str, kind: ClaimKind) -> None:
    assert [found for found, _ in named(text)] == [kind]


LOOK_ALIKES: list[tuple[str, ClaimKind]] = [
    ("The mill employs at least one miller.", "state"),
    ("Most trees on the hill are firs.", "state"),
    ("The dairy no longer sells cheese.", "state"),
    ("The town publishes better maps for walkers.", "state"),
    ("The dead were counted at a farm near the river.", "state"),
]


@pytest.mark.parametrize(("text", "kind"), LOOK_ALIKES, ids=[text for text, _ in LOOK_ALIKES])
def test_words_that_look_like_another_kind(text: str, kind: ClaimKind) -> None:
    assert [found for found, _ in named(text)] == [kind]


def test_reasons_are_the_rows_that_speak_for_the_kind_heaviest_first() -> None:
    assert named("Pines outnumber the oaks.") == [
        (
            "comparison",
            [Why(rule="kind.comparison.verb", decided="kind", start=6, end=15)],
        )
    ]


def test_default_names_itself() -> None:
    assert named("The town lies on the river.") == [
        ("state", [Why(rule="kind.default", decided="kind")])
    ]


def test_direct_quotation_is_a_kind_of_its_own() -> None:
    assert named("The canal opened in 1883.", direct=True) == [
        ("quote", [Why(rule="kind.direct", decided="kind")])
    ]
