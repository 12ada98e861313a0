"""What a file of an annotation tool says, before it is held against the run's claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.errors import InputError
from claimlink.exporting.offsets import Offsets, OffsetUnit
from claimlink.reviews import normalize_time


@dataclass(frozen=True)
class Given:
    """What the user says of a file that does not say it: who reviewed, and when."""

    reviewer: str | None = None
    when: str | None = None


@dataclass(frozen=True)
class Region:
    """A labelled stretch as the tool has it; ``text`` is None where the tool does not say."""

    id: str | None
    start: int
    end: int
    label: str
    text: str | None = None
    verdict: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Task:
    """One person's annotation of an article, or of the part of it from ``start`` on.

    ``text`` is what was annotated, in which the regions' offsets count.  ``joins`` are (source,
    target, label) by the regions' ids; None where the tool was not asked for any.
    """

    place: str
    origin: str
    article_id: str
    text: str
    start: int
    unit: OffsetUnit
    reviewer: str
    when: str
    regions: Sequence[Region]
    joins: frozenset[tuple[str, str, str]] | None = None


def sign(given: Given, reviewer: str | None, when: str | None, place: str) -> tuple[str, str]:
    """Return who reviewed and when: as the user says, else as the file does.

    Raises:
        InputError: neither says it.
    """
    name, time = given.reviewer or reviewer, given.when or when
    if not name:
        raise InputError("says not who reviewed; name them with --reviewer", source=place)
    if not time:
        raise InputError("says not when; give the time with --when", source=place)
    try:
        return name, normalize_time(time)
    except ValueError as error:
        raise InputError(str(error), source=place) from None


def locate(region: Region, task: Task, offsets: Offsets) -> tuple[int, int]:
    """Return where a region stands in the task's text, in code points.

    The unit is the one in which the region's words are there; where it does not say them, or where
    the tool has changed their blanks, the one that the task declares.

    Raises:
        InputError: its words are not there in any unit.
    """
    plain = _within(region.start, region.end, task.text)
    start, end = offsets.from_utf16(region.start), offsets.from_utf16(region.end)
    wide = None if start is None or end is None else _within(start, end, task.text)
    found = [plain, wide] if task.unit == "code-points" else [wide, plain]
    likely = [place for place in found if place is not None]
    if region.text is None:
        likely = likely[:1] if found[0] is not None else []
        if likely:
            return likely[0]
    else:
        for place in likely:
            if task.text[slice(*place)] == region.text:
                return place
        for place in likely:
            if _bare(task.text[slice(*place)]) == _bare(region.text):
                return place
    raise InputError(
        f"the region from {region.start} to {region.end} does not fit the article's text; import "
        "into the run that was exported",
        source=task.place,
    )


def _within(start: int, end: int, text: str) -> tuple[int, int] | None:
    return (start, end) if 0 <= start < end <= len(text) else None


def _bare(text: str) -> str:
    r"""Return a text without blanks, which tools show otherwise than they are, as by ``\n``."""
    return "".join(text.replace("\\n", " ").split())
