"""What was extracted from a document -> the draft of its article."""

from __future__ import annotations

from claimlink.reading.decoding import check_text
from claimlink.reading.documents import Extracted
from claimlink.reading.drafts import Draft
from claimlink.reading.kinds import InputKind


def draft_document(found: Extracted, kind: InputKind, *, source: str, sha256: str) -> Draft:
    """Return the draft of a document; ``sha256`` is of the bytes that it came in.

    Raises:
        InputError: its text is one that no article can have.
    """
    return Draft(
        text=check_text(found.text),
        source=source,
        sha256=sha256,
        media_type=kind,
        language=found.language,
        title=found.title,
        byline=found.byline,
        published=found.published,
        url=found.url,
        links=found.links,
        notes=found.notes,
    )
