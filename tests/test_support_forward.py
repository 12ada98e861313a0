"""How far a narrative citation governs the sentences behind it, and what ends its account."""

from __future__ import annotations

import pytest

from clause_examples import analyse

FIRST = "Weber (2010) counted the ferries of Bergen."
ON = [
    pytest.param(
        "He found forty ferries.", ["support_accounts.they", "support.shared-nouns"], id="pronoun"
    ),
    pytest.param(
        "His study found forty ferries in the harbour.",
        ["support_accounts.whose", "support_accounts.work", "support.shared-nouns"],
        id="the author's work",
    ),
    pytest.param(
        "The author found forty ferries in the harbour.",
        ["support_accounts.authors", "support_accounts.definite", "support.shared-nouns"],
        id="the author",
    ),
    pytest.param(
        "This study found forty boats in the harbour.",
        ["support_accounts.which", "support_accounts.work"],
        id="this work",
    ),
    pytest.param(
        "According to her, forty were enough.", ["support_accounts.according"], id="according to"
    ),
    pytest.param(
        "Forty were enough, Weber found.",
        ["support.same-name", "support.shared-nouns"],
        id="the name again",
    ),
]
OFF = [
    pytest.param("Forty ferries crossed the harbour in May.", id="the topic alone"),
    pytest.param("According to Ito, forty were enough.", id="according to somebody else"),
    pytest.param("“The harbour is empty,” said Ito.", id="a quotation of somebody else"),
    pytest.param("The ferries of Bergen carried grain.", id="the topic in the same words"),
    pytest.param("We found that he missed nine ferries.", id="the writer's own work"),
    pytest.param("These studies counted ferries too.", id="several works"),
    pytest.param("Another study found nine ferries.", id="another work"),
    pytest.param("Owners sold ferries when they grew old.", id="a pronoun for somebody else"),
    pytest.param(
        "Later the crews were paid: they sold forty ferries.", id="a pronoun for its own sentence"
    ),
    pytest.param("In his time forty were enough.", id="a possessive in the frame"),
    pytest.param("It is clear that nine ferries sank in May 2010.", id="an empty pronoun"),
]


def later(text: str) -> list[tuple[str, str, float, list[str]]]:
    """Return what supports the claims of the last sentence."""
    analysis = analyse(text)
    last = len(analysis.article.sentences) - 1
    return [
        (support.text, support.scope, support.confidence, support.signals)
        for claim in analysis.claims
        if last in claim.sentences
        for support in claim.citations
    ]


@pytest.mark.parametrize(("text", "signals"), ON)
def test_goes_on(text: str, signals: list[str]) -> None:
    assert later(f"{FIRST} {text}") == [("Weber (2010)", "paragraph", 0.5, signals)]


@pytest.mark.parametrize("text", OFF)
def test_ends(text: str) -> None:
    assert later(f"{FIRST} {text}") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Forty ferries crossed (Weber, 2010). He counted them.", id="no name given"),
        pytest.param(f"{FIRST}\n\nHe found forty ferries.", id="a new paragraph"),
        pytest.param(f"{FIRST} Grain was cheap. He found forty ferries.", id="a sentence between"),
        pytest.param(f"{FIRST} He was wrong (Ito, 2012). He found forty.", id="a work between"),
    ],
)
def test_account_ends(text: str) -> None:
    assert later(text) == []


@pytest.mark.parametrize(
    ("second", "signals"),
    [
        pytest.param(
            "Forty boats have left.”", ["support.same-quotation"], id="the same quotation goes on"
        ),
        pytest.param("Forty boats had left.", None, id="behind it nothing does"),
    ],
)
def test_quotation_goes_on(second: str, signals: list[str] | None) -> None:
    close = "" if signals else "”"
    expected = [("Weber (2010)", "paragraph", 0.5, signals)] if signals else []
    assert later(f"Weber (2010) said: “The harbour is empty.{close} {second}") == expected


def test_account_goes_on_sentence_by_sentence() -> None:
    text = f"{FIRST} He found forty ferries. They were old, but he praised the ferries."
    assert [support[0] for support in later(text)] == ["Weber (2010)", "Weber (2010)"]


def test_bracket_used_as_a_noun_is_read_and_governs() -> None:
    text = "Rafts sank. (Weber, 2010) counted the ferries of Bergen. He found forty ferries."
    assert later(text) == [
        (
            "Weber, 2010",
            "paragraph",
            0.5,
            ["support_accounts.they", "support.shared-nouns"],
        )
    ]
    claims = {claim.text: [c.text for c in claim.citations] for claim in analyse(text).claims}
    assert claims == {
        "Rafts sank": [],
        "Weber counted the ferries of Bergen": ["Weber, 2010"],
        "He found forty ferries": ["Weber, 2010"],
    }
