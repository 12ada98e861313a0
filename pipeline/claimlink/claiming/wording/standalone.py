"""Word each claim so that it can be understood with nothing around it.

Pronouns and short descriptions give way to what they stand for, elided subjects come back, dates
get their year; where no rule is sure the words stay and their place is told.  What the claim
itself names is not said twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimlink.claiming.antecedents.quotes import quoted_tokens
from claimlink.claiming.antecedents.resolve import Anaphor, resolve_anaphors
from claimlink.claiming.antecedents.rules import AntecedentRules, antecedent_rules
from claimlink.claiming.antecedents.wording import define_noun, possessive, repeat_noun
from claimlink.claiming.clauses import Clause
from claimlink.claiming.wording.edits import NOTHING, Edit, has_own_subject
from claimlink.claiming.wording.rules import find_word, first_word
from claimlink.claiming.wording.subjects import restore_subject
from claimlink.claiming.wording.times import CALENDAR, complete_date, has_year
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import TimeMention, Why

# Characters between two tokens from which on a citation was cut out between them.
_WIDEST_BLANK = 2
# Mentions back in which the latest year is looked for.
_LATEST = 10
# Punctuation that a fragment of a claim neither begins nor ends with.
_LOOSE = frozenset({",", ";", ":", ".", "—", "–", "--", "-"})


@dataclass(frozen=True)
class Wording:
    """A claim that stands alone.

    ``text`` are the claim's own words where ``why`` is empty.  ``why`` tells what each rule
    replaced and where; ``left`` are the article spans of words that stayed because no antecedent
    was sure, in order, and ``kept`` the rules that kept words as they are.
    """

    text: str
    why: tuple[Why, ...]
    left: tuple[tuple[int, int], ...]
    kept: tuple[Why, ...] = ()


def word_standalone(
    claims: Sequence[tuple[Clause, Sequence[int]]],
    sentences: Sequence[Sentence],
    times: Sequence[TimeMention],
    pack: LanguagePack,
) -> list[Wording]:
    """Return the wording of each claim, in order.

    ``claims`` are clauses with the token indexes of their sentence that state them, ``sentences``
    all of the article in order, numbered through it; ``times`` its mentions, sorted.
    """
    rules = antecedent_rules(pack)
    anaphors = {
        sentence.index: found
        for sentence, found in zip(sentences, resolve_anaphors(sentences, pack), strict=True)
    }
    quoted = {
        sentence.index: tokens
        for sentence, tokens in zip(sentences, quoted_tokens(sentences), strict=True)
    }
    found: list[Wording] = []
    for clause, tokens in claims:
        index = clause.sentence.index
        here = anaphors.get(index, []), quoted.get(index, frozenset[int]())
        found.append(_word(clause, tuple(tokens), _Context(*here, rules, times, pack)))
    return found


@dataclass(frozen=True)
class _Context:
    anaphors: Sequence[Anaphor]
    quoted: frozenset[int]
    rules: AntecedentRules
    times: Sequence[TimeMention]
    pack: LanguagePack


@dataclass
class _Draft:
    """The words of a claim while it is edited: by token, with what goes before and behind.

    ``glued`` are tokens that get a blank behind them which the text has not.
    """

    clause: Clause
    tokens: tuple[int, ...]
    before: str = ""
    words: dict[int, str] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)
    why: list[Why] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    kept: list[Why] = field(default_factory=list)
    glued: set[int] = field(default_factory=set)

    def note(self, rules: Sequence[str], decided: str, start: int | None, end: int | None) -> None:
        """Say which rules decided what about the tokens from ``start`` to ``end``."""
        self.why.extend(self._whys(rules, decided, start, end))

    def keep(self, rules: Sequence[str], start: int, end: int) -> None:
        """Say which rules kept tokens as they are."""
        self.kept.extend(self._whys(rules, "kept", start, end))

    def leave(self, start: int, end: int, rules: Sequence[str] = ()) -> None:
        """Note tokens that stay though they need something before them."""
        sentence = self.clause.sentence
        self.left.append((sentence.starts[start], sentence.ends[end - 1]))
        self.keep(rules, start, end)

    def _whys(
        self, rules: Sequence[str], decided: str, start: int | None, end: int | None
    ) -> list[Why]:
        sentence = self.clause.sentence
        first = None if start is None else sentence.starts[start]
        last = None if end is None else sentence.ends[end - 1]
        return [Why(rule=rule, decided=decided, start=first, end=last) for rule in rules]


def _word(clause: Clause, tokens: tuple[int, ...], context: _Context) -> Wording:
    draft = _Draft(clause, tuple(sorted({*clause.shared, *tokens})))
    if clause.shared:
        said = clause.sentence.words[clause.shared[-1]]
        draft.note((clause.rule,), f"shared: {said}", tokens[0], tokens[-1] + 1)
    elif clause.rule == "clause.cited-apart" and clause.head not in tokens:
        draft.leave(tokens[0], tokens[-1] + 1, (clause.rule,))
    if clause.rule == "clause.quotation":
        # A quotation's words stay as they were said.
        for anaphor in context.anaphors:
            if anaphor.token_start in draft.tokens and anaphor.text is None:
                draft.leave(anaphor.token_start, anaphor.token_end, anaphor.rules)
        return Wording(_join(draft), (), tuple(draft.left), tuple(draft.kept))
    # What is said in quotation marks gets no words that nobody said.
    edit = NOTHING if clause.head in context.quoted else _restore(draft, context)
    if clause.introduction:
        draft.before = clause.introduction
        draft.note((clause.rule,), f"introduction: {draft.before}", tokens[0], tokens[-1] + 1)
    _drop_mark(draft, context)
    _resolve(draft, edit, context)
    _complete_dates(draft, context)
    text = _join(draft)
    if draft.why:
        text = _capitalise(text)
    return Wording(text, tuple(draft.why), tuple(sorted(draft.left)), tuple(draft.kept))


def _restore(draft: _Draft, context: _Context) -> Edit:
    """Bring back the subject that the clause shares with another."""
    clause = draft.clause
    sentence, rules = clause.sentence, context.rules

    def resolve(token: int) -> str | None:
        return _text_at(token, context.anaphors)

    def repeat(token: int) -> str | None:
        if sentence.tags[token] == "PRP":
            return resolve(token) or sentence.lower[token]
        return resolve(token) or repeat_noun(sentence, token, rules, resolve)

    def define(token: int) -> str | None:
        return resolve(token) or define_noun(sentence, token, rules, resolve)

    edit = restore_subject(clause, draft.tokens, repeat, define, context.pack)
    draft.before = edit.before
    draft.words.update(edit.replaced)
    draft.after.update(edit.after)
    for rule, decided, token in edit.cues:
        draft.note((rule,), decided, token, None if token is None else token + 1)
    for token in edit.left:
        draft.leave(token, token + 1)
    for rule, token in edit.kept:
        draft.keep((rule,), token, token + 1)
    if edit.about is not None and sentence.tags[edit.about] == "PRP" and not resolve(edit.about):
        draft.leave(edit.about, edit.about + 1)
    return edit


def _drop_mark(draft: _Draft, context: _Context) -> None:
    """Leave out a subordinator that opens a claim of its own: "after she had left" is a fact."""
    clause, token = draft.clause, draft.tokens[0]
    sentence = clause.sentence
    row = find_word(context.pack, "mark", sentence.lower[token])
    if row is None or not clause.is_finite or token in draft.words:
        return
    if sentence.deps[token] == "mark" and has_own_subject(sentence, clause.head):
        if sentence.heads[token] != clause.head:
            return
        draft.words[token] = ""
        if draft.tokens[1:2] == (token + 1,) and sentence.words[token + 1] in _LOOSE:
            draft.words[token + 1] = ""
        draft.note((row.id,), f"{sentence.words[token]}: left out", token, token + 1)


def _text_at(token: int, anaphors: Sequence[Anaphor]) -> str | None:
    return next((a.text for a in anaphors if a.token_end == token + 1), None)


def _resolve(draft: _Draft, edit: Edit, context: _Context) -> None:
    """Replace the anaphors whose antecedent the claim does not name before them."""
    inside = frozenset(draft.tokens)
    named = set() if edit.about is None else {edit.about}
    own: str | None = None
    said = {a.key for a in context.anaphors if edit.about in range(a.token_start, a.token_end)}
    said.discard(None)
    for anaphor in context.anaphors:
        start, end = anaphor.token_start, anaphor.token_end
        if not inside.issuperset(range(start, end)) or any(
            t in draft.words for t in range(start, end)
        ):
            continue
        if anaphor.key in said or any(m in named or m in inside for m in anaphor.mentions):
            continue
        if anaphor.text is None:
            draft.leave(start, end, anaphor.rules)
            continue
        own = _join(draft).lower() if own is None else own
        if anaphor.text.lower() in own:
            continue
        text = possessive(anaphor.text) if anaphor.possessive else anaphor.text
        _expand(draft, end, context)
        if anaphor.place:
            text = _placed(draft, start, text, context)
        _put(draft, start, end, text)
        said.add(anaphor.key)
        sentence = draft.clause.sentence
        decided = f"{sentence.text_of(start, end).strip()}: {anaphor.text}"
        draft.note(anaphor.rules, decided, start, end)


def _expand(draft: _Draft, token: int, context: _Context) -> None:
    """Write a contraction out behind a name: "it's closed" -> "the port is closed"."""
    sentence = draft.clause.sentence
    if token not in draft.tokens or sentence.tags[token] not in {"VBZ", "VBP", "MD"}:
        return
    row = find_word(context.pack, "contraction", sentence.lower[token])
    verb = sentence.heads[token]
    if row is None or row.terms[-1] == sentence.lower[token]:
        return
    if sentence.tags[token] == "VBZ" and sentence.tags[verb] in {"VBN", "VBD"}:
        return  # "he's kept": "has" or "is"
    draft.words[token] = row.terms[-1]
    draft.glued.add(token - 1)
    draft.note((row.id,), f"{sentence.words[token]}: {row.terms[-1]}", token, token + 1)


def _placed(draft: _Draft, token: int, text: str, context: _Context) -> str:
    """Return "in Poland" for "there", "Poland" after a preposition."""
    before = draft.clause.sentence.lower[token - 1] if token else ""
    row = find_word(context.pack, "preposition", before)
    if row is not None:
        return text
    opening = first_word(context.pack, "before_place")
    draft.note((opening.id,), f"{opening.terms[0]} {text}", token, token + 1)
    return f"{opening.terms[0]} {text}"


def _put(draft: _Draft, start: int, end: int, text: str) -> None:
    """Give the tokens other words; all but the last become empty."""
    for token in range(start, end - 1):
        draft.words[token] = ""
    draft.words[end - 1] = text


def _complete_dates(draft: _Draft, context: _Context) -> None:
    sentence, inside = draft.clause.sentence, frozenset(draft.tokens)
    first = bisect_left(context.times, sentence.start, key=lambda mention: mention.start)
    for position in range(first, len(context.times)):
        mention = context.times[position]
        if mention.start >= sentence.end:
            break
        start = bisect_left(sentence.starts, mention.start)
        end = bisect_left(sentence.ends, mention.end) + 1
        if end > len(sentence) or not inside.issuperset(range(start, end)):
            continue
        edit = complete_date(mention, sentence, (start, end), context.pack)
        if start in context.quoted or edit is None:
            continue
        if edit.rules == (CALENDAR,) and _is_inherited(context.times, position, sentence):
            continue
        if any(token in draft.words for token in range(start, end)):
            continue
        if edit.text is None:
            draft.leave(start, end, edit.rules)
            continue
        _put(draft, start, end, edit.text)
        draft.note(edit.rules, f"{mention.text}: {edit.text}", start, end)


def _is_inherited(times: Sequence[TimeMention], position: int, sentence: Sentence) -> bool:
    """Whether a date may owe its year to an earlier sentence: "in 2008. ... by November"."""
    mention = times[position]
    for earlier in reversed(times[max(0, position - _LATEST) : position]):
        if has_year(earlier):
            year = (mention.from_ or mention.to or "")[:4]
            return earlier.start < sentence.start and year == (earlier.from_ or "")[:4]
    return False


def _join(draft: _Draft) -> str:
    """Return the claim's words; one blank where words between were left out."""
    sentence, words, after = draft.clause.sentence, draft.words, draft.after
    own, spaced = sentence.words, sentence.spaced
    parts: list[str] = [draft.before + " "] if draft.before else []
    for stretch in _stretches(sentence, draft.tokens):
        for token in stretch:
            word = words.get(token, own[token]) if words else own[token]
            if token in after:
                word = f"{word} {after[token]}"
            if word:
                parts.append(word + " " if spaced[token] or token in draft.glued else word)
        if parts and parts[-1][-1] != " ":
            parts.append(" ")
    return "".join(parts).strip()


def _stretches(sentence: Sentence, tokens: Sequence[int]) -> list[list[int]]:
    """Return the tokens in stretches without words left out, a citation among them.

    As in a claim's fragments, none is punctuation only or begins or ends with a loose comma.
    """
    starts, ends, words = sentence.starts, sentence.ends, sentence.words
    found: list[list[int]] = []
    before = -2
    for token in tokens:
        if token != before + 1 or starts[token] - ends[before] > _WIDEST_BLANK:
            found.append([])
        found[-1].append(token)
        before = token
    for stretch in found:
        while stretch and words[stretch[0]] in _LOOSE:
            stretch.pop(0)
        while stretch and words[stretch[-1]] in _LOOSE:
            stretch.pop()
    return [stretch for stretch in found if any(c.isalnum() for t in stretch for c in words[t])]


def _capitalise(text: str) -> str:
    """Return a text with a capital at its start, unless its first word has one elsewhere."""
    first = text.split(" ", 1)[0]
    return text if any(c.isupper() for c in first) else text[:1].upper() + text[1:]
