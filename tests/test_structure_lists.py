"""Source lists as people lay them out -> one block an entry, and what is no entry left alone."""

from __future__ import annotations

import pytest

from layout_examples import (
    BERG,
    CITY,
    LIND,
    MARKDOWN,
    MORE,
    PLAIN,
    PROSE,
    VIK,
    Blocks,
    laid_out,
)


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
        f"References\n{BERG}\n. 2014. https://x.example/a.pdf\n. 2015. Tides.\n{LIND}",
        entries("References", BERG, ". 2014. https://x.example/a.pdf", ". 2015. Tides.", LIND),
        id="lost-authors",
    ),
    pytest.param(
        f"References\n{CITY}/\nr team, 2008. Harbour tables and more. Oslo: Kyst.\n{VIK}",
        entries(
            "References",
            f"{CITY}/\nr team, 2008. Harbour tables and more. Oslo: Kyst.",
            VIK,
        ),
        id="address-broken-behind-a-slash",
    ),
    pytest.param(
        f"References\n{CITY}/\nR tide team, 2008. Harbour tables and more. Oslo: Kyst.\n{VIK}",
        entries(
            "References",
            f"{CITY}/",
            "R tide team, 2008. Harbour tables and more. Oslo: Kyst.",
            VIK,
        ),
        id="address-that-ends-in-a-slash",
    ),
    pytest.param(
        "References\nMOE, Kari dos Santos Lima. Portos do norte. Recife: Mar, 2006.\n"
        "Berg T.E.J, Lind S Rents and wages Port Lett 11 2005, 18–42\n"
        "Berg T.E.J, Moe K Tides and towns Port Lett 12 2006, 3–9\n",
        entries(
            "References",
            "MOE, Kari dos Santos Lima. Portos do norte. Recife: Mar, 2006.",
            "Berg T.E.J, Lind S Rents and wages Port Lett 11 2005, 18–42",
            "Berg T.E.J, Moe K Tides and towns Port Lett 12 2006, 3–9",
        ),
        id="particle-between-given-names-and-initials-without-last-dot",
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
