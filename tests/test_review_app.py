"""The pages of the desk: who gets in, what is refused, what is kept, what is hidden."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra review is not installed")
pytest.importorskip("httpx2", reason="the extra dev is not installed")

from click.testing import CliRunner
from starlette.testclient import TestClient

from claimlink.cli import cli
from claimlink.errors import RunError
from claimlink.review.scales import shipped_scales
from claimlink.review.serve import Place, check_place
from claimlink.review.store import Database, Filters, import_run, open_store
from claimlink.review.store.people import add_person, list_people
from claimlink.review.store.queue import next_claim
from claimlink.review.store.verdicts import history, load_verdict
from claimlink.review.web.app import make_app
from claimlink.review.web.desk import Desk
from claimlink.review.web.guard import LONGEST_BODY
from claimlink.review.web.sessions import hash_password
from review_examples import make_rents, write_run

_HOST = "127.0.0.1:8765"
_TOKEN = "first-link-token"
_EVIL = "<script>alert(1)</script>"

Enter = Callable[[str], TestClient]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = open_store(tmp_path / "review.db")
    import_run(database, write_run(tmp_path / "run", [make_rents(title=f"Rents {_EVIL}")]))
    add_person(database, "Ada", "owner", password=hash_password("a long password"))
    add_person(database, "Bo", "reviewer", password=hash_password("another password"))
    yield database
    database.close()


def _client(store: Database, *, is_double: bool = False) -> TestClient:
    desk = Desk(store, shipped_scales(), is_double=is_double, token=_TOKEN)
    client = TestClient(make_app(desk, {_HOST}), f"http://{_HOST}", follow_redirects=False)
    client.headers["origin"] = f"http://{_HOST}"
    return client


def _token(client: TestClient, page: str = "/") -> str:
    found = re.search(r'name="claimlink-token" content="([0-9a-f]{64})"', client.get(page).text)
    assert found is not None
    return found[1]


def _log_in(client: TestClient, name: str, password: str) -> TestClient:
    answer = client.post("/login", data={"name": name, "password": password})
    assert answer.status_code == 200, answer.text
    client.headers["x-claimlink-token"] = _token(client)
    return client


@pytest.fixture
def ada(store: Database) -> TestClient:
    return _log_in(_client(store), "Ada", "a long password")


@pytest.fixture
def bo(store: Database) -> TestClient:
    return _log_in(_client(store), "Bo", "another password")


def _rate(client: TestClient, label: str, base: int = 0, claim: int = 1) -> int:
    value = {"scale": "truth", "label": label}
    fields = {"base": base, "field": "rating", "value": value}
    status: int = client.post(f"/claim/{claim}/save", json=fields).status_code
    return status


def test_the_first_link_lets_in_and_the_token_goes_no_further(store: Database) -> None:
    client = _client(store)
    assert client.get("/").status_code == 403
    answer = client.get(f"/enter?token={_TOKEN}")
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert _TOKEN not in answer.text
    assert _TOKEN not in client.get("/").text
    assert _TOKEN.encode() not in Path(store.name).read_bytes()


@pytest.mark.parametrize("link", ["/enter", "/enter?token=", "/enter?token=wrong", "/join?link=x"])
def test_a_wrong_link_lets_nobody_in(store: Database, link: str) -> None:
    client = _client(store)
    assert client.get(link).status_code == 403
    assert "set-cookie" not in client.get(link).headers


def test_wrong_passwords_are_refused_and_many_are_not_looked_at(store: Database) -> None:
    client = _client(store)
    for name in ("Ada", "nobody", "", _EVIL):
        answer = client.post("/login", data={"name": name, "password": "wrong password"})
        assert answer.status_code == 403
    for _ in range(8):
        client.get("/enter?token=wrong")
    right = {"name": "Ada", "password": "a long password"}
    assert client.post("/login", data=right).status_code == 429
    assert client.get(f"/enter?token={_TOKEN}").status_code == 429


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"host": "evil.example"}, 400, id="a-foreign-host"),
        pytest.param({"host": "127.0.0.1:1"}, 400, id="another-port"),
        pytest.param({"origin": "http://evil.example"}, 403, id="a-foreign-origin"),
        pytest.param({"origin": "null"}, 403, id="an-origin-that-hides"),
        pytest.param({"origin": ""}, 403, id="no-origin"),
        pytest.param({"x-claimlink-token": "0" * 64}, 403, id="a-wrong-token"),
        pytest.param({"x-claimlink-token": ""}, 403, id="no-token"),
        pytest.param({"cookie": "claimlink_session=x"}, 403, id="a-wrong-session"),
    ],
)
def test_changes_from_elsewhere_are_refused(
    ada: TestClient, store: Database, headers: dict[str, str], status: int
) -> None:
    fields = {"base": 0, "field": "note", "value": "x"}
    assert ada.post("/claim/1/save", json=fields, headers=headers).status_code == status
    assert list(history(store, 1)) == []


def test_every_answer_has_the_headers_that_protect_it(ada: TestClient) -> None:
    for path in ("/", "/claim/1", "/static/desk.js", "/nothing", "/login"):
        headers = ada.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fapp.py",
        "/static/%2e%2e/base.html",
        "/static/desk.js%00",
        "/claim/..%2f..%2fetc",
        "/claim/99",
        "/claim/99999999999999999999999",
        "/claim/-1",
    ],
)
def test_what_is_not_there_is_not_found(ada: TestClient, path: str) -> None:
    assert ada.get(path).status_code == 404


def test_a_body_that_is_too_large_is_not_taken(ada: TestClient, store: Database) -> None:
    assert ada.post("/claim/1/save", content=b"x" * (LONGEST_BODY + 1)).status_code == 413
    assert list(history(store, 1)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rating", {"scale": "truth", "label": "better than true"}),
        ("rating", {"scale": "mine", "label": "true"}),
        ("note", ["a list"]),
        ("note", "x" * 20_001),
        ("confidence", "total"),
        ("lane", "final"),
        ("evidence", [{"url": "https://a.example", "seen": "yesterday"}]),
        ("corrections", [{"change": "span", "fragments": [[0, 9999]]}]),
        ("corrections", [{"change": "span", "fragments": [[5, 5]]}]),
        ("corrections", [{"change": "kind", "kind": "gossip"}]),
        ("corrections", [{"change": "erase"}]),
    ],
)
def test_values_that_cannot_be_are_refused(
    ada: TestClient, store: Database, field: str, value: object
) -> None:
    answer = ada.post("/claim/1/save", json={"base": 0, "field": field, "value": value})
    assert answer.status_code == 422
    assert list(history(store, 1)) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"base": "x"}'])
def test_broken_bodies_are_refused(ada: TestClient, body: bytes) -> None:
    assert ada.post("/claim/1/save", content=body).status_code == 422


_VALUES: list[tuple[str, object]] = [
    ("rating", {"scale": "citation-support", "label": "source missing"}),
    ("confidence", "high"),
    ("note", f"{_EVIL} & \U0001f600"),
    ("evidence", [{"url": "javascript:alert(1)", "quotation": _EVIL, "seen": "2026-01-02"}]),
    ("corrections", [{"change": "link", "citation_id": "c0", "supports": False}]),
    ("corrections", [{"change": "speaker", "name": _EVIL}, {"change": "kind", "kind": "event"}]),
    ("corrections", [{"change": "split", "parts": [[[17, 22]], [[23, 30]]]}]),
    ("corrections", [{"change": "not-a-claim"}]),
    ("skipped", True),
]


def test_every_field_is_kept_and_never_becomes_markup(ada: TestClient, store: Database) -> None:
    for base, (field, value) in enumerate(_VALUES):
        answer = ada.post("/claim/1/save", json={"base": base, "field": field, "value": value})
        assert answer.status_code == 200, answer.text
    kept = load_verdict(store, 1, "shared")
    assert kept.fields == dict(_VALUES)
    for path in ("/claim/1", "/claim/1/history", "/?state=all&text=%3Cscript%3E", "/people"):
        page = ada.get(path)
        assert page.status_code == 200
        assert _EVIL not in page.text
        assert 'href="javascript:' not in page.text


def test_two_people_on_one_claim_lose_nothing(ada: TestClient, bo: TestClient) -> None:
    assert _rate(ada, "true") == 200
    assert _rate(bo, "false") == 409
    page = bo.get("/claim/1/merge").text
    assert "true (truth)" in page
    assert "false (truth)" in page
    (event,) = set(re.findall(r'name="event" value="(\d+)"', page))
    answer = bo.post("/claim/1/resolve", data={"event": event, "take": "late"})
    assert answer.headers["location"] == "/claim/1"
    assert "Nothing is left to decide" in bo.get("/claim/1/merge").text
    assert "resolve rating" in ada.get("/claim/1/history").text


def test_next_gives_two_people_two_claims(ada: TestClient, bo: TestClient) -> None:
    desk_of_both = [client.get("/next").headers["location"] for client in (ada, ada)]
    assert desk_of_both == ["/claim/3?", "/claim/3?"]
    for claim in (3, 1, 2, 4):
        assert _rate(ada, "true", claim=claim) == 200
    assert ada.get("/next?after=1").headers["location"] == "/?"
    assert "Nothing is left to do here" in ada.get("/").text


def test_views_are_saved(ada: TestClient) -> None:
    answer = ada.post("/views", data={"name": _EVIL, "cited": "no", "kind": "statistic"})
    assert answer.headers["location"] == "/?kind=statistic&cited=no"
    assert '<a class="chip" href="/?kind=statistic&amp;cited=no">' in ada.get("/").text


def test_others_are_hidden_until_mine_is_in(store: Database) -> None:
    ada = _log_in(_client(store, is_double=True), "Ada", "a long password")
    bo = _log_in(_client(store, is_double=True), "Bo", "another password")
    assert _rate(ada, "true") == 200
    for path in ("/claim/1", "/claim/1/history", "/compare", "/"):
        assert "mostly" in bo.get(path).text or "true (truth)" not in bo.get(path).text
    assert bo.get("/compare/1").status_code == 404
    assert "Nothing was done on this claim yet" in bo.get("/claim/1/history").text
    assert _rate(bo, "half true") == 200
    page = bo.get("/compare/1").text
    assert "true (truth)" in page
    assert "half true (truth)" in page
    settled = {"base": "0", "rating": "truth|mostly true", "note": "Both read another table."}
    assert bo.post("/compare/1", data=settled).status_code == 303
    late = {"base": "0", "rating": "truth|false"}
    assert ada.post("/compare/1", data=late).status_code == 409
    assert load_verdict(store, 1, "final").fields == {
        "rating": {"scale": "truth", "label": "mostly true"},
        "note": "Both read another table.",
    }
    assert "Krippendorff" in ada.get("/agreement").text
    assert bo.get("/agreement").status_code == 403


def test_only_the_owner_adds_people_and_assigns(ada: TestClient, bo: TestClient) -> None:
    assert bo.get("/people").status_code == 403
    assert bo.post("/people", data={"name": "Eve"}).status_code == 403
    assert bo.post("/assign", data={"article": "1", "person": "2"}).status_code == 403
    page = ada.post("/people", data={"name": "Cy"}).text
    link = re.search(r"/join\?link=[\w-]+", page)
    assert link is not None
    fresh = TestClient(ada.app, f"http://{_HOST}")
    assert fresh.get(link[0]).status_code == 200
    assert fresh.get("/").status_code == 200
    assert TestClient(ada.app, f"http://{_HOST}").get(link[0]).status_code == 403
    assert ada.post("/people", data={"name": "Di", "password": "short"}).status_code == 422
    assert ada.post("/assign", data={"article": "1", "person": "2"}).status_code == 303
    assert ada.get("/next").headers["location"] == "/?"
    assert bo.get("/next").headers["location"] == "/claim/3?"


def test_a_single_claim_is_assigned_on_its_page(ada: TestClient, bo: TestClient) -> None:
    assert 'action="/assign"' not in bo.get("/claim/4").text
    page = ada.get("/claim/4").text
    assert "This claim is for" in page
    assert "selected>Bo<" not in page
    answer = ada.post("/assign", data={"claim": "4", "person": "2"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/claim/4")
    assert "selected>Bo<" in ada.get("/claim/4").text
    assert [row["id"] for row in _queue(ada)] == [3, 1, 2]
    ada.post("/assign", data={"claim": "4", "person": ""})
    assert "selected>Bo<" not in ada.get("/claim/4").text


def _queue(client: TestClient) -> list[dict[str, int]]:
    return [{"id": int(found)} for found in re.findall(r'href="/claim/(\d+)', client.get("/").text)]


def test_logging_out_ends_the_session(ada: TestClient) -> None:
    cookie = dict(ada.cookies)
    assert ada.post("/logout").status_code == 303
    ada.cookies.update(cookie)
    assert ada.get("/claim/1").status_code == 403


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (Place("0.0.0.0"), "add --public"),
        (Place("::"), "add --public"),
        (Place("example.org"), "add --public"),
        (Place("0.0.0.0", is_public=True), "needs somebody with a password"),
    ],
)
def test_beyond_this_machine_needs_leave_and_a_password(
    tmp_path: Path, place: Place, message: str
) -> None:
    database = open_store(tmp_path / "empty.db")
    with pytest.raises(RunError, match=message):
        check_place(database, place)
    check_place(database, Place("::1"))
    database.close()


def test_the_command_refuses_and_backs_up(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [make_rents()])
    refused = CliRunner().invoke(cli, ["review", str(run), "--host", "0.0.0.0"])
    assert (refused.exit_code, "add --public" in refused.output) == (2, True)
    missing = CliRunner().invoke(cli, ["review", str(tmp_path / "none")])
    assert (missing.exit_code, "no such folder" in missing.output) == (2, True)
    kept = CliRunner().invoke(cli, ["review", str(run), "--backup", str(tmp_path / "copy.db")])
    assert (kept.exit_code, (tmp_path / "copy.db").exists()) == (0, True)
    word = "a long password\n" * 2
    asked = CliRunner().invoke(cli, ["review", str(run), "--password", "Ada"], input=word)
    assert asked.exit_code == 0, asked.output


def test_two_who_ask_at_once_are_not_sent_to_one_claim(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*asked: Any) -> int | None:
        found = next_claim(*asked)
        time.sleep(0.05)
        return found

    monkeypatch.setattr("claimlink.review.web.desk.next_claim", look)
    desk = Desk(store, shipped_scales(), is_double=False, token=_TOKEN)
    with ThreadPoolExecutor(2) as threads:
        given = threads.map(lambda person: desk.open_next(person, Filters(), 0), list_people(store))
    assert len(set(given)) == 2


def _change(client: TestClient, field: str, value: object, base: int, claim: int = 1) -> None:
    fields = {"base": base, "field": field, "value": value}
    assert client.post(f"/claim/{claim}/save", json=fields).status_code == 200


@pytest.fixture
def apart(store: Database) -> tuple[TestClient, TestClient]:
    """Return two people who decide apart; both said "true" of the first claim."""
    ada = _log_in(_client(store, is_double=True), "Ada", "a long password")
    bo = _log_in(_client(store, is_double=True), "Bo", "another password")
    assert (_rate(ada, "true"), _rate(bo, "true")) == (200, 200)
    return ada, bo


_KIND = {"change": "kind", "kind": "event"}
_SPEAKER = {"change": "speaker", "name": "Bo"}
_NO_CLAIM = {"change": "not-a-claim"}


def test_a_refused_settlement_gives_back_what_was_entered(
    apart: tuple[TestClient, TestClient], store: Database
) -> None:
    ada, bo = apart
    _change(bo, "corrections", [_KIND], 1)
    given = {"base": "0", "rating": "truth|false", "note": "Both read another table."}
    refused = ada.post("/compare/1", data=given)
    assert refused.status_code == 422
    assert "Choose whose corrections hold." in refused.text
    assert 'value="truth|false" checked' in refused.text
    assert "Both read another table.</textarea>" in refused.text
    seen = re.search(r'name="seen" value="([^"]+)"', refused.text)
    assert seen is not None
    _change(bo, "corrections", [_SPEAKER], 2)
    chosen = {**given, "seen": seen[1], "corrections": "2"}
    late = ada.post("/compare/1", data=chosen)
    assert late.status_code == 409
    assert "what you entered is still in the form" in late.text
    assert "Both read another table.</textarea>" in late.text
    assert load_verdict(store, 1, "final").version == 0


def test_what_was_settled_can_be_settled_anew_and_its_note_cleared(
    apart: tuple[TestClient, TestClient], store: Database
) -> None:
    ada, bo = apart
    given = {"base": "0", "rating": "truth|true", "note": "So it is."}
    assert ada.post("/compare/1", data=given).status_code == 303
    base = load_verdict(store, 1, "final").version
    again = {"base": str(base), "rating": "truth|true", "note": ""}
    assert ada.post("/compare/1", data=again).status_code == 303
    assert load_verdict(store, 1, "final").fields["note"] == ""
    # Also when one of the two takes everything back.
    undone = {"base": 1, "action": "undo"}
    assert bo.post("/claim/1/save", json=undone).status_code == 200
    assert ada.get("/compare/1").status_code == 200


def test_a_claim_that_is_none_is_settled_without_a_rating(
    apart: tuple[TestClient, TestClient], store: Database
) -> None:
    ada, bo = apart
    for client in apart:
        _change(client, "corrections", [_NO_CLAIM, _KIND], 1)
    assert "Corrections of the extraction" not in ada.get("/compare/1").text
    _change(bo, "corrections", [_KIND, _NO_CLAIM], 2)
    assert "Corrections of the extraction" not in ada.get("/compare/1").text
    assert ada.post("/compare/1", data={"base": "0"}).status_code == 303
    assert load_verdict(store, 1, "final").is_no_claim


def test_passing_over_shows_nobody_elses_verdict_and_decides_nothing(store: Database) -> None:
    add_person(store, "Cy", "reviewer", password=hash_password("a third password"))
    bo = _log_in(_client(store, is_double=True), "Bo", "another password")
    cy = _log_in(_client(store, is_double=True), "Cy", "a third password")
    _change(bo, "note", "BO SECRET", 0)
    assert _rate(bo, "true", 1) == 200
    _change(cy, "skipped", True, 0)
    assert "BO SECRET" not in cy.get("/claim/1/history").text
    assert cy.get("/compare/1").status_code == 404
    ada = _log_in(_client(store, is_double=True), "Ada", "a long password")
    assert ada.get("/next?article=1").headers["location"].startswith("/claim/")
    seen = {int(claim) for claim in re.findall(r'href="/claim/(\d+)', ada.get("/").text)}
    assert 1 in seen


def test_a_new_password_ends_the_sessions_of_the_old_one(ada: TestClient, bo: TestClient) -> None:
    assert bo.get("/").status_code == 200
    ada.post("/people", data={"name": "Bo", "password": "quite another one"})
    assert bo.get("/claim/1").status_code == 403


def test_a_link_is_used_by_who_opens_it_and_is_as_safe_as_the_page(ada: TestClient) -> None:
    page = ada.post("/people", data={"name": "Cy"}, headers={"x-forwarded-proto": "https"}).text
    link = re.search(r"https://[^/]+(/join\?link=[\w-]+)", page)
    assert link is not None
    fresh = TestClient(ada.app, f"http://{_HOST}")
    assert fresh.head(link[1]).status_code == 200
    assert fresh.get(link[1]).status_code == 200


def test_a_folder_that_is_no_run_stays_as_it_is(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["review", str(tmp_path)])
    assert told.exit_code == 2
    assert list(tmp_path.iterdir()) == []
