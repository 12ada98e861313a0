"""The time rules of a language pack, compiled: one alternation that tells which row matched.

In ``time_patterns`` a blank stands for any white space and ``{label}`` for the forms of that
label in ``time_words`` and ``number_words``; patterns read lower-case text.  Of rows that match at
the same place the first in the file wins, so longer forms stand first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from claimlink.errors import PackError
from claimlink.packs import LanguagePack, Pattern, Term

WORDS, NUMBERS, PATTERNS = "time_words", "number_words", "time_patterns"
_BLANK = r"\s{1,3}"
_HOLE = re.compile(r"\{([a-z_]+)\}")
_UNSPREAD = re.compile(r"(\(\?<[=!][^)]*\)|\[[^\]]*\])")
_NAMED = re.compile(r"\(\?P<[a-z0-9_]+>")
_WORD = re.compile(r"[^\W\d_]+")
#: Parts of a pattern that are no words: names of groups and labels, classes of characters.
_UNWRITTEN = re.compile(r"\(\?P<\w+>|\{\w+\}|\\\w|\[[^\]]*\]")
#: Labels whose words make a sentence worth searching; the others stand beside one of these.
_ANCHORS = (
    "month",
    "weekday",
    "season",
    "unit",
    "part",
    "deictic",
    "vague",
    "holiday",
    "era",
    "anchor",
    "tens",
)


@dataclass(frozen=True)
class PatternRow:
    """One pattern row; ``label`` names the mechanism that gives it a value."""

    id: str
    label: str
    pattern: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression: of long ones, and only some match anything in a run."""
        return re.compile(self.pattern)


#: Each label's forms with their lexicon rows.
Words = Mapping[str, Mapping[str, Term]]
Rows = tuple[PatternRow, ...]


@dataclass(frozen=True)
class TimeRules:
    """All time rules of a pack.

    ``anchors`` are words one of which stands in every expression without a digit, ``openers``
    those with which one may begin.
    """

    anchors: frozenset[str]
    openers: frozenset[str]
    finder: re.Pattern[str]
    rows: Rows
    words: Words

    def word(self, label: str, form: str) -> Term | None:
        """Return the lexicon row of a form as it stands in the text, None where there is none."""
        return self.words.get(label, {}).get(" ".join(form.lower().split()))

    def weight(self, label: str, form: str) -> int:
        """Return the number a word stands for, 0 where it has none."""
        row = self.word(label, form)
        return int(row.weight) if row is not None and row.weight is not None else 0


@dataclass(frozen=True)
class _Key:
    digest: str
    pack: LanguagePack = field(compare=False)


def time_rules(pack: LanguagePack) -> TimeRules:
    """Return the compiled time rules of a pack.

    Raises:
        PackError: a pattern names a label that no lexicon has, or does not compile.
    """
    return _compile(_Key(pack.digest, pack))


@lru_cache(maxsize=8)
def _compile(key: _Key) -> TimeRules:
    words = words_by_label(key.pack, (WORDS, NUMBERS))
    patterns = key.pack.pattern_rows(PATTERNS)
    finder, rows = compile_rows(patterns, words)
    anchors = {form.split()[-1].rstrip(".") for label in _ANCHORS for form in words.get(label, ())}
    dotted = {f"{anchor}." for anchor in anchors}
    return TimeRules(frozenset(anchors | dotted), openers_of(patterns, words), finder, rows, words)


def compile_rows(patterns: Sequence[Pattern], words: Words) -> tuple[re.Pattern[str], Rows]:
    """Return one expression that finds any of the rows, and the rows with their own.

    The finder's last group, ``r`` and a number, is the index of the row that matched.

    Raises:
        PackError: a pattern names a label that no lexicon has, or does not compile.
    """
    rows = tuple(_row(row, words) for row in patterns)
    bodies = (f"(?P<r{i}>{_NAMED.sub('(?:', row.pattern)})" for i, row in enumerate(rows))
    try:
        finder = re.compile(rf"(?<!\w)(?:{'|'.join(bodies)})(?!\w)" if rows else r"(?!)")
    except re.error:
        for row, origin in zip(rows, patterns, strict=True):
            _check(row, origin)
        raise
    return finder, rows


def openers_of(patterns: Sequence[Pattern], words: Words) -> frozenset[str]:
    """Return the words with which a match of the patterns may begin, and some more.

    They are the first words of all forms and every word that a pattern writes out.
    """
    forms = (_WORD.match(form) for label in words.values() for form in label)
    found = {first.group() for first in forms if first is not None}
    for row in patterns:
        for word in _WORD.findall(_UNWRITTEN.sub(" ", row.pattern)):
            found.update((word, word[:-1]))
    return frozenset(found)


def words_by_label(pack: LanguagePack, lexicons: Sequence[str]) -> dict[str, dict[str, Term]]:
    """Return each label's forms with their rows, over several lexicons."""
    found: dict[str, dict[str, Term]] = {}
    for name in lexicons:
        for row in pack.lexicon(name).rows:
            for form in row.terms:
                found.setdefault(row.label, {}).setdefault(form, row)
    return found


def _row(row: Pattern, words: Words) -> PatternRow:
    def forms(hole: re.Match[str]) -> str:
        if hole.group(1) not in words:
            raise PackError(
                f"{row.origin}: pattern {row.id} names the label {hole.group(1)!r}, which no row "
                "has; known: " + ", ".join(sorted(words)),
                source=row.origin,
            )
        return alternation(words, hole.group(1))

    return PatternRow(row.id, row.label, _HOLE.sub(forms, spread_blanks(row.pattern)))


def _check(row: PatternRow, origin: Pattern) -> None:
    try:
        re.compile(row.pattern)
    except re.error as error:
        raise PackError(f"pattern {row.id}: {error}", source=origin.origin) from None


def spread_blanks(pattern: str) -> str:
    r"""Return a pattern in which each blank matches any white space; look-behinds keep theirs.

    >>> spread_blanks("(?<=in )early[ -]may ?1")
    '(?<=in )early[\\s-]may\\s{0,3}1'
    """
    parts = _UNSPREAD.split(pattern)
    for i, part in enumerate(parts):
        if part.startswith("["):
            parts[i] = part.replace(" ", r"\s")
        elif not part.startswith("(?<=") and not part.startswith("(?<!"):
            part = part.replace(" ?", r"\s{0,3}").replace(" *", r"\s{0,3}")
            parts[i] = part.replace(" ", _BLANK)
    return "".join(parts)


def alternation(words: Words, label: str) -> str:
    """Return the forms of a label as a group, longest first; cardinals take their tens along."""
    forms = sorted(words.get(label, ()), key=lambda form: (-len(form), form))
    body = "|".join(re.escape(form).replace(r"\ ", _BLANK) for form in forms)
    if label == "cardinal" and "tens" in words:
        tens = alternation(words, "tens")
        return rf"(?:{tens}(?:[-\s](?:{body}))?|(?:{body}))"
    return f"(?:{body})"
