"""The page of a run: what is embedded in it, how it is escaped, and which runs it refuses."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimlink.cli import cli
from claimlink.inspecting.links import doi_link, safe_link
from claimlink.inspecting.plain import RuleWords
from claimlink.inspecting.report.units import Utf16
from claimlink.inspecting.report.view import view_article
from claimlink.inspecting.report.visible import show_visibly
from claimlink.inspecting.report.write import SCRIPTS
from claimlink.inspecting.runs import ArticleClaims
from claimlink.records import Analysis, ErrorRecord
from report_examples import HOSTILE, RENTS, analyse, write_run

_PACKAGE = Path(__file__).parents[1] / "pipeline/claimlink"


class _Elements(HTMLParser):
    """Collects what a browser would make of a page: tags, scripts, style, policy."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.style = ""
        self.title = ""
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._open = tag
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            attributes, before = self.scripts[-1]
            self.scripts[-1] = (attributes, before + data)
        elif self._open == "style":
            self.style += data
        elif self._open == "title":
            self.title += data


def _report(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["report", *arguments])


def _page(run: Path, *arguments: str) -> _Elements:
    output = run.parent / "page.html"
    result = _report(str(run), "-o", str(output), *arguments)
    assert result.exit_code == 0, result.stderr
    return _Elements(output.read_text("utf-8"))


def _embedded(page: _Elements) -> dict[str, dict[str, object]]:
    return {
        str(attributes["id"]): json.loads(content)
        for attributes, content in page.scripts
        if attributes.get("type") == "application/json"
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Löhne – 5 €\r\n\t👩‍👩‍👧 שכר", "Löhne – 5 €\r\n\t👩‍👩‍👧 שכר", id="plain"),
        pytest.param("\x1b]0;a\x07\x00\x7f", "␛]0;a␇␀␡", id="control characters"),
        pytest.param("a\u202eb\u2066c\u061cd\u200fe", "a⇄b⇄c⇄d⇄e", id="direction"),
        pytest.param("a\u2028b\x85c\x0cd", "a\nb\nc d", id="breaks"),
        pytest.param("a\x9bb\ud800", "a\ufffdb\ufffd", id="unknown"),
    ],
)
def test_steering_characters_are_shown_and_keep_every_offset(text: str, shown: str) -> None:
    assert show_visibly(text) == shown
    assert len(show_visibly(text)) == len(text)


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://example.org/a?b=1&c=2#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org/ä", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:a", False),
        ("file:///etc/passwd", False),
        ("//example.org/a", False),
        ("/a", False),
        ("ftp://example.org/a", False),
        ("https://", False),
        ("https://[::1", False),
        ("https://bank.example@example.org/", False),
        ("https://example.org/a b", False),
        ('https://example.org/"onclick="a', False),
        ("https://example.org/\u202egnp.exe", False),
        ("https://example.org/" + "a" * 2_000, False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, is_safe: bool) -> None:
    assert safe_link(address) == (address if is_safe else None)


@pytest.mark.parametrize(
    ("doi", "link"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("DOI: 10.1000/a(b)<c>#d?e", "https://doi.org/10.1000/a(b)%3Cc%3E%23d%3Fe"),
        ("10.1000/../../evil", "https://doi.org/10.1000/../../evil"),
        ("javascript:10.1000/182", None),
        ("10.1000/a b", None),
        ("182", None),
        (None, None),
    ],
)
def test_dois_lead_to_the_registry_alone(doi: str | None, link: str | None) -> None:
    assert doi_link(doi) == link


def test_offsets_are_counted_as_a_browser_does() -> None:
    text = "a🏠b👩‍👧c"
    units = Utf16(text)
    wide = text.encode("utf-16-le")
    for offset in range(len(text) + 1):
        assert wide[: 2 * units.at(offset)].decode("utf-16-le") == text[:offset]


def _cut(view: dict[str, object], span: object) -> str:
    assert isinstance(span, list)
    start, end = span
    wide = str(view["text"]).encode("utf-16-le")
    return wide[2 * start : 2 * end].decode("utf-16-le")


def test_claim_of_the_page_has_all_that_its_record_has() -> None:
    (analysis,) = analyse("rents")
    words = RuleWords()
    view = json.loads(json.dumps(view_article(_found(analysis), words)))
    claim = view["claims"][1]
    assert [_cut(view, part) for part in claim.pop("parts")] == ["rents rose by 4 percent"]
    assert [why[:2] for why in claim.pop("why")] == [
        [why.rule, why.decided] for why in analysis.claims[1].why
    ]
    (support,) = claim.pop("citations")
    assert claim == {
        "id": analysis.claims[1].id,
        "alone": None,
        "open": [],
        "section": "Rents in Graz",
        "kind": "statistic",
        "polarity": "positive",
        "certainty": "asserted",
        "speaker": None,
        "times": [],
        "quantities": [
            {
                "text": "4 percent",
                "value": 4.0,
                "upper": None,
                "comparator": "=",
                "unit": "%",
                "of": None,
            }
        ],
        "names": [],
        "worth": analysis.claims[1].check_worthiness.score,
        "signals": analysis.claims[1].check_worthiness.signals,
    }
    assert support == {
        "citation": 0,
        "scope": "clause",
        "confidence": 0.95,
        "reason": "support.closes-clause",
        "signals": [],
    }
    assert _cut(view, view["citations"][0]["at"]) == "Lillis, 2021"
    entry = view["references"][view["citations"][0]["reference"]]
    assert (entry["title"], entry["link"]) == ("Housing in Styria", "https://doi.org/10.1000/182")
    assert words.told()["support.closes-clause"] == "the citation closes the clause"


def _found(analysis: Analysis) -> ArticleClaims:
    return ArticleClaims(analysis.article, tuple(analysis.claims))


def test_findings_name_what_they_touch_by_its_place() -> None:
    (analysis,) = analyse("rents")
    view = json.loads(json.dumps(view_article(_found(analysis), RuleWords())))
    told = {
        finding["code"]: (
            finding["severity"],
            [_cut(view, view["citations"][place]["at"]) for place in finding["citations"]],
        )
        for finding in view["findings"]
    }
    assert told == {
        "source-predates-event": ("error", ["Ek, 2016"]),
        "cited-not-listed": ("error", ["Brook, 2020"]),
    }


def test_content_cannot_leave_its_element(tmp_path: Path) -> None:
    run = write_run(tmp_path / "<b>run", analyse(HOSTILE.id, "rents"))
    page = _page(run)
    assert [attributes.get("id") for attributes, _ in page.scripts] == [
        "article-1",
        "article-2",
        "run",
        None,
    ]
    assert "img" not in page.tags
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    assert page.title == "Claims of <b>run"
    embedded = _embedded(page)
    assert embedded["article-1"]["text"] == show_visibly(HOSTILE.text)
    assert embedded["article-1"]["link"] is None
    assert embedded["article-1"]["byline"] == "⇄ecila yB"
    assert [entry["link"] for entry in _entries(embedded["article-1"])] == [None, None]
    assert embedded["article-2"]["link"] == RENTS.url
    for attributes, content in page.scripts[:-1]:
        assert not re.search("[<>&\u2028\u2029]", content), attributes


def _entries(article: dict[str, object]) -> list[dict[str, object]]:
    entries = article["references"]
    assert isinstance(entries, list)
    return entries


def test_policy_allows_this_script_and_this_style_alone(tmp_path: Path) -> None:
    page = _page(write_run(tmp_path / "run", analyse("rents")))
    policies = [
        value
        for (name, value), (before, kind) in zip(
            page.attributes[1:], page.attributes[:-1], strict=True
        )
        if name == "content" and (before, kind) == ("http-equiv", "Content-Security-Policy")
    ]
    assert policies == [
        f"default-src 'none'; script-src {_digest(page.scripts[-1][1])}; "
        f"style-src {_digest(page.style)}; img-src data:; base-uri 'none'; form-action 'none'"
    ]


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def test_page_names_no_address_and_writes_no_markup(tmp_path: Path) -> None:
    page = _page(write_run(tmp_path / "run", analyse("ferries")))
    script = page.scripts[-1][1]
    assert re.findall(r"https?://[^\"\s]+", script) == ["http://www.w3.org/2000/svg"]
    assert "url(" not in page.style.replace("url(#hatch)", "")
    assert [v for n, v in page.attributes if n in ("src", "href") and v] == [
        "data:,",
        "#main",
        "#details",
    ]
    forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|fetch\("
    assert re.findall(forbidden, script) == []
    assert "</script" not in script
    assert "</style" not in page.style


def test_every_part_of_the_script_is_in_the_page() -> None:
    folder = files("claimlink.inspecting.report").joinpath("static")
    there = {file.name for file in folder.iterdir() if file.name.endswith(".js")}
    assert there == set(SCRIPTS)


def test_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", analyse("rents", "ferries"))
    for name in ("a.html", "b.html"):
        assert _report(str(run), "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    written = CliRunner().invoke(cli, ["report", str(run), "-o", "-"])
    assert written.stdout_bytes == (tmp_path / "a.html").read_bytes()


def test_overview_counts_articles_findings_and_failures(tmp_path: Path) -> None:
    failed = [
        ErrorRecord(source=f"{name}.txt", stage="reading", error=error, message="say <so>")
        for name, error in (("gone", "InputError"), ("blank", "EmptyInputError"))
    ]
    lines = "".join(error.model_dump_json() + "\n" for error in failed).encode()
    run = write_run(tmp_path / "run", analyse("rents", "ferries"), lines)
    result = _report(str(run), "-o", str(tmp_path / "page.html"))
    assert result.stderr.startswith("claimlink: 8 claims in 2 articles, written to ")
    overview = _embedded(_Elements((tmp_path / "page.html").read_text("utf-8")))["run"]
    assert overview["findings"] == [
        ["cited-not-listed", "error", 1],
        ["source-predates-event", "error", 1],
    ]
    assert (overview["failed"], overview["failures"]) == ([["gone.txt", "say <so>"]], 1)
    assert overview["articles"] == [
        {
            "source": "articles/rents.txt",
            "title": "Rents in Graz",
            "byline": "By Ada Roth",
            "published": "2022-03-01",
            "link": RENTS.url,
            "claims": 6,
            "cited": 4,
            "findings": [2, 0, 0],
        },
        {
            "source": "articles/ferries.txt",
            "title": None,
            "byline": None,
            "published": None,
            "link": None,
            "claims": 2,
            "cited": 1,
            "findings": [0, 0, 0],
        },
    ]
