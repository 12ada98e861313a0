"""The store of the desk: events only ever added, verdicts that are their fold, the queue."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimlink.errors import RunError, StoreError
from claimlink.review.store import (
    EMPTY,
    Conflict,
    Database,
    Edit,
    Filters,
    Saved,
    fold,
    import_run,
    load_article,
    load_claim,
    open_store,
)
from claimlink.review.store import verdicts as kept
from claimlink.review.store.people import (
    accept,
    add_person,
    assign,
    begin_session,
    end_session,
    find_session,
    invite,
    list_views,
    save_view,
)
from claimlink.review.store.queue import Reader, count_progress, list_claims, list_codes, next_claim
from claimlink.review.store.similar import find_similar
from review_examples import make_rents, write_run


@pytest.fixture
def store(tmp_path: Path, place: Path | str) -> Iterator[Database]:
    database = open_store(place)
    import_run(database, write_run(tmp_path / "run", [make_rents()]))
    for name in ("Ada", "Bo"):
        add_person(database, name, "reviewer")
    yield database
    database.close()


def _texts(store: Database, filters: Filters, lane: str = "shared") -> list[str]:
    return [row["text"] for row in list_claims(store, Reader(1, lane), filters)]


_ALL = [
    "Rents rose by 5 percent in Graz",
    "Rents rose by 4 percent in Graz",
    "9 shops closed",
    "Trams carried 70 riders",
]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param(Filters(), _ALL, id="the-greatest-need-first"),
        pytest.param(Filters(text="rents"), _ALL[:2], id="words-in-any-case"),
        pytest.param(Filters(text="%"), [], id="a-per-cent-sign-is-no-joker"),
        pytest.param(Filters(text="' OR 1=1 --"), [], id="sql-in-words"),
        pytest.param(Filters(kind="'; DROP TABLE events; --"), [], id="sql-in-a-kind"),
        pytest.param(Filters(finding="number-conflict"), _ALL[:1], id="a-finding"),
        pytest.param(Filters(finding="number"), [], id="half-a-finding"),
        pytest.param(Filters(cited="yes"), _ALL[1:2], id="with-a-citation"),
        pytest.param(Filters(cited="no", text="shops"), _ALL[2:3], id="two-filters"),
        pytest.param(Filters(state="done"), [], id="none-done-yet"),
        pytest.param(Filters(assigned="me"), [], id="none-assigned"),
    ],
)
def test_queue_is_filtered(store: Database, filters: Filters, expected: list[str]) -> None:
    assert _texts(store, filters) == expected


def test_a_claim_and_its_article_are_kept_whole(store: Database) -> None:
    run = make_rents()
    stored = [load_claim(store, number) for number in range(1, 5)]
    assert [found.claim for found in stored if found] == run.claims
    assert load_claim(store, 99) is None
    assert load_article(store, 1) == run.article


def _save(store: Database, value: str, base: int, **fields: object) -> Saved | Conflict:
    edit = {"claim": 1, "lane": "shared", "person": 1, "field": "note", "value": value}
    return kept.save(store, Edit.model_validate({**edit, "base": base, **fields}))


def test_next_never_repeats_what_is_done_and_undo_brings_it_back(store: Database) -> None:
    reader, seen = Reader(1, "shared"), []
    while (claim := next_claim(store, reader, Filters())) is not None:
        seen.append(claim)
        _save(store, "x", 0, claim=claim, field="rating")
    assert seen == [3, 1, 2, 4]
    assert count_progress(store, "shared") == (4, 4)
    _save(store, "", 1, claim=2, action="undo")
    assert next_claim(store, reader, Filters(), after=4) == 2
    assert count_progress(store, "shared") == (3, 4)


def test_next_passes_over_what_others_have_open_until_nothing_else_is_left(store: Database) -> None:
    reader = Reader(1, "shared")
    assert next_claim(store, reader, Filters(), open_elsewhere={3, 1}) == 2
    assert next_claim(store, reader, Filters(text="rents"), open_elsewhere={3, 1}) == 3


def test_assigned_claims_come_to_their_person_alone(store: Database) -> None:
    assert assign(store, [3, 3, 1], 2, by=1) == 2
    assert next_claim(store, Reader(1, "shared"), Filters()) == 2
    assert next_claim(store, Reader(2, "shared"), Filters()) == 3
    assert _texts(store, Filters(assigned="me")) == []
    assign(store, [3], None, by=1)
    assert next_claim(store, Reader(1, "shared"), Filters()) == 3


def test_in_a_double_review_a_third_person_gets_the_claims_that_lack_a_review(
    store: Database,
) -> None:
    for person in (1, 2):
        _save(store, "x", 0, claim=3, lane=f"person-{person}", person=person, field="rating")
    assert next_claim(store, Reader(3, "person-3", is_double=True), Filters()) == 1
    assert next_claim(store, Reader(3, "person-3"), Filters()) == 3


def test_key_presses_in_one_go_are_one_step_of_undo(store: Database) -> None:
    for base, (value, joins) in enumerate([("a", False), ("ab", True), ("ab c", False)]):
        _save(store, value, base, joins=joins)
    found = [_save(store, "", base, action="undo") for base in (3, 4, 5)]
    assert [answer.verdict.fields["note"] for answer in found] == ["ab", None, None]
    # The third undo had nothing to take back: no event, no new version.
    assert found[2].verdict.version == 5
    again = [_save(store, "", base, action="redo") for base in (5, 6)]
    assert [answer.verdict.fields["note"] for answer in again] == ["ab", "ab c"]


def test_a_late_change_is_kept_and_decided_on(store: Database) -> None:
    _save(store, "first", 0)
    late = _save(store, "second", 0, person=2, request="r1")
    assert isinstance(late, Conflict)
    assert late.verdict.fields == {"note": "first"}
    # Asked again, it is the same conflict, not another one.
    assert _save(store, "second", 0, person=2, request="r1") == late
    (event,) = kept.open_conflicts(store, 1, "shared")
    assert (event.person, event.body["after"]) == (2, "second")
    made = kept.resolve(store, event, person=2, is_taken=True)
    assert made.fields == {"note": "second"}
    assert kept.resolve(store, event, person=1, is_taken=True) == made
    assert kept.open_conflicts(store, 1, "shared") == []
    assert _save(store, "", 2, action="undo").verdict.fields == {"note": "first"}
    kinds = [event.kind for event in kept.history(store, 1)]
    assert kinds == ["set", "conflict", "resolve", "undo"]


def test_a_late_change_can_be_left(store: Database) -> None:
    _save(store, "first", 0)
    late = _save(store, "second", 0, person=2)
    assert isinstance(late, Conflict)
    (event,) = kept.open_conflicts(store, 1, "shared")
    assert kept.resolve(store, event, person=1, is_taken=False).fields == {"note": "first"}
    assert kept.open_conflicts(store, 1, "shared") == []


def test_a_request_that_is_sent_twice_is_kept_once(store: Database) -> None:
    first = _save(store, "a", 0, request="r7")
    assert _save(store, "a", 0, request="r7") == first
    assert len(list(kept.history(store, 1))) == 1


@pytest.mark.parametrize("seed", range(20))
def test_random_work_is_the_fold_of_its_events(store: Database, seed: int) -> None:
    """Against a plain model: a list of all states with a place in it."""
    chance = random.Random(seed)
    states: list[dict[str, object]] = [{}]
    place, version = 0, 0
    for number in range(60):
        action = chance.choice(["set", "set", "undo", "redo"])
        field = chance.choice(["note", "confidence"])
        answer = _save(store, f"v{number}", version, action=action, field=field)
        assert isinstance(answer, Saved)
        if action == "set":
            states = [*states[: place + 1], {**states[place], field: f"v{number}"}]
        step = {"set": 1, "redo": 1, "undo": -1}[action]
        place = min(max(place + step, 0), len(states) - 1)
        version = answer.verdict.version
        set_now = {name: value for name, value in answer.verdict.fields.items() if value}
        assert set_now == states[place]
    assert fold(kept.history(store, 1, "shared")) == kept.load_verdict(store, 1, "shared")
    assert kept.rebuild(store) == []


def test_a_verdict_that_is_lost_is_made_of_its_events(store: Database) -> None:
    made = _save(store, "kept", 0).verdict
    with store.write() as writer:
        writer.execute("DELETE FROM verdicts")
    assert kept.load_verdict(store, 1, "shared") == EMPTY
    assert kept.rebuild(store) == [(1, "shared")]
    assert kept.load_verdict(store, 1, "shared") == made


@pytest.mark.parametrize("sql", ["UPDATE events SET person = 2", "DELETE FROM events"])
def test_nobody_rewrites_events(store: Database, sql: str) -> None:
    _save(store, "a", 0)
    with pytest.raises(StoreError, match="events are never"), store.write() as writer:
        writer.execute(sql)
    assert len(list(kept.history(store, 1))) == 1


def test_a_failed_change_leaves_nothing(store: Database) -> None:
    def write_twice() -> None:
        with store.write() as writer:
            for value in "bc":
                writer.execute("INSERT INTO settings VALUES ('a', ?)", (value,))

    with pytest.raises(StoreError, match=r"(?i)unique constraint"):
        write_twice()
    assert store.read("SELECT * FROM settings WHERE name = 'a'") == []


_CRASH = """
import os, signal, sys
from claimlink.review.store import Edit, open_store
from claimlink.review.store.verdicts import save

store = open_store(sys.argv[1])
for base in range(10_000):
    save(store, Edit(claim=1, lane="shared", person=1, base=base, field="note", value=f"v{base}"))
    print(base, flush=True)
    if base == 25:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_answered_outlives_the_process(store: Database, place: Path | str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CRASH, str(place)], capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL
    events = list(kept.history(store, 1))
    assert [event.body["after"] for event in events] == [f"v{n}" for n in range(26)]
    assert done.stdout.split() == [str(n) for n in range(26)]


def test_a_run_is_read_once_and_again_when_it_changed(store: Database, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert import_run(store, folder) == 0
    _save(store, "kept", 0)
    fewer = make_rents().model_copy(update={"claims": make_rents().claims[:2]})
    write_run(folder, [fewer])
    assert import_run(store, folder) == 2
    assert _texts(store, Filters()) == _ALL[1:3]
    assert kept.load_verdict(store, 1, "shared").fields == {"note": "kept"}
    assert load_claim(store, 4) is not None


def test_a_damaged_run_leaves_the_store_as_it_was(store: Database, tmp_path: Path) -> None:
    (tmp_path / "run/claims.jsonl").write_bytes(b"{}\n")
    with pytest.raises(RunError, match="claimlink extract"):
        import_run(store, tmp_path / "run")
    assert _texts(store, Filters()) == _ALL


def test_similar_claims_are_found(store: Database) -> None:
    found = find_similar(store, 1, "Rents rose by 4 percent in Graz")
    assert [row["text"] for row in found] == ["Rents rose by 5 percent in Graz"]
    assert find_similar(store, 4, "Trams carried 70 riders") == []
    assert find_similar(store, 4, "...") == []


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_backup_holds_all_events(store: Database, tmp_path: Path) -> None:
    _save(store, "kept", 0)
    store.back_up(tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db")
    assert list(kept.history(copy, 1)) == list(kept.history(store, 1))
    copy.close()
    with pytest.raises(StoreError, match="is there already"):
        store.back_up(tmp_path / "copy.db")


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no store at all, but long enough to look at" * 50)
    with pytest.raises(StoreError, match="name a file that claimlink review made"):
        open_store(tmp_path / "text.db")


def test_later_stores_are_refused(store: Database, place: Path | str) -> None:
    with store.write() as writer:
        store.backend.write_version(writer, 99)
    with pytest.raises(StoreError, match="a store of version 99"):
        open_store(place)


def test_links_let_in_once_and_sessions_end(store: Database) -> None:
    link = invite(store, 2)
    person = accept(store, link)
    assert person is not None
    assert person.name == "Bo"
    assert accept(store, link) is None
    session = begin_session(store, 2)
    assert find_session(store, session) == person
    assert find_session(store, "another") is None
    end_session(store, session)
    assert find_session(store, session) is None
    again = invite(store, 2), begin_session(store, 2)
    rows = [*store.read("SELECT * FROM sessions"), *store.read("SELECT * FROM invitations")]
    held = [str(row["digest"]) for row in rows]
    assert len(held) == 2
    assert not {link, session, *again} & {*held}


def test_views_are_kept_for_each_person(store: Database) -> None:
    save_view(store, 1, "  my   view ", Filters(cited="no"))
    save_view(store, 1, "my view", Filters(cited="yes"))
    assert list_views(store, 1) == [("my view", Filters(cited="yes"))]
    assert list_views(store, 2) == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 81], ids=["empty", "blank", "too-long"])
def test_a_name_is_needed(store: Database, name: str) -> None:
    with pytest.raises(RunError, match="a name has 1 to 80 characters"):
        add_person(store, name, "reviewer")


def test_letters_that_no_text_may_hold_are_kept(store: Database) -> None:
    nothing = "a\0b \U0001f600"
    assert _save(store, nothing, 0).verdict.fields == {"note": nothing}
    assert [event.body["after"] for event in kept.history(store, 1)] == [nothing]
    assert _texts(store, Filters(text="\0")) == []
    assert add_person(store, "A\0", "reviewer") == add_person(store, "A\0", "reviewer")


def test_many_save_at_once_and_one_of_each_version_is_kept(store: Database) -> None:
    """More threads than there are sessions; each sees what the one before made."""

    def work(person: int) -> list[Saved | Conflict]:
        return [_save(store, f"{person}", base, person=person) for base in range(5)]

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(work, range(12)))
    for base in range(5):
        assert [type(found[base]) for found in answers].count(Saved) == 1
    kinds = [event.kind for event in kept.history(store, 1)]
    assert (kinds.count("set"), kinds.count("conflict")) == (5, 55)
    assert kept.rebuild(store) == []


def test_a_new_store_is_made_once(place: Path | str) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: open_store(place), range(4)))
    for database in made:
        assert database.read("SELECT * FROM people") == []
        database.close()


def test_who_waits_too_long_to_write_is_told(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimlink.review.store.database.PATIENCE", 0.01)
    with store.write(), ThreadPoolExecutor(1) as threads:
        late = threads.submit(_save, store, "late", 0)
        with pytest.raises(StoreError, match="others have been writing for too long"):
            late.result()
    assert isinstance(_save(store, "in time", 0), Saved)


def test_the_codes_of_findings_are_those_that_claims_carry(store: Database) -> None:
    assert list_codes(store) == ["number-conflict"]
    with store.write() as writer:
        # As in a store of an earlier version.
        writer.execute("DELETE FROM settings WHERE name = 'finding-codes'")
    assert list_codes(store) == ["number-conflict"]


def test_a_run_that_was_moved_with_its_store_keeps_its_verdicts(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [make_rents()])
    store = open_store(run / "review.db")
    assert import_run(store, run) == 4
    store.close()
    moved = run.rename(tmp_path / "moved")
    store = open_store(moved / "review.db")
    assert import_run(store, moved) == 0
    assert store.first("SELECT COUNT(*) AS n FROM claims")["n"] == 4  # type: ignore[index]
    store.close()
