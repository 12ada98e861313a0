"""The exception tree is what its docstring draws, and survives a process border."""

from __future__ import annotations

import pickle
import re

import pytest

from claimlink import errors
from claimlink.errors import ClaimlinkError, PackError

_CLASSES = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ClaimlinkError)
]


def test_docstring_draws_the_tree() -> None:
    drawn = re.findall(r"^    ([│ ├└─]*)(\w+Error) ", errors.__doc__ or "", re.MULTILINE)
    path: list[str] = []
    parents: dict[str, str] = {}
    for branches, name in drawn:
        depth = len(branches) // 4
        path[depth:] = [name]
        parents[name] = path[depth - 1] if depth else "Exception"
    assert parents == {kind.__name__: kind.__base__.__name__ for kind in _CLASSES if kind.__base__}


@pytest.mark.parametrize("kind", _CLASSES, ids=lambda kind: kind.__name__)
def test_errors_cross_process_borders_whole(kind: type[ClaimlinkError]) -> None:
    error = kind("nothing in it; add a row", source="rules/x.tsv")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.message, again.source) == (
        kind,
        "nothing in it; add a row",
        "rules/x.tsv",
    )


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (PackError("two columns", source="x.tsv", line=3), "x.tsv:3: two columns"),
        (PackError("not TOML", source="pack.toml"), "pack.toml: not TOML"),
        (PackError("no such language"), "no such language"),
        (ClaimlinkError("no such file", source="a.txt"), "no such file"),
    ],
)
def test_text_names_the_place(error: ClaimlinkError, text: str) -> None:
    assert str(error) == text
