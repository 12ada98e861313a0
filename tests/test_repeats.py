"""The same claim in several articles: nearly the same words, with the same or other numbers."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("rensa", reason="needs the extra inspect")

from claimlink.cli import cli
from claimlink.errors import MissingExtraError
from claimlink.inspecting import ArticleClaims, open_index
from claimlink.inspecting.repeats import Repeat, RepeatedClaim, describe_repeats, find_repeats
from claimlink.records import Article
from fakes import make_article_record, make_claim
from inspected import write_run


def _article(number: int, *texts: str) -> ArticleClaims:
    article = Article(id=f"a{number}", text="\n".join(texts), source=f"{number}.txt", sha256="")
    starts = [article.text.index(text) for text in texts]
    claims = [
        make_claim(article, start, start + len(text)).model_copy(update={"id": f"k-{number}-{at}"})
        for at, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]
    return ArticleClaims(make_article_record(article), tuple(claims))


def _find(folder: Path, *articles: ArticleClaims) -> list[Repeat]:
    with closing(open_index(write_run(folder, list(articles)))) as index:
        return find_repeats(index)


_LONG = "The council of Graz sold 300 of its oldest flats to a builder from abroad in 2019"


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        pytest.param(_LONG, _LONG, "same", id="the same words"),
        pytest.param(_LONG, _LONG.replace("2019", "2019."), "same", id="a full stop"),
        pytest.param(_LONG, _LONG.replace("The", "the"), "same", id="a capital"),
        pytest.param(_LONG, _LONG.replace("300", "280"), "other", id="another number"),
        pytest.param(_LONG, _LONG.replace("oldest", "largest"), "same", id="another word of many"),
        pytest.param(_LONG, _LONG.replace("Graz", "Linz"), None, id="another name"),
        pytest.param("Rents in Graz rose by 4%", "Rents in Graz fell by 4%", None, id="opposite"),
        pytest.param("Prices rose.", "Prices rose.", None, id="too few words"),
        pytest.param(_LONG, "Wages in Wels fell by a third", None, id="nothing shared"),
    ],
)
def test_two_claims(tmp_path: Path, one: str, other: str, numbers: str | None) -> None:
    found = _find(tmp_path, _article(1, one), _article(2, other))
    assert [repeat.numbers for repeat in found] == ([] if numbers is None else [numbers])


def test_claim_twice_in_one_article_is_no_repeat(tmp_path: Path) -> None:
    assert _find(tmp_path, _article(1, _LONG, f"{_LONG} and May")) == []


def test_groups_are_whole_and_the_widest_first(tmp_path: Path) -> None:
    other = "Ada Lillis counted forty ferries on the river near Linz every summer"
    found = _find(
        tmp_path,
        _article(1, other, _LONG),
        _article(2, _LONG.replace("300", "280")),
        _article(3, other, _LONG),
        _article(4, "Nothing of the kind was ever reported by anyone in the valley"),
    )
    sold = [(1, _LONG), (2, _LONG.replace("300", "280")), (3, _LONG)]
    ids = {1: "k-1-1", 2: "k-2-0", 3: "k-3-1"}
    assert found == [
        Repeat("other", 3, tuple(RepeatedClaim(ids[n], f"{n}.txt", text) for n, text in sold)),
        Repeat(
            "same",
            2,
            (RepeatedClaim("k-1-0", "1.txt", other), RepeatedClaim("k-3-0", "3.txt", other)),
        ),
    ]


def test_lines_show_the_first_claims_of_a_group() -> None:
    claims = tuple(RepeatedClaim(f"k-{n}", f"{n}\x1b.txt", "shops closed") for n in range(8))
    assert list(describe_repeats([Repeat("same", 8, claims)])) == [
        "8 articles, same numbers",
        *(rf"  k-{n} {n}\u001b.txt: shops closed" for n in range(6)),
        "  and 2 more",
        "",
    ]


def test_command_shows_groups_of_one_sort(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [_article(1, _LONG), _article(2, _LONG)])
    result = CliRunner().invoke(cli, ["repeats", str(run), "--json"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith('{"numbers":"same","articles":2,"claims":[{"claim_id":"k-1-0"')
    none = CliRunner().invoke(cli, ["repeats", str(run), "--numbers", "other"])
    assert (none.stdout, none.stderr) == ("", "no group of claims in several articles\n")


def test_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    with pytest.raises(MissingExtraError, match="claimlink repeats needs a library"):
        _find(tmp_path, _article(1, _LONG))
