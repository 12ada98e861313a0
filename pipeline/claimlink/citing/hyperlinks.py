"""Hyperlinks in the prose: Markdown's ``[words](url)`` and ``[words][label]``, HTML's, addresses.

A hyperlink says itself where it leads, so it needs no entry.  Its citation covers the address, or
the label that stands for one; the words stay prose.  Words that are an author and a year are that
citation, which then leads to the address.  Source of the Markdown forms: CommonMark 0.31.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimlink.citing.scan import Marker
from claimlink.citing.tokens import fold

_WORDS = r"(?:[^\[\]\\\n]|\\.|\n(?!\s)){1,400}"
_TITLE = r"(?:\s{1,4}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\s{0,4}"
_TARGET = r"[^\s()<>]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?"
_LINK = re.compile(
    rf"\[!\[[^\[\]\n]{{0,400}}\]\([^()\n]{{0,1000}}\)\]\([^()\n]{{0,1000}}\)"
    rf"|(?P<image>!?)\[(?P<words>{_WORDS})\]"
    rf"\(\s{{0,4}}(?:<(?P<angled>[^<>\n]{{1,1000}})>|(?P<target>{_TARGET})){_TITLE}\)"
    r"|<a\s[^<>]{0,200}?href\s?=\s?(?P<mark>[\"']?)(?P<href>[^\s\"'<>]{1,1000})(?P=mark)[^<>]{0,200}>"
    r"(?P<label>[^<>]{0,400}(?:<(?!/?a\b)[^<>]{0,100}>[^<>]{0,400}){0,6})</a>"
    r"|(?<![\w@/])(?P<bare>(?:https?://|www\.)[^\s<>\"”’)\]]{3,1000})",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    rf"\[(?P<words>{_WORDS})\](?:[ ]?\[(?P<label>[^\[\]\n]{{0,200}})\](?![:(])|(?![\[(:]))"
)
_DEFINITION = re.compile(
    r"(?:^|(?<=\n)) {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]{0,199})\]:[ \t]{0,8}"
    r"<?(?P<url>(?:https?://|www\.)[^\s<>]{1,1000})",
)
_SIGNS = ("](", "://", "www.", "href")
_TRAILING = ".,;:!?*_"
#: What makes the target of Markdown brackets an address: "[Gale](2019)" has none.
_PLACE = re.compile(r"[/#.:@]")


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link: its span, the span of its words, and where it leads.

    ``at`` is the span of the address or label, None where the words themselves are the label;
    ``url`` is None for a place inside the article and for a picture, whose words are empty.
    """

    start: int
    end: int
    words: tuple[int, int]
    at: tuple[int, int] | None
    url: str | None

    @property
    def marks(self) -> list[tuple[int, int]]:
        """The spans around the words, which are mark-up; none of an address without words."""
        spans = [(self.start, self.words[0]), (self.words[1], self.end)]
        return [span for span in spans if span[0] < span[1]]


def link_definitions(text: str) -> Mapping[str, str]:
    r"""Return the addresses of a Markdown text's link definitions by their folded labels.

    >>> link_definitions("[Law]: https://gale.example/a\n")
    {'law': 'https://gale.example/a'}
    """
    found: dict[str, str] = {}
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            found.setdefault(_label(match["label"]), match["url"])
    return found


def find_hyperlinks(
    text: str, start: int, end: int, definitions: Mapping[str, str]
) -> list[Hyperlink]:
    """Return the hyperlinks of ``text[start:end]`` in order, not overlapping.

    Addresses without words are among them; their ``words`` are their own span.

    >>> [link] = find_hyperlinks("See [rents](https://gale.example/r).", 0, 36, {})
    >>> link.words, link.url, link.marks
    ((5, 10), 'https://gale.example/r', [(4, 5), (10, 35)])
    """
    found: list[Hyperlink] = []
    if any(text.find(sign, start, end) >= 0 for sign in _SIGNS):
        links = (_inline(match) for match in _LINK.finditer(text, start, end))
        found = [link for link in links if link is not None]
    if definitions:
        found = _with_defined(text, (start, end), found, definitions)
    return found


def _inline(match: re.Match[str]) -> Hyperlink | None:
    span = match.span()
    if match["bare"]:
        begin = match.start("bare")
        at = (begin, begin + len(match["bare"].rstrip(_TRAILING)))
        return Hyperlink(*at, at, at, match.string[slice(*at)])
    if match["href"]:
        return Hyperlink(*span, match.span("label"), match.span("href"), _address(match["href"]))
    if not match["words"]:  # a picture that is a link
        return Hyperlink(*span, (span[1], span[1]), None, None)
    group = "angled" if match["angled"] else "target"
    if not _PLACE.search(match[group]):
        return None
    url = None if match["image"] else _address(match[group])
    return Hyperlink(*span, match.span("words"), match.span(group), url)


def _with_defined(
    text: str, within: tuple[int, int], inline: list[Hyperlink], definitions: Mapping[str, str]
) -> list[Hyperlink]:
    """Add the links whose address a definition gives: "[the law][l]", "[the law]"."""
    ends = [link.end for link in inline]
    found = list(inline)
    for match in _DEFINED.finditer(text, *within):
        label = match["label"] or match["words"]
        url = definitions.get(_label(label))
        place = bisect_right(ends, match.start())
        if url is None or (place < len(inline) and inline[place].start < match.end()):
            continue
        at = match.span("label") if match["label"] else None
        found.append(Hyperlink(*match.span(), match.span("words"), at, url))
    return sorted(found, key=lambda link: link.start)


def _label(words: str) -> str:
    return fold(words) or words.strip()


def _address(url: str) -> str | None:
    return url if url.lower().startswith(("http://", "https://", "www.")) else None


def cite_hyperlinks(
    text: str, links: Sequence[Hyperlink], markers: Sequence[Marker], *, bare: bool
) -> tuple[list[Marker], list[Marker]]:
    """Return the markers with the address of the link they stand in, and those of the links.

    ``markers`` are in order.  ``bare`` says that an address without words is a citation, too: so
    it is where an article has no source list; where it has one, such an address only says where to
    get a thing.
    """
    addressed = list(markers)
    of_links: list[Marker] = []
    here = 0
    for link in links:
        while here < len(addressed) and addressed[here].start < link.words[0]:
            here += 1
        inside = here
        while here < len(addressed) and addressed[here].end <= link.words[1] > link.words[0]:
            addressed[here] = replace(addressed[here], url=link.url)
            here += 1
        is_bare = link.at == link.words
        if inside == here and link.url is not None and (bare or not is_bare):
            of_links.append(_marker(text, link, is_bare))
    return addressed, of_links


def _marker(text: str, link: Hyperlink, is_bare: bool) -> Marker:
    start, end = link.at or link.words
    return Marker(
        start, end, None, False, title=None if is_bare else text[slice(*link.words)],
        form="hyperlink", kind="link", url=link.url, rule="citation.hyperlink",
    )  # fmt: skip
