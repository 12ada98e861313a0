"""Attributions carried by a reporting verb and the dependents that state what is reported."""

from __future__ import annotations

from collections.abc import Iterator

from claimlink.claiming.attribution_draft import (
    Draft,
    Shape,
    content_spans,
    frame_spans,
    source_at,
)
from claimlink.claiming.attribution_rules import (
    CLAUSE,
    FINDING,
    INFINITIVE,
    OBJECT,
    PERSON,
    QUOTATION,
    AttributionLexicons,
    frames_of,
)
from claimlink.claiming.attribution_tree import PASSIVE_SUBJECTS, Range, SentenceTree


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
        shape, start, end, holes, needs_source = found
        source = speakers[verb] if verb in speakers else tree.subject(verb)
        if source is not None and sentence.heads[verb] == source and source < verb:
            source = author_of(tree, source, lexicons)
        if shape == "clause":
            speaks_on = _speaks_on(tree, verb, (start, end), lexicons)
            if speaks_on is not None:
                speakers[speaks_on] = source
                end = speaks_on
            end = _before_other_speaker(tree, (max(start, verb), end), lexicons)
        if needs_source and source is None:
            continue
        content = content_spans(tree, start, end, holes)
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
            negated=tree.is_negated(verb),
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


_Content = tuple[Shape, int, int, list[Range], bool]


def _find_content(
    tree: SentenceTree, verb: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> _Content | None:
    """Return shape, token range, holes of the content, and whether a source must be named."""
    if CLAUSE in frames:
        found = (
            _clause_after(tree, verb, lexicons)
            or _clause_behind_phrase(tree, verb, lexicons)
            or (None if PERSON in frames else _passive_clause(tree, verb))
            or _main_clause(tree, verb, lexicons)
        )
        if found is not None:
            return found
    if INFINITIVE in frames or PERSON in frames:
        found = _infinitive(tree, verb, PERSON in frames)
        if found is not None:
            return found
    if FINDING in frames and _is_evidence(tree, verb, lexicons):
        frames = frames | {OBJECT}
    return _object(tree, verb, frames, lexicons)


def _is_evidence(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> bool:
    """Return whether a study, a report, "we" or the like is what shows something."""
    source = tree.subject(verb)
    if source is None:
        return False
    noun = tree.antecedent(source)
    return lexicons.is_word(tree.sentence.lower[source if noun is None else noun], "evidence")


def _clause_after(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> _Content | None:
    """Read "Officials said (that) rents rose" and "Rents rose, officials said"."""
    sentence = tree.sentence
    found: _Content | None = None
    for child in sentence.children[verb]:
        dep = sentence.deps[child]
        if dep not in ("ccomp", "xcomp", "advcl", "acl", "dep", "dobj"):
            continue
        start, end = tree.left[child], tree.right[child]
        that = lexicons.is_word(sentence.lower[start], "complementizer") and (
            tree.opens_complement(start, child)
        )
        asks = _is_question(tree, child, lexicons) and dep in ("ccomp", "xcomp")
        if dep != "ccomp" and not asks and not (that and start > verb):
            continue
        if _is_infinitive(tree, child) and not asks:
            continue
        if not that and not _has_verb(tree, child, lexicons):
            continue
        if start < verb and tree.child(child, "mark") is not None:
            # "While some say so, others argue that ...": the clause before is not what they argue.
            continue
        holes = [_clause_frame(tree, verb, child)] if start <= verb < end else []
        content = start + 1 if that else start
        found = "clause", content, end, holes, not tree.is_passive(verb)
        if that:
            break
    return found


def _clause_behind_phrase(
    tree: SentenceTree, verb: int, lexicons: AttributionLexicons
) -> _Content | None:
    """Read "said in an interview that rents rose" where the parser hung the clause on a noun."""
    sentence = tree.sentence
    if tree.child(verb, "ccomp", "xcomp") is not None:
        return None
    for child in sentence.children[verb]:
        if child < verb or sentence.deps[child] not in ("prep", "dobj", "dative", "npadvmod"):
            continue
        node: int | None = child
        while node is not None:
            below = None
            for deeper in sentence.children[node]:
                if deeper < node:
                    continue
                start = tree.left[deeper]
                if (
                    sentence.deps[deeper] in ("acl", "relcl", "ccomp")
                    and lexicons.is_word(sentence.lower[start], "complementizer")
                    and tree.opens_complement(start, deeper)
                ):
                    if sentence.lower[node] in lexicons.nouns.by_form:
                        return None
                    return "clause", start + 1, tree.right[deeper], [], not tree.is_passive(verb)
                below = None if tree.is_verb(deeper) else deeper
            node = below
    return None


def _clause_frame(tree: SentenceTree, verb: int, content: int) -> Range:
    """Return the range of a reporting clause inserted into its own content."""
    sentence = tree.sentence
    inside = [
        child
        for child in sentence.children[verb]
        if child != content and sentence.deps[child] != "punct"
    ]
    left = min([verb, *(tree.left[child] for child in inside)])
    right = max([verb + 1, *(tree.right[child] for child in inside)])
    return left, right


def _has_verb(tree: SentenceTree, token: int, lexicons: AttributionLexicons) -> bool:
    """Return whether a clause has a verb of its own: "called him a liar" has none."""
    tag = tree.sentence.tags[token]
    subject = tree.child(token, "nsubj", "nsubjpass")
    if subject is not None and lexicons.is_word(tree.sentence.lower[subject], "accusative"):
        return False
    verbal = tag.startswith("VB") or tag == "MD"
    return verbal or subject is not None or tree.child(token, "aux", "auxpass") is not None


def _is_infinitive(tree: SentenceTree, verb: int) -> bool:
    sentence = tree.sentence
    return any(sentence.tags[c] == "TO" for c in sentence.children[verb] if c < verb)


def _is_question(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> bool:
    """Read "How to infer", "whether to go": reported like a clause."""
    first = tree.sentence.lower[tree.left[verb]]
    return lexicons.is_word(first, "question")


def _passive_clause(tree: SentenceTree, verb: int) -> _Content | None:
    """Read "The dam is said to leak": subject and infinitive are the content."""
    sentence = tree.sentence
    subject = tree.child(verb, *PASSIVE_SUBJECTS)
    below = tree.child(verb, "xcomp")
    if subject is None or below is None or below < verb or not _is_infinitive(tree, below):
        return None
    start = tree.left[subject]
    hole_start = tree.right[subject]
    if sentence.deps[verb] in ("relcl", "acl") or hole_start > verb:
        return None
    return "clause", start, tree.right[below], [(hole_start, tree.left[below])], False


def _main_clause(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> _Content | None:
    """Read "Rents, officials said, rose" and "As Ito notes, rents rose": the clause around it."""
    sentence = tree.sentence
    dep, head = sentence.deps[verb], sentence.heads[verb]
    if head == verb:
        return _after_opening(tree, verb, lexicons)
    if tree.child(verb, "dobj", "xcomp", "acomp", "attr") is not None:
        return None
    start, end = tree.left[verb], tree.right[verb]
    if dep == "parataxis":
        needs_source = True
    elif dep in ("advcl", "prep", "pcomp") and lexicons.is_word(sentence.lower[start], "as"):
        needs_source = sentence.tags[verb] != "VBN"
    else:
        return None
    if not _has_verb(tree, head, lexicons) or (
        tree.left[head] == start and tree.right[head] == end
    ):
        return None
    if tree.left[head] == start:
        end = _first_comma(tree, verb, end)
    return "clause", tree.left[head], tree.right[head], [(start, end)], needs_source


def _first_comma(tree: SentenceTree, verb: int, end: int) -> int:
    """Return where "As stated by Ito," ends; the parser may add what follows to it."""
    agent = tree.child(verb, "agent")
    here = verb if agent is None else agent
    words = tree.sentence.words
    return next((token for token in range(here, end) if words[token] == ","), end)


def _after_opening(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> _Content | None:
    """Read "As Ito notes, old dams leak" where the parser took "notes" for the main verb."""
    sentence = tree.sentence
    end = verb + 1
    if not lexicons.is_word(sentence.lower[0], "as") or sentence.words[end : end + 1] != (",",):
        return None
    return "clause", end + 1, len(sentence), [], True


def _infinitive(tree: SentenceTree, verb: int, with_person: bool) -> _Content | None:
    """Read "Promised to leave"; with a hearer "urged voters to stay"."""
    sentence = tree.sentence
    for child in sentence.children[verb]:
        if sentence.deps[child] not in ("xcomp", "ccomp", "advcl") or child < verb:
            continue
        if not _is_infinitive(tree, child) or _passive_hearer(tree, verb):
            continue
        person = tree.child(verb, "dobj", "dative")
        if sentence.deps[child] == "advcl" and person is None:
            continue
        start = tree.left[child]
        if person is not None and with_person and verb < person < start:
            start = tree.left[person]
        return "infinitive", start, tree.right[child], [], True
    return None


def _passive_hearer(tree: SentenceTree, verb: int) -> bool:
    return tree.child(verb, *PASSIVE_SUBJECTS) is not None and tree.child(verb, "agent") is None


def _object(
    tree: SentenceTree, verb: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> _Content | None:
    """Read "Denied any role", "accused the mayor of fraud", "warned of floods"."""
    sentence = tree.sentence
    start: int | None = None
    end = verb + 1
    thing = tree.child(verb, "dobj")
    for child in sentence.children[verb]:
        if child < verb:
            continue
        dep = sentence.deps[child]
        if dep in ("dobj", "oprd", "ccomp") and OBJECT in frames:
            start = tree.left[child] if start is None else start
            end = tree.right[child]
        elif dep in ("prep", "prt") and sentence.lower[child] in frames:
            if not sentence.children[child]:
                continue
            if start is None:
                # "Sees the reform as a mistake": what is judged belongs to the content.
                judged = thing is not None and lexicons.is_word(sentence.lower[child], "as")
                start = tree.left[thing] if thing is not None and judged else child + 1
            end = max(end, tree.right[child])
    passive = tree.child(verb, *PASSIVE_SUBJECTS)
    if passive is not None:
        return _passive_object(tree, verb, passive, (start, end), frames)
    if start is None:
        return None
    return "object", start, end, [], True


def _passive_object(
    tree: SentenceTree,
    verb: int,
    subject: int,
    complement: tuple[int | None, int],
    frames: frozenset[str],
) -> _Content | None:
    """Read "The mayor was accused of fraud (by X)": subject and complement are the content."""
    if OBJECT not in frames:
        return None
    start, end = complement
    left, right = tree.left[subject], tree.right[subject]
    if start is None:
        return ("object", left, right, [], False) if tree.child(verb, "agent") else None
    if right > verb:
        return None
    agent = tree.child(verb, "agent")
    holes = [(right, start)]
    if agent is not None and start < agent < end:
        holes.append((tree.left[agent], tree.right[agent]))
    return "object", left, end, holes, False


def author_of(tree: SentenceTree, noun: int, lexicons: AttributionLexicons) -> int:
    """Return who issues what speaks: "Ito released a statement saying that"; else the noun."""
    sentence = tree.sentence
    verb = sentence.heads[noun]
    if sentence.deps[noun] != "dobj" or not lexicons.is_word(sentence.lower[verb], "light"):
        return noun
    subject = tree.subject(verb)
    return noun if subject is None else subject


def _within(token: int, content: list[Range]) -> bool:
    return any(start <= token < end for start, end in content)


def reports_quotation(lexicons: AttributionLexicons, form: str) -> str | None:
    """Return the id of the row that lets a lower-case form report a quotation, else None."""
    row = lexicons.verbs.by_form.get(form)
    return row.id if row is not None and QUOTATION in frames_of(row) else None
