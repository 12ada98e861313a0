"""``reviews.jsonl``: reading the events on a run's claims, and adding to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson
from pydantic import ValidationError

from claimlink.errors import RunError, describe_os_error
from claimlink.records import SCHEMA_VERSION
from claimlink.reviews import Review

#: The file's name in a run's folder.
REVIEWS = "reviews.jsonl"


@dataclass(frozen=True)
class Appended:
    """How many events were added, and how many were there already."""

    added: int
    known: int


def read_reviews(path: Path) -> Iterator[Review]:
    """Yield the events of a file in its order, which is that of their recording.

    Raises:
        RunError: the file cannot be read, a line is broken, or of another ``schema_version``.
    """
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                yield _parse(line, f"{path}:{number}")
    except OSError as error:
        raise RunError(
            f"{describe_os_error(error)}; name a file of reviews", source=str(path)
        ) from None


def _parse(line: bytes, place: str) -> Review:
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise RunError(
            "a damaged line; take the file from a backup or remove the line", source=place
        ) from None
    version = fields.get("schema_version") if isinstance(fields, dict) else None
    if version != SCHEMA_VERSION:
        raise RunError(
            f"written with schema_version {version!r}, this claimlink reads {SCHEMA_VERSION!r}",
            source=place,
        )
    try:
        return Review.model_validate(fields)
    except ValidationError as error:
        raise RunError(
            f"{describe_fault(error)}; correct or remove the line", source=place
        ) from None


def describe_fault(error: ValidationError) -> str:
    """Return the first fault of a record in one line, with the field it is in."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


def find_current(reviews: Iterable[Review]) -> Mapping[str, Sequence[Review]]:
    """Return, by claim id, the latest event of each verdict, in the order of their first.

    A verdict is a reviewer's own, or the shared or the final one of a claim; one that was taken
    back is left out.
    """
    found: dict[str, list[Review]] = {}
    for review in find_latest(reviews).values():
        if not review.says_nothing:
            found.setdefault(review.claim_id, []).append(review)
    return found


def find_latest(reviews: Iterable[Review]) -> dict[tuple[str, str, str], Review]:
    """Return the latest event of each verdict by its key, in the order of their first."""
    latest: dict[tuple[str, str, str], Review] = {}
    for review in reviews:
        latest[review.key] = review
    return latest


def append_reviews(path: Path, reviews: Sequence[Review]) -> Appended:
    """Add events to a file, all or none; each is given the event that it replaces.

    An event that the file holds already is not added again.  Several processes may add at a time.

    Raises:
        RunError: what the file holds cannot be read.
        OSError: it cannot be written.
    """
    if not reviews:
        return Appended(0, 0)
    with _locked(path) as stream:
        _check_end(path)
        known: set[str] = set()
        latest: dict[tuple[str, str, str], str] = {}
        for review in read_reviews(path):
            known.add(review.id)
            latest[review.key] = review.id
        fresh = []
        for review in reviews:
            if review.id in known:
                continue
            known.add(review.id)
            fresh.append(review.model_copy(update={"previous": latest.get(review.key)}))
            latest[review.key] = review.id
        _write(stream, b"".join(encode_review(review) for review in fresh))
    return Appended(len(fresh), len(reviews) - len(fresh))


def _check_end(path: Path) -> None:
    """Refuse a file whose last line was cut off: what is added would be glued to it."""
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return
        stream.seek(-1, os.SEEK_END)
        if stream.read(1) != b"\n":
            raise RunError("its last line is cut off; end or remove the line", source=str(path))


def encode_review(review: Review) -> bytes:
    """Return an event as a line of the file."""
    return orjson.dumps(review.model_dump(mode="json"), option=orjson.OPT_APPEND_NEWLINE)


def _write(stream: IO[bytes], lines: bytes) -> None:
    size = stream.seek(0, os.SEEK_END)
    if not lines:
        return
    try:
        stream.write(lines)
        stream.flush()
        os.fsync(stream.fileno())
    except OSError:
        # A full disk must not leave half a line behind.
        os.ftruncate(stream.fileno(), size)
        raise


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for adding to it, alone; a file that stays empty is removed again."""
    with path.open("ab", buffering=0) as stream:
        try:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        except (ImportError, OSError):
            pass  # a system or a file system without locks
        try:
            yield stream
        finally:
            if stream.seek(0, os.SEEK_END) == 0:
                path.unlink()
