"""The names of an article: full forms, last names, what kind each is, first names' gender.

One pass over the entities; a last name that two people share stands for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.antecedents.rules import AntecedentRules
from claimlink.packs import Term
from claimlink.parsing import EntitySpan, Sentence

_NAMED = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_TITLES = ("male_title", "female_title")
_FIRST_NAMES = ("male_name", "female_name")


@dataclass(frozen=True)
class Name:
    """A name as the article first gives it in full.

    ``gender`` is "male", "female" or None; ``rules`` are the rows that say so.
    """

    text: str
    gender: str | None = None
    rules: tuple[str, ...] = ()


class NameTable:
    """What an article's entities say about its names."""

    def __init__(self, sentences: Sequence[Sentence], rules: AntecedentRules) -> None:
        self._rules = rules
        self._labels: dict[str, Counter[str]] = {}
        self._full: dict[str, Name] = {}
        self._by_last: dict[str, list[Name]] = {}
        self._by_first: dict[str, list[Name]] = {}
        for sentence in sentences:
            for entity in sentence.entities:
                if entity.label in _NAMED:
                    self._note(sentence, entity)

    def _note(self, sentence: Sentence, entity: EntitySpan) -> None:
        start, end = self._bare(sentence, entity.token_start, entity.token_end)
        text = sentence.text_of(start, end).strip()
        self._labels.setdefault(text.lower(), Counter())[entity.label] += 1
        words = text.lower().split()
        if entity.label != "PERSON" or len(words) < 2 or text.lower() in self._full:
            return
        if sentence.tags[start] not in _NAME_TAGS:
            return  # "Citing Floridi", all of it taken for a name
        row = self._title(sentence, start) or self._first_name(words[0])
        name = Name(text) if row is None else Name(text, _gender(row), (row.id,))
        self._full[text.lower()] = name
        self._by_last.setdefault(words[-1], []).append(name)
        self._by_first.setdefault(words[0], []).append(name)

    def name_at(self, sentence: Sentence, head: int, entity: EntitySpan | None) -> Name | None:
        """Return the name of what a token names, None for a common noun.

        A first or last name alone gives the person's full name; a title gives the gender.
        """
        start, end = self._extent(sentence, head, entity)
        if start == end:
            return None
        text = sentence.text_of(start, end).strip()
        if start + 1 == end and self._is_office(text.lower()):
            return None  # "Mr. President" names no one
        title = self._title(sentence, start)
        full = self.full_name(text, title)
        if full is not None and (title is None or full.gender is not None):
            return full
        if full is not None and title is not None:
            return Name(full.text, _gender(title), (title.id,))
        first = self._by_first.get(text.lower(), ())
        if len(first) == 1 and title is None:
            return first[0]
        row = title or self._first_name(text.lower().split()[0])
        return Name(text) if row is None else Name(text, _gender(row), (row.id,))

    def _extent(self, sentence: Sentence, head: int, entity: EntitySpan | None) -> tuple[int, int]:
        """Return the tokens of a name without title; an empty stretch for a common noun."""
        if entity is not None and entity.label in _NAMED:
            return self._bare(sentence, entity.token_start, entity.token_end)
        if sentence.tags[head] not in _NAME_TAGS:
            return head, head
        start = head
        while (
            start and sentence.tags[start - 1] in _NAME_TAGS and sentence.heads[start - 1] == head
        ):
            start -= 1
        return self._bare(sentence, start, head + 1)

    def _bare(self, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
        """Leave out article, title and possessive ending."""
        while start < end - 1 and (
            sentence.tags[start] == "DT" or self._title_row(sentence.lower[start]) is not None
        ):
            start += 1
        while end > start + 1 and (
            sentence.tags[end - 1] == "POS" or not sentence.words[end - 1][-1].isalnum()
        ):
            end -= 1
        return start, end

    def full_name(self, text: str, title: Term | None = None) -> Name | None:
        """Return the person a last name stands for, where the article names just one; else None.

        An office may stand before it ("Justice Douglas"); ``title`` is the row of a title before
        it, whose gender must not differ.
        """
        words = text.lower().split()
        titled = len(words) == 2 and self._is_office(words[0])
        found = self._by_last.get(words[-1] if titled else text.lower(), ())
        if title is not None:
            found = [name for name in found if name.gender in {None, _gender(title)}]
        return found[0] if len(found) == 1 else None

    def short_name(self, sentence: Sentence, head: int, entity: EntitySpan | None) -> Name | None:
        """Return the full name where a token is all of it that stands, a title aside."""
        start, end = self._extent(sentence, head, entity)
        words = [t for t in range(start, end) if t != head]
        if any(not self._is_office(sentence.lower[t]) for t in words):
            return None
        before = sentence.lower[start - 1] if start else ""
        if (
            start
            and sentence.tags[start - 1] in _NAME_TAGS
            and not (self._is_office(before) or self._title_row(before) is not None)
        ):
            return None
        if end < len(sentence) and sentence.tags[end] in _NAME_TAGS:
            return None
        return self.full_name(sentence.words[head], self._title(sentence, start))

    def label(self, name: str) -> str | None:
        """Return the label most mentions of a name have, None for a name that is no entity."""
        votes = self._labels.get(name.lower())
        if votes is None:
            return None
        return min(votes, key=lambda label: (-votes[label], label))

    def _is_office(self, word: str) -> bool:
        return self._rules.is_person(word)

    def _title(self, sentence: Sentence, start: int) -> Term | None:
        return self._title_row(sentence.lower[start - 1]) if start else None

    def _title_row(self, word: str) -> Term | None:
        return self._rules.any_form(_TITLES, word)

    def _first_name(self, word: str) -> Term | None:
        return self._rules.any_form(_FIRST_NAMES, word)


def _gender(row: Term) -> str:
    return row.label.partition("_")[0]
