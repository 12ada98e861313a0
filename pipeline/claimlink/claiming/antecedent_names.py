"""The names of an article: full forms, last names, what kind each is, first names' gender.

One pass over the entities; a last name that two people share stands for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.antecedent_rules import AntecedentRules
from claimlink.parsing import EntitySpan, Sentence

_NAMED = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True)
class FullName:
    """A person's full name, and what tells the gender."""

    text: str
    gender: str | None
    rules: tuple[str, ...]


class NameTable:
    """What an article's entities say about its names.

    ``index`` of a sentence must count through the article.
    """

    def __init__(self, sentences: Sequence[Sentence], rules: AntecedentRules) -> None:
        self._rules = rules
        self._labels: dict[str, Counter[str]] = {}
        self._full: dict[str, FullName] = {}
        self._by_last: dict[str, list[FullName]] = {}
        for sentence in sentences:
            for entity in sentence.entities:
                if entity.label in _NAMED:
                    self._note(sentence, entity)

    def _note(self, sentence: Sentence, entity: EntitySpan) -> None:
        text = bare_name(sentence, entity, self._rules)
        self._labels.setdefault(text.lower(), Counter())[entity.label] += 1
        if entity.label != "PERSON":
            return
        words = text.split()
        if len(words) < 2 or text.lower() in self._full:
            return
        gender, used = self._gender_of(sentence, entity, words[0].lower())
        full = FullName(text, gender, used)
        self._full[text.lower()] = full
        self._by_last.setdefault(words[-1].lower(), []).append(full)

    def _gender_of(
        self, sentence: Sentence, entity: EntitySpan, first: str
    ) -> tuple[str | None, tuple[str, ...]]:
        before = sentence.lower[entity.token_start - 1] if entity.token_start else ""
        opening = sentence.lower[entity.token_start]
        for label in ("male", "female"):
            for form in (before, opening):
                title = self._rules.form(f"{label}_title", form)
                if title is not None:
                    return label, (title.id,)
            row = self._rules.form(f"{label}_name", first)
            if row is not None:
                return label, (row.id,)
        return None, ()

    def name_at(self, sentence: Sentence, head: int, entity: EntitySpan | None) -> str | None:
        """Return the full name of what a token names, None for a common noun.

        A last name alone gives the person's full name.
        """
        if entity is not None and entity.label in _NAMED:
            text = bare_name(sentence, entity, self._rules)
            full = self.full_name(text)
            return text if full is None else full.text
        if sentence.tags[head] not in _NAME_TAGS:
            return None
        start = head
        while (
            start and sentence.tags[start - 1] in _NAME_TAGS and sentence.heads[start - 1] == head
        ):
            start -= 1
        text = sentence.text_of(start, head + 1).strip()
        full = self.full_name(text)
        return text if full is None else full.text

    def full_name(self, text: str) -> FullName | None:
        """Return the person a last name stands for, where the article names just one; else None.

        A title or an office may stand before it: "Justice Douglas".
        """
        words = text.lower().split()
        titled = len(words) == 2 and self._is_title(words[0])
        found = self._by_last.get(words[-1] if titled else text.lower(), ())
        return found[0] if len(found) == 1 else None

    def _is_title(self, word: str) -> bool:
        return self._rules.is_person(word) or any(
            self._rules.form(label, word) for label in ("male_title", "female_title")
        )

    def is_short(self, sentence: Sentence, head: int, entity: EntitySpan | None) -> bool:
        """Whether a token is all that stands of a person's name, a title before it aside."""
        start = entity.token_start if entity is not None else head
        end = entity.token_end if entity is not None else head + 1
        words = [
            t for t in range(start, end) if sentence.tags[t] not in {"DT", "POS"} and t != head
        ]
        if any(not self._is_title(sentence.lower[t]) for t in words if sentence.tags[t] != "POS"):
            return False
        before, behind = start - 1, end
        if before >= 0 and sentence.tags[before] in _NAME_TAGS:
            return self._is_title(sentence.lower[before])
        return behind >= len(sentence) or sentence.tags[behind] not in _NAME_TAGS

    def label(self, name: str) -> str | None:
        """Return the label most mentions of a name have, None for a name that is no entity."""
        votes = self._labels.get(name.lower())
        if votes is None:
            return None
        return min(votes, key=lambda label: (-votes[label], label))

    def gender(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """Return "male", "female" or None for a person's full name, and the rows that say so."""
        full = self._full.get(name.lower())
        return (None, ()) if full is None else (full.gender, full.rules)


def bare_name(sentence: Sentence, entity: EntitySpan, rules: AntecedentRules) -> str:
    """Return an entity's words without article, title and possessive ending."""
    start, end = entity.token_start, entity.token_end
    while start < end - 1 and (
        sentence.tags[start] == "DT"
        or any(rules.form(label, sentence.lower[start]) for label in ("male_title", "female_title"))
    ):
        start += 1
    while end > start + 1 and (
        sentence.tags[end - 1] == "POS" or not sentence.words[end - 1][-1].isalnum()
    ):
        end -= 1
    return sentence.text_of(start, end).strip()
