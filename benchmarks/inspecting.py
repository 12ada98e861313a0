"""Measure how soon the commands that look into a run answer; see README.md beside this file."""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_PLACES = ("Graz", "Linz", "Wels", "Steyr", "Villach", "Krems", "Enns", "Traun", "Lienz", "Baden")
_THINGS = (
    "rents",
    "wages",
    "fares",
    "ferries",
    "flats",
    "shops",
    "jobs",
    "trees",
    "wells",
    "mills",
)
_VERBS = ("rose", "fell", "grew", "shrank", "doubled", "halved")
_KINDS = ("event", "statistic", "state", "legal", "quote", "causal", "comparison", "prediction")
_NAMES = ("Lillis", "Oduya", "Marsh", "Novak", "Tanaka", "Brandt", "Keller", "Ferro")

#: Claims of one generated article.
_EACH = 20


def write_run(folder: Path, claims: int) -> None:
    """Write a generated run of so many claims: always the same for the same number."""
    chance = random.Random(0)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (folder / "claims.jsonl").open("w", encoding="utf-8") as lines,
    ):
        for number in range(claims // _EACH):
            article, own = _article(f"g{number}", chance)
            articles.write(json.dumps(article) + "\n")
            lines.writelines(json.dumps(claim) + "\n" for claim in own)


def _article(name: str, chance: random.Random) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return an article of one paragraph with a claim a sentence, as lines of a run."""
    text, sentences, citations, claims = "", [], [], []
    for number in range(_EACH):
        start = len(text)
        percent, year = chance.randrange(2, 900), chance.randrange(1980, 2020)
        words = f"In {year} the {chance.choice(_THINGS)} of {chance.choice(_PLACES)} "
        words += f"{chance.choice(_VERBS)} by {percent} percent"
        author = chance.choice(_NAMES)
        text += f"{words} ({author}, 2021). "
        cited = start + len(words) + 2
        mark = {"start": cited, "end": cited + len(author) + 6, "text": f"{author}, 2021"}
        sentences.append({"index": number, "block": 0, "start": start, "end": len(text) - 1})
        linked = {"citation_id": f"c{number}", "reference_id": f"r{_NAMES.index(author)}"}
        if chance.random() < 0.6:
            citations.append(_citation(mark, linked))
            support = [{**mark, **linked, **_SUPPORT}]
        else:
            support = []
        places = (start, start + len(words))
        claims.append(_claim(f"k-{name}-{number}", name, words, places, support, chance))
    listed = len(text)
    references = []
    for number, author in enumerate(_NAMES):
        entry = f"{author}, A. (2021). Report {number}. Example Press."
        references.append(_reference(number, author, len(text) + 1, entry))
        text += f"\n{entry}"
    findings = [
        {
            "start": 0, "end": 9, "code": "no-source", "severity": "warning",
            "message": "Nothing supports this.", "citation_ids": [], "reference_ids": [],
            "claim_ids": [claim["id"] for claim in claims if not claim["citations"]][:2],
        }
    ]  # fmt: skip
    blocks = [{"start": 0, "end": listed, "index": 0, "kind": "paragraph", "section": None}]
    return {
        **_ARTICLE, "id": name, "source": f"articles/{name}.txt", "title": f"Report {name}",
        "text": text, "blocks": blocks, "sentences": sentences, "citations": citations,
        "references": references, "findings": findings,
    }, claims  # fmt: skip


_SUPPORT = {
    "scope": "clause", "confidence": 0.95, "reason": "support.closes-clause", "signals": [],
    "reference": None,
}  # fmt: skip

_ARTICLE: dict[str, object] = {
    "schema_version": "1.0", "sha256": "0" * 64, "media_type": "text/plain", "language": "en",
    "byline": None, "published": "2021-05-01", "url": None, "meta": {}, "entities": [],
    "times": [], "quantities": [], "attributions": [], "non_claims": [],
}  # fmt: skip


def _citation(mark: dict[str, object], linked: dict[str, str]) -> dict[str, object]:
    return {
        **mark, "id": linked["citation_id"], "group": None, "form": "author-date",
        "narrative": False, "authors": ["Lillis"], "title": None, "year": "2021", "suffix": None,
        "date": None, "locator": None, "prefix": None, "url": None,
        "reference_id": linked["reference_id"], "status": "linked", "confidence": 1.0,
        "reason": "link.author-year", "candidates": [],
    }  # fmt: skip


def _reference(number: int, author: str, start: int, entry: str) -> dict[str, object]:
    return {
        "start": start, "end": start + len(entry), "text": entry, "id": f"r{number}",
        "index": number, "authors": [author], "year": "2021", "suffix": None,
        "csl": {"type": "book", "title": f"Report {number}", "issued": {"date-parts": [[2021]]}},
    }  # fmt: skip


def _claim(
    name: str,
    article: str,
    words: str,
    place: tuple[int, int],
    support: list[dict[str, object]],
    chance: random.Random,
) -> dict[str, object]:
    start, end = place
    percent = words.split()[-2]
    at = end - len(f"{percent} percent")
    return {
        "schema_version": "1.0", "id": name, "article_id": article,
        "span": {"start": start, "end": end}, "fragments": [[start, end]], "text": words,
        "standalone": words, "unresolved": [], "sentences": [int(name.rpartition("-")[2])],
        "section": None, "kind": chance.choice(_KINDS), "polarity": "positive",
        "certainty": "asserted", "attribution": None, "entities": [],
        "times": [{
            "start": start + 3, "end": start + 7, "text": words[3:7], "from": f"{words[3:7]}-01-01",
            "to": f"{words[3:7]}-12-31", "precision": "year",
        }],
        "quantities": [{
            "start": at, "end": end, "text": f"{percent} percent", "value": float(percent),
            "upper": None, "comparator": "=", "unit": "%", "of": None,
        }],
        "citations": support,
        "check_worthiness": {"score": round(chance.random(), 2), "signals": ["worth.quantity"]},
        "findings": [],
        "why": [{"rule": "kinds.statistic", "decided": "kind", "start": None, "end": None}] * 6,
    }  # fmt: skip


def measure(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Run a process to its end; return seconds on the clock and of the processor, and megabytes."""
    start = time.perf_counter()
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    # Ended by wait4, of which the object knows nothing.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Write a run, look at it in every way, and print what each look took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--keep", type=Path, help="folder for the run, kept for another time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        run = chosen.keep or Path(scratch) / "run"
        if not (run / "claims.jsonl").exists():
            write_run(run, chosen.claims)
        for name, arguments in _looks(run):
            command = [sys.executable, "-m", "claimlink", *arguments]
            clock, processor, megabytes = measure(command, Path(scratch))
            print(
                f"{name:28} {clock:7.2f} s on the clock {processor:7.2f} s of the processor "
                f"{megabytes:5.0f} MB",
                flush=True,
            )


def _looks(run: Path) -> list[tuple[str, list[str]]]:
    show, folder = "show", str(run)
    return [
        ("show, first", [show, folder]),
        ("show", [show, folder]),
        ("show --text --sort worth", [show, folder, "--text", "rents graz", "--sort", "worth"]),
        ("show --uncited --finding", [show, folder, "--uncited", "--finding", "no-source"]),
        ("show --source --min-worth", [show, folder, "--source", "marsh", "--min-worth", "0.9"]),
        ("show CLAIM_ID", [show, folder, "k-g9-3"]),
        ("stats", ["stats", folder]),
        ("query, first", ["query", folder, "kinds"]),
        ("query kinds", ["query", folder, "kinds"]),
        ("query relied-on", ["query", folder, "relied-on"]),
        ("query weak-links", ["query", folder, "weak-links"]),
        ("query, all claims as CSV", ["query", folder, "from claims", "--format", "csv"]),
        ("diff with itself", ["diff", folder, folder]),
        ("repeats", ["repeats", folder]),
    ]


if __name__ == "__main__":
    main()
