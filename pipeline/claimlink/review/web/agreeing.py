"""Two verdicts side by side, the one that settles them, and how far people agree."""

from __future__ import annotations

from collections.abc import Mapping

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
from claimlink.review.web.desk import Desk, person_of
from claimlink.review.web.guard import parse_form
from claimlink.review.web.queues import number
from claimlink.review.wording import say_value


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


def compare(
    desk: Desk,
    request: Request,
    said: str = "",
    status: int = 200,
    given: Mapping[str, str] | None = None,
) -> Response:
    """Show what each said of a claim, and the form of what holds in the end.

    ``given`` is what somebody entered in a form that was not taken; None: the form is new.
    """
    pair, stored = _answered(desk, request), desk.claim(request)
    final = load_verdict(desk.database, pair.number, FINAL)
    article = desk.article(stored.article)
    paragraphs = mark_article(article, stored.claim)
    return desk.page(
        request,
        "compare.html",
        status,
        found=stored,
        claim=stored.claim,
        paragraphs=[paragraph for paragraph in paragraphs if paragraph.is_here],
        columns=[
            (_names(desk)[person], _said(verdict, article.text))
            for person, verdict in sorted(pair.verdicts.items())
        ],
        fields=FIELDS,
        is_one_mind=pair.is_one_mind,
        final=final,
        settled=_said(final, article.text),
        scales=list(desk.scales.values()),
        said=said,
        choices=_choices(desk, pair),
        entered=_entered(pair, final) if given is None else {**_NOTHING_ENTERED, **given},
        seen=_seen(pair),
    )


def _seen(pair: Answered) -> str:
    """Return which state of each verdict the page shows."""
    return " ".join(f"{who}:{verdict.version}" for who, verdict in sorted(pair.verdicts.items()))


def _entered(pair: Answered, final: Verdict) -> dict[str, str]:
    """Return the fields of the form as they were settled, empty where nothing was."""
    rating = final.fields.get("rating")
    chosen = f"{rating['scale']}|{rating['label']}" if isinstance(rating, dict) else ""
    holds = _corrections(final)
    said = [who for who, verdict in sorted(pair.verdicts.items()) if _corrections(verdict) == holds]
    corrections = "" if not final.version else str(said[0]) if said else _NONE
    return {
        "rating": chosen,
        "note": str(final.fields.get("note") or ""),
        "corrections": corrections,
    }


_NOTHING_ENTERED = {"rating": "", "note": "", "corrections": ""}


def _choices(desk: Desk, pair: Answered) -> list[tuple[str, str]]:
    """Return whose corrections may hold, as value and words; empty where all say one thing."""
    if _common_corrections(pair) is not None:
        return []
    names = _names(desk)
    made = [(str(person), f"as {names[person]} says") for person in sorted(pair.verdicts)]
    if all(_corrections(verdict) for verdict in pair.verdicts.values()):
        made.append((_NONE, "none"))
    return made


#: Nobody's corrections hold.
_NONE = "none"


def _corrections(verdict: Verdict) -> list[JsonValue]:
    """Return the corrections of a verdict, in an order that does not depend on when each came."""
    return sorted(verdict.listed("corrections"), key=str)


def _common_corrections(pair: Answered) -> list[JsonValue] | None:
    """Return the corrections that all made, None where they differ."""
    first, *others = map(_corrections, pair.verdicts.values())
    return first if all(other == first for other in others) else None


def _chosen_corrections(pair: Answered, choice: str) -> list[JsonValue] | None:
    """Return the corrections that hold, None where nobody said which."""
    common = _common_corrections(pair)
    if common is not None or choice == _NONE:
        return common or []
    chosen = pair.verdicts.get(number(choice))
    return None if chosen is None else _corrections(chosen)


def _said(verdict: Verdict, text: str) -> dict[str, str]:
    return {field: say_value(verdict.fields.get(field), text) for field in FIELDS}


def settle(desk: Desk, request: Request) -> Response:
    """Keep the answer that holds in the end, so long as nobody changed anything meanwhile."""
    pair, person = _answered(desk, request), person_of(request)
    form = parse_form(request.state.body)
    if form.get("seen", _seen(pair)) != _seen(pair):
        return compare(desk, request, _MEANWHILE, 409, form)
    try:
        wanted = _settlement(desk, request, pair, form)
    except ValueError as error:
        return compare(desk, request, str(error), 422, form)
    base = number(form.get("base"))
    for field, value in wanted:
        edit = Edit(
            claim=pair.number, lane=FINAL, person=person.number, base=base, field=field, value=value
        )
        answered = save(desk.database, edit)
        if isinstance(answered, Conflict):
            return compare(desk, request, _MEANWHILE, 409, form)
        base = answered.verdict.version
    return RedirectResponse("/compare", 303)


_MEANWHILE = (
    "Somebody changed a verdict or settled this meanwhile. Look at what it says now; what you "
    "entered is still in the form."
)


def _settlement(
    desk: Desk, request: Request, pair: Answered, form: Mapping[str, str]
) -> list[tuple[str, JsonValue]]:
    """Return the fields of the verdict that settles a claim, those that change.

    Raises:
        ValueError: something is left open or cannot be; says what.
    """
    corrections = _chosen_corrections(pair, form.get("corrections", ""))
    if corrections is None:
        raise ValueError("Choose whose corrections hold.")
    scale, _, label = form.get("rating", "").partition("|")
    rating: JsonValue = {"scale": scale, "label": label} if scale else None
    if rating is None and not Verdict(fields={"corrections": corrections}).is_no_claim:
        raise ValueError("Choose an answer first.")
    final = load_verdict(desk.database, pair.number, FINAL)
    wanted: list[tuple[str, JsonValue, JsonValue]] = [
        ("rating", rating, final.fields.get("rating")),
        ("note", form.get("note", ""), final.fields.get("note") or ""),
        ("corrections", [*corrections], _corrections(final)),
    ]
    length = len(desk.article(desk.claim(request).article).text)
    return [
        (name, check_value(name, value, desk.scales, length))
        for name, value, before in wanted
        if value != before
    ]


def show_agreement(desk: Desk, request: Request) -> Response:
    """Show how far people agree, with what each figure means."""
    if person_of(request).role != "owner":
        raise HTTPException(403, "Only the owner of the desk sees how far people agree.")
    figures = measure_agreement(desk.database)
    return desk.page(request, "agreement.html", figures=figures, names=_names(desk))
