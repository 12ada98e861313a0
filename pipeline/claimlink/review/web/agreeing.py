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


def compare(desk: Desk, request: Request, said: str = "", status: int = 200) -> Response:
    """Show what each said of a claim, and the form of what holds in the end."""
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
        choices=_choices(desk, pair, final),
    )


def _choices(desk: Desk, pair: Answered, final: Verdict) -> list[tuple[str, str, bool]]:
    """Return whose corrections may hold: value, words, and whether they do; empty: all say one."""
    if _common_corrections(pair) is not None:
        return []
    names, holds = _names(desk), _corrections(final) if final.version else None
    made = [
        (str(person), f"as {names[person]} says", _corrections(verdict) == holds)
        for person, verdict in sorted(pair.verdicts.items())
    ]
    if all(_corrections(verdict) for verdict in pair.verdicts.values()):
        made.append((_NONE, "none", holds == []))
    return made


#: Nobody's corrections hold.
_NONE = "none"


def _corrections(verdict: Verdict) -> JsonValue:
    return verdict.fields.get("corrections") or []


def _common_corrections(pair: Answered) -> JsonValue:
    """Return the corrections that all made, None where they differ."""
    first, *others = map(_corrections, pair.verdicts.values())
    return first if all(other == first for other in others) else None


def _chosen_corrections(pair: Answered, choice: str) -> JsonValue:
    """Return the corrections that hold, None where nobody said which."""
    common = _common_corrections(pair)
    if common is not None or choice == _NONE:
        return common or []
    chosen = pair.verdicts.get(number(choice))
    return None if chosen is None else _corrections(chosen)


def _said(verdict: Verdict, text: str) -> dict[str, str]:
    return {field: say_value(verdict.fields.get(field), text) for field in FIELDS}


def settle(desk: Desk, request: Request) -> Response:
    """Keep the answer that holds in the end, so long as nobody gave another one meanwhile."""
    pair, person = _answered(desk, request), person_of(request)
    form = parse_form(request.state.body)
    try:
        wanted = _settlement(desk, request, pair, form)
    except ValueError as error:
        return compare(desk, request, str(error), 422)
    base = number(form.get("base"))
    for field, value in wanted:
        edit = Edit(
            claim=pair.number, lane=FINAL, person=person.number, base=base, field=field, value=value
        )
        answered = save(desk.database, edit)
        if isinstance(answered, Conflict):
            said = "Somebody settled this meanwhile. Both answers are kept; look again."
            return compare(desk, request, said, 409)
        base = answered.verdict.version
    return RedirectResponse("/compare", 303)


def _settlement(
    desk: Desk, request: Request, pair: Answered, form: Mapping[str, str]
) -> list[tuple[str, JsonValue]]:
    """Return the fields of the verdict that settles a claim.

    Raises:
        ValueError: something is left open; says what.
    """
    corrections = _chosen_corrections(pair, form.get("corrections", ""))
    if corrections is None:
        raise ValueError("Choose whose corrections hold.")
    scale, _, label = form.get("rating", "").partition("|")
    wanted: list[tuple[str, JsonValue]] = [("rating", {"scale": scale, "label": label})]
    if form.get("note"):
        wanted.append(("note", form["note"]))
    if corrections != _corrections(load_verdict(desk.database, pair.number, FINAL)):
        wanted.append(("corrections", corrections))
    length = len(desk.article(desk.claim(request).article).text)
    try:
        return [(name, check_value(name, value, desk.scales, length)) for name, value in wanted]
    except ValueError:
        raise ValueError("Choose an answer first.") from None


def show_agreement(desk: Desk, request: Request) -> Response:
    """Show how far people agree, with what each figure means."""
    if person_of(request).role != "owner":
        raise HTTPException(403, "Only the owner of the desk sees how far people agree.")
    figures = measure_agreement(desk.database)
    return desk.page(request, "agreement.html", figures=figures, names=_names(desk))
