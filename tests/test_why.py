"""The explanation of a claim, read off a run's files."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from claimlink.cli import cli
from claimlink.errors import RunError
from claimlink.inspecting import ArticleClaims, explain_claim, find_claim, mark_sentence
from claimlink.records import Analysis
from clause_examples import analyse

TEXT = (
    "The council says that rents in Graz rose by 4 percent in 2020 (Lillis, 2021). "
    "Should it act?\n\n"
    "Sources\n\nLillis, A. (2021). Housing in Styria. Example Press."
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return a run's folder with one article."""
    analysis: Analysis = analyse(TEXT)
    (tmp_path / "articles.jsonl").write_bytes(
        orjson.dumps(analysis.article.model_dump(by_alias=True)) + b"\n"
    )
    (tmp_path / "claims.jsonl").write_bytes(
        b"".join(orjson.dumps(claim.model_dump(by_alias=True)) + b"\n" for claim in analysis.claims)
    )
    return tmp_path


def test_explanation_names_every_rule_with_its_place(run: Path) -> None:
    claim_id = analyse(TEXT).claims[0].id
    lines = list(explain_claim(*find_claim(run, claim_id)))
    text = "\n".join(lines)
    assert lines[0].startswith(f"{claim_id}  statistic, positive, asserted")
    assert "  <The council> ~says~ that [rents in Graz rose by 4 percent in 2020] " in text
    assert "clause.reported (what somebody is reported to say; lexicons/clause_rules.tsv:3)" in text
    assert "attribution_verbs.say (" in text
    assert "“says”" in text
    assert "  Lillis, 2021 [clause, 0.95]" in text
    assert "support.closes-clause (clause; lexicons/support_rules.tsv:2)" in text
    assert "    entry      r1, Housing in Styria (link.author-year, 1.00)" in text


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        pytest.param(
            "The mill closed in May. However, it had employed forty people there (Weber, 2019).",
            0,
            [
                "  Weber, 2019 [preceding, 0.70], cited 1 sentence further on",
                "    reach      support_continuations.pronoun (",
                "    and        support.alone (",
                "    and        support.closes-paragraph (",
                "    against    support_continuations.turn (",
            ],
            id="reach back",
        ),
        pytest.param(
            "Weber (2010) counted the ferries of Bergen. He found forty ferries in May.",
            1,
            [
                "  Weber (2010) [paragraph, 0.50], cited 1 sentence further back",
                "    reach      support_accounts.they (",
                "    and        support.shared-nouns (",
            ],
            id="reach forward",
        ),
        pytest.param(
            "The mill closed in May (Weber, 2019).",
            0,
            ["  Weber, 2019 [clause, 0.95]", "    reach      support.closes-clause ("],
            id="its own sentence",
        ),
    ],
)
def test_reach_over_sentences_is_told(text: str, number: int, expected: list[str]) -> None:
    analysis = analyse(text)
    found = ArticleClaims(analysis.article, tuple(analysis.claims))
    lines = list(explain_claim(found, analysis.claims[number]))
    told = lines[lines.index("supported by") + 1 :][: len(expected) + 1]
    assert told[0] == expected[0]
    assert [line[: len(start)] for line, start in zip(told, expected, strict=False)] == expected
    assert told[-1].startswith("    entry")


def test_what_was_rejected_in_the_sentence_is_told() -> None:
    text = "Rents rose by 4 percent in Graz, but the council should act."
    analysis = analyse(text)
    found = ArticleClaims(analysis.article, tuple(analysis.claims))
    lines = list(explain_claim(found, analysis.claims[0]))
    assert "no claims beside it" in lines
    assert any("normative" in line and "the council should act" in line for line in lines)


def test_marks_nest_and_leave_the_words_alone() -> None:
    text = "“Rents rose by 4 percent,” said Anna Roth (Lillis, 2021)."
    analysis = analyse(text)
    found = ArticleClaims(analysis.article, tuple(analysis.claims))
    marked = mark_sentence(found, analysis.claims[0], 0)
    assert marked == "[“Rents rose by 4 percent,”] ~said~ <Anna Roth> ({Lillis, 2021})."
    assert marked.translate(str.maketrans("", "", "[]<>~{}")) == text


def test_unknown_claim_is_one_message(run: Path) -> None:
    with pytest.raises(RunError, match="no claim 'k-none' in it"):
        find_claim(run, "k-none")
    result = CliRunner().invoke(cli, ["why", "k-none", str(run)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_command_prints_the_explanation(run: Path) -> None:
    claim_id = analyse(TEXT).claims[0].id
    result = CliRunner().invoke(cli, ["why", claim_id, str(run)])
    assert result.exit_code == 0
    assert result.stdout.startswith(claim_id)
