"""Date and time expressions of an article's prose, each with the days it stands for.

An expression is what TimeML marks as one: without the preposition before it, with the words that
narrow it down ("early 2010", "Tuesday night", "the end of the year").  Days that are listed
("5 and 7 March", "April 24 and 25") are expressions of their own, days between which something
lasts ("between 5 and 7 March") are one.  Words that open a stretch ("since 2019", "until May", "by
2020") leave one end open.

By convention the early part of a year, decade or century that is named by its number is its first
third, the middle its second and the end its last third: "early 2010" is January to April 2010,
"the late 1990s" are 1997 to 1999.  Nobody says where "early 2010" ends, so ``precision`` stays that
of the whole.  Of months, weeks and what counts from publication ("early next year") the days are
those of the whole unit.  Unnamed counts ("a few years later") and ages of the world ("today's
economy") are vague and have no days.

Source: Pustejovsky et al. 2003, TimeML, for the extent of an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from claimlink.claiming.times.context import ClauseTense, clause_tense
from claimlink.claiming.times.moment import Fields, Moment, Tense, month_of
from claimlink.claiming.times.resolve import resolve
from claimlink.claiming.times.rules import PatternRow, TimeRules, time_rules
from claimlink.claiming.times.text import View, starts_near, view_of
from claimlink.claiming.times.values import Period, Published, read_published
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence
from claimlink.records import TimeMention

#: Tokens from the first of an expression to its first anchor: "the beginning of the last decade".
_REACH = 6
#: Precisions that complete later expressions of the paragraph.
_FULL = frozenset({"day", "week", "month", "season", "quarter", "year"})
#: Labels whose single words are often something else: a name, a verb, a count.
_DOUBTFUL = frozenset({"month", "weekday", "bare_year", "season", "century", "deictic"})
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "GPE", "FAC", "LAW", "NORP", "LOC"})
#: What may stand between "October" and "November 2020" for the year to count for both.
_JOINED = re.compile(r"\s{0,3}(?:,|and|or|to|until|through|–|-|/)?\s{0,3}(?:the\s)?")
#: Words looked at before an expression for those that open it ("since", "up until").
_BEFORE = re.compile(r"(?:\w+\s{1,3}){0,3}\w+\s{1,3}$")
_BEFORE_LENGTH = 40
#: Fields whose words stand under another label in the lexicon.
_LEXICON_OF = {
    "near": "direction",
    "coming": "direction",
    "nth": "ordinal",
    "dayword": "ordinal",
    "count": "cardinal",
    "half": "half_of",
    "ones": "cardinal",
}
#: Fields that name a year, decade or century: "by" before one means some time up to its end.
_YEARS = ("year", "year2", "year3", "decade", "nth")
_NOUN_PARTS = frozenset({"compound", "nummod", "amod", "nmod", "poss"})
_DIGITS = re.compile(r"\d+")
_LISTED = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


@dataclass(frozen=True)
class FoundTime:
    """A mention with the rows that found it: the pattern first, then the words it used."""

    mention: TimeMention
    rules: tuple[str, ...]


@dataclass(frozen=True)
class _Match:
    row: PatternRow
    start: int
    end: int
    fields: Fields


@dataclass(frozen=True)
class _Context:
    """What an expression leaves to later ones of its paragraph; see :class:`Moment`."""

    told: Published | None
    last: Period | None = None
    dated: Period | None = None

    def after(self, match: _Match, period: Period) -> _Context:
        """Return the context after an expression."""
        if period.start is None or period.precision not in _FULL:
            return self
        if not (match.fields.get("year") and period.precision in ("day", "month")):
            return replace(self, last=period)
        news = self.told is not None and period.start.year == self.told.day.year
        return replace(self, last=period, dated=None if news else period)


def find_times(
    sentences: Sequence[Sentence], text: str, published: str | None, pack: LanguagePack
) -> list[TimeMention]:
    """Return every date and time expression of the prose, in order, not overlapping.

    ``sentences`` are an article's, in order, ``text`` is the article's; ``published`` is an ISO
    8601 date to which "last year" and "Friday" refer, None where unknown: those then have no
    days.  A month or day without a year takes it from the sentence, the last full date of the
    paragraph or ``published``.

    Source: Pustejovsky et al. 2003, TimeML, for the extent of an expression.
    """
    return [found.mention for found in explain_times(sentences, text, published, pack)]


def explain_times(
    sentences: Sequence[Sentence], text: str, published: str | None, pack: LanguagePack
) -> list[FoundTime]:
    """Return what :func:`find_times` returns, each mention with the ids of its rows."""
    rules = time_rules(pack)
    told = read_published(published)
    found: list[FoundTime] = []
    block: int | None = None
    context = _Context(told)
    for sentence in sentences:
        if sentence.block != block:
            block, context = sentence.block, _Context(told)
        starts = starts_near(sentence, rules.anchors, _REACH, rules.openers)
        if not starts:
            continue
        for one, left in _in_sentence(view_of(sentence, text), starts, rules, context):
            found.append(one)
            context = left
    return found


def _in_sentence(
    view: View, starts: Sequence[int], rules: TimeRules, context: _Context
) -> Iterator[tuple[FoundTime, _Context]]:
    """Yield each expression with the context it leaves to the next."""
    matches = list(_matches(view, starts, rules))
    for match, after in zip_longest(matches, matches[1:]):
        if match is None:
            continue
        opener = _opener(view, match, rules)
        clause = _due(view, match, rules) or clause_tense(
            view.sentence, view.token_at(match.end - 1), rules
        )
        begun = bool(opener) and opener[0].label == "opens_after"
        tense: Tense | None = "begun" if begun else clause.tense
        moment = Moment(rules, context.told, context.last, context.dated, None, tense)
        moment = replace(moment, sibling=_sibling_year(view, match, after, moment))
        period = resolve(match.row.label, match.fields, moment)
        if period is None:
            continue
        context = context.after(match, period)
        used = [match.row.id, *_word_ids(match.fields, rules)]
        if opener:
            period = replace(period, end=None) if begun else replace(period, start=None)
            used.extend(row.id for row in opener)
        if clause.rule is not None and not begun:
            used.append(clause.rule)
        yield FoundTime(_mention(view, match, period), tuple(used)), context


def _matches(view: View, starts: Sequence[int], rules: TimeRules) -> Iterator[_Match]:
    """Yield the matches in order; one that is refused frees the words after its first."""
    free = 0
    for token in starts:
        at = view.sentence.starts[token] - view.start
        hit = rules.finder.match(view.lower, at) if at >= free else None
        if hit is None:
            continue
        row = rules.rows[int((hit.lastgroup or "r0")[1:])]
        exact = row.regex.match(view.lower, at)
        if exact is not None and _is_time(view, row, exact):
            yield from _listed(row, exact)
            free = hit.end()


def _listed(row: PatternRow, hit: re.Match[str]) -> Iterator[_Match]:
    """Yield a match, or where it lists days ("5 and 7 March 2020") one match a day."""
    fields = {name: form for name, form in hit.groupdict().items() if form}
    if "more" not in fields:
        yield _Match(row, hit.start(), hit.end(), fields)
        return
    first, last = hit.span("more")
    leads = first < hit.start("day")
    if not leads:
        yield _Match(row, hit.start(), first, fields)
    for day in _LISTED.finditer(hit.string, first, last):
        number = _DIGITS.match(day.group())
        own = {**fields, "day": "" if number is None else number.group()}
        ends = not leads and day.end() == last
        yield _Match(row, day.start(), hit.end() if ends else day.end(), own)
    if leads:
        yield _Match(row, hit.start("day"), hit.end(), fields)


def _is_time(view: View, row: PatternRow, hit: re.Match[str]) -> bool:
    """Whether a match is written as a time: months with a capital, no part of a name or count."""
    for name in ("month", "month2", "weekday"):
        group = hit.groupdict().get(name)
        if group and not view.raw[hit.start(name)].isupper():
            return False
    token = view.token_at(hit.start())
    if row.label == "stretch" and view.sentence.tags[token].startswith("VB"):
        return False  # "built to last 50 years"
    if row.label not in _DOUBTFUL:
        return True
    if row.label in ("century", "deictic"):
        return not _is_title(view, hit, token)
    tag = view.sentence.tags[token]
    if hit.end() - hit.start() == len(view.sentence.words[token]):
        if tag == "MD" or (tag.startswith("VB") and row.label == "month"):
            return False
        if row.label in ("month", "weekday") and _in_name(view.sentence, token):
            return False
    return row.label != "bare_year" or not _counts(view.sentence, token)


def _is_title(view: View, hit: re.Match[str], token: int) -> bool:
    """Whether a century or day is written as a name: "21st Century Fox", "USA Today"."""
    if hit.groupdict().get("nth"):
        after = view.raw[hit.end() : hit.end() + 2].strip()
        return view.raw[hit.end() - 7].isupper() and after.isupper()
    before = view.sentence.words[token - 1] if token else ""
    return view.raw[hit.start()].isupper() and before.isupper() and len(before) > 1


def _in_name(sentence: Sentence, token: int) -> bool:
    if token and sentence.deps[token - 1] == "compound" and sentence.heads[token - 1] == token:
        return sentence.tags[token - 1].startswith("NNP")
    return any(
        entity.token_start <= token < entity.token_end and entity.label in _NAMES
        for entity in sentence.entities
    )


def _counts(sentence: Sentence, token: int) -> bool:
    """Whether four digits count the plural noun after them: "2000 people", not "the 2008 polls"."""
    head = sentence.heads[token]
    if sentence.deps[token] != "nummod" or sentence.tags[head] != "NNS" or head != token + 1:
        return False
    before = sentence.tags[token - 1] if token else ""
    return before not in ("DT", "PRP$", "POS")


def _sibling_year(view: View, match: _Match, after: _Match | None, moment: Moment) -> int | None:
    """Return the year of the full date that this one is joined to: "October and May 2020"."""
    if after is None or not match.fields.get("month") or match.fields.get("year"):
        return None
    if not after.fields.get("month") or not after.fields.get("year"):
        return None
    if after.start - match.end > _BEFORE_LENGTH or match.fields.get("near"):
        return None
    if _JOINED.fullmatch(view.lower, match.end, after.start) is None:
        return None
    later = month_of(match.fields, moment) > month_of(after.fields, moment)
    return int(after.fields["year"]) - later


def _due(view: View, match: _Match, rules: TimeRules) -> ClauseTense | None:
    """Return the future where a word before a date says that it is to come: "effective May 1"."""
    words = _words_before(view, match.start)
    forms = (" ".join(words[-size:]) for size in (3, 2, 1))
    row = next((row for form in forms if (row := rules.word("due", form)) is not None), None)
    return None if row is None else ClauseTense("future", row.id)


def _opener(view: View, match: _Match, rules: TimeRules) -> tuple[Term, ...]:
    """Return the row of the words before an expression that leave an end of it open.

    After it come the rows of words in between: "since about 2019".
    """
    words = _words_before(view, match.start)
    between: list[Term] = []
    while words and (row := rules.word("roughly", words[-1])) is not None:
        between.append(row)
        words.pop()
    for size in (3, 2, 1):
        form = " ".join(words[-size:])
        row = rules.word("opens_after", form) or rules.word("opens_before", form)
        if row is None:
            row = rules.word("opens_before_year", form)
            row = row if row is not None and _names_year(view, match) else None
        if row is not None:
            return row, *between
    return ()


def _words_before(view: View, start: int) -> list[str]:
    """Return up to five words that end right before an offset."""
    before = _BEFORE.search(view.lower, max(0, start - _BEFORE_LENGTH), start)
    return [] if before is None else before.group().split()


def _names_year(view: View, match: _Match) -> bool:
    """Whether a year or longer stands by itself: "by 2020", not "by the 2020 act"."""
    token = view.token_at(match.end - 1)
    head = view.sentence.heads[token]
    modifies = head > token and view.sentence.deps[token] in _NOUN_PARTS
    return not modifies and any(name in match.fields for name in _YEARS)


def _word_ids(fields: Fields, rules: TimeRules) -> Iterator[str]:
    """Yield the row of each field that a lexicon names; a field is named after its label."""
    for name, form in fields.items():
        label = _LEXICON_OF.get(name, name.rstrip("234"))
        row = rules.word(label, form) or (rules.word("some", form) if name == "count" else None)
        if row is not None:
            yield row.id


def _mention(view: View, match: _Match, period: Period) -> TimeMention:
    return TimeMention.model_validate(
        {
            "start": view.start + match.start,
            "end": view.start + match.end,
            "text": view.raw[match.start : match.end],
            "from": None if period.start is None else period.start.isoformat(),
            "to": None if period.end is None else period.end.isoformat(),
            "precision": period.precision,
        }
    )
