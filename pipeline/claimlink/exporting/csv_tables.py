"""Flat tables -> a folder with one CSV file a table (RFC 4180).

UTF-8 with a byte-order mark, without which spreadsheets take it for another charset; fields with
commas, quotes or line ends stand in quotes.  Empty cells are what is not there.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path

from claimlink.exporting.job import ExportJob
from claimlink.inspecting.flat import TABLES, Value, flatten_articles
from claimlink.inspecting.spreadsheets import make_harmless

#: Names of the files such an export writes.
OWN = "|".join(rf"{table.name}\.csv" for table in TABLES)


def write_csv(job: ExportJob, folder: Path) -> None:
    """Write the tables of a run; every table is there, one without rows with its heading."""
    with ExitStack() as files:
        writers = {}
        for table in TABLES:
            path = folder / f"{table.name}.csv"
            stream = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[table.name] = csv.writer(stream)
            writers[table.name].writerow(table.names)
        for table, rows in flatten_articles(job.articles()):
            writers[table.name].writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return make_harmless(value) if isinstance(value, str) else value
