"""Dates and times: spans, days and precision; what stays open or without days."""

from __future__ import annotations

import pytest

from claimlink.claiming.times.find import find_times
from claimlink.packs import load_pack
from claimlink.records import TimeMention
from times_examples import Role, sentence_of

PACK = load_pack("en")
#: A Wednesday.
PUBLISHED = "2020-06-17"
# Text, from, to, precision.
Row = tuple[str, str | None, str | None, str]


def times(
    text: str, roles: dict[str, Role] | None = None, published: str | None = PUBLISHED
) -> list[TimeMention]:
    found = find_times([sentence_of(text, roles)], text, published, PACK)
    assert all(text[one.start : one.end] == one.text for one in found)
    return found


def rows(found: list[TimeMention]) -> list[Row]:
    return [(one.text, one.from_, one.to, one.precision) for one in found]


def year(text: str, first: int, last: int | None = None, precision: str = "year") -> Row:
    return text, f"{first}-01-01", f"{first if last is None else last}-12-31", precision


ABSOLUTE: list[tuple[str, list[Row]]] = [
    ("It closed on January 15 2021.", [("January 15 2021", "2021-01-15", "2021-01-15", "day")]),
    ("It closed on Friday, 15 January, 2021.", [
        ("Friday, 15 January, 2021", "2021-01-15", "2021-01-15", "day"),
    ]),
    ("It closed on the 3rd of May 1999.", [
        ("the 3rd of May 1999", "1999-05-03", "1999-05-03", "day"),
    ]),
    ("It closed on 03. 12. 2020.", [("03. 12. 2020", "2020-12-03", "2020-12-03", "day")]),
    ("It closed on 2019-03-07.", [("2019-03-07", "2019-03-07", "2019-03-07", "day")]),
    ("It closed on 25/03/2019.", [("25/03/2019", "2019-03-25", "2019-03-25", "day")]),
    ("It closed on 03/04/2019.", [year("03/04/2019", 2019)]),
    ("It closed on 30 February 2019.", [("30 February 2019", None, None, "vague")]),
    ("It closed on May 3-5, 2010.", [("May 3-5, 2010", "2010-05-03", "2010-05-05", "day")]),
    ("It closed in Jan. 2021.", [("Jan. 2021", "2021-01-01", "2021-01-31", "month")]),
    ("It closed in late February 2020.", [
        ("late February 2020", "2020-02-01", "2020-02-29", "month"),
    ]),
    ("It closed in 2021.", [year("2021", 2021)]),
    ("It closed in mid-2019.", [("mid-2019", "2019-05-01", "2019-08-31", "year")]),
    ("It closed at the end of 1990.", [
        ("the end of 1990", "1990-09-01", "1990-12-31", "year"),
    ]),
    ("It closed in the 1990s.", [year("the 1990s", 1990, 1999, "decade")]),
    ("It closed in the late '80s.", [year("the late '80s", 1987, 1989, "decade")]),
    ("It closed in the 19th century.", [year("the 19th century", 1801, 1900, "century")]),
    ("It was built in 220 BC.", [("220 BC", None, None, "vague")]),
    ("It closed in the summer of 2018.", [
        ("the summer of 2018", "2018-06-01", "2018-08-31", "season"),
    ]),
    ("It closed in winter 2009/10.", [("winter 2009/10", "2009-12-01", "2010-02-28", "season")]),
    ("It closed in Q3 2020.", [("Q3 2020", "2020-07-01", "2020-09-30", "quarter")]),
    ("It closed in the third quarter of 2015.", [
        ("the third quarter of 2015", "2015-07-01", "2015-09-30", "quarter"),
    ]),
    ("It closed in the first half of 2012.", [
        ("the first half of 2012", "2012-01-01", "2012-06-30", "half"),
    ]),
    ("It closed in fiscal 1999.", [year("fiscal 1999", 1999)]),
    ("It closed in the academic year 2020/21.", [year("the academic year 2020/21", 2020, 2021)]),
    ("It closed in 2015–18.", [year("2015–18", 2015, 2018)]),
    ("It ran from 2010 to 2014.", [year("2010", 2010), year("2014", 2014)]),
    ("It ran between October and May 2020.", [
        ("October", "2019-10-01", "2019-10-31", "month"),
        ("May 2020", "2020-05-01", "2020-05-31", "month"),
    ]),
    ("It was sold in nineteen seventy-four.", [year("nineteen seventy-four", 1974)]),
]  # fmt: skip

RELATIVE: list[tuple[str, list[Row]]] = [
    ("It closed yesterday.", [("yesterday", "2020-06-16", "2020-06-16", "day")]),
    ("It closed the day before yesterday.", [
        ("the day before yesterday", "2020-06-15", "2020-06-15", "day"),
    ]),
    ("It closed on Monday.", [("Monday", "2020-06-15", "2020-06-15", "day")]),
    ("It closed on Wednesday.", [("Wednesday", "2020-06-17", "2020-06-17", "day")]),
    ("It closed last Wednesday.", [("last Wednesday", "2020-06-10", "2020-06-10", "day")]),
    ("It closed on Monday night.", [("Monday night", "2020-06-15", "2020-06-15", "day")]),
    ("It closed next Friday.", [("next Friday", "2020-06-19", "2020-06-19", "day")]),
    ("It closed at 4 a.m. on Monday.", [("4 a.m. on Monday", "2020-06-15", "2020-06-15", "day")]),
    ("It closed last year.", [year("last year", 2019)]),
    ("It closed earlier this month.", [
        ("earlier this month", "2020-06-01", "2020-06-30", "month"),
    ]),
    ("It closed last week.", [("last week", "2020-06-08", "2020-06-14", "week")]),
    ("It closed three months ago.", [("three months ago", "2020-03-01", "2020-03-31", "month")]),
    ("It shrank over the past decade.", [
        ("the past decade", "2010-06-17", "2020-06-17", "decade"),
    ]),
    ("It shrank in the last two years.", [
        ("the last two years", "2018-06-17", "2020-06-17", "year"),
    ]),
    ("It closed last November.", [("last November", "2019-11-01", "2019-11-30", "month")]),
    ("It closed in March last year.", [("March last year", "2019-03-01", "2019-03-31", "month")]),
    ("It closed last summer.", [("last summer", "2019-06-01", "2019-08-31", "season")]),
    ("It closed recently and is now shut.", [
        ("recently", None, None, "vague"), ("now", None, None, "vague"),
    ]),
    ("It closed several years ago.", [("several years ago", None, None, "vague")]),
    ("It closed 9000 years ago.", [("9000 years ago", None, None, "vague")]),
    ("It closed in 1954 and opened that year.", [year("1954", 1954), year("that year", 1954)]),
    ("It closed in 1954 and opened three years later.", [
        year("1954", 1954), year("three years later", 1957),
    ]),
    ("It closed on 3 May 2010 and opened the next day.", [
        ("3 May 2010", "2010-05-03", "2010-05-03", "day"),
        ("the next day", "2010-05-04", "2010-05-04", "day"),
    ]),
]  # fmt: skip

OPEN: list[tuple[str, list[Row]]] = [
    ("It has been shut since 2019.", [("2019", "2019-01-01", None, "year")]),
    ("It has been shut since December.", [("December", "2019-12-01", None, "month")]),
    ("It was open up until January 2021.", [("January 2021", None, "2021-01-31", "month")]),
    ("It was built in post-1959 style.", [("post-1959", "1959-01-01", None, "year")]),
    ("It was built in pre-1959 style.", [("pre-1959", None, "1958-12-31", "year")]),
    ("It has been shut since about 1960.", [("1960", "1960-01-01", None, "year")]),
]

#: Parts of years, decades and centuries; days that are listed; what has no sure days.
PARTS: list[tuple[str, list[Row]]] = [
    ("It closed in early 2018.", [("early 2018", "2018-01-01", "2018-04-30", "year")]),
    ("It closed in late 2018.", [("late 2018", "2018-09-01", "2018-12-31", "year")]),
    ("It closed at the start of 2018.", [
        ("the start of 2018", "2018-01-01", "2018-04-30", "year"),
    ]),
    ("It closed in the early 1990s.", [year("the early 1990s", 1990, 1993, "decade")]),
    ("It closed in the mid-1990s.", [year("the mid-1990s", 1994, 1996, "decade")]),
    ("It closed in the late 19th century.", [
        year("the late 19th century", 1868, 1900, "century"),
    ]),
    ("It has been shut since the early 1990s.", [
        ("the early 1990s", "1990-01-01", None, "decade"),
    ]),
    ("It closed early next year.", [year("early next year", 2021)]),
    ("It closed earlier this year.", [year("earlier this year", 2020)]),
    ("It ran in the 1960s-70s.", [year("the 1960s-70s", 1960, 1979, "decade")]),
    ("It ran in the 1960s and 70s.", [year("the 1960s and 70s", 1960, 1979, "decade")]),
    ("It ran in the late 1960s and early 70s.", [
        year("the late 1960s and early 70s", 1967, 1973, "decade"),
    ]),
    ("It ran in the 1960s and 1970s.", [
        year("the 1960s", 1960, 1969, "decade"), year("1970s", 1970, 1979, "decade"),
    ]),
    ("It lost money in 2018 to 2019.", [year("2018 to 2019", 2018, 2019)]),
    ("It had closed by 2020.", [("2020", None, "2020-12-31", "year")]),
    ("It had closed by March 2019.", [("March 2019", None, "2019-03-31", "month")]),
    ("It had closed by the early 2010s.", [("the early 2010s", None, "2013-12-31", "decade")]),
    ("It was closed by Monday.", [("Monday", "2020-06-15", "2020-06-15", "day")]),
    ("It will sink by 2100.", [("2100", None, "2100-12-31", "year")]),
    ("It leaked on 5 and 7 March 2019.", [
        ("5", "2019-03-05", "2019-03-05", "day"),
        ("7 March 2019", "2019-03-07", "2019-03-07", "day"),
    ]),
    ("It leaked on April 24 and 25.", [
        ("April 24", "2020-04-24", "2020-04-24", "day"), ("25", "2020-04-25", "2020-04-25", "day"),
    ]),
    ("It leaked on April 3, 4 and 5, 2019.", [
        ("April 3", "2019-04-03", "2019-04-03", "day"),
        ("4", "2019-04-04", "2019-04-04", "day"),
        ("5, 2019", "2019-04-05", "2019-04-05", "day"),
    ]),
    ("Between 5 and 7 March 2019 it leaked.", [
        ("5 and 7 March 2019", "2019-03-05", "2019-03-07", "day"),
    ]),
    ("It leaked between March 5 and 7, 2019.", [
        ("March 5 and 7, 2019", "2019-03-05", "2019-03-07", "day"),
    ]),
    ("It leaked from 5 to 7 March 2019.", [
        ("5 to 7 March 2019", "2019-03-05", "2019-03-07", "day"),
    ]),
    ("It closed in 1954 and opened a few years later.", [
        year("1954", 1954), ("a few years later", None, None, "vague"),
    ]),
    ("It closed in 1954 and opened two or three years later.", [
        year("1954", 1954), ("two or three years later", None, None, "vague"),
    ]),
    ("It closed some years ago.", [("some years ago", None, None, "vague")]),
    ("It closed decades ago.", [("decades ago", None, None, "vague")]),
    ("Few survive in today's digital world.", [("today", None, None, "vague")]),
    ("Few spoke at today's hearing.", [("today", "2020-06-17", "2020-06-17", "day")]),
    ("It is here today and gone tomorrow.", [
        ("here today and gone tomorrow", None, None, "vague"),
    ]),
    ("It trains the bakers of tomorrow.", [("tomorrow", None, None, "vague")]),
    ("Nowadays it is shut.", [("Nowadays", None, None, "vague")]),
    ("The fee rises effective August 1.", [("August 1", "2020-08-01", "2020-08-01", "day")]),
    ("It rang the day before last Friday.", [
        ("the day before last Friday", "2020-06-11", "2020-06-11", "day"),
    ]),
    ("It rang at 4:30 p.m. (1530 GMT) Tuesday.", [
        ("4:30 p.m.", "2020-06-16", "2020-06-16", "day"),
        ("Tuesday", "2020-06-16", "2020-06-16", "day"),
    ]),
]  # fmt: skip

CASES = [*ABSOLUTE, *RELATIVE, *OPEN, *PARTS]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_span_days_and_precision(text: str, expected: list[Row]) -> None:
    assert rows(times(text)) == expected


NONE = [
    "They may march on.",
    "Prices fall by 4 percent.",
    "It took three months.",
    "It opens daily and on Tuesdays.",
    "The 2000% rise hurt £1999 savers.",
    "Model 1999-A was sold.",
    "The #2019 tag was lost.",
    "The yesterdays are many.",
    "Now that it is shut, few come.",
    "A quarter of it is shut.",
    "The film was made by 21st Century Pictures.",
    "It sold 2100 sacks.",
]


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_left_alone(text: str) -> None:
    assert rows(times(text)) == []


def test_by_before_a_named_thing_opens_nothing() -> None:
    roles: dict[str, Role] = {
        "banned": ("VBN", "ROOT", "banned"),
        "by": ("IN", "agent", "banned"),
        "2015": ("CD", "nummod", "act"),
        "act": ("NN", "pobj", "by"),
    }
    assert rows(times("It was banned by the 2015 act.", roles)) == [year("2015", 2015)]


def test_relative_dates_without_a_day_of_publication_have_no_days() -> None:
    found = times("It closed yesterday, on Friday, in May and last year.", published=None)
    assert [(one.text, one.from_, one.to) for one in found] == [
        ("yesterday", None, None),
        ("Friday", None, None),
        ("May", None, None),
        ("last year", None, None),
    ]


def test_year_of_publication_alone_tells_years_only() -> None:
    found = times("It closed on Friday or last year.", published="2020")
    assert [(one.text, one.from_) for one in found] == [
        ("Friday", None),
        ("last year", "2019-01-01"),
    ]


WILL: dict[str, Role] = {"will": ("MD", "aux", "close"), "close": ("VB", "ROOT", "close")}
DID: dict[str, Role] = {"closed": ("VBD", "ROOT", "closed")}
TENSES = [
    ("It will close on Friday.", WILL, "2020-06-19"),
    ("It closed on Friday.", DID, "2020-06-12"),
    ("It will close in March.", WILL, "2021-03-01"),
    ("It closed in March.", DID, "2020-03-01"),
    ("It closed in October.", DID, "2019-10-01"),
    ("It will close in October.", WILL, "2020-10-01"),
]


@pytest.mark.parametrize(("text", "roles", "start"), TENSES, ids=[row[0] for row in TENSES])
def test_tense_of_the_clause_tells_the_direction(
    text: str, roles: dict[str, Role], start: str
) -> None:
    assert [one.from_ for one in times(text, roles)] == [start]


def test_full_date_of_the_paragraph_gives_its_year_to_later_months() -> None:
    text = "It opened on 3 May 1910. It closed in July. It reopened in August."
    sentences = [
        sentence_of(text[:24], block=0, index=0),
        sentence_of(text[25:43], block=0, index=1, start=25),
        sentence_of(text[44:], block=1, index=2, start=44),
    ]
    assert [one.from_ for one in find_times(sentences, text, PUBLISHED, PACK)] == [
        "1910-05-03",
        "1910-07-01",
        "2020-08-01",
    ]


def test_four_digits_that_count_a_plural_are_no_year() -> None:
    roles: dict[str, Role] = {
        "2000": ("CD", "nummod", "people"),
        "people": ("NNS", "nsubj", "fled"),
        "fled": ("VBD", "ROOT", "fled"),
    }
    assert rows(times("Then 2000 people fled.", roles)) == []


def test_name_of_a_person_is_no_month() -> None:
    text = "Then April spoke."
    sentence = sentence_of(text, entities={"April": "PERSON"})
    assert find_times([sentence], text, PUBLISHED, PACK) == []


def test_month_that_ends_a_name_is_none() -> None:
    roles: dict[str, Role] = {"Anna": ("NNP", "compound", "May"), "May": ("NNP", "nsubj", "spoke")}
    assert rows(times("Then Anna May spoke.", roles)) == []


def test_what_lasts_is_no_time_past() -> None:
    roles = {"built": ("VBN", "ROOT", "built"), "last": ("VB", "xcomp", "built")}
    assert rows(times("It was built to last 50 years.", roles)) == []
    roles["last"] = ("JJ", "amod", "years")
    assert rows(times("It shrank over the last 50 years.", roles)) != []


def test_expression_never_runs_across_a_cut_out_citation() -> None:
    text = "It closed in January (Lillis, 2021) 2019."
    sentence = sentence_of(text, cuts=[(21, 35)])
    assert [one.text for one in find_times([sentence], text, PUBLISHED, PACK)] == [
        "January",
        "2019",
    ]


def test_characters_that_grow_in_lower_case_keep_offsets() -> None:
    assert rows(times("İİİ closed in May 2010.")) == [
        ("May 2010", "2010-05-01", "2010-05-31", "month")
    ]
