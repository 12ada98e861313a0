"""What differs between two runs: claims, links, findings, articles; nothing else."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimlink.cli import cli
from claimlink.inspecting import ArticleClaims, open_index
from claimlink.inspecting.comparing import (
    ArticleChange,
    ClaimChange,
    Difference,
    FieldChange,
    FindingChange,
    LinkChange,
    compare_runs,
)
from claimlink.inspecting.differences import describe_differences
from claimlink.records import Claim, Span
from inspected import make_empty, make_rents, write_run

_ENTRY = "Lillis, A. (2021). Housing in Styria. Example Press."


def _with_claims(*claims: Claim) -> ArticleClaims:
    return ArticleClaims(make_rents().article, claims)


def _changed(claim: Claim, **fields: object) -> Claim:
    return claim.model_copy(update=fields)


_RENTS, _SHOPS = make_rents().claims
_CUT = _changed(_RENTS, id="k-cut", span=Span(start=0, end=31), text="Rents in Graz rose")
_FAR = _changed(_RENTS, id="k-far", span=Span(start=25, end=60), text="2020")


def _moved() -> ArticleClaims:
    """Return the same claims in a text with words before them."""
    article = make_rents().article.model_copy(update={"id": "a9", "sha256": "9f"})
    claims = [
        _changed(
            claim,
            id=f"{claim.id}-9",
            article_id="a9",
            span=Span(start=claim.span.start + 9, end=claim.span.end + 9),
        )
        for claim in make_rents().claims
    ]
    return ArticleClaims(article, tuple(claims))


def _recounted() -> ArticleClaims:
    """Return the claims in another text, one with another number."""
    moved = _moved()
    rents = _changed(moved.claims[0], text=_RENTS.text.replace("4", "7"))
    return ArticleClaims(moved.article, (rents, moved.claims[1]))


def _without_findings() -> ArticleClaims:
    article = make_rents().article
    kept = article.model_copy(update={"findings": article.findings[:1]})
    return ArticleClaims(kept, make_rents().claims)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([make_rents()], [make_rents()], [], id="nothing"),
        pytest.param([make_rents(), make_empty()], [make_empty(), make_rents()], [], id="order"),
        pytest.param([make_rents()], [_moved()], [], id="text moved: the same words"),
        pytest.param(
            [make_rents()],
            [_recounted()],
            [
                ClaimChange(
                    "changed",
                    "rents.txt",
                    "k-rents",
                    "k-rents-9",
                    "statistic",
                    "Rents in Graz rose by 7 percent in 2020",
                    (FieldChange("text", _RENTS.text, "Rents in Graz rose by 7 percent in 2020"),),
                )
            ],
            id="text changed: another number",
        ),
        pytest.param(
            [_with_claims(_RENTS)],
            [_with_claims(_RENTS, _SHOPS)],
            [ClaimChange("added", "rents.txt", None, "k-shops", "event", "shops closed")],
            id="added",
        ),
        pytest.param(
            [_with_claims(_RENTS, _SHOPS)],
            [_with_claims(_RENTS)],
            [ClaimChange("gone", "rents.txt", "k-shops", None, "event", "shops closed")],
            id="gone",
        ),
        pytest.param(
            [_with_claims(_SHOPS)],
            [_with_claims(_changed(_SHOPS, kind="state", certainty="hedged"))],
            [
                ClaimChange(
                    "changed",
                    "rents.txt",
                    "k-shops",
                    "k-shops",
                    "state",
                    "shops closed",
                    (
                        FieldChange("kind", "event", "state"),
                        FieldChange("certainty", "asserted", "hedged"),
                    ),
                )
            ],
            id="changed: the same id",
        ),
        pytest.param(
            [_with_claims(_RENTS)],
            [_with_claims(_CUT)],
            [
                ClaimChange(
                    "changed",
                    "rents.txt",
                    "k-rents",
                    "k-cut",
                    "statistic",
                    "Rents in Graz rose",
                    (FieldChange("text", _RENTS.text, "Rents in Graz rose"),),
                )
            ],
            id="changed: by overlap",
        ),
        pytest.param(
            [_with_claims(_RENTS)],
            [_with_claims(_FAR)],
            [
                ClaimChange("added", "rents.txt", None, "k-far", "statistic", "2020"),
                ClaimChange("gone", "rents.txt", "k-rents", None, "statistic", _RENTS.text),
            ],
            id="too little overlap",
        ),
        pytest.param(
            [_with_claims(_RENTS)],
            [_with_claims(_changed(_RENTS, citations=[]))],
            [
                ClaimChange(
                    "changed",
                    "rents.txt",
                    "k-rents",
                    "k-rents",
                    "statistic",
                    _RENTS.text,
                    (),
                    (LinkChange("gone", "Lillis, 2021", "clause", _ENTRY),),
                )
            ],
            id="link gone",
        ),
        pytest.param(
            [_without_findings()],
            [make_rents()],
            [FindingChange("added", "rents.txt", "source-older", "The source is older.")],
            id="finding added",
        ),
        pytest.param(
            [make_rents()],
            [make_rents(), make_empty()],
            [ArticleChange("added", "none.txt")],
            id="article added",
        ),
        pytest.param(
            [make_rents(), make_empty()],
            [make_rents()],
            [ArticleChange("gone", "none.txt")],
            id="article gone",
        ),
    ],
)
def test_differences(
    tmp_path: Path,
    before: list[ArticleClaims],
    after: list[ArticleClaims],
    expected: list[Difference],
) -> None:
    one, two = write_run(tmp_path / "a", before), write_run(tmp_path / "b", after)
    with closing(open_index(one)) as old, closing(open_index(two)) as new:
        assert list(compare_runs(old, new)) == expected


def test_lines_of_differences() -> None:
    field = FieldChange("kind", None, "state\x1b[2J")
    link = LinkChange("added", "Lillis, 2021", "clause", None)
    differences: list[Difference] = [
        ArticleChange("added", "a.txt"),
        ClaimChange("added", "a.txt", None, "k-1", "event", "shops closed"),
        ClaimChange("changed", "b.txt", "k-2", "k-3", "state", "shops", (field,), (link,)),
        FindingChange("gone", "b.txt", "no-source", "Nothing supports this."),
    ]
    assert list(describe_differences(differences)) == [
        "a.txt",
        "  + the article",
        "  + k-1 [event] shops closed",
        "",
        "b.txt",
        "  ~ k-3 [state] shops",
        "      before: k-2",
        r"      kind: nothing → state\u001b[2J",
        "      + cites: Lillis, 2021 [clause]: no entry of the source list",
        "  - finding no-source: Nothing supports this.",
        "",
        "articles: 1 added; claims: 1 added, 1 changed; links of kept claims: 1 added; "
        "findings: 1 gone",
    ]
    assert list(describe_differences([])) == ["no difference"]


def test_diff_prints_one_object_a_line(tmp_path: Path) -> None:
    one = write_run(tmp_path / "a", [make_rents()])
    two = write_run(tmp_path / "b", [make_rents(), make_empty()])
    result = CliRunner().invoke(cli, ["diff", str(one), str(two), "--json"])
    assert (result.exit_code, result.stdout) == (
        0,
        '{"change":"added","article":"none.txt","about":"article"}\n',
    )


def test_diff_refuses_what_is_no_run(tmp_path: Path) -> None:
    one = write_run(tmp_path / "a", [make_rents()])
    result = CliRunner().invoke(cli, ["diff", str(one), str(tmp_path / "gone")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a folder that claimlink extract -o wrote" in result.stderr
