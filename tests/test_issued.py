"""The date of an entry at the precision it has."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from claimlink.citing.references.issued import issued_parts, latest_day
from claimlink.records import Reference


def entry(issued: JsonValue) -> Reference:
    """Return an entry with this ``issued`` field."""
    csl: dict[str, JsonValue] = {} if issued is None else {"issued": issued}
    return Reference(
        id="r1", index=0, start=0, end=4, text="Echo", authors=["Echo"], year="2020", csl=csl
    )


@pytest.mark.parametrize(
    ("issued", "parts", "latest"),
    [
        pytest.param({"date-parts": [[2020]]}, (2020,), "2020-12-31", id="year"),
        pytest.param({"date-parts": [[2020, 2]]}, (2020, 2), "2020-02-29", id="leap month"),
        pytest.param({"date-parts": [[2020, 12, 4]]}, (2020, 12, 4), "2020-12-04", id="day"),
        pytest.param({"date-parts": [[2018], [2020]]}, (2020,), "2020-12-31", id="range"),
        pytest.param({"date-parts": [[2020, 13]]}, (2020, 13), "2020-12-31", id="no such month"),
        pytest.param({"literal": "in press"}, (), None, id="words"),
        pytest.param(None, (), None, id="no date"),
    ],
)
def test_dates_of_entries(issued: JsonValue, parts: tuple[int, ...], latest: str | None) -> None:
    assert issued_parts(entry(issued)) == parts
    assert latest_day(entry(issued)) == latest
