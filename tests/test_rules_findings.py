"""Every row of the rules for findings fires in its own example only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimlink.findings.own import OwnWork
from claimlink.packs import Pattern, Rule
from findings_examples import PACK, Story, entry

RULE_FILES = {
    "lexicons/finding_means.tsv",
    "lexicons/finding_own.tsv",
    "lexicons/finding_own_sections.tsv",
    "lexicons/finding_prospects.tsv",
    "lexicons/finding_secondary.tsv",
    "lexicons/finding_spellings.tsv",
    "lexicons/finding_undated.tsv",
    "lexicons/finding_unpublished.tsv",
    "patterns/finding_own.jsonl",
}


def looks_ahead(text: str) -> bool:
    """Tell whether the year at the end of a sentence lies ahead of what the sentence tells."""
    year = text[-5:-1]
    story = Story(text).claim(text, time=(year, f"{year}-01-01"))
    return story.evidence().looks_ahead(story.claims[0], story.times[0])


def is_means(text: str) -> bool:
    """Tell whether a source of 2010 is no evidence for what the text dates 2015."""
    cited = "Roth (2010)" if "Roth (" in text else "Roth, 2010"
    story = Story(text, [entry(1, ["Roth"], "2010")])
    story.cite(cited, authors=["Roth"], narrative=cited.endswith(")"))
    story.claim(text, by=["c1"], time=("2015", "2015-01-01"))
    return story.told("source-predates-event") == []


def is_own(text: str) -> bool:
    """Tell whether a sentence speaks of the article's own work."""
    story = Story(text).claim(text)
    return OwnWork(story.evidence()).covers(story.claims[0])


def opens_own(heading: str) -> bool:
    """Tell whether a heading says that what follows is own work."""
    story = Story(f"# {heading}\nTolls fell.").claim("Tolls fell")
    return OwnWork(story.evidence()).covers(story.claims[0])


def ends_report(heading: str) -> bool:
    """Tell whether a heading ends the report that another opened."""
    story = Story(f"# Methods\nTolls fell.\n# {heading}\nRents rose.").claim("Rents rose")
    return not OwnWork(story.evidence()).covers(story.claims[0])


def is_second_hand(text: str) -> bool:
    """Tell whether the second citation of a bracket only quotes the first."""
    listed = [entry(1, ["Weber"], "2010"), entry(2, ["Roth"], "1952")]
    prefix = text.split("1952")[1].split("Weber")[0].strip(" ,;")
    story = Story(text, listed).cite("Roth, 1952", to="r2").cite("Weber, 2010", prefix=prefix)
    return story.told("secondary-source") != []


def is_unpublished(text: str) -> bool:
    """Tell whether a citation that no entry fits is left out because no list would hold it."""
    words = text[text.index("(") + 1 : text.index(")")]
    story = Story(text, [entry(1, ["Bree"], "2014")]).cite(words, to=None, authors=["Ostler"])
    story.citations = [story.citations[0].model_copy(update={"year": words.partition(", ")[2]})]
    return story.told("cited-not-listed") == []


def is_undated(text: str) -> bool:
    """Tell whether an entry says that it has no date."""
    story = Story("Rents rose (Ostler, 2018).", [entry(1, ["Ostler"], None, text=text)])
    story.cite("Ostler, 2018", reason="link.undated-entry")
    return story.told("year-mismatch") != []


def is_spelling(text: str) -> bool:
    """Tell whether "one name / the usual name" is a spelling and not a slip."""
    name, usual = text.split(" / ")
    publishers = enumerate([name, usual, usual], 1)
    entries = [entry(n, [f"Lillis{n}"], "2020", publisher=house) for n, house in publishers]
    return Story("Rents rose.", entries).told("publisher-typo") == []


MECHANISMS: dict[str, Callable[[str], bool]] = {
    "finding_means": is_means,
    "finding_own": is_own,
    "finding_own_sections": opens_own,
    "finding_prospects": looks_ahead,
    "finding_secondary": is_second_hand,
    "finding_spellings": is_spelling,
    "finding_undated": is_undated,
    "finding_unpublished": is_unpublished,
}


def rows() -> list[tuple[str, Rule]]:
    """Return every row of the rule files with its file's name."""
    found: list[tuple[str, Rule]] = []
    for path in sorted(RULE_FILES):
        name = path.split("/")[1].split(".")[0]
        kind = PACK.pattern_rows(name) if path.startswith("patterns") else PACK.lexicon(name).rows
        found += [(name, row) for row in kind]
    return found


@pytest.mark.parametrize(
    ("name", "row"), [pytest.param(name, row, id=row.id) for name, row in rows()]
)
def test_row_fires_in_its_example_and_not_in_its_counterexample(name: str, row: Rule) -> None:
    if name != "finding_spellings":
        fired = (
            row.regex.search(row.example) is not None
            if isinstance(row, Pattern)
            else any(found.id == row.id for found, _, _ in PACK.lexicon(name).find(row.example))
        )
        assert fired
    mechanism = ends_report if row.label == "other" else MECHANISMS[name]
    assert mechanism(row.example)
    assert not mechanism(row.counterexample)
