"""Two verdicts side by side, the one that settles them, and how far people agree."""

from __future__ import annotations

from pydantic import JsonValue
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimlink.review.marks import mark_article
from claimlink.review.pairs import Answered, answer, answered_twice, measure_agreement
from claimlink.review.store import Conflict, Edit, Verdict
from claimlink.review.store.people import Person, list_people
from claimlink.review.store.verdicts import FINAL, load_verdict, save
from claimlink.review.values import FIELDS, check_value
from claimlink.review.web.claims import say_value
from claimlink.review.web.desk import Desk, person_of
from claimlink.review.web.guard import parse_form
from claimlink.review.web.queues import number


def list_pairs(desk: Desk, request: Request) -> Response:
    """Show the claims that two people decided on, those on which they differ first."""
    person = person_of(request)
    seen = [c for c in answered_twice(desk.database) if _may_see(person, c)]
    seen.sort(key=lambda found: (found.is_settled, found.is_one_mind))
    return desk.page(request, "pairs.html", pairs=seen, answer=answer, names=_names(desk))


def _may_see(person: Person, found: Answered) -> bool:
    return person.role == "owner" or person.number in found.verdicts


def _names(desk: Desk) -> dict[int, str]:
    return {person.number: person.name for person in list_people(desk.database)}


def _answered(desk: Desk, request: Request) -> Answered:
    person, wanted = person_of(request), request.path_params["number"]
    for found in answered_twice(desk.database, wanted if wanted < 1 << 62 else 0):
        if _may_see(person, found):
            return found
    raise HTTPException(404, "Two people have not decided on this claim yet.")


def compare(desk: Desk, request: Request, said: str = "", status: int = 200) -> Response:
    """Show what each said of a claim, and the form of what holds in the end."""
    pair, stored = _answered(desk, request), desk.claim(request)
    final = load_verdict(desk.database, pair.number, FINAL)
    paragraphs = mark_article(desk.article(stored.article), stored.claim)
    return desk.page(
        request,
        "compare.html",
        status,
        found=stored,
        claim=stored.claim,
        paragraphs=[paragraph for paragraph in paragraphs if paragraph.is_here],
        columns=[(_names(desk)[p], _said(verdict)) for p, verdict in sorted(pair.verdicts.items())],
        fields=FIELDS,
        is_one_mind=pair.is_one_mind,
        final=final,
        settled=_said(final),
        scales=list(desk.scales.values()),
        said=said,
    )


def _said(verdict: Verdict) -> dict[str, str]:
    return {field: say_value(verdict.fields.get(field)) for field in FIELDS}


def settle(desk: Desk, request: Request) -> Response:
    """Keep the answer that holds in the end, so long as nobody gave another one meanwhile."""
    pair, person = _answered(desk, request), person_of(request)
    form = parse_form(request.state.body)
    scale, _, label = form.get("rating", "").partition("|")
    wanted: list[tuple[str, JsonValue]] = [("rating", {"scale": scale, "label": label})]
    if form.get("note"):
        wanted.append(("note", form["note"]))
    base = number(form.get("base"))
    for field, value in wanted:
        try:
            checked = check_value(field, value, desk.scales, 0)
        except ValueError:
            return compare(desk, request, "Choose an answer first.", 422)
        edit = Edit(
            claim=pair.number, lane=FINAL, person=person.number, base=base, field=field,
            value=checked,
        )  # fmt: skip
        answered = save(desk.database, edit)
        if isinstance(answered, Conflict):
            said = "Somebody settled this meanwhile. Both answers are kept; look again."
            return compare(desk, request, said, 409)
        base = answered.verdict.version
    return RedirectResponse("/compare", 303)


def show_agreement(desk: Desk, request: Request) -> Response:
    """Show how far people agree, with what each figure means."""
    if person_of(request).role != "owner":
        raise HTTPException(403, "Only the owner of the desk sees how far people agree.")
    figures = measure_agreement(desk.database)
    return desk.page(request, "agreement.html", figures=figures, names=_names(desk))
