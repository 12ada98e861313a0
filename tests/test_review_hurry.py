"""The desk in a real browser when keys come faster than answers, and when somebody leaves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

pytest.importorskip("starlette", reason="the extra review is not installed")
pytest.importorskip("playwright", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="the browser is not installed: apt install chromium"
)

from playwright.sync_api import BrowserContext, Page, Route, expect
from pydantic import JsonValue

from claimlink.review.store import open_store
from claimlink.review.store.people import add_person, invite
from claimlink.review.store.verdicts import load_verdict
from review_examples import TEXT, make_rents
from test_review_browser import Server, _enter, browser, context, server

__all__ = ["browser", "context", "server"]


@pytest.fixture
def page(server: Server, context: BrowserContext) -> Iterator[Page]:
    """Return the page of the first claim, whose saves take a third of a second."""
    made, said = _enter(context, server.link)
    made.route("**/save", _slowly)
    made.goto(server.url("/claim/1"))
    yield made
    assert said == []


def _slowly(route: Route) -> None:
    route.request.frame.page.wait_for_timeout(300)
    route.continue_()


def _kept(server: Server, claim: int = 1) -> dict[str, JsonValue]:
    store = open_store(server.run / "review.db")
    fields = load_verdict(store, claim, "shared").fields
    store.close()
    return {name: value for name, value in fields.items() if value}


_NONE: JsonValue = [{"change": "not-a-claim"}]


def test_what_is_pressed_behind_an_undo_is_neither_lost_nor_shown_wrongly(
    server: Server, page: Page
) -> None:
    page.keyboard.press("3")
    expect(page.locator("#saved")).to_have_text("saved")
    page.keyboard.press("u")
    page.keyboard.press("x")
    expect(page.locator("#corrections")).to_contain_text("Not a claim")
    expect(page.locator("#saved")).to_have_text("saved")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    assert _kept(server) == {"corrections": _NONE}
    page.locator("#kind").select_option("event")
    expect(page.locator("#saved")).to_have_text("saved")
    assert isinstance(_NONE, list)
    assert _kept(server) == {"corrections": [*_NONE, {"change": "kind", "kind": "event"}]}


def test_typing_behind_an_undo_stays(server: Server, page: Page) -> None:
    page.keyboard.press("2")
    page.keyboard.press("u")
    page.keyboard.press("e")
    page.keyboard.type("words")
    page.keyboard.press("Escape")
    expect(page.locator("#saved")).to_have_text("saved")
    expect(page.locator("#note")).to_have_value("words")
    assert _kept(server) == {"note": "words"}


@pytest.mark.parametrize("way", ["the key", "a link", "the button that logs out"])
def test_who_leaves_loses_nothing(server: Server, page: Page, way: str) -> None:
    page.keyboard.press("1")
    page.keyboard.press("c")
    if way == "the key":
        page.keyboard.press("q")
    elif way == "a link":
        page.get_by_role("link", name="Queue").click()
    else:
        page.get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda url: "/claim/" not in url)
    assert _kept(server) == {
        "rating": {"scale": "truth", "label": "false"},
        "confidence": "low",
    }


def test_a_speaker_is_saved_with_every_key(server: Server, page: Page) -> None:
    page.locator("#correct summary").click()
    page.locator("#speaker").fill("The mayor")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/claim/1" not in url)
    assert _kept(server) == {"corrections": [{"change": "speaker", "name": "The mayor"}]}


def test_what_one_could_not_send_is_never_anothers(server: Server, context: BrowserContext) -> None:
    store = open_store(server.run / "review.db")
    page, _ = _enter(context, server.link)
    page.goto(server.url("/claim/1"))
    page.on("dialog", lambda dialog: dialog.accept())
    context.clear_cookies()
    page.keyboard.press("1")
    expect(page.locator("#saved")).to_have_text(
        "not saved: log in again, then open this claim anew"
    )
    page.goto(server.url(f"/join?link={invite(store, add_person(store, 'Bo', 'reviewer').number)}"))
    page.wait_for_url("**/")
    page.goto(server.url("/claim/1"))
    page.wait_for_timeout(300)
    assert _kept(server) == {}
    context.clear_cookies()
    page.goto(server.url(f"/join?link={invite(store, 1)}"))
    page.wait_for_url("**/")
    page.goto(server.url("/claim/1"))
    expect(page.locator("#saved")).to_have_text("saved")
    assert _kept(server) == {"rating": {"scale": "truth", "label": "false"}}
    store.close()


def test_merged_claims_have_the_words_of_both(server: Server, page: Page) -> None:
    page.goto(server.url("/claim/2"))
    page.locator("#correct summary").click()
    page.get_by_role("button", name="Merge with the next one").click()
    page.get_by_role("button", name="Merge with the one before").click()
    expect(page.locator("#saved")).to_have_text("saved")
    claims = make_rents().claims
    assert _kept(server, 2) == {
        "corrections": [
            {
                "change": "merge",
                "claim_ids": [claims[2].id, claims[0].id],
                "fragments": [[c.span.start, c.span.end] for c in claims[:3]],
            }
        ]
    }


def test_marked_words_are_kept_without_the_blanks_around_them(server: Server, page: Page) -> None:
    mark = """([from, to]) => {
      const words = document.querySelector("#article .block .claim").firstChild;
      getSelection().setBaseAndExtent(words, from, words, to);
    }"""
    page.evaluate(mark, [5, 11])
    page.keyboard.press("s")
    page.evaluate(mark, [11, 13])
    page.keyboard.press("d")
    expect(page.locator("#saved")).to_have_text("saved")
    start, end = TEXT.index("rose"), TEXT.index(" (Lillis")
    assert _kept(server) == {
        "corrections": [
            {"change": "span", "fragments": [[start, start + 4]]},
            {"change": "split", "parts": [[[17, start + 4]], [[start + 5, end]]]},
        ]
    }
    page.evaluate(
        """() => {
          const block = document.querySelector("#article .block.here");
          getSelection().setBaseAndExtent(block, 0, block, block.childNodes.length);
        }"""
    )
    page.keyboard.press("s")
    expect(page.locator("#corrections")).to_contain_text("9 shops closed.”")
