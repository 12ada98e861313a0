"""Every code that findings raise is in the docs with its severity, and no other; each one fires."""

from __future__ import annotations

import re
from pathlib import Path

import claimlink

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline/claimlink"
_RAISED = re.compile(r'"([a-z]+(?:-[a-z]+)+)",\s+(?:"(error|warning|info)"(?! if)|"warning" if)')
_ROW = re.compile(r"^\| `([a-z-]+)` \| ([a-z, ]+?) \|", re.MULTILINE)


#: Code, severity and first words of each finding on ``every_finding.md``.
EXPECTED = [
    ("source-predates-event", "error", "Lamb, 4 December 2020"),
    ("ambiguous-citation", "warning", "Bree, 2023"),
    ("self-source", "info", "Toll Office, 2020"),
    ("name-variant", "info", "Teigel, 2020"),
    ("ambiguous-citation", "warning", "Gale, 2015"),
    ("cited-not-listed", "error", "Harbour Watch, 2016"),
    ("cited-not-listed", "info", "Roth, 1952"),
    ("secondary-source", "info", "Roth, 1952"),
    ("number-conflict", "warning", "In 2013 the market counted 380 stalls"),
    ("year-mismatch", "warning", "Ostler, 2013"),
    ("uncited-claim", "info", "The ferry carried 90,000 people in 2014"),
    ("quote-without-source", "warning", "“The stalls were cold and dear, and the room"),
    ("uncited-paragraph", "warning", "The bridge was closed in March 2015. It was "),
    ("duplicate-entry", "warning", "Bree, A. (2023). Roofs of the quay after the"),
    ("listed-never-cited", "info", "Ek, A. (2001). A draft that nobody cites. Ha"),
    ("publisher-typo", "warning", "Ek, A. (2001). A draft that nobody cites. Ha"),
    ("entry-without-url-or-doi", "info", "Hart, W. (2019). Counters of the town. Retri"),
    ("broken-url", "warning", "Lamb, D. (2020, December 4). The quay in win"),
]
FRENCH = (
    "Le port de la ville est vieux et le quai est court. Les loyers ont monté de trois pour cent "
    "depuis le printemps, et les marchands ne veulent plus payer. La mairie a promis de baisser "
    "les droits, mais elle ne dit pas quand elle le fera, ni combien cela va lui coûter."
)


def test_an_article_of_faults_raises_every_code_on_the_page() -> None:
    text = (ROOT / "tests/every_finding.md").read_text(encoding="utf-8")
    analyzer = claimlink.load()
    found = analyzer(text).article.findings
    told = [(f.code, f.severity, text[f.start : f.end][:44]) for f in found]
    assert told == EXPECTED
    french = [(f.code, f.severity) for f in analyzer(FRENCH).article.findings]
    assert french == [("other-language", "warning")]
    listed = _listed()
    assert {code for code, *_ in told} | {"other-language"} == set(listed)
    assert [(c, s) for c, s, _ in told if s not in listed[c].split(", ")] == []


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
