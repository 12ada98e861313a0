"""Article text -> blocks: kinds, exact spans, sections, and what the text says of itself."""

from __future__ import annotations

import pytest

from layout_examples import MARKDOWN, MORE, PLAIN, PROSE, Blocks, laid_out

LAYOUTS = [
    pytest.param(
        f"Rents in the North\n\n{PROSE}\n\n{MORE}\n",
        PLAIN,
        [
            ("heading", "Rents in the North", None),
            ("paragraph", PROSE, "Rents in the North"),
            ("paragraph", MORE, "Rents in the North"),
        ],
        id="title-and-paragraphs",
    ),
    pytest.param(
        f"# Methods\n\nWages were counted.²\n\n{PROSE}\n\nRents came next.¹⁻³\n\n{MORE}\n",
        MARKDOWN,
        [
            ("heading", "Methods", None),
            ("paragraph", "Wages were counted.²", "Methods"),
            ("paragraph", PROSE, "Methods"),
            ("paragraph", "Rents came next.¹⁻³", "Methods"),
            ("paragraph", MORE, "Methods"),
        ],
        id="raised-numbers-behind-a-sentence",
    ),
    pytest.param(
        f"Rents in the north\nBy Ida Ek\n3 March 2021\n{PROSE}\nWhat came next\n{MORE}",
        PLAIN,
        [
            ("heading", "Rents in the north", None),
            ("byline", "By Ida Ek", "Rents in the north"),
            ("byline", "3 March 2021", "Rents in the north"),
            ("paragraph", PROSE, "Rents in the north"),
            ("heading", "What came next", "Rents in the north"),
            ("paragraph", MORE, "What came next"),
        ],
        id="every-line-a-paragraph",
    ),
    pytest.param(
        "The harbour of the northern town closed in the spring of 2019, and\n"
        "most of the families that had lived from it moved inland within two\n"
        "years.  Rents rose.\n\n"
        "The council sold the houses that stood empty for a decade, and the\n"
        "12 ships were scrapped.\n",
        PLAIN,
        [
            (
                "paragraph",
                "The harbour of the northern town closed in the spring of 2019, and\n"
                "most of the families that had lived from it moved inland within two\n"
                "years.  Rents rose.",
                None,
            ),
            (
                "paragraph",
                "The council sold the houses that stood empty for a decade, and the\n"
                "12 ships were scrapped.",
                None,
            ),
        ],
        id="hard-wrapped",
    ),
    pytest.param(
        f"INTRODUCTION\n\n{PROSE}\n\nII. METHODS\n\n{MORE}\n\n2.1 Sampling\n\n{MORE}",
        PLAIN,
        [
            ("heading", "INTRODUCTION", None),
            ("paragraph", PROSE, "INTRODUCTION"),
            ("heading", "II. METHODS", "INTRODUCTION"),
            ("paragraph", MORE, "METHODS"),
            ("heading", "2.1 Sampling", "METHODS"),
            ("paragraph", MORE, "Sampling"),
        ],
        id="numbered-and-capital-headings",
    ),
    pytest.param(
        f"{PROSE}\n\nThe rents\n\nwere paid monthly, in most towns of the northern coast.\n\n"
        "Thank you",
        PLAIN,
        [
            ("paragraph", PROSE, None),
            ("heading", "The rents", None),
            (
                "paragraph",
                "were paid monthly, in most towns of the northern coast.",
                "The rents",
            ),
            ("paragraph", "Thank you", "The rents"),
        ],
        id="a-last-line-heads-nothing",
    ),
    pytest.param(
        "# Rents #\n\n> Rents rose\n> in 2019.\n>\n> Wages fell\nlater.\n\n"
        "They rose in\nthe north:\n\n* in Oslo,\n  * in its harbour,\n* in Bergen and\n"
        "  Moss.\n\n1) First.\n2) Second.\n",
        MARKDOWN,
        [
            ("heading", "Rents", None),
            ("quote", "Rents rose\n> in 2019.", "Rents"),
            ("quote", "Wages fell\nlater.", "Rents"),
            ("paragraph", "They rose in\nthe north:", "Rents"),
            ("list_item", "in Oslo,", "Rents"),
            ("list_item", "in its harbour,", "Rents"),
            ("list_item", "in Bergen and\n  Moss.", "Rents"),
            ("list_item", "First.", "Rents"),
            ("list_item", "Second.", "Rents"),
        ],
        id="markdown-quotes-and-lists",
    ),
    pytest.param(
        "Rents\n=====\n\nText is here.\n\nWages\n-----\n\nIt was so.\n"
        "A sentence ends.\n---\nRest of it.",
        MARKDOWN,
        [
            ("heading", "Rents", None),
            ("paragraph", "Text is here.", "Rents"),
            ("heading", "Wages", "Rents"),
            ("paragraph", "It was so.\nA sentence ends.", "Wages"),
            ("other", "---", "Wages"),
            ("paragraph", "Rest of it.", "Wages"),
        ],
        id="setext-headings-and-a-rule",
    ),
    pytest.param(
        '[Home](a) | [About](b)\n\n**Rents:**\nText.[^1]\n\n<div align="center">\n\n'
        "<!-- hidden\nwords -->\n\n```\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
        "Source: city hall\n\n"
        "![x](y.png)\n*Figure 1: Rents*\n\n[Back to top](#a)\n\n[^1]: A note.\n",
        MARKDOWN,
        [
            ("other", "[Home](a) | [About](b)", None),
            ("heading", "Rents:", None),
            ("paragraph", "Text.[^1]", "Rents"),
            ("other", '<div align="center">', "Rents"),
            ("other", "<!-- hidden\nwords -->", "Rents"),
            ("other", "```\nx = 1\n```", "Rents"),
            ("other", "| a | b |\n|---|---|\n| 1 | 2 |", "Rents"),
            ("caption", "Source: city hall", "Rents"),
            ("other", "![x](y.png)", "Rents"),
            ("caption", "*Figure 1: Rents*", "Rents"),
            ("other", "[Back to top](#a)", "Rents"),
            ("list_item", "A note.", "Rents"),
        ],
        id="what-is-not-prose",
    ),
    pytest.param(
        "One\u2028goes on.\n\nTwo\r\rThree is here.\r\n\r\nFour.",
        PLAIN,
        [
            ("paragraph", "One\u2028goes on.", None),
            ("heading", "Two", None),
            ("paragraph", "Three is here.", "Two"),
            ("paragraph", "Four.", "Two"),
        ],
        id="line-ends",
    ),
    pytest.param("", PLAIN, [], id="empty"),
    pytest.param(" \n\t\r\n", MARKDOWN, [], id="blank"),
    pytest.param(
        "😀 é\x00 is here.\n", PLAIN, [("paragraph", "😀 é\x00 is here.", None)], id="odd"
    ),
]


@pytest.mark.parametrize(("text", "media_type", "expected"), LAYOUTS)
def test_blocks(text: str, media_type: str, expected: Blocks) -> None:
    layout, found = laid_out(text, media_type)
    assert found == expected
    assert [block.index for block in layout.blocks] == list(range(len(expected)))


FRONTS = [
    pytest.param(
        '---\ntitle: "Rents: a story"\nauthor:\n  - Ida Ek\n  - Tor Berg\n'
        "date: 2021-03-05\n---\n\nText.",
        MARKDOWN,
        ("Rents: a story", "Ida Ek, Tor Berg", "2021-03-05"),
        id="front-matter",
    ),
    pytest.param(
        f"# Rents\n\n{PROSE}\n\nAuthor: Ida Ek\n",
        MARKDOWN,
        ("Rents", "Ida Ek", None),
        id="byline-at-the-end",
    ),
    pytest.param(
        f"Rents\n\nby Ida Ek\n\nPublished on 3 March 2021\n\n{PROSE}",
        PLAIN,
        ("Rents", None, "2021-03-03"),
        id="lower-case-by-is-no-byline",
    ),
    pytest.param(f"Introduction\n\n{PROSE}", PLAIN, (None, None, None), id="no-title"),
    pytest.param(
        f"{PROSE}\n\nMore of it\n\n{MORE}", PLAIN, (None, None, None), id="heading-below-prose"
    ),
]


@pytest.mark.parametrize(("text", "media_type", "expected"), FRONTS)
def test_title_byline_and_date(
    text: str, media_type: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    layout, _ = laid_out(text, media_type)
    assert (layout.title, layout.byline, layout.published) == expected


BAD = [
    "(" * 9999,
    "x" * 9999,
    "[a](b" * 999,
    "```\n" * 999,
    "<!--\n" * 999,
    "> " * 999,
    "|\n" * 999,
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("media_type", [PLAIN, MARKDOWN])
def test_blocks_of_junk_are_trimmed_in_order_and_apart(text: str, media_type: str) -> None:
    layout, found = laid_out(text, media_type)
    end = 0
    for block, (_, words, _) in zip(layout.blocks, found, strict=True):
        assert block.start >= end
        assert words
        assert words == words.strip()
        end = block.end


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_narrow_column_is_one_paragraph(line_end: str) -> None:
    lines = [
        "The council of Graz",
        "said that rents rose in",
        "2020 (Lillis,",
        "2021). The mayor left",
        "the town in May.",
    ]
    text = line_end.join(lines)
    layout, _ = laid_out(text, PLAIN)
    (block,) = layout.blocks
    assert (block.kind, block.start, block.end) == ("paragraph", 0, len(text))
