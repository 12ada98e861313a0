"""Addresses from outside -> addresses that a page may lead to, or none."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

#: A name or number of the registry's own, then whatever the publisher chose (DOI Handbook, 2.2).
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)

#: What no address holds in this form: blanks, quotes, and characters that nobody can see.
_UNFIT = re.compile(
    r"[\s\"'<>\\^`{|}\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069]"
)

#: Characters after which a browser is no longer sure to open an address.
_LONGEST = 2_000


def safe_link(address: str | None) -> str | None:
    """Return an address as it is where it leads to the web, else None.

    >>> safe_link("https://example.org/rents"), safe_link("javascript:alert(1)")
    ('https://example.org/rents', None)
    """
    if address is None or len(address) > _LONGEST or _UNFIT.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:  # "http://[::1"
        return None
    named = host is not None and parts.username is None
    return address if parts.scheme in ("http", "https") and named else None


def doi_link(doi: str | None) -> str | None:
    """Return the address that resolves a DOI, None where it is none.

    >>> doi_link("10.1000/xyz<1>"), doi_link("doi:10.1000/182")
    ('https://doi.org/10.1000/xyz%3C1%3E', 'https://doi.org/10.1000/182')
    """
    match = _DOI.fullmatch(doi.strip()) if doi is not None and len(doi) <= _LONGEST else None
    return None if match is None else f"https://doi.org/{quote(match[1], safe='/:;().,-_~')}"
