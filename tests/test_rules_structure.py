"""Every row of the layout and source-list rules fires on its example, not on its counterexample."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimlink.citing.references.fields import type_row
from claimlink.citing.references.tokens import NameWords, read_tokens
from claimlink.citing.references.view import first_field
from claimlink.packs import LanguagePack, Rule, load_pack
from claimlink.structure.dates import read_date
from claimlink.structure.front import front_key, line_role
from claimlink.structure.headings import heading_role
from claimlink.structure.signals import fired_signals

RULE_FILES = {
    "lexicons/layout_headings.tsv",
    "lexicons/layout_keys.tsv",
    "lexicons/layout_months.tsv",
    "lexicons/reference_words.tsv",
    "patterns/layout_entries.jsonl",
    "patterns/layout_lines.jsonl",
    "patterns/reference_fields.jsonl",
    "patterns/reference_types.jsonl",
}

_LONGEST_FORM = 5  # tokens of the longest form in reference_words ("n. d.")


def _heading(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    row = heading_role(text, pack)
    return set() if row is None else {row.id}


def _key(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    found = front_key(text, pack)
    return set() if found is None else {found[0].id}


def _month(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    date = read_date(text, pack)
    rows = pack.lexicon("layout_months").rows
    return {row.id for row in rows if date == (2019, int(row.weight or 0), 7)}


def _word(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    words, tokens = NameWords(pack), [token.text for token in read_tokens(text, 0, 99)]
    found: set[str] = set()
    for start in range(len(tokens)):
        for end in range(start + 1, min(len(tokens), start + _LONGEST_FORM) + 1):
            for form in (" ".join(tokens[start:end]), "".join(tokens[start:end])):
                row = words.row(rule.label, form)
                found |= set() if row is None else {row.id}
    return found


def _signal(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    return {row.id for row in fired_signals(text, pack)}


def _line(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    found = line_role(text, pack)
    return set() if found is None else {found[0].id}


def _field(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    found = first_field(text, rule.label, pack)
    return set() if found is None else {found[0].id}


def _type(text: str, rule: Rule, pack: LanguagePack) -> set[str]:
    row = type_row(text, pack)
    return set() if row is None else {row.id}


Mechanism = Callable[[str, Rule, LanguagePack], set[str]]

_MECHANISMS: dict[str, Mechanism] = {
    "layout_headings": _heading,
    "layout_keys": _key,
    "layout_months": _month,
    "reference_words": _word,
    "layout_entries": _signal,
    "layout_lines": _line,
    "reference_fields": _field,
    "reference_types": _type,
}


def _rows() -> list[tuple[str, Rule]]:
    pack = load_pack("en")
    rows: list[tuple[str, Rule]] = []
    for path in sorted(RULE_FILES):
        folder, _, file = path.partition("/")
        name = file.partition(".")[0]
        of_file = pack.lexicon(name).rows if folder == "lexicons" else pack.pattern_rows(name)
        rows += [(name, row) for row in of_file]
    return rows


_ROWS = [pytest.param(name, row, id=row.id) for name, row in _rows()]


@pytest.mark.parametrize(("name", "row"), _ROWS)
def test_row_fires_on_its_example(name: str, row: Rule) -> None:
    assert row.id in _MECHANISMS[name](row.example, row, load_pack("en"))


@pytest.mark.parametrize(("name", "row"), _ROWS)
def test_row_leaves_its_counterexample_alone(name: str, row: Rule) -> None:
    assert row.id not in _MECHANISMS[name](row.counterexample, row, load_pack("en"))


def test_each_file_has_rows_of_its_own_name() -> None:
    assert {name for name, _ in _rows()} == set(_MECHANISMS)
    assert all(row.id.startswith(f"{name}.") for name, row in _rows())
