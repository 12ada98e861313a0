"""A PDF document -> its text layer, page by page.

pypdf reads it.  Lines stay lines: ``structure/`` joins those of one paragraph.  Page numbers and
running heads are taken out; a word that a line end cuts is mended only where the document has it
whole elsewhere.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from claimlink.errors import InputError
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.extras import import_extra

#: Most pages that are read (own).
MOST_PAGES = 5_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:page\s)?[-–\s]{0,3}\d{1,5}[-–\s]{0,3}(?:(?:of|/)\s?\d{1,5})?", re.I)
_CUT = re.compile(
    r"(?<![^\W\d_])(?P<head>[^\W\d_]{1,40})[-\u00ad\u2010]\n"
    r"(?P<tail>[^\W\d_]+)(?P<rest>\S*)(?P<blank> ?)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LEAST_PAGES = 3  # pages that must share a line at top or bottom before it is a running head (own)
_LONGEST_HEAD = 100  # characters of a running head (own)
_EDGE = 2  # lines at top and bottom of a page that can be running heads (own)


def extract_pdf(content: bytes) -> Extracted:
    """Return the text layer of a document.

    Raises:
        InputError: it is encrypted, damaged, or without a text layer.
    """
    pypdf = import_extra("pypdf")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("encrypted; save it without a password first")
        pages = list(_read_pages(reader.pages))
        about = reader.metadata
        title, author = (about.title, about.author) if about else (None, None)
    except pypdf.errors.DependencyError:
        raise InputError("encrypted; save it without a password first") from None
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as e:
        raise InputError(f"a damaged PDF document ({e}); save or print it anew") from None
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise InputError(
            f"no text in its {len(pages)} page{'s' if len(pages) != 1 else ''}, only pictures; "
            "add a text layer first, with ocrmypdf for one"
        )
    text = _mend("\n".join("\n".join(page) for page in _without_edges(pages) if page))
    verb = "has" if empty == 1 else "have"
    notes = [f"{empty} of {len(pages)} pages {verb} no text layer"] if empty else []
    return Extracted(text=text, title=_words(title), byline=_words(author), notes=tuple(notes))


def _read_pages(pages: Sequence[object]) -> Iterator[list[str]]:
    """Yield the lines of each page that hold more than blanks."""
    if len(pages) > MOST_PAGES:
        raise InputError(f"more than {MOST_PAGES} pages; split it")
    for page in pages:
        text: str = page.extract_text()  # type: ignore[attr-defined] # pypdf is not imported yet
        lines = (_CONTROL.sub("", line).strip() for line in text.replace("\r", "\n").split("\n"))
        yield [line for line in lines if line]


def _without_edges(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the pages without page numbers and lines that many pages begin or end with."""
    counted = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    for page in pages:
        kept = list(page)
        for place in (0, -1):
            numbered = len(pages) == 1  # the only page of a document needs no number
            for _ in range(_EDGE):
                if kept and not numbered and _NUMBER.fullmatch(kept[place]):
                    kept.pop(place)
                    numbered = True
                elif kept and _is_running(kept[place], counted, len(pages)):
                    kept.pop(place)
        yield kept


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _form(line: str) -> str:
    return _DIGITS.sub("0", line.lower())


def _is_running(line: str, counted: Counter[str], pages: int) -> bool:
    shared = counted[_form(line)]
    is_number = _NUMBER.fullmatch(line) is not None
    often = shared >= _LEAST_PAGES and shared * 3 >= pages
    return often and len(line) <= _LONGEST_HEAD and not is_number


def _mend(text: str) -> str:
    """Join words that a line end cuts, where the whole word stands elsewhere in the text."""
    whole = {word.lower() for word in _WORD.findall(text)}

    def join(match: re.Match[str]) -> str:
        head, tail = match["head"], match["tail"]
        if f"{head}-{tail}".lower() in whole:
            return match.group()
        if (head + tail).lower() in whole or "\u00ad" in match.group():
            # The line ends behind the word instead.
            return f"{head}{tail}{match['rest']}" + ("\n" if match["blank"] else "")
        return match.group()

    return _CUT.sub(join, text)


def _words(value: object) -> str | None:
    return " ".join(_CONTROL.sub("", value).split()) or None if isinstance(value, str) else None
