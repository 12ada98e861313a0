"""Cues: the rows of a lexicon or of a pattern file that fire in a clause.

The forms in the lexicons of this stage are read so:

``word word``   these tokens, side by side, anywhere in the clause
``^word word``  the first token is the clause's predicate or a complement of it ("tends to
                *reduce*", "is *likely*"); the others follow in order, a few words apart
``#word word``  the first token is one of those, the others follow side by side
``!word word``  the same as ``^``, where the token has an object or an agent ("*reduces* costs")
``<word word``  these tokens, side by side, the first of them hanging on the predicate or on an
                adverbial clause of it ("closed *because of* snow", not "losses *due to* snow")
``&word``       the token is a helping verb of the predicate ("*should* close"), or of the one it
                is coordinated with ("*should* close and move")
``=word``       the token is a complement of the predicate ("is *crucial*")
``+word``       the token is a complement or qualifies one ("is a *good* plan")
``~word word``  the clause begins with these tokens
``@name``       a signal of the structure, named in :func:`.signals.read_signals`

A row counts once for each clause, at its first cue, so that a weight is what the row means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.wordindex import WordIndex
from claimlink.claiming.trees import SUBJECTS
from claimlink.packs import Lexicon, Pattern, Term
from claimlink.parsing import Sentence

# Words that may stand between the parts of a predicate: "play (a very important) role in".
_GAP = 4
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd", "dative"})
_COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
_HELPING = frozenset({"aux", "auxpass"})
_CHAIN = frozenset({"xcomp", "conj", "acomp", "attr", "oprd"})

_Forms = Sequence[tuple[tuple[str, ...], Term]]


@dataclass(frozen=True)
class Cue:
    """A row that fired: its tokens in the sentence, half-open, None where none triggered it."""

    rule: Term | Pattern
    token_start: int | None
    token_end: int | None

    @property
    def weight(self) -> float:
        """The row's weight; 1 where it names none."""
        return 1.0 if self.rule.weight is None else self.rule.weight

    def span(self, sentence: Sentence) -> tuple[int | None, int | None]:
        """Return the article offsets of the cue; both None where it has no words."""
        if self.token_start is None or self.token_end is None:
            return None, None
        return sentence.starts[self.token_start], sentence.ends[self.token_end - 1]


def find_cues(
    lexicon: Lexicon, clause: Clause, tokens: Sequence[int], signals: Mapping[str, int | None]
) -> list[Cue]:
    """Return the rows that fire in a clause, in the order of their cues, each row once."""
    found: dict[str, Cue] = {}
    for cue in _all_cues(lexicon, clause, tokens, signals):
        known = found.get(cue.rule.id)
        if known is None or _order(cue) < _order(known):
            found[cue.rule.id] = cue
    return sorted(found.values(), key=_order)


def match_patterns(index: WordIndex, clause: Clause, tokens: Sequence[int]) -> list[Cue]:
    """Return the patterns that match the clause's tokens, in lower case with one blank between."""
    lower = clause.sentence.lower
    words = [lower[token] for token in tokens]
    rows = index.rows_for(words)
    if not rows:
        return []
    text = " ".join(words)
    offsets: list[int] = []
    found: list[Cue] = []
    for row in rows:
        match = row.search(text)
        if match is not None:
            offsets = offsets or _offsets_of(words)
            first = bisect_right(offsets, match.start()) - 1
            last = bisect_right(offsets, max(match.start(), match.end() - 1)) - 1
            found.append(Cue(row, tokens[first], tokens[last] + 1))
    return found


def _offsets_of(words: Sequence[str]) -> list[int]:
    """Return where each word starts in the words joined by blanks."""
    return [0, *accumulate(len(word) + 1 for word in words[:-1])]


def _order(cue: Cue) -> tuple[int, str]:
    return (-1 if cue.token_start is None else cue.token_start, cue.rule.id)


def _all_cues(
    lexicon: Lexicon, clause: Clause, tokens: Sequence[int], signals: Mapping[str, int | None]
) -> Iterator[Cue]:
    index = lexicon.by_first_word
    for name, token in signals.items():
        for _, signal in index.get("@" + name, ()):
            yield Cue(signal, token, None if token is None else token + 1)
    for token in _shared_helpers(clause):
        for form, row in index.get("&" + clause.sentence.lower[token], ()):
            if len(form) == 1:
                yield Cue(row, token, token + 1)
    lower, begun = clause.sentence.lower, lexicon.marks_of
    words = [lower[token] for token in tokens]
    # Few words of a clause begin a form, and the tree is asked only about these.
    starts = [
        here
        for here, word in enumerate(words)
        if word in begun and (begun[word] != " " or _goes_on(lexicon, words, here))
    ]
    if not starts:
        return
    reading = _Reading(clause.sentence, tokens, words, _places_of(clause, frozenset(tokens)))
    used = -1
    for here in starts:
        signs, token = begun[words[here]], tokens[here]
        for mark in reading.marks_at(here):
            if mark in signs:
                rows, end = reading.rows_at(here, mark, index)
                for row in rows:
                    yield Cue(row, token, end)
        if here > used and " " in signs:
            length, rows = _adjacent(index.get(words[here], ()), words, here)
            for row in rows:
                yield Cue(row, token, tokens[here + length - 1] + 1)
            used = max(used, here + length - 1)


def _goes_on(lexicon: Lexicon, words: Sequence[str], here: int) -> bool:
    """Whether the first two words of an unmarked form stand here, or one of a single word."""
    after = lexicon.seconds_of[words[here]]
    return "" in after or (here + 1 < len(words) and words[here + 1] in after)


def _shared_helpers(clause: Clause) -> list[int]:
    """Return the modal verbs that a predicate shares with the one it is coordinated with.

    "The dam *may* break and flood the valley" leaves both open; "may break and was repaired" or
    "may break and the valley floods" only the first.
    """
    sentence, head = clause.sentence, clause.head
    if sentence.deps[head] != "conj" or sentence.tags[head] not in {"VB", "VBN"}:
        return []
    if any(sentence.deps[c] in SUBJECTS | _HELPING for c in sentence.children[head]):
        return []
    first = sentence.heads[head]
    return [c for c in sentence.children[first] if sentence.tags[c] == "MD" and c < first]


@dataclass(frozen=True)
class _Reading:
    """The tokens of a clause that are looked at, with their words in lower case."""

    sentence: Sentence
    tokens: Sequence[int]
    words: Sequence[str]
    places: _Places

    def marks_at(self, here: int) -> str:
        """Return the marks of the forms that may begin at a token."""
        token = self.tokens[here]
        marks = _marks_at(self.sentence, token, self.places) + ("~" if here == 0 else "")
        if token in self.places.chain:
            marks += "^!" if _acts(self.sentence, token) else "^"
        return marks

    def rows_at(
        self, here: int, mark: str, index: Mapping[str, _Forms]
    ) -> tuple[Sequence[Term], int]:
        """Return the rows of the longest form with a mark, and the token where their cue ends."""
        forms = index.get(mark + self.words[here], ())
        if mark in "^!":
            return _apart(forms, self.words, here), self.tokens[here] + 1
        length, rows = _adjacent(forms, self.words, here)
        return rows, self.tokens[here + max(length, 1) - 1] + 1


@dataclass(frozen=True)
class _Places:
    """The predicate with its complements, these alone, and these with what qualifies them."""

    chain: Collection[int]
    complements: Collection[int]
    qualifying: Collection[int]


def _marks_at(sentence: Sentence, token: int, places: _Places) -> str:
    """Return the marks of the forms that may begin at a token by its place in the tree."""
    marks = ""
    if token in places.chain:
        marks += "#"
    elif _hangs_on(sentence, token, places.chain):
        marks += "<"
    above = sentence.heads[token]
    # "May" the month is no helping verb, however the parser hangs it.
    if (
        sentence.tags[token] == "MD"
        and sentence.deps[token] == "aux"
        and above in places.chain
        and sentence.tags[above] not in {"VBD", "VBZ"}
    ):
        marks += "&"
    if token in places.complements:
        marks += "="
    if token in places.qualifying:
        marks += "+"
    return marks


def _hangs_on(sentence: Sentence, token: int, chain: Collection[int]) -> bool:
    """Whether a word hangs on the predicate or opens an adverbial clause of it."""
    above = sentence.heads[token]
    if above in chain:
        return True
    # The parser likes to hang a reason on the object: "faces problems *due to* the frost".
    return sentence.deps[above] in {"advcl", "dobj"} and sentence.heads[above] in chain


def _acts(sentence: Sentence, token: int) -> bool:
    """Whether a predicate has an object, or a passive one its agent."""
    deps = {sentence.deps[child] for child in sentence.children[token]}
    return "agent" in deps or (bool(deps & _OBJECTS) and "auxpass" not in deps)


def _adjacent(forms: _Forms, words: Sequence[str], here: int) -> tuple[int, list[Term]]:
    """Return the length and rows of the longest form whose words stand side by side."""
    length, rows = 0, []
    # Most forms that begin here go on with another word than the text does.
    after = words[here + 1] if here + 1 < len(words) else None
    for form, row in forms:
        size = len(form)
        if size < length:
            break
        if size == 1 or (form[1] == after and tuple(words[here + 2 : here + size]) == form[2:]):
            length = size
            rows.append(row)
    return length, rows


def _apart(forms: _Forms, words: Sequence[str], here: int) -> list[Term]:
    """Return the rows of the longest form whose words follow in order, ``_GAP`` apart at most.

    One form may stand in several rows: "increase" speaks for a trend and for a cause.
    """
    length, rows = 0, []
    for form, row in forms:
        if len(form) < length:
            break
        at = here
        for word in form[1:]:
            window = words[at + 1 : at + 2 + _GAP]
            if word not in window:
                break
            at += 1 + window.index(word)
        else:
            length = len(form)
            rows.append(row)
    return rows


def _places_of(clause: Clause, members: Collection[int]) -> _Places:
    sentence = clause.sentence
    chain = [clause.head]
    complements: set[int] = set()
    for token in chain:
        said = _is_shell(sentence, token)
        for child in sentence.children[token]:
            if child in members and (
                sentence.deps[child] in _CHAIN or (said and sentence.deps[child] == "ccomp")
            ):
                chain.append(child)
                if sentence.deps[child] in _COMPLEMENTS or token in complements:
                    complements.add(child)
    qualifying = complements | {
        child
        for token in complements
        for child in sentence.children[token]
        if sentence.deps[child] in {"amod", "advmod", "compound", "nmod"}
    }
    return _Places(frozenset(chain), complements, qualifying)


def _is_shell(sentence: Sentence, token: int) -> bool:
    """Whether a predicate only presents another one: "*it has been shown* that oaks grow"."""
    return any(
        sentence.tags[child] == "PRP" and sentence.deps[child] == "nsubjpass"
        for child in sentence.children[token]
    )
