"""A run against hand-annotated articles: how much was found, and what was missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimlink.errors import RunError
from claimlink.evaluating.compare import Miss, compare
from claimlink.evaluating.figures import FIGURES, Figure, add_up, print_figures
from claimlink.evaluating.gold import GoldArticle, read_gold
from claimlink.evaluating.runs import read_run
from claimlink.records import Analysis

__all__ = [
    "FIGURES",
    "Evaluation",
    "Figure",
    "GoldArticle",
    "Miss",
    "evaluate",
    "evaluate_articles",
    "print_figures",
    "print_misses",
    "read_gold",
    "read_run",
    "score",
]


@dataclass(frozen=True)
class Evaluation:
    """The figures of all articles together, and each miss in the order of the articles."""

    figures: dict[str, Figure]
    misses: list[Miss]


def score(gold_dir: Path, run_dir: Path) -> dict[str, Figure]:
    """Return the figures of a run against a folder of annotated articles.

    An annotated article that the run lacks counts as missed; one that has no gold is not looked
    at.  Articles are known by their texts, else by their file names.

    Raises:
        InputError: the gold is missing or faulty.
        RunError: the run's files are, or an article's text is not the annotated one.
    """
    return evaluate(gold_dir, run_dir).figures


def evaluate(gold_dir: Path, run_dir: Path) -> Evaluation:
    """Return the figures of a run, as :func:`score` does, and every miss."""
    return evaluate_articles(read_gold(gold_dir), read_run(run_dir))


def evaluate_articles(gold: Iterable[GoldArticle], analyses: Iterable[Analysis]) -> Evaluation:
    """Return the figures of analyses against annotated articles, and every miss.

    Raises:
        RunError: an article's text is not the annotated one, so that offsets mean nothing.
    """
    named: dict[str, Analysis] = {}
    written: dict[str, Analysis] = {}
    for found in analyses:
        named[Path(found.article.source).name] = found
        written[found.article.text] = found
    figures = add_up({}, {})
    misses: list[Miss] = []
    for article in gold:
        # Of several with one text the one of that name; a text alone may be from another format.
        analysis: Analysis | None = named.get(article.name)
        if analysis is None or analysis.article.text != article.text:
            analysis = written.get(article.text, analysis)
        if analysis is not None and analysis.article.text != article.text:
            raise RunError(
                "the run's text differs from the annotated one; extract this very file",
                source=article.name,
            )
        part, missed = compare(article, analysis)
        figures = add_up(figures, part)
        misses += missed
    return Evaluation(figures, misses)


def print_misses(misses: Iterable[Miss]) -> None:
    """Write one line for each miss to standard output."""
    for miss in misses:
        print(f"{miss.article}: {miss.figure}: {miss.what}: {' '.join(miss.text.split())}")
