"""A run's folder -> files that other tools read; one format a module, one article at a time."""

from claimlink.exporting.formats import (
    FORMATS,
    WITH_UNIT,
    FileFormat,
    FolderFormat,
    export_run,
    find_format,
)
from claimlink.exporting.job import ExportJob
from claimlink.exporting.offsets import Offsets, OffsetUnit

__all__ = [
    "FORMATS",
    "WITH_UNIT",
    "ExportJob",
    "FileFormat",
    "FolderFormat",
    "OffsetUnit",
    "Offsets",
    "export_run",
    "find_format",
]
