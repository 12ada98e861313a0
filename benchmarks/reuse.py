"""What ``--reuse`` brings where paragraphs come again, and costs where none does; see README.md."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from articles import write_articles
from speed import Cost, measure

#: Of the paragraphs of a stream, the share that an earlier article has had: none, and half.
SHARES = (0.0, 0.5)


def write_stream(source: Path, target: Path, share: float) -> None:
    """Write articles a share of whose paragraphs are those of articles before them.

    A paragraph that stays new is told apart by a number; source lists are left as they are.
    """
    chance = random.Random(1)
    seen: list[str] = []
    with source.open(encoding="utf-8") as given, target.open("w", encoding="utf-8") as lines:
        for number, line in enumerate(given):
            row = json.loads(line)
            body, heading, listed = row["text"].partition("\n\nReferences\n")
            parts = [
                chance.choice(seen) if seen and chance.random() < share else f"{part} It is {n}."
                for n, part in enumerate(body.split("\n\n"), number * 1000)
            ]
            seen += parts
            text = "\n\n".join(parts) + heading + listed
            lines.write(json.dumps({"id": row["id"], "text": text}) + "\n")


def measure_all(folder: Path, articles: Path, rounds: int) -> dict[str, Cost]:
    """Return the median cost without reuse, with an empty folder, and with a full one."""
    extract = [sys.executable, "-m", "claimlink", "extract", str(articles), "--quiet", "--force"]
    extract += ["--workers", "1", "--time-limit", "300"]
    found: dict[str, list[Cost]] = {"without": [], "empty": [], "full": []}
    for turn in range(rounds):
        kept = ["--reuse-in", str(folder / f"{articles.stem}-{turn}")]
        for name, more in (("without", []), ("empty", kept), ("full", kept)):
            output = ["-o", str(folder / f"{articles.stem}-{name}")]
            found[name].append(measure([*extract, *output, *more]))
    outputs = [(folder / f"{articles.stem}-{name}/claims.jsonl").read_bytes() for name in found]
    assert len(set(outputs)) == 1
    return {name: median(costs) for name, costs in found.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each part of the costs."""
    return Cost(
        statistics.median(cost.wall for cost in costs), statistics.median(c.cpu for c in costs)
    )


def main() -> None:
    """Measure streams with and without paragraphs that come again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--file", type=Path, help="records to take instead of generated ones")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = chosen.file or folder / "articles.jsonl"
        if chosen.file is None:
            write_articles(source, chosen.articles)
        for share in SHARES:
            stream = folder / f"stream{share:.0%}.jsonl"
            write_stream(source, stream, share)
            costs = measure_all(folder, stream, chosen.rounds)
            for kind, cost in costs.items():
                print(
                    f"{share:4.0%} come again, {kind:8} {cost.cpu:7.2f} s of the processor, "
                    f"{cost.cpu / costs['without'].cpu:.2f} of that without"
                )


if __name__ == "__main__":
    main()
