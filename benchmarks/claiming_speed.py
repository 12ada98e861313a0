"""Compare claiming and support with the spaCy model's time; see README.md beside this file."""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from articles import write_articles
from speed import MODEL

from claimlink.analyze import Analyzer, Prepared
from claimlink.claiming.attribution.find import find_attributions
from claimlink.claiming.claims import Mentions, find_claims
from claimlink.claiming.quantities.find import find_quantities
from claimlink.claiming.times.find import find_times
from claimlink.claiming.wording.standalone import word_standalone
from claimlink.packs import load_pack
from claimlink.parsing import Sentence
from claimlink.records import Article
from claimlink.support import support_claims


class Stages(Analyzer):
    """The stages behind the model, to be timed without what stands before and after them."""

    def __init__(self) -> None:
        super().__init__(load_pack("en"), MODEL)

    def parse(self, texts: Sequence[str]) -> list[tuple[Prepared, list[Sentence]]]:
        """Return what the stages start from, new each time: sentences remember what was asked."""
        prepared = [self._prepare(Article(text=text)) for text in texts]
        return list(zip(prepared, self._parse(prepared), strict=True))

    def claim(self, parsed: Sequence[tuple[Prepared, list[Sentence]]]) -> None:
        """Run claiming and support, from the mentions to the claims as they read alone."""
        pack = self.pack
        for prepared, sentences in parsed:
            text, published = prepared.article.text, prepared.layout.published
            times = find_times(sentences, text, published, pack)
            said = find_attributions(sentences, text, pack)
            mentions = Mentions(said, times, find_quantities(sentences, text, times, pack))
            drafts, _ = find_claims(sentences, text, mentions, pack)
            support_claims(drafts, sentences, prepared.citing.citations, text, pack)
            word_standalone([(d.clause, d.tokens) for d in drafts], sentences, times, pack)


def seconds(task: Callable[[], object]) -> float:
    """Return the processor time of a task."""
    start = time.process_time()
    task()
    return time.process_time() - start


def main() -> None:
    """Measure all in turn, so that a slow minute of the machine hits each alike."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path, help="JSONL with a text in each line")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.articles or Path(folder) / "articles.jsonl"
        if chosen.articles is None:
            write_articles(path, 100)
        lines = path.read_text(encoding="utf-8").split("\n")
        texts = [json.loads(line)["text"] for line in lines if line]
    stages = Stages()
    models = {
        "the full model": spacy.load(MODEL),
        "tagger, parser and entities": spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler"]),
    }
    prose = sorted(
        (part.text for prepared, _ in stages.parse(texts) for part in prepared.prose), key=len
    )
    own: list[float] = []
    parse: dict[str, list[float]] = {name: [] for name in models}
    for _ in range(chosen.rounds):
        parsed = stages.parse(texts)
        own.append(seconds(lambda parsed=parsed: stages.claim(parsed)))  # type: ignore[misc]
        for name, model in models.items():
            task = lambda model=model: list(model.pipe(prose, batch_size=256))  # noqa: E731
            parse[name].append(seconds(task))
    print(f"claiming and support {statistics.median(own):6.2f} s of the processor")
    for name, took in parse.items():
        share = statistics.median(own) / statistics.median(took)
        print(f"{name:28} {statistics.median(took):6.2f} s; share {share:.1%}")


if __name__ == "__main__":
    main()
