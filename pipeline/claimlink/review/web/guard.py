"""What every request passes first: Host, Origin, size, session, and a token for changes."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Collection
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimlink.errors import StoreError
from claimlink.review.store import Database
from claimlink.review.store.people import find_session
from claimlink.review.web.sessions import csrf_token

#: Bytes of a body: a note with all its evidence, many times over.
LONGEST_BODY = 1 << 19

_LOG = logging.getLogger(__name__)

COOKIE = "claimlink_session"

#: What can be asked for without a session.
_OPEN_PATHS = ("/enter", "/login", "/join", "/static/")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then send "Origin: null" with forms, which is refused.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses what no page of the desk would send; hands on who asks, and the body."""

    def __init__(self, app: ASGIApp, *, database: Database, hosts: Collection[str]) -> None:
        self._app = app
        self._database = database
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        try:
            answer = await self._refuse(scope)
        except StoreError as error:
            answer = unavailable(error)
        if answer is None and scope["method"] == "POST":
            answer = await self._take_body(scope, receive)
        await (answer or self._app)(scope, receive, _with_headers(send))

    async def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return _say(400, "This desk does not answer to that name.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _say(405, "There is nothing here to do that to.")
        if scope["method"] == "POST":
            origin = headers.get("origin", "").lower()
            if origin not in (f"http://{host}", f"https://{host}"):
                return _say(403, "This change came from another site and was refused.")
        state = scope.setdefault("state", {})
        session = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        # In a thread: a server that keeps the store may take its time, or be away.
        person = await run_in_threadpool(find_session, self._database, session) if session else None
        state |= {"person": person, "session": session, "body": b""}
        if person is None and not scope["path"].startswith(_OPEN_PATHS):
            wants_page = "text/html" in headers.get("accept", "") and scope["method"] == "GET"
            if wants_page and scope["path"] == "/":
                return RedirectResponse("/login", 303)
            return _say(
                403,
                "Nobody is logged in here. Open the link that claimlink review printed, or /login.",
            )
        return None

    async def _take_body(self, scope: Scope, receive: Receive) -> Response | None:
        """Read the body, so long as it is not too large, and look for the token in it."""
        body = bytearray()
        while True:
            message: Message = await receive()
            if message["type"] != "http.request":
                return _say(400, "The request ended early.")
            body += message.get("body", b"")
            if len(body) > LONGEST_BODY:
                return _say(413, f"More than {LONGEST_BODY} bytes at once is not taken.")
            if not message.get("more_body", False):
                break
        scope["state"]["body"] = bytes(body)
        if scope["state"]["person"] is None:
            return None
        given = Headers(scope=scope).get("x-claimlink-token") or _form_token(bytes(body))
        if not hmac.compare_digest(given.encode(), csrf_token(scope["state"]["session"]).encode()):
            return _say(
                403, "This change did not come from a page of the desk; load the page anew."
            )
        return None


def _form_token(body: bytes) -> str:
    return parse_form(body).get("token", "")


def parse_form(body: bytes) -> dict[str, str]:
    """Return the fields of a form by name; the last of several counts."""
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=500)
    except (UnicodeDecodeError, ValueError):
        return {}
    return {name: values[-1] for name, values in fields.items()}


def _say(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)


def unavailable(error: StoreError) -> Response:
    """Answer that the store cannot be reached; whoever runs the desk is told why.

    Pages send again what was not kept.
    """
    _LOG.warning("%s: %s", error.source, error)
    answer = _say(503, "The desk cannot reach its store at the moment. Try again soon.")
    answer.headers["retry-after"] = "2"
    return answer


def _with_headers(send: Send) -> Send:
    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_guarded
