"""Author strings: the words before a year that name who wrote the cited work.

In comes a stretch of text that ends where a year or its bracket begins; out comes the longest run
of words before that place which can be read as names: ``van der Merwe and Medina``, ``K. Ron,
Ada Bree, & Lu``, ``Ministry of Health (MoH)``.  Read backward, because only the end is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.citing.vocabulary import Vocabulary

#: Characters before a year in which an author string is looked for; the longest real ones
#: (organisations with their departments) have about 160.
WINDOW = 240

_TOKEN = re.compile(
    r"(?P<initial>(?<!\w)(?:[^\W\d_]\.(?:[\s‐‑-]?(?=[^\W\d_]\.))?)+)"
    r"|(?P<word>[^\W\d_]\w*(?:['’ʼ‘`´.\-‐‑–/]\w+|(?<=[A-Z])&(?=[A-Z])\w+)*)"
    r"|(?P<number>\d[\w.,-]*)"
    r"|(?P<ellipsis>\.\.\.|…)"
    r"|(?P<mark>[^\s])"
)
_OPENING = "([{"
_CLOSING = ")]}"
_QUOTES_OPEN = '“„«‘"'
_QUOTES_CLOSE = '”»’"“'
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; ``row`` is the id of the rule that gave it its kind, "" where none did."""

    kind: str
    start: int
    end: int
    text: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class AuthorString:
    """Names in front of a year.

    ``start`` and ``end`` are article offsets; ``authors`` the names without initials; ``et_al``
    says that more authors are meant than named, ``joined`` that two or more are named.
    ``starts`` are the other offsets at which the string may begin, each with its reading.
    """

    start: int
    end: int
    authors: tuple[str, ...]
    initials: str = ""
    et_al: bool = False
    joined: bool = False
    possessive: bool = False
    acronym: str | None = None
    organisation: bool = False
    quoted: bool = False
    rows: tuple[str, ...] = ()


def fold(name: str) -> str:
    """Return a name as letters and digits only, without case, accents and punctuation.

    >>> fold("O’Näil-Łuk")
    'onailluk'
    """
    if name.isascii():
        return "".join(filter(str.isalnum, name.lower()))
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPECIAL))
    return "".join(character for character in plain if character.isalnum())


def tokenize(text: str, start: int, end: int, words: Vocabulary) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order, "et al." and its like as one token."""
    tokens: list[Token] = []
    et_als = [
        (match.start(), match.end(), row.id)
        for row in words.patterns.get("citation_etal", ())
        for match in row.regex.finditer(text, start, end)
    ]
    here = start
    for et_start, et_end, row_id in sorted(et_als):
        if et_start >= here:
            tokens += _plain_tokens(text, here, et_start, words)
            tokens.append(Token("etal", et_start, et_end, text[et_start:et_end], row_id))
            here = et_end
    return tokens + _plain_tokens(text, here, end, words)


def _plain_tokens(text: str, start: int, end: int, words: Vocabulary) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        value = match.group()
        row = ""
        if kind == "word":
            kind, row = _word_kind(value, words)
        elif kind == "initial" and not value[0].isupper():
            kind = "lower"
        elif kind == "mark":
            kind = _mark_kind(value)
            row = (words.row("and", value) or "") if kind == "and" else ""
        if kind != "emphasis":
            tokens.append(Token(kind, match.start(), match.end(), value, row))
    return tokens


def _word_kind(value: str, words: Vocabulary) -> tuple[str, str]:
    form = value.lower()
    if value[0].islower():
        for kind in ("and", "particle", "inner"):
            row = words.row(kind, form)
            if row:
                return kind, row
        inner_capital = any(character.isupper() for character in value[1:])
        return ("name" if inner_capital else "lower"), ""
    if value in ("AND", "E", "Y", "ET", "DE", "DA", "DO", "DOS", "DAS", "OF", "FOR", "THE"):
        row = words.row("and", form) or words.row("inner", form)
        if row and len(value) > 1:
            return ("and" if words.row("and", form) else "inner"), row
    return "name", ""


def _mark_kind(value: str) -> str:
    if value in "*_":
        return "emphasis"
    if value == ",":
        return "comma"
    if value in "&+":
        return "and"
    if value in _OPENING:
        return "open"
    if value in _CLOSING:
        return "close"
    if value in "'’":
        return "apostrophe"
    return "quote" if value in _QUOTES_OPEN + _QUOTES_CLOSE else "other"


def read_authors(text: str, start: int, end: int, words: Vocabulary) -> AuthorString | None:
    """Return the author string that ends at ``end`` and begins at ``start`` or later.

    None where the word before ``end`` is no name.  Source: the surface forms of APA 7 section 8,
    Chicago 17 section 15 and MLA 9 section 6.
    """
    for window in (64, WINDOW):
        low = max(start, end - window)
        while start < low < end and not text[low - 1].isspace():
            low += 1
        tokens = tokenize(text, low, end, words)
        first = _walk(tokens)
        if first > 0 or low == start:
            break
    return _trim(text, tokens[first:], words)


def _walk(tokens: Sequence[Token]) -> int:
    """Return the index of the first token of the run that can be names; its length where none."""
    right = ""  # kind of the token to the right, inside the run
    here = len(tokens)
    while here > 0:
        token = tokens[here - 1]
        left = tokens[here - 2].kind if here > 1 else ""
        if not _continues(token, left, right):
            if token.kind == "close" and right in ("", "comma", "etal"):
                length = _acronym_length(tokens, here)
                if length:
                    here -= length
                    right = "acronym"
                    continue
            break
        right = token.kind
        here -= 1
    return here


def _continues(token: Token, left: str, right: str) -> bool:
    """Say whether a token goes on an author string to the left of a token of kind ``right``."""
    kind = token.kind
    named = ("name", "initial", "particle", "acronym", "etal")
    if kind in ("name", "initial", "etal", "ellipsis"):
        return True
    if kind == "comma":
        return left in ("name", "initial", "etal", "close", "apostrophe", "ellipsis", "number")
    if kind == "and":
        return right in ("name", "initial", "particle") and left in (
            "name",
            "initial",
            "comma",
            "close",
            "etal",
        )
    if kind == "particle":
        return right in ("name", "particle", "initial")
    if kind == "inner":
        return right in ("name", "inner", "particle") and left in ("name", "inner", "comma", "and")
    if kind == "apostrophe":
        return right in ("", "acronym", "etal") and left == "name"
    if kind == "number":
        return right in ("", "comma") and left == "name"
    if kind == "other":
        return token.text in ".:" and right == "" and left in named
    return False


def _acronym_length(tokens: Sequence[Token], here: int) -> int:
    """Return 3 where ``(ABC)`` or ``[ABC]`` ends at ``here`` after a name, else 0."""
    if here < 4 or tokens[here - 3].kind != "open" or tokens[here - 4].kind != "name":
        return 0
    inner = tokens[here - 2]
    return 3 if inner.kind == "name" and sum(c.isupper() for c in inner.text) > 1 else 0


def _trim(text: str, tokens: Sequence[Token], words: Vocabulary) -> AuthorString | None:
    """Drop what cannot begin an author string, and read the rest."""
    run = list(tokens)
    rows: list[str] = []
    while run:
        token = run[0]
        if token.kind in ("name", "initial"):
            opener = words.row("opener", token.text.lower()) if len(run) > 1 else None
            if opener is None or run[1].kind == "etal" or _is_lone(run):
                break
            rows.append(opener)
        elif token.kind == "particle" and len(run) > 1 and run[1].kind in ("name", "particle"):
            break
        run.pop(0)
    while run and run[-1].kind in ("comma", "other"):
        run.pop()
    if not any(token.kind == "name" for token in run):
        return None
    return _read(text, run, words, tuple(rows))


def _is_lone(run: Sequence[Token]) -> bool:
    """Say whether nothing but marks follows the first word: "(May, 2010)", "(In, 2011)"."""
    return all(token.kind in ("comma", "other", "apostrophe") for token in run[1:])


def _read(
    text: str, run: list[Token], words: Vocabulary, rows: tuple[str, ...]
) -> AuthorString | None:
    start, end = run[0].start, run[-1].end
    et_al = run[-1].kind == "etal"
    used = [token.row for token in run if token.row]
    acronym = None
    names = [token for token in run if token.kind not in ("etal", "other")]
    for place, token in enumerate(names):
        if token.kind == "open":
            acronym = names[place + 1].text
            names = names[:place] + names[place + 3 :]
            break
    possessive = _is_possessive(names)
    if not names:
        return None
    organisation, org_row = _is_organisation(names, words)
    if organisation:
        parts = [names]
        used.append(org_row)
    else:
        parts = _split(names)
    authors = [name for part in parts if (name := _family(text, part))]
    if not authors:
        return None
    return AuthorString(
        start,
        end,
        tuple(authors),
        _initials(parts[0]),
        et_al,
        len(authors) > 1,
        possessive,
        acronym,
        organisation,
        False,
        (*rows, *(row for row in used if row)),
    )


def _is_possessive(names: Sequence[Token]) -> bool:
    if not names:
        return False
    last = names[-1]
    return last.kind == "apostrophe" or last.text[-2:] in ("'s", "’s", "ʼs", "`s")


def _is_organisation(names: Sequence[Token], words: Vocabulary) -> tuple[bool, str]:
    """Say whether commas and "and" stand inside one organisation's name, and by which row."""
    nouns = [
        words.row("organisation", token.text.lower()) or "" if token.kind == "name" else ""
        for token in names
    ]
    inner = any(token.kind == "inner" for token in names)
    joints = [i for i, token in enumerate(names) if token.kind in ("and", "comma")]
    row = next((noun for noun in nouns if noun), "")
    if not joints:
        return bool(row or inner), row
    if not row:
        return False, ""
    ands = [i for i in joints if names[i].kind == "and"]
    for joint in ands:
        left, right = nouns[:joint], nouns[joint + 1 :]
        if any(left) and any(right) and not inner:
            return False, ""
        plain = joint == 1 and len(names) == 3
        if plain:
            return False, ""
    # "United Nations, Department of Economic and Social Affairs": one body and its parts.
    if any(token.kind == "initial" and len(token.text) == 2 for token in names):
        return False, ""
    return True, row


def _split(names: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in names:
        if token.kind in ("comma", "and"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _family(text: str, part: Sequence[Token]) -> str:
    """Return a name as written without initials, generational suffix and possessive ending."""
    kept = [token for token in part if token.kind not in ("initial", "apostrophe")]
    if any(token.kind == "initial" and token.text.count(".") > 1 for token in part[:1]) and any(
        len(token.text) > 6 for token in kept[1:]
    ):
        kept = [token for token in part if token.kind != "apostrophe"]  # "U.S. Federal ..."
    while len(kept) > 1 and kept[-1].text.lower() in ("jr", "sr", "ii", "iii", "iv"):
        kept.pop()
    while (
        len(kept) > 1 and _is_bare_initials(kept[-1].text) and not _is_bare_initials(kept[0].text)
    ):
        kept.pop()
    if not kept:
        return ""
    name = " ".join(text[kept[0].start : kept[-1].end].split())
    for ending in ("'s", "’s", "ʼs", "`s"):
        name = name.removesuffix(ending)
    return name.replace("*", "")


def _is_bare_initials(word: str) -> bool:
    return len(word) <= 2 and word.isupper()


def _initials(part: Sequence[Token]) -> str:
    letters = [token.text for token in part if token.kind == "initial"]
    if not letters and len(part) > 1 and _is_bare_initials(part[-1].text):
        letters = [part[-1].text]
    return "".join(c for c in "".join(letters) if c.isalpha()).lower()


def shorter_readings(text: str, authors: AuthorString, words: Vocabulary) -> list[AuthorString]:
    """Return the readings of an author string that begin at a later word, longest first.

    Only words up to the first "and" can fall away: "In Peru Ruiz and Bel" may be "Ruiz and Bel",
    never "Bel".
    """
    tokens = tokenize(text, authors.start, authors.end, words)
    found: list[AuthorString] = []
    for place in range(1, min(len(tokens), 16)):
        before = tokens[place - 1]
        if before.kind == "and":
            break
        token = tokens[place]
        if token.kind not in ("name", "initial", "particle"):
            continue
        if before.kind in ("particle",) and token.kind == "name":
            continue
        reading = _trim(text, tokens[place:], words)
        if reading is not None and reading.start == token.start:
            found.append(replace(reading, acronym=reading.acronym or authors.acronym))
    return found
