"""Quantities of whole sentences as the model parses them, each row with all that is expected."""

from __future__ import annotations

from functools import lru_cache

import pytest

from claimlink.claiming.quantities.find import find_quantities
from claimlink.claiming.times.find import find_times
from claimlink.packs import load_pack
from claimlink.parsing import Sentence, load_model, parse
from claimlink.structure.prose import cut_prose

PACK = load_pack("en")
# Words, value, upper end, comparator, unit, what is counted.
Row = tuple[str, float, float | None, str, str | None, str | None]

SENTENCES: list[tuple[str, list[Row]]] = [
    ("The app recorded 8 524 882 downloads in two years.", [
        ("8 524 882", 8524882, None, "=", None, "downloads"),
        ("two years", 2, None, "=", "year", None),
    ]),
    ("Some 12 000 residents signed the petition.", [
        ("Some 12 000", 12000, None, "~", None, "residents"),
    ]),
    ("The archive holds 1 250 000 maps.", [("1 250 000", 1250000, None, "=", None, "maps")]),
    ("The mill produced 45 000 tonnes of flour.", [
        ("45 000 tonnes", 45000, None, "=", "t", "flour"),
    ]),
    ("The registry lists 3 104 farms and 12 mills.", [
        ("3 104", 3104, None, "=", None, "farms"),
        ("12", 12, None, "=", None, "mills"),
    ]),
    ("The Swiss canton counted 27'400 cows.", [("27'400", 27400, None, "=", None, "cows")]),
    ("The harbour handled 1,204,560 crates.", [("1,204,560", 1204560, None, "=", None, "crates")]),
    ("The lottery sold 1.2m tickets last spring.", [("1.2m", 1.2e6, None, "=", None, "tickets")]),
    ("The charity raised 3bn euros for hospitals.", [("3bn euros", 3e9, None, "=", "EUR", None)]),
    ("The race drew 5k runners.", [("5k", 5000, None, "=", None, "runners")]),
    ("The bridge cost £1.2m to repair.", [("£1.2m", 1.2e6, None, "=", "GBP", None)]),
    ("The wall is 1.2m high.", [("1.2m", 1.2, None, "=", "m", None)]),
    ("The fund lost $3bn in a day.", [("$3bn", 3e9, None, "=", "USD", None)]),
    ("The dam cost $4.5b and the road $300M.", [
        ("$4.5b", 4.5e9, None, "=", "USD", None),
        ("$300M", 3e8, None, "=", "USD", None),
    ]),
    ("The town spent 2.5m euros on lamps.", [("2.5m euros", 2.5e6, None, "=", "EUR", None)]),
    ("Families live on less than 1.90 U.S. dollars a day.", [
        ("less than 1.90 U.S. dollars a day", 1.9, None, "<", "USD/day", None),
    ]),
    ("Families live on less than 1.90 U.S dollars per day.", [
        ("less than 1.90 U.S dollars per day", 1.9, None, "<", "USD/day", None),
    ]),
    ("The ticket costs 40 US dollars.", [("40 US dollars", 40, None, "=", "USD", None)]),
    ("The ticket costs 25 Canadian dollars.", [
        ("25 Canadian dollars", 25, None, "=", "CAD", None),
    ]),
    ("The ticket costs 1,400 USD.", [("1,400 USD", 1400, None, "=", "USD", None)]),
    ("The ticket costs EUR 40 or CHF 45.", [
        ("EUR 40", 40, None, "=", "EUR", None),
        ("CHF 45", 45, None, "=", "CHF", None),
    ]),
    ("The ticket costs 40 € for adults.", [("40 €", 40, None, "=", "EUR", None)]),
    ("Try 5 exercises before lunch.", [("5", 5, None, "=", None, "exercises")]),
    ("The company paid $1.3 million dollars in fines.", [
        ("$1.3 million dollars", 1.3e6, None, "=", "USD", None),
    ]),
    ("The bank wrote off a quarter of a trillion dollars.", [
        ("a quarter of a trillion dollars", 2.5e11, None, "=", "USD", None),
    ]),
    ("The mayor spent more than a million dollars on statues.", [
        ("more than a million dollars", 1e6, None, ">", "USD", None),
    ]),
    ("More than 3 in 4 voters stayed at home.", [
        ("More than 3 in 4", 0.75, None, ">", "share", "voters"),
    ]),
    ("One in five pupils walks to school.", [("One in five", 0.2, None, "=", "share", "pupils")]),
    ("Two out of three farms have a well.", [
        ("Two out of three", 2 / 3, None, "=", "share", "farms"),
    ]),
    ("Roughly 7 in 10 nurses work at night.", [
        ("Roughly 7 in 10", 0.7, None, "~", "share", "nurses"),
    ]),
    ("About 12 out of 27 member states signed.", [
        ("About 12 out of 27", 4 / 9, None, "~", "share", "member states"),
    ]),
    ("Nearly one in every three bakeries closed.", [
        ("Nearly one in every three", 1 / 3, None, "<", "share", "bakeries"),
    ]),
    ("The council voted 12 to 9 against the plan.", [
        ("12", 12, None, "=", None, None),
        ("9", 9, None, "=", None, None),
    ]),
    ("The court ruled 5-4 for the tenants.", [
        ("5", 5, None, "=", None, None),
        ("4", 4, None, "=", None, None),
    ]),
    ("The senate passed the bill by a vote of 90 to 10.", [
        ("90", 90, None, "=", None, None),
        ("10", 10, None, "=", None, None),
    ]),
    ("The team lost 2-3 in the final.", [
        ("2", 2, None, "=", None, None),
        ("3", 3, None, "=", None, None),
    ]),
    ("The parties tied at 40 to 40 percent in the poll.", [
        ("40", 40, None, "=", "%", None),
        ("40 percent", 40, None, "=", "%", None),
    ]),
    ("The mayor won 57 percent to 33 percent.", [
        ("57 percent", 57, None, "=", "%", None),
        ("33 percent", 33, None, "=", "%", None),
    ]),
    ("The report expects 9 to 12 storms this season.", [("9 to 12", 9, 12, "=", None, "storms")]),
    ("The cook uses 3 to 5 eggs a week.", [("3 to 5", 3, 5, "=", None, "eggs")]),
    ("The bank offers two- and five-year loans.", [
        ("two", 2, None, "=", "year", None),
        ("five-year", 5, None, "=", "year", None),
    ]),
    ("The plan needs a 10- to 15-year lease.", [("10- to 15-year", 10, 15, "=", "year", None)]),
    ("The school has one- and two-storey wings.", []),
    ("She kept a 30-point lead.", []),
    ("She signed a five-year contract.", [("five-year", 5, None, "=", "year", None)]),
    ("The model failed (2016, 2).", []),
    ("The project has code 150 and the grant has codes 151 and 152.", []),
    ("Her neighbour called 911 and waited 12 minutes.", [
        ("12 minutes", 12, None, "=", "min", None),
    ]),
    ("The town runs its own 911 dispatch systems.", []),
    ("The firm matched her 401(k) payments.", []),
    ("The effect was small (P(β < 0) = 0.96).", []),
    ("The effect was clear (p < 0.05, n = 240).", [("240", 240, None, "=", None, None)]),
    ("The trial was large (N = 1,820).", [("1,820", 1820, None, "=", None, None)]),
    ("The slope was 0.3 in dry years.", [("0.3", 0.3, None, "=", None, None)]),
    ("The error was r = 0.45 in both towns.", []),
    ("Participants were aged 18 or older.", [("18 or older", 18, None, ">=", None, None)]),
    ("The index must be ≥ 65 points.", [("≥ 65", 65, None, ">=", None, "points")]),
    ("Only shops with < 5% waste were listed.", [("< 5%", 5, None, "<", "%", None)]),
    ("Rents rose by 15-20% in 2019.", [("15-20%", 15, 20, "=", "%", None)]),
    ("Rents rose by between 5% and 10% last year.", [
        ("between 5% and 10%", 5, 10, "=", "%", None),
    ]),
    ("Rents rose 3 percent a year.", [("3 percent a year", 3, None, "=", "%/year", None)]),
    ("Wages fell by 0.5 percentage points.", [
        ("0.5 percentage points", 0.5, None, "=", "percentage point", None),
    ]),
    ("Turnout rose from 46.6% to 81.7%.", [
        ("46.6%", 46.6, None, "=", "%", None),
        ("81.7%", 81.7, None, "=", "%", None),
    ]),
    ("Turnout was 54 per cent in the north.", [("54 per cent", 54, None, "=", "%", None)]),
    ("The bus covers 120 km per day.", [("120 km per day", 120, None, "=", "km/day", None)]),
    ("The wind blew at 90 km/h for six hours.", [
        ("90 km/h", 90, None, "=", "km/h", None),
        ("six hours", 6, None, "=", "h", None),
    ]),
    ("The tap lost 4 litres per minute.", [("4 litres per minute", 4, None, "=", "L/min", None)]),
    ("The nurse earns $18 an hour.", [("$18 an hour", 18, None, "=", "USD/h", None)]),
    ("The lake holds 2.5 km³ of water.", [("2.5 km³", 2.5, None, "=", "km³", "water")]),
    ("The train reached 300 kph in four minutes.", [
        ("300 kph", 300, None, "=", "km/h", None),
        ("four minutes", 4, None, "=", "min", None),
    ]),
    ("The sample held 5 mM salt.", [("5 mM", 5, None, "=", "mM", None)]),
    ("The lamp uses 27 mW of power.", [("27 mW", 27, None, "=", "mW", "power")]),
    ("The plant yields 300 MW.", [("300 MW", 300, None, "=", "MW", None)]),
    ("The hair is 80 µm thick.", [("80 µm", 80, None, "=", "µm", None)]),
    ("The team studied 12 CM genes.", [("12", 12, None, "=", None, "CM genes")]),
    ("The drum spins at 300 rpm.", [("300 rpm", 300, None, "=", "rpm", None)]),
    ("The ice sheet lost 90 ± 50 cm.", [("90 ± 50 cm", 90, None, "~", "cm", None)]),
    ("The valley lies at 2800‐3200 m.", [("2800‐3200 m", 2800, 3200, "=", "m", None)]),
    ("The file has 4 MB of notes.", [("4 MB", 4, None, "=", "MB", "notes")]),
    ("The sea will rise by 10 to 30 cm.", [("10 to 30 cm", 10, 30, "=", "cm", None)]),
    ("The quake moved the coast 2 m to 3 m.", [("2 m to 3 m", 2, 3, "=", "m", None)]),
    ("Page 14 and Table 3 list the costs.", []),
    ("Articles 5 and 6 protect tenants.", []),
    ("In the first week 300 people applied.", [("300", 300, None, "=", None, "people")]),
    ("Scores of goats escaped.", [("Scores", 40, None, ">=", None, "goats")]),
    ("Tens of thousands of birds drowned.", [
        ("Tens of thousands", 20000, None, ">=", None, "birds"),
    ]),
    ("Half of the 300 or so shops closed.", [
        ("Half", 0.5, None, "=", "share", "shops"),
        ("300 or so", 300, None, "~", None, "shops"),
    ]),
    ("Nearly half of voters stayed home.", [("Nearly half", 0.5, None, "<", "share", "voters")]),
    ("Almost two-thirds of the beds were empty.", [
        ("Almost two-thirds", 2 / 3, None, "<", "share", "beds"),
    ]),
    ("As many as three-fourths of the wells ran dry.", [
        ("As many as three-fourths", 0.75, None, "<=", "share", "wells"),
    ]),
    ("A third of the pupils have no desk.", [("A third", 1 / 3, None, "=", "share", "pupils")]),
    ("Doctors visit twice a week.", [("twice a week", 2, None, "=", "times/week", None)]),
    ("Prices are five times as high.", [("five times", 5, None, "=", "times", None)]),
    ("Prices were threefold higher in winter.", [("threefold", 3, None, "=", "times", None)]),
    ("Half a million people fled.", [("Half a million", 500000, None, "=", None, "people")]),
    ("Two and a half thousand goats were sold.", [
        ("Two and a half thousand", 2500, None, "=", None, "goats"),
    ]),
    ("A couple of hundred marchers came.", [
        ("A couple of hundred", 200, None, "~", None, "marchers"),
    ]),
    ("Several hundred marchers came.", [("Several hundred", 300, None, "~", None, "marchers")]),
    ("Hundreds of millions of dollars vanished.", [
        ("Hundreds of millions of dollars", 2e8, None, ">=", "USD", None),
    ]),
    ("At least 13 NGOs were fined.", [("At least 13", 13, None, ">=", None, "NGOs")]),
    ("No fewer than 60 ferries sank.", [("No fewer than 60", 60, None, ">=", None, "ferries")]),
    ("Just under 40 percent of roads are paved.", [
        ("Just under 40 percent", 40, None, "<", "%", "roads"),
    ]),
    ("Not one bakery closed.", [("one", 1, None, "=", None, "bakery")]),
    ("No one saw the fire.", []),
    ("One of the mills burned down.", []),
    ("The 45th mayor resigned in 2019.", []),
    ("Version 2.0 of the app failed.", []),
    ("The G20 met in Bonn for three days.", [("three days", 3, None, "=", "day", None)]),
    ("Boeing 747 jets landed at 4 p.m. yesterday.", []),
    ("Route 66 was closed for 12 weeks.", [("12 weeks", 12, None, "=", "week", None)]),
    ("Between 5 and 7 March 2020 the shop was shut.", []),
    ("On April 24 and 25 the mill burned.", []),
    ("In 2015, 300 mills closed.", [("300", 300, None, "=", None, "mills")]),
    ("The survey reached 1,031 randomly selected adults.", [
        ("1,031", 1031, None, "=", None, "randomly selected adults"),
    ]),
    ("The firm owns 20,000 of the country's 70,000 mosques.", [
        ("20,000", 20000, None, "=", None, "mosques"),
        ("70,000", 70000, None, "=", None, "mosques"),
    ]),
    ("The two regions share 14 rivers.", [
        ("two", 2, None, "=", None, "regions"),
        ("14", 14, None, "=", None, "rivers"),
    ]),
    ("The country has 51 million people 😀 and 30 lakes.", [
        ("51 million", 5.1e7, None, "=", None, "people"),
        ("30", 30, None, "=", None, "lakes"),
    ]),
    ("The clinic treats 2.9 cases per 1,000 people.", [
        ("2.9", 2.9, None, "=", None, "cases"),
        ("1,000", 1000, None, "=", None, "people"),
    ]),
    ("The book has 24 hours of tape and 3 maps.", [
        ("24 hours", 24, None, "=", "h", "tape"),
        ("3", 3, None, "=", None, "maps"),
    ]),
    ("Schools teach third and eighth grades.", []),
    ("The vote share fell to 9 percent.", [("9 percent", 9, None, "=", "%", None)]),
    ("The price fell to -5 °C levels.", [("-5 °C", -5, None, "=", "°C", None)]),
    ("The lake was -5 °C cold.", [("-5 °C", -5, None, "=", "°C", None)]),
    ("The flight took 1.5 hours and cost over $200.", [
        ("1.5 hours", 1.5, None, "=", "h", None),
        ("over $200", 200, None, ">", "USD", None),
    ]),
    ("Some 50–87 million profiles were copied.", [
        ("Some 50–87 million", 5e7, 8.7e7, "~", None, "profiles"),
    ]),
    ("The levy brings $75 billion a year.", [
        ("$75 billion a year", 7.5e10, None, "=", "USD/year", None),
    ]),
    ("The state pays 10.5 euros per hour to 400 guards.", [
        ("10.5 euros per hour", 10.5, None, "=", "EUR/h", None),
        ("400", 400, None, "=", None, "guards"),
    ]),
    ("The museum drew up to three or four visitors an hour.", [
        ("up to three or four", 3, 4, "<=", None, "visitors"),
    ]),
    ("The farm covers 400 hectares and 3 square miles.", [
        ("400 hectares", 400, None, "=", "ha", None),
        ("3 square miles", 3, None, "=", "mi²", None),
    ]),
    ("The park lost 1 in 40 trees.", [("1 in 40", 0.025, None, "=", "share", "trees")]),
    ("The district has 122 women for every 100 men.", [
        ("122", 122, None, "=", None, "women"),
        ("100", 100, None, "=", None, "men"),
    ]),
    ("Roughly 270,000 users completed the quiz.", [
        ("Roughly 270,000", 270000, None, "~", None, "users"),
    ]),
    ("The band lies at Rc < 1 in dry towns.", []),
    ("Mean income > 5,000 euros was rare.", [("> 5,000 euros", 5000, None, ">", "EUR", None)]),
    ("Doctors visit the village three times a year.", [
        ("three times a year", 3, None, "=", "times/year", None),
    ]),
    ("The clinic saw 40 patients on 3 May 2019.", [("40", 40, None, "=", None, "patients")]),
]  # fmt: skip


@lru_cache(maxsize=1)
def parsed() -> dict[str, list[Sentence]]:
    """All sentences in one run of the model."""
    texts = [text for text, _ in SENTENCES]
    prose = [part for text in texts for part in cut_prose(text, 0, 0, len(text), [])]
    model = load_model(PACK.setting("parser", "model"))
    found = parse(prose, model, [[0]] * len(prose), 256)
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_quantities_of_a_sentence(text: str, expected: list[Row]) -> None:
    sentences = parsed()[text]
    times = find_times(sentences, text, None, PACK)
    found = find_quantities(sentences, text, times, PACK)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [(q.text, q.value, q.upper, q.comparator, q.unit, q.of) for q in found] == expected
