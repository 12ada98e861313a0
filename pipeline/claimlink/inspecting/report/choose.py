"""The articles of a run -> those that one page shows; too many are refused, not cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimlink.errors import RunError
from claimlink.inspecting.runs import ArticleClaims, read_run
from claimlink.inspecting.safe import show_safely

#: What a browser holds without effort: a page of so many claims of ordinary articles has 21 MB,
#: opens in half a second and is searched in another half (measured in Chromium, November 2026).
MOST_CLAIMS = 20_000

#: Characters of articles, for a run of long texts with few claims.
MOST_CHARACTERS = 40_000_000


@dataclass(frozen=True)
class Choice:
    """Which articles: those with these ids or sources, those at these places; all without.

    ``places`` are the first and the last, counted from 1, both included.
    """

    articles: tuple[str, ...] = ()
    places: tuple[int, int] | None = None


#: All articles of a run.
EVERYTHING = Choice()


def parse_range(words: str) -> tuple[int, int] | None:
    """Return the first and last place that ``FIRST-LAST`` names, None where it is no range.

    >>> parse_range("1-400"), parse_range("7"), parse_range("9-3"), parse_range("0-3")
    ((1, 400), (7, 7), None, None)
    """
    first, dash, last = words.partition("-")
    ends = (first, last if dash else first)
    if not all(end.isascii() and end.isdigit() and len(end) <= 9 for end in ends):
        return None
    places = (int(ends[0]), int(ends[1]))
    return places if 1 <= places[0] <= places[1] else None


def choose_articles(run: Path, choice: Choice) -> Iterator[ArticleClaims]:
    """Yield the chosen articles in the order of the run.

    Raises:
        RunError: an article that was named is not there, or they are more than a page can show.
    """
    wanted = set(choice.articles)
    missing = set(wanted)
    claims = characters = 0
    for place, found in enumerate(read_run(run), 1):
        names = {found.article.id, found.article.source}
        if wanted and not names & wanted:
            continue
        if choice.places is not None and place < choice.places[0]:
            continue
        if choice.places is not None and place > choice.places[1]:
            break
        missing -= names
        claims += len(found.claims)
        characters += len(found.article.text)
        if claims > MOST_CLAIMS or characters > MOST_CHARACTERS:
            raise RunError(_too_many(choice, place), source=str(run))
        yield found
    if missing:
        raise RunError(_not_there(missing), source=str(run))


def _too_many(choice: Choice, place: int) -> str:
    first = 1 if choice.places is None else choice.places[0]
    limits = f"{MOST_CLAIMS:,} claims or {MOST_CHARACTERS:,} characters of articles"
    if place == first:
        return f"article {place} alone is more than a page shows ({limits})"
    return (
        f"more than a page shows ({limits}); make several, the first with "
        f"--range {first}-{place - 1}, the next from {place} on"
    )


def _not_there(missing: set[str]) -> str:
    first = show_safely(min(missing))
    return (
        f"no article {first!r} among those chosen; articles.jsonl holds id and source of all, "
        "and either will do"
    )
