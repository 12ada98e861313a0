"""Coming in and leaving: the first link, one-time links, names with passwords."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimlink.review.store.people import (
    SESSION_SECONDS,
    Person,
    accept,
    begin_session,
    end_session,
    list_people,
)
from claimlink.review.web.desk import Desk
from claimlink.review.web.guard import COOKIE, parse_form
from claimlink.review.web.sessions import check_password


def enter(desk: Desk, request: Request) -> Response:
    """Let in whoever opens the link that the command printed, as its owner."""
    given = request.query_params.get("token", "")
    return _let_in(desk, request, _owner(desk) if _is_token(desk, request, given) else None)


def _is_token(desk: Desk, request: Request, given: str) -> bool:
    if desk.token is None or not desk.guesses.is_open(_address(request)):
        return False
    return hmac.compare_digest(given.encode(), desk.token.encode())


def _owner(desk: Desk) -> Person | None:
    return next((p for p in list_people(desk.database) if p.role == "owner"), None)


def join(desk: Desk, request: Request) -> Response:
    """Let in whoever opens a one-time link, once."""
    given = request.query_params.get("link", "")
    is_open = desk.guesses.is_open(_address(request))
    return _let_in(desk, request, accept(desk.database, given) if is_open else None)


def login(desk: Desk, request: Request) -> Response:
    """Show the form for name and password, or look at what was given in it."""
    if request.method != "POST":
        return desk.page(request, "login.html", said="")
    if not desk.guesses.is_open(_address(request)):
        said = "Too many wrong guesses. Wait a minute."
        return desk.page(request, "login.html", 429, said=said)
    form = parse_form(request.state.body)
    person = check_password(desk.database, form.get("name", ""), form.get("password", ""))
    if person is None:
        desk.guesses.add(_address(request))
        said = "No such name with this password."
        return desk.page(request, "login.html", 403, said=said)
    return _begin(desk, request, person)


def logout(desk: Desk, request: Request) -> Response:
    """End the session."""
    end_session(desk.database, request.state.session)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


def _let_in(desk: Desk, request: Request, person: Person | None) -> Response:
    if person is None:
        desk.guesses.add(_address(request))
        said = "This link does not let anybody in (any more). Ask for a new one."
        return desk.page(request, "login.html", 403, said=said)
    return _begin(desk, request, person)


def _begin(desk: Desk, request: Request, person: Person) -> Response:
    """Set the cookie on a page that goes on by itself.

    Not a redirect: a link that was clicked on another site's page would be followed without the
    new cookie, as SameSite=Strict asks.
    """
    answer = desk.page(request, "entered.html", welcome=person.name)
    answer.set_cookie(
        COOKIE,
        begin_session(desk.database, person.number),
        max_age=SESSION_SECONDS,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.headers.get("x-forwarded-proto") == "https",
    )
    # The address of this page may hold a secret.
    answer.headers["referrer-policy"] = "no-referrer"
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
