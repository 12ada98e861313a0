"""Works -> CSL-JSON, the form that Zotero, pandoc and citeproc read.

Source: the input schema of the Citation Style Language 1.0.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from claimlink.exporting.job import ExportJob
from claimlink.exporting.output import Json, write_list
from claimlink.exporting.sources import find_works


def write_csl(job: ExportJob, stream: IO[bytes]) -> None:
    """Write the works as an array; ``custom`` says where each is listed first."""
    write_list(stream, _items(job))


def _items(job: ExportJob) -> Iterator[Json]:
    for work in find_works(job.articles()):
        listed: Json = {"article_id": work.article_id, "reference_id": work.reference_id}
        yield {"id": work.key, **work.csl, "custom": listed}
