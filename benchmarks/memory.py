"""Peak memory of a worker over many short articles: it must not grow; see README.md."""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from articles import generate_text

from claimlink.batch import Setup, Shard, analyze_shard, plan_shards
from claimlink.records import Article

#: Articles after which a worker has seen all that makes it grow at first.
SETTLED = 2_000

#: A run that names every article and place anew, so that no list of words stays short.
_SYLLABLES = ("ba", "do", "fe", "gi", "ko", "lu", "mar", "nel", "pir", "sta", "tor", "vek")


def generate_articles(count: int) -> Iterator[Article]:
    """Yield short articles, always the same; each has names that no other has."""
    chance = random.Random(2)
    for number in range(count):
        name = "".join(chance.choice(_SYLLABLES) for _ in range(5)).capitalize()
        text = f"{name} is a town of {number} people.\n\n{generate_text(chance, paragraphs=2)}"
        yield Article(id=f"m{number}", text=text, source=f"m{number}.txt", sha256="")


def peak_megabytes() -> float:
    """Return the most memory that this process has had so far."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 if sys.platform == "linux" else 1024) / 1024


def resident_megabytes() -> float:
    """Return the memory that this process has now; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20


def main() -> None:
    """Do a worker's work in this process, and look at its memory on the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--reuse", action="store_true", help="keep parses in a new folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        setup = Setup(reuse=folder if chosen.reuse else None)
        analyze_shard(setup, Shard(()))
        print(json.dumps({"articles": 0, "peak": round(peak_megabytes())}), flush=True)
        done, settled = 0, 0.0
        for shard in plan_shards(generate_articles(chosen.articles)):
            before = done // SETTLED
            done += len(analyze_shard(setup, shard).outcomes)
            if done // SETTLED == before:
                continue
            peak, now = peak_megabytes(), resident_megabytes()
            settled = settled or peak
            found = {"articles": done, "peak": round(peak), "now": round(now)}
            print(json.dumps(found), flush=True)
    peak = peak_megabytes()
    print(f"peak {peak:.0f} MB, {peak / settled:.3f} of that after {SETTLED} articles")


if __name__ == "__main__":
    main()
