"""What follows the title: container, editors, publisher, volume, pages, and the kind of work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimlink.citing.reference_name_forms import Name
from claimlink.citing.reference_names import read_names
from claimlink.citing.reference_tokens import NameWords, read_tokens
from claimlink.citing.reference_view import FIELDS, EntryView
from claimlink.packs import LanguagePack

TYPES = "reference_types"

_IN = re.compile(r"^[\s.,;:”\"’]*(?:In|in|Em|En|Dans)\b\s?:?\s+")
_EDITORS_BEHIND = re.compile(
    r"\s*,?\s*[(\[]?\b(?:[Ee]ds?|[Hh]rsg|[Oo]rgs?|[Cc]oords?|[Ee]ditors?)\b\.?[)\]]?[.,:]?\s*"
)
_EDITED_BY = re.compile(r",?\s*(?:[Ee]dited by|[Ee]d\. by|[Ee]ds?\.)\s+")
_LEAD = re.compile(r"^[\s.,;:)\]”\"’'»–—-]+")
_CONTAINER_END = re.compile(
    r"[,.;:]?\s*(?=[(\[]?\d|\bvol\b|\bVol\b|\bpp?\.|\bno\.|[(\[]|\bpages?\b|https?:)"
    r"|[.,;](?=\s)|$"
)
_ABBREVIATED = re.compile(r"^(?:[A-Z][\w]{0,8}\.\s?){1,8}[A-Z]?\w*")
_MAX_CONTAINER = 200  # characters of a container's title (own)
_MAX_EDITOR_TOKENS = 120  # tokens read for editors (own)
_JOURNAL_FIELDS = frozenset({"volume", "issue"})


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
    fields: dict[str, str] = field(default_factory=dict)


def read_rest(
    text: str, view: EntryView, offset: int, words: NameWords, pack: LanguagePack
) -> Rest:
    """Return the fields in what follows the title; ``offset`` is where ``text`` begins in the view.

    Fields are tried in the order of the pattern file; the first pattern of a field that fits wins.
    """
    found: dict[str, str] = {}
    for row in pack.pattern_rows(FIELDS):
        if row.label in ("page", "volume", "publisher") and row.label not in found:
            match = row.regex.search(text)
            if match:
                found.update({k: v.strip() for k, v in match.groupdict().items() if v})
                found.setdefault(row.label, "")
    editors, inside = _read_editors(text, words)
    container = _container(text, view, offset, inside)
    if container == found.get("place"):
        container = ""
    return Rest(
        container,
        editors,
        found.get("publisher", ""),
        found.get("place", ""),
        found.get("volume", ""),
        found.get("issue", ""),
        re.sub(r"\s?[-–‐—_]{1,2}\s?", "–", found.get("page", "")),
    )


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
    short = _ABBREVIATED.match(text[begin : begin + _MAX_CONTAINER])
    search_from = begin + (short.end() if short else 1)
    border = _CONTAINER_END.search(text, search_from, begin + _MAX_CONTAINER)
    return text[begin : border.start() if border else begin].strip(" .,;:")


def type_of(text: str, view: EntryView, rest: Rest, pack: LanguagePack) -> tuple[str, str]:
    """Return the CSL type of an entry and the id of the rule that says so.

    ``text`` is the view without its head.  "document" where nothing is sure.
    """
    for row in pack.pattern_rows(TYPES):
        if row.regex.search(text):
            return row.label, row.id
    if (rest.volume and (rest.page or rest.issue or view.doi)) or (view.doi and rest.container):
        return "article-journal", "reference_types:volume"
    if rest.publisher:
        return "book", "reference_types:publisher"
    if view.url is not None and not rest.volume:
        return "webpage", "reference_types:address"
    return "document", "reference_types:none"
