"""Events of a verdict -> the verdict: what is set now, what can be undone, what done again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import Field, JsonValue

from claimlink.records import Record
from claimlink.review.store.events import Event, EventKind


class Step(Record):
    """What one undo takes back: a field's value before and after.

    Key presses that go on typing in one field are one step.
    """

    field: str
    before: JsonValue
    after: JsonValue


class Verdict(Record):
    """A verdict after so many events: ``version`` counts those that changed it.

    ``fields`` holds what is set; a field that is not there, or None, is not.  ``done`` are the
    steps that can be undone, ``undone`` those that can be done again, the next one last.
    """

    version: int = 0
    fields: dict[str, JsonValue] = Field(default_factory=dict)
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether its person need not see the claim again: decided on, or passed over."""
        return self.is_decided or self.fields.get("skipped") is True

    @property
    def is_decided(self) -> bool:
        """Whether it answers the claim: by a rating, or as one that is none."""
        return self.fields.get("rating") is not None or self.is_no_claim

    @property
    def is_no_claim(self) -> bool:
        """Whether it says that there is nothing to check."""
        return any(
            isinstance(made, dict) and made.get("change") == "not-a-claim"
            for made in self.listed("corrections")
        )

    def listed(self, field: str) -> list[JsonValue]:
        """Return the value of a field that holds a list, empty where it is not set."""
        value = self.fields.get(field)
        return value if isinstance(value, list) else []


EMPTY = Verdict()


def fold(events: Iterable[Event]) -> Verdict:
    """Return the verdict that the events of one lane of one claim make, in their order."""
    verdict = EMPTY
    for event in events:
        verdict = advance(verdict, event.kind, event.body)
    return verdict


def advance(verdict: Verdict, kind: EventKind, body: Mapping[str, JsonValue]) -> Verdict:
    """Return the verdict after one more event; one that changes nothing leaves it as it is."""
    if kind == "set" or (kind == "resolve" and body.get("is_taken") is True):
        return _set(verdict, body)
    if kind == "undo" and verdict.done:
        step = verdict.done[-1]
        return _moved(verdict, step.field, step.before).model_copy(
            update={"done": verdict.done[:-1], "undone": (*verdict.undone, step)}
        )
    if kind == "redo" and verdict.undone:
        step = verdict.undone[-1]
        return _moved(verdict, step.field, step.after).model_copy(
            update={"done": (*verdict.done, step), "undone": verdict.undone[:-1]}
        )
    return verdict


def _set(verdict: Verdict, body: Mapping[str, JsonValue]) -> Verdict:
    field, after = str(body["field"]), body["after"]
    step = Step(field=field, before=verdict.fields.get(field), after=after)
    done = verdict.done
    # After an undo the next key press begins a step: joining would change what redo brings back.
    if body.get("joins") is True and done and done[-1].field == field and not verdict.undone:
        step = step.model_copy(update={"before": done[-1].before})
        done = done[:-1]
    return _moved(verdict, field, after).model_copy(update={"done": (*done, step), "undone": ()})


def _moved(verdict: Verdict, field: str, value: JsonValue) -> Verdict:
    return verdict.model_copy(
        update={"version": verdict.version + 1, "fields": {**verdict.fields, field: value}}
    )
