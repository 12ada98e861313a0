"""Find the factual claims of an article and the citations that support them.

>>> import claimlink
>>> analyzer = claimlink.load()
>>> analysis = analyzer("Rents rose by 4 percent in Graz in 2020 (Lillis, 2021).")
>>> [(claim.text, claim.kind, claim.citations[0].text) for claim in analysis.claims]
[('Rents rose by 4 percent in Graz in 2020', 'statistic', 'Lillis, 2021')]

Every name below is loaded on first use, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimlink.analyze import Analyzer, load
    from claimlink.errors import (
        AnalysisError,
        ClaimlinkError,
        EmptyInputError,
        InputError,
        ModelNotFoundError,
        PackError,
        RunError,
    )
    from claimlink.reading import ArticleReader, ReadingOptions
    from claimlink.records import Analysis, Article, ArticleRecord, Claim, ErrorRecord

    __version__: str

__all__ = [
    "Analysis",
    "AnalysisError",
    "Analyzer",
    "Article",
    "ArticleReader",
    "ArticleRecord",
    "Claim",
    "ClaimlinkError",
    "EmptyInputError",
    "ErrorRecord",
    "InputError",
    "ModelNotFoundError",
    "PackError",
    "ReadingOptions",
    "RunError",
    "__version__",
    "load",
]

_MODULES = {
    "claimlink.analyze": ("Analyzer", "load"),
    "claimlink.errors": (
        "AnalysisError",
        "ClaimlinkError",
        "EmptyInputError",
        "InputError",
        "ModelNotFoundError",
        "PackError",
        "RunError",
    ),
    "claimlink.reading": ("ArticleReader", "ReadingOptions"),
    "claimlink.records": ("Analysis", "Article", "ArticleRecord", "Claim", "ErrorRecord"),
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("claimlink")
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
