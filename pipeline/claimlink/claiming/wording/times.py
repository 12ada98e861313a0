"""Complete the dates of a claim: "in December" -> "in December 2020", "last year" -> "in 2019".

Only where the mention has days: what "last year" is read against is known to the stage before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.wording.rules import find_word, first_word
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import TimeMention

#: The rule that gives a month or weekday its year.
CALENDAR = "standalone.date"

_YEAR = re.compile(r"\d{4}")
_A_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class DateEdit:
    """New words for the tokens ``token_start`` to ``token_end``; None where no date is sure."""

    token_start: int
    token_end: int
    text: str | None
    rules: tuple[str, ...]


def complete_date(
    mention: TimeMention, sentence: Sentence, span: tuple[int, int], pack: LanguagePack
) -> DateEdit | None:
    """Return how a mention reads with its date in full; None where it needs nothing.

    ``span`` are the mention's token indexes, half-open.
    """
    if has_year(mention):
        return None
    words = mention.text.lower().split()
    vague = next((row for word in words if (row := find_word(pack, "vague_time", word))), None)
    if vague is not None:
        return DateEdit(*span, None, (vague.id,))
    relative = next(
        (row for word in words if (row := find_word(pack, "relative_time", word))), None
    )
    day = None if mention.precision == "vague" else mention.from_ or mention.to
    if day is None or (mention.from_ and mention.to and mention.from_ > mention.to):
        return None if relative is None else DateEdit(*span, None, (relative.id,))
    named = relative is None and any(
        word.strip(".,") in pack.lexicon("time_words").forms.get(label, frozenset())
        for word in words
        for label in ("month", "weekday")
    )
    if relative is not None:
        text = _relative_text(mention, day, pack)
        return _placed(mention, sentence, span, text, relative.id, pack)
    if not named:
        return None
    text = _named_text(mention, day, pack)
    if text is None:
        return None
    # "In 2019 it signed the May treaty", "the 1963 March on ...": its year may be that one.
    is_sure = not _names_other_year(sentence, day[:4])
    return DateEdit(*span, text if is_sure else None, (CALENDAR,))


def _names_other_year(sentence: Sentence, year: str) -> bool:
    return any(
        tag == "CD" and word != year and _A_YEAR.fullmatch(word) is not None
        for word, tag in zip(sentence.words, sentence.tags, strict=True)
    )


def has_year(mention: TimeMention) -> bool:
    """Whether a mention writes its year out."""
    return _YEAR.search(mention.text) is not None


def _relative_text(mention: TimeMention, day: str, pack: LanguagePack) -> str | None:
    """Return the date that "last year", "yesterday" or "next month" is, without preposition."""
    year, month, number = day.split("-")
    words = mention.text.lower()
    if mention.precision == "year" and (mention.from_ or "")[:4] == (mention.to or day)[:4]:
        return year
    if mention.precision == "month" and len(words.split()) <= 3:
        return f"{month_name(int(month), pack)} {year}"
    if mention.precision == "day" and mention.from_ == mention.to:
        return f"{int(number)} {month_name(int(month), pack)} {year}"
    return None


def _placed(
    mention: TimeMention,
    sentence: Sentence,
    span: tuple[int, int],
    text: str | None,
    rule: str,
    pack: LanguagePack,
) -> DateEdit:
    """Give a date its preposition, unless one stands there or it has a possessive ending."""
    start, end = span
    if text is None:
        return DateEdit(start, end, None, (rule,))
    before = sentence.lower[start - 1] if start else ""
    behind = sentence.tags[end] if end < len(sentence) else ""
    row = find_word(pack, "preposition", before)
    if row is not None:
        return DateEdit(start, end, text, (rule, row.id))
    if behind in {"POS", "NN", "NNS"}:
        return DateEdit(start, end, text, (rule,))
    opening = first_word(pack, "before_day" if mention.precision == "day" else "before_year")
    return DateEdit(start, end, f"{opening.terms[0]} {text}", (rule, opening.id))


def _named_text(mention: TimeMention, day: str, pack: LanguagePack) -> str | None:
    year, month, number = day.split("-")
    text = mention.text
    if text.isdigit():  # one day of a list: "5 and 7 March"
        return None
    if mention.from_ is not None and mention.to is not None and mention.from_[:4] != mention.to[:4]:
        return None
    if mention.precision == "day" and not _DIGIT.search(text):
        return f"{text}, {int(number)} {month_name(int(month), pack)} {year}"
    if mention.precision == "day" and text[-1].isdigit():
        return f"{text}, {year}"
    if mention.precision in {"day", "month"}:
        return f"{text} {year}"
    return None


def month_name(number: int, pack: LanguagePack) -> str:
    """Return the name of a month, 1 to 12, with a capital."""
    rows: Sequence[str] = [
        row.terms[0]
        for row in pack.lexicon("time_words").rows
        if row.label == "month" and row.weight == number
    ]
    return rows[0].capitalize()
