"""What follows the title: container, editors, publisher, volume, pages, and the kind of work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlink.citing.references.name_forms import Name
from claimlink.citing.references.names import read_names
from claimlink.citing.references.tokens import NameWords, read_tokens
from claimlink.citing.references.view import EntryView, first_field
from claimlink.packs import LanguagePack, Pattern
from claimlink.structure.dates import blank_dates

TYPES = "reference_types"
LAST_NUMBER = "reference_fields.volume-last"

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
_ABBREVIATED = re.compile(
    r"(?:[A-Z]\w{0,8}\.\s?)(?:(?:[A-Z]\w{0,8}\.|\d{1,3}(?:st|nd|rd|th)\b)\s?){0,8}(?:[A-Z]\w*)?"
)
_FIELD_BORDER = re.compile(r"[.;]\s+|,\s+")
_PUBLISHER_WORDS = 7  # words of a publisher's name (own)
_MAX_CONTAINER = 200  # characters of a container's title (own)
_SHORT_EMPHASIS = 3  # characters of italics that are no title ("12") (own)
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
    edition: str = ""


def read_rest(
    text: str, view: EntryView, offset: int, words: NameWords, pack: LanguagePack
) -> Rest:
    """Return the fields in what follows the title; ``offset`` is where ``text`` begins in the view.

    Fields are tried in the order of the pattern file; the first pattern of a field that fits wins.
    """
    text, edition = _take_edition(blank_dates(text, pack), pack)
    found = _read_fields(text, pack)
    editors, inside = _read_editors(text, words)
    container = _container(text, view, offset, inside)
    publisher, place = found.get("publisher", ""), found.get("place", "")
    if not publisher:
        publisher = _named_publisher(text, words)
    is_press = any(words.has("publisher", word) for word in container.split())
    alone = not found and inside < 0 and _is_book(view, offset)
    if container == publisher or (place and _begins_alike(container, place)):
        container = ""
    elif not publisher and (is_press or alone):
        container, publisher = "", container
    page = found.get("page", "")
    return Rest(
        container,
        editors,
        publisher,
        place,
        found.get("volume", ""),
        found.get("issue", ""),
        re.sub(r"\s?[-–‐—_]{1,2}\s?", "–", page),
        edition,
    )


def _begins_alike(container: str, place: str) -> bool:
    return container.startswith(place) or (bool(container) and place.startswith(container))


def _take_edition(text: str, pack: LanguagePack) -> tuple[str, str]:
    """The text with blanks and a stop for "2nd edn", and its number; empty where there is none."""
    field = first_field(text, "edition", pack)
    if field is None:
        return text, ""
    start, end = field[1].span()
    return text[:start] + " " * (end - start - 1) + "." + text[end:], field[1].group("edition")


def _read_fields(text: str, pack: LanguagePack) -> dict[str, str]:
    """Page, volume, issue, place and publisher as far as the entry prints them."""
    found: dict[str, str] = {}
    for label in ("page", "publisher", "volume"):
        field = first_field(text, label, pack)
        if field is None:
            continue
        # "(Oslo: Kyst, 2019), 45" gives the page of a book, not the volume of a journal
        if field[0].id == LAST_NUMBER and found.get("publisher"):
            found.setdefault("page", field[1].group("volume"))
            continue
        found.update({k: v.strip() for k, v in field[1].groupdict().items() if v})
    return found


def _is_book(view: EntryView, offset: int) -> bool:
    """Whether the title alone stands in italics: what follows it is then no journal."""
    printed = [end for start, end in view.emphasis if end - start > _SHORT_EMPHASIS]
    return bool(printed) and max(printed) <= offset and view.url is None and view.doi is None


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
        by = _EDITED_BY.search(text)
        if by is None or not by.group().rstrip().endswith("by"):
            return (), -1
        return _read_direct(text, by.end(), words), -1
    names = read_names(read_tokens(text, lead.end(), _MAX_EDITOR_TOKENS), words)
    if names is not None:
        mark = _EDITORS_BEHIND.match(text, names.end)
        if mark:
            return names.names, mark.end()
    by = _EDITED_BY.search(text, lead.end())
    if by:
        return _read_direct(text, by.end(), words), lead.end()
    return (), lead.end()


def _read_direct(text: str, start: int, words: NameWords) -> tuple[Name, ...]:
    """Names that come given name first: "edited by Tor Rud, Kyst" names one editor."""
    tokens = read_tokens(text, start, _MAX_EDITOR_TOKENS)
    names = read_names(tokens, words)
    if names is not None and names.names[0].form == "inverted-full":
        comma = next(n for n, token in enumerate(tokens) if token.text == ",")
        names = read_names(tokens[:comma], words)
    return names.names if names is not None else ()


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
    is_none = container[:1] in ("", "(", "[") or container.isdigit() or container in ("p", "pp")
    return "" if is_none or _EDITED_BY.match(f" {container} ") else container


def type_row(text: str, pack: LanguagePack) -> Pattern | None:
    """Return the first row of ``reference_types`` that fits an entry without its head."""
    return next((row for row in pack.pattern_rows(TYPES) if row.search(text)), None)


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
    if rest.editors and rest.container:
        return "chapter"
    if rest.publisher or rest.edition:
        return "book"
    if view.doi:
        return "article-journal"
    online = view.url is not None or view.online
    return "webpage" if online and not rest.volume else "document"
