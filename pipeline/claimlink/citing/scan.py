"""What the search of one article's citations shares, and the markers it finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimlink.citing.linking.index import ReferenceIndex
from claimlink.citing.vocabulary import Vocabulary
from claimlink.records import CitationForm


@dataclass
class Scan:
    """Text, words and source list; ``fired`` collects the ids of the rows that decided."""

    text: str
    words: Vocabulary
    index: ReferenceIndex
    fired: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Marker:
    """One cited work at one place, before it is linked; fields as in the citation record.

    ``kind`` is ``work``, ``ibid`` (the work cited before) or ``personal`` (never listed).
    ``alias`` is the acronym or full name beside the first author, ``alternatives`` are other years
    under which the work may be listed, ``number`` is a numbered entry's number or a footnote's
    mark.  ``bracket`` is the bracket whose content goes when the prose is parsed, ``hint`` what
    else it says of the work: title and publisher, ``url`` the address of a hyperlink.
    """

    start: int
    end: int
    group: tuple[int, int] | None
    narrative: bool
    authors: tuple[str, ...] = ()
    year: str | None = None
    suffix: str | None = None
    date: str | None = None
    locator: str | None = None
    prefix: str | None = None
    title: str | None = None
    form: CitationForm = "author-date"
    kind: str = "work"
    initials: str = ""
    et_al: bool = False
    alias: str | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = "citation.author-year"
    number: str | None = None
    bracket: tuple[int, int] | None = None
    hint: str = ""
    url: str | None = None
