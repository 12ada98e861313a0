"""Ids of a run -> IRIs, for the formats of linked data."""

from __future__ import annotations

from urllib.parse import quote

from claimlink.records import ArticleRecord

#: All that has no address of its own is named below this.
BASE = "urn:x-claimlink:"


def name_iri(kind: str, *ids: str) -> str:
    """Return the IRI of something in a run.

    >>> name_iri("finding", "a/1", "3")
    'urn:x-claimlink:finding:a%2F1:3'
    """
    return f"{BASE}{kind}:{':'.join(quote(part, safe='') for part in ids)}"


def article_iri(article: ArticleRecord) -> str:
    """Return where an article stands; without an address, the IRI of its id."""
    if is_address(article.url):
        return str(article.url)
    return name_iri("article", article.id)


def is_address(url: str | None) -> bool:
    """Whether a text is an address of the web that can stand as an IRI."""
    return (
        url is not None
        and url.startswith(("http://", "https://"))
        and not any(sign.isspace() or sign in '<>"{}|\\^`' for sign in url)
    )
