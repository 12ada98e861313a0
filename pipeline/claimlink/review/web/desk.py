"""What all pages share: the store, the scales, who has what open, how a page is made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from time import monotonic

import jinja2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from claimlink.records import ArticleRecord
from claimlink.review.scales import Scale
from claimlink.review.store import Database, StoredClaim, load_article, load_claim
from claimlink.review.store.people import Person
from claimlink.review.store.queue import Filters, Reader, count_progress, next_claim
from claimlink.review.store.verdicts import SHARED, lane_of
from claimlink.review.web.sessions import Guesses, csrf_token

#: Seconds after which a claim that somebody left open goes to others.
_OPEN_SECONDS = 600.0

#: Articles that are kept read; the claims of one article often come one after the other.
_ARTICLES_KEPT = 32


class Desk:
    """The state of a running desk; everything that must outlive it is in the store."""

    def __init__(
        self, database: Database, scales: list[Scale], *, is_double: bool, token: str | None
    ) -> None:
        self.database = database
        self.scales: Mapping[str, Scale] = {scale.name: scale for scale in scales}
        self.is_double = is_double
        self.token = token
        self.guesses = Guesses()
        self._open: dict[int, tuple[int, float]] = {}
        self._choosing = Lock()
        self._pages = jinja2.Environment(
            loader=jinja2.FunctionLoader(_template),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._article = lru_cache(maxsize=_ARTICLES_KEPT)(self._load_article)

    def _load_article(self, number: int) -> ArticleRecord:
        return load_article(self.database, number)

    def article(self, number: int) -> ArticleRecord:
        """Return an article, from memory where it was read not long ago."""
        return self._article(number)

    def claim(self, request: Request) -> StoredClaim:
        """Return the claim that a request is about.

        Raises:
            HTTPException: 404, there is none.
        """
        number: int = request.path_params["number"]
        found = load_claim(self.database, number) if number < 1 << 62 else None
        if found is None:
            raise HTTPException(404, "There is no such claim.")
        return found

    def reader(self, person: Person) -> Reader:
        """Return a person as the queue sees them."""
        lane = lane_of(person.number) if self.is_double else SHARED
        return Reader(person.number, lane, self.is_double)

    def open_by(self, person: Person, claim: int) -> None:
        """Remember which claim a person has open."""
        self._open[person.number] = (claim, monotonic())

    def open_next(self, person: Person, filters: Filters, after: int) -> int | None:
        """Return the next claim behind a rank that fits the filters, and open it to a person.

        None: all is done.  Two people who ask at one moment are not given the same claim.
        """
        with self._choosing:
            elsewhere = self._open_elsewhere(person)
            found = next_claim(self.database, self.reader(person), filters, after, elsewhere)
            if found is not None:
                self.open_by(person, found)
        return found

    def _open_elsewhere(self, person: Person) -> set[int]:
        """Return the claims that others have open; each decides apart in a double review."""
        if self.is_double:
            return set()
        since = monotonic() - _OPEN_SECONDS
        held = list(self._open.items())
        return {claim for who, (claim, at) in held if who != person.number and at > since}

    def page(
        self, request: Request, name: str, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Return a page made of a template."""
        person: Person | None = request.state.person
        shared: dict[str, object] = {
            "person": person,
            "token": csrf_token(request.state.session) if person else "",
            "is_double": self.is_double,
        }
        if person is not None:
            shared["progress"] = count_progress(self.database, self.reader(person).lane)
        made = self._pages.get_template(name).render(shared | values)
        return HTMLResponse(made, status)


def _template(name: str) -> str:
    return (files("claimlink.review") / "templates" / name).read_text("utf-8")


def person_of(request: Request) -> Person:
    """Return who asks; the guard lets nobody else through."""
    person: Person | None = request.state.person
    if person is None:
        raise HTTPException(403, "Nobody is logged in here.")
    return person
