"""Who says it: attributions of an article's prose, quoted, reported or thought.

In: the parsed sentences of a whole article.  Out: one :class:`FoundAttribution` for each cue
and source, in order of the content.  Quotations are settled first, on quotation marks and the
reporting verb beside them; then reporting verbs, nouns and phrases, on the dependency tree.
Verbs inside a quotation are left alone: what a quoted speaker reports is part of the quotation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimlink.claiming.attribution.clauses import reported_by_verbs
from claimlink.claiming.attribution.draft import Draft, Shape
from claimlink.claiming.attribution.nouns import reported_by_nouns, reported_by_phrases
from claimlink.claiming.attribution.quotation import Quotation, find_quotations
from claimlink.claiming.attribution.quotes import report_quotations
from claimlink.claiming.attribution.rules import AttributionLexicons, read_lexicons
from claimlink.claiming.attribution.sources import resolve_names
from claimlink.claiming.attribution.tree import LONGEST, SentenceTree
from claimlink.claiming.framing import is_nobody
from claimlink.packs import LanguagePack
from claimlink.parsing import Sentence
from claimlink.records import Attribution, AttributionForm, Mention, Source

#: Quoted words from which on indirect speech counts as mixed: one word is a scare quote.
_MIXED_WORDS = 2


@dataclass(frozen=True)
class FoundAttribution:
    """One attribution with what a claim needs to know of it.

    ``sentence`` is the index of the cue's sentence, ``rule`` the id of the row that fired.
    ``frame`` are the article spans of the reporting frame ("Ito argues that", ", officials
    said"), in order; a claim about the content leaves them out.  ``shape`` is the form of the
    content: a ``clause`` or ``quotation`` can be a claim by itself; an ``infinitive`` ("promised
    to leave") or ``object`` ("denied any role") only together with its cue, so their frame is
    empty.  ``negated`` says that the source is reported not to say it, or to deny it; its frame is
    empty too, without it the claim would say the opposite.  ``kind`` is the class of the cue: say,
    tell, write, ask, advise, promise, warn, accuse, deny, judge, think, perceive, find, show,
    noun, adverb, according, view or speaker.
    """

    record: Attribution
    sentence: int
    rule: str
    frame: list[tuple[int, int]]
    shape: Shape
    negated: bool
    kind: str = ""


def find_attributions(
    sentences: Sequence[Sentence], text: str, pack: LanguagePack
) -> list[FoundAttribution]:
    """Return the attributions of an article's prose, sorted by the start of their content.

    ``sentences`` are all sentences of one article in order; ``text`` is the article's text, into
    which all spans point.
    """
    lexicons = read_lexicons(pack)
    quotations = find_quotations(sentences, text)
    drafts = _outermost(sentences, _find_drafts(sentences, quotations, lexicons))
    drafts = list(_said_by_nobody(sentences, drafts, pack))
    drafts.sort(key=lambda draft: (draft.content[0], draft.cue or (-1, -1), draft.rule))
    quoted = [(quotation.start, quotation.end) for quotation in quotations]
    sources = [draft.source for draft in drafts]
    names = resolve_names(sentences, sources, text, lexicons, quoted=quoted)
    return [
        _found(
            sentences,
            draft,
            form=_form(draft, quotations),
            name=name,
            text=text,
            kind=_kind(draft.rule, pack),
        )
        for draft, name in zip(drafts, names, strict=True)
    ]


def _find_drafts(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    lexicons: AttributionLexicons,
) -> Iterator[Draft]:
    trees: dict[int, SentenceTree] = {}
    control = lexicons.words.forms.get("object-control", frozenset())

    def tree_of(index: int) -> SentenceTree:
        if index not in trees:
            trees[index] = SentenceTree(sentences[index], control)
        return trees[index]

    used: dict[int, set[int]] = {}
    for quotation in quotations:
        if quotation.is_utterance:
            _mark_inside(sentences, quotation, used)
    for draft, verb in report_quotations(sentences, quotations, tree_of, lexicons):
        if verb is not None:
            used.setdefault(draft.sentence, set()).add(verb)
        yield draft
    for index, sentence in enumerate(sentences):
        if len(sentence) > LONGEST or not _has_cue(sentence, lexicons):
            continue
        passed = frozenset(used.get(index, ()))
        tree = tree_of(index)
        for find in (reported_by_verbs, reported_by_nouns, reported_by_phrases):
            for draft in find(tree, index, lexicons, passed):
                if draft.content:
                    yield _stretched(draft, quotations)


def _said_by_nobody(
    sentences: Sequence[Sentence], drafts: Sequence[Draft], pack: LanguagePack
) -> Iterator[Draft]:
    """Yield the drafts; those of "nobody", "no one" or "few" have no source and are negated."""
    for draft in drafts:
        source = draft.source
        if source is not None and is_nobody(sentences[source.sentence], source.head, pack):
            draft = replace(draft, source=None, negated=True)
        yield draft


def _outermost(sentences: Sequence[Sentence], drafts: Iterator[Draft]) -> list[Draft]:
    """Drop attributions whose cue stands in the content of another one of its sentence.

    "Ito said she believed that rents would fall": Ito is who answers for all of it.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    kept: list[Draft] = []
    for index, group in by_sentence.items():
        starts = sentences[index].starts
        covered: set[int] = set()
        cues: set[int] = set()
        begun: set[int] = set()
        for draft in sorted(group, key=_from_outside):
            cue = -1 if draft.cue is None else bisect_left(starts, draft.cue[1]) - 1
            inside = [
                token
                for start, end in draft.content
                for token in range(bisect_left(starts, start), bisect_left(starts, end))
            ]
            if cue in covered or (draft.shape == "object" and not cues.isdisjoint(inside)):
                continue
            if inside and inside[0] in begun and draft.shape != "quotation":
                continue
            begun.update(inside[:1])
            kept.append(draft)
            covered.update(inside)
            cues.add(cue)
    return kept


def _from_outside(draft: Draft) -> tuple[bool, int]:
    """Order drafts: propositions before things ("repeated [its claim that ...]"), long first."""
    return draft.shape == "object", draft.content[0][0] - draft.content[-1][1]


def _mark_inside(
    sentences: Sequence[Sentence], quotation: Quotation, used: dict[int, set[int]]
) -> None:
    for index in range(quotation.first.sentence, quotation.last.sentence + 1):
        start = quotation.first.token if index == quotation.first.sentence else 0
        end = len(sentences[index])
        if index == quotation.last.sentence:
            end = quotation.last.token + 1
        used.setdefault(index, set()).update(range(start, end))


def _has_cue(sentence: Sentence, lexicons: AttributionLexicons) -> bool:
    verbs, nouns, words = (
        lexicons.verbs.by_form,
        lexicons.nouns.by_form,
        lexicons.words.by_form,
    )
    return any(form in verbs or form in nouns or form in words for form in sentence.lower)


def _stretched(draft: Draft, quotations: Sequence[Quotation]) -> Draft:
    """Let content that breaks off inside a quotation run to its end, or begin at its start."""
    start, end = draft.content[-1]
    quotation = _last_before(quotations, end)
    if quotation is None or (len(draft.content) > 1 and end == quotation.end):
        return draft
    if start <= quotation.start < end < quotation.end:
        return replace(draft, content=(*draft.content[:-1], (start, quotation.end)))
    if quotation.start < start and end == quotation.end and quotation.is_utterance:
        return replace(draft, content=((quotation.start, end),))
    return draft


def _last_before(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """Return the last quotation that begins before an article offset."""
    at = bisect_left(quotations, offset, key=lambda quotation: quotation.start)
    return quotations[at - 1] if at else None


def _form(draft: Draft, quotations: Sequence[Quotation]) -> AttributionForm:
    if draft.shape == "quotation":
        return "direct"
    start, end = draft.content[0][0], draft.content[-1][1]
    quotation = _last_before(quotations, end)
    if quotation is None or quotation.end <= start or quotation.words < _MIXED_WORDS:
        return "indirect"
    whole = quotation.start <= start and end <= quotation.end and draft.shape == "clause"
    return "direct" if whole else "mixed"


def _kind(rule: str, pack: LanguagePack) -> str:
    row = pack.rule(rule)
    return "" if row is None else row.label.partition(":")[0]


def _found(
    sentences: Sequence[Sentence],
    draft: Draft,
    *,
    form: AttributionForm,
    name: str | None,
    text: str,
    kind: str,
) -> FoundAttribution:
    source = cue = None
    if draft.source is not None:
        start, end = draft.source.start, draft.source.end
        words = text[start:end]
        source = Source(start=start, end=end, text=words, name=name or words)
    if draft.cue is not None:
        start, end = draft.cue
        cue = Mention(start=start, end=end, text=text[start:end])
    return FoundAttribution(
        record=Attribution(source=source, cue=cue, content=list(draft.content), form=form),
        sentence=sentences[draft.sentence].index,
        rule=draft.rule,
        frame=[] if draft.negated else list(draft.frame),
        shape=draft.shape,
        negated=draft.negated,
        kind=kind,
    )
