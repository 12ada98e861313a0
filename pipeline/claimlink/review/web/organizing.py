"""People, what they are assigned, and the keys of the desk."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimlink.errors import RunError
from claimlink.review.store.claims import claims_of_article
from claimlink.review.store.people import (
    Person,
    add_person,
    assign,
    find_person,
    get_person,
    invite,
    list_people,
)
from claimlink.review.store.queue import list_articles
from claimlink.review.web.desk import Desk, person_of
from claimlink.review.web.entering import scheme_of
from claimlink.review.web.guard import parse_form
from claimlink.review.web.queues import number
from claimlink.review.web.sessions import hash_password


def _owner_of(request: Request) -> Person:
    person = person_of(request)
    if person.role != "owner":
        raise HTTPException(403, "Only the owner of the desk may do that.")
    return person


def people(
    desk: Desk, request: Request, *, said: str = "", link: str = "", status: int = 200
) -> Response:
    """Show the people and the forms that add and assign."""
    _owner_of(request)
    return desk.page(
        request,
        "people.html",
        status,
        people=list_people(desk.database),
        articles=list_articles(desk.database),
        said=said,
        link=link,
    )


def add(desk: Desk, request: Request) -> Response:
    """Add a person with a password, or show a link that lets them in once."""
    owner, form = _owner_of(request), parse_form(request.state.body)
    name, password = form.get("name", ""), form.get("password", "")
    known = find_person(desk.database, name)
    if known is not None and known.role == "owner" and known.number != owner.number:
        raise HTTPException(403, "Another owner changes their password themselves.")
    try:
        kept = hash_password(password) if password else None
        person = add_person(desk.database, name, "reviewer", password=kept, by=owner.number)
    except RunError as error:
        return people(desk, request, said=f"Not kept: {error}.", status=422)
    if password:
        return people(desk, request, said=f"{person.name} can log in with the password.")
    host, scheme = request.headers["host"], scheme_of(request)
    link = f"{scheme}://{host}/join?link={invite(desk.database, person.number)}"
    return people(desk, request, said=f"This link lets {person.name} in once:", link=link)


def give(desk: Desk, request: Request) -> Response:
    """Assign a claim or all claims of an article to a person, or to nobody."""
    owner, form = _owner_of(request), parse_form(request.state.body)
    to = number(form.get("person")) or None
    if to is not None and get_person(desk.database, to) is None:
        raise HTTPException(404, "There is no such person.")
    claim, article = number(form.get("claim")), number(form.get("article"))
    if claim:
        known = desk.database.first("SELECT id FROM claims WHERE id = ?", (claim,))
        chosen = [claim] if known is not None else []
    else:
        chosen = [row["id"] for row in claims_of_article(desk.database, article)]
    if not chosen:
        raise HTTPException(404, "There is no such claim or article.")
    assign(desk.database, chosen, to, owner.number)
    return RedirectResponse(f"/claim/{claim}" if claim else "/people", 303)


def keys(desk: Desk, request: Request) -> Response:
    """Show the shortcuts and let them be changed."""
    person_of(request)
    return desk.page(request, "keys.html")
