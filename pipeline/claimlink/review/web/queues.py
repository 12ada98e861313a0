"""The queue: what comes next, filters, saved views."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlencode

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimlink.records import ClaimKind
from claimlink.review.store import Filters
from claimlink.review.store.people import list_people, list_views, save_view
from claimlink.review.store.queue import PAGE, list_claims, list_codes
from claimlink.review.web.desk import Desk, person_of
from claimlink.review.web.guard import parse_form

#: Characters of a search.
_LONGEST_SEARCH = 200


def queue(desk: Desk, request: Request) -> Response:
    """Show a page of the claims, those that most need a person first."""
    person = person_of(request)
    filters = read_filters(request)
    after = number(request.query_params.get("after"))
    rows = list_claims(desk.database, desk.reader(person), filters, after)
    views = [(name, query(found)) for name, found in list_views(desk.database, person.number)]
    return desk.page(
        request,
        "queue.html",
        rows=rows[:PAGE],
        more=rows[PAGE - 1]["rank"] if len(rows) > PAGE else None,
        filters=filters,
        query=query(filters),
        views=views,
        kinds=get_args(ClaimKind),
        codes=list_codes(desk.database),
        people=list_people(desk.database),
        after=after,
    )


def go_next(desk: Desk, request: Request) -> Response:
    """Go to the next claim behind a rank that fits the filters; to the queue where none is left."""
    filters = read_filters(request)
    after = number(request.query_params.get("after"))
    found = desk.open_next(person_of(request), filters, after)
    if found is None:
        return RedirectResponse(f"/?{query(filters)}", 303)
    return RedirectResponse(f"/claim/{found}?{query(filters)}", 303)


def keep_view(desk: Desk, request: Request) -> Response:
    """Keep the filters of a page under a name."""
    form = parse_form(request.state.body)
    filters = _filters(form)
    save_view(desk.database, person_of(request).number, form.get("name", ""), filters)
    return RedirectResponse(f"/?{query(filters)}", 303)


def read_filters(request: Request) -> Filters:
    """Return the filters of an address; one that cannot be is no limit."""
    return _filters(dict(request.query_params))


def _filters(given: dict[str, str]) -> Filters:
    fields = {name: given[name] for name in Filters.model_fields if given.get(name)}
    if "text" in fields:
        fields["text"] = fields["text"][:_LONGEST_SEARCH]
    try:
        return Filters.model_validate(fields)
    except ValidationError:
        return Filters()


def query(filters: Filters) -> str:
    """Return filters as the part of an address behind the question mark."""
    fields = filters.model_dump(exclude_defaults=True)
    return urlencode({name: str(value) for name, value in fields.items()})


def number(text: str | None) -> int:
    """Return a number of an address, 0 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0
