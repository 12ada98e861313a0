"""The pack's words and patterns for citations, in the form the grammar looks them up.

In comes a language pack (``lexicons/citation_*.tsv``, ``patterns/citation_*.jsonl``), out comes a
frozen vocabulary: rows by label and form, and the regular expressions built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from claimlink.packs import LanguagePack, Pattern

#: Lexicon files whose rows the vocabulary holds.
LEXICONS = ("citation_words", "citation_lookalikes", "link_words")

#: First and last year that a bare number may stand for; earlier works carry their edition's year.
_CENTURY = r"(?:1[4-9]|20)\d\d"
_LETTER = r"[a-rt-z]"  # no s: "2010s" is a decade, not the 19th work of a year


@dataclass(frozen=True)
class Vocabulary:
    """Rows by label and lower-case form; the value is the row's id."""

    rows: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, tuple[Pattern, ...]]

    def row(self, label: str, form: str) -> str | None:
        """Return the id of the row that has this lower-case form, None where none has."""
        return self.rows.get(label, {}).get(form)

    def first(self, labels: Iterable[str], form: str) -> str | None:
        """Return the id of the first label's row that has this form, None where none has."""
        return next((row for label in labels if (row := self.row(label, form))), None)

    def alternation(self, *labels: str) -> str:
        """Return the forms of these labels as one alternation, longest first."""
        forms = {form for label in labels for form in self.rows.get(label, {})}
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) or r"(?!)"

    @cached_property
    def year(self) -> re.Pattern[str]:
        """A year expression: ``2010``, ``2010a,b``, ``[1900] 2018``, ``1984/2003``, ``2010-12``.

        Groups: ``original``, ``year``, ``later``, ``range``, ``suffix`` and ``more`` (further
        letters of the same year), ``undated`` (a word in place of a year).
        """
        firsts = re.escape("".join(sorted({form[0] for form in self.rows.get("undated", {})})))
        return re.compile(
            rf"(?=[\[\dc])(?P<original>\[{_CENTURY}\]\s?|(?<![\d.,/-])(?:\bca?\.\s*)?\b\d{{1,4}}"
            rf"(?:[-–]\d{{2,4}})?(?:\s?(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.?E\.?))?/)?"
            rf"(?:(?P<numeric>(?<![\d./,])\d{{1,2}}(?P<between>[./])\d{{1,2}}(?P=between))"
            rf"|(?<![\w$€£#=@-])(?<!\d[.,:–/])(?<!\w/))"
            rf"(?P<year>{_CENTURY})"
            rf"(?:(?P<iso>-\d\d-\d\d)|\s?\[(?P<later>{_CENTURY})\]"
            rf"|(?P<range>\s?[-–—/]\s?(?:{_CENTURY}|\d\d?)(?!\d))"
            rf"|(?P<suffix>-?{_LETTER}(?![\w'’])|\s{_LETTER}(?=\s?[),;\]]))"
            rf"(?P<more>(?:\s?(?:[,/&–-]|\band)\s?{_LETTER}(?![\w'’.])"
            rf"|;\s?{_LETTER}(?=\s?[),;\]]))*))?"
            rf"(?![\w%°])(?![.,]\d)(?![-–/]\d)(?!-\w)"
            rf"|(?=[{firsts or 0}])(?P<undated>(?<![\w.])(?:{self.alternation('undated')})"
            rf"(?:-?{_LETTER}(?!\w))?(?=\s?[),;:\]]|\*))",
            re.IGNORECASE,
        )

    @cached_property
    def personal_before(self) -> re.Pattern[str]:
        """A phrase right before a date: ``, personal communication,``."""
        return re.compile(
            rf",?\s?(?:{self.alternation('personal')}),?\s{{0,2}}(?:on\s{{1,2}})?$", re.IGNORECASE
        )

    @cached_property
    def circa(self) -> re.Pattern[str]:
        """A word right before a year that is not sure: ``, ca.``."""
        return re.compile(
            rf"(?:,|(?<=\s))\s?(?:{self.alternation('circa')})\s{{0,2}}$", re.IGNORECASE
        )

    @cached_property
    def season(self) -> re.Pattern[str]:
        """A season right before a year: ``, Spring``."""
        return re.compile(rf",\s?(?:{self.alternation('season')})\s{{1,2}}$", re.IGNORECASE)

    @cached_property
    def role(self) -> re.Pattern[str]:
        """What the names before a year did: ``, eds.,``, ``(Ed.)``."""
        return re.compile(
            rf"(?:,\s?|\s?\()(?:{self.alternation('role')})(?!\w)\.?\)?,?\s{{0,2}}$", re.IGNORECASE
        )

    @cached_property
    def personal_last(self) -> re.Pattern[str]:
        """The same at the end of a bracket's part, without a date."""
        return re.compile(rf",\s*(?P<phrase>{self.alternation('personal')})\s*$", re.IGNORECASE)

    @cached_property
    def ibid(self) -> re.Pattern[str]:
        """A word that stands for the work cited before: ``ibid.``."""
        return re.compile(
            rf"\s*(?:see\s+)?(?P<ibid>{self.alternation('ibid')})(?!\w)", re.IGNORECASE
        )

    @cached_property
    def date_before(self) -> re.Pattern[str]:
        """Day and month right before a year: ``12 May``, ``May 12,``, ``May``."""
        return re.compile(
            r"(?<!\w)(?:(?P<day>\d{1,2})(?:st|nd|rd|th|º)?\.?\s+(?:de\s+|of\s+)?)?"
            rf"(?P<month>{self.alternation('month')})\b\.?"
            r"(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?)?,?\s*(?:de\s+)?$",
            re.IGNORECASE,
        )

    @cached_property
    def date_after(self) -> re.Pattern[str]:
        """Day and month right after a year: ``, May 12``, ``, 12 May``."""
        return re.compile(
            r",?\s*(?:(?P<day>\d{1,2})\s+)?"
            rf"(?P<month>{self.alternation('month')})\b\.?(?:\s+(?P<later>\d{{1,2}}))?"
            r"(?=\s?[),;\]])",
            re.IGNORECASE,
        )

    @cached_property
    def locator(self) -> re.Pattern[str]:
        """A place inside the cited work, from the separator that precedes it."""
        number = (
            r"(?:\d[\d.]{0,6}[a-z]?|[ivxlc]{1,7}(?!\w)|[SA-F]\d{1,3})"
            r"(?:\s?(?:[-–—,&]|and|e)\s?[SA-F]?\d{1,5}(?!\w)){0,6}(?:\s?ff?\b\.?)?"
        )
        return re.compile(
            rf"\s{{0,8}}(?:;\s?(?=\d{{1,3}}(?:[-–]\d{{1,4}})?\s?(?:[;,]|$))|[,:.]?\s{{0,8}})"
            rf"(?P<locator>(?:(?:{self.alternation('locator')})\.?\s*{number}"
            rf"|n\.\s?p(?:ag)?(?!\w)\.?|\d[\d.]{{0,5}}(?:\s?[-–—,]\s?\d{{1,5}}){{0,4}}(?![\w%])))",
            re.IGNORECASE,
        )


_BUILT: dict[str, Vocabulary] = {}


def vocabulary_of(pack: LanguagePack) -> Vocabulary:
    """Return the citation vocabulary of a pack; built once for each content of a pack."""
    if pack.digest not in _BUILT:
        rows: dict[str, dict[str, str]] = {}
        for name in LEXICONS:
            for row in pack.lexicon(name).rows:
                labelled = rows.setdefault(row.label, {})
                for form in row.terms:
                    labelled.setdefault(form, row.id)
        names = [name for name in pack.patterns if name.startswith(("citation_", "link_"))]
        _BUILT[pack.digest] = Vocabulary(rows, {name: pack.patterns[name] for name in names})
    return _BUILT[pack.digest]
