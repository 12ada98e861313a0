"""The desk in a real browser: keys, reloads, two people, a killed server, hostile text."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra review is not installed")
pytest.importorskip("playwright", reason="playwright is not installed")
_CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    _CHROMIUM is None, reason="the browser is not installed: apt install chromium"
)

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from claimlink.review.store import open_store
from claimlink.review.store.people import add_person, invite
from claimlink.review.store.verdicts import history, load_verdict
from review_examples import TEXT, make_rents, write_run

_EVIL = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without a sandbox: continuous integration runs as root.
        found = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Server:
    """The command as a process that can be killed and started again at the same port."""

    def __init__(self, run: Path) -> None:
        self.run = run
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = run / "server.log"
        self.start()

    def start(self, *options: str) -> None:
        command = [sys.executable, "-m", "claimlink", "review", str(self.run), "--as", "Ada"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), *options], stderr=log, stdout=log
            )
        for _ in range(600):
            if "open http" in self.log.read_text():
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    @property
    def link(self) -> str:
        found = re.search(r"http\S+", self.log.read_text())
        assert found is not None
        return found[0]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def kill(self, number: int = signal.SIGKILL) -> None:
        os.kill(self.process.pid, number)
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    text = TEXT.replace("Trams carried", f"{_EVIL} Trams carried")
    articles = [make_rents(number) for number in range(5)]
    hostile = make_rents(5, title=_EVIL, text=text)
    made = Server(write_run(tmp_path / "run", [*articles, hostile]))
    yield made
    if made.process.poll() is None:
        made.kill(signal.SIGTERM)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def _enter(context: BrowserContext, link: str) -> tuple[Page, list[str]]:
    """Open the desk; return the page, and what the browser complains of."""
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: _complain(said, message))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(link)
    page.wait_for_url("**/")
    return page, said


def _complain(said: list[str], message: ConsoleMessage) -> None:
    # Chromium gives hints for password fields, which are no complaint.
    if message.type in ("error", "warning"):
        said.append(message.text)


def test_twenty_claims_by_keyboard_alone(server: Server, context: BrowserContext) -> None:
    page, said = _enter(context, server.link)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("n")
    seen = []
    for number in range(20):
        page.wait_for_url("**/claim/**")
        seen.append(re.sub(r"\?.*", "", page.url))
        page.keyboard.press(str(number % 5 + 1))
        page.keyboard.press("c")
        page.keyboard.press("e")
        page.keyboard.type(f"note {number}")
        page.keyboard.press("Escape")
        place = page.url
        page.keyboard.press("n")
        page.wait_for_function("place => location.href !== place", arg=place)
    assert len(set(seen)) == 20
    expect(page.locator(".progress span")).to_have_text("20 of 24")
    store = open_store(server.run / "review.db")
    for number, url in enumerate(seen):
        fields = load_verdict(store, int(url.rpartition("/")[2]), "shared").fields
        assert fields["note"] == f"note {number}"
        assert fields["confidence"] == "low"
    store.close()
    assert said == []
    assert {url.split("/")[2] for url in asked} == {f"127.0.0.1:{server.port}"}
    assert "enter" not in server.log.read_text().partition("Ctrl-C")[2]


def test_undo_and_redo_outlive_a_reload(server: Server, context: BrowserContext) -> None:
    page, said = _enter(context, server.link)
    page.goto(server.url("/claim/1"))
    saved = page.locator("#saved")
    for key in "125":
        page.keyboard.press(key)
    page.keyboard.press("x")
    expect(page.locator("#corrections")).to_contain_text("Not a claim")
    expect(saved).to_have_text("saved")
    page.reload()
    for chosen in ("true", "mostly false", "false"):
        page.keyboard.press("u")
        expect(page.get_by_role("radio", name=re.compile(f"^{chosen} "))).to_be_checked()
    expect(page.locator("#corrections")).to_be_empty()
    page.reload()
    page.keyboard.press("u")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.get_by_role("radio", name=re.compile("^false "))).to_be_checked()
    expect(saved).to_have_text("saved")
    assert said == []


def test_citations_and_marked_words_correct_the_claim(
    server: Server, context: BrowserContext
) -> None:
    page, _ = _enter(context, server.link)
    page.goto(server.url("/claim/1"))
    page.locator("#article [role=button].own").first.click()
    expect(page.locator("#corrections")).to_have_text(re.compile("does not support it"))
    page.locator("#article [data-entry]").first.press("Enter")
    expect(page.locator("#corrections")).to_contain_text("supports it, and is “Lillis, A.")
    page.locator("#article [data-entry]").first.click()
    expect(page.locator("#corrections")).to_have_text(re.compile("2021: supports it Remove$"))
    page.locator("#article [data-entry]").first.click()
    expect(page.locator("#corrections")).to_contain_text("supports it, and is “Lillis, A.")
    page.evaluate(
        """() => {
          const words = document.querySelector("#article .block .claim").firstChild;
          getSelection().setBaseAndExtent(words, 6, words, 10);
        }"""
    )
    page.keyboard.press("s")
    expect(page.locator("#corrections")).to_contain_text("The claim is: “rose”")
    expect(page.locator("#saved")).to_have_text("saved")
    store = open_store(server.run / "review.db")
    start = TEXT.index("rose")
    assert load_verdict(store, 1, "shared").fields["corrections"] == [
        {"change": "link", "citation_id": "c0", "supports": True, "reference_id": "r0"},
        {"change": "span", "fragments": [[start, start + 4]]},
    ]
    store.close()


def test_a_claim_far_down_a_long_article_is_in_sight(
    server: Server, context: BrowserContext, tmp_path: Path
) -> None:
    filler = "\n\n".join(
        f"{number}. " + "Nothing happened here. " * (number % 40 + 1) for number in range(200)
    )
    text = TEXT.replace("Rents rose by 5", f"{filler}\n\nRents rose by 5")
    text = text.replace("Lillis, A.", f"{filler}\n\nLillis, A.")
    server.kill(signal.SIGTERM)
    server.run = write_run(tmp_path / "long", [make_rents(text=text)])
    server.start()
    page, _ = _enter(context, server.link)
    page.goto(server.url("/claim/3"))
    claim, pane = page.locator("#article .block .claim"), page.locator("#article")
    expect(claim).to_be_in_viewport()
    page.wait_for_timeout(300)
    places = [place.bounding_box() for place in (claim, pane)]
    assert places[0] is not None
    assert places[1] is not None
    assert 0.2 < (places[0]["y"] - places[1]["y"]) / places[1]["height"] < 0.45
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.get_by_role("link", name="Where it stands in the article").click()
    expect(claim).to_be_in_viewport()


def test_two_people_at_once_meet_on_the_merge_page(server: Server, browser: Browser) -> None:
    store = open_store(server.run / "review.db")
    link = invite(store, add_person(store, "Bo", "reviewer").number)
    first, second = browser.new_context(), browser.new_context()
    ada, _ = _enter(first, server.link)
    bo, _ = _enter(second, server.url(f"/join?link={link}"))
    for page in (ada, bo):
        page.goto(server.url("/claim/1"))
    ada.keyboard.press("5")
    expect(ada.locator("#saved")).to_have_text("saved")
    bo.keyboard.press("1")
    bo.wait_for_url("**/merge")
    expect(bo.locator(".value").nth(0)).to_have_text("true (truth)")
    expect(bo.locator(".value").nth(1)).to_have_text("false (truth)")
    bo.get_by_role("button", name="Take this one").click()
    bo.wait_for_url("**/claim/1")
    expect(bo.get_by_role("radio", name=re.compile("^false "))).to_be_checked()
    assert [event.kind for event in history(store, 1)] == ["set", "conflict", "resolve"]
    store.close()
    first.close()
    second.close()


def test_a_killed_server_loses_nothing_that_was_pressed(
    server: Server, context: BrowserContext
) -> None:
    page, _ = _enter(context, server.link)
    page.goto(server.url("/claim/1"))
    page.keyboard.press("e")
    page.keyboard.type("before ")
    # What is typed from here on meets a server that is gone in the middle of it.
    os.kill(server.process.pid, signal.SIGKILL)
    page.keyboard.type("and after")
    page.keyboard.press("Escape")
    expect(page.locator("#saved")).to_have_text("not saved yet, trying again")
    server.process.wait()
    server.start()
    expect(page.locator("#saved")).to_have_text("saved", timeout=15_000)
    page.reload()
    expect(page.locator("#note")).to_have_value("before and after")
    store = open_store(server.run / "review.db")
    requests = [event.request for event in history(store, 1)]
    assert len(set(requests)) == len(requests)
    assert load_verdict(store, 1, "shared").version == len(requests)
    store.close()


def test_hostile_text_stays_text_and_the_policy_holds(
    server: Server, context: BrowserContext
) -> None:
    page, said = _enter(context, server.link)
    page.goto(server.url("/?state=all&text=Trams"))
    expect(page.locator(".claims")).to_contain_text(_EVIL)
    page.goto(server.url("/claim/21"))
    expect(page.locator("#article")).to_contain_text(_EVIL)
    page.keyboard.press("e")
    page.keyboard.type(_EVIL)
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Escape")
    expect(page.locator("#saved")).to_have_text("saved")
    page.reload()
    expect(page.locator("#note")).to_have_value(_EVIL)
    for path in ("/claim/21/history", "/people", "/keys", "/?text=" + "%22%3E%3Cscript%3E"):
        page.goto(server.url(path))
    assert page.locator("img, main script, a[href^='javascript:']").count() == 0
    assert said == []
    # The policy is there: a script that got in would not run.
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in " ".join(said)
    link = page.request.get(server.url("/claim/1")).text()
    assert 'rel="noopener noreferrer external"' in link


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_serious_fault_of_accessibility(
    server: Server, browser: Browser, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page, said = _enter(context, server.link)
    for path in ("/", "/claim/1", "/claim/1/history", "/claim/1/merge", "/people", "/keys"):
        page.goto(server.url(path))
        if path == "/claim/1":
            page.keyboard.press("4")
            page.keyboard.press("x")
            page.keyboard.press("v")
            page.locator("#article [role=button].own").first.click()
            expect(page.locator("#saved")).to_have_text("saved")
        assert _serious(page) == []
    assert said == []
    context.close()


def _serious(page: Page) -> list[tuple[str, str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [
        (page.url, fault["id"], [node["html"][:120] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_apart_are_compared_and_settled(server: Server, browser: Browser, scheme: str) -> None:
    server.kill(signal.SIGTERM)
    server.start("--double")
    store = open_store(server.run / "review.db")
    link = invite(store, add_person(store, "Bo", "reviewer").number)
    contexts = [
        browser.new_context(color_scheme="dark" if scheme == "dark" else "light") for _ in range(2)
    ]
    (ada, said), (bo, also) = (
        _enter(context, address)
        for context, address in zip(
            contexts, (server.link, server.url(f"/join?link={link}")), strict=True
        )
    )
    for page, keys in ((ada, "5x"), (bo, "1")):
        page.goto(server.url("/claim/1"))
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator("#saved")).to_have_text("saved")
    for path in ("/compare", "/compare/1", "/agreement", "/people", "/claim/1"):
        ada.goto(server.url(path))
        assert _serious(ada) == []
        ada.set_viewport_size({"width": 390, "height": 844})
        assert ada.evaluate("document.documentElement.scrollWidth") <= 390, path
        ada.set_viewport_size({"width": 1280, "height": 720})
    ada.goto(server.url("/compare/1"))
    ada.get_by_role("radio", name="mostly true").check()
    ada.get_by_role("button", name="Settle it").click()
    expect(ada.get_by_role("alert")).to_have_text("Choose whose corrections hold.")
    ada.get_by_role("radio", name="mostly true").check()
    ada.get_by_role("radio", name="as Ada says").check()
    ada.get_by_role("button", name="Settle it").click()
    ada.wait_for_url("**/compare")
    assert load_verdict(store, 1, "final").fields == {
        "rating": {"scale": "truth", "label": "mostly true"},
        "corrections": [{"change": "not-a-claim"}],
    }
    assert [text for text in said if "422" not in text] == []
    assert also == []
    store.close()
    for context in contexts:
        context.close()


def test_a_narrow_screen_has_no_sideways_scrolling(server: Server, context: BrowserContext) -> None:
    page, _ = _enter(context, server.link)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", "/claim/1", "/claim/24", "/people", "/keys"):
        page.goto(server.url(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
