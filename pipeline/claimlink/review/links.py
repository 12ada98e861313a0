"""Addresses that articles give -> links that are safe to click, and look-ups beside them."""

from __future__ import annotations

from dataclasses import dataclass

from claimlink.inspecting.links import doi_link, safe_link
from claimlink.records import Citation, Reference, ReferenceSummary


@dataclass(frozen=True)
class Link:
    """A link to another site: its words and where it leads."""

    label: str
    address: str


def archive_link(address: str | None) -> Link | None:
    """Return the look-up of an address in the Internet Archive, None for an unsafe address."""
    safe = safe_link(address)
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
    if (safe := safe_link(url)) is not None:
        links.append(Link(safe, safe))
    if (resolver := doi_link(doi)) is not None:
        links.append(Link(f"doi:{doi}", resolver))
    archived = archive_link(url)
    return [*links, archived] if archived else links


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
