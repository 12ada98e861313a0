"""What kind a claim is, and why."""

from __future__ import annotations

import pytest

from claimlink.claiming.judging.kinds import name_kind
from claimlink.records import ClaimKind, Why
from claims_examples import PACK, content_of, read


def named(text: str, *, direct: bool = False) -> list[tuple[ClaimKind, list[Why]]]:
    """Return the kind of each clause of a text with its reasons."""
    parsed = read(text)
    return [
        name_kind(
            clause,
            content_of(parsed, clause),
            PACK,
            direct=direct,
        )
        for clause in parsed.clauses
    ]


KINDS: list[tuple[str, ClaimKind]] = [
    ("The town lies on the left bank of the river.", "state"),
    ("The old bridge was made of stone and oak.", "state"),
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


BY_DEFINITION: dict[ClaimKind, list[str]] = {
    "legal": [
        "Landlords must return the deposit within thirty days.",
        "Pedlars had to carry a licence.",
        "Bakers were obliged to mark their bread.",
        "Shops that sell unripe fruit could be fined.",
        "Monasteries were exempt from the salt tax.",
        "Every patient has a right to see the file.",
        "The amendment made it a crime to burn peat.",
        "The ban does not apply to fishing boats.",
        "The subsidy broke EU competition law.",
        "The directive requires states to report spills.",
        "The court ruled that the fee was unlawful.",
        "The treaty entered into force in 1994.",
        "The charter guarantees freedom of assembly.",
        "Offenders face up to five years in prison.",
        "The regulation covers firms with more than 250 employees.",
        "Foreigners are not allowed to own farmland.",
        "The contract was declared void.",
    ],
    "statistic": [
        "The city has 1.2 million inhabitants.",
        "Unemployment stood at 7 percent in 2012.",
        "Two thirds of the pupils walk to school.",
        "Exports tripled between 1990 and 2005.",
        "The programme cost the state €90 million.",
        "Roughly 4,000 households lost power.",
        "The average pupil reads for eleven minutes a day.",
        "The number of bakeries has halved since 1980.",
        "Women hold 31% of the seats.",
        "Rainfall declined steadily.",
        "Around 60 nurses left the clinic in 2019.",
    ],
    "event": [
        "On 4 May 1998, six miners occupied the tower.",
        "The ministry dismissed the director in March 2011.",
        "Marie Curie moved to Paris in 1891.",
        "Voters rejected the plan.",
        "The bridge collapsed in 1940.",
        "Researchers in Lund discovered the gene in 2003.",
        "The company has closed its plant in Ghent.",
        "She founded the journal and edited it.",
        "Three thieves stole the painting in 1911.",
        "In 2016, the firm bought a rival for $26 billion.",
        "The minister resigned two days later.",
    ],
    "causal": [
        "Smoking causes lung disease.",
        "The subsidy encourages farmers to plant maize.",
        "The drought forced herders to sell cattle.",
        "Cheap credit fuelled the boom.",
        "The filter lets small fish escape.",
        "Tariffs make imports more expensive.",
        "Stress leads to poor sleep.",
        "The reform rewards schools with high marks.",
        "Shade therefore lowers the temperature.",
        "The noise prevents birds from nesting.",
        "Poor ventilation contributes to infection.",
    ],
    "comparison": [
        "Copper conducts heat better than iron.",
        "Danish wages are among the highest in Europe.",
        "The second edition differs from the first.",
        "Boys were twice as likely as girls to drop out.",
        "Unlike its neighbours, Chile taxes copper.",
        "The new engine is quieter than the old one.",
        "No other river carries so much silt.",
        "Urban teachers earn less than rural ones.",
    ],
    "prediction": [
        "Sea levels will rise by half a metre by 2100.",
        "The population is projected to reach 11 billion.",
        "The plant would close if prices fell.",
        "Demand is likely to grow in the coming years.",
        "If nothing changes, the glacier will vanish.",
        "Robots could replace 40 percent of clerks by 2035.",
        "The fund is going to run out of money.",
    ],
    "state": [
        "The museum stands beside the river.",
        "Most villagers speak two languages.",
        "The union represents dockers.",
        "The clinic offers free advice.",
        "The law faculty is located in the old town.",
        "Teachers often use slides.",
        "The monks believed in silence.",
        "The castle was a prison for women.",
        "Its members come from rural districts.",
        "The region remains poor.",
        "The archive contains letters and maps.",
        "The word has several meanings.",
    ],
}
DEFINED: list[tuple[str, ClaimKind]] = [
    (text, kind) for kind, texts in BY_DEFINITION.items() for text in texts
]


@pytest.mark.parametrize(("text", "kind"), DEFINED, ids=[text for text, _ in DEFINED])
def test_kind_by_its_definition(text: str, kind: ClaimKind) -> None:
    kinds = [found for found, _ in named(text)]
    root = next(i for i, clause in enumerate(read(text).clauses) if clause.parent is None)
    assert kinds[root] == kind


@pytest.mark.xfail(reason="a ban with “may not” reads like a doubt", strict=True)
def test_ban_by_may_not() -> None:
    assert [found for found, _ in named("Minors may not buy fireworks.")] == ["legal"]


LOOK_ALIKES: list[tuple[str, ClaimKind]] = [
    ("The mill employs at least one miller.", "state"),
    ("Most trees on the hill are firs.", "state"),
    ("The dairy no longer sells cheese.", "state"),
    ("The town publishes better maps for walkers.", "state"),
    ("The Relief Act of June 1847 shifted the cost to farmers.", "legal"),
    ("The firm moved to a hall with 340 rooms in May 1990.", "event"),
    ("In August 1990, a dozen farmers sued the dairy.", "event"),
    ("At least 25 farmers were detained.", "statistic"),
    ("The council raised the price.", "event"),
    ("The frost raised the price.", "causal"),
    ("The road is blocked because of the snow.", "causal"),
    ("The lock reduced the losses by 40 percent.", "statistic"),
    ("It closed the works and set up kitchens.", "event"),
    ("Walkers aged 60 or older use the ferry.", "state"),
    ("The fund wants to reduce losses.", "state"),
    ("The road became longer.", "event"),
]


@pytest.mark.parametrize(("text", "kind"), LOOK_ALIKES, ids=[text for text, _ in LOOK_ALIKES])
def test_words_that_look_like_another_kind(text: str, kind: ClaimKind) -> None:
    kinds = [found for found, _ in named(text)]
    assert set(kinds) == {kind}


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
