"""What Ray costs over the local engine, on the same articles, in seconds on the clock.

    python benchmarks/ray_speed.py ARTICLES.jsonl [--workers 2]

Each engine is a whole process, the loading of the model and the start of Ray included.  The
processor time is the local engine's alone: that of Ray's processes is not handed on when they end.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Run both engines and print a line for each; end with 1 where their files differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--shards", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = [("local", 1), ("local", arguments.workers), ("ray", arguments.workers)]
        outputs = []
        for number, (engine, workers) in enumerate(runs):
            output = Path(folder) / str(number)
            command = [sys.executable, "-m", "claimlink", "extract", str(arguments.articles)]
            command += ["-o", str(output), "--engine", engine, "--workers", str(workers)]
            command += ["--shards", str(arguments.shards), "--time-limit", "300", "--quiet"]
            clock, processor = _measure(command)
            used = f", {processor:.1f} s of processor" if engine == "local" else ""
            print(f"{engine} {workers}: {clock:.1f} s on the clock{used}")
            outputs.append(_files(output))
    same = all(files == outputs[0] for files in outputs)
    print("the same bytes" if same else "OTHER BYTES")
    sys.exit(not same)


def _measure(command: list[str]) -> tuple[float, float]:
    before, start = _processor(), time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*-of-*"))}


if __name__ == "__main__":
    main()
