"""Read a run's folder back into records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from claimlink.errors import RunError
from claimlink.records import SCHEMA_VERSION, Analysis, ArticleRecord, Claim, Record

Line = TypeVar("Line", bound=Record)


def read_run(folder: Path) -> list[Analysis]:
    """Return the analyses of a run, in the order of its ``articles.jsonl``.

    Raises:
        RunError: a file is missing, faulty, or of another ``schema_version``.
    """
    claims: dict[str, list[Claim]] = {}
    for claim in _lines(folder / "claims.jsonl", Claim):
        claims.setdefault(claim.article_id, []).append(claim)
    return [
        Analysis(article=article, claims=claims.get(article.id, []))
        for article in _lines(folder / "articles.jsonl", ArticleRecord)
    ]


def _lines(path: Path, form: type[Line]) -> Iterator[Line]:
    try:
        # Bytes are cut at line feeds alone; text lines would also be cut at a lone return.
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _record(line, form, f"{path}:{number}")
    except OSError as error:
        raise RunError(
            f"can't read a run's file ({error.strerror}); "
            "name the folder that claimlink extract wrote",
            source=str(path),
        ) from error


def _record(line: bytes, form: type[Line], source: str) -> Line:
    try:
        record = form.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise RunError(f"not a line of a run: {place}: {first['msg']}", source=source) from error
    version = getattr(record, "schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise RunError(
            f"written with schema version {version}, this is {SCHEMA_VERSION}; run it again",
            source=source,
        )
    return record
