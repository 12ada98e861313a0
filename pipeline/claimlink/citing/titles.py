"""Titles in the author's place: quoted, ``“Owls at Dusk,” 2019``, or in Markdown's italics."""

from __future__ import annotations

import re

from claimlink.citing.names import AuthorString, read_authors
from claimlink.citing.scan import Scan

_QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]{3,160}?)[,.]?[\"”]\s*,?\s*$")
_ITALIC = re.compile(
    r"(?<![\w*_])(?P<mark>[*_]{1,2})(?P<title>[^\W\d_a-z][^*_\n]{2,160})(?P=mark)\s?,?\s?$"
)


def titled_or_authors(scan: Scan, low: int, segment: int, end: int) -> AuthorString | None:
    """Return the title or the names before a year in a bracket, None where neither stands there.

    ``low`` is where names may begin, ``segment`` where the bracket's part begins.  Italics are a
    title only where their words are no name: "*Owls at Dusk*", but not "*The Gale Courier*".
    """
    quoted = _QUOTED.search(scan.text, segment, end)
    if quoted is not None:
        return AuthorString(quoted.start(), quoted.end(), (quoted["title"],), quoted=True)
    read = read_authors(scan.text, low, end, scan.words)
    italic = _ITALIC.search(scan.text, segment, end)
    if italic is None or " " not in italic["title"]:
        return read
    first = italic["title"].split()[0].lower()
    name = italic.start("title")
    if scan.words.row("article", first):
        name += len(first) + 1
    if read is not None and read.start <= name:
        return read
    return AuthorString(italic.start(), italic.end(), (italic["title"],), quoted=True)
