"""Article text -> blocks: kinds, exact spans, sections, and what the text says of itself."""

from __future__ import annotations

import pytest

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
    layout = lay_out(text, media_type, load_pack("en"))
    return layout, [(b.kind, text[b.start : b.end], b.section) for b in layout.blocks]


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


def entries(section: str | None, *texts: str) -> Blocks:
    return [("reference", text, section) for text in texts]


LISTS = [
    pytest.param(
        f"References\n\n{BERG}\n\n{LIND}", entries("References", BERG, LIND), id="blank-lines"
    ),
    pytest.param(
        f"References\n{BERG}\n{LIND}\n{CITY}", entries("References", BERG, LIND, CITY), id="lines"
    ),
    pytest.param(f"Sources:\n- {BERG}\n- {LIND}", entries("Sources", BERG, LIND), id="bullets"),
    pytest.param(
        f"REFERENCES:\n(1) {BERG}\n(2) {LIND}", entries("REFERENCES", BERG, LIND), id="brackets"
    ),
    pytest.param(
        f"[1]\n\nWorks Cited\n\n[1] {BERG}\n[2] {LIND}",
        entries("Works Cited", BERG, LIND),
        id="square",
    ),
    pytest.param(
        f"7. References\n\n1.\t{BERG}\n2.\t{LIND}", entries("References", BERG, LIND), id="numbers"
    ),
    pytest.param(
        "Bibliography\n\nBerg, T. (2019). Rents in the coastal\n    towns. Oslo: Kyst.\n"
        "Vik, L. (2020). Wages. Journal\n    of Ports, 12(3), 4–9.\n",
        entries(
            "Bibliography",
            "Berg, T. (2019). Rents in the coastal\n    towns. Oslo: Kyst.",
            "Vik, L. (2020). Wages. Journal\n    of Ports, 12(3), 4–9.",
        ),
        id="hanging-indents",
    ),
    pytest.param(
        "References\n\nBerg, T. (2019). Rents and wages in the coastal towns of the north.\n"
        "Oslo: Kyst.\nLind, A. (2020). Wages at sea in winter. Journal of Ports, 12(3),\n4–9.\n"
        f"{VIK}\n",
        entries(
            "References",
            "Berg, T. (2019). Rents and wages in the coastal towns of the north.\nOslo: Kyst.",
            "Lind, A. (2020). Wages at sea in winter. Journal of Ports, 12(3),\n4–9.",
            VIK,
        ),
        id="wrapped-without-indents",
    ),
    pytest.param(
        f"References\n\n{BERG} {LIND} {CITY}",
        entries("References", BERG, LIND, CITY),
        id="run-together",
    ),
    pytest.param(
        f"References\n\n1. {BERG} 2. {LIND} 3. {CITY}",
        entries("References", BERG, LIND, CITY),
        id="run-together-numbered",
    ),
    pytest.param(
        f"References: {BERG}\n{LIND}", entries("References", BERG, LIND), id="heading-run-in"
    ),
    pytest.param(
        f"**Sources:** {BERG}\n\n{LIND}", entries("Sources", BERG, LIND), id="bold-heading-run-in"
    ),
    pytest.param(
        f"References\n\n{BERG}\n\nhttps://example.org/rents\n\n{LIND}",
        entries("References", f"{BERG}\n\nhttps://example.org/rents", LIND),
        id="address-in-a-paragraph-of-its-own",
    ),
    pytest.param(
        "Sources\nhttps://a.example/rents\nhttps://b.example/wages",
        entries("Sources", "https://a.example/rents", "https://b.example/wages"),
        id="bare-addresses",
    ),
    pytest.param(
        f"Sources:\n\nPhoto Source: Tor Moe in Harbour Watch (2020).\n\n{BERG}",
        entries("Sources", "Photo Source: Tor Moe in Harbour Watch (2020).", BERG),
        id="picture-credit",
    ),
    pytest.param(
        f"References\n\n{BERG}\n\n———. 2020. Harbours. Oslo: Kyst.",
        entries("References", BERG, "———. 2020. Harbours. Oslo: Kyst."),
        id="dashes",
    ),
    pytest.param(
        f"# Bibliography\n\n## Books\n\n{BERG}\n\n## Articles\n\n{LIND}",
        [*entries("Books", BERG), *entries("Articles", LIND)],
        id="groups",
    ),
    pytest.param(
        f"References\n\n{BERG}\n\nFurther reading\n\n{LIND}\n\n{VIK}",
        [*entries("References", BERG), *entries("Further reading", LIND, VIK)],
        id="two-lists",
    ),
    pytest.param(f"{BERG}\n\n{LIND}\n\n{CITY}", entries(None, BERG, LIND, CITY), id="no-heading"),
    pytest.param(f"{BERG}\n\n{LIND}", [], id="no-heading-and-too-few-to-be-sure"),
    pytest.param(f"Sources\n\n{MORE}\n\n{MORE}", [], id="prose-about-sources"),
    pytest.param(
        "References are listed below, and there are many.", [], id="no-heading-word-alone"
    ),
]


@pytest.mark.parametrize(("tail", "expected"), LISTS)
def test_source_list(tail: str, expected: Blocks) -> None:
    text = f"{PROSE}\n\n{tail}\n"
    media_type = MARKDOWN if "#" in tail or "**" in tail else PLAIN
    _, found = laid_out(text, media_type)
    assert [block for block in found if block[0] == "reference"] == expected
    assert found[0] == ("paragraph", PROSE, None)


BEHIND = [
    pytest.param(
        "About the author\n\nIda Ek writes.", ["heading", "paragraph"], id="about-the-author"
    ),
    pytest.param("Ida Ek is a writer who lives in Oslo.", ["paragraph"], id="without-heading"),
    pytest.param(
        "Appendix A: Questions\n\nWe asked ten people.", ["heading", "paragraph"], id="appendix"
    ),
    pytest.param(f"CLOSING WORDS\n\n{MORE}", ["heading", "paragraph"], id="unknown-heading"),
    pytest.param("[1] We thank Ida Ek.\n\n[2] Rents are in kroner.", ["list_item"] * 2, id="notes"),
    pytest.param("By Ida Ek", ["byline"], id="byline"),
    pytest.param("---\n\n*Ida Ek is a writer.*", ["other", "paragraph"], id="behind-a-rule"),
]


@pytest.mark.parametrize(("tail", "kinds"), BEHIND)
def test_text_behind_a_list_is_no_entry(tail: str, kinds: list[str]) -> None:
    listed = f"{PROSE}\n\nReferences\n\n{BERG}\n\n{LIND}\n\n{CITY}\n\n{VIK}"
    _, found = laid_out(f"{listed}\n\n{tail}\n", PLAIN)
    assert [kind for kind, _, _ in found] == ["paragraph", "heading", *["reference"] * 4, *kinds]


def test_remark_between_heading_and_list_is_prose() -> None:
    remark = "The works used are listed below."
    _, found = laid_out(f"{PROSE}\n\nReferences\n\n{remark}\n\n{BERG}\n\n{LIND}", PLAIN)
    assert found[2:] == [
        ("paragraph", remark, "References"),
        *entries("References", BERG, LIND),
    ]


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
