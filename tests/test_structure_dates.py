"""Dates as articles and source lists print them."""

from __future__ import annotations

import pytest

from claimlink.packs import load_pack
from claimlink.structure.dates import iso_date, read_date, read_month_day

DATES = [
    pytest.param("posted 3 March 2021", (2021, 3, 3), id="day-month-year"),
    pytest.param("March 3rd, 2021", (2021, 3, 3), id="month-day-year"),
    pytest.param("Sept. 2019", (2019, 9), id="month-year"),
    pytest.param("26-27 April 2012", (2012, 4, 26), id="days"),
    pytest.param("03. 12. 2020", (2020, 12, 3), id="european"),
    pytest.param("2021-03-05T10:00:00", (2021, 3, 5), id="iso"),
    pytest.param("2021-03", (2021, 3), id="iso-month"),
    pytest.param("25/12/2020", (2020, 12, 25), id="slashes-with-a-sure-day"),
    pytest.param("05/12/2020", (2020,), id="slashes-either-way-give-the-year"),
    pytest.param("5 de março de 2014", (2014, 3, 5), id="portuguese"),
    pytest.param("31. 13. 2020", (2020,), id="no-such-month"),
    pytest.param("the year 2020", (2020,), id="year"),
    pytest.param("page 12020", None, id="long-number"),
    pytest.param("May", None, id="no-year"),
    pytest.param("", None, id="empty"),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_read_date(text: str, date: tuple[int, ...] | None) -> None:
    assert read_date(text, load_pack("en")) == date


MONTH_DAYS = [
    pytest.param("March 14. More", "2021", (2021, 3, 14), id="month-day"),
    pytest.param("17 March", "2018", (2018, 3, 17), id="day-month"),
    pytest.param(
        "May 7. Retrieved November 1, 2014", "2013", (2013, 5, 7), id="another-date-behind"
    ),
    pytest.param("March 2020", "2018", None, id="of-another-year"),
    pytest.param("Oslo 14", "2018", None, id="no-month"),
]


@pytest.mark.parametrize(("text", "year", "date"), MONTH_DAYS)
def test_read_month_day(text: str, year: str, date: tuple[int, ...] | None) -> None:
    assert read_month_day(text, year, load_pack("en")) == date


@pytest.mark.parametrize(
    ("date", "iso"), [((2021,), "2021"), ((2021, 3), "2021-03"), ((2021, 3, 5), "2021-03-05")]
)
def test_iso_date(date: tuple[int, ...], iso: str) -> None:
    assert iso_date(date) == iso
