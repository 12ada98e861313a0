"""What the attribution rules hand to each other before a record is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimlink.claiming.attribution.tree import SUBJECTS, Range, SentenceTree, cut_ranges

Shape = Literal["clause", "quotation", "infinitive", "object"]

_TRIMMED = frozenset({",", ";", ":", ".", "-", "--", "\u2013", "\u2014", "\u2026"})
#: Dependents of a reporting verb that belong to its frame: "told reporters on Monday".
_FRAME_DEPS = frozenset(
    {"aux", "auxpass", "neg", "prt", "advmod", "npadvmod", "dobj", "dative", "prep", "agent"}
    | {"mark", "nsubj", "nsubjpass", "expl", "acomp", "oprd"}
)


@dataclass(frozen=True)
class SourceAt:
    """Where a source stands: sentence index in the sequence, head token, article span.

    ``antecedent`` is the article span of the phrase that a relative pronoun stands for, None at
    any other source.
    """

    sentence: int
    head: int
    start: int
    end: int
    antecedent: tuple[int, int] | None = None


@dataclass(frozen=True)
class Draft:
    """An attribution with article spans; ``shape`` is the form of its content.

    ``sentence`` is the index of the cue's sentence in the sequence.
    """

    sentence: int
    rule: str
    shape: Shape
    cue: tuple[int, int] | None
    source: SourceAt | None
    content: tuple[tuple[int, int], ...]
    frame: tuple[tuple[int, int], ...]
    negated: bool = False


def source_at(
    tree: SentenceTree, sentence: int, head: int | None, cue: int | None = None
) -> SourceAt | None:
    """Return the noun phrase of a head as a source; None where there is no head.

    The phrase ends before the token of the cue: "a statement | saying that".
    """
    if head is None:
        return None
    noun = tree.antecedent(head)
    if noun is not None and tree.sentence.tags[head] == "WDT":
        # "A study that found": the study says it; "who" stays, its name is resolved.
        head, noun = noun, None
    left, right = tree.phrase(head)
    if cue is not None and head < cue < right:
        right = cue
    left, right = _between_citations(tree, head, left, right)
    start, end = tree.span(left, right)
    known = None if noun is None else tree.span(*tree.phrase(noun))
    return SourceAt(sentence, head, start, end, known)


def _between_citations(tree: SentenceTree, head: int, left: int, right: int) -> Range:
    """Return the part of a phrase around its head that no citation was cut out of.

    In "Smith (2010) and Jones (2011) found" the first name stands for both.
    """
    holes = sorted(tree.sentence.cited)
    before = [hole + 1 for hole in holes if left <= hole < head]
    behind = [hole + 1 for hole in holes if head <= hole < right]
    return max([left, *before]), min([right, *behind])


def content_spans(tree: SentenceTree, start: int, end: int, holes: list[Range]) -> list[Range]:
    """Return token ranges of a content without holes and without punctuation at their ends.

    Quotation marks stay: they are part of what was said.
    """
    words, deps = tree.sentence.words, tree.sentence.deps
    kept: list[Range] = []
    for left, right in cut_ranges(start, end, holes):
        while left < right and words[left] in _TRIMMED:
            left += 1
        while left < right and (words[right - 1] in _TRIMMED or deps[right - 1] == "cc"):
            right -= 1
        if left < right:
            kept.append((left, right))
    return kept


def frame_spans(
    tree: SentenceTree, verb: int, content: list[Range], source: int | None
) -> tuple[tuple[int, int], ...]:
    """Return the article spans of a reporting frame: source, cue, what belongs to them, "that".

    Relative clauses and appositions inside it are left out, they may state claims of their own.
    """
    sentence = tree.sentence
    ranges: list[Range] = []
    for node in tree.verb_chain(verb):
        ranges.append(tree.verb_group(node))
        for child in sentence.children[node]:
            inside = (tree.left[child], tree.right[child])
            if child == source or (
                sentence.deps[child] in _FRAME_DEPS and not _holds_clause(tree, inside, content)
            ):
                ranges.append(inside)
    holes = list(content)
    for left, right in ranges:
        holes += [
            (tree.left[token], tree.right[token])
            for token in range(left, right)
            if token != verb and _is_remark(tree, token)
        ]
    pieces = [piece for left, right in ranges for piece in cut_ranges(left, right, holes)]
    return tuple(tree.span(*piece) for piece in _joined(tree, pieces, content))


def _is_remark(tree: SentenceTree, token: int) -> bool:
    """Return whether a relative clause or an apposition behind a comma begins its own claim."""
    dep = tree.sentence.deps[token]
    start = tree.left[token]
    return dep == "relcl" or (
        dep == "appos" and start > 0 and tree.sentence.words[start - 1] == ","
    )


def _holds_clause(tree: SentenceTree, inside: Range, content: list[Range]) -> bool:
    """Return whether a range holds a clause with its own subject, outside of the content."""
    deps, heads = tree.sentence.deps, tree.sentence.heads
    return any(
        deps[token] in SUBJECTS
        and inside[0] <= heads[token] < inside[1]
        and not any(left <= token < right for left, right in content)
        for token in range(*inside)
    )


def _joined(tree: SentenceTree, pieces: list[Range], content: list[Range]) -> list[Range]:
    """Join neighbouring pieces; take in the commas and "that" between them and the content."""
    words, lower = tree.sentence.words, tree.sentence.lower
    inside = {token for left, right in content for token in range(left, right)}
    joined: list[Range] = []
    for left, right in sorted(pieces):
        while left > 0 and words[left - 1] in _TRIMMED and left - 1 not in inside:
            left -= 1
        while (
            right < len(words)
            and right not in inside
            and (words[right] in (",", ":") or lower[right] in ("that",))
        ):
            right += 1
        if joined and left <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
