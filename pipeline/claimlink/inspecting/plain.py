"""Rules -> what they say in plain words, for readers who do not write rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from claimlink.language import UNDETERMINED
from claimlink.packs import load_pack


@cache
def plain_words() -> dict[str, str]:
    """Return the sentences of ``plain.tsv`` by rule id."""
    table = files("claimlink.inspecting").joinpath("plain.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in table.split("\n")[1:] if line)


class RuleWords:
    """What each rule says that a page names; collects the ids it was asked for.

    ``rules`` is the folder of rules the run was made with; None for the built-in ones.
    """

    def __init__(self, rules: Path | None = None) -> None:
        self._rules = rules
        self._asked: dict[str, str] = {}

    def ask(self, rule: str, language: str) -> str:
        """Return the id, remembered with its words: of the table, else the row's own label."""
        if not self._asked.get(rule):
            self._asked[rule] = plain_words().get(rule) or self._label(rule, language)
        return rule

    def _label(self, rule: str, language: str) -> str:
        if language == UNDETERMINED:
            return ""
        row = load_pack(language, self._rules).rule(rule)
        return "" if row is None else row.label

    def told(self) -> dict[str, str]:
        """Return the words by id, in the order of the ids."""
        return dict(sorted(self._asked.items()))
