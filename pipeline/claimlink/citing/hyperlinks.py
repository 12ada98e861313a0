"""Hyperlinks in the prose: Markdown's ``[words](url)``, HTML's, ``<url>`` and bare addresses.

A hyperlink says itself where it leads, so it needs no entry.  Its citation covers the address; the
words stay prose.
"""

from __future__ import annotations

import re

from claimlink.citing.scan import Marker

_LINK = re.compile(
    r"(?P<image>!?)\[(?P<words>[^\[\]\n]{1,400})\]"
    r"\((?P<target>[^\s()]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?)"
    r"(?:\s+\"[^\"\n]{0,200}\")?\)"
    r"|<a\s[^<>]{0,200}?href=[\"'](?P<href>(?:https?://|www\.)[^\s\"'<>]{1,1000})[\"'][^<>]{0,200}>"
    r"(?P<label>[^<>]{1,400})</a>"
    r"|(?<![\w@/])(?P<bare>(?:https?://|www\.)[^\s<>\"”’)\]]{3,1000})"
)
_SIGNS = ("](", "://", "www.")
_TRAILING = ".,;:!?*_"


def find_hyperlinks(
    text: str, start: int, end: int, *, bare: bool
) -> tuple[list[Marker], list[tuple[int, int]]]:
    """Return the hyperlink markers of ``text[start:end]`` and the spans of their mark-up.

    ``bare`` says that an address without words is a citation, too: so it is where an article has
    no source list; where it has one, such an address only says where to get a thing.

    >>> markers, cuts = find_hyperlinks("See [rents](https://gale.example/r).", 0, 36, bare=True)
    >>> [marker.title for marker in markers], cuts
    (['rents'], [(4, 5), (10, 35)])
    """
    markers: list[Marker] = []
    cuts: list[tuple[int, int]] = []
    if not any(text.find(sign, start, end) >= 0 for sign in _SIGNS):
        return markers, cuts
    for match in _LINK.finditer(text, start, end):
        if match["bare"]:
            markers += [_hyperlink(match, "bare", None)] if bare else []
            continue
        if match["href"]:
            cuts += [(match.start(), match.start("label")), (match.end("label"), match.end())]
            markers.append(_hyperlink(match, "href", match["label"]))
            continue
        cuts += [(match.start(), match.start("words")), (match.end("words"), match.end())]
        if not match["image"] and _is_address(match["target"]):
            markers.append(_hyperlink(match, "target", match["words"]))
    return markers, cuts


def _is_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://", "www."))


def _hyperlink(match: re.Match[str], group: str, words: str | None) -> Marker:
    url = match[group].rstrip(_TRAILING)
    start = match.start(group)
    return Marker(
        start, start + len(url), None, False, title=words, form="hyperlink", kind="link",
        rule="citation.hyperlink",
    )  # fmt: skip
