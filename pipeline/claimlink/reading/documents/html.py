"""An HTML page -> its main text without navigation, and what it says of itself.

trafilatura finds the main text.  Before that, everything that no reader sees is taken out:
scripts, frames, templates, and elements that their own attributes hide.  Style sheets are not
evaluated.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from claimlink.errors import InputError
from claimlink.published import parse_published
from claimlink.reading.charsets import decode_unknown
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.documents.marked import write_markup
from claimlink.reading.documents.writer import raised
from claimlink.reading.extras import import_extra

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Most bytes of a page (own).
LONGEST_PAGE = 32 << 20

_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "frame", "frameset", "noframes",
    "object", "embed", "applet", "svg", "canvas", "audio", "video", "select", "button", "dialog",
)  # fmt: skip
_HIDING_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]))", re.I
)
_HIDING_CLASSES = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden", "d-none"}
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.I
)
#: Bytes in which a page declares its charset, as browsers look at 1024 and many pages need more.
_HEAD = 8192
#: Share of signs that may be damaged in a page of a declared charset (own).
_DAMAGED = 0.001
#: Names under which browsers read Windows-1252.
_WINDOWS = frozenset({"ascii", "iso8859-1", "cp1252"})


def extract_html(
    content: bytes, *, url: str | None, charset: str | None, language: str
) -> Extracted:
    """Return the main text of a page with its links.

    ``url`` is where the page was found and ``charset`` what the server said, None where unknown.

    Raises:
        InputError: there is no main text, or its charset is not sure.
    """
    if len(content) > LONGEST_PAGE:
        raise InputError(f"a page of more than {LONGEST_PAGE >> 20} MB; name an article's own page")
    text, notes = decode_page(content, charset, language)
    html = import_extra("lxml.html")
    trafilatura = import_extra("trafilatura")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root: _Element = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except import_extra("lxml.etree").LxmlError:
        raise InputError("no element in it; is it an HTML page?") from None
    about = _describe(root, url)
    _take_out_unseen(root)
    found = trafilatura.bare_extraction(
        root, include_comments=False, include_links=True, include_formatting=True
    )
    written = "" if found is None or found.body is None else write_markup(found.body)
    if not written:
        raise InputError("no main text in this page; name an article's own page")
    return about.model_copy(update={"text": written, "notes": notes})


def decode_page(content: bytes, charset: str | None, language: str) -> tuple[str, tuple[str, ...]]:
    """Return a page's text, and notes on how it was decoded.

    The order is that of browsers: byte-order mark, what the server said, what the page declares;
    then UTF-8, and any other charset only where it is sure.

    Raises:
        InputError: the page declares no charset, and it is not sure.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace"), ()
    declared = _META_CHARSET.search(content[:_HEAD])
    names = [charset, declared[1].decode("ascii", "replace") if declared else None, "utf-8"]
    codes = [code for name in names if name and (code := _codec(name))]
    for code in codes:
        try:
            return content.decode(code), ()
        except UnicodeDecodeError:
            continue
    text = content.decode(codes[0], "replace")
    damaged = text.count("\ufffd")
    if len(codes) > 1 and damaged <= max(1, _DAMAGED * len(text)):
        said = "1 damaged sign" if damaged == 1 else f"{damaged} damaged signs"
        verb = "is" if damaged == 1 else "are"
        return text, (f"{said} in a page in {codes[0]} {verb} shown as '\ufffd'",)
    text, taken = decode_unknown(content, language)
    return text, (f"read as {taken}, as it is not UTF-8",)


def _codec(name: str) -> str | None:
    """Return Python's name of a charset; None for one that it does not know."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if found in _WINDOWS else found


def _describe(root: _Element, url: str | None) -> Extracted:
    """Return what a page says of itself, without text."""
    extract_metadata = import_extra("trafilatura.metadata").extract_metadata
    # No search in the prose for anything like a date, and no look at today's.
    dates = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"}
    found = extract_metadata(root, url, dates, True, None)
    return Extracted(
        text="",
        title=_words(found.title),
        byline=_words(found.author),
        published=_date(found.date),
        language=_language(root),
        url=_address(url) or _address(found.url),
    )


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _date(value: object) -> str | None:
    try:
        return parse_published(value) if isinstance(value, str) else None
    except InputError:
        return None


def _address(url: object) -> str | None:
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None


def _language(root: _Element) -> str | None:
    said: list[str | None] = [root.get("lang"), root.get("xml:lang")]
    for meta in root.iter("meta"):
        name = str(meta.get("http-equiv") or meta.get("property") or "").lower()
        if name in ("content-language", "og:locale"):
            said.append(str(meta.get("content") or "").split(",")[0])
    return next((value.strip() for value in said if value and value.strip()), None)


def _take_out_unseen(root: _Element) -> None:
    """Take out what no reader sees; raised numbers and inline quotations become signs."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        if node is not root and (node.tag in _UNSEEN or _is_hidden(node)):
            _drop(node)
        elif node.tag == "sup":
            _lift(node)
        elif node.tag == "q":
            node.text = "“" + (node.text or "")
            node.tail = "”" + (node.tail or "")
            node.tag = "span"
        elif node.tag == "a" and (node.get("href") or "").startswith("#"):
            del node.attrib["href"]
            node.tag = "span"


def _is_hidden(node: _Element) -> bool:
    if node.get("hidden") is not None or (node.get("aria-hidden") or "").lower() == "true":
        return True
    if _HIDING_STYLE.search(node.get("style") or ""):
        return True
    return not _HIDING_CLASSES.isdisjoint((node.get("class") or "").lower().split())


def _lift(node: _Element) -> None:
    """Write a raised number in raised digits: trafilatura would put it on the line."""
    digits = raised("".join(node.itertext()))
    if digits is not None:
        for child in list(node):
            node.remove(child)
        node.text = digits
        node.tag = "span"


def _drop(node: _Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)
