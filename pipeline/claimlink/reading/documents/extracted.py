"""What comes out of a document: its text, and what the format says about it."""

from __future__ import annotations

from claimlink.records import GivenLink, Record


class Extracted(Record):
    """The text of a document; all offsets are into it.

    The text is Markdown for documents with mark-up of their own, plain text for PDF.  All else is
    None where the document does not say it; ``published`` is an ISO 8601 date, ``language`` as
    given.  ``notes`` are lines for the user about what is not in the text.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    links: tuple[GivenLink, ...] = ()
    notes: tuple[str, ...] = ()
