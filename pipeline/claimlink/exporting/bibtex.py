"""Works -> BibTeX, written by bibtexparser, for LaTeX, JabRef and others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from claimlink.errors import MissingExtraError
from claimlink.exporting.job import ExportJob
from claimlink.exporting.latex import escape_latex, keep_verbatim, protect_title
from claimlink.exporting.sources import (
    Csl,
    ListedWork,
    Name,
    date_of,
    find_works,
    names_of,
    text_of,
)

#: Types of entries by CSL type; all others are misc.
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
}

#: The field that holds the greater work's title; misc and others have howpublished.
_CONTAINERS = {
    "article": "journal",
    "book": "series",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}

_PLAIN = {
    "publisher": "publisher",
    "publisher-place": "address",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DASHES = re.compile(r"\s*[-‐-―]+\s*")


def write_bibtex(job: ExportJob, stream: IO[bytes]) -> None:
    """Write the works, one entry each.

    Raises:
        MissingExtraError: bibtexparser is not installed.
    """
    try:
        from bibtexparser import writer
        from bibtexparser.library import Library
        from bibtexparser.model import Entry, Field
    except ImportError:
        raise MissingExtraError.of("bibtex", "export") from None
    for number, work in enumerate(find_works(job.articles())):
        kind = _TYPES.get(str(work.csl.get("type")), "misc")
        fields = [Field(name, value) for name, value in _fields(work, kind)]
        entry = writer.write(Library([Entry(kind, work.key, fields)]))
        stream.write((("\n" if number else "") + entry).encode())


def _fields(work: ListedWork, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the fields with their values as they are written, in braces but for a month."""
    csl = work.csl
    for role in ("author", "editor"):
        if names := names_of(csl, role):
            yield role, f"{{{' and '.join(map(_name, names))}}}"
    if title := text_of(csl, "title"):
        yield "title", f"{{{protect_title(title)}}}"
    if container := text_of(csl, "container-title"):
        yield _CONTAINERS.get(kind, "howpublished"), f"{{{escape_latex(container)}}}"
    for variable, field in _PLAIN.items():
        if value := text_of(csl, variable):
            name = "institution" if (kind, field) == ("techreport", "publisher") else field
            yield name, f"{{{escape_latex(value)}}}"
    if page := text_of(csl, "page"):
        yield "pages", f"{{{escape_latex(_DASHES.sub('--', page)).replace('{-}', '-')}}}"
    yield from _dates(csl)
    for variable, field in (("DOI", "doi"), ("URL", "url")):
        if value := text_of(csl, variable):
            yield field, f"{{{keep_verbatim(value)}}}"


def _dates(csl: Csl) -> Iterator[tuple[str, str]]:
    issued = date_of(csl, "issued")
    if issued:
        yield "year", f"{{{issued[0]}}}"
    if len(issued) > 1 and 1 <= issued[1] <= 12:
        yield "month", _MONTHS[issued[1] - 1]
    if accessed := date_of(csl, "accessed"):
        yield "urldate", f"{{{'-'.join(f'{part:02}' for part in accessed)}}}"


def _name(name: Name) -> str:
    """Return a name as BibTeX cuts it: ``von Last, Jr, First``, an organisation in braces."""
    if name.literal:
        return f"{{{escape_latex(name.literal)}}}"
    # Braces keep an "and" or a comma within a name from ending it.
    parts = [" ".join(filter(None, (_part(name.particle), _part(name.family))))]
    if name.suffix:
        parts.append(_part(name.suffix))
    if name.given:
        parts.append(_part(name.given))
    return ", ".join(parts)


def _part(text: str) -> str:
    escaped = escape_latex(text)
    return f"{{{escaped}}}" if "," in text or "and" in text.lower().split() else escaped
