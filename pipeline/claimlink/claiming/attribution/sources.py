"""The name of a source that the text gives as a pronoun or in short form.

Only what is sure is resolved: a relative pronoun to its noun, "she" to the one person named
just before, "Ortiz" to the one full name that ends with it.  Everything else keeps its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claimlink.claiming.attribution.draft import SourceAt
from claimlink.claiming.attribution.rules import AttributionLexicons
from claimlink.parsing import Sentence

#: Sentences back in which the antecedent of a pronoun is looked for.
_REACH = 2
_PLURAL = frozenset({"NNS", "NNPS"})
_SINGULAR = frozenset({"NN", "NNP"})
_PERSON = "pronoun.person"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class _Person:
    """A person named in a sentence: first and last token, name, whether a clause is about them.

    ``title`` is the label of the title before the name, None where it has none.
    """

    token: int
    last: int
    name: str
    is_subject: bool
    title: str | None


def resolve_names(
    sentences: Sequence[Sentence],
    sources: Sequence[SourceAt | None],
    text: str,
    lexicons: AttributionLexicons,
    *,
    quoted: Sequence[tuple[int, int]] = (),
) -> list[str | None]:
    """Return the resolved name of each source; None where its own words are the name.

    ``sources`` are those of one article's attributions, in their order; ``quoted`` are the
    article spans of quotations, sorted.
    """
    persons = [_persons(sentence, text, lexicons) for sentence in sentences]
    full_names = _full_names(persons)
    titles = {
        person.name.rpartition(" ")[2]: person.title
        for sentence in persons
        for person in sentence
        if person.title is not None and "." in person.title
    }
    persons = _outside(sentences, persons, quoted)
    order = sorted(range(len(sources)), key=lambda i: _place(sources[i]))
    names: list[str | None] = [None for _ in sources]
    said: list[_Said] = []
    for i in order:
        source = sources[i]
        if source is None:
            continue
        own = " ".join(text[source.start : source.end].split())
        if source.antecedent is not None:
            names[i] = " ".join(text[source.antecedent[0] : source.antecedent[1]].split())
        elif (label := _pronoun(own, lexicons)) is not None:
            names[i] = _antecedent(sentences, source, label, said, persons)
            # "Mrs. Lee" somewhere in the article is not the one "he" stands for.
            title = titles.get((names[i] or own).rpartition(" ")[2])
            if title is not None and title.rpartition(".")[2] != label.rpartition(".")[2]:
                names[i] = None
            if names[i] is not None:
                said.append(_Said(source.sentence, names[i] or own, label))
            continue
        else:
            apposed = _apposed(sentences[source.sentence], source, persons[source.sentence])
            names[i] = apposed or _full_name(own, full_names)
        name = names[i] or own
        said.append(_Said(source.sentence, name, _kind(sentences, source, name, persons)))
    return names


@dataclass(frozen=True)
class _Said:
    """An earlier source: index of its sentence, name, and the pronouns that fit it."""

    sentence: int
    name: str
    kind: str | None


def _kind(
    sentences: Sequence[Sentence],
    source: SourceAt,
    name: str,
    persons: Sequence[Sequence[_Person]],
) -> str | None:
    if any(_same(name, other.name) for other in persons[source.sentence]):
        return _PERSON
    tag = sentences[source.sentence].tags[source.head]
    if tag in _PLURAL:
        return "pronoun.plural"
    return "pronoun.thing" if tag in _SINGULAR else None


def _apposed(sentence: Sentence, source: SourceAt, persons: Sequence[_Person]) -> str | None:
    """Return the name between commas behind an office: "The mayor of Linz, Karl Huber, said"."""
    if sentence.tags[source.head] != "NN":
        return None
    behind = bisect_right(sentence.starts, source.end - 1)
    if behind + 1 >= len(sentence) or sentence.words[behind] != ",":
        return None
    for person in persons:
        if person.token == behind + 1 and sentence.deps[person.last] == "appos":
            return person.name
    return None


def _place(source: SourceAt | None) -> int:
    return -1 if source is None else source.start


def _pronoun(words: str, lexicons: AttributionLexicons) -> str | None:
    row = lexicons.words.by_form.get(words.lower())
    return row.label if row is not None and row.label.startswith("pronoun") else None


def _persons(sentence: Sentence, text: str, lexicons: AttributionLexicons) -> list[_Person]:
    """Return the persons named in a sentence in order, titles left out."""
    found: list[_Person] = []
    for entity in sentence.entities:
        if entity.label != "PERSON":
            continue
        start, end = entity.token_start, entity.token_end
        row = lexicons.words.by_form.get(sentence.lower[max(0, start - 1)])
        while start < end - 1 and _title(lexicons, sentence.lower[start]) is not None:
            row = lexicons.words.by_form[sentence.lower[start]]
            start += 1
        title = None if row is None else _title(lexicons, row.terms[0])
        while end - 1 > start and sentence.lower[end - 1] in ("'s", "'"):
            end -= 1
        name = " ".join(text[sentence.starts[start] : sentence.ends[end - 1]].split())
        is_subject = sentence.deps[end - 1] in _SUBJECTS
        found.append(_Person(entity.token_start, end - 1, name, is_subject, title))
    return found


def _title(lexicons: AttributionLexicons, form: str) -> str | None:
    """Return the label of a title: "title", or "title.he", "title.she" where it tells."""
    row = lexicons.words.by_form.get(form)
    return row.label if row is not None and row.label.startswith("title") else None


def _outside(
    sentences: Sequence[Sentence],
    persons: Sequence[list[_Person]],
    quoted: Sequence[tuple[int, int]],
) -> list[list[_Person]]:
    """Return the persons of each sentence that are not named inside a quotation."""
    starts = [start for start, _ in quoted]

    def is_quoted(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < quoted[at][1]

    return [
        [person for person in found if not is_quoted(sentence.starts[person.token])]
        for sentence, found in zip(sentences, persons, strict=True)
    ]


def _full_names(persons: Sequence[Sequence[_Person]]) -> dict[str, str | None]:
    """Return the full name for each last name; None where two people share it."""
    found: dict[str, str | None] = {}
    for sentence in persons:
        for person in sentence:
            last = person.name.rpartition(" ")[2]
            if last != person.name:
                same = found.get(last, person.name) == person.name
                found[last] = person.name if same else None
    return found


def _full_name(words: str, full_names: dict[str, str | None]) -> str | None:
    """Return the full name of "Ortiz" and "Ms. Ortiz"; None where it is none or not sure."""
    first, _, last = words.rpartition(" ")
    if first and not first.endswith("."):
        return None
    return full_names.get(last)


def _antecedent(
    sentences: Sequence[Sentence],
    source: SourceAt,
    label: str,
    said: Sequence[_Said],
    persons: Sequence[Sequence[_Person]],
) -> str | None:
    """Return whom a pronoun stands for, None where that is not sure."""
    before = said[-1] if said and source.sentence - said[-1].sentence <= _REACH else None
    if not label.startswith(_PERSON):
        return before.name if before is not None and before.kind == label else None
    if before is not None and before.kind == label and before.sentence >= source.sentence - 1:
        # "She said that Lee had left. She said ...": who was meant by the same word is meant again.
        return before.name
    subjects, others = _near_persons(sentences, source, persons, label)
    near = _distinct([*subjects, *others])
    titled = [person for person in near if person.title is not None and "." in person.title]
    if len(titled) == 1:
        return titled[0].name
    if len(near) == 1 and subjects:
        return near[0].name
    if before is None or before.kind is None or not before.kind.startswith(_PERSON):
        return None
    if not near:
        return before.name
    # Two people near: the one who has just been speaking speaks on.
    speaks_on = before.sentence >= source.sentence - 1
    return before.name if speaks_on and any(_same(before.name, p.name) for p in near) else None


def _near_persons(
    sentences: Sequence[Sentence],
    source: SourceAt,
    persons: Sequence[Sequence[_Person]],
    label: str,
) -> tuple[list[_Person], list[_Person]]:
    """Return whom the clauses before a pronoun are about and whom they only mention.

    Looked for in its sentence, else in the one before.  Left out are people named inside a
    quotation and those whose title ("Mrs.") does not agree with the pronoun.
    """
    sentence = sentences[source.sentence]
    here = [person for person in persons[source.sentence] if person.token < source.head]
    index = source.sentence - 1
    if (
        not any(person.is_subject for person in here)
        and index >= 0
        and sentences[index].block == sentence.block
    ):
        here = [*persons[index], *here]
    gender = label.rpartition(".")[2]
    here = [
        person
        for person in here
        if person.title is None or person.title.partition(".")[2] in {"", gender}
    ]
    return (
        [person for person in here if person.is_subject],
        [person for person in here if not person.is_subject],
    )


def _distinct(persons: Sequence[_Person]) -> list[_Person]:
    """Return each person once, by last name."""
    found: list[_Person] = []
    for person in persons:
        if not any(_same(person.name, other.name) for other in found):
            found.append(person)
    return found


def _same(name: str, other: str) -> bool:
    return name.rpartition(" ")[2] == other.rpartition(" ")[2]
