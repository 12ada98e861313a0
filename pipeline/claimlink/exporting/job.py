"""What an export works from: a run's folder, the reviews of its claims, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from claimlink.batch.summary import RunRecord
from claimlink.errors import RunError, describe_os_error
from claimlink.exporting.offsets import OffsetUnit
from claimlink.inspecting.runs import ArticleClaims, read_run
from claimlink.reviewfiles import REVIEWS, find_current, read_reviews
from claimlink.reviews import Review


def _say_nothing(_: str) -> None:
    pass


@dataclass(frozen=True)
class ExportJob:
    """One export.

    ``reviews`` is a file of reviews, None for the one in the run's folder.  ``page`` is the address
    below which the page of each checked claim stands, None where there are no such pages.
    ``say`` takes a line about what could not be exported.
    """

    run: Path
    reviews: Path | None = None
    unit: OffsetUnit = "code-points"
    page: str | None = None
    say: Callable[[str], None] = _say_nothing

    def articles(self) -> Iterator[ArticleClaims]:
        """Yield the run's articles, one held at a time.

        Raises:
            RunError: the folder is no run's, a line is broken, or of another ``schema_version``.
        """
        return read_run(self.run)

    @property
    def reviews_path(self) -> Path:
        """The file of reviews, which need not be there unless it was named."""
        return self.run / REVIEWS if self.reviews is None else self.reviews

    @cached_property
    def current_reviews(self) -> Mapping[str, Sequence[Review]]:
        """The latest event of each reviewer by claim id; empty without a file of reviews.

        Raises:
            RunError: the file was named and is not there, or a line of it is broken.
        """
        if self.reviews is None and not self.reviews_path.exists():
            return {}
        return find_current(read_reviews(self.reviews_path))

    @cached_property
    def record(self) -> RunRecord:
        """What ``run.json`` tells of the run.

        Raises:
            RunError: it is missing or not a run's.
        """
        path = self.run / "run.json"
        try:
            return RunRecord.model_validate_json(path.read_bytes())
        except OSError as error:
            raise RunError(
                f"{describe_os_error(error)}; name a folder that claimlink extract -o wrote",
                source=str(path),
            ) from None
        except ValueError:
            raise RunError(
                "not a run's record; run claimlink extract again", source=str(path)
            ) from (None)
