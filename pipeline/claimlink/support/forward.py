"""Which sentences after its own a narrative citation governs: those that plainly go on with it.

"Weber (2010) counted the ferries of Bergen.  He found forty."  A citation that names a work in
the text makes it the subject of an account; a following sentence without a citation belongs to it
where it points back to the authors or the work in so many words ("they", "the authors", "their
method", "this approach", a cited name) or is the next sentence of one quotation.  The account ends
at another citation, at a sentence without such a word, and with the paragraph.  Named signals with
weights are added up as for the reach backward; a turn to the writer's own work ("we", "our
results") or to others counts against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimlink.claiming.trees import SUBJECTS
from claimlink.packs import LanguagePack, Term
from claimlink.parsing import Sentence
from claimlink.records import Source
from claimlink.support.markers import Marker
from claimlink.support.signals import Signal, count_shared_nouns

# Tokens at a sentence's start in which an opening phrase is looked for.
_OPENING = 6
# Dependents by which a noun says whose or which it is.
_DETERMINERS = frozenset({"det", "poss", "predet", "amod"})


@dataclass(frozen=True)
class Governed:
    """That a narrative citation governs a later sentence, and the signals, strongest first."""

    index: int
    marker: Marker
    signals: tuple[str, ...]


def reach_forward(
    sentences: Sequence[Sentence],
    markers_of: dict[int, list[Marker]],
    quoted: dict[int, Source | None],
    pack: LanguagePack,
) -> Iterator[Governed]:
    """Yield the sentences without a citation that narrative citations before them govern.

    ``quoted`` are the sources of the sentences that quote directly.
    """
    known = pack.number("support", "forward")
    account: list[Marker] = []
    threshold = known
    for index, sentence in enumerate(sentences):
        if index in markers_of:
            account, threshold = _accounts_of(markers_of[index]), known
            continue
        if not account or sentences[index - 1].block != sentence.block:
            account = []
            continue
        signals = forward_signals(sentence, sentences[index - 1], account, pack)
        source = quoted.get(index)
        if source is not None and source == quoted.get(index - 1):
            weight = pack.number("support", "same_quotation")
            signals.append(Signal("support.same-quotation", weight))
            signals.sort(key=lambda signal: (-signal.weight, signal.rule))
        if not signals or sum(signal.weight for signal in signals) < threshold:
            account = []
            continue
        for marker in account:
            yield Governed(index, marker, tuple(signal.rule for signal in signals))
        threshold = pack.number("support", "forward_again")


def _accounts_of(markers: Sequence[Marker]) -> list[Marker]:
    """Return the narrative citation that a following sentence can go on with, the last."""
    return [marker for marker in markers if marker.narrative][-1:]


def forward_signals(
    sentence: Sentence, before: Sentence, account: Sequence[Marker], pack: LanguagePack
) -> list[Signal]:
    """Return the signals that a sentence goes on with the work named before, strongest first."""
    found = [
        Signal(row.id, row.weight)
        for row in pack.lexicon("support_accounts").rows
        if row.weight is not None and _fires(row, sentence)
    ]
    names = {name.lower() for m in account for c in m.citations for name in c.authors}
    if not names.isdisjoint(sentence.lower):
        found.append(Signal("support.same-name", pack.number("support", "same_name")))
    shared = count_shared_nouns(sentence, before)
    if shared:
        weight = pack.number("support", "shared_noun") * min(shared, 2)
        found.append(Signal("support.shared-nouns", weight))
    return sorted(found, key=lambda signal: (-signal.weight, signal.rule))


def _fires(row: Term, sentence: Sentence) -> bool:
    if row.label == "opening":
        opening = " ".join(sentence.lower[:_OPENING]) + " "
        return any(opening.startswith(f"{term} ") for term in row.terms)
    if row.label == "word":
        return not set(row.terms).isdisjoint(sentence.lower)
    nouns = _nouns(sentence) if row.label.startswith("noun") else _subjects(sentence)
    if row.label in {"subject", "noun"}:
        return any(sentence.lower[token] in row.terms for token in nouns)
    return any(
        sentence.deps[child] in _DETERMINERS and sentence.lower[child] in row.terms
        for token in nouns
        for child in sentence.children[token]
    )


def _subjects(sentence: Sentence) -> list[int]:
    """Return the subject of the main clause; an empty "it" is none.

    In "The crews were late: they slept" the pronoun stands for a noun of its own sentence.
    """
    found = [token for token, dep in enumerate(sentence.deps) if dep in SUBJECTS and dep != "expl"]
    named = next((token for token in found if sentence.tags[token].startswith("NN")), len(sentence))
    return [
        token
        for token in found
        if sentence.heads[token] == sentence.root
        and (token <= named or sentence.tags[token] != "PRP")
    ]


def _nouns(sentence: Sentence) -> list[int]:
    """Return the nouns before the main verb: in "users of their services" nobody is taken up."""
    tags = sentence.tags[: sentence.root]
    return [token for token, tag in enumerate(tags) if tag.startswith("NN")]
