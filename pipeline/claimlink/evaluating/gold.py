"""Annotated articles: the form of the gold files of ``corpus/``, read and checked.

A gold file ``NAME.json`` stands beside its text.  Offsets are code points, half-open; ``range`` is
the annotated part.  ``corpus/GUIDELINE.md`` says what is annotated and how.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from claimlink.errors import InputError
from claimlink.records import ClaimKind, Record

GoldScope = Literal["same-clause", "same-sentence", "previous-sentence", "paragraph"]
NonClaimReason = Literal["opinion", "question", "heading", "normative", "meta", "definition"]


class GoldCitation(Record):
    """One cited work at one place; ``reference`` is None where the list has no such entry.

    ``start`` and ``end`` take in the brackets where these hold one work alone.  ``group`` is the
    whole bracket, None for a narrative citation.
    """

    id: str
    start: int
    end: int
    authors: list[str]
    year: str | None
    narrative: bool
    reference: int | None
    group: tuple[int, int] | None = None
    note: str | None = None


class GoldReference(Record):
    """One entry of the source list, without its list marker."""

    index: int
    start: int
    end: int
    authors: list[str]
    year: str | None
    title: str | None
    url: str | None
    note: str | None = None


class GoldClaim(Record):
    """One claim; ``scope`` is None exactly where no citation supports it.

    ``fragments`` are the parts of the span that state it, None where the whole span does.
    """

    id: str
    start: int
    end: int
    kind: ClaimKind
    attributed_to: str | None
    citations: list[str]
    scope: GoldScope | None
    fragments: list[tuple[int, int]] | None = None
    note: str | None = None

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The stretches that state the claim."""
        return self.fragments or [(self.start, self.end)]


class GoldNonClaim(Record):
    """A stretch that states nothing to check, and why."""

    start: int
    end: int
    why: NonClaimReason
    note: str | None = None


class GoldIssue(Record):
    """Something a fact-checker would want flagged; ``type`` is the code of a finding, or another.

    Any of ``spans`` is a right place for it.
    """

    type: str
    severity: Literal["high", "medium", "low"]
    spans: list[tuple[int, int]]
    detail: str


class GoldFile(Record):
    """What a gold file holds."""

    text_file: str
    range: tuple[int, int] | None = None
    sentences: list[tuple[int, int]] = Field(default_factory=list)
    citations: list[GoldCitation]
    references: list[GoldReference]
    claims: list[GoldClaim]
    non_claims: list[GoldNonClaim] = Field(default_factory=list)
    issues: list[GoldIssue] = Field(default_factory=list)


class GoldArticle(Record):
    """An annotated article and its text; ``name`` is the text's file name."""

    name: str
    text: str
    gold: GoldFile

    @property
    def annotated(self) -> tuple[int, int]:
        """The annotated part of the text."""
        return self.gold.range or (0, len(self.text))


def read_gold(folder: Path) -> list[GoldArticle]:
    """Return the annotated articles of a folder, by the names of their gold files.

    Raises:
        InputError: there is no gold file, one is faulty, or its text is missing.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(
            "no gold files here; expected NAME.json beside NAME.txt", source=str(folder)
        )
    return [_read_article(path) for path in paths]


def read_text(path: Path) -> str:
    """Return a file's text with its line ends kept and a byte-order mark dropped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.read()


def _read_article(path: Path) -> GoldArticle:
    try:
        gold = GoldFile.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"not a gold file: {place}: {first['msg']}", source=str(path)) from error
    text_path = path.parent / Path(gold.text_file).name
    try:
        return GoldArticle(name=text_path.name, text=read_text(text_path), gold=gold)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the annotated text {text_path.name} can't be read: {error}", source=str(path)
        ) from error
