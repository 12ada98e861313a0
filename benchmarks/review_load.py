"""Measure the review desk under load: many reviewers at once over many claims; see README.md."""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from inspecting import write_run

from claimlink.review.serve import begin, open_desk, read_scales
from claimlink.review.store import open_store
from claimlink.review.store.people import add_person, begin_session, list_people
from claimlink.review.web.guard import COOKIE
from claimlink.review.web.sessions import csrf_token

#: Key presses on one claim: an answer, how sure, a note.
_PRESSES: tuple[tuple[str, object], ...] = (
    ("rating", {"scale": "truth", "label": "true"}),
    ("confidence", "high"),
    ("note", "The report says so on page 4."),
)


@dataclass
class Seen:
    """What one reviewer met: seconds of each save and each next claim, and the acknowledged."""

    saves: list[float] = field(default_factory=list)
    nexts: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    conflicts: int = 0
    claims: set[str] = field(default_factory=set)


class Reviewer(threading.Thread):
    """Works through claims as the page's script does, with a pause before each key press."""

    def __init__(self, port: int, session: str, until: float, pause: float, seed: int) -> None:
        super().__init__()
        self.seen = Seen()
        self.error: Exception | None = None
        self._host = f"127.0.0.1:{port}"
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"cookie": f"{COOKIE}={session}", "accept": "text/html"}
        self._token = csrf_token(session)
        self._until = until
        self._pause = pause
        self._chance = random.Random(seed)

    def run(self) -> None:
        """Review until the time is over."""
        try:
            self._wait()
            while time.monotonic() < self._until:
                self._review()
        except Exception as error:  # told by the thread that started this one
            self.error = error
        finally:
            self._connection.close()

    def _wait(self) -> None:
        if self._pause:
            time.sleep(self._chance.uniform(0.5, 1.5) * self._pause)

    def _review(self) -> None:
        start = time.perf_counter()
        status, place, _ = self._ask("GET", "/next")
        assert status == 303, f"/next answered {status}"
        status, _, page = self._ask("GET", place)
        self.seen.nexts.append(time.perf_counter() - start)
        assert status == 200, f"{place} answered {status}"
        assert b"data-state" in page
        claim = place.split("?")[0]
        assert claim not in self.seen.claims, f"{claim} came twice"
        self.seen.claims.add(claim)
        version = 0
        for name, value in _PRESSES:
            self._wait()
            version = self._save(claim, version, name, value)

    def _save(self, claim: str, base: int, name: str, value: object) -> int:
        request = str(uuid4())
        change = {"action": "set", "field": name, "value": value, "base": base, "request": request}
        start = time.perf_counter()
        status, _, body = self._ask("POST", f"{claim}/save", json.dumps(change))
        self.seen.saves.append(time.perf_counter() - start)
        assert status in (200, 409), f"{claim}/save answered {status}: {body[:200]!r}"
        self.seen.acknowledged.append(request)
        self.seen.conflicts += status == 409
        version: int = json.loads(body)["version"]
        return version

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, bytes]:
        headers = dict(self._headers)
        if body is not None:
            headers |= {
                "origin": f"http://{self._host}",
                "content-type": "application/json",
                "x-claimlink-token": self._token,
            }
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.getheader("location", ""), answer.read()


@contextmanager
def _serving(run: Path, store: Path, port: int) -> Iterator[None]:
    """Serve the desk as a process of its own."""
    command = [sys.executable, "-m", "claimlink", "review", str(run)]
    command += ["--db", str(store), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            assert b"http://" in line, line.decode()
            yield
        finally:
            process.terminate()
            process.communicate()


def _prepare(run: Path, store: Path, people: int) -> list[str]:
    """Bring the run into a new store with its people; return a session of each."""
    start = time.perf_counter()
    database = open_desk([run], store)
    print(f"claims brought into the store in {time.perf_counter() - start:.1f} s", flush=True)
    begin(database, "reviewer 0", read_scales([]), is_double=False)
    for number in range(1, people):
        add_person(database, f"reviewer {number}", "reviewer")
    sessions = [begin_session(database, person.number) for person in list_people(database)]
    database.close()
    return sessions


def _missing(store: Path, acknowledged: list[str]) -> int:
    """Return how many acknowledged changes no event of the store holds."""
    database = open_store(store, may_be_new=False)
    kept = {row["request"] for row in database.read("SELECT request FROM events")}
    database.close()
    return len(set(acknowledged) - kept)


def _quantile(seconds: list[float], share: float) -> str:
    ordered = sorted(seconds)
    return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.1f}"


def _print(name: str, seconds: list[float]) -> None:
    print(
        f"{name:20} {len(seconds):6} times: median {1000 * statistics.median(seconds):.1f} ms, "
        f"95 % below {_quantile(seconds, 0.95)} ms, 99 % below {_quantile(seconds, 0.99)} ms, "
        f"most {1000 * max(seconds):.1f} ms",
        flush=True,
    )


def main() -> None:
    """Let reviewers work at one desk, and tell how long each waited and that nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="mean seconds before a key press")
    parser.add_argument("--port", type=int, default=8899)
    parser.add_argument("--keep", type=Path, help="folder for the run, kept for another time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        run = chosen.keep or Path(scratch) / "run"
        if not (run / "claims.jsonl").exists():
            write_run(run, chosen.claims)
        store = Path(scratch) / "review.db"
        sessions = _prepare(run, store, chosen.reviewers)
        with _serving(run, store, chosen.port):
            until = time.monotonic() + chosen.seconds
            reviewers = [
                Reviewer(chosen.port, session, until, chosen.pause, seed)
                for seed, session in enumerate(sessions)
            ]
            for reviewer in reviewers:
                reviewer.start()
            for reviewer in reviewers:
                reviewer.join()
        failed = [reviewer.error for reviewer in reviewers if reviewer.error is not None]
        if failed:
            raise SystemExit(f"{len(failed)} reviewers were stopped: {failed[0]!r}")
        seen = [reviewer.seen for reviewer in reviewers]
        _print("saving a key press", [each for one in seen for each in one.saves])
        _print("opening the next", [each for one in seen for each in one.nexts])
        acknowledged = [request for one in seen for request in one.acknowledged]
        print(
            f"{sum(len(one.claims) for one in seen)} claims, {len(acknowledged)} changes "
            f"acknowledged, {sum(one.conflicts for one in seen)} of them conflicts, "
            f"{_missing(store, acknowledged)} lost"
        )


if __name__ == "__main__":
    main()
