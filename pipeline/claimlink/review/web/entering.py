"""Coming in and leaving: the first link, one-time links, names with passwords."""

from __future__ import annotations

import hmac
from collections.abc import Callable

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
    return _guess(desk, request, lambda: _owner(desk) if _is_token(desk, given) else None)


def _is_token(desk: Desk, given: str) -> bool:
    return desk.token is not None and hmac.compare_digest(given.encode(), desk.token.encode())


def _owner(desk: Desk) -> Person | None:
    return next((p for p in list_people(desk.database) if p.role == "owner"), None)


def join(desk: Desk, request: Request) -> Response:
    """Let in whoever opens a one-time link, once; who only asks for its head does not use it."""
    if request.method == "HEAD":
        return Response()
    given = request.query_params.get("link", "")
    return _guess(desk, request, lambda: accept(desk.database, given))


def login(desk: Desk, request: Request) -> Response:
    """Show the form for name and password, or look at what was given in it."""
    if request.method != "POST":
        return desk.page(request, "login.html", said="")
    form = parse_form(request.state.body)
    name, password = form.get("name", ""), form.get("password", "")
    said = "No such name with this password."
    return _guess(desk, request, lambda: check_password(desk.database, name, password), said)


def logout(desk: Desk, request: Request) -> Response:
    """End the session."""
    end_session(desk.database, request.state.session)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


_NO_LINK = "This link does not let anybody in (any more). Ask for a new one."


def _guess(
    desk: Desk, request: Request, look: Callable[[], Person | None], said: str = _NO_LINK
) -> Response:
    """Look at what was given, unless too much was wrong lately; let in whom it is right for."""
    address = _address(request)
    if not desk.guesses.take(address):
        return desk.page(request, "login.html", 429, said="Too many wrong guesses. Wait a minute.")
    person = look()
    if person is None:
        return desk.page(request, "login.html", 403, said=said)
    desk.guesses.forgive(address)
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
        secure=scheme_of(request) == "https",
    )
    # The address of this page may hold a secret.
    answer.headers["referrer-policy"] = "no-referrer"
    return answer


def scheme_of(request: Request) -> str:
    """Return how the browser asked: through a proxy that adds TLS it says so."""
    return "https" if request.headers.get("x-forwarded-proto") == "https" else request.url.scheme


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
