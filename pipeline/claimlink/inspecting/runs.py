"""A run's folder -> its articles with their claims, one article at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

import orjson
from pydantic import ValidationError

from claimlink.errors import ClaimlinkError, RunError, describe_os_error
from claimlink.records import SCHEMA_VERSION, ArticleRecord, Claim
from claimlink.runfiles import WORK, line_files, open_lines

Line = TypeVar("Line", Claim, ArticleRecord)


@dataclass(frozen=True)
class ArticleClaims:
    """One article of a run with its claims, in the order of the text."""

    article: ArticleRecord
    claims: tuple[Claim, ...]


def read_run(folder: Path) -> Iterator[ArticleClaims]:
    """Yield the articles of a run in its order; its files are read once, side by side.

    Raises:
        RunError: a file is missing, damaged, or of another ``schema_version``.
        MissingExtraError: the files are packed with zstd, which is not installed.
    """
    claims = _read(folder, "claims", Claim)
    waiting = next(claims, None)
    for article in _read(folder, "articles", ArticleRecord):
        own: list[Claim] = []
        while waiting is not None and waiting.article_id == article.id:
            own.append(waiting)
            waiting = next(claims, None)
        yield ArticleClaims(article, tuple(own))
    if waiting is not None:
        raise RunError(
            f"claim {waiting.id} is of article {waiting.article_id}, which articles.jsonl does "
            "not hold in this place; run claimlink extract again",
            source=str(folder),
        )


def _read(folder: Path, name: str, kind: type[Line]) -> Iterator[Line]:
    paths = line_files(folder, name)
    if not paths:
        raise RunError(_missing(folder, name), source=str(folder / f"{name}.jsonl"))
    for path in paths:
        try:
            with open_lines(path) as stream:
                yield from _parse(path, stream, kind)
        except ClaimlinkError:
            raise
        except OSError as error:
            raise RunError(
                f"{describe_os_error(error)}; name a folder that claimlink extract -o wrote",
                source=str(path),
            ) from None
        except Exception as error:
            raise RunError(
                f"damaged ({error}); run claimlink extract again", source=str(path)
            ) from None


def _missing(folder: Path, name: str) -> str:
    if (folder / WORK / f"{name}.jsonl").exists():
        return (
            "not there yet: the run was ended before it was whole; give the same extract command "
            "again, it goes on from there"
        )
    return "no such file or directory; name a folder that claimlink extract -o wrote"


def _parse(path: Path, stream: IO[bytes], kind: type[Line]) -> Iterator[Line]:
    for number, line in enumerate(stream, 1):
        try:
            record = kind.model_validate_json(line)
        except ValidationError as error:
            raise RunError(_fault(line, error), source=f"{path}:{number}") from None
        if record.schema_version != SCHEMA_VERSION:
            raise RunError(_other_version(record.schema_version), source=f"{path}:{number}")
        yield record


def _fault(line: bytes, error: ValidationError) -> str:
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError:
        return "a damaged line; run claimlink extract again"
    version = fields.get("schema_version") if isinstance(fields, dict) else None
    if version != SCHEMA_VERSION:
        return _other_version(version)
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}; run claimlink extract again"


def _other_version(version: object) -> str:
    return (
        f"written with schema_version {version!r}, this claimlink reads {SCHEMA_VERSION!r}; "
        "run claimlink extract again"
    )
