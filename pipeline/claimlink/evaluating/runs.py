"""Read a run's folder back into analyses."""

from __future__ import annotations

from pathlib import Path

from claimlink.inspecting.runs import read_run as stream_run
from claimlink.records import Analysis


def read_run(folder: Path) -> list[Analysis]:
    """Return the analyses of a run, in its order.

    Raises:
        RunError: a file is missing, damaged, or of another ``schema_version``.
    """
    return [
        Analysis(article=found.article, claims=list(found.claims)) for found in stream_run(folder)
    ]
