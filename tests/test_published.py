"""Publication dates as users write them."""

from __future__ import annotations

import pytest

from claimlink.errors import InputError
from claimlink.published import parse_published


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        ("20240229", "2024-02-29"),
        ("2024-02-29T23:59:59", "2024-02-29"),
        ("2024-02-29T23:59:59.25Z", "2024-02-29"),
        ("2024-02-29T00:10:00+13:00", "2024-02-29"),
        ("2024-02-29 08:00", "2024-02-29"),
        ("2024-W09-4", "2024-02-29"),
    ],
)
def test_iso_dates_give_the_day_as_written(value: str, day: str) -> None:
    assert parse_published(value) == day


@pytest.mark.parametrize(
    "value", ["29 February 2024", "29.02.2024", "2023-02-29", "2024-13-01", "2024", "yesterday", ""]
)
def test_other_dates_are_refused_with_an_example(value: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_published(value)
    assert caught.value.message == (
        f"published is {value!r}, expected an ISO 8601 date such as 2024-02-29"
    )
