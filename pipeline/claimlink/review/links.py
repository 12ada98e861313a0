"""Addresses that articles give -> links that are safe to click, and look-ups beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from claimlink.records import Citation, Reference, ReferenceSummary

#: Only these are ever made a link: no script, data or file address is.
_SAFE = re.compile(r"https?://[^\s<>\"'\x00-\x20\x7f]+", re.IGNORECASE)

_DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True)
class Link:
    """A link to another site: its words and where it leads."""

    label: str
    address: str


def safe_address(address: str | None) -> str | None:
    """Return an address of the web as it is, None for all else.

    >>> safe_address("https://lillis.example/a"), safe_address("javascript:alert(1)")
    ('https://lillis.example/a', None)
    """
    stripped = (address or "").strip()
    return stripped if _SAFE.fullmatch(stripped) else None


def archive_link(address: str | None) -> Link | None:
    """Return the look-up of an address in the Internet Archive, None for an unsafe address."""
    safe = safe_address(address)
    return (
        None if safe is None else Link("archived copies", f"https://web.archive.org/web/*/{safe}")
    )


def entry_links(
    entry: Reference | None, summary: ReferenceSummary | None, citation: Citation | None
) -> list[Link]:
    """Return the links of a source: its address, its DOI, and archived copies."""
    csl = entry.csl if entry is not None else {}
    url = (summary.url if summary else None) or _text(csl.get("URL"))
    url = url or (citation.url if citation else None)
    doi = (summary.doi if summary else None) or _text(csl.get("DOI"))
    links = []
    if (safe := safe_address(url)) is not None:
        links.append(Link(safe, safe))
    if doi and _DOI.fullmatch(doi):
        links.append(Link(f"doi:{doi}", f"https://doi.org/{quote(doi, safe='/:;().-_')}"))
    archived = archive_link(url)
    return [*links, archived] if archived else links


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
