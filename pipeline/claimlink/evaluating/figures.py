"""The figures of an evaluation: precision, recall and F1 from three counts."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

#: What is measured, in the order of the stages.
FIGURES: dict[str, str] = {
    "sentence": "sentences with both borders right, within two characters",
    "citation": "citations found: the spans overlap and the years agree",
    "link": "citations found that point at the right entry, or at none where there is none",
    "reference": "entries of the source list found, at least by half",
    "claim": "claims found: the characters agree by half or more",
    "claim@0.8": "claims found whose characters agree by 0.8 or more",
    "support": "pairs of a claim and a citation that supports it",
    "scope": "characters that each citation supports",
    "kind": "matched claims of the right kind",
    "source": "claims somebody says, with the right source",
}


@dataclass(frozen=True)
class Figure:
    """How much of what was found is right, and how much of the gold was found.

    >>> Figure(matched=3, predicted=4, gold=6)
    Figure(matched=3, predicted=4, gold=6)
    >>> figure = Figure(3, 4, 6) + Figure(1, 1, 2)
    >>> figure.precision, figure.recall, round(figure.f1, 3)
    (0.8, 0.5, 0.615)
    """

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Figure) -> Figure:
        """Return the figure of both together: counts are added, not averages."""
        return Figure(
            self.matched + other.matched,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0.0 where nothing was predicted."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0.0 where there is no gold."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0.0 where both counts are empty."""
        total = self.predicted + self.gold
        return 2 * self.matched / total if total else 0.0


def add_up(one: Mapping[str, Figure], other: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the figures of two parts together, every figure of ``FIGURES`` in its order."""
    return {name: one.get(name, Figure()) + other.get(name, Figure()) for name in FIGURES}


def print_figures(figures: Mapping[str, Figure], stream: TextIO | None = None) -> None:
    """Write one line for each figure to ``stream``, to standard output where None.

    >>> print_figures({"claim": Figure(3, 4, 6)})
    claim      P 0.750  R 0.500  F1 0.600  3 of 4 found, 6 in gold
    """
    out = stream or sys.stdout
    for name, figure in figures.items():
        print(
            f"{name:<10} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}  "
            f"{figure.matched} of {figure.predicted} found, {figure.gold} in gold",
            file=out,
        )
