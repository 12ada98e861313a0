"""A table of claims with columns of reviews (CSV) -> one row a claim.

The table is ``claims.csv`` of ``claimlink export --to csv``, or any with the column ``claim_id``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from claimlink.errors import InputError
from claimlink.exporting.sources import one_line
from claimlink.importing.drafts import Given, sign
from claimlink.inspecting.spreadsheets import restore
from claimlink.records import Claim
from claimlink.reviewfiles import describe_fault
from claimlink.reviews import Review, rate

#: The columns of a review, each of which may be left out.
COLUMNS = (
    "reviewer",
    "reviewed",
    "verdict",
    "verdict_scale",
    "verdict_value",
    "verdict_best",
    "verdict_worst",
    "review_confidence",
    "review_note",
    "evidence_url",
    "evidence_quotation",
    "evidence_seen",
    "not_a_claim",
)

#: How a column begins that can only be meant for a review, so that a slip is not passed over.
_MEANT = ("review", "verdict", "evidence", "not_a")

_YES = {"yes", "true", "x", "1"}
_NO = {"", "no", "false", "0"}


@dataclass(frozen=True)
class ClaimRow:
    """The cells of one row by column, as text, and the line it begins in."""

    place: str
    cells: Mapping[str, str]

    @property
    def claim_id(self) -> str:
        """The claim that the row is about."""
        return self.cells["claim_id"]


def read_rows(path: Path) -> Iterator[ClaimRow]:
    """Yield the rows that name a claim; commas, semicolons or tabs stand between the cells.

    Raises:
        InputError: the file is no such table.
        OSError: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            mark = max(",;\t", key=first.count)
            stream.seek(0)
            rows = csv.reader(stream, delimiter=mark, strict=True)
            names = _check(next(rows, []), path)
            before = rows.line_num
            for row in rows:
                place = f"{path}:{before + 1}"
                before = rows.line_num
                if len(row) > len(names):
                    raise InputError(f"{len(row)} cells under {len(names)} headings", source=place)
                cells = {name: restore(cell) for name, cell in zip(names, row, strict=False)}
                if cells.get("claim_id"):
                    yield ClaimRow(place, cells)
    except UnicodeDecodeError:
        raise InputError("not UTF-8; save it as CSV UTF-8", source=str(path)) from None
    except csv.Error as error:
        raise InputError(f"not CSV ({error}); save it again", source=str(path)) from None


def _check(names: list[str], path: Path) -> list[str]:
    if "claim_id" not in names:
        raise InputError("has no column claim_id; add reviews to claims.csv", source=str(path))
    for name in names:
        if name.startswith(_MEANT) and name not in COLUMNS:
            raise InputError(
                f"column {name!r} is none of a review's: {', '.join(COLUMNS)}", source=str(path)
            )
    return names


def review_row(row: ClaimRow, claim: Claim, given: Given) -> Review | None:
    """Return the review that a row holds; None where it says nothing new of its claim.

    Raises:
        InputError: a cell has no such value, or it is not said who reviewed and when.
    """
    cells = {name: cell.strip() for name, cell in row.cells.items() if cell.strip()}
    said = {
        "verdict": _verdict(cells, row.place),
        "confidence": cells.get("review_confidence"),
        "note": cells.get("review_note"),
        "evidence": _evidence(cells),
        "corrections": list(_corrections(row, cells, claim)),
    }
    if not any(said.values()):
        return None
    reviewer, when = sign(given, cells.get("reviewer"), cells.get("reviewed"), row.place)
    try:
        return Review.model_validate(
            {
                "claim_id": claim.id,
                "article_id": claim.article_id,
                "reviewer": reviewer,
                "when": when,
                "origin": "csv",
                **said,
            }
        )
    except ValidationError as error:
        raise InputError(describe_fault(error), source=row.place) from None


def _verdict(cells: Mapping[str, str], place: str) -> dict[str, str] | None:
    """Return the verdict's fields: as given, or of a label of the built-in scale."""
    parts = {
        name: cells[f"verdict_{name}"]
        for name in ("scale", "value", "best", "worst")
        if f"verdict_{name}" in cells
    }
    label = cells.get("verdict")
    if label is None and not parts:
        return None
    if label is not None and not parts:
        try:
            return {name: str(value) for name, value in rate(label).model_dump().items()}
        except ValueError as error:
            hint = "or give verdict_scale, _value, _best and _worst"
            raise InputError(f"{error}; {hint}", source=place) from None
    missing = [f"verdict_{n}" for n in ("scale", "value", "best", "worst") if n not in parts]
    missing += [] if label else ["verdict"]
    if missing:
        raise InputError(f"a verdict without {', '.join(missing)}", source=place)
    return {**parts, "label": str(label)}


def _evidence(cells: Mapping[str, str]) -> list[dict[str, str]]:
    found = {
        name: cells[f"evidence_{name}"]
        for name in ("url", "quotation", "seen")
        if f"evidence_{name}" in cells
    }
    return [found] if found else []


def _corrections(
    row: ClaimRow, cells: Mapping[str, str], claim: Claim
) -> Iterator[dict[str, object]]:
    """Yield what was changed in the columns of the claim's own."""
    answer = cells.get("not_a_claim", "").lower()
    if answer not in _YES | _NO:
        raise InputError(f"not_a_claim is {answer!r}, expected yes or no", source=row.place)
    if answer in _YES:
        yield {"change": "not-a-claim"}
    if cells.get("kind", claim.kind) != claim.kind:
        yield {"change": "kind", "kind": cells["kind"]}
    start, end = cells.get("start_char"), cells.get("end_char")
    if start and end and (start, end) != (str(claim.span.start), str(claim.span.end)):
        yield {"change": "span", "fragments": [(start, end)]}
    source = None if claim.attribution is None else claim.attribution.source
    before = "" if source is None else one_line(source.name)
    if "source" in row.cells and one_line(row.cells["source"]) != before:
        yield {"change": "speaker", "name": one_line(row.cells["source"]) or None}
