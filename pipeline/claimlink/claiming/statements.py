"""What each clause of a sentence states, and who says it.

In go the clauses and the attributions that touch the sentence; out come the clauses without the
words that frame them ("officials said that", "the result is that").  A direct quotation is one
clause whatever it holds: its words are what a checker looks up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from claimlink.claiming.attribution.find import FoundAttribution
from claimlink.claiming.attribution.rules import (
    FINDING,
    OBJECT,
    frames_of,
    read_lexicons,
)
from claimlink.claiming.cited_parts import cut_cited_parts
from claimlink.claiming.clauses import Clause, split_sentence
from claimlink.claiming.enumerations import split_enumeration
from claimlink.claiming.framing import Frame, find_frames, find_held, frames_of_claim
from claimlink.claiming.parts import split_parts
from claimlink.claiming.trees import SUBJECTS, VERB_TAGS, find_child
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence

# "The minister promised new ferries" is a claim about the promise, which the minister made.  Who
# "repeated the experiment" or "sees the dam as a threat" is what a claim is about, no source of it.
_ACTS = frozenset({"promise", "deny", "warn", "ask", "advise", "accuse"})
# The same where a study, a report or the like is what says or shows it.
_REPORTS = frozenset({"say", "show", "find", "write"})

# Tokens from which a quotation in which the tagger saw no verb may still state something.
_STATEMENT = 10

# Content words that a frame may hold: "This idea is built on the assumption that ..." has three.
_SHORT_FRAME = 4


@dataclass(frozen=True)
class Stated:
    """One clause with what it states; ``clause.tokens`` leaves out the frame.

    ``attribution`` is None where nobody is said to say it.  ``frames`` are those of its predicate
    that take back what they introduce ("it is false that"); their words are part of it.
    """

    clause: Clause
    attribution: FoundAttribution | None
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class _Said:
    """An attribution seen from one sentence, as token indexes.

    ``heads`` are the predicates of reported clauses: only where there is one does the frame
    ("officials said that") fall away; "promised development" is a claim about the promise.
    ``quoted`` tells a quotation with a statement here, ``wordless`` one without ("“No,” she said").
    """

    found: FoundAttribution
    content: frozenset[int]
    frame: frozenset[int]
    heads: frozenset[int]
    cue: frozenset[int]
    quoted: bool
    wordless: bool


def find_statements(
    sentence: Sentence, said: Sequence[FoundAttribution], text: str, pack: LanguagePack
) -> list[Stated]:
    """Return what each clause states: its tokens without frames, and who says it."""
    taken_back = find_frames(sentence, pack)
    held = find_held(sentence, taken_back)
    views = [_seen_from(sentence, found, text, held) for found in said]
    found: list[Stated] = []
    quoted: set[int] = set()
    for view in views:
        if view.quoted:
            found.append(_whole_quotation(sentence, view, taken_back))
        if view.quoted or view.wordless:
            quoted |= view.content
    framing = (view for view in views if view.heads or view.quoted or view.wordless)
    frames = {t for view in framing for t in view.frame} - quoted
    frames |= {token for frame in taken_back.values() for token in frame.aside}
    reported = {t for view in views for t in view.heads}
    clauses = split_enumeration(sentence) or split_sentence(sentence, pack, reported, held)
    copular = {clause.parent for clause in clauses if clause.rule == "clause.copular"}
    introducing = {c.parent for c in clauses if c.rule == "clause.reported"}
    # "Weber wrote a study that shows that rents rose": study and "that shows" are one frame.
    introducing |= {
        clauses[number].parent
        for number in introducing
        if number is not None and clauses[number].rule == "clause.relative.new"
    }
    for number, clause in enumerate(clauses):
        tokens = tuple(t for t in clause.tokens if t not in frames and t not in quoted)
        if not tokens or clause.head in frames or clause.head in quoted:
            continue
        if number in copular and _is_bare(clause, tokens):
            continue
        if number in introducing and len(_content_words(sentence, tokens)) <= _SHORT_FRAME:
            continue
        attribution = _attribution_of(clause, tokens, views, pack)
        of_claim = tuple(frames_of_claim(taken_back, clause.head, tokens))
        found += [
            Stated(part, attribution, of_claim)
            for cited in cut_cited_parts(clause, tokens, text, pack)
            for part in split_parts(cited, pack)
        ]
    return sorted(found, key=lambda stated: stated.clause.tokens[0])


def _is_bare(clause: Clause, tokens: Sequence[int]) -> bool:
    """Tell "The result is", "It is clear", "This is": what only introduces another clause."""
    sentence = clause.sentence
    subject = set() if clause.subject is None else set(sentence.subtree(clause.subject))
    rest = [token for token in tokens if token not in subject]
    short = len(_content_words(sentence, tokens)) <= _SHORT_FRAME
    verbs = [t for t in tokens if sentence.tags[t] in VERB_TAGS]
    return (short and len(verbs) <= 1) or len(_content_words(sentence, rest)) <= 1


def _content_words(sentence: Sentence, tokens: Sequence[int]) -> list[int]:
    """Return the nouns, adjectives, numbers and main verbs among the tokens, a name once."""
    return [
        t
        for t in tokens
        if sentence.tags[t][:2] in {"NN", "JJ", "CD", "VB"}
        and sentence.deps[t] not in {"aux", "auxpass", "compound", "nmod"}
        and not (t > 0 and _is_name(sentence, t) and _is_name(sentence, t - 1))
    ]


def _is_name(sentence: Sentence, token: int) -> bool:
    return sentence.tags[token] in {"NNP", "NNPS"}


def _seen_from(
    sentence: Sentence, found: FoundAttribution, text: str, held: Collection[int]
) -> _Said:
    record = found.record
    content = _tokens_in(sentence, record.content)
    heads = [
        t
        for t in content
        if (sentence.heads[t] not in content or sentence.heads[t] == t)
        and sentence.tags[t] in VERB_TAGS
        and find_child(sentence, t, SUBJECTS) is not None
        # "Never said that fares rose": without its frame the claim would be turned round.
        and not found.negated
        and t not in held
    ]
    cue = [] if record.cue is None else [(record.cue.start, record.cue.end)]
    opens = bool(content) and any(
        text[max(0, start - 1) : start + 1].strip("\"“”„«»`'‘’")
        != text[max(0, start - 1) : start + 1]
        for start, _ in record.content
    )
    states = any(sentence.tags[t] in VERB_TAGS for t in content)
    states |= found.shape == "quotation" and len(content) >= _STATEMENT
    return _Said(
        found,
        frozenset(content),
        frozenset(_tokens_in(sentence, found.frame)),
        frozenset(heads),
        frozenset(_tokens_in(sentence, cue)),
        record.form == "direct" and opens and states,
        found.shape == "quotation" and not states,
    )


def _whole_quotation(sentence: Sentence, view: _Said, taken_back: Mapping[int, Frame]) -> Stated:
    """Return a direct quotation as one claim: its words are what a checker looks up."""
    content = view.content
    tokens = tuple(sorted(content))
    heads = [token for token in tokens if sentence.heads[token] not in content]
    # An opening quotation mark may hang on the reporting verb as well: it is no predicate.
    heads = [token for token in heads if sentence.tags[token] in VERB_TAGS] or heads
    head = heads[0] if heads else (sentence.root if sentence.root in content else tokens[0])
    clause = Clause(sentence, head, tokens, "clause.quotation", None, None)
    return Stated(clause, view.found, tuple(frames_of_claim(taken_back, head, tokens)))


def _attribution_of(
    clause: Clause, tokens: Sequence[int], views: Sequence[_Said], pack: LanguagePack
) -> FoundAttribution | None:
    """Return the innermost attribution that reports the clause, or the act that it tells of."""
    words = {t for t in tokens if clause.sentence.words[t][0].isalnum()}
    holding = [
        (len(view.content), number)
        for number, view in enumerate(views)
        if (view.heads and clause.head in view.content and words <= view.content)
        or (
            not view.heads
            and clause.head in view.cue
            and _is_act(clause.sentence, view.found, pack)
        )
    ]
    return views[min(holding)[1]].found if holding else None


def _is_act(sentence: Sentence, found: FoundAttribution, pack: LanguagePack) -> bool:
    """Tell whether the whole claim rests on the source: its promise, or what a study reports."""
    row, source = pack.rule(found.rule), found.record.source
    if found.kind in _ACTS:
        return True
    if row is None or source is None or frames_of(row).isdisjoint({FINDING, OBJECT}):
        return False
    words = read_lexicons(pack)
    return found.kind in _REPORTS and any(
        sentence.tags[token].startswith("NN") and words.is_word(sentence.lower[token], "evidence")
        for token in _tokens_in(sentence, [(source.start, source.end)])
    )


def _tokens_in(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    for start, end in spans:
        first = bisect_left(sentence.starts, start)
        while first < len(sentence) and sentence.ends[first] <= end:
            found.add(first)
            first += 1
    return found


def group_by_sentence(
    sentences: Sequence[Sentence], attributions: Sequence[FoundAttribution]
) -> list[list[FoundAttribution]]:
    """Return, for each sentence, the attributions whose content or frame lies in it."""
    ends = [sentence.end for sentence in sentences]
    found: list[list[FoundAttribution]] = [[] for _ in sentences]
    for attribution in attributions:
        touched: set[int] = set()
        for start, end in [*attribution.record.content, *attribution.frame]:
            index = bisect_left(ends, start + 1)
            while index < len(sentences) and sentences[index].start < end:
                touched.add(index)
                index += 1
        for index in sorted(touched):
            found[index].append(attribution)
    return found
