"""Print where the processor time of an analysis goes, stage by stage; see README.md."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from articles import write_articles

from claimlink import analyze, parsing, token_vectors
from claimlink.batch import worker
from claimlink.batch.plan import plan_shards
from claimlink.records import Article

# What is timed, and what it is called: a function of a module or a method of a
# class, less what it calls of the others.
_STAGES: tuple[tuple[object, str, str], ...] = (
    (analyze, "lay_out", "blocks"),
    (analyze, "read_references", "source list"),
    (analyze, "cite", "citations and links"),
    (analyze, "cut_prose", "prose without citations"),
    (analyze, "allowed_borders", "prose without citations"),
    (analyze, "find_other_language", "language"),
    (parsing, "_teach_words", "tokens"),
    (parsing, "_prepare", "tokens"),
    (token_vectors._Words, "__call__", "model: words"),
    (token_vectors._Encoder, "__call__", "model: words in context"),
    (parsing, "_run_model", "model: tags, trees, entities"),
    (parsing, "read_parse", "sentences"),
    (parsing, "_sentences", "sentences"),
    (analyze, "find_times", "times"),
    (analyze, "find_attributions", "attributions"),
    (analyze, "find_quantities", "quantities"),
    (analyze, "find_entities", "entities of sentences"),
    (analyze, "find_quotations", "quotations"),
    (analyze, "find_claims", "claims"),
    (analyze, "support_claims", "support"),
    (analyze, "word_standalone", "standalone wording"),
    (analyze, "build_claims", "records"),
    (analyze, "build_article", "records"),
    (analyze, "find_findings", "findings"),
    (worker, "_outcome", "lines of JSON"),
)
_REST = "all else"


class Clock:
    """Processor seconds by stage; while one stage calls another, only the inner one runs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running = [_REST]
        self._since = time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs inside as a stage."""
        self._stop()
        self._running.append(name)
        try:
            yield
        finally:
            self._stop()
            self._running.pop()

    def _stop(self) -> None:
        now = time.process_time()
        name = self._running[-1]
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def watch(self, owner: object, name: str, stage: str) -> None:
        """Have a function of a module, or a method of a class, counted as a stage."""
        function: Callable[..., object] = getattr(owner, name)

        def timed(*args: object, **named: object) -> object:
            with self.stage(stage):
                return function(*args, **named)

        setattr(owner, name, timed)


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a JSONL file with a text in each line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line]
    return [Article(id=f"a{i}", text=text, source=str(path)) for i, text in enumerate(texts)]


def main() -> None:
    """Analyse all articles once, shard by shard as a worker does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path, help="JSONL with a text in each line")
    parser.add_argument("--first", type=int, default=100, help="how many articles")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.articles or Path(folder) / "articles.jsonl"
        if chosen.articles is None:
            write_articles(path, chosen.first)
        articles = read_articles(path)[: chosen.first]
    clock = Clock()
    with clock.stage("loading"):
        analyzer = analyze.load()
    for owner, name, stage in _STAGES:
        clock.watch(owner, name, stage)
    for shard in plan_shards(articles):
        with clock.stage(_REST):
            worker.analyze_with(analyzer, shard)
    total = sum(clock.seconds.values())
    print(f"{len(articles)} articles, {total:.2f} s of the processor")
    for stage, seconds in sorted(clock.seconds.items(), key=lambda item: -item[1]):
        each = seconds / len(articles) * 1000
        print(f"{stage:28} {seconds:7.2f} s {each:7.2f} ms an article {seconds / total:6.1%}")


if __name__ == "__main__":
    main()
