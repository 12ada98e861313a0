"""What follows the title: container, editors, publisher, volume, pages, and the kind of work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlink.citing.references.name_forms import Name
from claimlink.citing.references.names import read_names
from claimlink.citing.references.tokens import NameWords, read_tokens
from claimlink.citing.references.view import EntryView, first_field
from claimlink.packs import LanguagePack, Pattern

TYPES = "reference_types"

_IN = re.compile(r"^[\s.,;:”\"’]*(?:In|in|Em|En|Dans)\b\s?:?\s+")
_EDITORS_BEHIND = re.compile(
    r"\s?,?\s?[(\[]?\b(?:[Ee]ds?|[Hh]rsg|[Oo]rgs?|[Cc]oords?|[Ee]ditors?)\b\.?[)\]]?[.,:]?\s*"
)
_EDITED_BY = re.compile(r",?\s?(?:[Ee]dited by|[Ee]d\. by|[Ee]ds?\.)\s+")
_LEAD = re.compile(r"^[\s.,;:)\]”\"’'»–—-]+")
_CONTAINER_END = re.compile(
    r"[,.;:]?\s?(?=[(\[]?\d(?!\d{0,4}(?:st|nd|rd|th)\b)|\b[Vv]ol\b|\bpp?\.|\bno\.|[(\[]|\bpages?\b)"
    r"|(?<=[a-z])(?=\d{1,4}[:,(])|[.,;](?=\s)|$"
)
_YEAR_BEFORE = re.compile(r"(?:1[4-9]|20)\d\d\s+(?=\S)")
_YEAR_BEHIND = re.compile(r"(?<![\s.,])[\s.,]+(?:1[4-9]|20)\d\d$")
_ABBREVIATED = re.compile(r"(?:[A-Z]\w{0,8}\.\s?){1,8}(?:[A-Z]\w*)?")
_FIELD_BORDER = re.compile(r"[.;]\s+|,\s+")
_PUBLISHER_WORDS = 7  # words of a publisher's name (own)
_MAX_CONTAINER = 200  # characters of a container's title (own)
_MAX_EDITOR_TOKENS = 120  # tokens read for editors (own)


@dataclass(frozen=True)
class Rest:
    """The fields behind the title; empty strings where the entry does not print them."""

    container: str = ""
    editors: tuple[Name, ...] = ()
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""


def read_rest(
    text: str, view: EntryView, offset: int, words: NameWords, pack: LanguagePack
) -> Rest:
    """Return the fields in what follows the title; ``offset`` is where ``text`` begins in the view.

    Fields are tried in the order of the pattern file; the first pattern of a field that fits wins.
    """
    found: dict[str, str] = {}
    for label in ("page", "volume", "publisher"):
        field = first_field(text, label, pack)
        if field is not None:
            found.update({k: v.strip() for k, v in field[1].groupdict().items() if v})
    editors, inside = _read_editors(text, words)
    container = _container(text, view, offset, inside)
    publisher, place = found.get("publisher", ""), found.get("place", "")
    if not publisher:
        publisher = _named_publisher(text, words)
    if container == publisher or (place and container.startswith(place)):
        container = ""
    elif not publisher and any(words.has("publisher", word) for word in container.split()):
        container, publisher = "", container
    return Rest(
        container,
        editors,
        publisher,
        place,
        found.get("volume", ""),
        found.get("issue", ""),
        re.sub(r"\s?[-–‐—_]{1,2}\s?", "–", found.get("page", "")),
    )


def _named_publisher(text: str, words: NameWords) -> str:
    """A field that names a press or a publisher; empty where there is none."""
    for part in _FIELD_BORDER.split(text):
        named = part.strip(" .,;:)")
        if any(words.has("publisher", word) for word in named.split()[1:]):
            return named if len(named.split()) <= _PUBLISHER_WORDS else ""
    return ""


def _read_editors(text: str, words: NameWords) -> tuple[tuple[Name, ...], int]:
    """Editors of the containing work, and where its title begins; -1 without "In"."""
    lead = _IN.match(text)
    if lead is None:
        return (), -1
    names = read_names(read_tokens(text, lead.end(), _MAX_EDITOR_TOKENS), words)
    if names is not None:
        mark = _EDITORS_BEHIND.match(text, names.end)
        if mark:
            return names.names, mark.end()
    by = _EDITED_BY.search(text, lead.end())
    if by:
        names = read_names(read_tokens(text, by.end(), _MAX_EDITOR_TOKENS), words)
        if names is not None:
            return names.names, lead.end()
    return (), lead.end()


def _container(text: str, view: EntryView, offset: int, inside: int) -> str:
    for first, last in view.emphasis:
        if first >= offset and last - first > 2 and not view.text[first:last].isdigit():
            return view.text[first:last].strip(" .,;")
    begin = inside
    if begin < 0:
        lead = _LEAD.match(text)
        begin = lead.end() if lead else 0
    stop = begin + _MAX_CONTAINER
    skipped = _YEAR_BEFORE.match(text, begin, stop) or _ABBREVIATED.match(text, begin, stop)
    border = _CONTAINER_END.search(text, skipped.end() if skipped else begin + 1, stop)
    container = text[begin : border.start() if border else begin].strip(" .,;:")
    container = _YEAR_BEHIND.sub("", container).strip(" ,;:")
    return "" if container[:1] in ("", "(", "[") or container.isdigit() else container


def type_row(text: str, pack: LanguagePack) -> Pattern | None:
    """Return the first row of ``reference_types`` that fits an entry without its head."""
    return next((row for row in pack.pattern_rows(TYPES) if row.regex.search(text)), None)


def type_of(text: str, view: EntryView, rest: Rest, pack: LanguagePack) -> str:
    """Return the CSL type of an entry; "document" where nothing is sure.

    ``text`` is the view without its head.  Words that name the kind of work count first, then the
    fields that only some kinds have.
    """
    row = type_row(text, pack)
    if row is not None:
        return row.label
    if rest.volume and (rest.page or rest.issue or rest.container):
        return "article-journal"
    if rest.publisher:
        return "book"
    if view.doi:
        return "article-journal"
    return "document" if view.url is None or rest.volume else "webpage"
