"""Citation markers in one block: the grammar of brackets, years and names.

Driven by years: for each year expression the words before it, inside its bracket or in front of
it, are read as an author string; then a judgement (``lookalikes``) says whether that is a citation.
Source: surface forms of APA 7 section 8, Chicago 17 section 15 and ABNT NBR 10520.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimlink.citing.acronyms import full_name_before, is_acronym
from claimlink.citing.brackets import NOTHING_HIDDEN, Bracket, Hidden, match_brackets
from claimlink.citing.dates import YearMark, read_year
from claimlink.citing.distant import distant_authors
from claimlink.citing.lookalikes import (
    Setting,
    is_act,
    judge_bare,
    judge_narrative,
    judge_parenthetical,
)
from claimlink.citing.names import AuthorString, read_authors
from claimlink.citing.pages import Found
from claimlink.citing.readings import (
    after_comma,
    joined_by_semicolons,
    listed_as_printed,
    listed_oddly,
    listed_phrase,
    listed_reading,
)
from claimlink.citing.scan import Marker, Scan
from claimlink.citing.titles import titled_or_authors
from claimlink.citing.tokens import plain_words

#: Further locators that one citation may have (own).
MOST_LOCATORS = 2
_YEAR_FIRST = re.compile(r"\s?[,;:]?\s?(?=[^\W\d_])")
_QUOTE_END = re.compile(r"[”\"’»]\s*$")


def find_markers(scan: Scan, start: int, end: int, hidden: Hidden = NOTHING_HIDDEN) -> Found:
    """Return the author-date markers of ``text[start:end]``, one block's prose, in order.

    ``hidden`` is the mark-up of its hyperlinks.
    """
    broken = scan.words.patterns.get("citation_brackets", ())
    brackets = match_brackets(scan.text, start, end, broken, hidden)
    reader = _BlockReader(scan, start)
    around: list[Bracket] = []
    opened = 0
    for match in scan.words.year.finditer(scan.text, start, end):
        place = match.start("year") if match["year"] else match.start()
        if hidden.has(place):
            continue
        while opened < len(brackets) and brackets[opened].open < place:
            while around and around[-1].close < brackets[opened].open:
                around.pop()
            around.append(brackets[opened])
            opened += 1
        while around and around[-1].close < place:
            around.pop()
        reader.read(read_year(match, scan.words), around[-1] if around else None)
    return Found(start, brackets, reader.markers)


class _BlockReader:
    """Reads one block's years in order; remembers the last marker for further years."""

    def __init__(self, scan: Scan, start: int) -> None:
        self.scan = scan
        self.start = start
        self.markers: list[Marker] = []
        self.last: Marker | None = None
        self.last_bracket: Bracket | None = None

    def read(self, year: YearMark, bracket: Bracket | None) -> None:
        """Take the next year expression into account."""
        found = self._marker(year, bracket)
        if found is None:
            return
        found = self._with_locator(found, bracket)
        self.markers.append(found)
        self.last, self.last_bracket = found, bracket
        for letter, letter_start, letter_end in year.letters:
            further = replace(
                found, start=letter_start, end=letter_end, suffix=letter, prefix=None,
                locator=None, rule="citation.further-letter",
            )  # fmt: skip
            self.markers.append(further)
            self.last = further

    def _marker(self, year: YearMark, bracket: Bracket | None) -> Marker | None:
        text = self.scan.text
        low = self._low(bracket)
        last = self.last
        if last is not None and self._is_further(low, year, bracket):
            return replace(
                last, start=year.start, end=year.end, year=year.year, suffix=year.suffix,
                date=year.date, locator=None, prefix=None, alternatives=year.alternatives,
                rule="citation.further-year",
            )  # fmt: skip
        if bracket is None:
            return None if year.undated else self._bare(low, year)
        inside, personal = self._before_phrase(bracket.open + 1, year.start)
        if not text[bracket.open + 1 : inside].strip(" *_"):
            if personal is None:
                return self._narrative(year, bracket)
            self.scan.fired.add(personal)
            return self._personal(year, bracket)
        return self._parenthetical(low, year, bracket)

    def _low(self, bracket: Bracket | None) -> int:
        """Return where the text begins that may name the author of the next year."""
        low = self.start if bracket is None else bracket.open + 1
        return max(low, self.last.end) if self.last is not None else low

    def _is_further(self, low: int, year: YearMark, bracket: Bracket | None) -> bool:
        """Say whether only separators, and a locator, part this year from the last citation."""
        text = self.scan.text
        if self.last is None or low != self.last.end or self.last_bracket is not bracket:
            return False
        if bracket is None and not re.fullmatch(r",\s?", text[low : year.start]):
            return False
        gap_start = low
        locator = self.scan.words.locator.match(text, low, year.start)
        if locator and bracket is not None and locator.end() < year.start:
            gap_start = locator.end()
        gap = text[gap_start : year.start].strip(" ,;&*_\n+")
        return not gap or self.scan.words.row("and", gap.lower()) is not None

    def _parenthetical(self, low: int, year: YearMark, bracket: Bracket) -> Marker | None:
        scan, text = self.scan, self.scan.text
        end, personal = self._before_phrase(low, year.start)
        segment = text.rfind(";", low, end - 1 - _trailing(text, low, end)) + 1 or low
        if year.dated and year.year_start > year.start:
            year, end = self._month_as_name(low, year, end)
        end = self._before_words(low, end)
        read = self._repeated(segment, end) or titled_or_authors(scan, low, segment, end)
        listed = listed_reading(scan, read, year, narrative=False) if read else None
        listed = listed or listed_phrase(scan, segment, end, year)
        listed = listed or (None if read else listed_oddly(scan, segment, end, year))
        if listed is None and bracket.parent is not None and text[bracket.open] == "[":
            full = self._with_publisher(year, bracket, bracket.parent)
            if full is not None:
                return full
        authors = listed or read
        if authors is None:
            return None
        authors = self._idem(authors) or joined_by_semicolons(scan, authors, year, low) or authors
        segment = min(segment, authors.start)
        setting = Setting(text, bracket.open, segment, year, bool(personal), None, bool(listed))
        rule = judge_parenthetical(scan, authors, setting)
        if rule is None:
            return None
        scan.fired.update(authors.rows)
        marker = _marker_of(authors, year, rule, bracket.span)
        if personal:
            scan.fired.add(personal)
            marker = replace(marker, kind="personal", rule="citation.personal")
        named = self._named_outside(authors, bracket, low)
        if named is not None:
            name = " ".join(text[named : bracket.open].split())
            return replace(
                marker, start=named, group=None, narrative=True, authors=(name,),
                alias=authors.authors[0], rule="citation.acronym-bracket",
            )  # fmt: skip
        prefix = self._prefix(segment, authors.start)
        return marker if prefix is None else replace(marker, prefix=prefix)

    def _prefix(self, low: int, start: int) -> str | None:
        """Return the words that introduce a citation in its bracket: "see also", "e.g."."""
        prefix = plain_words(self.scan.text[low:start]).strip(" ,:&*_\n([/|")
        form = prefix.lower()
        small = self.scan.words.row("and", form) or self.scan.words.row("article", form)
        return prefix if prefix and not small else None

    def _before_words(self, low: int, end: int) -> int:
        """Return where "ca.", "Spring" or "(eds.)" begins before the year."""
        words = self.scan.words
        for label, pattern in (
            ("circa", words.circa),
            ("season", words.season),
            ("role", words.role),
        ):
            match = pattern.search(self.scan.text, max(low, end - 16), end)
            form = match.group().strip(" ,\n()").lower() if match else ""
            row = words.row(label, form) or words.row(label, form.rstrip("."))
            if match is not None and row:
                self.scan.fired.add(row)
                return match.start()
        return end

    def _repeated(self, segment: int, end: int) -> AuthorString | None:
        """Return the authors cited before where "ibid." or "idem" and another year name them."""
        match = self.scan.words.ibid.match(self.scan.text, segment, end)
        row = match and self.scan.words.row("ibid", match["ibid"].lower())
        if match is None or not row or self.last is None:
            return None
        if self.scan.text[match.end() : end].strip(" ,\n"):
            return None
        self.scan.fired.add(row)
        start, stop = match.span("ibid")
        return AuthorString(start, stop, self.last.authors, et_al=self.last.et_al)

    def _idem(self, authors: AuthorString) -> AuthorString | None:
        """Return the authors cited before where a word stands for them: "Id., 2012"."""
        row = self.scan.words.row("idem", authors.authors[0].lower())
        if row is None or self.last is None or len(authors.authors) > 1:
            return None
        self.scan.fired.add(row)
        return replace(authors, authors=self.last.authors, et_al=self.last.et_al)

    def _month_as_name(self, low: int, year: YearMark, end: int) -> tuple[YearMark, int]:
        """Read "May 1988" as a name and a year where the source list has it."""
        plain = replace(year, start=year.year_start, date=None, dated=False)
        authors = read_authors(self.scan.text, low, plain.start, self.scan.words)
        if authors and self.scan.index.supports(authors.authors, year.year):
            return plain, plain.start
        before = self.scan.text[low : year.start].split()[-1:]
        if authors and before and self.scan.words.row("and", before[0].lower()):
            return plain, plain.start  # "Bree and May, 2010"
        return year, end

    def _with_publisher(self, year: YearMark, inner: Bracket, outer: Bracket) -> Marker | None:
        """Return ``Bree, Tolls at Dusk [Gale, 2008`` of a bracket in a bracket, where listed."""
        text = self.scan.text
        low = self._low(outer)
        name = text[low : inner.open].split(",")[0].strip()
        if not name or not self.scan.index.supports((name,), year.year):
            return None
        start = text.index(name, low)
        end = inner.close + 1 if year.end == inner.close else year.end
        authors = AuthorString(start, end, (name,))
        marker = _marker_of(authors, year, "citation.publisher-year", outer.span)
        hint = text[start + len(name) : year.start]
        return replace(marker, end=end, hint=hint, title=hint.split("[")[0].strip(" ,*_") or None)

    def _before_phrase(self, low: int, end: int) -> tuple[int, str | None]:
        """Return where a phrase like "personal communication," begins before ``end``."""
        match = self.scan.words.personal_before.search(self.scan.text, max(low, end - 40), end)
        if match is None:
            return end, None
        phrase = " ".join(match.group().strip(" ,").lower().split()).removesuffix(" on")
        return match.start(), self.scan.words.row("personal", phrase.rstrip(","))

    def _named_outside(self, authors: AuthorString, bracket: Bracket, low: int) -> int | None:
        """Return where the full name begins in front of ``(FTC, 2023)``, None where none does."""
        text = self.scan.text
        alone = low == bracket.open + 1 and not text[low : authors.start].strip()
        if not alone or len(authors.authors) != 1 or not is_acronym(authors.authors[0]):
            return None
        return full_name_before(text, bracket.open, authors.authors[0])

    def _narrative(self, year: YearMark, bracket: Bracket) -> Marker | None:
        scan, text = self.scan, self.scan.text
        low = self.start if bracket.parent is None else bracket.parent.open + 1
        low = max(low, self.last.end if self.last else low)
        turned = self._repeated_year(year, bracket) or self._year_first(year, bracket)
        if turned is not None:
            return turned
        authors = read_authors(text, low, bracket.open, scan.words)
        authors = authors or listed_as_printed(scan, low, bracket.open, year)
        if authors is not None:
            listed = listed_reading(scan, authors, year, narrative=True)
            authors = listed or after_comma(scan, low, authors)
            place = Setting(text, bracket.open, low, year, False, bracket.close, bool(listed))
            inner = bracket.parent is not None and not text[low : authors.start].strip(" *_;,")
            rule = (judge_parenthetical if inner else judge_narrative)(scan, authors, place)
            if rule is not None:
                return self._narrative_marker(authors, year, bracket, rule)
            if is_act(scan, authors, place):
                return None
        return self._distant(year, bracket, low)

    def _repeated_year(self, year: YearMark, bracket: Bracket) -> Marker | None:
        """Return the second year of "Bree (2011) and (2012)", a further work of theirs."""
        last, before = self.last, self.last_bracket
        if last is None or before is None or not last.narrative or bracket.open - before.close > 24:
            return None
        words = self.scan.text[before.close + 1 : bracket.open].lower().split()
        if not words or self.scan.words.row("and", words[0]) is None:
            return None
        if not all(self.scan.words.row("opener", word) for word in words[1:]):
            return None
        return replace(
            last, start=year.start, end=year.end, year=year.year, suffix=year.suffix,
            date=year.date, locator=None, prefix=None, alternatives=year.alternatives,
            rule="citation.further-year", bracket=bracket.span,
        )  # fmt: skip

    def _year_first(self, year: YearMark, bracket: Bracket) -> Marker | None:
        """Return "(2011, Bree)" as a citation where the source list has that name and year."""
        text = self.scan.text
        after = _YEAR_FIRST.match(text, year.end, bracket.close)
        if after is None or not self.scan.index:
            return None
        authors = read_authors(text, after.end(), bracket.close, self.scan.words)
        if authors is None or text[after.end() : authors.start].strip():
            return None
        if not self.scan.index.supports(authors.authors, year.year):
            return None
        marker = _marker_of(authors, year, "citation.listed", bracket.span)
        return replace(marker, start=year.start, end=authors.end)

    def _personal(self, year: YearMark, bracket: Bracket) -> Marker | None:
        """Return "A. Bree (personal communication, 4 May 2011" as a citation of nothing listed."""
        low = max(self.start, self.last.end if self.last else self.start)
        authors = read_authors(self.scan.text, low, bracket.open, self.scan.words)
        if authors is None:
            return None
        marker = self._narrative_marker(authors, year, bracket, "citation.personal")
        return replace(marker, kind="personal", end=year.end)

    def _distant(self, year: YearMark, bracket: Bracket, low: int) -> Marker | None:
        """Return a year whose author stands earlier in the sentence: "Bree says ... (2004, 9)"."""
        text = self.scan.text
        if year.is_range or year.dated or bracket.parent is not None:
            return None
        after = text[year.end : bracket.close]
        closes = bool(_QUOTE_END.search(text, max(0, bracket.open - 4), bracket.open))
        located = self.scan.words.locator.match(text, year.end, bracket.close) is not None
        if after.strip() and not located:
            return None
        authors = distant_authors(
            self.scan, low, bracket.open, year, closes_quote=closes or located
        )
        if authors is None:
            return None
        marker = _marker_of(authors, year, "citation.distant-year", None)
        return replace(marker, start=year.start, narrative=True, bracket=bracket.span)

    def _narrative_marker(
        self, authors: AuthorString, year: YearMark, bracket: Bracket, rule: str
    ) -> Marker:
        text = self.scan.text
        self.scan.fired.update(authors.rows)
        alone = not text[year.end : bracket.close].strip(" *_") and not year.letters
        end = bracket.close + 1 if alone else year.end
        marker = replace(
            _marker_of(authors, year, rule, None), end=end, narrative=True, bracket=bracket.span
        )
        marker = replace(marker, prefix=self._word_before(authors.start))
        if bracket.parent is not None:
            return replace(marker, narrative=False, group=bracket.parent.span)
        return marker

    def _word_before(self, start: int) -> str | None:
        match = re.search(
            r"(\w+)\s+(?:the\s+)?$", self.scan.text[max(self.start, start - 24) : start]
        )
        return match[1] if match and self.scan.words.row("lead", match[1].lower()) else None

    def _bare(self, low: int, year: YearMark) -> Marker | None:
        scan = self.scan
        before = scan.text[year.start - 2 : year.start]
        if year.dated or year.is_range or not before.strip() or year.start - low < 3:
            return None
        authors = read_authors(scan.text, low, year.start, scan.words)
        if authors is None:
            return None
        chosen = listed_reading(scan, authors, year, narrative=True)
        setting = Setting(scan.text, year.start, low, year, False, None, chosen is not None)
        rule = judge_bare(scan, chosen or authors, setting)
        if rule is None:
            return None
        scan.fired.update((chosen or authors).rows)
        return replace(_marker_of(chosen or authors, year, rule, None), narrative=True)

    def _with_locator(self, marker: Marker, bracket: Bracket | None) -> Marker:
        if bracket is None:
            return marker
        text, words = self.scan.text, self.scan.words
        match = words.locator.match(text, marker.end, bracket.close)
        if match is None or words.year.match(match["locator"].strip(" ,:")):
            return marker
        start, end = match.span("locator")
        for _ in range(MOST_LOCATORS):  # "vol. 2, p. 14": what has a label of its own goes on
            further = words.locator.match(text, end, bracket.close)
            if further is None or further["locator"][:1].isdigit() or text[end : end + 1] == ";":
                break
            end = further.end("locator")
        return replace(marker, locator=text[start:end].strip(" ,:"))


def _marker_of(
    authors: AuthorString, year: YearMark, rule: str, group: tuple[int, int] | None
) -> Marker:
    return Marker(
        authors.start, year.end, group, False, authors.authors, year.year, year.suffix, year.date,
        initials=authors.initials, et_al=authors.et_al, alias=authors.alias,
        alternatives=year.alternatives, rule=rule, bracket=group,
    )  # fmt: skip


def _trailing(text: str, low: int, end: int) -> int:
    """Return how many separators stand before a year: "et al.; 2019" has two."""
    return end - max(low, len(text[low:end].rstrip(" ;,\n")) + low)
