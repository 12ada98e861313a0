"""Prose and entries that the layout tests share, and a layout as kinds and words."""

from __future__ import annotations

from claimlink.packs import load_pack
from claimlink.structure.layout import Layout, lay_out

PLAIN, MARKDOWN = "text/plain", "text/markdown"

PROSE = "Rents rose in the north after the harbour closed, and families moved inland (Berg, 2019)."
MORE = "The council sold the houses in 2015, and the harbour was filled in soon after."
BERG = "Berg, T. (2019). Rents and wages. Oslo: Fjord Press."
LIND = "Lind, A., & Ek, O. (2020). Wages at sea. Journal of Ports, 12(3), 4–9."
CITY = "City Council. (2021). Harbour report. https://example.org/harbour"
VIK = "Vik, L. (2017). Ebb. Bergen: Kyst."

Blocks = list[tuple[str, str, str | None]]


def laid_out(text: str, media_type: str) -> tuple[Layout, Blocks]:
    """Return a layout, and its blocks as kind, words and section."""
    layout = lay_out(text, media_type, load_pack("en"))
    return layout, [(b.kind, text[b.start : b.end], b.section) for b in layout.blocks]
