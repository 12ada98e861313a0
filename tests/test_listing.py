"""What ``claimlink show`` prints of a run: pages of claims as lines or a table, filters, orders."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from claimlink.errors import RunError
from claimlink.inspecting import (
    ArticleClaims,
    Filters,
    Page,
    ShownClaim,
    choose_claims,
    describe_claim,
    find_claim,
    open_index,
)
from claimlink.inspecting.choosing import Order, ShownCitation, ShownFinding
from claimlink.inspecting.listing import (
    TABLE_WIDTH,
    build_table,
    count_claims,
    describe_group,
    group_claims,
)
from claimlink.records import Article
from fakes import make_article_record, make_claim
from inspected import make_empty, make_rents, write_run

_ENTRY = "Lillis, A. (2021). Housing in Styria. Example Press."

_RENTS = ShownClaim(
    claim_id="k-rents",
    article_id="a1",
    article="rents.txt",
    title="Rents",
    section="Housing",
    kind="statistic",
    text="Rents in Graz rose by 4 percent in 2020",
    standalone="Rents in Graz rose by 4 percent in 2020",
    source=None,
    source_text=None,
    worth=0.75,
    citations=(ShownCitation("Lillis, 2021", "clause", 0.9, _ENTRY),),
    findings=(ShownFinding("source-older", "warning", "The source is older."),),
)
_SHOPS = ShownClaim(
    claim_id="k-shops",
    article_id="a1",
    article="rents.txt",
    title="Rents",
    section=None,
    kind="event",
    text="shops closed",
    standalone="shops closed in Graz",
    source="Ada Lillis",
    source_text="She",
    worth=0.5,
    citations=(),
    findings=(
        ShownFinding("no-source", "warning", "Nothing supports this."),
        ShownFinding("source-older", "warning", "The source is older."),
    ),
)


def _wages() -> ArticleClaims:
    article = Article(id="a3", text="Löhne sanken 2019.", source="w/löhne.txt", sha256="")
    claim = make_claim(article, 0, 17).model_copy(update={"id": "k-wages", "kind": "event"})
    return ArticleClaims(make_article_record(article), (claim,))


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [make_rents(), make_empty(), _wages()])


def _choose(run: Path, filters: Filters | None = None, page: Page | None = None) -> list[str]:
    with closing(open_index(run)) as index:
        count, claims = choose_claims(index, filters or Filters(), page or Page())
    assert count >= len(claims)
    return [claim.claim_id for claim in claims]


def test_claims_are_shown_with_all_that_belongs_to_them(run: Path) -> None:
    with closing(open_index(run)) as index:
        assert choose_claims(index, Filters(article="a1"), Page()) == (2, [_RENTS, _SHOPS])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(Filters(), ["k-rents", "k-shops", "k-wages"], id="none"),
        pytest.param(Filters(uncited=True), ["k-shops", "k-wages"], id="uncited"),
        pytest.param(Filters(findings=("no-source",)), ["k-shops"], id="finding"),
        pytest.param(Filters(findings=("no-source", "source-older")), ["k-shops"], id="both"),
        pytest.param(Filters(findings=("no",)), [], id="no part of a code"),
        pytest.param(Filters(kinds=("event",)), ["k-shops", "k-wages"], id="kind"),
        pytest.param(Filters(kinds=("event", "statistic"), uncited=True), ["k-shops", "k-wages"]),
        pytest.param(Filters(source="lillis"), ["k-rents", "k-shops"], id="source: both ways"),
        pytest.param(Filters(source="housing in"), ["k-rents"], id="source: entry"),
        pytest.param(Filters(min_worth=0.75), ["k-rents"], id="worth"),
        pytest.param(Filters(article="none.txt"), [], id="article without claims"),
        pytest.param(Filters(article="LÖHNE"), ["k-wages"], id="article: part of a name"),
        pytest.param(Filters(text="löhne 2019"), ["k-wages"], id="words: any case"),
        pytest.param(Filters(text="2020 rents"), ["k-rents"], id="words: any order"),
        pytest.param(Filters(text="closed graz"), ["k-shops"], id="words: as it reads alone"),
        pytest.param(Filters(text="100%' OR 1=1 --"), [], id="words: no SQL"),
    ],
)
def test_filters(run: Path, filters: Filters, expected: list[str]) -> None:
    assert _choose(run, filters) == expected


def test_unknown_article_is_refused(run: Path) -> None:
    with pytest.raises(RunError, match="no article 'gone' in the run"):
        _choose(run, Filters(article="gone"))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("place", ["k-rents", "k-shops", "k-wages"]),
        ("worth", ["k-rents", "k-shops", "k-wages"]),
        ("kind", ["k-shops", "k-wages", "k-rents"]),
        ("source", ["k-shops", "k-rents", "k-wages"]),
        ("date", ["k-rents", "k-shops", "k-wages"]),
        ("confidence", ["k-rents", "k-shops", "k-wages"]),
    ],
)
def test_orders(run: Path, order: Order, expected: list[str]) -> None:
    assert _choose(run, page=Page(order=order)) == expected
    turned = _choose(run, page=Page(order=order, backwards=True))
    assert sorted(turned) == sorted(expected)
    if order in ("place", "worth", "kind"):
        assert turned == expected[::-1]


def test_pages(run: Path) -> None:
    assert _choose(run, page=Page(size=2)) == ["k-rents", "k-shops"]
    assert _choose(run, page=Page(number=2, size=2)) == ["k-wages"]
    assert _choose(run, page=Page(number=3, size=2)) == []
    assert _choose(run, page=Page(size=None)) == ["k-rents", "k-shops", "k-wages"]
    assert count_claims(3, Page(number=3, size=2), 0) == "page 3 is empty, 2 is the last"
    assert count_claims(3, Page(number=2, size=2), 1) == "claims 3 to 3 of 3"


def test_plain_lines_hold_claim_citation_entry_and_findings() -> None:
    (group,) = group_claims([_RENTS, _SHOPS])
    assert list(describe_group(group)) == [
        "rents.txt: Rents",
        "  k-rents [statistic, worth 0.75] Rents in Graz rose by 4 percent in 2020",
        "    cites: Lillis, 2021 [clause, 0.90]",
        "    source: Lillis, A. (2021). Housing in Styria. Example Press.",
        "    finding: source-older (warning): The source is older.",
        "  k-shops [event, worth 0.50] shops closed",
        "    alone: shops closed in Graz",
        "    says: She (Ada Lillis)",
        "    finding: no-source (warning): Nothing supports this.",
        "    finding: source-older, see k-rents",
    ]


def test_lines_of_a_narrow_terminal_go_on_indented_between_words() -> None:
    (group,) = group_claims([_RENTS])
    assert list(describe_group(group, 40)) == [
        "rents.txt: Rents",
        "  k-rents [statistic, worth 0.75] Rents",
        "    in Graz rose by 4 percent in 2020",
        "    cites: Lillis, 2021 [clause, 0.90]",
        "    source: Lillis, A. (2021). Housing",
        "      in Styria. Example Press.",
        "    finding: source-older (warning): The",
        "      source is older.",
    ]


def _shown(claims: list[ShownClaim], width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    for group in group_claims(claims):
        console.print(build_table(group))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _with_entry(entry: str | None) -> ShownClaim:
    fields = {name: getattr(_RENTS, name) for name in _RENTS.__dataclass_fields__}
    return ShownClaim(**{**fields, "citations": (ShownCitation("Lillis", "clause", 0.9, entry),)})


def test_table_holds_the_same_and_takes_no_markup_from_the_text() -> None:
    shown = _shown([_with_entry("[red]Housing[/red] in \x1b[2JStyria"), _SHOPS], 200)
    for cell in (
        "rents.txt: Rents",
        "Rents in Graz rose by 4 percent in 2020",
        "k-rents [statistic, worth 0.75]",
        "says: She (Ada Lillis)",
        "Lillis [clause, 0.90]",
        "[red]Housing[/red]",
        "no-source (warning)",
        "source-older, see k-rents",
    ):
        assert cell in shown
    assert "\x1b[2J" not in shown


def test_table_leaves_out_what_no_claim_has_and_keeps_codes_whole() -> None:
    assert "Citation" not in _shown([_SHOPS], 120)
    assert "Findings" in _shown([_SHOPS], 120)
    assert "source-older" in _shown([_RENTS, _SHOPS], TABLE_WIDTH)


def test_citation_without_an_entry_says_so() -> None:
    (group,) = group_claims([_with_entry(None)])
    assert "    source: no entry of the source list" in list(describe_group(group))


def test_long_words_and_codes_are_never_broken() -> None:
    url = "https://example.org/" + "x" * 80
    (group,) = group_claims([_with_entry(url)])
    lines = list(describe_group(group, 30))
    assert any(line.strip() == url for line in lines)
    assert any("source-older" in line for line in describe_group(group, 12))


def test_one_claim_is_shown_in_its_paragraph(run: Path) -> None:
    lines = list(describe_claim(*find_claim(run, "k-rents")))
    assert lines[:11] == [
        "rents.txt: Rents",
        "section: Housing",
        "k-rents  statistic, positive, asserted",
        "marked: [claim], {citation}, <speaker>, ~cue~",
        "",
        "  [Rents in Graz rose by 4 percent in 2020] (see {Lillis, 2021}, p. 7). "
        "She said shops closed.",
        "",
        "source: Lillis, 2021: Lillis, A. (2021). Housing in Styria. Example Press.",
        "finding: source-older (warning): The source is older.",
        "",
        "rules that fired",
    ]


def test_unknown_claim_is_refused(run: Path) -> None:
    with pytest.raises(RunError, match="no claim 'k-gone' in it; claimlink show lists the ids"):
        find_claim(run, "k-gone")
