"""Author strings: the words before a year that name who wrote the cited work.

In comes a stretch of text that ends where a year or its bracket begins; out comes the longest run
of words before that place which can be read as names: ``van der Merwe and Medina``, ``K. Ron,
Ada Bree, & Lu``, ``Ministry of Health (MoH)``.  Read backward, because only the end is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.citing.acronyms import initials_of, is_acronym
from claimlink.citing.tokens import Token, fold, plain_words, tokenize
from claimlink.citing.vocabulary import Vocabulary

#: Characters before a year in which an author string is looked for; the longest real ones
#: (organisations with their departments) have about 160.
WINDOW = 240
#: Most tokens in brackets after a name that may be its full form or acronym.
_BRACKET = 12


@dataclass(frozen=True, slots=True)
class AuthorString:
    """Names in front of a year.

    ``start`` and ``end`` are article offsets; ``authors`` the names without initials; ``et_al``
    says that more authors are meant than named, ``joined`` that two or more are named.
    ``alias`` is the acronym or full name in a bracket, ``whole`` the reading with the small words
    that were taken off the front ("See", but also the surname "He").
    """

    start: int
    end: int
    authors: tuple[str, ...]
    initials: str = ""
    et_al: bool = False
    joined: bool = False
    possessive: bool = False
    alias: str | None = None
    organisation: bool = False
    quoted: bool = False
    rows: tuple[str, ...] = ()
    whole: AuthorString | None = None


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
    here = len(tokens)
    right: Token | None = None  # the token to the right, inside the run
    while here > 0:
        token = tokens[here - 1]
        left = tokens[here - 2] if here > 1 else None
        if token.kind == "close":
            length = _bracket_length(tokens, here)
            if not length or (right is not None and right.kind not in ("comma", "etal", "and")):
                break
            here -= length
            right = token
            continue
        if not _continues(token, left, right):
            break
        right = token
        here -= 1
    return here


_NAMED = ("name", "initial", "particle", "etal", "close", "ellipsis")


def _continues(token: Token, left: Token | None, right: Token | None) -> bool:
    """Say whether a token goes on an author string between these neighbours."""
    before = left.kind if left is not None else ""
    after = right.kind if right is not None else ""
    match token.kind:
        case "name" | "initial" | "ellipsis":
            return True
        case "etal":
            return after in ("", "comma", "stop", "close", "semicolon")
        case "comma":
            return before in (*_NAMED, "apostrophe", "number", "stop")
        case "semicolon":  # "SILVA; COSTA, 2011" names two authors, "Silva; Costa, 2011" does not
            caps = left is not None and left.is_capitals and right is not None and right.is_capitals
            return caps or (after == "" and before == "etal")
        case "and":
            return after in _NAMED[:3] and before in (*_NAMED, "comma", "stop")
        case "particle":
            return after in _NAMED[:3]
        case "inner":
            between = before in (*_NAMED[:3], "inner", "and")
            return between and after in ("name", "inner", "particle")
        case "apostrophe":
            return after in ("", "close", "etal") and before == "name"
        case "number":
            return after in ("", "comma") and before == "name"
        case "stop":
            if left is not None and left.is_abbreviated:
                return True
            return after in ("", "comma") and before in _NAMED
    return False


def _bracket_length(tokens: Sequence[Token], here: int) -> int:
    """Return the length of a bracket after a name that gives its acronym or full form, else 0."""
    for length in range(3, min(_BRACKET, here)):
        opening = tokens[here - length]
        if opening.kind == "open":
            before, inside = tokens[here - length - 1], tokens[here - length + 1 : here - 1]
            if before.kind != "name" or any(
                token.kind not in ("name", "inner", "and", "comma", "particle") for token in inside
            ):
                return 0
            short = len(inside) == 1 and is_acronym(inside[0].text)
            return length if short or (is_acronym(before.text) and len(inside) > 1) else 0
    return 0


def _trim(text: str, tokens: Sequence[Token], words: Vocabulary) -> AuthorString | None:
    """Drop what cannot begin an author string, and read the rest."""
    run = _after_inner(list(tokens), words)
    rows: list[str] = []
    whole: list[Token] | None = None
    while run:
        token = run[0]
        if token.kind in ("name", "initial"):
            opener = words.row("opener", token.text.lower()) if len(run) > 1 else None
            if opener is None or run[1].kind == "etal" or _is_lone(run):
                break
            first = words.row("namefirst", token.text.lower())
            if first and _names_body(run, words):
                rows.append(first)
                break
            rows.append(opener)
            whole = whole or list(run)
        elif token.kind == "particle" and len(run) > 1 and run[1].kind in ("name", "particle"):
            break
        run.pop(0)
    while run and run[-1].kind in ("comma", "stop", "semicolon"):
        run.pop()
    if not any(token.kind == "name" for token in run):
        return None
    reading = _read(text, run, words, tuple(rows))
    if reading is None or whole is None:
        return reading
    while whole[-1].kind in ("comma", "stop", "semicolon"):
        whole.pop()
    return replace(reading, whole=_read(text, whole, words, ()))


def _names_body(run: Sequence[Token], words: Vocabulary) -> bool:
    """Say whether a run of capital words is an organisation's or a law's name."""
    if run[1].kind == "inner":  # "More in Common", but not "All of Gale"
        return run[1].text.lower() != "of"
    return run[1].kind == "name" and any(
        token.kind == "inner" or words.row("organisation", token.text.lower()) for token in run
    )


def _after_inner(run: list[Token], words: Vocabulary) -> list[Token]:
    """Drop what stands before "of" or "in" where persons follow: "Reefs of Peru in Bel et al."."""
    places = [place for place, token in enumerate(run) if token.kind == "inner"]
    listed = any(token.kind in ("etal", "and") for token in run)
    if not places or not listed:
        return run
    if any(words.row("organisation", token.text.lower()) for token in run if token.kind == "name"):
        return run
    return run[places[-1] + 1 :]


def _is_lone(run: Sequence[Token]) -> bool:
    """Say whether nothing but marks follows the first word: "(May, 2010)", "(In, 2011)"."""
    return all(token.kind in ("comma", "stop", "semicolon", "apostrophe") for token in run[1:])


def _read(
    text: str, run: list[Token], words: Vocabulary, rows: tuple[str, ...]
) -> AuthorString | None:
    start, end = run[0].start, run[-1].end
    et_al = run[-1].kind == "etal"
    used = [token.row for token in run if token.row]
    names, alias = _without_brackets(run)
    possessive = _is_possessive(names)
    if not names:
        return None
    organisation, org_row = _is_organisation(names, words)
    if organisation:
        names, alias = _without_acronym(names, alias)
        parts = [names]
        used.append(org_row)
    else:
        parts = _split(names)
    authors = [name for part in parts if (name := _family(text, part, words))]
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
        alias,
        organisation,
        False,
        (*rows, *(row for row in used if row)),
    )


def _without_acronym(names: list[Token], alias: str | None) -> tuple[list[Token], str | None]:
    """Take the acronym off a name it follows: "World Gull Organization, WGO"."""
    if alias is None and len(names) > 3 and names[-2].kind == "comma":
        full = " ".join(token.text for token in names[:-2])
        if is_acronym(names[-1].text) and fold(names[-1].text) in initials_of(full):
            return names[:-2], names[-1].text
    return names, alias


def _without_brackets(run: Sequence[Token]) -> tuple[list[Token], str | None]:
    """Return the words outside brackets, and what the first bracket holds."""
    names: list[Token] = []
    alias: list[str] = []
    depth = brackets = 0
    for token in run:
        if token.kind == "open":
            depth, brackets = 1, brackets + 1
        elif token.kind == "close":
            depth = 0
        elif depth:
            alias += [token.text] if brackets == 1 else []
        elif token.kind not in ("etal", "stop"):
            names.append(token)
    return names, " ".join(alias) or None


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
    joints = [i for i, token in enumerate(names) if token.kind in ("and", "comma", "semicolon")]
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
        if token.kind in ("comma", "and", "semicolon"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _family(text: str, part: Sequence[Token], words: Vocabulary) -> str:
    """Return a name as written without initials, generational suffix and possessive ending."""
    kept = [token for token in part if token.kind not in ("initial", "apostrophe")]
    country = bool(part) and part[0].kind == "initial" and part[0].text.count(".") > 1
    nouns = [words.row("organisation", token.text.lower()) for token in kept]
    if country and (any(nouns) or any(len(token.text) > 6 for token in kept[1:])):
        kept = [token for token in part if token.kind != "apostrophe"]  # "U.S. Federal ..."
    while len(kept) > 1 and words.row("generation", kept[-1].text.lower()):
        kept.pop()
    if len(part) == 1 and kept and words.row("generation", kept[0].text.lower().strip(".")):
        return ""  # "King, Jr., 1963"
    while (
        len(kept) > 1 and _is_bare_initials(kept[-1].text) and not _is_bare_initials(kept[0].text)
    ):
        kept.pop()
    if not kept:
        return ""
    name = " ".join(plain_words(text[kept[0].start : kept[-1].end]).split())
    for ending in ("'s", "’s", "ʼs", "`s"):
        name = name.removesuffix(ending)
    return name.replace("*", "").strip("_")


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
            found.append(replace(reading, alias=reading.alias or authors.alias))
    return found
