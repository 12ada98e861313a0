"""Article text -> blocks: kinds, exact spans, sections, front matter."""

from __future__ import annotations

import pytest

from claimlink.packs import load_pack
from claimlink.structure.layout import lay_out

PLAIN, MARKDOWN = "text/plain", "text/markdown"

LAYOUTS = [
    pytest.param(
        "Rents in the North\n\nRents rose in 2019.\n\nSources:\n\n"
        "Berg, T. (2019). Rents and wages. Oslo: Fjord Press.\n\n"
        "Lind, A. (2020). Wages at sea. Oslo: Fjord Press.\n\n"
        "About the author\n\nIda Ek writes on housing in Oslo.",
        PLAIN,
        [
            ("heading", "Rents in the North", None),
            ("paragraph", "Rents rose in 2019.", "Rents in the North"),
            ("heading", "Sources:", "Rents in the North"),
            ("reference", "Berg, T. (2019). Rents and wages. Oslo: Fjord Press.", "Sources"),
            ("reference", "Lind, A. (2020). Wages at sea. Oslo: Fjord Press.", "Sources"),
            ("heading", "About the author", "Sources"),
            ("paragraph", "Ida Ek writes on housing in Oslo.", "About the author"),
        ],
        id="plain-text-with-text-behind-the-list",
    ),
    pytest.param(
        "# Rents\n\n> Rents rose\n> in 2019.\n\nThey rose in\nthe north:\n\n"
        "- in Oslo,\n- in Bergen.\n",
        MARKDOWN,
        [
            ("heading", "Rents", None),
            ("quote", "Rents rose\n> in 2019.", "Rents"),
            ("paragraph", "They rose in\nthe north:", "Rents"),
            ("list_item", "in Oslo,", "Rents"),
            ("list_item", "in Bergen.", "Rents"),
        ],
        id="markdown-quote-and-list",
    ),
]


@pytest.mark.parametrize(("text", "media_type", "expected"), LAYOUTS)
def test_blocks(text: str, media_type: str, expected: list[tuple[str, str, str | None]]) -> None:
    layout = lay_out(text, media_type, load_pack("en"))
    found = [(b.kind, text[b.start : b.end], b.section) for b in layout.blocks]
    assert found == expected
