"""Clauses -> claims: which clauses are claims, what each states, and why.

A claim hangs on one clause; words that frame it ("officials said that"), clauses that are claims
of their own and citations are left out of its fragments.  What is no claim comes out as a
:class:`~claimlink.records.NonClaim` with the rule that says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimlink.claiming.attribution.find import FoundAttribution
from claimlink.claiming.clauses import Clause
from claimlink.claiming.enclosing import pair_marks
from claimlink.claiming.enumerations import ITEM_RULE, find_items, is_open, word_introduction
from claimlink.claiming.framing import find_unreal
from claimlink.claiming.judging.certainty import find_certainty, find_polarity
from claimlink.claiming.judging.kinds import name_kind
from claimlink.claiming.judging.mentions import Content
from claimlink.claiming.judging.selection import Verdict, judge_clause
from claimlink.claiming.statements import Stated, find_statements, group_by_sentence
from claimlink.claiming.trees import is_word
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import Certainty, ClaimKind, NonClaim, Polarity, Quantity, TimeMention, Why


@dataclass(frozen=True)
class DraftClaim:
    """A claim before support, wording and worth are known.

    ``tokens`` state the claim; ``fragments`` are their article spans, in order, not overlapping,
    without citations.  ``reported`` tells whether somebody is said to say it.
    """

    clause: Clause
    tokens: tuple[int, ...]
    fragments: tuple[tuple[int, int], ...]
    attribution: FoundAttribution | None
    kind: ClaimKind
    polarity: Polarity
    certainty: Certainty
    times: tuple[TimeMention, ...]
    quantities: tuple[Quantity, ...]
    why: tuple[Why, ...]

    @property
    def sentence(self) -> Sentence:
        """The sentence the claim stands in."""
        return self.clause.sentence

    @property
    def start(self) -> int:
        """Article offset of the claim's first character."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Article offset behind the claim's last character."""
        return self.fragments[-1][1]


@dataclass(frozen=True)
class Mentions:
    """What the prose of an article mentions, each list sorted by ``(start, end)``."""

    attributions: Sequence[FoundAttribution]
    times: Sequence[TimeMention]
    quantities: Sequence[Quantity]


def find_claims(
    sentences: Sequence[Sentence], text: str, mentions: Mentions, pack: LanguagePack
) -> tuple[list[DraftClaim], list[NonClaim]]:
    """Return the claims of an article and the stretches that are none, both in text order."""
    attributions = group_by_sentence(sentences, mentions.attributions)
    claims: list[DraftClaim] = []
    non_claims: list[NonClaim] = []
    items = find_items(sentences, text)
    introductions = dict.fromkeys(items.values(), "")
    for position, (sentence, said) in enumerate(zip(sentences, attributions, strict=True)):
        introduction = introductions[items[position]] if position in items else ""
        for statement in find_statements(sentence, said, text, pack):
            stated = _with_introduction(statement, introduction)
            runs = _runs(sentence, pair_marks(sentence, stated.clause.tokens), text)
            if not runs:
                continue
            tokens = tuple(token for run in runs for token in run)
            fragments = tuple((sentence.starts[run[0]], sentence.ends[run[-1]]) for run in runs)
            found: DraftClaim | Verdict = _INTERPRETATION
            if not _interprets(stated.clause, stated.attribution, pack):
                found = _draft(stated, tokens, fragments, mentions, pack)
            if position in introductions and not (
                isinstance(found, Verdict) and found.kind not in _INTRODUCING
            ):
                introductions[position] = word_introduction(stated.clause, tokens)
                found = _OPEN if is_open(stated.clause) else found
            if isinstance(found, DraftClaim):
                claims.append(found)
            else:
                non_claims.append(
                    NonClaim(
                        start=fragments[0][0],
                        end=fragments[-1][1],
                        kind=found.kind,
                        rule=found.rule,
                    )
                )
    return claims, non_claims


# Marks that state nothing at the edge of a fragment.
_LOOSE = frozenset({",", ";", ":", ".", "—", "–", "--", "-"})

# What stands between most tokens.
_USUAL = frozenset({"", " "})

# Words from which a sentence with a full stop is taken for a statement whatever its tags.
_SENTENCE_LENGTH = 9

# Kinds of non-claims that may introduce items: "three reasons can be named: ...".
_INTRODUCING = frozenset({"meta", "fragment"})
_OPEN = Verdict("meta", "clause.introduction", None, None)
_INTERPRETATION = Verdict("opinion", "clause.interpretation", None, None)


def _with_introduction(stated: Stated, introduction: str) -> Stated:
    """Tell a line of a list what introduces it; empty where nothing does."""
    if not introduction or stated.clause.rule != "clause.root":
        return stated
    return replace(stated, clause=replace(stated.clause, rule=ITEM_RULE, introduction=introduction))


def _is_slip(clause: Clause, verdict: Verdict) -> bool:
    """Tell a whole sentence in which the tagger saw no verb: a slip must not cost a claim.

    Parts that are cited apart ("..., and metadata (B)") need no verb of their own.
    """
    if verdict.kind != "fragment":
        return False
    ends = clause.sentence.words[-1] == "."
    return (
        clause.rule == "clause.cited-apart"
        or bool(clause.introduction)
        or (
            clause.rule == "clause.root"
            and ends
            and len(clause.tokens) >= _SENTENCE_LENGTH
            # A note of the source ("Roth, Ferries of Graz, https://...") needs no verb either.
            and not any("://" in clause.sentence.words[token] for token in clause.tokens)
        )
    )


def _interprets(clause: Clause, attribution: FoundAttribution | None, pack: LanguagePack) -> bool:
    """Tell ", indicating that it was frozen": what is shown to whom is the writer's reading."""
    if clause.rule == "clause.participle" and is_word(
        clause.sentence, clause.head, "interpreting", pack
    ):
        return True
    cue = None if attribution is None else attribution.record.cue
    if attribution is None or cue is None or cue.start not in clause.sentence.starts:
        return False
    token = clause.sentence.starts.index(cue.start)
    row = pack.rule(attribution.rule)
    return (
        clause.sentence.tags[token] == "VBG"
        and clause.sentence.deps[token] in {"advcl", "acl"}
        and row is not None
        and row.label.startswith("show")
    )


def _draft(
    stated: Stated,
    tokens: tuple[int, ...],
    fragments: tuple[tuple[int, int], ...],
    mentions: Mentions,
    pack: LanguagePack,
) -> DraftClaim | Verdict:
    """Return the claim that a clause makes with these tokens, or why it makes none."""
    clause, attribution = stated.clause, stated.attribution
    content = _content(clause, tokens, fragments, mentions)
    direct = attribution is not None and attribution.record.form == "direct"
    if not direct:
        verdict = judge_clause(clause, content, pack, reported=attribution is not None)
        if verdict is not None and _is_slip(clause, verdict):
            if clause.rule == "clause.root":
                clause = replace(clause, rule="clause.fallback")
        elif verdict is not None and not _is_denial(stated, verdict):
            return verdict
    kind, why_kind = name_kind(clause, content, pack, direct=direct)
    polarity, why_polarity = _polarity(stated, clause, content.tokens, pack)
    certainty, why_certainty = _certainty(stated, clause, content.tokens, pack)
    # "It has been suggested that ..." hedges and names nobody who says it.
    named = attribution is not None and attribution.record.source is not None
    return DraftClaim(
        clause,
        tokens,
        fragments,
        attribution if named else None,
        kind,
        polarity,
        certainty,
        tuple(content.times),
        tuple(content.quantities),
        (*_origin(stated, clause), *why_kind, *why_polarity, *why_certainty),
    )


def _content(
    clause: Clause,
    tokens: tuple[int, ...],
    fragments: Sequence[tuple[int, int]],
    mentions: Mentions,
) -> Content:
    """Return what a claim states; what it shares with another is no text of its own, but part."""
    return Content(
        tuple(sorted({*clause.shared, *tokens})) if clause.shared else tokens,
        [m for m in _between(mentions.times, fragments) if isinstance(m, TimeMention)],
        [m for m in _between(mentions.quantities, fragments) if isinstance(m, Quantity)],
    )


def _origin(stated: Stated, clause: Clause) -> list[Why]:
    """Return what cut the clause, what frames it, and by which words somebody says it."""
    why = [Why(rule=clause.rule, decided="clause")]
    why += [_why(f.rule, "frame", clause.sentence, f.cue) for f in stated.frames]
    if stated.attribution is not None:
        cue = stated.attribution.record.cue
        why.append(
            Why(
                rule=stated.attribution.rule,
                decided="attribution",
                start=None if cue is None else cue.start,
                end=None if cue is None else cue.end,
            )
        )
    return why


def _is_denial(stated: Stated, verdict: Verdict) -> bool:
    """Tell "it is *false* that rents rose" from an opinion: whether it is false can be checked."""
    if verdict.kind != "opinion" or verdict.start is None or verdict.end is None:
        return False
    starts = stated.clause.sentence.starts
    return any(
        frame.denies is not None and verdict.start <= starts[frame.cue] < verdict.end
        for frame in stated.frames
    )


def _polarity(
    stated: Stated, clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> tuple[Polarity, list[Why]]:
    """Return the polarity of a claim: its frame ("it is *false* that"), then its words."""
    for frame in stated.frames:
        if frame.denies is not None:
            why = _why(frame.rule, "polarity", clause.sentence, frame.cue)
            return ("negative" if frame.denies else "positive"), [why]
    return find_polarity(clause, tokens, pack)


def _certainty(
    stated: Stated, clause: Clause, tokens: Sequence[int], pack: LanguagePack
) -> tuple[Certainty, list[Why]]:
    """Return how sure a claim is: its own words, else what its frame or an unreal mood leaves."""
    reported = stated.attribution is not None
    certainty, why = find_certainty(clause, tokens, reported=reported, pack=pack)
    if certainty != "asserted":
        return certainty, why
    cues = [(frame.rule, frame.cue) for frame in stated.frames if frame.hedges]
    unreal = find_unreal(clause.sentence, clause.head, pack)
    if unreal is not None:
        cues.append((unreal[0].id, unreal[1]))
    whys = [_why(rule, "certainty", clause.sentence, token) for rule, token in cues]
    return ("hedged" if whys else "asserted"), whys


def _why(rule: str, decided: str, sentence: Sentence, token: int) -> Why:
    start, end = sentence.starts[token], sentence.ends[token]
    return Why(rule=rule, decided=decided, start=start, end=end)


def _runs(sentence: Sentence, tokens: Sequence[int], text: str) -> list[list[int]]:
    """Return the unbroken runs of tokens; what was cut out of the prose breaks them.

    Marks at the edge of a run and runs without a word are left out: they state nothing.
    """
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token == runs[-1][-1] + 1:
            between = text[sentence.ends[runs[-1][-1]] : sentence.starts[token]]
            # Markdown's "[words](address)" leaves its brackets behind: they are no words either.
            if between in _USUAL or not any(char.isalnum() or char in "[]()" for char in between):
                runs[-1].append(token)
                continue
        runs.append([token])
    for run in runs:
        while run and _is_loose(sentence.words[run[0]]):
            run.pop(0)
        while run and _is_loose(sentence.words[run[-1]]):
            run.pop()
    # What another clause was cut off behind joins nothing any more: "ended the strike *and*".
    while runs and runs[-1] and sentence.deps[runs[-1][-1]] == "cc":
        runs[-1].pop()
    return [run for run in runs if any(c.isalnum() for t in run for c in sentence.words[t])]


def _is_loose(word: str) -> bool:
    """Tell a mark, or a second blank, that states nothing at the edge of a fragment."""
    return word in _LOOSE or not word.strip()


def _between(
    mentions: Sequence[TimeMention] | Sequence[Quantity], fragments: Sequence[tuple[int, int]]
) -> list[TimeMention | Quantity]:
    """Return the mentions that lie inside one of the fragments."""
    found: list[TimeMention | Quantity] = []
    for start, end in fragments:
        index = bisect_left(mentions, start, key=lambda mention: mention.start)
        while index < len(mentions) and mentions[index].end <= end:
            found.append(mentions[index])
            index += 1
    return found
