"""Every code that findings raise is in the docs with its severity, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline/claimlink"
_RAISED = re.compile(r'"([a-z]+(?:-[a-z]+)+)",\s+(?:"(error|warning|info)"(?! if)|"warning" if)')
_ROW = re.compile(r"^\| `([a-z-]+)` \| ([a-z, ]+?) \|", re.MULTILINE)


def test_docs_list_every_code_with_its_severity() -> None:
    raised: dict[str, str] = {}
    for path in sorted((PACKAGE / "findings").glob("*.py")):
        for code, severity in _RAISED.findall(path.read_text(encoding="utf-8")):
            raised[code] = severity or "info, warning"
        if path.name == "links.py":  # an error, but for what is quoted at second hand
            raised["cited-not-listed"] = "error, info"
    listed = _listed()
    assert len(raised) == 16
    assert {code: listed.get(code) for code in raised} == raised


def test_docs_list_no_code_that_nothing_raises() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))]
    assert [c for c in _listed() if not any(f'"{c}"' in source for source in sources)] == []


def _listed() -> dict[str, str]:
    return dict(_ROW.findall((ROOT / "docs/findings.md").read_text(encoding="utf-8")))


def test_docs_give_an_example_for_every_code() -> None:
    page = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.split("\n") if line.startswith("| `")]
    assert all(len(row) == 4 and len(row[3].strip(" |")) > 10 for row in rows)
