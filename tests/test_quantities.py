"""Quantities: value, comparator, unit and what is counted; and numbers that are none."""

from __future__ import annotations

import pytest

from claimlink.claiming.quantities.find import find_quantities
from claimlink.claiming.times.find import find_times
from claimlink.claiming.times.text import starts_near
from claimlink.packs import load_pack
from claimlink.records import Quantity
from times_examples import Role, sentence_of

PACK = load_pack("en")
# Text, value, upper, comparator, unit, of.
Row = tuple[str, float, float | None, str, str | None, str | None]


def quantities(text: str, roles: dict[str, Role] | None = None) -> list[Quantity]:
    sentences = [sentence_of(text, roles)]
    times = find_times(sentences, text, "2020-06-17", PACK)
    found = find_quantities(sentences, text, times, PACK)
    assert all(text[one.start : one.end] == one.text for one in found)
    return found


def rows(found: list[Quantity]) -> list[Row]:
    return [(q.text, q.value, q.upper, q.comparator, q.unit, q.of) for q in found]


FOUND: list[tuple[str, list[Row]]] = [
    ("They lost USD 1,400.", [("USD 1,400", 1400, None, "=", "USD", None)]),
    ("They lost $1.1 million.", [("$1.1 million", 1.1e6, None, "=", "USD", None)]),
    ("They lost £3m or €3.5bn.", [
        ("£3m", 3e6, None, "=", "GBP", None), ("€3.5bn", 3.5e9, None, "=", "EUR", None),
    ]),
    ("They lost A$40 and 1.90 U.S. dollars.", [
        ("A$40", 40, None, "=", "AUD", None), ("1.90 U.S. dollars", 1.9, None, "=", "USD", None),
    ]),
    ("They lost over $2 billion.", [("over $2 billion", 2e9, None, ">", "USD", None)]),
    ("They lost $5–7 million.", [("$5–7 million", 5e6, 7e6, "=", "USD", None)]),
    ("It fell by 4.5%.", [("4.5%", 4.5, None, "=", "%", None)]),
    ("It fell by four per cent.", [("four per cent", 4, None, "=", "%", None)]),
    ("It fell by 3 percentage points.", [
        ("3 percentage points", 3, None, "=", "percentage point", None),
    ]),
    ("It fell by between 5 and 10 percent.", [
        ("between 5 and 10 percent", 5, 10, "=", "%", None),
    ]),
    ("It rose from 5 to 10 percent.", [
        ("5", 5, None, "=", "%", None), ("10 percent", 10, None, "=", "%", None),
    ]),
    ("A lake of 14 °C, a path of 300km.", [
        ("14 °C", 14, None, "=", "°C", None), ("300km", 300, None, "=", "km", None),
    ]),
    ("Almost one in five stayed.", [("Almost one in five", 0.2, None, "<", "share", None)]),
    ("Two-thirds stayed.", [("Two-thirds", 2 / 3, None, "=", "share", None)]),
    ("Rents are twice as high.", [("twice", 2, None, "=", "times", None)]),
    ("Rents are at least 2.5 times as high.", [
        ("at least 2.5 times", 2.5, None, ">=", "times", None),
    ]),
    ("They drove half an hour at -5 °C.", [
        ("half an hour", 0.5, None, "=", "h", None), ("-5 °C", -5, None, "=", "°C", None),
    ]),
    ("It rose from $14 to $53.", [
        ("$14", 14, None, "=", "USD", None), ("$53", 53, None, "=", "USD", None),
    ]),
    ("Half a million fled.", [("Half a million", 5e5, None, "=", None, None)]),
    ("Two and a half thousand fled.", [("Two and a half thousand", 2500, None, "=", None, None)]),
    ("One hundred and fifty fled.", [("One hundred and fifty", 150, None, "=", None, None)]),
    ("Twenty-five fled.", [("Twenty-five", 25, None, "=", None, None)]),
    ("A quarter of a million fled.", [
        ("A quarter of a million", 250_000, None, "=", None, None),
    ]),
    ("A few hundred fled.", [("A few hundred", 300, None, "~", None, None)]),
    ("Tens of thousands fled.", [("Tens of thousands", 20_000, None, ">=", None, None)]),
    ("More than 10,000 fled.", [("More than 10,000", 10_000, None, ">", None, None)]),
    ("No fewer than 60 or so fled.", [("No fewer than 60 or so", 60, None, ">=", None, None)]),
    ("A crowd of 300-plus fled.", [("300-plus", 300, None, ">=", None, None)]),
    ("Up to three or four fled.", [("Up to three or four", 3, 4, "<=", None, None)]),
    ("Roughly 12 000 fled.".replace("12 0", "12\u00a00"), [
        ("Roughly 12\u00a0000", 12_000, None, "~", None, None),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_value_comparator_and_unit(text: str, expected: list[Row]) -> None:
    assert rows(quantities(text)) == expected


NONE = [
    "The 45th mayor resigned.",
    "Article 460-1 and Section 12 of the act were struck out.",
    "See Table 3, p. 14 and Figs. No. 7.",
    "The G20 met about COVID-19 at 10:30.",
    "On 3 May 2019 the shop closed.",
    "Shops open 24/7 since the 9/11 attacks.",
    "The house is No. 61-59 (3).",
    "1. Shops closed.",
    "No one saw the one that fled.",
    "The second half was dull.",
    "On the one hand it was dull, one day it will shine.",
    "The version 1.2.3 was lost.",
    "A third attempt failed.",
]


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert rows(quantities(text)) == []


COUNTED: list[tuple[str, dict[str, Role], str | None]] = [
    ("Some 13 civil activists fled.",
     {"13": ("CD", "nummod", "activists"), "civil": ("JJ", "amod", "activists"),
      "activists": ("NNS", "nsubj", "fled"), "fled": ("VBD", "ROOT", "fled")}, "civil activists"),
    ("Half of the young voters fled.",
     {"of": ("IN", "prep", "Half"), "the": ("DT", "det", "voters"),
      "young": ("JJ", "amod", "voters"), "voters": ("NNS", "pobj", "of"),
      "fled": ("VBD", "ROOT", "fled")}, "young voters"),
    ("Nine of the 12 young wolves fled.",
     {"of": ("IN", "prep", "Nine"), "the": ("DT", "det", "wolves"),
      "12": ("CD", "nummod", "wolves"), "young": ("JJ", "amod", "wolves"),
      "wolves": ("NNS", "pobj", "of"), "fled": ("VBD", "ROOT", "fled")}, "young wolves"),
    ("Half of the 300 or so shops closed.",
     {"of": ("IN", "prep", "Half"), "the": ("DT", "det", "shops"), "300": ("CD", "nummod", "shops"),
      "or": ("CC", "cc", "300"), "so": ("RB", "conj", "300"), "shops": ("NNS", "pobj", "of"),
      "closed": ("VBD", "ROOT", "closed")}, "shops"),
    ("They sold 5 kg of flour.",
     {"sold": ("VBD", "ROOT", "sold"), "5": ("CD", "nummod", "kg"), "kg": ("NNS", "dobj", "sold"),
      "of": ("IN", "prep", "kg"), "flour": ("NN", "pobj", "of")}, "flour"),
    ("They saw a 5 percent rise.",
     {"saw": ("VBD", "ROOT", "saw"), "5": ("CD", "nummod", "percent"),
      "percent": ("NN", "compound", "rise"), "rise": ("NN", "dobj", "saw")}, None),
    ("Of these 13 fled.",
     {"fled": ("VBD", "ROOT", "fled"), "13": ("CD", "nsubj", "fled")}, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles", "of"), COUNTED, ids=[row[0] for row in COUNTED])
def test_counted_noun(text: str, roles: dict[str, Role], of: str | None) -> None:
    assert quantities(text, roles)[0].of == of


def test_name_before_a_number_takes_it() -> None:
    roles: dict[str, Role] = {
        "Boeing": ("NNP", "compound", "747"),
        "747": ("CD", "dobj", "flew"),
        "flew": ("VBD", "ROOT", "flew"),
    }
    assert rows(quantities("They flew Boeing 747.", roles)) == []


def test_name_of_a_place_does_not() -> None:
    roles: dict[str, Role] = {
        "In": ("IN", "prep", "fled"),
        "Kenya": ("NNP", "pobj", "In"),
        "300": ("CD", "nummod", "people"),
        "people": ("NNS", "nsubj", "fled"),
        "fled": ("VBD", "ROOT", "fled"),
    }
    assert rows(quantities("In Kenya 300 people fled.", roles)) == [
        ("300", 300, None, "=", None, "people")
    ]


def test_over_as_a_preposition_does_not_compare() -> None:
    roles: dict[str, Role] = {"argued": ("VBD", "ROOT", "argued"), "over": ("IN", "prep", "argued")}
    assert [one.comparator for one in quantities("They argued over 13 plans.", roles)] == ["="]


def test_number_never_runs_across_a_cut_out_citation() -> None:
    text = "They lost 50 (Lillis, 2021) percent."
    sentence = sentence_of(text, cuts=[(13, 27)])
    found = find_quantities([sentence], text, [], PACK)
    assert rows(found) == [("50", 50, None, "=", None, None)]


def test_offsets_are_the_articles() -> None:
    text = "Rents rose.\n\nAt least 13 shops closed."
    sentence = sentence_of(text[13:], start=13, block=1, index=1)
    found = find_quantities([sentence], text, [], PACK)
    assert [(one.start, one.end, one.text) for one in found] == [(13, 24, "At least 13")]


@pytest.mark.parametrize(
    "text",
    ["It cost " + "9" * 50_000, "It cost 9" + " trillion" * 5_000, "It cost 1" + ",000" * 10_000],
    ids=["digits", "multipliers", "groups"],
)
def test_absurd_numbers_stay_finite(text: str) -> None:
    assert all(one.value < 1e80 and len(one.text) < 100 for one in quantities(text))


def test_patterns_are_tried_near_numbers_only() -> None:
    words = "shop " * 500 + "13 " + "shop " * 500
    sentence = sentence_of(words)
    assert starts_near(sentence, frozenset(), 4, frozenset({"shop"})) == [496, 497, 498, 499, 500]
    assert starts_near(sentence, frozenset(), 4, frozenset()) == [500]
