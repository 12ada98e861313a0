"""Date and time expressions of an article's prose, each with the days it stands for.

An expression is what TimeML marks as one: without the preposition before it, with the words that
narrow it down ("early 2010", "Tuesday night", "the end of the year").  Its days are those of the
whole unit, because nobody says where "early 2010" ends.  Words that open a stretch ("since 2019",
"until May") leave one end open.

Source: Pustejovsky et al. 2003, TimeML, for the extent of an expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from claimlink.claiming.times.context import clause_tense
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
_DOUBTFUL = frozenset({"month", "weekday", "bare_year", "season"})
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
        starts = starts_near(sentence, rules.anchors, _REACH)
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
        opener = _opener(view, match.start, rules)
        clause = clause_tense(view.sentence, view.token_at(match.end - 1), rules)
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
            fields = {name: form for name, form in exact.groupdict().items() if form}
            yield _Match(row, at, hit.end(), fields)
            free = hit.end()


def _is_time(view: View, row: PatternRow, hit: re.Match[str]) -> bool:
    """Whether a match is written as a time: months with a capital, no part of a name or count."""
    for name in ("month", "month2", "weekday"):
        group = hit.groupdict().get(name)
        if group and not view.raw[hit.start(name)].isupper():
            return False
    if row.label not in _DOUBTFUL:
        return True
    token = view.token_at(hit.start())
    tag = view.sentence.tags[token]
    if hit.end() - hit.start() == len(view.sentence.words[token]):
        if tag == "MD" or (tag.startswith("VB") and row.label == "month"):
            return False
        if row.label in ("month", "weekday") and _in_name(view.sentence, token):
            return False
    return row.label != "bare_year" or not _counts(view.sentence, token)


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


def _opener(view: View, start: int, rules: TimeRules) -> tuple[Term, ...]:
    """Return the row of the words before an expression that leave an end of it open.

    After it come the rows of words in between: "since about 2019".
    """
    before = _BEFORE.search(view.lower, max(0, start - _BEFORE_LENGTH), start)
    words = [] if before is None else before.group().split()
    between: list[Term] = []
    while words and (row := rules.word("roughly", words[-1])) is not None:
        between.append(row)
        words.pop()
    for size in (3, 2, 1):
        form = " ".join(words[-size:])
        row = rules.word("opens_after", form) or rules.word("opens_before", form)
        if row is not None:
            return row, *between
    return ()


def _word_ids(fields: Fields, rules: TimeRules) -> Iterator[str]:
    """Yield the row of each field that a lexicon names; a field is named after its label."""
    for name, form in fields.items():
        label = _LEXICON_OF.get(name, name.rstrip("234"))
        row = rules.word(label, form)
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
