"""The title of an entry: between its marks of quotation or italics, or up to where it ends.

Without marks a title ends at the first sentence end that is no abbreviation, or, in styles that
part everything with commas, at the first comma before a capitalised word.  A second sentence still
belongs to the title where it reads like one ("New sweetener for the baker.") and the journal
follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from claimlink.citing.references.tokens import NameWords

_LEAD = re.compile(r"[\s.,;:)\]–—-]+")
_OPENERS = {
    "“": '”"',
    '"': '"”“',
    "«": "»",
    "„": '“”"',
    "‘": "’'",
    "'": "'’",
    "`": "'’`",
    "‚": "‘’",
    "”": '”"',
}
_BORDER = re.compile(
    r"(?:(?<![.?!])[.?!]+[”\"’'»)]*(?=\s|$))|\s?[;](?=\s)|,(?=\s)|:(?=\s)|\s(?=[Ii]n:?\s)"
)
_IN = re.compile(
    r"[.,;]?\s(?:In\s?:|in\s?:|In\s+(?=[A-Z“\"«_*])|Em:|En:|Dans\s?:"
    r"|in\s+(?=(?:Proc|[A-Z]\.\s|[A-Z][\w’'-]+(?:, [A-Z]\.| et al))))"
)
_NO_TITLE = re.compile(r"[Ii]n:\s")  # "Berg, T.: In: Moe, K. (ed.) Ports"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEXT_WORD = re.compile(r"[\s”\"’'»(\[]*([^\W\d_]+|\d+)")
_VOLUME = re.compile(
    r"\d{1,4}\s?\(\d|[,.\s]\s?\d{1,4}\s?[:,(]|\b(?:19|20)\d\d\s?;|:\s?\d|\d\s?[–-]\s?\d"
)
_PLACE = re.compile(
    r"[^\W\d_a-z][^.,:;()]{1,30}:\s(?:[^\W\d_a-z][\w'’.-]*|and|&|of)"
    r"(?:\s(?:[^\W\d_a-z][\w'’.-]*|and|&|of)){0,4}(?=$|,)"
)
_LEADING_PLACE = re.compile(r"[^\W\d_a-z][^.:;]{1,40}:\s")
_IMPRINT = re.compile(r"\s\(\s?(?=[^()]{0,80}[^\W\d_]{3}[^()]{0,80}\b(?:1[5-9]|20)\d\d\s?\))")
_FIELDS_INSIDE = re.compile(
    r",\s(?:(?:vol|no|pp|pages?|volume|nr|iss)\b\.?\s?\d|\d{1,4}\s?[(:,]|[^,]{0,60}\s\d{1,4}\s?\(\d)",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+")
_PAIR = re.compile(r"\w+ (?:and|&|und|et|e|y) [\w-]+:")
_CONJUNCTION = re.compile(r"(?:and|und|et|e|y|&)\s")
_GOES_ON = re.compile(r"\s[a-zß-öø-ÿ–—-]|:\s")
_ACRONYM = re.compile(r"[A-ZÀ-ÖØ-Þ]{3,8}")
_ROMAN = re.compile(r"[IVX]{1,5}")
_SITE = re.compile(r"[a-z][\w-]*(?:\.[a-z][\w-]*)*\.[a-z]{2,6}\b")
_NOTE = re.compile(r"\s(?:\([^()]{2,120}\)|\[[^\[\]]{2,120}\])$")
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
_MAX_SUBTITLE = 200  # characters of a subtitle that is not in italics (own)
_SERIES = 80  # characters behind a comma in which a series ends (own)
_LEAST_TITLE = 3  # characters of the shortest title (own)
_MIN_SENTENCE = 4  # words of a second sentence of a title between commas (own)
_MIN_LOWER = 2  # words in lower case that make a second sentence a subtitle (own)
_MAX_BORDERS = 60  # borders looked at in one entry (own)


@dataclass(frozen=True)
class Title:
    """A title's span in the entry's view, and the offset at which the rest begins."""

    start: int
    end: int
    rest: int


def read_title(
    text: str,
    start: int,
    emphasis: tuple[tuple[int, int], ...],
    words: NameWords,
    *,
    mark: str,
) -> Title | None:
    """Return the title that begins at ``start`` or behind marks there; None where nothing is left.

    ``mark`` is what closes the head: a comma or semicolon tells that it parts all fields.
    """
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    if begin >= len(text) or _NO_TITLE.match(text, begin):
        return None
    return (
        _quoted(text, begin)
        or _emphasised(text, begin, emphasis)
        or _bare(text, begin, emphasis, words, mark)
    )


def _quoted(text: str, begin: int) -> Title | None:
    """The title between quotation marks that open at ``begin``."""
    closers = _OPENERS.get(text[begin])
    if closers is None:
        return None
    inside = begin + 1
    if text[begin] in "`'" and text[begin : begin + 2] in ("``", "''"):
        inside, closers = begin + 2, "'”\"’"
    weak: int | None = None
    for at in range(inside + 1, len(text)):
        if text[at] not in closers:
            continue
        behind = text[at + 1 : at + 2]
        apostrophe = text[at] in "'’" and behind.isalnum()
        if apostrophe:
            continue
        strong = text[at] not in "'’" and text[at - 2 : at].strip(" ")[-1:] in (".", ",", "?", "!")
        if behind in ("", ",", ".", ";", ")", "(", "'", "’") or text[at - 1] in ".,?!" or strong:
            return _trimmed(text, inside, at)
        # "‘Workers’ rights today’, Post": the first mark is an apostrophe
        if (behind.isspace() or behind == ":") and weak is None:
            weak = at
            if text[at] not in "'’":
                break
    if weak is None or _GOES_ON.match(text, weak + 1):
        return None  # only the title's first words are quoted: "‘Early’ rents in Oslo"
    return _trimmed(text, inside, weak)


def _trimmed(text: str, start: int, end: int) -> Title:
    rest = end
    while end > start and text[end - 1] in " ,.;:":
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    while rest < len(text) and text[rest] in "'’”\"»`“":
        rest += 1
    return Title(start, end, rest)


def _emphasised(text: str, begin: int, emphasis: tuple[tuple[int, int], ...]) -> Title | None:
    """The title printed in italics at ``begin``."""
    for start, end in emphasis:
        if start == begin and end - start > 3:
            return _trimmed(text, start, _with_subtitle(text, end))
    return None


def _with_subtitle(text: str, end: int) -> int:
    """Where a title ends whose subtitle is not in italics: "*Rents*: a history. Oslo: Kyst"."""
    if text[end : end + 1] != ":":
        return end
    stop = _SENTENCE_END.search(text, end + 1, end + _MAX_SUBTITLE)
    return stop.start() if stop else end


def _bare(
    text: str,
    begin: int,
    emphasis: tuple[tuple[int, int], ...],
    words: NameWords,
    mark: str,
) -> Title:
    """The title without marks: up to its first border."""
    limit = next((start for start, _ in emphasis if start > begin + 3), len(text))
    imprint = _IMPRINT.search(text, begin + 3, limit)
    limit = imprint.start() if imprint else limit
    container = _IN.search(text, begin + 3, limit)
    if container and _is_strong(container, text):
        limit = container.start()
    end = _border(text, begin, limit, words, mark)
    if mark not in (",", ";") and _FIELDS_INSIDE.search(text, begin, end):
        # "(1991) Rents in the north, Housing Letters, 21(6)": commas part the fields after all
        end = min(end, _border(text, begin, limit, words, ","))
    end = _before_publisher(text, begin, end, words)
    end = _before_note(text, begin, end, words)
    title = _trimmed(text, begin, end)
    keeps_mark = text[end : end + 1] in ("?", "!") and end < limit
    return (
        Title(title.start, end + 1, end + 1) if keeps_mark else Title(title.start, title.end, end)
    )


def _before_publisher(text: str, begin: int, end: int, words: NameWords) -> int:
    """Where a publisher follows a comma inside: "A Study, Fjord University Press, Oslo"."""
    for match in _COMMA.finditer(text, begin, end):
        field = text[match.end() : end].split(",", 1)[0].split(".", 1)[0]
        imprint = _PLACE.match(text, match.end(), end)
        lead = _WORD.match(field)
        if _ACRONYM.fullmatch(field.strip()) and match.end() + len(field) < end:
            return match.start()  # "..., VEBA, Oslo"
        if lead and lead.group()[0].isupper() and words.has("field-lead", lead.group()):
            return match.start()  # "A Study, Technical Report 12"
        if imprint or any(words.has("publisher", w) for w in _WORD.findall(field)):
            return match.start()
    return end


def _before_note(text: str, begin: int, end: int, words: NameWords) -> int:
    """Where a bracket at the title's end says what the work is: "(PhD thesis)", "(2nd ed.)"."""
    note = _NOTE.search(text, begin, end)
    if note is None or note.start() <= begin + 3:
        return end
    inside = _WORD.findall(note.group())
    return note.start() if any(words.has("not-a-subtitle", word) for word in inside) else end


def _is_strong(match: re.Match[str], text: str) -> bool:
    """Whether "in" opens the work that contains the entry: a mark stands before it."""
    lead = match.group().lstrip()
    return text[match.start()] in ".,;?!" or ":" in lead or text[match.start() - 1] in '?!.”"'


def _border(text: str, begin: int, limit: int, words: NameWords, mark: str) -> int:
    piece = begin
    for match in islice(_BORDER.finditer(text, begin, limit), _MAX_BORDERS):
        found = match.group()[0]
        if found == ":":
            piece = match.end()
        elif _is_in_brackets(text, begin, match.start()):
            continue  # "(Glycine max (L.) Merr.)", "The Four Texts (1798, 1799)"
        elif found in ",;":
            if found == mark and _parts_fields(text, piece, match, limit, words):
                return match.start()
        elif match.start() - begin < _LEAST_TITLE:
            continue  # "H. Ek's collection"
        elif found in ".?!" and _ends_sentence(text, match, words):
            goes_on = _goes_on_to_comma if mark == "," else _goes_on
            if not goes_on(text, match.end(), limit, words):
                return match.start()
    return limit


def _is_in_brackets(text: str, begin: int, at: int) -> bool:
    return text.count("(", begin, at) > text.count(")", begin, at)


def _parts_fields(
    text: str, piece: int, match: re.Match[str], limit: int, words: NameWords
) -> bool:
    """Whether a comma ends the title; ``piece`` is where its last part begins.

    It does not in a series ("Land, sea and people") and behind a single word.
    """
    ahead_field = text[match.end() : min(limit, match.end() + _SERIES)].split(",", 1)[0]
    if len(text[piece : match.start()].split()) < 2:
        return any(letter.isdigit() for letter in ahead_field)
    if _PAIR.match(ahead_field.strip()):
        return False
    if any(words.has("not-a-subtitle", word) for word in _WORD.findall(ahead_field)):
        return True  # "IEEE Transactions on Systems, Man, and Cybernetics" is no series
    follows = _NEXT_WORD.match(text, match.end())
    if follows is None:
        return True
    word = follows.group(1)
    if word[0].islower():
        return words.has("field-lead", word)
    ahead = _COMMA.split(text[match.end() : min(limit, match.end() + _SERIES)])[1:3]
    return not any(_CONJUNCTION.match(field) for field in ahead)


def _goes_on_to_comma(text: str, at: int, limit: int, words: NameWords) -> bool:
    """Whether a second sentence before a comma belongs to the title: "Rents. A history of ...,"."""
    if text[at - 2 : at - 1] == ")":
        return False  # "(abstract)." closes a title
    comma = text.find(",", at, limit)
    sentence = text[at : comma if comma >= 0 else limit]
    found = _WORD.findall(sentence)
    if comma < 0 or len(found) < _MIN_SENTENCE or "." in sentence or ":" in sentence:
        return False
    return not any(words.has("not-a-subtitle", word) for word in found)


def _ends_sentence(text: str, match: re.Match[str], words: NameWords) -> bool:
    if match.group()[0] in "?!":
        follows = _NEXT_WORD.match(text, match.end())
        return follows is None or not follows.group(1)[0].islower()
    dot = match.start()
    start = dot
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in ".’'"):
        start -= 1
    last = text[start:dot]
    dotted = "." in last
    follows = _NEXT_WORD.match(text, match.end())
    if follows is None:
        return True
    lower = follows.group(1)[0].islower()
    if lower and _SITE.match(text, follows.start(1)):
        return True
    if lower and not words.has("field-lead", follows.group(1)):
        return False
    if words.has("abbreviation", last) and not (last.isupper() and len(last) > 1):
        return False
    if dotted and len(last.rpartition(".")[2]) == 1 and last[0].isupper():
        return words.has("field-lead", follows.group(1))  # "U.S. Steel"
    return not (len(last) == 1 and last.isupper() and lower)


def _goes_on(text: str, at: int, limit: int, words: NameWords) -> bool:
    """Whether the sentence at ``at`` still belongs to the title and another field follows it."""
    for match in _BORDER.finditer(text, at, limit):
        if match.group()[0] not in ".?!" or not _ends_sentence(text, match, words):
            continue
        sentence = text[at : match.start()].strip()
        if limit == len(text) and not text[match.end() :].strip(" .;,"):
            return False
        return _reads_as_subtitle(sentence, words)
    return limit < len(text) and _reads_as_subtitle(text[at:limit].strip(), words)


def _reads_as_subtitle(sentence: str, words: NameWords) -> bool:
    """Whether a second sentence is worded like a title rather than like a journal or publisher."""
    found = _WORD.findall(sentence)
    if len(found) == 1 and _ROMAN.fullmatch(found[0]):
        return True  # "Part one. I. The beginning."
    if not found or words.has("field-lead", found[0]) or _VOLUME.search(sentence):
        return False
    if _LEADING_PLACE.match(sentence) or any(words.has("not-a-subtitle", word) for word in found):
        return False
    if words.has("article", found[0]) and len(found) > 1 and found[1][0].islower():
        return True  # "Do rents predict wages? A meta-analysis."
    lower = [w for w in found[1:] if w[0].islower() and not words.has("small", w)]
    return len(lower) >= _MIN_LOWER
