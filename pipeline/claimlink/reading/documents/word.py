"""A Word document (.docx) -> its text, with headings, lists, links and footnotes.

mammoth reads it.  Before that the archive is looked at: how much it unpacks to, and whether one
of its parts declares a document type, which no office program writes and every attack by entities
needs.  Names of members are never used as paths.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from claimlink.errors import EmptyInputError, InputError
from claimlink.reading.documents.entities import declares_type
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.marked import write_markup
from claimlink.reading.extras import import_extra

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Most bytes that all parts, and that the XML parts of a document unpack to (own).
LARGEST = 1 << 30
LARGEST_XML = 128 << 20

_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""


def extract_word(content: bytes) -> Extracted:
    """Return the text of a document.

    Raises:
        InputError: it is damaged, locked, not a Word document, unpacks to too much, or declares
            entities.
    """
    mammoth = import_extra("mammoth")
    html = import_extra("lxml.html")
    about = _check(content)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(_without_hidden(content)),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_no_image),
        )
    except (KeyError, OSError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise InputError(f"a damaged Word document ({error}); open it and save it anew") from None
    if not made.value:
        raise EmptyInputError("empty; write the article's text into it, or leave it out")
    root: _Element = html.fragment_fromstring(made.value, create_parent="body")
    return about.model_copy(update={"text": write_markup(root, notes=_notes(root))})


def _without_hidden(content: bytes) -> bytes:
    """Return a document without the runs that are hidden in it: mammoth would show them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w") as kept:
        for member in archive.infolist():
            if not member.filename.startswith("word/media/"):
                part = archive.read(member)
                has_hidden = member.filename.startswith("word/") and b"vanish" in part
                kept.writestr(member.filename, _drop_hidden(part) if has_hidden else part)
    return buffer.getvalue()


def _drop_hidden(part: bytes) -> bytes:
    etree = import_extra("lxml.etree")
    root: _Element = etree.fromstring(part)
    for mark in list(root.iter(f"{_W}vanish")):
        properties = mark.getparent()
        run = None if properties is None else properties.getparent()
        if run is not None and run.tag == f"{_W}r" and mark.get(f"{_W}val") not in ("0", "false"):
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
    written: bytes = etree.tostring(root)
    return written


def _no_image(_: object) -> dict[str, str]:
    return {"src": ""}


def _notes(root: _Element) -> dict[str, str]:
    """Return the mark of each footnote and endnote by its id, counted as they stand in the text."""
    marks: dict[str, str] = {}
    for link in root.iter("a"):
        target = (link.get("href") or "").removeprefix("#")
        if target.startswith(("footnote-", "endnote-")) and "-ref-" not in target:
            # No bare number: the entries of a numbered list are cited by these.
            marks.setdefault(target, f"fn{len(marks) + 1}")
    return marks


def _check(content: bytes) -> Extracted:
    """Look at the archive before anything reads it; return what it says of the document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST:
                raise InputError(f"unpacks to more than {LARGEST >> 20} MB; not read")
            parts = [m for m in members if m.filename.lower().endswith((".xml", ".rels"))]
            if sum(part.file_size for part in parts) > LARGEST_XML:
                raise InputError(f"its text unpacks to more than {LARGEST_XML >> 20} MB; not read")
            for part in parts:
                _check_part(part.filename, archive.read(part))
            if not any(part.filename == "word/document.xml" for part in parts):
                raise InputError("an archive or document of another kind, no Word document")
            return _describe(archive)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise InputError(
            f"a damaged or locked Word document ({error}); open it and save it anew"
        ) from None


def _check_part(name: str, content: bytes) -> None:
    try:
        if declares_type(content):
            raise InputError(
                f"its part {name!r} declares a document type, as attacks do and office programs "
                "don't; not read"
            )
    except expat.ExpatError as error:
        raise InputError(
            f"a damaged Word document (part {name!r}: {error}); open it and save it anew"
        ) from None


def _describe(archive: zipfile.ZipFile) -> Extracted:
    """Return title and author; when the file was made is not when the article was published."""
    etree = import_extra("lxml.etree")
    if _CORE not in archive.namelist():
        return Extracted(text="")
    root: _Element = etree.fromstring(archive.read(_CORE))
    found = {
        name: " ".join((root.findtext(_DC + name) or "").split())
        for name in ("title", "creator", "language")
    }
    return Extracted(
        text="",
        title=found["title"] or None,
        byline=found["creator"] or None,
        language=found["language"] or None,
    )
