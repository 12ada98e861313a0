"""Claims -> spaCy's DocBin: a folder of ``.spacy`` files, as ``spacy train`` reads it.

Each article is a Doc with the span groups ``claims``, ``citations`` and ``speakers``; a span's
``span_id`` is the claim's id.  Tokens are a blank pipeline's, cut at the borders of every span, so
that each span is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from claimlink.exporting.job import ExportJob
from claimlink.exporting.labelled import CITATION, SPEAKER, Stretch, label_article
from claimlink.exporting.tokens import cut_tokens, load_language
from claimlink.inspecting.runs import ArticleClaims

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Names of the files such an export writes.
OWN = r"\d{5}\.spacy"

#: Articles a file, which is made in memory.
_FILE = 500

_GROUPS = {CITATION: "citations", SPEAKER: "speakers"}


def write_docbin(job: ExportJob, folder: Path) -> None:
    """Write the articles, 500 a file; one file at least."""
    from spacy.tokens import DocBin

    nlp = load_language("en")
    articles = job.articles()
    for number, batch in enumerate(_batches(articles)):
        # What the tokenizer remembers of a file's words is let go with the file.
        with nlp.memory_zone():
            docs = (_doc(found, nlp) for found in batch)
            target = folder / f"{number:05}.spacy"
            DocBin(store_user_data=True, docs=docs).to_disk(target)


def _batches(articles: Iterator[ArticleClaims]) -> Iterator[Iterable[ArticleClaims]]:
    batch = list(islice(articles, _FILE))
    yield batch
    while batch := list(islice(articles, _FILE)):
        yield batch


def _doc(found: ArticleClaims, nlp: Language) -> Doc:
    from spacy.tokens import Doc, Span

    text = found.article.text
    stretches = label_article(found).stretches
    tokens = cut_tokens(text, nlp, {place for s in stretches for place in (s.start, s.end)})
    doc = Doc(
        nlp.vocab,
        words=[text[token.start : token.end] for token in tokens],
        spaces=[token.spaced for token in tokens],
    )
    assert doc.text == text, found.article.id
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place + 1 for place, token in enumerate(tokens)}
    groups: dict[str, list[Stretch]] = {"claims": [], "citations": [], "speakers": []}
    for stretch in stretches:
        groups[_GROUPS.get(stretch.label, "claims")].append(stretch)
    for name, members in groups.items():
        doc.spans[name] = [
            Span(doc, starts[s.start], ends[s.end], label=s.label, span_id=s.id)
            for s in members
            if s.start in starts and s.end in ends
        ]
    doc.user_data["article_id"] = found.article.id
    return doc
