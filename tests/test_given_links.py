"""Links that a document brings itself decide over everything found in the text."""

from __future__ import annotations

import pytest

from claimlink.analyze import load
from claimlink.citing.cite import cite
from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.records import Article, GivenLink, Span
from claimlink.structure.layout import lay_out

_MARSH = "Marsh, C. (2019). Moving house. Example Press."
_ODUYA = "Oduya, B. (2020). Where flats stand empty. Example Press."
_BREE = "Bree, A. (2009). Gulls. Example Press."


def _cited(
    prose: str, entries: list[str], given: list[tuple[str, list[int]]], *, numbered: bool
) -> list[tuple[str, str | None, str]]:
    """Return each citation's words, entry and reason; ``given`` names words and entries from 0."""
    marks = [f"{n}. " if numbered else "- " for n in range(1, len(entries) + 1)]
    listed = "\n".join(mark + entry for mark, entry in zip(marks, entries, strict=True))
    text = f"{prose}\n\n## References\n\n{listed}\n"
    places = [text.index(entry) for entry in entries]
    at, links = 0, []
    for words, numbers in given:
        at = text.index(words, at)
        targets = tuple(Span(start=places[n], end=places[n] + len(entries[n])) for n in numbers)
        links.append(GivenLink(start=at, end=at + len(words), targets=targets))
        at += len(words)
    pack = load_pack("en")
    blocks = lay_out(text, "application/jats+xml", pack).blocks
    references = read_references(text, blocks, pack)
    assert len(references) == len(entries)
    citing = cite(text, blocks, references, pack, links)
    return [(found.text, found.reference_id, found.reason) for found in citing.citations]


@pytest.mark.parametrize(
    ("prose", "given", "cited"),
    [
        pytest.param(
            "Rents rose [1], flats stand empty [2,3].",
            [("1", [0]), ("2", [1]), ("3", [2])],
            [("1", "r1", "link.given"), ("2", "r2", "link.given"), ("3", "r3", "link.given")],
            id="numbers",
        ),
        pytest.param(
            "Rents rose [1–3], said all.",
            [("1", [0]), ("3", [2])],
            [
                ("1–3", "r1", "link.given"),
                ("1–3", "r2", "link.number"),
                ("1–3", "r3", "link.given"),
            ],
            id="range with links at its ends",
        ),
        pytest.param(
            "Rents rose,² said all, by 10³ units.",
            [("²", [1])],
            [("²", "r2", "link.given")],
            id="raised",
        ),
        pytest.param(
            "Rents rose [2], said all.",
            [("[2]", [0])],
            [("2", "r1", "link.given")],
            id="the document knows better",
        ),
        pytest.param(
            "Rents rose [9], said [1].",
            [("9", [0, 2])],
            [("9", None, "link.given"), ("1", "r1", "link.number")],
            id="one number for two",
        ),
        pytest.param(
            "Rents rose in (Marsh, 2018), said all.",
            [("Marsh, 2018", [0])],
            [("Marsh, 2018", "r1", "link.given")],
            id="wrong year",
        ),
        pytest.param("Rents rose [1].", [], [("1", "r1", "link.number")], id="none given"),
    ],
)
def test_link_of_the_document_is_followed(
    prose: str, given: list[tuple[str, list[int]]], cited: list[tuple[str, str | None, str]]
) -> None:
    assert _cited(prose, [_MARSH, _ODUYA, _BREE], given, numbered=True) == cited


@pytest.mark.parametrize(
    ("prose", "given", "cited"),
    [
        pytest.param(
            "Rents rose (7), flats stand empty [8, 9].",
            [("7", [0]), ("8", [1]), ("9", [2])],
            [("7", "r1", "link.given"), ("8", "r2", "link.given"), ("9", "r3", "link.given")],
            id="numbers that the list does not print",
        ),
        pytest.param(
            "Rents rose, others said.", [("others", [0])], [], id="words that are no citation"
        ),
        pytest.param(
            "Rents rose (Marsh, 2019; Oduya, 2020).",
            [("Marsh, 2019; Oduya, 2020", [0, 1])],
            [("Marsh, 2019", "r1", "link.given"), ("Oduya, 2020", "r2", "link.given")],
            id="one link for two",
        ),
    ],
)
def test_list_without_numbers(
    prose: str, given: list[tuple[str, list[int]]], cited: list[tuple[str, str | None, str]]
) -> None:
    assert _cited(prose, [_MARSH, _ODUYA, _BREE], given, numbered=False) == cited


def test_links_reach_the_claims_of_an_article() -> None:
    prose = "Rents in Graz rose by 4 percent in 2020 (7)."
    text = f"{prose}\n\n## References\n\n- {_MARSH}\n- {_ODUYA}\n- {_BREE}\n"
    at, entry = prose.index("7"), text.index(_ODUYA)
    link = GivenLink(start=at, end=at + 1, targets=(Span(start=entry, end=entry + len(_ODUYA)),))
    article = Article(text=text, media_type="application/jats+xml", links=(link,))
    (claim,) = load()(article).claims
    assert claim.text == "Rents in Graz rose by 4 percent in 2020"
    assert [(c.text, c.reference and c.reference.title) for c in claim.citations] == [
        ("7", "Where flats stand empty")
    ]
    assert "links" not in article.model_dump()
