"""The name of a source that the text gives as a pronoun or in short form."""

from __future__ import annotations

from collections.abc import Sequence

from claimlink.claiming.attribution_draft import SourceAt
from claimlink.claiming.attribution_rules import AttributionLexicons
from claimlink.parsing import Sentence


def resolve_names(
    sentences: Sequence[Sentence],
    sources: Sequence[SourceAt | None],
    text: str,
    lexicons: AttributionLexicons,
) -> list[str | None]:
    """Return the resolved name of each source; None where the text itself is the name.

    ``sources`` are in the order of their attributions.
    """
    return [None for _ in sources]
