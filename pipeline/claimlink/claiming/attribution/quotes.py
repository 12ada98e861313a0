"""Who speaks a quotation: the reporting verb beside it, or the speaker of the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimlink.claiming.attribution.clauses import reports_quotation
from claimlink.claiming.attribution.draft import Draft, SourceAt, frame_spans, source_at
from claimlink.claiming.attribution.quotation import Quotation
from claimlink.claiming.attribution.rules import AttributionLexicons
from claimlink.claiming.attribution.tree import LONGEST, Range, SentenceTree, cut_ranges
from claimlink.parsing import Sentence

TreeOf = Callable[[int], SentenceTree]

#: Tokens between a closed quotation and its verb: "..., the head of the tenants' union said".
_REACH_AFTER = 14
#: The same where the quotation ends with a comma: "...," Ito, 30, who was born in Lima, said.
_REACH_AFTER_COMMA = 40
#: Tokens between a verb and the quotation it opens: "told reporters in Lima on Monday: ...".
_REACH_BEFORE = 16
#: "The dam leaks." Ito said. - a frame behind a full stop has at most this many tokens.
_SHORT = 5
#: What a quotation ends with that does not end the sentence around it.
_ENDINGS = ",?!\u2026-\u2014\u2013"
#: A label of a speaker, "The mayor: ...", has at most this many tokens.
_LABEL_LENGTH = 6
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_IN_PHRASE = _NOMINAL | {"DT", "JJ", "JJR", "JJS", "PRP$", "POS", "VBN", "VBG", "$"}


@dataclass(frozen=True)
class _Cue:
    """A reporting verb at a quotation; ``verb`` and ``row`` are None at a speaker's label."""

    sentence: int
    verb: int | None
    rule: str
    source: SourceAt | None
    span: tuple[int, int]


def report_quotations(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    tree_of: TreeOf,
    lexicons: AttributionLexicons,
) -> list[tuple[Draft, int | None]]:
    """Return one attribution for each speaker's run of quotations, with the verb's token.

    A quotation without a cue joins the run before it where nothing but the frame stands between
    the two.  A quotation that is no utterance (a title, a scare quote) is left alone.
    """
    found: list[tuple[Draft, int | None]] = []
    contents: list[list[tuple[int, int]]] = []
    spoken: Quotation | None = None
    for run in _runs(sentences, quotations, lexicons):
        cue = None
        for i in run:
            before = quotations[i - 1] if i else None
            after = quotations[i + 1] if i + 1 < len(quotations) else None
            cue = cue or _find_cue(sentences, quotations[i], (before, after), tree_of, lexicons)
        quoted = [quotations[i] for i in run]
        if spoken is None or not (
            found[-1][0].cue == cue.span
            if cue is not None
            else _follows(sentences, found[-1][0], spoken, quoted[0])
        ):
            if cue is None:
                continue
            found.append((_draft(cue, quoted, tree_of), cue.verb))
            contents.append([])
        contents[-1] += [(quotation.start, quotation.end) for quotation in quoted]
        spoken = quoted[-1]
    return [
        (replace(draft, content=tuple(content), frame=_outside(draft.frame, content)), verb)
        for (draft, verb), content in zip(found, contents, strict=True)
    ]


def _outside(
    frame: tuple[tuple[int, int], ...], content: list[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Return a frame without what turned out to be quoted."""
    if all(end <= first or start >= last for start, end in frame for first, last in content):
        return frame
    return tuple(piece for start, end in frame for piece in cut_ranges(start, end, content))


def _runs(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    lexicons: AttributionLexicons,
) -> Iterator[list[int]]:
    """Yield the indexes of each utterance; paragraphs of one open quotation stand together."""
    run: list[int] = []
    for i, quotation in enumerate(quotations):
        if quotation.continues and run:
            run.append(i)
            continue
        if run:
            yield run
        is_run = quotation.is_utterance and _stands_alone(sentences, quotation, lexicons)
        run = [i] if is_run else []
    if run:
        yield run


def _stands_alone(
    sentences: Sequence[Sentence], quotation: Quotation, lexicons: AttributionLexicons
) -> bool:
    """Return whether a quotation begins a clause: not the end of a sentence by the writer.

    In "Ito called the plan “a bad joke.”" the quoted words are a part of the reported clause.
    """
    index, token = quotation.first.sentence, quotation.first.token
    sentence = sentences[index]
    if token == 0:
        return True
    if quotation.last.sentence > index and quotation.ending in ",?!":
        return True
    before = sentence.lower[token - 1]
    return (
        not before[-1].isalnum()
        or sentence.tags[token - 1] == "CC"
        or reports_quotation(lexicons, before) is not None
    )


def _follows(
    sentences: Sequence[Sentence], draft: Draft, spoken: Quotation, quotation: Quotation
) -> bool:
    """Return whether a quotation without cue plainly goes on with the speech before it."""
    if quotation.ending not in ".?!,\u2026-\u2014\u2013" and not _is_whole(sentences, quotation):
        return False
    between = draft.cue is not None and spoken.end <= draft.cue[0] < quotation.start
    if quotation.first.token != 0 and not (between and quotation.first.sentence == draft.sentence):
        return False
    reported_until = max(spoken.last.sentence, draft.sentence)
    if quotation.first.sentence - reported_until > 1:
        return False
    if quotation.block == spoken.block:
        return True
    # A new paragraph that opens with a quotation may be another speaker's turn.
    return quotation.block == spoken.block + 1 and quotation.words >= 8


def _is_whole(sentences: Sequence[Sentence], quotation: Quotation) -> bool:
    """Return whether a quotation fills its sentences, the full stop standing behind its mark."""
    behind = sentences[quotation.last.sentence].words[quotation.last.token + 1 :]
    return quotation.first.token == 0 and not any(word[0].isalnum() for word in behind)


def _draft(cue: _Cue, quoted: Sequence[Quotation], tree_of: TreeOf) -> Draft:
    tree = tree_of(cue.sentence)
    frame: tuple[tuple[int, int], ...]
    if cue.verb is None:
        start = cue.source.start if cue.source is not None else cue.span[0]
        frame = ((start, cue.span[1]),)
        negated = False
    else:
        inside = [r for q in quoted for r in _tokens_of(tree.sentence, cue.sentence, q)]
        head = None if cue.source is None else cue.source.head
        frame = frame_spans(tree, cue.verb, inside, head)
        negated = tree.is_negated(cue.verb)
    return Draft(
        sentence=cue.sentence,
        rule=cue.rule,
        shape="quotation",
        cue=cue.span,
        source=cue.source,
        content=tuple((quotation.start, quotation.end) for quotation in quoted),
        frame=frame,
        negated=negated,
    )


def _tokens_of(sentence: Sentence, index: int, quotation: Quotation) -> list[Range]:
    """Return the token range of a quotation inside one sentence."""
    if not quotation.first.sentence <= index <= quotation.last.sentence:
        return []
    start = quotation.first.token if quotation.first.sentence == index else 0
    end = quotation.last.token + 1 if quotation.last.sentence == index else len(sentence)
    return [(start, end)]


def _find_cue(
    sentences: Sequence[Sentence],
    quotation: Quotation,
    neighbours: tuple[Quotation | None, Quotation | None],
    tree_of: TreeOf,
    lexicons: AttributionLexicons,
) -> _Cue | None:
    before, after = neighbours
    gap = _gap_before(sentences, quotation, before)
    opened_by = None if gap is None else _cue_before(tree_of, gap, lexicons)
    if opened_by is not None and gap is not None and _touches(sentences, opened_by, gap):
        return opened_by
    gap = _gap_after(sentences, quotation, after)
    closed_by = None if gap is None else _cue_after(tree_of, gap, quotation, lexicons)
    return closed_by or opened_by


_Gap = tuple[int, int, int]


def _touches(sentences: Sequence[Sentence], cue: _Cue, gap: _Gap) -> bool:
    """Return whether only punctuation stands between a verb and the quotation it opens."""
    words = sentences[gap[0]].words
    return cue.verb is not None and not any(
        word[0].isalnum() for word in words[cue.verb + 1 : gap[2]]
    )


def _gap_after(
    sentences: Sequence[Sentence], quotation: Quotation, after: Quotation | None
) -> _Gap | None:
    """Return sentence and token range behind a quotation that may hold its frame."""
    index, start = quotation.last.sentence, quotation.last.token + 1
    sentence = sentences[index]
    if not any(word[0].isalnum() for word in sentence.words[start:]):
        # "Why?" he asked. - the parser may begin a sentence after the question mark.
        if index + 1 >= len(sentences) or sentences[index + 1].block != quotation.block:
            return None
        index, start = index + 1, 0
        sentence = sentences[index]
    closed = quotation.ending not in _ENDINGS if start == 0 else quotation.ending == "."
    begins = start == 0 or sentence.words[start][:1].isupper()
    if closed and begins and len(sentence) - start > _SHORT:
        return None
    stop = len(sentence)
    if after is not None and after.first.sentence == index:
        stop = min(stop, after.first.token)
    reach = _REACH_AFTER_COMMA if quotation.ending == "," else _REACH_AFTER
    return index, start, min(stop, start + reach)


def _cue_after(
    tree_of: TreeOf, gap: _Gap, quotation: Quotation, lexicons: AttributionLexicons
) -> _Cue | None:
    """Read "...," said Ito / Ito said / the head of the union said."""
    index, start, stop = gap
    tree = tree_of(index)
    sentence = tree.sentence
    if len(sentence) > LONGEST:
        return None
    for token in range(start, stop):
        if sentence.words[token] in (";", "(", ")"):
            return None
        if not tree.is_verb(token):
            continue
        rule = reports_quotation(lexicons, sentence.lower[token])
        if rule is not None:
            head = _speaker(tree, token, (start, len(sentence)))
            if head is None and quotation.ending not in ",?!":
                return None
            return _cue(tree, index, token, rule, head)
    return None


def _gap_before(
    sentences: Sequence[Sentence], quotation: Quotation, before: Quotation | None
) -> _Gap | None:
    """Return sentence and token range in front of a quotation that may hold its frame."""
    index, stop = quotation.first.sentence, quotation.first.token
    start = 0
    if stop == 0:
        if index == 0 or sentences[index - 1].words[-1] != ":":
            return None
        index, stop = index - 1, len(sentences[index - 1])
    if before is not None and before.last.sentence == index:
        start = before.last.token + 1
    return (index, max(start, stop - _REACH_BEFORE), stop) if start < stop else None


def _cue_before(tree_of: TreeOf, gap: _Gap, lexicons: AttributionLexicons) -> _Cue | None:
    """Ito said, "..." / Ito told reporters on Monday: "..." / Ito: "..."."""
    index, start, stop = gap
    tree = tree_of(index)
    sentence = tree.sentence
    if len(sentence) > LONGEST:
        return None
    for token in range(stop - 1, start - 1, -1):
        if lexicons.is_word(sentence.lower[token], "complementizer"):
            return None
        if not tree.is_verb(token) and sentence.tags[token] != "MD":
            continue
        if tree.is_passive(token) and lexicons.is_word(sentence.lower[token], "naming"):
            # "Such offences are called “property crimes”": a name, not what somebody said.
            return None
        rule = reports_quotation(lexicons, sentence.lower[token])
        if rule is not None:
            if token + 1 < stop and sentence.words[stop - 1] not in (",", ":"):
                return None
            return _cue(tree, index, token, rule, _speaker(tree, token, (0, stop)))
        if sentence.tags[token] not in ("VBG", "VBN"):
            return None
    return _label(tree, index, stop, lexicons)


def _label(tree: SentenceTree, index: int, stop: int, lexicons: AttributionLexicons) -> _Cue | None:
    """Ito: "..." - a name and a colon."""
    sentence = tree.sentence
    row = lexicons.words.by_form.get(sentence.words[stop - 1])
    if row is None or row.label != "speaker" or not 1 < stop <= _LABEL_LENGTH:
        return None
    if sentence.tags[stop - 2] not in ("NNP", "NNPS"):
        return None
    start, end = sentence.starts[0], sentence.ends[stop - 2]
    source = SourceAt(index, stop - 2, start, end)
    return _Cue(index, None, row.id, source, tree.span(stop - 1, stop))


def _cue(tree: SentenceTree, index: int, verb: int, rule: str, head: int | None) -> _Cue:
    span = tree.span(*tree.verb_group(verb))
    return _Cue(index, verb, rule, source_at(tree, index, head), span)


def _speaker(tree: SentenceTree, verb: int, allowed: Range) -> int | None:
    """Return the subject of a verb inside a token range, by the parse or else by position."""
    subject = tree.subject(verb)
    if subject is not None and allowed[0] <= subject < allowed[1]:
        return subject
    return next(iter(_nearby_phrases(tree.sentence, verb, allowed)), None)


def _nearby_phrases(sentence: Sentence, verb: int, allowed: Range) -> Iterator[int]:
    """Yield the head of the noun phrase right before a verb, then of the one right after it."""
    before = verb - 1
    while before >= allowed[0] and sentence.tags[before] in ("RB", "MD", "VBD", "VBZ", "VBP"):
        before -= 1
    if before >= allowed[0] and sentence.tags[before] in _NOMINAL:
        yield before
    after = verb + 1
    while after < allowed[1] and sentence.tags[after] in _IN_PHRASE:
        after += 1
    if after > verb + 1 and sentence.tags[after - 1] in _NOMINAL:
        yield after - 1
