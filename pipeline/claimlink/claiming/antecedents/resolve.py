"""What pronouns and short descriptions stand for, where one antecedent is sure.

Sentences come in order; each noun phrase raises the salience of its thing, each sentence fades it.
A pronoun takes the most salient thing that agrees with it in number, gender and kind, if that leads
clearly; if two are nearly alike it stays without one.

Source: Lappin & Leass 1994 for salience; Chomsky 1981 (principle B) for "it" and its own clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.claiming.antecedents.binding import find_binder, is_possessive
from claimlink.claiming.antecedents.candidates import Candidate, find_candidates
from claimlink.claiming.antecedents.descriptions import WINDOW, find_description
from claimlink.claiming.antecedents.doubt import find_doubt
from claimlink.claiming.antecedents.expletive import is_expletive, is_of_a_whole
from claimlink.claiming.antecedents.names import NameTable
from claimlink.claiming.antecedents.quotes import quoted_tokens
from claimlink.claiming.antecedents.rules import AntecedentRules, antecedent_rules
from claimlink.claiming.antecedents.salience import is_fronted, is_topic, salience_of
from claimlink.claiming.antecedents.things import Thing, rank_things
from claimlink.claiming.antecedents.wording import describe
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence

_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "DT", "RB"})
# Salience under which a thing is forgotten; keeps the work per sentence bounded.
_FORGOTTEN = 15.0
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
    quoted = quoted_tokens(sentences)
    return [memory.read(*pair) for pair in zip(sentences, quoted, strict=True)]


class _Memory:
    """Reads sentences in order and remembers what they were about."""

    def __init__(self, rules: AntecedentRules, names: NameTable) -> None:
        self._rules = rules
        self._names = names
        self._things: dict[str, Thing] = {}
        self._recent: list[list[Candidate]] = []
        self._block: int | None = None
        self._found: list[Anaphor] = []
        self._texts: dict[tuple[int, int], str] = {}
        self._quoted: frozenset[int] = frozenset()
        # Labels of the pronouns that stay open in this sentence and in the one before.
        self._open: set[str] = set()
        self._open_before: set[str] = set()

    def read(self, sentence: Sentence, quoted: frozenset[int]) -> list[Anaphor]:
        """Return the anaphors of the next sentence and remember its things.

        ``quoted`` are its tokens in quotation marks: nothing there is an anaphor.
        """
        self._fade(sentence.block)
        self._found, self._quoted = [], quoted
        self._open, self._open_before = set(), self._open
        self._recent = [[], *self._recent[:WINDOW]]
        candidates = iter(find_candidates(sentence, self._names, self._rules, quoted))
        upcoming = next(candidates, None)
        for token, tag in enumerate(sentence.tags):
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
        self._block = block
        for key, thing in list(self._things.items()):
            thing.fade(factor)
            if thing.salience < _FORGOTTEN:
                del self._things[key]

    def _meet(self, candidate: Candidate) -> None:
        if candidate.quoted:
            self._remember(candidate, candidate.place)
            self._recent[0].append(candidate)
            return
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
        if candidate.name is None or candidate.last is not None or candidate.number == "many":
            return  # "the Democrats" are no "Hill Democrats"
        sentence, head = candidate.sentence, candidate.head
        word = sentence.words[head]
        if word == candidate.name or not candidate.name.endswith(f" {word}"):
            return
        if _is_at_a_place(candidate) and not is_topic(sentence, head, self._rules):
            return  # "At Greenhill, fees fell": the firm of that name
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
        thing = self._things.pop(candidate.key, None) or Thing(candidate)
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
        if token in self._quoted:
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
        things = reversed(self._things.values())
        ranked = rank_things(things, sentence, token, label, self._rules)
        weights = self._rules.weights
        if not ranked or ranked[0][0] < weights.least:
            self._leave(sentence, token, label, (), (row.id, "antecedent.none"))
            return
        best, thing = ranked[0]
        close = [other for score, other in ranked if score * weights.lead > best]
        if len(close) > 1:
            heads = [other.mentions[-1] if other.mentions else -1 for other in close]
            self._leave(sentence, token, label, tuple(heads), (row.id, "antecedent.close"))
            return
        doubt = find_doubt(sentence, token, label, ranked, self._rules)
        if doubt is None and label in self._open_before and not thing.mentions:
            doubt = "antecedent.open"  # the same pronoun stayed open a sentence before
        if doubt is not None:
            heads = thing.mentions[-1:]
            self._leave(sentence, token, label, tuple(heads), (row.id, doubt))
            return
        mentions = tuple(thing.mentions)
        used = (row.id, "antecedent.salience", *thing.candidate.rules)
        self._note(sentence, token, thing, mentions, used)
        thing.mention(token, salience_of(sentence, token, None, self._rules))

    def _leave(
        self,
        sentence: Sentence,
        token: int,
        label: str,
        mentions: tuple[int, ...],
        rules: tuple[str, ...],
    ) -> None:
        """Note a pronoun without a sure antecedent; the next of its kind has none either."""
        self._note(sentence, token, None, mentions, rules)
        self._open.add(label)

    def _note(
        self,
        sentence: Sentence,
        token: int,
        thing: Thing | None,
        mentions: tuple[int, ...],
        rules: tuple[str, ...],
    ) -> None:
        text = None if thing is None else self._describe(thing.candidate)
        if text is not None and is_possessive(sentence, token) and not _takes_ending(text, thing):
            text = None
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


def _is_at_a_place(candidate: Candidate) -> bool:
    """Whether a name that the recogniser takes for no person's stands in a fronted phrase."""
    sentence, head, entity = candidate.sentence, candidate.head, candidate.entity
    if entity is None or entity.label == "PERSON":
        return False
    return sentence.deps[head] == "pobj" and is_fronted(sentence, head)


def _takes_ending(text: str, thing: Thing | None) -> bool:
    """Whether a possessive ending can follow: not "two psychologists in Graz's", "A and B's"."""
    if thing is None or thing.candidate.last is not None:
        return False
    candidate = thing.candidate
    last = text.rsplit(" ", 1)[-1].lower()
    return candidate.name is not None or last == candidate.sentence.lower[candidate.head]


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
