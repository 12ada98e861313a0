"""An entry as printed -> its words without mark-up, addresses and access dates.

What comes in is the article's text of one entry; what goes out is the same text on one line,
Markdown links and emphasis resolved, with DOI, URL and date of access taken out and kept apart.
Offsets in a view point into ``EntryView.text``, never into the article.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from claimlink.packs import LanguagePack, Pattern
from claimlink.structure.dates import Date, read_date

FIELDS = "reference_fields"

_LINE_END = re.compile(r"(?<![ \t])[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]?)?")
_BROKEN_ADDRESS = re.compile(
    r"((?:https?://|www\.|doi\.org/|\b10\.\d{4,9}(?=/))[^\s<>]{0,400}[/_=&?%#-])"
    r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?=[^\s,;]*[./_=&?%#\d-])"
)
_BROKEN_DOI = re.compile(r"(\b10\.\d{4,9}/[^\s]{0,400}\.)(?:\r\n|\r|\n)[ \t]*(?=[\d])")
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^()\s<>]*+(?:\([^()\s]*+\)[^()\s<>]*+)*+)>?[^()]*+\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!&|~<>-])")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*])")
# the second form is a mistyped scheme, "htp://" or "http:/", kept for who checks addresses
_URL = re.compile(
    r"<?((?:https?|ftp)\s?:\s?//[^\s<>\"”“]+"
    r"|(?<!\w)h{0,2}t{1,3}p{1,2}s{0,2}(?:[:;]/{1,3}|//)[^\s<>\"”“]+|www\.[^\s<>\"”“]+)>?",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")
_LOOSE_MARK = re.compile(r" ([.,;])(?![\w.]*\d) ?(?!$)")
_STUCK = re.compile(r"(?<=[^\W\d_]{2})([,;])(?=[^\W\d_])")
_STUCK_STOP = re.compile(r"(?<=[a-zß-öø-ÿ]{3})\.(?=[A-Z][a-z]+\s)")
_STUCK_ET_AL = re.compile(r"(?<=[A-Z])et al\b")
_ASTERISK = re.compile(r"(?<=[A-Z]\.)\*(?=[\s,;])")
_NUMBER = re.compile(r"\[\d{1,4}\]\s*")
_DOUBLE_STOP = re.compile(r"\.(?:\s?\.)?\s*\.$")
_EMPTY = re.compile(r"\(\s*[.,;:]*\s*\)|\[\s*[.,;:]*\s*\]|<\s*>")


@dataclass(frozen=True)
class EntryView:
    """One entry ready for parsing.

    ``text`` holds its words on one line; ``emphasis`` are the stretches of it that were printed in
    italics, in order.  ``url``, ``doi`` and ``accessed`` are None where the entry has none.
    ``online`` tells that the entry calls itself a web page or gives a date of access.
    """

    text: str
    emphasis: tuple[tuple[int, int], ...]
    url: str | None
    doi: str | None
    accessed: Date | None
    online: bool = False


def view_entry(printed: str, pack: LanguagePack) -> EntryView:
    """Return the view of one entry.

    >>> from claimlink.packs import load_pack
    >>> view = view_entry("Ek, T. (2019) _Rents_. doi: 10.1000/5.", load_pack("en"))
    >>> view.text, view.emphasis, view.doi
    ('Ek, T. (2019) Rents.', ((14, 19),), '10.1000/5')
    """
    number = _NUMBER.match(printed)
    text = printed[number.end() :] if number else printed
    if "\n" in text or "\r" in text:
        text = _BROKEN_DOI.sub(r"\1", _BROKEN_ADDRESS.sub(r"\1", text))
        text = _LINE_END.sub(" ", text)
    text = html.unescape(text) if "&" in text and ";" in text else text
    text, links = _resolve_links(text)
    text, accessed = _take_access(text, pack)
    text, doi = _take_doi(text, pack)
    text, url = _take_url(text)
    online = accessed is not None or first_field(text, "online", pack) is not None
    text = _take_leads(text, pack)
    text = _STUCK_STOP.sub(". ", _STUCK_ET_AL.sub(" et al", text))
    text = _STUCK.sub(r"\1 ", _ASTERISK.sub("", text))
    text = _LOOSE_MARK.sub(r"\1 ", _BLANKS.sub(" ", _EMPTY.sub("", text)))
    text = _DOUBLE_STOP.sub(".", text).strip()
    text, emphasis = _resolve_emphasis(text)
    address = url or (links[0] if links else None)
    return EntryView(text, emphasis, address, doi, accessed, online)


def first_field(text: str, label: str, pack: LanguagePack) -> tuple[Pattern, re.Match[str]] | None:
    """Return the first row of ``reference_fields`` with this label that fits, and its match."""
    for row in pack.pattern_rows(FIELDS):
        if row.label == label and (match := row.regex.search(text)):
            return row, match
    return None


def _resolve_links(text: str) -> tuple[str, list[str]]:
    """Markdown links as their words, or as their address where the words are one."""
    if "](" not in text:
        return text, []
    links: list[str] = []

    def words(match: re.Match[str]) -> str:
        target = match.group(2)
        if target.startswith(("http", "www.")):
            links.append(target)
        shown = match.group(1)
        return target if _URL.match(shown.strip("*_ ")) else shown

    return _LINK.sub(words, text), links


def _take_access(text: str, pack: LanguagePack) -> tuple[str, Date | None]:
    found = first_field(text, "accessed", pack)
    if found is None:
        return text, None
    match = found[1]
    kept = text[: match.start()] + " " + text[match.end() :]
    return kept, read_date(match.group("date"), pack)


def _take_doi(text: str, pack: LanguagePack) -> tuple[str, str | None]:
    found = first_field(text, "doi", pack)
    if found is None or text[: found[1].start()].endswith(("/", "=")):
        return text, None  # none, or a part of a publisher's address
    match = found[1]
    doi = match.group("doi")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1]
    end = match.start("doi") + len(doi)
    return text[: match.start()] + text[end:], doi.rstrip(".,;:")


def _take_url(text: str) -> tuple[str, str | None]:
    """The text without its addresses, and the first of them; one with a scheme is preferred."""
    first: str | None = None
    plain: str | None = None
    kept: list[str] = []
    here = 0
    for match in _URL.finditer(text):
        address = match.group(1).rstrip(".,;:'’*_]")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:'’*_]")
        end = match.start(1) + len(address)
        compact = re.sub(r"\s", "", address)
        if address.lower().startswith("www."):
            plain = plain or compact
        else:
            first = first or compact
        kept.append(text[here : match.start()])
        here = match.end() if text[end : match.end()] == ">" else end
    kept.append(text[here:])
    return "".join(kept), first or plain


def _take_leads(text: str, pack: LanguagePack) -> str:
    """The text without words that only lead up to an address ("Available at:", "[online]")."""
    for row in pack.pattern_rows(FIELDS):
        if row.label == "lead":
            text = row.regex.sub(" ", text)
    return text


def _resolve_emphasis(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without emphasis marks, and the stretches they marked."""
    if "*" not in text and "_" not in text and "\\" not in text:
        return text, ()
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    here = length = 0
    for match in _EMPHASIS.finditer(text):
        before = text[here : match.start()]
        words = match.group(2)
        pieces += [before, words]
        length += len(before)
        spans.append((length, length + len(words)))
        length += len(words)
        here = match.end()
    pieces.append(text[here:])
    plain = "".join(pieces)
    return (plain, tuple(spans)) if "\\" not in plain else (_ESCAPE.sub(r"\1", plain), ())
