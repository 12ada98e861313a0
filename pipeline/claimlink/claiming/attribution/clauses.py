"""Attributions carried by a reporting verb: who, with which frame, up to where."""

from __future__ import annotations

from collections.abc import Iterator

from claimlink.claiming.attribution.contents import Content, find_clause
from claimlink.claiming.attribution.draft import Draft, content_spans, frame_spans, source_at
from claimlink.claiming.attribution.objects import find_object
from claimlink.claiming.attribution.rules import (
    CLAUSE,
    QUOTATION,
    AttributionLexicons,
    frames_of,
    is_denial,
)
from claimlink.claiming.attribution.tree import Range, SentenceTree


def reported_by_verbs(
    tree: SentenceTree, index: int, lexicons: AttributionLexicons, used: frozenset[int]
) -> Iterator[Draft]:
    """Yield the attributions of a sentence's reporting verbs, in the order of the verbs.

    ``index`` is the sentence's index in the sequence, ``used`` are tokens that report a
    quotation already or stand inside one.
    """
    sentence = tree.sentence
    speakers: dict[int, int | None] = {}
    for verb, form in enumerate(sentence.lower):
        row = lexicons.verbs.by_form.get(form)
        if row is None or verb in used or not tree.is_predicate(verb):
            continue
        if verb and lexicons.is_word(f"{sentence.lower[verb - 1]} {form}", "idiom"):
            continue
        found = _find_content(tree, verb, frames_of(row), lexicons)
        if found is None:
            continue
        shape, start, end = found.shape, found.start, found.end
        source = speakers[verb] if verb in speakers else tree.subject(verb)
        if source is not None and source < verb:
            source = author_of(tree, verb, source, lexicons)
        if shape == "clause":
            speaks_on = _speaks_on(tree, verb, (start, end), lexicons)
            if speaks_on is not None:
                speakers[speaks_on] = source
                end = speaks_on
            end = _before_other_speaker(tree, (max(start, verb), end), lexicons)
        if found.needs_source and source is None:
            continue
        content = content_spans(tree, start, end, list(found.holes))
        if not content or (source is not None and _within(source, content)):
            continue
        if source is not None and lexicons.is_word(sentence.lower[source], "reader"):
            continue
        has_frame = shape == "clause"
        yield Draft(
            sentence=index,
            rule=row.id,
            shape=shape,
            cue=tree.span(*tree.verb_group(verb)),
            source=source_at(tree, index, source, verb),
            content=tuple(tree.span(*piece) for piece in content),
            frame=_frame(tree, verb, content, source, lexicons) if has_frame else (),
            negated=tree.is_negated(verb) != is_denial(row),
        )


def _frame(
    tree: SentenceTree,
    verb: int,
    content: list[Range],
    source: int | None,
    lexicons: AttributionLexicons,
) -> tuple[tuple[int, int], ...]:
    """Return the frame; "with farmers noting that" begins at its preposition."""
    spans = frame_spans(tree, verb, content, source)
    sentence = tree.sentence
    deps, heads = sentence.deps, sentence.heads
    if source is None or deps[verb] not in ("acl", "pcomp") or source > verb:
        return spans
    prep = heads[verb] if deps[verb] == "pcomp" else heads[source]
    if prep > source or not lexicons.is_word(sentence.lower[prep], "absolute"):
        return spans
    return ((tree.span(prep, verb)[0], spans[0][1]), *spans[1:])


def _speaks_on(
    tree: SentenceTree, verb: int, content: Range, lexicons: AttributionLexicons
) -> int | None:
    """Return the next reporting verb of the same speaker that the parser put into the content.

    "Ito said rents rose, adding that ..." and "Ito said rents rose and predicted that ...": a
    participle behind a comma, or a verb in the tense of the first one without a subject.
    """
    sentence = tree.sentence
    tags, deps, words = sentence.tags, sentence.deps, sentence.words
    for token in range(max(content[0], verb) + 2, content[1]):
        if sentence.lower[token] not in lexicons.verbs.by_form:
            continue
        before = token - 2 if tags[token - 1] == "RB" else token - 1
        if tags[token] == "VBG" and words[before] == "," and deps[token] == "advcl":
            return token
        if (
            tags[token] == tags[verb] != "VBN"
            and deps[token] == "conj"
            and deps[before] == "cc"
            and tree.child(token, "nsubj", "nsubjpass", "auxpass", "aux") is None
        ):
            return token
    return None


def _before_other_speaker(tree: SentenceTree, content: Range, lexicons: AttributionLexicons) -> int:
    """Return where content ends: before ", while others say that ...", which is not part of it."""
    sentence = tree.sentence
    for token in range(content[0] + 2, content[1]):
        left = tree.left[token]
        if sentence.deps[token] not in ("advcl", "conj") or left <= content[0] + 1:
            continue
        row = lexicons.verbs.by_form.get(sentence.lower[token])
        if row is None or not {CLAUSE, QUOTATION} <= frames_of(row):
            continue
        subject = tree.child(token, "nsubj")
        if subject is None or sentence.tags[subject] == "PRP" or sentence.words[left - 1] != ",":
            continue
        if tree.child(token, "ccomp") is not None:
            return left
    return content[1]


def _find_content(
    tree: SentenceTree, verb: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> Content | None:
    """Return what a verb reports, as a clause or else as a thing; None where it reports nothing."""
    found = find_clause(tree, verb, frames, lexicons) if CLAUSE in frames else None
    return found or find_object(tree, verb, frames, lexicons)


def author_of(tree: SentenceTree, verb: int, source: int, lexicons: AttributionLexicons) -> int:
    """Return who issues what speaks: "Ito released a study (that found | saying)"; else the source.

    ``source`` is the head of the subject of ``verb``, before it.
    """
    sentence = tree.sentence
    noun = source if sentence.heads[verb] == source else tree.antecedent(source)
    if noun is None or sentence.deps[noun] != "dobj" or sentence.tags[source] == "WP":
        return source
    issue = sentence.heads[noun]
    subject = tree.subject(issue) if lexicons.is_word(sentence.lower[issue], "issue") else None
    return source if subject is None else subject


def _within(token: int, content: list[Range]) -> bool:
    return any(start <= token < end for start, end in content)


def reports_quotation(lexicons: AttributionLexicons, form: str) -> str | None:
    """Return the id of the row that lets a lower-case form report a quotation, else None."""
    row = lexicons.verbs.by_form.get(form)
    return row.id if row is not None and QUOTATION in frames_of(row) else None
