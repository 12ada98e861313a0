"""What pronouns and short descriptions stand for, where one antecedent is sure.

Sentences come in order; each noun phrase raises the salience of its thing, each sentence fades it.
A pronoun takes the most salient thing that agrees with it in number, gender and kind, if that leads
clearly; if two are nearly alike it stays without one.

Source: Lappin & Leass 1994 for salience; Chomsky 1981 (principle B) for "it" and its own clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from claimlink.claiming.antecedents.agreement import AGREEMENT
from claimlink.claiming.antecedents.binding import (
    find_binder,
    governor,
    is_expletive,
    is_of_a_whole,
    is_possessive,
    shares_verb,
)
from claimlink.claiming.antecedents.candidates import Candidate, find_candidates, is_bare
from claimlink.claiming.antecedents.descriptions import WINDOW, find_description
from claimlink.claiming.antecedents.names import NameTable
from claimlink.claiming.antecedents.rules import AntecedentRules, antecedent_rules
from claimlink.claiming.antecedents.salience import salience_of
from claimlink.claiming.antecedents.wording import describe
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

_QUOTES = frozenset({"“", "”", "``", "''", '"'})
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "DT", "RB"})
# Salience under which a thing is forgotten; keeps the work per sentence bounded.
_FORGOTTEN = 15.0
# Things looked at for a pronoun, the latest first: bounds the work in a sentence of 1,000 nouns.
_CONSIDERED = 40
# By how much a possessive rather means the subject of its own clause.
_BINDING = 1.5
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Anaphor:
    """Words that stand for something said before.

    ``token_start`` and ``token_end`` are token indexes of the sentence.  ``text`` is what they
    stand for as it reads inside a sentence, None where no antecedent is sure.  ``mentions`` are
    tokens of the same sentence that name the antecedent or, without a sure one, the things that
    it may be.  ``rules`` are the rows and mechanisms that decided.
    """

    token_start: int
    token_end: int
    text: str | None
    possessive: bool
    place: bool
    key: str | None
    mentions: tuple[int, ...]
    rules: tuple[str, ...]


def resolve_mentions(
    sentences: Sequence[Sentence], pack: LanguagePack
) -> dict[tuple[int, int], str]:
    """Return what each pronoun and short description stands for, by its article span.

    Only sure ones are in it.  Spans are code points, half-open; in text order.
    """
    found: dict[tuple[int, int], str] = {}
    for sentence, anaphors in zip(sentences, resolve_anaphors(sentences, pack), strict=True):
        for anaphor in anaphors:
            if anaphor.text is not None:
                start = sentence.starts[anaphor.token_start]
                found[start, sentence.ends[anaphor.token_end - 1]] = anaphor.text
    return found


def resolve_anaphors(sentences: Sequence[Sentence], pack: LanguagePack) -> list[list[Anaphor]]:
    """Return the anaphors of each sentence, in order, not overlapping.

    ``index`` of a sentence must count through the article.
    """
    return _resolve(sentences, antecedent_rules(pack))


def explain_anaphors(sentences: Sequence[Sentence], pack: LanguagePack) -> set[str]:
    """Return the ids of all rows whose words were met, whether they decided or not."""
    met: set[str] = set()
    for anaphors in _resolve(sentences, replace(antecedent_rules(pack), met=met)):
        met.update(rule for anaphor in anaphors for rule in anaphor.rules)
    return met


def _resolve(sentences: Sequence[Sentence], rules: AntecedentRules) -> list[list[Anaphor]]:
    memory = _Memory(rules, NameTable(sentences, rules))
    return [memory.read(sentence) for sentence in sentences]


@dataclass
class _Thing:
    """A thing in the reader's mind: how salient, and the phrase that describes it best."""

    candidate: Candidate
    carried: float = 0.0
    current: float = 0.0
    mentions: list[int] = field(default_factory=list)

    @property
    def salience(self) -> float:
        """What is left of earlier sentences, and the strongest mention of this one."""
        return self.carried + self.current

    def mention(self, token: int, salience: float) -> None:
        """Note a mention; a second one in a sentence counts only where it is stronger."""
        self.current = max(self.current, salience)
        self.mentions.append(token)

    def fade(self, factor: float) -> None:
        """Go on to the next sentence."""
        self.carried, self.current = self.carried * factor * factor + self.current * factor, 0.0
        self.mentions.clear()


class _Memory:
    """Reads sentences in order and remembers what they were about."""

    def __init__(self, rules: AntecedentRules, names: NameTable) -> None:
        self._rules = rules
        self._names = names
        self._things: dict[str, _Thing] = {}
        self._recent: list[list[Candidate]] = []
        self._block: int | None = None
        self._found: list[Anaphor] = []
        self._texts: dict[tuple[int, int], str] = {}
        self._in_quote = False
        self._open: set[str] = set()

    def read(self, sentence: Sentence) -> list[Anaphor]:
        """Return the anaphors of the next sentence and remember its things."""
        self._fade(sentence.block)
        self._found = []
        self._open.clear()
        self._recent = [[], *self._recent[:WINDOW]]
        candidates = iter(find_candidates(sentence, self._names, self._rules))
        upcoming = next(candidates, None)
        for token, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
            if word in _QUOTES:
                self._in_quote = _quoted(word, self._in_quote)
            if tag not in _PRONOUN_TAGS:
                continue
            while upcoming is not None and upcoming.head < token:
                self._meet(upcoming)
                upcoming = next(candidates, None)
            self._meet_pronoun(sentence, token)
        while upcoming is not None:
            self._meet(upcoming)
            upcoming = next(candidates, None)
        self._found.sort(key=lambda anaphor: anaphor.token_start)
        return self._found

    def _fade(self, block: int) -> None:
        weights = self._rules.weights
        factor = weights.fade * (1.0 if block == self._block else weights.new_block)
        if block != self._block:
            self._in_quote = False
        self._block = block
        for key, thing in list(self._things.items()):
            thing.fade(factor)
            if thing.salience < _FORGOTTEN:
                del self._things[key]

    def _meet(self, candidate: Candidate) -> None:
        description = find_description(candidate, self._recent, self._rules)
        self._meet_short_name(candidate)
        antecedent = None if description is None else description.antecedent
        text = None if antecedent is None else self._describe(antecedent)
        if description is not None and (text is not None or description.demonstrative):
            self._found.append(
                Anaphor(
                    token_start=description.token_start,
                    token_end=description.token_end,
                    text=text,
                    possessive=False,
                    place=False,
                    key=None if antecedent is None else antecedent.key,
                    mentions=() if antecedent is None else self._mentions(antecedent.key),
                    rules=description.rules,
                )
            )
            if antecedent is not None and text is not None:
                place, role = candidate.place, candidate.role
                candidate = antecedent._replace(place=place, role=role, salience=candidate.salience)
        self._remember(candidate, candidate.place)
        self._recent[0].append(candidate)

    def _meet_short_name(self, candidate: Candidate) -> None:
        """Note a last name that stands for a person's full name."""
        if candidate.name is None or candidate.last is not None:
            return
        sentence, head = candidate.sentence, candidate.head
        word = sentence.words[head]
        if word == candidate.name or not candidate.name.endswith(f" {word}"):
            return
        full = self._names.short_name(sentence, head, candidate.entity)
        if full is None or full.text != candidate.name:
            return
        self._found.append(
            Anaphor(
                token_start=head,
                token_end=head + 1,
                text=candidate.name,
                possessive=False,
                place=False,
                key=candidate.key,
                mentions=self._mentions(candidate.key),
                rules=("antecedent.last_name",),
            )
        )

    def _remember(self, candidate: Candidate, mention: int) -> None:
        # Taken out and put back, so that the dictionary runs from the oldest to the latest.
        thing = self._things.pop(candidate.key, None) or _Thing(candidate)
        if thing.candidate.aliases and not candidate.aliases and candidate.kind != "person":
            known = thing.candidate
            candidate = candidate._replace(aliases=known.aliases, kind=known.kind)
            candidate = candidate._replace(number=known.number, gender=known.gender)
        self._things[candidate.key] = thing
        thing.candidate = candidate
        thing.mention(mention, candidate.salience)

    def _mentions(self, key: str) -> tuple[int, ...]:
        thing = self._things.get(key)
        return () if thing is None else tuple(thing.mentions)

    def _describe(self, candidate: Candidate) -> str | None:
        index = candidate.sentence.index
        return describe(candidate, self._rules, lambda token: self._texts.get((index, token)))

    def _meet_pronoun(self, sentence: Sentence, token: int) -> None:
        label, row = _pronoun_row(sentence, token, self._rules)
        if row is None or is_expletive(sentence, token, self._rules):
            return
        if label in {"speaker", "pointer"}:
            self._note(sentence, token, None, (), (row.id,))
            if label == "pointer" and sentence.deps[token] in _SUBJECTS:
                self._open.add("it")  # "That is bad because it ...": the same matter
            return
        if is_of_a_whole(sentence, token, self._rules):
            self._note(sentence, token, None, (), (row.id, "antecedent.event"))
            return
        if self._in_quote:
            self._note(sentence, token, None, (), (row.id, "antecedent.quoted"))
            return
        if is_possessive(sentence, token):
            binder = find_binder(sentence, token)
            if binder:
                self._note(sentence, token, None, binder, (row.id, "antecedent.bound"))
                return
        if label in self._open:
            # The same pronoun was open earlier in the sentence, so it is here.
            self._note(sentence, token, None, (), (row.id, "antecedent.open"))
            return
        ranked = self._rank(sentence, token, label)
        weights = self._rules.weights
        if not ranked or ranked[0][0] < weights.least:
            self._note(sentence, token, None, (), (row.id, "antecedent.none"))
            self._open.add(label)
            return
        best, thing = ranked[0]
        close = [other for score, other in ranked if score * weights.lead > best]
        if len(close) > 1:
            heads = [other.mentions[-1] if other.mentions else -1 for other in close]
            self._note(sentence, token, None, tuple(heads), (row.id, "antecedent.close"))
            self._open.add(label)
            return
        if not _is_prominent(thing, label):
            heads = thing.mentions[-1:]
            self._note(sentence, token, None, tuple(heads), (row.id, "antecedent.oblique"))
            self._open.add(label)
            return
        mentions = tuple(thing.mentions)
        used = (row.id, "antecedent.salience", *thing.candidate.rules)
        self._note(sentence, token, thing, mentions, used)
        thing.mention(token, salience_of(sentence, token, None, self._rules))

    def _note(
        self,
        sentence: Sentence,
        token: int,
        thing: _Thing | None,
        mentions: tuple[int, ...],
        rules: tuple[str, ...],
    ) -> None:
        text = None if thing is None else self._describe(thing.candidate)
        if text is not None:
            self._texts[sentence.index, token] = text
        self._found.append(
            Anaphor(
                token_start=token,
                token_end=token + 1,
                text=text,
                possessive=is_possessive(sentence, token),
                place=sentence.tags[token] == "RB",
                key=None if thing is None else thing.candidate.key,
                mentions=mentions,
                rules=rules,
            )
        )

    def _is_barred(self, sentence: Sentence, token: int, thing: _Thing) -> bool:
        """Whether a thing stands with the same verb as a pronoun."""
        rules = self._rules
        return any(shares_verb(sentence, token, other, rules) for other in thing.mentions[-2:])

    def _rank(self, sentence: Sentence, token: int, label: str) -> list[tuple[float, _Thing]]:
        """Return the things that agree with a pronoun, most salient first."""
        agrees = AGREEMENT[label]
        subject = sentence.deps[token] in _SUBJECTS
        possessive = is_possessive(sentence, token)
        found: list[tuple[float, str, _Thing]] = []
        for key, thing in islice(reversed(self._things.items()), _CONSIDERED):
            factor = agrees(thing.candidate)
            if factor == 0.0 or not (
                possessive
                or not any(
                    shares_verb(sentence, token, m, self._rules) for m in thing.mentions[-2:]
                )
            ):
                continue
            score = thing.salience * factor
            if possessive and _is_own_subject(sentence, token, thing):
                score *= _BINDING
            if subject and thing.candidate.is_subject:
                score += self._rules.weights.parallel
            found.append((score, key, thing))
        found.sort(key=lambda ranked: (-ranked[0], ranked[1]))
        return [(score, thing) for score, _, thing in found]


def _is_own_subject(sentence: Sentence, token: int, thing: _Thing) -> bool:
    """Whether a thing is the subject of the verb that a possessive stands with."""
    verb = governor(sentence, token)
    return any(
        sentence.heads[other] == verb and sentence.deps[other] in _SUBJECTS
        for other in thing.mentions
    )


def _is_prominent(thing: _Thing, label: str) -> bool:
    """Whether a thing is more than an aside; a group is "they" only as a subject.

    "bonobos are better in games because they ...": had the parser lost the bonobos, "they" would
    be the games.
    """
    candidate = thing.candidate
    if label == "they" and candidate.number == "both":
        return candidate.is_subject and candidate.kind == "group"
    # "Charts display data. It supports many types.": a stuff last met as an object is no "it".
    if candidate.name is None and candidate.role != "subject" and is_bare(candidate):
        return False
    return candidate.role != "oblique" or candidate.name is not None or thing.carried > 0


def _quoted(mark: str, inside: bool) -> bool:
    """Whether what follows a quotation mark is quoted; a straight one may open or close."""
    return mark in {"“", "``"} or (mark in {'"', "''"} and not inside)


def _pronoun_row(sentence: Sentence, token: int, rules: AntecedentRules) -> tuple[str, Term | None]:
    """Return the label and row of a pronoun; "this" only where it stands alone."""
    word, tag = sentence.lower[token], sentence.tags[token]
    if tag == "DT":
        alone = sentence.deps[token] != "det" and sentence.deps[token] != "predet"
        return "pointer", rules.form("pointer", word) if alone else None
    if tag == "RB":
        return "there", rules.form("there", word) if _is_locative(sentence, token) else None
    for label in ("he", "she", "it", "they", "speaker"):
        row = rules.form(label, word)
        if row is not None:
            return label, row
    return "", None


def _is_locative(sentence: Sentence, token: int) -> bool:
    """Whether "there" is a place: not the "there" of "there is", nor that of "there and then"."""
    return sentence.deps[token] in {"advmod", "pcomp", "pobj"} and sentence.heads[token] < token
