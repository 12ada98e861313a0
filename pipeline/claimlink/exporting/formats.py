"""The formats that a run can be handed over in, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claimlink.errors import RunError, explain_os_error
from claimlink.exporting.bibtex import write_bibtex
from claimlink.exporting.csl_json import write_csl
from claimlink.exporting.csv_tables import OWN as CSV_FILES
from claimlink.exporting.csv_tables import write_csv
from claimlink.exporting.docbin import OWN as DOCBIN_FILES
from claimlink.exporting.docbin import write_docbin
from claimlink.exporting.doccano import write_doccano
from claimlink.exporting.gold import OWN as GOLD_FILES
from claimlink.exporting.gold import write_gold
from claimlink.exporting.job import ExportJob
from claimlink.exporting.label_studio import OWN as LABEL_STUDIO_FILES
from claimlink.exporting.label_studio import write_label_studio
from claimlink.exporting.output import write_file, write_folder
from claimlink.exporting.parquet_tables import OWN as PARQUET_FILES
from claimlink.exporting.parquet_tables import write_parquet_tables
from claimlink.exporting.prodigy import write_prodigy
from claimlink.exporting.prov import write_prov
from claimlink.exporting.ris import write_ris
from claimlink.exporting.schema_org import write_claim_reviews, write_claims
from claimlink.exporting.web_annotation import write_annotations


@dataclass(frozen=True)
class FileFormat:
    """A format of one file."""

    meaning: str
    write: Callable[[ExportJob, IO[bytes]], None]


@dataclass(frozen=True)
class FolderFormat:
    """A format of several files; ``own`` is a regular expression for their names."""

    meaning: str
    write: Callable[[ExportJob, Path], None]
    own: str


FORMATS: dict[str, FileFormat | FolderFormat] = {
    "csv": FolderFormat("flat tables for spreadsheets", write_csv, CSV_FILES),
    "parquet": FolderFormat("flat tables, typed", write_parquet_tables, PARQUET_FILES),
    "csl-json": FileFormat("the sources as CSL-JSON", write_csl),
    "bibtex": FileFormat("the sources as BibTeX", write_bibtex),
    "ris": FileFormat("the sources as RIS", write_ris),
    "claim": FileFormat("the claims as schema.org Claim", write_claims),
    "claimreview": FileFormat("the verdicts as schema.org ClaimReview", write_claim_reviews),
    "web-annotation": FileFormat("claims, citations and findings (W3C)", write_annotations),
    "labelstudio": FolderFormat("Label Studio's tasks", write_label_studio, LABEL_STUDIO_FILES),
    "prodigy": FileFormat("Prodigy's tasks", write_prodigy),
    "doccano": FileFormat("doccano's examples", write_doccano),
    "docbin": FolderFormat("spaCy's DocBin with spans", write_docbin, DOCBIN_FILES),
    "gold": FolderFormat("reviewed articles for claimlink evaluate", write_gold, GOLD_FILES),
    "prov-json": FileFormat("what the run was made from (W3C)", write_prov),
}

#: The formats of tools whose offsets may be wanted in UTF-16 units.
WITH_UNIT = ("labelstudio", "prodigy", "doccano")


def find_format(name: str) -> FileFormat | FolderFormat:
    """Return the format of a name.

    >>> find_format("ris").meaning
    'the sources as RIS'
    """
    return FORMATS[name]


def export_run(job: ExportJob, name: str, target: Path) -> None:
    """Write a run in a format to a file or a folder, whole or not at all.

    Raises:
        RunError: the run or its reviews cannot be read, or the target cannot be written.
        MissingExtraError: the format needs a library that is not installed.
    """
    _check(job)
    try:
        _write(job, find_format(name), target)
    except OSError as error:
        raise RunError(f"cannot be written: {explain_os_error(error)}", source=str(target)) from (
            None
        )


def _write(job: ExportJob, form: FileFormat | FolderFormat, target: Path) -> None:
    if isinstance(form, FileFormat):
        with write_file(target, job.run) as stream:
            form.write(job, stream)
    else:
        with write_folder(target, form.own) as folder:
            form.write(job, folder)


def _check(job: ExportJob) -> None:
    """Refuse a folder that is no run's before anything is made for it."""
    if not job.run.is_dir():
        raise RunError(
            "no such folder; name one that claimlink extract -o wrote", source=str(job.run)
        )
