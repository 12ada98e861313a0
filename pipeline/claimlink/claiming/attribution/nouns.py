"""Attributions without a reporting verb: "the claim that", "according to", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from claimlink.claiming.attribution.draft import (
    Draft,
    SourceAt,
    content_spans,
    frame_spans,
    source_at,
)
from claimlink.claiming.attribution.rules import (
    CLAUSE,
    INFINITIVE,
    AttributionLexicons,
    frames_of,
    is_denial,
)
from claimlink.claiming.attribution.tree import Range, SentenceTree

_CLIMB_LIMIT = 12
#: "Sen. Ana Lee of Texas: We won." - a speaker's label has at most this many tokens.
_LABEL_LENGTH = 6


def reported_by_nouns(
    tree: SentenceTree, index: int, lexicons: AttributionLexicons, used: frozenset[int]
) -> Iterator[Draft]:
    """Yield the attributions of nouns: "his belief that ...", "a promise to ...".

    ``index`` is the sentence's index in the sequence; tokens in ``used`` are passed over.
    """
    sentence = tree.sentence
    for noun, form in enumerate(sentence.lower):
        row = lexicons.nouns.by_form.get(form)
        if row is None or noun in used or not sentence.tags[noun].startswith("NN"):
            continue
        above = sentence.heads[sentence.heads[noun]]
        if sentence.deps[noun] == "pobj" and lexicons.is_word(sentence.lower[above], "copula"):
            # "It is of great concern that rents rose" is what the writer says.
            continue
        found = _noun_content(tree, noun, frames_of(row), lexicons)
        if found is None:
            continue
        start, end, is_clause = found
        content = content_spans(tree, start, end, [])
        if not content:
            continue
        source, cue_start = _noun_source(tree, noun, start, lexicons)
        frame: tuple[tuple[int, int], ...] = ()
        if is_clause:
            # "Voiced their fear that": without a verb of voicing only "that" is no claim's word.
            verb = sentence.heads[noun]
            light = _is_voicing(tree, verb, lexicons) and verb < noun
            predicate = sentence.deps[noun] == "nsubj" and verb < start
            if light:
                frame = frame_spans(tree, verb, content, tree.subject(verb))
            else:
                # "The union's claim is that", or of another noun's phrase only "that".
                frame = (tree.span(tree.left[noun] if predicate else start - 1, start),)
        if source is None and (not is_clause or _is_rejected(tree, noun, lexicons)):
            continue
        yield Draft(
            sentence=index,
            rule=row.id,
            shape="clause" if is_clause else "object",
            cue=tree.span(cue_start, noun + 1),
            source=source_at(tree, index, source),
            content=tuple(tree.span(*piece) for piece in content),
            frame=frame,
        )


def _is_rejected(tree: SentenceTree, noun: int, lexicons: AttributionLexicons) -> bool:
    """Tell "rejected the claim that": who rejects it is the source, see the verb's own row."""
    sentence = tree.sentence
    row = lexicons.verbs.by_form.get(sentence.lower[sentence.heads[noun]])
    return sentence.deps[noun] == "dobj" and row is not None and is_denial(row)


def _noun_content(
    tree: SentenceTree, noun: int, frames: frozenset[str], lexicons: AttributionLexicons
) -> tuple[int, int, bool] | None:
    """Return the token range of what a noun reports, and whether it is a clause."""
    sentence = tree.sentence
    for child in sentence.children[noun]:
        if child < noun:
            continue
        dep, start, end = sentence.deps[child], tree.left[child], tree.right[child]
        opens_with_that = lexicons.is_word(sentence.lower[start], "complementizer")
        # "The claim that rents rose" is often parsed as "the claim that we made"; the tag tells.
        relative = dep == "relcl" and not tree.opens_complement(start, child)
        if CLAUSE in frames and dep in ("acl", "ccomp", "relcl") and opens_with_that:
            if relative:
                continue
            return start + 1, end, True
        if INFINITIVE in frames and dep == "acl" and sentence.tags[start] == "TO":
            return start, end, False
        if dep == "prep" and sentence.lower[child] in frames and sentence.children[child]:
            return child + 1, end, False
    if CLAUSE not in frames:
        return None
    return _clause_of_verb(tree, noun, lexicons) or _predicate_clause(tree, noun, lexicons)


def _predicate_clause(
    tree: SentenceTree, noun: int, lexicons: AttributionLexicons
) -> tuple[int, int, bool] | None:
    """Read "the union's claim is that rents rose"."""
    sentence = tree.sentence
    verb = sentence.heads[noun]
    if sentence.deps[noun] != "nsubj" or not lexicons.is_word(sentence.lower[verb], "copula"):
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None or clause < verb:
        return None
    start = tree.left[clause]
    if not lexicons.is_word(sentence.lower[start], "complementizer"):
        return None
    return start + 1, tree.right[clause], True


def _clause_of_verb(
    tree: SentenceTree, noun: int, lexicons: AttributionLexicons
) -> tuple[int, int, bool] | None:
    """Read "raised fears that rents would rise" where the parser hung the clause on "raised"."""
    sentence = tree.sentence
    verb = sentence.heads[noun]
    if sentence.deps[noun] != "dobj" or sentence.lower[verb] in lexicons.verbs.by_form:
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None or tree.left[clause] != noun + 1:
        return None
    if not lexicons.is_word(sentence.lower[noun + 1], "complementizer"):
        return None
    return noun + 2, tree.right[clause], True


def _noun_source(
    tree: SentenceTree, noun: int, content_start: int, lexicons: AttributionLexicons
) -> tuple[int | None, int]:
    """Return the head of a noun's source, None where it has none, and where the cue begins."""
    sentence = tree.sentence
    verb = sentence.heads[noun]
    subject = None
    # Who "makes a claim" says it; who "rejects a claim" does not.
    if sentence.deps[noun] == "dobj" and verb < noun and _is_voicing(tree, verb, lexicons):
        subject = tree.subject(verb)
        subject = None if subject is not None and subject > verb else subject
    owner = tree.child(noun, "poss")
    if owner is not None:
        # "Ito shared her fear": the subject names who "her" is.
        same = sentence.tags[owner] == "PRP$" and subject is not None
        return (subject, verb) if same else (owner, noun)
    for child in sentence.children[noun]:
        if noun < child < content_start and lexicons.is_word(sentence.lower[child], "author"):
            author = tree.child(child, "pobj")
            if author is not None and author < content_start:
                return author, noun
    return (None, noun) if subject is None else (subject, verb)


def _is_voicing(tree: SentenceTree, verb: int, lexicons: AttributionLexicons) -> bool:
    row = lexicons.words.by_form.get(tree.sentence.lower[verb])
    return row is not None and row.label in ("light", "issue")


def reported_by_phrases(
    tree: SentenceTree, index: int, lexicons: AttributionLexicons, used: frozenset[int]
) -> Iterator[Draft]:
    """Yield the attributions of phrases and adverbs, whose content is the clause around them."""
    sentence = tree.sentence
    for token, form in enumerate(sentence.lower):
        row = lexicons.words.by_form.get(form)
        if row is None or token in used:
            continue
        if row.label == "adverb":
            yield from _adverb(tree, index, token, row.id)
        elif row.label == "according" and sentence.lower[token + 1 : token + 2] == ("to",):
            yield from _according(tree, index, token, row.id, lexicons)
        elif row.label == "view":
            yield from _view(tree, index, token, row.id, lexicons)
        elif row.label == "speaker" and 0 < token <= _LABEL_LENGTH:
            yield from _speaker_label(tree, index, token, row.id)


def _adverb(tree: SentenceTree, index: int, token: int, rule: str) -> Iterator[Draft]:
    """Read "The dam reportedly leaks": the clause without the adverb."""
    head = _clause_head(tree, token)
    if head is None:
        return
    content = content_spans(tree, tree.left[head], tree.right[head], [(token, token + 1)])
    yield Draft(
        sentence=index,
        rule=rule,
        shape="clause",
        cue=tree.span(token, token + 1),
        source=None,
        content=tuple(tree.span(*piece) for piece in content),
        frame=(),
    )


def _clause_head(tree: SentenceTree, token: int) -> int | None:
    """Return the verb of the clause a token stands in; None where there is no verb."""
    sentence = tree.sentence
    node = token
    for _ in range(_CLIMB_LIMIT):
        head = sentence.heads[node]
        if head == node:
            return None
        node = head
        if tree.is_verb(node) and sentence.deps[node] not in ("xcomp", "aux", "auxpass", "acomp"):
            return node
    return None


def _according(
    tree: SentenceTree, index: int, token: int, rule: str, lexicons: AttributionLexicons
) -> Iterator[Draft]:
    """Read "According to the union, rents rose" and "Rents rose, according to the union"."""
    head = _phrase_head(tree, token + 2)
    if head is None or _is_measure(tree, token, head, lexicons):
        return
    hole = (token, max(token + 3, tree.right[head]))
    yield from _around(tree, index, rule, (token, token + 2), hole, head)


def _is_measure(tree: SentenceTree, token: int, head: int, lexicons: AttributionLexicons) -> bool:
    """Tell "varies according to the soil", "ranked according to a scale": nobody says so.

    A verb of sorting measures by whatever stands right behind it, unless that is a name.
    """
    sentence = tree.sentence
    if lexicons.is_word(sentence.lower[head], "measure"):
        return True
    sorted_by = token > 0 and lexicons.is_word(sentence.lower[token - 1], "sorting")
    return sorted_by and sentence.tags[head] not in ("NNP", "NNPS")


def _phrase_head(tree: SentenceTree, start: int) -> int | None:
    """Return the head of the noun phrase that begins at a token."""
    sentence = tree.sentence
    if start >= len(sentence):
        return None
    node = start
    for _ in range(_CLIMB_LIMIT):
        head = sentence.heads[node]
        if head == node or head < start or tree.left[head] < start or tree.is_verb(head):
            break
        node = head
    return node


def _view(
    tree: SentenceTree, index: int, token: int, rule: str, lexicons: AttributionLexicons
) -> Iterator[Draft]:
    """Read "In Ito's view, rents rose"; "in the opinion of the court"."""
    sentence = tree.sentence
    prep = sentence.heads[token]
    if sentence.deps[token] != "pobj" or not lexicons.is_word(sentence.lower[prep], "view-opener"):
        return
    source, _ = _noun_source(tree, token, tree.right[token], lexicons)
    if source is not None:
        hole = (tree.left[prep], tree.right[prep])
        yield from _around(tree, index, rule, (token, token + 1), hole, source)


def _around(
    tree: SentenceTree, index: int, rule: str, cue: Range, hole: Range, source: int
) -> Iterator[Draft]:
    """Yield the attribution of the clause around an inserted phrase."""
    sentence = tree.sentence
    size = len(sentence)
    at_edge = hole[0] <= 1 or all(not word[0].isalnum() for word in sentence.words[hole[1] : size])
    if at_edge:
        # "Prices fell: rents halved, according to Ito" reports what stands behind the colon.
        borders = [token for token in range(hole[0]) if sentence.words[token] in (":", ";")]
        start, end = (borders[-1] + 1 if borders else 0), size
    else:
        verb = _clause_head(tree, cue[0])
        if verb is None:
            return
        start, end = tree.left[verb], tree.right[verb]
    content = content_spans(tree, start, end, [hole])
    if not content:
        return
    left, right = hole
    while left > 0 and sentence.words[left - 1] == ",":
        left -= 1
    while right < size and sentence.words[right] == ",":
        right += 1
    yield Draft(
        sentence=index,
        rule=rule,
        shape="clause",
        cue=tree.span(*cue),
        source=source_at(tree, index, source),
        content=tuple(tree.span(*piece) for piece in content),
        frame=(tree.span(left, right),),
    )


def _speaker_label(tree: SentenceTree, index: int, colon: int, rule: str) -> Iterator[Draft]:
    """Read "Ana Lee: We won the vote", as in headlines and transcripts."""
    sentence = tree.sentence
    named = any(e.label == "PERSON" and e.token_end == colon for e in sentence.entities)
    content = content_spans(tree, colon + 1, len(sentence), [])
    if not named or not any(tree.is_verb(token) for token in range(colon + 1, len(sentence))):
        return
    start, end = tree.span(0, colon)
    yield Draft(
        sentence=index,
        rule=rule,
        shape="clause",
        cue=tree.span(colon, colon + 1),
        source=SourceAt(index, colon - 1, start, end),
        content=tuple(tree.span(*piece) for piece in content),
        frame=(tree.span(0, colon + 1),),
    )
