"""What differs between two runs -> lines: what is added, gone and changed, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimlink.inspecting.comparing import (
    ArticleChange,
    Cell,
    Change,
    ClaimChange,
    Difference,
    FindingChange,
)
from claimlink.inspecting.safe import show_safely

_SIGNS: dict[Change, str] = {"added": "+", "gone": "-", "changed": "~"}


def describe_differences(differences: Iterable[Difference]) -> Iterator[str]:
    """Yield a heading for each article that differs, its changes, and at the end their counts."""
    counts: Counter[tuple[str, Change]] = Counter()
    heading = None
    for found in differences:
        if found.article != heading:
            if heading is not None:
                yield ""
            heading = found.article
            yield show_safely(heading)
        yield from _describe(found)
        counts.update(_counted(found))
    if heading is not None:
        yield ""
    yield _total(counts)


def _describe(found: Difference) -> Iterator[str]:
    sign = _SIGNS[found.change]
    if isinstance(found, ArticleChange):
        yield f"  {sign} the article"
    elif isinstance(found, FindingChange):
        yield f"  {sign} finding {found.code}: {show_safely(found.message)}"
    else:
        yield f"  {sign} {found.after or found.before} [{found.kind}] {show_safely(found.text)}"
        if found.change == "changed" and found.before != found.after:
            yield f"      before: {found.before}"
        for field in found.fields:
            yield f"      {field.field}: {_cell(field.before)} → {_cell(field.after)}"
        for link in found.links:
            entry = "no entry of the source list" if link.entry is None else link.entry
            shown = show_safely(f"{link.citation} [{link.scope}]: {entry}")
            yield f"      {_SIGNS[link.change]} cites: {shown}"


def _cell(value: Cell) -> str:
    return "nothing" if value is None else show_safely(str(value))


def _counted(found: Difference) -> Iterator[tuple[str, Change]]:
    if isinstance(found, ClaimChange):
        yield "claims", found.change
        for link in found.links:
            yield "links of kept claims", link.change
    elif isinstance(found, FindingChange):
        yield "findings", found.change
    else:
        yield "articles", found.change


def _total(counts: Counter[tuple[str, Change]]) -> str:
    said = []
    for name in ("articles", "claims", "links of kept claims", "findings"):
        parts = [f"{counts[name, c]:,} {c}" for c in _SIGNS if counts[name, c]]
        if parts:
            said.append(f"{name}: {', '.join(parts)}")
    return "; ".join(said) if said else "no difference"
