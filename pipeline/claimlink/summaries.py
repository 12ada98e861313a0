"""An entry of the source list -> what a reader of one claim needs of it."""

from __future__ import annotations

from claimlink.records import Reference, ReferenceSummary


def summarise(reference: Reference) -> ReferenceSummary:
    """Return what a reader of one claim needs of an entry."""
    csl = reference.csl

    def text_of(name: str) -> str | None:
        value = csl.get(name)
        return value if isinstance(value, str) else None

    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else []
    numbers = [part for part in first if isinstance(part, int)] if isinstance(first, list) else []
    date = "-".join(f"{part:02d}" for part in numbers) or reference.year
    return ReferenceSummary(
        title=text_of("title"),
        authors=reference.authors,
        issued=date,
        container=text_of("container-title") or text_of("publisher"),
        url=text_of("URL"),
        doi=text_of("DOI"),
    )
