"""Findings on names: written one way where a work is cited, another way where it is listed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from claimlink.findings.evidence import Evidence, label, report
from claimlink.records import Citation, Finding, Reference

_WORD = re.compile(r"\w+")
# Links that go by less than the first author's whole name: no ground to speak of a variant.
_WEAK = frozenset({"link.name-end", "link.coauthor-first", "link.title", "link.title-words"})
# Likeness, per cent, from which one co-author's name is a slip of another's (as in linking).
_SLIP = 75.0
# Words of a name that are joined to find another one in it.
_MOST_JOINED = 12
# Characters of an entry in which its authors stand, where the title cannot be found.
_HEAD = 200


def find_name_variants(evidence: Evidence) -> Iterator[Finding]:
    """A citation whose name is written differently in the list; told once for each name."""
    seen: set[str] = set()
    for citation in evidence.citations:
        near = evidence.nearest.get(citation.id)
        if near is not None and near.meant is not None and citation.text not in seen:
            seen.add(citation.text)
            yield _variant(evidence, f"“{citation.text}” is not", citation, near.meant)
        entry = evidence.entries.get(citation.reference_id or "")
        if entry is None or citation.form != "author-date" or citation.reason in _WEAK:
            continue
        for place, name in enumerate(citation.authors):
            if name not in seen and _differs(name, place, citation, entry):
                seen.add(name)
                yield _variant(evidence, f"“{name}” is", citation, entry)


def _variant(evidence: Evidence, what: str, citation: Citation, entry: Reference) -> Finding:
    probable = what.endswith(" not")
    message = (
        f"{what} in the source list; {label(entry)} is probably meant."
        if probable
        else f"{what} listed as {label(entry)}."
    )
    return report(
        evidence,
        "name-variant",
        "warning" if probable else "info",
        message,
        citation,
        citations=[citation],
        references=[entry],
    )


def _differs(name: str, place: int, citation: Citation, entry: Reference) -> bool:
    if not _is_variant(name, entry):
        return False
    if place:  # a co-author who is not there at all was not read
        return any(_is_slip(name, listed) for listed in entry.authors[1:])
    return not _is_printed(citation, entry)


def _is_slip(name: str, listed: str) -> bool:
    return ratio(_letters(name), _letters(listed)) >= _SLIP


def _is_variant(name: str, entry: Reference) -> bool:
    """Tell whether a reader who searches the list for the name finds it written otherwise.

    "KIBHR" of "KIBHR – Kazakhstan International Bureau" is a variant, "BBC" of "BBC News" is none.
    """
    if not entry.authors:
        return False
    letters = _letters(name)
    # "Terje Holden" finds "Holden, T.", "Roth Web" finds the site "Roth".
    listed_letters = [_letters(listed) for listed in entry.authors]
    last_words = [listed for listed in listed_letters if letters.endswith(listed)]
    if any(last_words):
        return letters not in last_words and len(_WORD.findall(name)) == 1
    if not any(_holds(listed, name) for listed in entry.authors):
        return not _is_in_head(name, entry)
    if any(_is_site(name, listed) for listed in entry.authors):
        return True
    spelled_out = re.compile(rf"^{re.escape(name)}\s*[-–—(]|\({re.escape(name)}\)")
    return name.isupper() and any(spelled_out.search(listed) for listed in entry.authors)


def _holds(listed: str, name: str) -> bool:
    """Tell whether a listed name has the words of another, joined as they may be.

    "Garcia-Lopez" has "Garcia" and "Mac Donald" has "MacDonald"; "Clarke" has no "Clark".
    """
    words = [_letters(word) for word in _WORD.findall(unicodedata.normalize("NFC", listed))]
    wanted = _letters(name)
    for first in range(len(words)):
        joined = ""
        for word in words[first : first + _MOST_JOINED]:
            joined += word
            if joined == wanted:
                return True
    return False


def _is_site(name: str, listed: str) -> bool:
    """Tell "Ostler" from the site it is listed as: "Ostler.com"."""
    stem, dot, ending = listed.partition(".")
    return bool(dot) and _letters(stem) == _letters(name) and ending.replace(".", "").isalpha()


def _is_in_head(name: str, entry: Reference) -> bool:
    """Tell whether the entry prints the name before or as its title, whatever was read of it."""
    if " " in name and _has_words(entry.text, name):  # cited by its title
        return True
    title = entry.csl.get("title")
    place = entry.text.find(title) if isinstance(title, str) else -1
    return _has_words(entry.text[: place if place > 0 else _HEAD], name)


def _has_words(text: str, name: str) -> bool:
    """Tell whether a name stands in a text, as whole words; an acronym in capitals only."""
    wanted, found = (unicodedata.normalize("NFC", words) for words in (name, text))
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", found, flags) is not None


def _letters(name: str) -> str:
    """Return a name as letters, its accents kept: what a reader would search the list for."""
    composed = unicodedata.normalize("NFC", name).casefold()
    return "".join(character for character in composed if character.isalnum())


def _is_printed(citation: Citation, entry: Reference) -> bool:
    """Tell "Federal Trade Commission (FTC, 2023)" listed under FTC: the text gives both."""
    words = _WORD.findall(citation.text)
    if any(_has_words(citation.text, name) for name in entry.authors[:1]):
        return True
    return any(
        name.isupper() and name in words and name not in citation.authors for name in entry.authors
    )
