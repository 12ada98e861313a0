"""The desk as an application: which page answers to which address."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from claimlink.errors import StoreError
from claimlink.review.web import agreeing, claims, entering, organizing, queues
from claimlink.review.web.desk import Desk
from claimlink.review.web.guard import Guard, unavailable

Answer = Callable[[Desk, Request], Response]

_ROUTES: tuple[tuple[str, str, Answer], ...] = (
    ("/", "GET", queues.queue),
    ("/next", "GET", queues.go_next),
    ("/views", "POST", queues.keep_view),
    ("/claim/{number:int}", "GET", claims.show),
    ("/claim/{number:int}/save", "POST", claims.save_change),
    ("/claim/{number:int}/merge", "GET", claims.merge),
    ("/claim/{number:int}/resolve", "POST", claims.resolve_conflict),
    ("/claim/{number:int}/history", "GET", claims.show_history),
    ("/compare", "GET", agreeing.list_pairs),
    ("/compare/{number:int}", "GET", agreeing.compare),
    ("/compare/{number:int}", "POST", agreeing.settle),
    ("/agreement", "GET", agreeing.show_agreement),
    ("/people", "GET", organizing.people),
    ("/people", "POST", organizing.add),
    ("/assign", "POST", organizing.give),
    ("/keys", "GET", organizing.keys),
    ("/enter", "GET", entering.enter),
    ("/join", "GET", entering.join),
    ("/login", "GET", entering.login),
    ("/login", "POST", entering.login),
    ("/logout", "POST", entering.logout),
)

#: Files that pages load, and their kinds; nothing else of the folder is ever sent.
_STATIC = {"desk.js": "text/javascript", "desk.css": "text/css"}


def make_app(desk: Desk, hosts: Collection[str]) -> Starlette:
    """Return the application of a desk that answers to these hosts, with their ports."""
    routes = [
        Route(path, _endpoint(desk, answer), methods=[method]) for path, method, answer in _ROUTES
    ]
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, database=desk.database, hosts=hosts)],
        exception_handlers={HTTPException: _refuse, StoreError: _wait},
    )


def _endpoint(desk: Desk, answer: Answer) -> Callable[[Request], Response]:
    # Not async: Starlette runs it in a thread, so that a disk that is slow stops nobody else.
    def endpoint(request: Request) -> Response:
        return answer(desk, request)

    return endpoint


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404, "There is no such file.")
    content = (files("claimlink.review") / "static" / name).read_bytes()
    headers = {"cache-control": "no-cache"}
    return Response(content, media_type=_STATIC[name], headers=headers)


def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code)


def _wait(_: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    return unavailable(error)
