"""One claim: what is known of it, the verdict, its history, and changes that came too late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import orjson
from pydantic import JsonValue, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from claimlink.records import ArticleRecord, Claim, ClaimCitation, ClaimKind, Finding
from claimlink.review.links import Link, entry_links
from claimlink.review.marks import mark_article
from claimlink.review.reasons import give_reasons
from claimlink.review.store import Conflict, Edit, StoredClaim, Verdict
from claimlink.review.store.claims import claims_of_article, load_claim
from claimlink.review.store.people import Person, assigned_to, list_people
from claimlink.review.store.similar import find_similar
from claimlink.review.store.verdicts import (
    FINAL,
    SHARED,
    history,
    lane_of,
    load_verdict,
    open_conflicts,
    resolve,
    save,
)
from claimlink.review.values import FIELDS, check_value
from claimlink.review.web.desk import Desk, person_of
from claimlink.review.web.guard import parse_form
from claimlink.review.web.queues import number, query, read_filters
from claimlink.review.wording import say_value


@dataclass(frozen=True)
class Cited:
    """A citation of the claim as the page shows it."""

    citation: ClaimCitation
    entry: str | None
    links: list[Link]


def show(desk: Desk, request: Request) -> Response:
    """Show a claim beside its article, with the form of its verdict."""
    person, found = person_of(request), desk.claim(request)
    desk.open_by(person, found.number)
    lane = desk.reader(person).lane
    verdict = load_verdict(desk.database, found.number, lane)
    article = desk.article(found.article)
    siblings = claims_of_article(desk.database, found.article)
    places = [row["id"] for row in siblings]
    place = places.index(found.number) if found.number in places else 0
    return desk.page(
        request,
        "claim.html",
        found=found,
        claim=found.claim,
        article=article,
        paragraphs=mark_article(article, found.claim),
        cited=_cited(article, found.claim),
        findings=_findings(article, found.claim),
        reasons=give_reasons(article, found.claim),
        similar=_similar(desk, person, found),
        state=_state(verdict),
        scales=list(desk.scales.values()),
        kinds=get_args(ClaimKind),
        before=_neighbour(desk, places, place - 1),
        behind=_neighbour(desk, places, place + 1),
        conflicts=len(open_conflicts(desk.database, found.number, lane)),
        query=query(read_filters(request)),
        # Who may not assign is shown nobody to assign to.
        people=list_people(desk.database) if person.role == "owner" else [],
        assigned=assigned_to(desk.database, found.number),
        is_answered=verdict.is_decided,
    )


def _neighbour(desk: Desk, places: Sequence[int], place: int) -> Claim | None:
    """Return the claim at a place among those of its article, None beyond the first and last."""
    found = load_claim(desk.database, places[place]) if 0 <= place < len(places) else None
    return None if found is None else found.claim


def _state(verdict: Verdict) -> str:
    """Return what the script of the page needs; it stands in an attribute, escaped."""
    return orjson.dumps(
        {
            "version": verdict.version,
            "fields": verdict.fields,
            "undo": len(verdict.done),
            "redo": len(verdict.undone),
        }
    ).decode()


def _cited(article: ArticleRecord, claim: Claim) -> list[Cited]:
    entries = {entry.id: entry for entry in article.references}
    citations = {citation.id: citation for citation in article.citations}
    shown = []
    for citation in claim.citations:
        entry = entries.get(citation.reference_id or "")
        links = entry_links(entry, citation.reference, citations.get(citation.citation_id))
        shown.append(Cited(citation, entry.text if entry else None, links))
    return shown


def _findings(article: ArticleRecord, claim: Claim) -> list[Finding]:
    return [finding for finding in article.findings if claim.id in finding.claim_ids]


def _similar(desk: Desk, person: Person, found: StoredClaim) -> list[tuple[int, str, str]]:
    """Return similar claims with what was decided on them; of others only what may be seen."""
    lanes = [FINAL, desk.reader(person).lane]
    shown = []
    for row in find_similar(desk.database, found.number, found.claim.text):
        verdicts = [load_verdict(desk.database, row["id"], lane) for lane in lanes]
        said = next((rating(v) for v in verdicts if v.fields.get("rating")), "")
        shown.append((row["id"], row["text"], said))
    return shown


def rating(verdict: Verdict) -> str:
    """Return the answer of a verdict in words, empty where there is none."""
    found = verdict.fields.get("rating")
    return str(found.get("label", "")) if isinstance(found, dict) else ""


def save_change(desk: Desk, request: Request) -> Response:
    """Keep one change and answer when it is on the disk; 409 where another one came first."""
    person, found = person_of(request), desk.claim(request)
    try:
        edit = _read_edit(desk, person, found, request.state.body)
    except ValueError as error:
        return JSONResponse({"error": str(error)}, 422)
    answer = save(desk.database, edit)
    fields: dict[str, JsonValue] = orjson.loads(_state(answer.verdict))
    if isinstance(answer, Conflict):
        return JSONResponse({**fields, "merge": f"/claim/{found.number}/merge"}, 409)
    return JSONResponse(fields)


def _read_edit(desk: Desk, person: Person, found: StoredClaim, body: bytes) -> Edit:
    given = orjson.loads(body)
    if not isinstance(given, dict):
        raise ValueError("not an object")
    allowed = {"base", "action", "field", "value", "joins", "request"}
    fields = {name: given[name] for name in allowed if name in given}
    try:
        edit = Edit.model_validate(
            {
                **fields,
                "claim": found.number,
                "lane": desk.reader(person).lane,
                "person": person.number,
            }
        )
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from None
    if edit.action != "set":
        return edit
    length = len(desk.article(found.article).text)
    return edit.model_copy(
        update={"value": check_value(edit.field, edit.value, desk.scales, length)}
    )


def merge(desk: Desk, request: Request) -> Response:
    """Show the changes that came too late beside what stands."""
    person, found = person_of(request), desk.claim(request)
    lane = desk.reader(person).lane
    verdict = load_verdict(desk.database, found.number, lane)
    names, text = _names(desk), desk.article(found.article).text
    late = [
        (event, names.get(event.person, ""), say_value(event.body.get("after"), text))
        for event in open_conflicts(desk.database, found.number, lane)
    ]
    stands = {field: say_value(verdict.fields.get(field), text) for field in (*FIELDS, "")}
    by = {
        event.body.get("field"): (names.get(event.person, ""), event.at)
        for event in history(desk.database, found.number, lane)
        if event.kind in ("set", "undo", "redo", "resolve")
    }
    return desk.page(
        request, "merge.html", found=found, claim=found.claim, late=late, stands=stands, by=by
    )


def resolve_conflict(desk: Desk, request: Request) -> Response:
    """Take a change that came too late, or leave what stands."""
    person, found = person_of(request), desk.claim(request)
    form = parse_form(request.state.body)
    wanted, lane = number(form.get("event")), desk.reader(person).lane
    for event in open_conflicts(desk.database, found.number, lane):
        if event.id == wanted:
            resolve(desk.database, event, person=person.number, is_taken=form.get("take") == "late")
    left = open_conflicts(desk.database, found.number, lane)
    return RedirectResponse(f"/claim/{found.number}" + ("/merge" if left else ""), 303)


def show_history(desk: Desk, request: Request) -> Response:
    """Show all that was done on a claim: who, when, before and after."""
    person, found = person_of(request), desk.claim(request)
    names, lanes = _names(desk), visible_lanes(desk, person, found.number)
    text = desk.article(found.article).text
    rows = [
        (
            event,
            names.get(event.person, ""),
            say_value(event.body.get("before"), text),
            say_value(event.body.get("after"), text),
        )
        for event in history(desk.database, found.number)
        if event.lane in lanes
    ]
    return desk.page(request, "history.html", found=found, claim=found.claim, rows=rows)


def visible_lanes(desk: Desk, person: Person, claim: int) -> set[str]:
    """Return whose verdicts on a claim a person may see: others' only once their own is in."""
    lane = desk.reader(person).lane
    if not desk.is_double:
        return {SHARED, FINAL}
    if not load_verdict(desk.database, claim, lane).is_decided:
        return {lane}
    return {lane, FINAL, *(lane_of(other.number) for other in list_people(desk.database))}


def _names(desk: Desk) -> dict[int | None, str]:
    return {person.number: person.name for person in list_people(desk.database)}
