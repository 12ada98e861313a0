"""Source lists in parts, in notes, run together, in other alphabets, and what is no list."""

from __future__ import annotations

import pytest

from layout_examples import BERG, CITY, LIND, MARKDOWN, MORE, PLAIN, PROSE, VIK, laid_out

IBID = "Ibid., p. 47."
RUSSIAN = "Иванов А. П. Порт и город. М.: Наука, 2015. 230 с."
CHINESE = "王伟. (2019). 港口与城市. 港口研究, 12(3), 45–67."
BOARD = "CAIS. Secretaria do Mar. **Tabela das taxas**. Recife, PE: Cais, 2019."
ARCHIVE = "City archive, box 12, folder 3, letter of 5 May 1911."

FOUND = [
    pytest.param(
        f"## Primary sources\n\n{CITY}\n\n## Secondary sources\n\n{BERG}\n\n"
        f"## Further reading\n\n{LIND}",
        [CITY, BERG, LIND],
        id="parts-without-a-heading-above",
    ),
    pytest.param(f"## Books\n\n{MORE}\n\n{MORE}", [], id="part-that-is-prose"),
    pytest.param(f"## Reports\n\n{BERG}\n\n{MORE}", [], id="part-with-prose-in-it"),
    pytest.param(
        f"## Sources and further reading\n\n- {BERG}\n- {LIND}", [BERG, LIND], id="joint-heading"
    ),
    pytest.param(
        f"## Notes\n\n[1] {BERG}\n[2] {IBID}\n[3] {LIND}", [BERG, IBID, LIND], id="numbered-notes"
    ),
    pytest.param(
        f"## Notes\n\n[1] {MORE}\n[2] {PROSE}\n[3] {MORE}", [], id="numbered-notes-that-tell"
    ),
    pytest.param(
        f"## Notes\n\n[1] {MORE}\n\n## References\n\n{BERG}\n\n{LIND}",
        [BERG, LIND],
        id="notes-beside-a-list",
    ),
    pytest.param(f"Tolls.[^1]\n\n[^1]: {BERG}\n[^2]: {IBID}", [BERG, IBID], id="footnotes"),
    pytest.param(
        f"References: {BERG} {LIND} {CITY} {VIK}",
        [BERG, LIND, CITY, VIK],
        id="run-together-behind-an-address",
    ),
    pytest.param(
        "References\n\nCity Council. (2021). Harbour report of the northern towns.\n"
        f"https://example.org/harbour-\nreport.pdf\n{BERG}\n{VIK}",
        [
            "City Council. (2021). Harbour report of the northern towns.\n"
            "https://example.org/harbour-\nreport.pdf",
            BERG,
            VIK,
        ],
        id="address-on-a-line-of-its-own",
    ),
    pytest.param(
        f"## Sources\n\n- {BERG}\n- [https://a.example/x](https://a.example/x)\n- {ARCHIVE}",
        [BERG, "[https://a.example/x](https://a.example/x)", ARCHIVE],
        id="items-of-the-same-list",
    ),
    pytest.param(f"## References\n\n{BERG}\n\n{ARCHIVE}", [BERG], id="paragraph-behind-a-list"),
    pytest.param(
        f"## Referências\n\n{BERG}\n\n{BOARD}", [BERG, BOARD], id="office-and-title-in-bold"
    ),
    pytest.param(
        f"## References\n\n{CHINESE}\n\n{BERG}\n\n{RUSSIAN}",
        [CHINESE, BERG, RUSSIAN],
        id="other-alphabets",
    ),
    pytest.param(
        f"## References\n\n{BERG}\n\n{LIND}\n\n© 2021 The Author. Published under a Creative "
        "Commons licence, 2021.\n\nCite as: Ek, I. (2021). Rents. Fjord Papers, 3(1), 1–9.",
        [BERG, LIND],
        id="rights-and-how-to-cite",
    ),
]


@pytest.mark.parametrize(("tail", "expected"), FOUND)
def test_entries_of(tail: str, expected: list[str]) -> None:
    media_type = MARKDOWN if "##" in tail or "[^" in tail else PLAIN
    _, found = laid_out(f"{PROSE}\n\n{tail}\n", media_type)
    assert [words for kind, words, _ in found if kind == "reference"] == expected
