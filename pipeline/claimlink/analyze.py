"""READ THIS FIRST: the stages in order, text -> Analysis; one article or a stream.

::

    article -> lay_out -> read_references -> cite -> cut_prose          (characters)
            -> parse                                                    (the model, many at once)
            -> find_attributions, find_times, find_quantities           (mentions)
            -> find_claims -> support_claims -> find_findings           (claims)

Each stage is a function from records to new records.  Everything before ``parse`` looks at
characters only; ``parse`` takes the paragraphs of many articles in one go, which is what makes a
batch fast; everything after it takes one article at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from claimlink.citing import Citing, cite
from claimlink.citing.references import read_references
from claimlink.claiming.attribution.find import find_attributions
from claimlink.claiming.attribution.quotation import find_quotations
from claimlink.claiming.claims import Mentions, find_claims
from claimlink.claiming.quantities.find import find_quantities
from claimlink.claiming.times.find import find_times
from claimlink.claiming.wording.standalone import word_standalone
from claimlink.errors import AnalysisError, ClaimlinkError
from claimlink.findings import Evidence, find_findings
from claimlink.language import UNDETERMINED, find_other_language
from claimlink.packs import LanguagePack, load_pack
from claimlink.parse_cache import ParseCache, open_cache
from claimlink.parsing import Sentence, load_model, parse
from claimlink.published import parse_published
from claimlink.records import Analysis, Article, ErrorRecord, Finding, Reference
from claimlink.results import (
    Found,
    StatedClaim,
    build_article,
    build_claims,
    find_entities,
    sentence_spans,
    with_findings,
)
from claimlink.structure.layout import Layout, lay_out
from claimlink.structure.prose import Prose, cut_prose
from claimlink.structure.sentences import allowed_borders
from claimlink.support import support_claims

if TYPE_CHECKING:
    from spacy.language import Language

# Kinds of blocks that the parser reads.
PROSE_KINDS = frozenset({"paragraph", "list_item", "quote"})

Result = TypeVar("Result")

# What a stage can raise on an input nobody foresaw; the article is reported, the rest goes on.
_FAULTS = (AssertionError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)

# Articles parsed in one go: enough paragraphs to fill the model's batches, few enough for memory.
ARTICLES_AT_ONCE = 32


@dataclass(frozen=True)
class Prepared:
    """An article after the stages that look at characters only.

    ``other_language`` says that it is not in the rule model's language; it has no ``prose`` then,
    so that nothing that depends on language is looked for.  None otherwise.
    """

    article: Article
    layout: Layout
    references: list[Reference]
    citing: Citing
    prose: list[Prose]
    other_language: Finding | None


class Analyzer:
    """Finds the claims of articles with one rule model and one spaCy model.

    Calling it analyses one text; :meth:`pipe` streams many, parsed together.
    """

    def __init__(
        self, pack: LanguagePack, model_name: str, known: ParseCache | None = None
    ) -> None:
        self.pack = pack
        self.model_name = model_name
        self._known = known
        self._batch_size = int(pack.number("parser", "batch_size"))

    @property
    def model(self) -> Language:
        """The spaCy pipeline, loaded on first use.

        Raises:
            ModelNotFoundError: the model is not installed.
        """
        return load_model(self.model_name)

    def __call__(self, text: str | Article, *, published: str | None = None) -> Analysis:
        """Return the analysis of one article.

        ``published`` is the ISO 8601 date of an article that brings none, against which "last
        year" is read; None where unknown.

        Raises:
            AnalysisError: a stage refused the article.
            InputError: ``published`` is not a full ISO 8601 date.
            TypeError: it is neither a text nor an article.
        """
        (found,) = self.analyze_batch([as_article(text, published=published)])
        if isinstance(found, ErrorRecord):
            raise AnalysisError(found.message, source=found.source)
        return found

    def pipe(
        self,
        articles: Iterable[str | Article],
        *,
        on_error: Callable[[ErrorRecord], object] | None = None,
    ) -> Iterator[Analysis]:
        """Yield the analysis of each text or article, in order.

        At most ``ARTICLES_AT_ONCE`` are held.  An article that a stage refuses goes to
        ``on_error``, and the stream goes on: ``errors.append`` gathers them, and each names its
        article in ``source``.  Without it the first one ends the stream, once the analyses of the
        articles before it are out.

        Raises:
            AnalysisError: a stage refused an article and there is no ``on_error``.
            TypeError: it is one text, or one of them is neither a text nor an article.
        """
        if isinstance(articles, str | bytes | Article):
            raise TypeError("pipe takes many articles; for one call the analyzer itself")
        return self._pipe(iter(articles), on_error)

    def _pipe(
        self, stream: Iterator[str | Article], on_error: Callable[[ErrorRecord], object] | None
    ) -> Iterator[Analysis]:
        while batch := list(islice(stream, ARTICLES_AT_ONCE)):
            for found in self.analyze_batch(batch):
                if not isinstance(found, ErrorRecord):
                    yield found
                elif on_error is not None:
                    on_error(found)
                else:
                    raise AnalysisError(found.message, source=found.source)

    def analyze_batch(self, articles: Sequence[str | Article]) -> list[Analysis | ErrorRecord]:
        """Return an analysis of each article or, where a stage failed, an error record."""
        known = [as_article(article) for article in articles]
        prepared = [_guarded(article, partial(self._prepare, article)) for article in known]
        ready = [item for item in prepared if isinstance(item, Prepared)]
        parsed = iter(self._parse_guarded(ready))
        found: list[Analysis | ErrorRecord] = []
        for item in prepared:
            sentences = item if isinstance(item, ErrorRecord) else next(parsed)
            if isinstance(item, Prepared) and not isinstance(sentences, ErrorRecord):
                found.append(_guarded(item.article, partial(self._finish, item, sentences)))
            elif isinstance(sentences, ErrorRecord):
                found.append(sentences)
        return found

    def _prepare(self, article: Article) -> Prepared:
        layout = lay_out(article.text, article.media_type, self.pack)
        references = read_references(article.text, layout.blocks, self.pack)
        citing = cite(article.text, layout.blocks, references, self.pack, article.links)
        prose = [
            part
            for block in layout.blocks
            if block.kind in PROSE_KINDS
            for part in cut_prose(
                article.text, block.index, block.start, block.end, citing.cuts, citing.notes
            )
        ]
        other = find_other_language(prose, self.pack)
        return Prepared(article, layout, references, citing, [] if other else prose, other)

    def _parse_guarded(self, prepared: Sequence[Prepared]) -> list[list[Sentence] | ErrorRecord]:
        """Parse all at once; where that fails, one by one to find the article at fault."""
        try:
            return list(self._parse(prepared))
        except _FAULTS:
            return [_guarded(item.article, partial(self._parse_one, item)) for item in prepared]

    def _parse_one(self, prepared: Prepared) -> list[Sentence]:
        (sentences,) = self._parse([prepared])
        return sentences

    def _parse(self, prepared: Sequence[Prepared]) -> list[list[Sentence]]:
        """Return the sentences of each article, numbered through the article."""
        prose = [part for item in prepared for part in item.prose]
        borders = [allowed_borders(part.text, self.pack, part.stops) for part in prose]
        parsed = iter(
            parse(prose, self.model, borders, self._batch_size, self._known) if prose else []
        )
        return [
            _number([s for part in islice(parsed, len(item.prose)) for s in part], item)
            for item in prepared
        ]

    def _finish(self, prepared: Prepared, sentences: Sequence[Sentence]) -> Analysis:
        """Run everything after the model on one article."""
        article, citing, pack = prepared.article, prepared.citing, self.pack
        text, other_language = article.text, prepared.other_language
        published = article.published or prepared.layout.published
        times = find_times(sentences, text, published, pack)
        mentions = Mentions(
            find_attributions(sentences, text, pack),
            times,
            find_quantities(sentences, text, times, pack),
        )
        found = Found(
            prepared.layout,
            UNDETERMINED if other_language else article.language,
            citing.citations,
            prepared.references,
            sentences,
            mentions,
            find_entities(sentences, text),
        )
        drafts, non_claims = find_claims(sentences, text, mentions, pack)
        supports = support_claims(drafts, sentences, citing.citations, text, pack)
        clauses = [(draft.clause, draft.tokens) for draft in drafts]
        wordings = word_standalone(clauses, sentences, times, pack)
        stated = [StatedClaim(*parts) for parts in zip(drafts, supports, wordings, strict=True)]
        claims = build_claims(article, found, stated, pack)
        evidence = Evidence(
            text,
            found.layout.blocks,
            found.citations,
            found.references,
            claims,
            pack,
            sentence_spans(sentences),
            times,
            [attribution.record for attribution in mentions.attributions],
            found.entities,
            find_quotations(sentences, text),
        )
        findings = find_findings(evidence)
        if other_language is not None:
            findings = sorted([other_language, *findings], key=lambda f: (f.start, f.end, f.code))
        record = build_article(article, found, non_claims=non_claims, findings=findings)
        return Analysis(article=record, claims=with_findings(claims, findings))


def _number(sentences: Sequence[Sentence], prepared: Prepared) -> list[Sentence]:
    """Number sentences through the article, and let each take in the citation that follows it.

    "... at once” (Lillis, 2021)" without a stop, or "... at once. (Lillis, 2021)": the bracket was
    cut out of the prose and belongs to the sentence before it.
    """
    cuts = _citation_cuts(prepared.citing)
    blocks = prepared.layout.blocks
    found: list[Sentence] = []
    position = 0
    for index, sentence in enumerate(sentences):
        after = sentences[index + 1] if index + 1 < len(sentences) else None
        border = blocks[sentence.block].end
        if after is not None and after.block == sentence.block:
            border = after.start
        end = sentence.end
        while position < len(cuts) and cuts[position][0] < end:
            position += 1
        while position < len(cuts) and cuts[position][1] <= border:
            end = cuts[position][1]
            position += 1
        found.append(replace(sentence, index=index, end=end))
    return found


def _citation_cuts(citing: Citing) -> list[tuple[int, int]]:
    """Return the cuts that took out a citation; others took out Markdown's marks."""
    found: list[tuple[int, int]] = []
    position = 0
    for start, end in citing.cuts:
        while position < len(citing.citations) and citing.citations[position].end <= start:
            position += 1
        if position < len(citing.citations) and citing.citations[position].start < end:
            found.append((start, end))
    return found


def load(
    language: str = "en",
    *,
    model: str | None = None,
    rules: str | Path | None = None,
    reuse: str | Path | None = None,
) -> Analyzer:
    """Return an analyzer for a language.

    ``model`` is the name of an installed spaCy pipeline; None takes the rule model's own.
    ``rules`` is a folder with rule files of your own, laid over the built-in ones.  ``reuse`` is a
    folder in which the parses of paragraphs are kept, so that one that comes again needs none;
    None keeps nothing.  A folder that cannot be used is one that keeps nothing.

    Raises:
        PackError: there is no rule model for the language, or a rule file is faulty.
        ModelNotFoundError: the model is not installed.
    """
    pack = load_pack(language, rules)
    name = model or pack.setting("parser", "model")
    found = load_model(name)  # here, so that a missing model does not show in the first batch only
    return Analyzer(pack, name, None if reuse is None else open_cache(Path(reuse), found))


def as_article(text: str | Article, *, published: str | None = None) -> Article:
    """Return a text as an article without a file, and an article as it is.

    ``published`` is the ISO 8601 date of one that brings none.

    Raises:
        InputError: ``published`` is not a full ISO 8601 date.
        TypeError: it is neither a text nor an article.
    """
    if isinstance(text, str):
        return Article(text=text, published=published)
    if not isinstance(text, Article):
        raise TypeError(f"expected a text (str) or an Article, got {type(text).__name__}")
    if published is None or text.published is not None:
        return text
    return text.model_copy(update={"published": parse_published(published)})


def _guarded(article: Article, stage: Callable[[], Result]) -> Result | ErrorRecord:
    """Return what a stage returns; an article that breaks it must not stop the others."""
    try:
        return stage()
    except ClaimlinkError as error:
        name, message = type(error).__name__, error.message
    except _FAULTS as error:
        name, message = type(error).__name__, f"the analysis failed: {error}; please report it"
    return ErrorRecord(source=article.source, stage="analysis", error=name, message=message)
