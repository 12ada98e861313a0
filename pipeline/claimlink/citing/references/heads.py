"""The head of an entry: who wrote it and, in author-date styles, when.

"Lind, A. (2019)", "City Council. 2019." and "Lind AB, Berg T." are heads.  Where the year does not
follow the names, the names alone are the head and the year is looked for elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.citing.references.name_forms import Name
from claimlink.citing.references.names import NameList, read_names
from claimlink.citing.references.tokens import NameWords, initials_end, read_tokens
from claimlink.citing.references.view import FIELDS
from claimlink.packs import LanguagePack

_HEAD = 250  # characters in which the year of an organisation's entry stands (own)
_FEW_TOKENS = 100  # tokens that hold the names of nearly every entry (own)
_LOOK_AHEAD = 40  # tokens behind a name that decide about it; the longest name has 20 (own)
_MAX_TOKENS = 1600  # tokens read for names; 400 names have four each (own)
_ORGANISATION_WORDS = 16  # words of an organisation's name (own)
_SHORT_NAME = 6  # words of a name that nothing but its capitals shows (own)
_CAPITAL_SHARE = 0.75  # of an organisation's words that are capitalised or small words (own)

YEAR = r"(?:1[4-9]|20)\d\d"
_YEAR_BODY = (
    rf"(?:c(?:a|irca)?\.?\s?)?(?P<year>{YEAR})(?P<suffix>[a-z])?(?![\w])"
    rf"(?P<more>(?:\s?[/–-]\s?(?:\d{{2,4}})|\s?\[\d{{4}}\]|[,;:]?\s[^()\[\]]{{1,40}}?)?)"
)
_AFTER_NAMES = re.compile(
    rf"[\s.,;:]*(?:[(\[]\s?(?:[^()\[\],:\d]{{0,15}}\s)?{_YEAR_BODY}\s?[)\]]|(?P<year2>{YEAR})(?P<suffix2>[a-z])?"
    rf"(?:[–-]{YEAR}(?!\d))?(?![\w–-])(?!\s?[;:]\s?\d)(?:\s?\[\d{{4}}\])?)"
)
_WORD_DATE = re.compile(r"[\s.,;:]*[(\[](?P<word>[^()\[\]\d]{2,20})[)\]]")
_EDITOR = re.compile(
    r"\s?,?\s?[(\[]?\b(?:[Ee]ds?\b\.?|[Ee]ditors?\b|[Hh]rsg\b\.?|[Hh]gg?\b\.|[Oo]rgs?\b\.|"
    r"[Cc]oords?\b\.|[Dd]irs?\b\.)[)\]]?"
)
_AFFILIATION = re.compile(r"\s*\([^()\d]{2,80}\)[.,]?(?=\s*\S)")
_EARLY_YEAR = re.compile(
    rf"\s?[(\[](?:[^()\[\]]{{0,12}}\s)?{YEAR}[a-z]?[^()\[\]]{{0,40}}[)\]]|[.,]?\s{YEAR}(?:[a-z]|[–-]{YEAR})?(?=[.,:;]?(?:\s|$))"
)
_EARLY_WORD = re.compile(r"\s?[(\[](?P<word>[^()\[\]\d]{2,20})[)\]]")
_SENTENCE = re.compile(r"[.:]\s+(?=\S)")
_FAMILIES = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?:, [^\W\d_a-z][\w'’-]+){0,3},? (?:and|&) [^\W\d_a-z][\w'’-]+"
)
_HAN = r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,5}"
_UNSPACED = re.compile(rf"{_HAN}(?:\s?[,，、;；·]\s?{_HAN}){{0,40}}")
_UNSPACED_BORDER = re.compile(r"[,，、;；·]")
_FAMILY_BORDER = re.compile(r",? (?:and|&) |, ")
_QUOTE = re.compile(r"[“”\"«»„]|(?<!\w)[‘'`]")
_SINGLE = re.compile(
    rf"(?P<name>[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*)(?:,\s*(?=[“\"«‘'`]|{YEAR}\b|[^\W\d_a-z]))"
)
_FAMILY_ET_AL = re.compile(
    r"(?P<name>[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*),?\s+et\.?\s+al\b\.?,?"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,9}")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ET_AL = re.compile(r"\bet\s?al\b")


@dataclass(frozen=True)
class Head:
    """What the head of an entry says; offsets are into the entry's view.

    ``end`` is where the title's region begins.  ``year`` is None where no year follows the names;
    ``more`` is what else the year's bracket holds ("March 14").  ``closed_by`` is the mark behind
    the names or the year, which tells the style of the rest.  ``repeated`` stands for dashes: the
    authors of the entry above.
    """

    names: tuple[Name, ...]
    end: int
    year: str | None = None
    suffix: str | None = None
    more: str = ""
    closed_by: str = ""
    editors: bool = False
    repeated: bool = False


def read_head(text: str, words: NameWords, emphasis: Sequence[tuple[int, int]] = ()) -> Head:
    """Return the head of an entry; one without names where its title comes first.

    ``emphasis`` are the stretches in italics, in order: no list of names runs on into one.
    """
    border = _title_in_italics(text, emphasis)
    unspaced = _UNSPACED.match(text)
    if unspaced is not None and (named := _organisation(text, words)) is not None:
        return named
    names = read_names(read_tokens(text, 0, _FEW_TOKENS, border), words)
    if names is not None and names.reached > _FEW_TOKENS - _LOOK_AHEAD:
        names = read_names(read_tokens(text, 0, _MAX_TOKENS, border), words)
    if names is not None:
        head = _with_year(text, names, words)
        if not _is_organisation(head, names, words):
            return _longer_name(text, head, words) or head
    return (
        _family_et_al(text, words)
        or _organisation(text, words)
        or _single(text, words)
        or Head((), 0)
    )


def _title_in_italics(text: str, emphasis: Sequence[tuple[int, int]]) -> int:
    """Where the first words in italics begin that are no name; the text's end without any."""
    for start, end in emphasis:
        printed = text[start:end]
        if start and " " in printed and "," not in printed and not _ET_AL.search(printed):
            return start
    return len(text)


def read_credit(text: str, pack: LanguagePack) -> Head | None:
    """Return the head of a picture credit ("Photo Source: A. Ek in City Archive (2020)").

    Its author is the work or organisation the picture is taken from; None for other entries.
    """
    for row in pack.pattern_rows(FIELDS):
        if row.label == "credit" and (match := row.regex.match(text)):
            holder = match.groupdict().get("holder")
            names = (Name(literal=holder.strip()),) if holder else ()
            return Head(names, match.end(), match.groupdict().get("year"), closed_by=".")
    return None


def _longer_name(text: str, head: Head, words: NameWords) -> Head | None:
    """An organisation whose name begins like a person's: "Northern Equal Rights Board (2008)"."""
    bare = len(head.names) == 1 and head.names[0].form == "trailing" and head.closed_by.isalpha()
    written_out = all(name.form == "direct-full" for name in head.names)
    if head.year is not None or head.closed_by == "," or not (bare or written_out):
        return None
    found = _organisation(text, words)
    return found if found is not None and found.year is not None else None


def _family_et_al(text: str, words: NameWords) -> Head | None:
    """A family name with "et al." and nothing else: "Ek, et al., Proc. Ports 3, 4 (2019)"."""
    match = _FAMILY_ET_AL.match(text)
    if match is None or words.has("organisation", match.group("name")):
        return None
    name = Name(family=match.group("name"), form="inverted")
    return _dated(text, Head((name,), match.end(), closed_by=","), words)


def _single(text: str, words: NameWords) -> Head | None:
    """A family name alone before a quoted title or a year: "Ek, ‘Rents’", "Ek, 1985"."""
    match = _SINGLE.match(text)
    if match is None or words.has("not-a-name", match.group("name")):
        return None
    name = Name(family=match.group("name"), form="inverted")
    return _dated(text, Head((name,), match.end("name"), closed_by=","), words)


def _with_year(text: str, names: NameList, words: NameWords) -> Head:
    editor = _EDITOR.match(text, names.end)
    end = editor.end() if editor else names.end
    head = Head(
        names.names,
        end,
        closed_by=names.closed_by,
        editors=editor is not None,
        repeated=names.repeated,
    )
    dated = _dated(text, head, words)
    if dated.year is None and (behind := _AFFILIATION.match(text, head.end)):
        return replace(head, end=behind.end(), closed_by=".")
    return dated


def _dated(text: str, head: Head, words: NameWords) -> Head:
    """The head with the year that follows it, unchanged where none does."""
    match = _AFTER_NAMES.match(text, head.end)
    if match:
        return Head(
            head.names,
            match.end(),
            match.group("year") or match.group("year2"),
            match.group("suffix") or match.group("suffix2"),
            match.group("more") or "",
            text[match.end() : match.end() + 1],
            head.editors,
            head.repeated,
        )
    word = _WORD_DATE.match(text, head.end)
    if word and (year := undated(word.group("word"), words)):
        closed_by = text[word.end() : word.end() + 1]
        return Head(head.names, word.end(), year, None, "", closed_by, head.editors, head.repeated)
    return head


def undated(word: str, words: NameWords) -> str | None:
    """Return "n.d.", "in press" or "forthcoming" for what stands in a year's place; else None."""
    bare = word.strip(" ,;").lower().replace(". ", ".")
    for label, value in (("no-date", "n.d."), ("in press", ""), ("forthcoming", "")):
        if words.has(label, bare) or words.has(label, bare.rstrip(".")):
            return value or label
    return None


def _is_organisation(head: Head, names: NameList, words: NameWords) -> bool:
    """Whether what was read as one person is an organisation's name or a title."""
    if len(names.names) != 1:
        return False
    name = names.names[0]
    if name.form == "direct-full" and name.family.isupper() and " " in name.family:
        return True
    if name.form == "direct-full":
        # persons come family name first in author-date styles: "Imperial College (2019)"
        return head.year is not None
    if name.form == "inverted-full":
        return any(words.has("organisation", word) for word in name.given.split())
    bare = "." not in name.given and len(name.given) > 1
    if name.form == "direct" and words.has("organisation", name.given.split()[0]):
        return True  # "U.S. Census Bureau"
    if name.form == "direct" and bare:
        return head.year is not None
    if name.form == "trailing" and bare:
        named = [*name.family.split(), name.given]
        return any(words.has("organisation", word) for word in named)
    return False


def _organisation(text: str, words: NameWords) -> Head | None:
    """The head of an entry whose author is an organisation; None where it has none."""
    match = _EARLY_YEAR.search(text, 0, _HEAD)
    if match is None or not _reads_as_organisation(text[: match.start()], words):
        match = _EARLY_WORD.search(text, 0, _HEAD)
        if match and undated(match.group("word"), words) is None:
            match = None
    if match and _reads_as_organisation(text[: match.start()], words):
        head = Head(_named(text[: match.start()], words), match.start(), closed_by=".")
        dated = _dated(text, head, words)
        return dated if dated.year is not None else None
    for stop in _SENTENCE.finditer(text, 0, _HEAD):
        if _is_abbreviation(text, stop.start(), words):
            continue
        literal = text[: stop.start()].strip(" .,;:")
        follows = text[stop.end() : stop.end() + 1]
        named = (
            follows in "“\"«‘'"
            or len(literal.split()) <= _SHORT_NAME
            or any(words.has("organisation", word) for word in literal.split())
        )
        titled = len(_WORD.findall(text, stop.end(), _HEAD)) > 1
        if stop.group()[0] == "." and titled and named and _reads_as_organisation(literal, words):
            return Head((Name(literal=literal),), stop.start(), closed_by=".")
        return None
    return None


def _named(printed: str, words: NameWords) -> tuple[Name, ...]:
    """An organisation, or family names alone: "Swindale and Bilinsky"."""
    literal = printed.strip(" .,;:")
    if _UNSPACED.fullmatch(literal):  # family name first, nothing between it and the given name
        return tuple(Name(literal=name.strip()) for name in _UNSPACED_BORDER.split(literal))
    match = _FAMILIES.fullmatch(literal)
    if match is None or any(words.has("organisation", word) for word in literal.split()):
        return (Name(literal=literal),)
    families = [part for part in _FAMILY_BORDER.split(literal) if part]
    return tuple(Name(family=family, form="inverted") for family in families)


def _is_abbreviation(text: str, dot: int, words: NameWords) -> bool:
    tokens = read_tokens(text, max(0, text.rfind(" ", 0, dot) + 1), 8)
    inside = [token for token in tokens if token.start < dot]
    if not inside:
        return False
    last = inside[-1]
    return (
        initials_end([*inside, *tokens[len(inside) : len(inside) + 1]], len(inside) - 1)
        is not (None)
        and len(last.text) == 1
    )


def _reads_as_organisation(head: str, words: NameWords) -> bool:
    """Whether words before a year are a name: mostly capitalised, no quotation, no sentence."""
    found = _WORD.findall(head)
    if not found or len(found) > _ORGANISATION_WORDS or _QUOTE.search(head):
        return False
    for stop in _SENTENCE.finditer(head):
        if head[stop.start()] == ":" and _ACRONYM.fullmatch(head, 0, stop.start()):
            continue
        if head[stop.start()] == ":" or not _is_abbreviation(head, stop.start(), words):
            return False
    if found[0][0].islower() and not any(letter.isupper() for letter in found[0]):
        return len(found) == 1  # a web site names itself in lower case
    named = sum(not word[0].islower() or words.has("small", word) or "." in word for word in found)
    return named >= _CAPITAL_SHARE * len(found) or _spells_acronym(found, words)


def _spells_acronym(found: Sequence[str], words: NameWords) -> bool:
    """Whether the last word is the acronym of the others: "Instituto nacional de puertos INP"."""
    letters = "".join(word[0] for word in found[:-1] if not words.has("small", word))
    return len(letters) > 1 and found[-1] == letters.upper()
