"""Is a clause a claim?  A clause that states something checkable is; what kind of none the rest is.

The default is a claim.  Rows of ``selection_signals`` and ``selection_patterns`` speak, each with
its weight, for a kind of non-claim; those labelled ``fact`` speak against opinion, those labelled
``figure`` (numbers, dates) against advice too.  A kind whose
weights reach the threshold wins, the kinds in ``_ORDER`` from first to last.  Words that load a
text with judgement (label ``loaded``) also count, at a share, in the sentence's other clauses.

What somebody is said to say is a claim about what is said, whatever its content; only the writer's
own view ("I think that") stays the writer's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimlink.claiming.clauses import Clause
from claimlink.claiming.judging.cues import Cue, find_cues, match_patterns
from claimlink.claiming.judging.mentions import Content
from claimlink.claiming.judging.quoting import find_unquoted
from claimlink.claiming.judging.reach import reach_of
from claimlink.claiming.judging.signals import read_signals
from claimlink.claiming.judging.subjects import entities_in
from claimlink.claiming.judging.wordindex import index_of
from claimlink.claiming.trees import SUBJECTS, is_cited_after
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence
from claimlink.records import NonClaimKind

# A question is one whatever it is about, and what tells the reader what to do or what comes next
# is no statement, however opinionated its words are.
_ORDER: tuple[NonClaimKind, ...] = (
    "question",
    "normative",
    "meta",
    "definition",
    "opinion",
    "fragment",
)
_SILENT_WHEN_REPORTED = frozenset({"normative", "meta", "definition", "opinion"})
_SAID_BY_NOBODY = frozenset({"meta", "definition"})
_FACT = "fact"
_FIGURE = "figure"
_LOADED = "loaded"
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
# Tags by which a part of a clause says what somebody takes something for.
_JUDGING = {
    "acomp": _ADJECTIVES,
    "ccomp": _ADJECTIVES,
    "dobj": _ADJECTIVES,
    "oprd": _ADJECTIVES | {"NN", "VBG", "VBN"},
}
_OWN = "own"
_MUST = "must"
_CALL = "call"
_REQUIREMENT = "requirement"
# Words of a phrase such as "in our view".
_PHRASE = 4


@dataclass(frozen=True)
class Verdict:
    """Why a clause is no claim: the row that weighed most and the article span of its cue.

    ``start`` and ``end`` are None where no words of the text triggered the row.
    """

    kind: NonClaimKind
    rule: str
    start: int | None
    end: int | None


def judge_clause(
    clause: Clause, content: Content, pack: LanguagePack, *, reported: bool
) -> Verdict | None:
    """Return why a clause is no claim; None where it is one.

    ``content`` is what would state the claim; ``reported`` tells whether somebody is said to say
    it.
    """
    cues = find_selection_cues(clause, content, pack)
    own = any(cue.rule.label == _OWN for cue in cues)
    sums = _sums(cues)
    elsewhere = _elsewhere(clause, content.tokens, pack)
    sums[_LOADED] = sums.get(_LOADED, 0.0) + elsewhere
    usual = pack.number("selection", "threshold")
    opinion = pack.number("selection", "threshold_opinion")
    for kind in _ORDER:
        if reported and not own and not _speaks_when_reported(kind, cues, clause):
            continue
        if _total(kind, sums) >= (opinion if kind == "opinion" else usual):
            return _verdict(kind, cues, clause, elsewhere)
    return None


def _speaks_when_reported(kind: NonClaimKind, cues: Sequence[Cue], clause: Clause) -> bool:
    """Whether a kind may be said of reported speech.

    "The word levy *refers to* ..." looks like a report; it is a definition all the same, as the
    row fired at the clause's own predicate.
    """
    if kind not in _SILENT_WHEN_REPORTED:
        return True
    if kind not in _SAID_BY_NOBODY:
        return False
    return any(
        cue.rule.label == kind
        and cue.token_start is not None
        and cue.token_end is not None
        and cue.token_start <= clause.head < cue.token_end
        for cue in cues
    )


def find_selection_cues(clause: Clause, content: Content, pack: LanguagePack) -> list[Cue]:
    """Return all rows that speak for or against a clause's being a claim."""
    tokens = content.tokens
    signals = read_signals(clause, tokens, pack)
    signals |= _mentions(clause, content, signals)
    cues = find_cues(pack.lexicon("selection_signals"), clause, tokens, signals)
    nearby = frozenset(find_unquoted(clause.sentence, *reach_of(clause)))
    unquoted = [token for token in tokens if token in nearby]
    cues += find_cues(pack.lexicon("selection_opinion"), clause, unquoted, signals)
    shared = _shared_words(clause)
    cues += match_patterns(index_of(pack, "selection_patterns"), clause, [*shared, *tokens])
    return cues + _own_view(clause, pack)


def _shared_words(clause: Clause) -> list[int]:
    """Return the subject and helping verb that a coordinated predicate shares with the first.

    "A visitor might ask the same and *see* a palace" is as hypothetical in its second part; where
    no modal verb is shared, a predicate stands for itself.
    """
    sentence, head = clause.sentence, clause.head
    first = sentence.heads[head]
    if sentence.deps[head] != "conj" or any(
        sentence.deps[child] in SUBJECTS for child in sentence.children[head]
    ):
        return []
    helpers = [c for c in sentence.children[first] if sentence.tags[c] == "MD"]
    subject = next((c for c in sentence.children[first] if sentence.deps[c] in SUBJECTS), None)
    if not helpers or subject is None:
        return []
    start = max(0, subject - _PHRASE)
    kept = [token for token in range(start, subject + 1) if token in sentence.children[subject]]
    return [*kept, subject, *helpers]


def _own_view(clause: Clause, pack: LanguagePack) -> list[Cue]:
    """Return the cue by which a clause is what its writer thinks: "*we think* that ..."."""
    sentence, head = clause.sentence, clause.head
    rows = pack.lexicon("selection_frames")
    for child in sentence.children[head]:
        if sentence.deps[child] == "prep":
            phrase = sentence.lower[child : child + _PHRASE]
            for length in range(2, len(phrase) + 1):
                row = rows.get(" ".join(phrase[:length]), "own_phrase")
                if row is not None:
                    return [_own_cue(row, child, child + length)]
    frames = [(head, clause.subject)]
    if sentence.deps[head] in {"ccomp", "xcomp"}:
        above = sentence.heads[head]
        frames += [(above, c) for c in sentence.children[above] if sentence.deps[c] in SUBJECTS]
    first = pack.lexicon("selection_words").forms.get("first", frozenset())
    for frame, subject in frames:
        row = rows.get(sentence.lower[frame])
        if row is None or subject is None or sentence.lower[subject] not in first:
            continue
        # "I find the plan sound" judges, "we find that the plan works" reports a result.
        if row.label == _OWN or (frame == head and _judges(sentence, frame)):
            return [_own_cue(row, frame, frame + 1)]
    return []


def _judges(sentence: Sentence, verb: int) -> bool:
    """Whether a verb says what something is to somebody: with an adjective, without "that"."""
    for child in sentence.children[verb]:
        allowed = _JUDGING.get(sentence.deps[child], frozenset())
        if sentence.tags[child] in allowed and not any(
            sentence.deps[below] == "mark" for below in sentence.children[child]
        ):
            return True
    return False


def _own_cue(row: Term, token_start: int, token_end: int) -> Cue:
    return Cue(row.model_copy(update={"label": _OWN}), token_start, token_end)


def _mentions(
    clause: Clause, content: Content, signals: Mapping[str, int | None]
) -> dict[str, int | None]:
    """Return the signals that mentions give: something to look up, or nothing at all."""
    found: dict[str, int | None] = {}
    if entities_in(clause.sentence.entities, content.tokens):
        found["entity"] = None
    if any(time.from_ is not None or time.to is not None for time in content.times):
        found["dated"] = None
    if content.quantities:
        found["quantity"] = None
    if _is_cited(clause):
        found["cited"] = None
    if not found and not {"past", "perfect", "named_subject", "number"} & signals.keys():
        found["unanchored"] = None
    return found


def _is_cited(clause: Clause) -> bool:
    """Whether the sentence cites something near the clause: its writer means it to be checked."""
    sentence, (start, end) = clause.sentence, reach_of(clause)
    return is_cited_after(sentence, end - 1) or any(
        start <= token < end for token in sentence.cited
    )


def _elsewhere(clause: Clause, tokens: Sequence[int], pack: LanguagePack) -> float:
    """Return the weight of loaded words in the rest of the sentence, at their share."""
    inside = frozenset(tokens)
    nearby = find_unquoted(clause.sentence, *reach_of(clause))
    rest = [token for token in nearby if token not in inside]
    if not rest:
        return 0.0
    cues = find_cues(pack.lexicon("selection_opinion"), clause, rest, {})
    share = pack.number("selection", "share_elsewhere")
    weight = sum(cue.weight for cue in cues if cue.rule.label == _LOADED)
    return weight * share


def _sums(cues: Sequence[Cue]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for cue in cues:
        sums[cue.rule.label] = sums.get(cue.rule.label, 0.0) + cue.weight
    return sums


def _total(kind: NonClaimKind, sums: Mapping[str, float]) -> float:
    total = sums.get(kind, 0.0)
    figures = sums.get(_FIGURE, 0.0)
    if kind == "opinion":
        judged = sums.get(_LOADED, 0.0) + sums.get(_OWN, 0.0)
        return total + judged - sums.get(_FACT, 0.0) - figures
    if kind != "normative":
        return total
    # "Members must reach 42 percent by 2030" is a norm that stands in a law, "users must register"
    # one of a system; "we must act" is none.
    demanded = max(0.0, sums.get(_MUST, 0.0) - sums.get(_REQUIREMENT, 0.0))
    # "Name two mills" calls for something, however many it names.
    return max(total + demanded - figures, sums.get(_CALL, 0.0))


def _verdict(kind: NonClaimKind, cues: Sequence[Cue], clause: Clause, elsewhere: float) -> Verdict:
    """Return the verdict that names what weighed most; another clause's words have no cue here."""
    labels = {"opinion": {kind, _LOADED, _OWN}, "normative": {kind, _MUST, _CALL}}.get(kind, {kind})
    speaking = [cue for cue in cues if cue.rule.label in labels]
    heaviest = max((cue.weight for cue in speaking), default=0.0)
    if not speaking or (kind == "opinion" and elsewhere > heaviest):
        return Verdict(kind, "selection.elsewhere", None, None)
    best = max(speaking, key=lambda cue: cue.weight)
    start, end = best.span(clause.sentence)
    return Verdict(kind, best.rule.id, start, end)
