"""One ``<ref>`` of a JATS reference list -> its entry as a line of text.

``mixed-citation`` is the entry as printed.  ``element-citation`` has only its parts, without
punctuation: they are put together in the order of APA style, which ``citing/`` reads back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = re.compile(r"\d{1,4}")
_PUNCTUATION = re.compile(r" ([.,;:)])")
_SILENT = ("label", "pub-id", "annotation")


def entry_label(ref: _Element) -> str | None:
    """Return the number that an entry is printed with; None where it has none."""
    label = ref.findtext("label") or ref.findtext("citation-alternatives/label") or ""
    match = _DIGITS.search(label)
    return match.group() if match and len(label.strip(" []().")) == len(match.group()) else None


def entry_text(ref: _Element) -> str:
    """Return an entry's words in one line; empty where it has none."""
    mixed = ref.find(".//mixed-citation")
    if mixed is None:
        mixed = ref.find("citation")
    if mixed is not None and "".join(mixed.itertext()).strip():
        if (mixed.text or "").strip() or any((child.tail or "").strip() for child in mixed):
            return _flat(mixed)
        return _compose(mixed)
    element = ref.find(".//element-citation")
    if element is not None:
        return _compose(element)
    return " ".join(_flat(child) for child in ref if child.tag not in _SILENT).strip()


def _flat(node: _Element) -> str:
    whole = "".join(node.itertext())
    return _PUNCTUATION.sub(r"\1", " ".join(whole.split()))


def _compose(node: _Element) -> str:
    """Put the parts of an entry together: authors (year). Title. Container, volume, pages."""
    year = _part(node, "year")
    title = (
        _part(node, "article-title") or _part(node, "chapter-title") or _part(node, "data-title")
    )
    source = _part(node, "source")
    pages = "–".join(part for part in (_part(node, "fpage"), _part(node, "lpage")) if part)
    volume = _part(node, "volume")
    issue = _part(node, "issue")
    where = ", ".join(
        part
        for part in (source, f"{volume}({issue})" if volume and issue else volume, pages)
        if part
    )
    who = _names(node)
    made = ": ".join(
        part for part in (_part(node, "publisher-loc"), _part(node, "publisher-name")) if part
    )
    doi = next((_flat(n) for n in node.iterfind("pub-id") if n.get("pub-id-type") == "doi"), "")
    parts = [f"{who} ({year})" if year else who, title, where, made]
    written = " ".join(
        part if part.endswith((".", "?", "!")) else part + "." for part in parts if part
    )
    return f"{written} https://doi.org/{doi}" if doi and written else written


def _part(node: _Element, name: str) -> str:
    found = node.find(name)
    return "" if found is None else _flat(found)


def _names(node: _Element) -> str:
    names: list[str] = []
    groups = [
        g for g in node.iterfind("person-group") if g.get("person-group-type", "author") == "author"
    ]
    for parent in groups or [node]:
        for child in parent:
            if child.tag == "name":
                given = "".join(
                    f"{part[0]}." if part.isupper() and len(part) == 1 else part
                    for part in _part(child, "given-names").split()
                )
                names.append(
                    ", ".join(part for part in (_part(child, "surname"), _initials(given)) if part)
                )
            elif child.tag in ("collab", "string-name"):
                names.append(_flat(child))
            elif child.tag == "etal":
                names.append("et al.")
    if len(names) > 1 and names[-1] != "et al.":
        return ", ".join(names[:-1]) + " & " + names[-1]
    return ", ".join(names)


def _initials(given: str) -> str:
    """Return "AB" as "A. B."; given names that are written out stay."""
    if given.isupper() and given.isalpha() and len(given) <= 4:
        return " ".join(f"{letter}." for letter in given)
    return given
