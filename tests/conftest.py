"""What the tests of several modules share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimlink.records import Article

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file below the test's folder, with its folders."""

    def write_file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def article() -> Article:
    """Return a short article, as read."""
    return Article(
        id="a-rents",
        text="Rents rose by 4 percent in Graz (Lillis, 2021).",
        source="rents.txt",
        sha256="0" * 64,
    )
