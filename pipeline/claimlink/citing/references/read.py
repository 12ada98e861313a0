"""Entries of the source list -> references with authors, year, title and CSL-JSON.

One entry is read in the order in which it is printed: names, year, title, and what follows.  No
style is assumed for the whole list; lists typed by hand mix them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import JsonValue

from claimlink.citing.references.dates import find_year, issued_date
from claimlink.citing.references.fields import Rest, read_rest, type_of, type_row
from claimlink.citing.references.heads import Head, read_credit, read_head
from claimlink.citing.references.name_forms import Name
from claimlink.citing.references.titles import Title, read_title
from claimlink.citing.references.tokens import NameWords
from claimlink.citing.references.view import EntryView, first_field, view_entry
from claimlink.packs import LanguagePack
from claimlink.records import Block, Reference

_LEAST_TITLE = 8  # characters of a title before a year inside it (own)
_LONGEST = 6000  # characters of an entry that are read; more is no entry (own)


def read_references(text: str, blocks: Sequence[Block], pack: LanguagePack) -> list[Reference]:
    """Return one reference for each block of kind ``reference``, in order.

    ``year`` is None where the entry gives only a date of access.  Dashes for repeated authors take
    the authors of the entry above.

    >>> from claimlink.packs import load_pack
    >>> entry = "Ek, T., & Lind, A. B. (2019a). Rents in Oslo. Fjord Press."
    >>> block = Block(index=0, kind="reference", start=0, end=len(entry))
    >>> [reference] = read_references(entry, [block], load_pack("en"))
    >>> reference.authors, reference.year, reference.suffix, reference.csl["title"]
    (['Ek', 'Lind'], '2019', 'a', 'Rents in Oslo')
    """
    words = NameWords(pack)
    references: list[Reference] = []
    above: tuple[Name, ...] = ()
    for block in blocks:
        if block.kind != "reference":
            continue
        printed = text[block.start : min(block.end, block.start + _LONGEST)]
        if references and is_ibid(printed, words):
            references.append(_again(references[-1], text, block, pack))
            continue
        entry = read_entry(printed, words, pack)
        names = above + entry.names if entry.repeated else entry.names
        above = names
        index = len(references)
        identity = f"r{index + 1}"
        references.append(
            Reference(
                start=block.start,
                end=block.end,
                text=text[block.start : block.end],
                id=identity,
                index=index,
                authors=[name.cited_as for name in names],
                year=entry.year,
                suffix=entry.suffix,
                csl=entry.as_csl(identity, names),
            )
        )
    return references


def is_ibid(printed: str, words: NameWords) -> bool:
    """Return whether an entry only says that it is the one above: "Ibid., p. 47."."""
    return words.has("ibid", printed.lstrip("*_ ").partition(" ")[0].rstrip(".,:;*_"))


def _again(above: Reference, text: str, block: Block, pack: LanguagePack) -> Reference:
    """The entry above once more, at the page that is named now."""
    index = above.index + 1
    fields = {key: value for key, value in above.csl.items() if key != "page"}
    found = first_field(text[block.start : block.end], "page", pack)
    page: dict[str, JsonValue] = {} if found is None else {"page": found[1].group("page")}
    return above.model_copy(
        update={
            "start": block.start,
            "end": block.end,
            "text": text[block.start : block.end],
            "id": f"r{index + 1}",
            "index": index,
            "csl": {**fields, "id": f"r{index + 1}", **page},
        }
    )


@dataclass(frozen=True)
class ParsedEntry:
    """One entry taken apart; ``repeated`` tells that dashes stand for the authors above.

    ``is_law`` tells that the one name is a law's, by which it is cited, and no author.
    """

    names: tuple[Name, ...]
    repeated: bool
    editors: bool
    year: str | None
    suffix: str | None
    date: tuple[int, ...]
    title: str | None
    kind: str
    view: EntryView
    rest: Rest
    is_law: bool = False

    def as_csl(self, identity: str, names: Sequence[Name]) -> dict[str, JsonValue]:
        """Return the entry as CSL-JSON (CSL 1.0.2); fields the entry lacks are left out."""
        fields: dict[str, JsonValue] = {"id": identity, "type": self.kind}
        printed = {
            "title": self.title,
            "container-title": self.rest.container,
            "publisher": self.rest.publisher,
            "publisher-place": self.rest.place,
            "volume": self.rest.volume,
            "issue": self.rest.issue,
            "page": self.rest.page,
            "edition": self.rest.edition,
            "DOI": self.view.doi,
            "URL": self.view.url,
        }
        if self.editors and not self.rest.editors:
            fields["editor"] = [_csl_name(name) for name in names]
        elif names and not self.is_law:
            fields["author"] = [_csl_name(name) for name in names]
        if self.kind == "thesis":
            printed["container-title"] = ""  # "PhD thesis" is no work that contains it
        if self.rest.editors:
            fields["editor"] = [_csl_name(name) for name in self.rest.editors]
        if self.date:
            fields["issued"] = {"date-parts": [list(self.date)]}
        elif self.year is not None:
            fields["issued"] = {"literal": self.year}
        if self.view.accessed is not None:
            fields["accessed"] = {"date-parts": [list(self.view.accessed)]}
        fields.update({key: value for key, value in printed.items() if value})
        return fields


def _csl_name(name: Name) -> JsonValue:
    if name.literal:
        return {"literal": name.literal}
    fields: Mapping[str, str] = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "dropping-particle": name.dropped,
        "suffix": name.suffix,
    }
    return {key: value for key, value in fields.items() if value}


def read_entry(printed: str, words: NameWords, pack: LanguagePack) -> ParsedEntry:
    """Return one entry, given as printed without its list marker, taken apart."""
    view = view_entry(printed, pack)
    text = view.text
    credit = read_credit(text, pack)
    head = credit or read_head(text, words, view.emphasis)
    title = read_title(text, head.end, view.emphasis, words, mark=head.closed_by)
    is_law = _is_law(text, head, words, pack)
    year, suffix = head.year, head.suffix
    if year is None:
        found = find_year(text, head.end, title.end if title else head.end, words)
        if found is not None:
            year, suffix, at = found
            title = _before_year(text, title, at, words)
    after = title.rest if title else head.end
    rest_text = text[after:]
    rest = read_rest(rest_text, view, after, words, pack)
    if rest.volume == year:
        rest = replace(rest, volume="")
    kind = "graphic" if credit else type_of(text[head.end :], view, rest, pack)
    named = _title_words(text, title, year)
    if is_law:
        named, kind, rest = _law_title(text, head, named), "legislation", _law_fields(rest)
    elif named is None and rest.editors:  # only the work that contains it is named
        named, kind, rest = rest.container or None, "book", replace(rest, container="")
    date = issued_date(year, head.more, rest_text, pack) if year and year.isdigit() else ()
    return ParsedEntry(
        head.names,
        head.repeated,
        head.editors,
        year,
        suffix,
        date,
        named,
        kind,
        view,
        rest,
        is_law,
    )


def _is_law(text: str, head: Head, words: NameWords, pack: LanguagePack) -> bool:
    """Whether what stands in the author's place is a law: "Harbour Act 1847"."""
    if len(head.names) != 1 or not head.names[0].literal or head.year is None:
        return False
    if words.has("law", head.names[0].literal.split()[-1]):
        return True
    row = type_row(text[: head.end], pack)
    return row is not None and row.label == "legislation" and row.regex.match(text) is not None


def _law_title(text: str, head: Head, printed: str | None) -> str:
    """The law's name and year, with what its name goes on with."""
    name = text[: head.end].strip(" .,;:")
    goes_on = printed is not None and printed[:1].islower() and text[head.end : head.end + 1] == " "
    return f"{name} {printed}" if goes_on else name


def _law_fields(rest: Rest) -> Rest:
    return Rest(page=rest.page, volume=rest.volume, container=rest.container)


def _before_year(text: str, title: Title | None, year: int, words: NameWords) -> Title | None:
    """The title cut off at a year that nothing parts from it: "Rents 1995 Fjord Press"."""
    if title is None or not title.start + _LEAST_TITLE < year < title.end:
        return title
    before = text[title.start : year].split()
    if words.has("small", before[-1]) or text[year - 1] != " " or text[year - 2] in "(–-":
        return title
    return Title(title.start, year - 1, year)


def _title_words(text: str, title: Title | None, year: str | None) -> str | None:
    if title is None or title.end <= title.start:
        return None
    words = text[title.start : title.end].strip(" .,;")
    return None if words == year else words or None
