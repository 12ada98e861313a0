"""Works -> RIS, written by rispy, for EndNote, Mendeley, Zotero and others."""

from __future__ import annotations

import re
from typing import IO

from claimlink.errors import MissingExtraError
from claimlink.exporting.job import ExportJob
from claimlink.exporting.sources import ListedWork, Name, date_of, find_works, names_of, text_of

#: RIS types by CSL type; all others are GEN.
_TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}

#: rispy's names of the tags T2, PB, CY, VL, IS, ET and DO.
_PLAIN = {
    "container-title": "secondary_title",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "DOI": "doi",
}

_PAGES = re.compile(r"\s*[-‐-―]+\s*")


def write_ris(job: ExportJob, stream: IO[bytes]) -> None:
    """Write the works, one record each; lines end as the format has it, in CR LF.

    Raises:
        MissingExtraError: rispy is not installed.
    """
    try:
        from rispy.writer import RisWriter
    except ImportError:
        raise MissingExtraError.of("ris", "export") from None

    writer = RisWriter()
    writer.NEWLINE = "\r\n"
    # rispy writes a number before each record, which the format does not know.
    writer.set_header = lambda count: ""
    for number, work in enumerate(find_works(job.articles())):
        record = writer.formats([_record(work)])
        stream.write((("\r\n" if number else "") + record).encode())


def _record(work: ListedWork) -> dict[str, str | list[str]]:
    csl = work.csl
    record: dict[str, str | list[str]] = {
        "type_of_reference": _TYPES.get(str(csl.get("type")), "GEN"),
        "id": work.key,
    }
    for role, tag in (("author", "authors"), ("editor", "secondary_authors")):
        if names := names_of(csl, role):
            record[tag] = [_name(name) for name in names]
    if title := text_of(csl, "title"):
        record["title"] = title
    for variable, tag in _PLAIN.items():
        if value := text_of(csl, variable):
            record[tag] = value
    if page := text_of(csl, "page"):
        first, *last = _PAGES.split(page, maxsplit=1)
        record["start_page"] = first
        if last:
            record["end_page"] = last[0]
    if url := text_of(csl, "URL"):
        record["urls"] = [url]
    if issued := date_of(csl, "issued"):
        record["year"] = f"{issued[0]:04}"
        record["date"] = _date(issued)
    if accessed := date_of(csl, "accessed"):
        record["access_date"] = _date(accessed)
    return record


def _date(parts: list[int]) -> str:
    """Return a date as RIS has it: ``YYYY/MM/DD/``, what is not known left empty."""
    filled = [f"{part:02}" for part in parts] + [""] * (3 - len(parts))
    return "/".join([*filled, ""])


def _name(name: Name) -> str:
    """Return ``Family, Given, Suffix``; an organisation's name has no comma of this meaning."""
    if name.literal:
        return name.literal
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix)))
