"""A run is read article by article; what cannot be read is refused, and text is shown safely."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from claimlink.batch.worker import encode_lines
from claimlink.errors import RunError
from claimlink.inspecting import ArticleClaims, read_run, show_safely
from claimlink.records import (
    Article,
    Attribution,
    ClaimCitation,
    Finding,
    Mention,
    Reference,
    Source,
)
from claimlink.runfiles import Layout
from conftest import Write
from fakes import make_article_record, make_claim

_TEXT = (
    "Rents rose by 4 percent in Graz (Lillis, 2021). She said 9 shops closed.\n\n"
    "Lillis, A. (2021). Housing in Styria. Example Press."
)


def _found(text: str = _TEXT) -> ArticleClaims:
    article = Article(id="a1", text=text, source="rents.txt", sha256="", title="Rents")
    entry_start = text.index("Lillis, A.")
    entry = Reference(
        start=entry_start,
        end=len(text),
        text=text[entry_start:],
        id="r0",
        index=0,
        authors=["Lillis"],
        year="2021",
        csl={},
    )
    cited = ClaimCitation(
        start=33,
        end=45,
        text="Lillis, 2021",
        citation_id="c0",
        scope="clause",
        confidence=0.9,
        reason="closes",
        reference_id="r0",
        reference=None,
    )
    rents = make_claim(article, 0, 31).model_copy(update={"citations": [cited]})
    said = Attribution(
        source=Source(start=48, end=51, text="She", name="Ada Lillis"),
        cue=Mention(start=52, end=56, text="said"),
        content=[(57, 71)],
        form="indirect",
    )
    shops = make_claim(article, 57, 71).model_copy(
        update={"attribution": said, "standalone": "9 shops closed in Graz"}
    )
    findings = [
        Finding(
            start=start,
            end=end,
            code=code,
            severity="warning",
            message=message,
            citation_ids=[],
            reference_ids=[],
            claim_ids=claim_ids,
        )
        for start, end, code, message, claim_ids in (
            (57, 71, "no-source", "Nothing supports this.", [shops.id]),
            (0, 71, "tension", "These do not agree.", [shops.id, rents.id]),
            (entry_start, len(text), "listed-never-cited", "Nobody cites this.", []),
        )
    ]
    record = make_article_record(article).model_copy(
        update={"references": [entry], "findings": findings}
    )
    return ArticleClaims(record, (rents, shops))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rents rose.", "Rents rose."),
        ("Rents\r\n\trose. ", "Rents rose."),
        ("Löhne – 5 € 👩‍👩‍👧 שכר", "Löhne – 5 € 👩‍👩‍👧 שכר"),
        ("\x1b]0;owned\x07", r"\u001b]0;owned\u0007"),
        ("5 \u202e000 1\u202c", r"5 \u202e000 1\u202c"),
        ("a\u2066b\u2069c\u200f", r"a\u2066b\u2069c\u200f"),
        ("a\x9b31mb", r"a\u009b31mb"),
        ("a\u2028b", r"a\u2028b"),
    ],
)
def test_steering_characters_are_shown_not_sent(text: str, shown: str) -> None:
    assert show_safely(text) == shown


def _write_run(write: Write, claims: list[str], articles: list[str]) -> Path:
    write("run/articles.jsonl", "".join(line + "\n" for line in articles))
    return write("run/claims.jsonl", "".join(line + "\n" for line in claims)).parent


def _lines(found: ArticleClaims) -> tuple[list[str], list[str]]:
    claims = [claim.model_dump_json(by_alias=True) for claim in found.claims]
    return claims, [found.article.model_dump_json(by_alias=True)]


def test_run_is_read_article_by_article(write: Write) -> None:
    found = _found()
    claims, articles = _lines(found)
    other = make_article_record(Article(id="a0", text="None.", source="no.txt", sha256=""))
    folder = _write_run(write, claims, [other.model_dump_json(), *articles])
    assert list(read_run(folder)) == [ArticleClaims(other, ()), found]


def test_files_that_do_not_belong_together_are_refused(write: Write) -> None:
    claims, _ = _lines(_found())
    with pytest.raises(RunError, match=r"which articles\.jsonl does not hold in this place"):
        list(read_run(_write_run(write, claims, [])))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"schema_version": "2.0"},
            "written with schema_version '2.0', this claimlink reads '1.0'; "
            "run claimlink extract again",
        ),
        ({"kind": "rumour"}, "kind: Input should be 'event', 'statistic'"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted; run claimlink extract again"),
    ],
)
def test_line_of_another_form_is_refused(
    write: Write, change: dict[str, str], message: str
) -> None:
    claims, articles = _lines(_found())
    claims[1] = json.dumps({**json.loads(claims[1]), **change})
    folder = _write_run(write, claims, articles)
    with pytest.raises(RunError) as caught:
        list(read_run(folder))
    assert caught.value.message.startswith(message)
    assert caught.value.source == f"{folder}/claims.jsonl:2"


@pytest.mark.parametrize("line", ['{"id": "c', "null", ""])
def test_damaged_line_is_refused(write: Write, line: str) -> None:
    claims, articles = _lines(_found())
    with pytest.raises(RunError, match="run claimlink extract again"):
        list(read_run(_write_run(write, [claims[0], line], articles)))


def test_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        list(read_run(tmp_path / "gone"))
    assert (caught.value.message, caught.value.source) == (
        "no such file or directory; name a folder that claimlink extract -o wrote",
        f"{tmp_path / 'gone'}/claims.jsonl",
    )


@pytest.mark.parametrize(
    ("shards", "pack", "ending"),
    [
        pytest.param(1, lambda lines: lines, "", id="one-file"),
        pytest.param(3, lambda lines: lines, "", id="three-files"),
        pytest.param(2, gzip.compress, ".gz", id="gzip"),
        pytest.param(
            2, lambda lines: zstandard.ZstdCompressor().compress(lines), ".zst", id="zstd"
        ),
    ],
)
def test_run_is_read_however_its_files_are_laid_out(
    write: Write, tmp_path: Path, shards: int, pack: Callable[[bytes], bytes], ending: str
) -> None:
    articles = [make_article_record(_article(f"a{number}")) for number in range(4)]
    claims = [make_claim(_article(f"a{number}"), 0, 11) for number in range(4) if number != 2]
    layout = Layout(shards)
    for file in range(shards):
        own = slice(file * 4 // shards, (file + 1) * 4 // shards)
        ids = {article.id for article in articles[own]}
        lines = encode_lines(articles[own])
        write(f"out/{layout.part('articles', file)}{ending}", pack(lines))
        lines = encode_lines(claim for claim in claims if claim.article_id in ids)
        write(f"out/{layout.part('claims', file)}{ending}", pack(lines))
    found = list(read_run(tmp_path / "out"))
    assert [(a.article.id, len(a.claims)) for a in found] == [
        ("a0", 1),
        ("a1", 1),
        ("a2", 0),
        ("a3", 1),
    ]


def _article(name: str) -> Article:
    return Article(id=name, text="Rents rose by 4 percent.", source=f"{name}.txt", sha256="")


def test_damaged_packed_file_is_refused(write: Write, tmp_path: Path) -> None:
    lines = encode_lines([make_article_record(_article("a0"))])
    write("out/articles.jsonl.gz", gzip.compress(lines)[:-20])
    write("out/claims.jsonl.gz", gzip.compress(b""))
    with pytest.raises(RunError, match=r"damaged \(.*\); run claimlink extract again"):
        list(read_run(tmp_path / "out"))


def test_run_that_was_ended_early_says_how_to_go_on(write: Write, tmp_path: Path) -> None:
    write("out/.claimlink/claims.jsonl", "")
    with pytest.raises(RunError, match="give the same extract command again"):
        list(read_run(tmp_path / "out"))
