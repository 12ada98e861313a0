"""The page of a run in a real browser, headless: by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from claimlink.inspecting.report import write_report
from claimlink.records import ErrorRecord
from report_examples import HOSTILE, analyse, write_run

_BROWSER = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(_BROWSER is None, reason="no Chromium is installed")

#: Success criteria of WCAG 2.2, levels A and AA, and what axe counts as good practice.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_ARTICLE = "#/1"
_EVERY_VIEW = ["#/", "#/claims", "#/findings", "#/charts", "#/1", "#/1/claims", "#/1/charts"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = {"executable_path": _BROWSER, "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)  # type: ignore[arg-type]  # from a dict
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where the page of three articles stands, the third of them hostile."""
    folder = tmp_path_factory.mktemp("report")
    failed = ErrorRecord(source="<b>gone", stage="reading", error="InputError", message="No file.")
    run = write_run(
        folder / "run <i>",
        analyse("rents", "ferries", HOSTILE.id),
        failed.model_dump_json().encode() + b"\n",
    )
    output = folder / "<u>page & #1.html"
    write_report(run, output)
    return output.as_uri()


class _Opened:
    """A page with what it said and asked for while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.said.append(request.url))

    def go(self, address: str) -> Page:
        self.page.goto(address)
        expect(self.page.locator("body.ready")).to_be_attached()
        return self.page

    def complaints(self) -> list[str]:
        return [line for line in self.said if not line.startswith(("file:", "data:"))]


@pytest.fixture
def opened(browser: Browser) -> Iterator[_Opened]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    opened = _Opened(page)
    yield opened
    assert opened.complaints() == []
    page.close()


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": _RULES, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in found.response["violations"]
    ]


def _words(found: Locator) -> list[str]:
    return [" ".join(words.split()) for words in found.all_inner_texts()]


def test_overview_lists_articles_with_their_findings(opened: _Opened, address: str) -> None:
    page = opened.go(address)
    expect(page.locator("h1")).to_have_text("Claims of run <i>")
    expect(page.locator("#summary")).to_contain_text("3 articles · ")
    rows = page.locator("table.wide tbody tr")
    assert _words(rows)[:2] == [
        "Rents in Graz articles/rents.txt 6 67 % 2 – –",
        "ferries.txt articles/ferries.txt 2 50 % – – –",
    ]
    expect(page.locator("main")).to_contain_text("1 input could not be read")
    expect(page.locator("main")).to_contain_text("<b>gone: No file.")
    page.get_by_role("button", name="Source predates event").click()
    expect(page.locator("main .findings li")).to_have_count(1)
    expect(page.locator("main .findings li")).to_contain_text("Ek (2016)")


def test_citation_lights_what_it_supports_and_its_entry(opened: _Opened, address: str) -> None:
    page = opened.go(address + _ARTICLE)
    page.get_by_role("button", name="Lillis, 2021").first.click()
    assert _words(page.locator(".claim.lit")) == [
        *["supported by the choice"],  # the legend
        "In 2019 the council of Graz sold 40 flats 🏠",
        "rents rose by 4 percent",
    ]
    (entry,) = _words(page.locator(".lit-entry"))
    assert entry.startswith("Lillis, A. (2021). Housing in Styria.")
    details = page.get_by_role("complementary", name="Details")
    expect(details).to_contain_text("Supports 2 claims")
    expect(details.get_by_role("link", name="Open DOI 10.1000/182")).to_have_attribute(
        "href", "https://doi.org/10.1000/182"
    )
    page.get_by_role("button", name="Brook, 2020").click()
    expect(page.locator(".lit-entry")).to_have_count(0)
    expect(details).to_contain_text("No entry of the source list fits.")


def test_claim_shows_its_details_and_can_be_passed_on(opened: _Opened, address: str) -> None:
    page = opened.go(address + _ARTICLE)
    page.get_by_role("button", name="Claim 2, statistic, cited").click()
    details = page.locator("#details")
    for words in (
        "Claim 2",
        "rents rose by 4 percent",
        "“4 percent”: 4 %",
        "the citation closes the clause",
        "Housing in Styria",
        "gives a number",
        "“rose”, “4”, “by 4 percent” speak for statistic",
        "Stretch: a coordinated clause with a subject of its own",
        "kind.statistic.",
    ):
        expect(details).to_contain_text(words)
    assert _words(page.locator(".claim.here")) == ["rents rose by 4 percent"]
    told = page.evaluate("location.href")
    assert told.endswith("#/1/" + analyse("rents")[0].claims[1].id)
    page.reload()
    expect(page.locator("#details h2")).to_have_text("Claim 2")


@pytest.mark.parametrize(
    ("field", "value", "claims"),
    [
        ("text", "FELL graz wages", ["Wages in Graz fell by 2 percent in 2020"]),
        ("kind", "quote", ["“We cannot pay this,”"]),
        ("finding", "source-predates-event", ["The mill closed in 2018"]),
        ("source", "harbour press", ["The ferries of Bergen carried 90,000 people in 2014"]),
        ("text", "nothing of this", []),
    ],
)
def test_filters_leave_the_claims_that_pass(
    field: str, value: str, claims: list[str], opened: _Opened, address: str
) -> None:
    page = opened.go(address + "#/claims")
    control = page.locator(f"#filter-{field}")
    if field in ("kind", "finding"):
        control.select_option(value)
    else:
        control.fill(value)
    count = "No claim passes the filters." if not claims else "1 claim passes the filters"
    expect(page.locator("#matches")).to_contain_text(count)
    assert _words(page.locator(".claim-list .claim-link span[dir]")) == claims
    page.locator("#filter-clear").click()
    expect(page.locator("#matches")).to_have_text("")


def test_overview_counts_what_passes(opened: _Opened, address: str) -> None:
    page = opened.go(address)
    page.locator("#filter-source").fill("example press mills")
    rows = page.locator("table.wide tbody tr")
    expect(rows).to_have_count(1)
    assert _words(rows) == ["Rents in Graz articles/rents.txt 1 of 6 67 % 2 – –"]
    assert _words(page.locator(".codes li")) == ["▲ Error Source predates event 1 time"]
    assert _words(page.locator("nav .articles .small")) == ["1 of 6 claims ▲ 2 , 2 errors"]


def test_text_shows_only_claims_that_pass(opened: _Opened, address: str) -> None:
    page = opened.go(address + _ARTICLE)
    expect(page.locator("#text .number")).to_have_count(6)
    page.locator("#filter-cited").select_option("no")
    expect(page.locator("#text .number")).to_have_count(2)
    expect(page.locator("#matches")).to_contain_text("2 in this one")


def test_charts_say_their_numbers_and_follow_the_filters(opened: _Opened, address: str) -> None:
    page = opened.go(address + "#/1/charts")
    names = [picture.get_attribute("aria-label") for picture in page.get_by_role("img").all()]
    assert names == [
        "Bars: Event 3, Statistic 2, Quote 1.",
        "Bars: Rents in Graz 3 cited, 1 uncited; Wages 1 cited, 1 uncited.",
        "Bars over years. Claimed: 2018 1, 2019 1, 2020 2. Sources: 2016 1, 2021 1.",
    ]
    page.locator("#filter-kind").select_option("quote")
    expect(page.get_by_role("img").first).to_have_attribute("aria-label", "Bars: Quote 1.")
    expect(page.locator("figure").last).to_contain_text("No claim gives a date")


def test_keyboard_alone_goes_everywhere(opened: _Opened, address: str) -> None:
    page = opened.go(address)
    keys = page.keyboard
    keys.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the text")
    keys.press("]")
    expect(page.locator("#article-title")).to_have_text("Rents in Graz")
    keys.press("j")
    keys.press("j")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Claim 2, statistic, cited")
    keys.press("d")
    expect(page.locator(":focus")).to_have_text("Claim 2")
    keys.press("Escape")
    expect(page.locator("#details h2")).to_have_text("Details")
    keys.press("c")
    expect(page.locator(":focus")).to_have_text("Lillis, 2021")
    keys.press("Enter")
    expect(page.locator(":focus")).to_have_text("Citation")
    keys.press("Escape")
    expect(page.locator(":focus")).to_have_text("Lillis, 2021")
    keys.press("f")
    expect(page.locator("#details h2")).to_contain_text(" ")
    keys.press("/")
    expect(page.locator(":focus")).to_have_id("filter-text")
    keys.type("jjk")  # words of a filter, no single keys
    expect(page.locator("#matches")).to_contain_text("No claim passes")


def test_keys_go_through_the_claims_of_the_whole_run(opened: _Opened, address: str) -> None:
    page = opened.go(address + "#/claims")
    page.locator("#filter-cited").select_option("no")
    expect(page.locator(".claim-list > li")).to_have_count(4)
    page.locator("h1").click()
    chosen = []
    for key in "jjjjk":
        page.keyboard.press(key)
        row = page.locator(".claim-list [aria-pressed=true]")
        chosen.append(row.get_attribute("data-key"))
    assert chosen == ["1-2", "1-4", "2-1", "3-2", "2-1"]
    expect(page.locator(":focus")).to_have_attribute("data-key", "2-1")


def test_single_keys_can_be_turned_off(opened: _Opened, address: str) -> None:
    page = opened.go(address + _ARTICLE)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#details h2")).to_have_text("Details")


def test_hostile_content_stays_text(opened: _Opened, address: str) -> None:
    page = opened.go(address + "#/3")
    expect(page.locator("#article-title")).to_have_text(HOSTILE.title or "")
    expect(page.locator("#text")).to_contain_text("</script><script>window.owned=1</script>")
    expect(page.locator("#text")).to_contain_text("⇄2 percent")
    expect(page.locator("#text")).to_contain_text("{{script}}")
    for number in range(page.locator("#text .number").count()):
        page.locator("#text .number").nth(number).click()
    for cite in page.locator("#text .cite").all():
        cite.click()
    page.goto(address + "#/3/findings")
    for finding in page.locator("main .findings button").all():
        finding.click()
    page.goto(address + "#/claims")
    page.goto(address + "#/9/nothing")
    links = page.evaluate("Array.from(document.links, link => link.protocol)")
    assert set(links) <= {"file:", "https:", "http:"}
    assert page.evaluate("window.owned") is None
    assert page.locator("img").count() == 0


def test_policy_holds_in_the_browser(browser: Browser, address: str) -> None:
    page = browser.new_page()
    opened = _Opened(page)
    opened.go(address)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.owned = 1";
        const picture = document.createElement("img");
        picture.src = "https://example.org/picture.png";
        const style = document.createElement("style");
        style.textContent = "body { display: none }";
        document.body.append(script, picture, style);
        return fetch("https://example.org/").catch(() => null);
    }""")
    told = "\n".join(opened.complaints())
    refused = re.findall(r"Policy directive:? ['\"]([a-z]+-src) ", told)
    assert sorted(set(refused)) == ["default-src", "img-src", "script-src", "style-src"], told
    assert page.evaluate("window.owned") is None
    expect(page.locator("body")).to_be_visible()
    page.close()


def test_outside_links_tell_nobody_where_they_were_followed(opened: _Opened, address: str) -> None:
    page = opened.go(address + _ARTICLE)
    links = page.locator("a[href^=http]")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://example.org/rents?a=1&b=2",
        "https://example.org/mills",
        "https://doi.org/10.1000/182",
    ]
    for link in links.all():
        expect(link).to_have_attribute("rel", "noreferrer noopener")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_breaks_wcag(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    for view in _EVERY_VIEW:
        page.goto(address + view)
        page.reload()
        expect(page.locator("body.ready")).to_be_attached()
        assert _violations(page) == [], view
    page.goto(address + _ARTICLE)
    for button in ("Claim 2, statistic, cited", "Lillis, 2021", "Brook, 2020"):
        page.get_by_role("button", name=button).first.click()
        assert _violations(page) == [], button
    page.locator(".article-findings button").first.click()
    assert _violations(page) == [], "finding"
    page.keyboard.press("?")
    assert _violations(page) == [], "help"
    page.close()


def test_dark_page_is_dark(browser: Browser, address: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(address)
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert colours == ["rgb(252, 251, 248)", "rgb(21, 23, 26)"]


def test_phone_shows_everything_without_scrolling_sideways(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for view in _EVERY_VIEW:
        page.goto(address + view)
        page.reload()
        expect(page.locator("body.ready")).to_be_attached()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width == 320, view
        assert _violations(page) == [], view
    page.goto(address + _ARTICLE)
    page.locator("#claim-4").click()
    marker, sheet = page.locator("#claim-4").bounding_box(), page.locator("#details").bounding_box()
    assert marker is not None
    assert sheet is not None
    assert marker["y"] + marker["height"] <= sheet["y"]
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#details")).to_contain_text("Choose a claim by its number")
    page.close()


def test_paper_shows_text_and_claims_without_controls(opened: _Opened, address: str) -> None:
    page = opened.go(address + _ARTICLE)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#printed li")).to_have_count(6)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#printed")).to_have_count(0)


def test_empty_run_says_so(opened: _Opened, tmp_path: Path) -> None:
    write_report(write_run(tmp_path / "run", []), tmp_path / "page.html")
    page = opened.go((tmp_path / "page.html").as_uri())
    expect(page.locator("main")).to_contain_text("This run holds no article")
    page.keyboard.press("j")
    page.locator("#filter-text").fill("rents")
    expect(page.locator("#matches")).to_contain_text("No claim passes the filters.")
    page.goto((tmp_path / "page.html").as_uri() + "#/charts")
    expect(page.locator("main")).to_contain_text("No claim passes the filters.")
