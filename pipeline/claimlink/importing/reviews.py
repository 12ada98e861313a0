"""A tool's file x a run -> events added to the run's ``reviews.jsonl``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from claimlink.errors import InputError, explain_os_error
from claimlink.importing.compare import compare
from claimlink.importing.drafts import Given, Task
from claimlink.importing.label_studio import read_label_studio
from claimlink.importing.prodigy import read_prodigy
from claimlink.importing.rows import ClaimRow, read_rows, review_row
from claimlink.inspecting.runs import ArticleClaims, read_run
from claimlink.reviewfiles import REVIEWS, Appended, append_reviews
from claimlink.reviews import Review

_TASKS: dict[str, Callable[[Path, Given], Iterator[Task]]] = {
    "labelstudio": read_label_studio,
    "prodigy": read_prodigy,
}

#: The tools whose files can be imported.
TOOLS = (*_TASKS, "csv")

#: An event and its place in the tool's file, which orders what is added.
_Placed = tuple[int, Review]


def import_reviews(run: Path, tool: str, path: Path, given: Given) -> Appended:
    """Add what a tool's file says of a run's claims to its reviews, all of it or nothing.

    The same file gives the same events, which are added once.

    Raises:
        InputError: the file cannot be read, is broken, or not of this run.
        RunError: the run or its reviews cannot be read.
        OSError: the reviews cannot be written.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise InputError(explain_os_error(error), source=str(path)) from None
    found = _from_rows(run, path, given) if tool == "csv" else _from_tasks(run, tool, path, given)
    found.sort(key=lambda placed: placed[0])
    return append_reviews(run / REVIEWS, [review for _, review in found])


def _from_tasks(run: Path, tool: str, path: Path, given: Given) -> list[_Placed]:
    tasks: dict[str, list[tuple[int, Task]]] = {}
    for number, task in enumerate(_TASKS[tool](path, given)):
        tasks.setdefault(task.article_id, []).append((number, task))
    found: list[_Placed] = []
    for article in read_run(run):
        for number, task in tasks.pop(article.article.id, []):
            found += [(number, review) for review in compare(task, article)]
    for article_id, left in tasks.items():
        raise InputError(f"article {article_id!r} is not in {run}", source=left[0][1].place)
    return found


def _from_rows(run: Path, path: Path, given: Given) -> list[_Placed]:
    rows: dict[str, list[tuple[int, ClaimRow]]] = {}
    for number, row in enumerate(read_rows(path)):
        rows.setdefault(row.claim_id, []).append((number, row))
    found: list[_Placed] = []
    for article in read_run(run):
        found += _rows_of(article, rows, given)
    for claim_id, left in rows.items():
        raise InputError(f"claim {claim_id!r} is not in {run}", source=left[0][1].place)
    return found


def _rows_of(
    article: ArticleClaims, rows: dict[str, list[tuple[int, ClaimRow]]], given: Given
) -> Sequence[_Placed]:
    return [
        (number, review)
        for claim in article.claims
        for number, row in rows.pop(claim.id, [])
        if (review := review_row(row, claim, given)) is not None
    ]
