"""Parse short texts for the tests of antecedents and standalone wording."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from claimlink.claiming.clauses import split_sentence
from claimlink.claiming.times.find import find_times
from claimlink.claiming.wording.standalone import Wording, word_standalone
from claimlink.packs import load_pack
from claimlink.parsing import Sentence, load_model, parse
from claimlink.structure.prose import cut_prose
from claimlink.structure.sentences import allowed_borders

PACK = load_pack("en")


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, each line a paragraph, numbered through."""
    prose, here = [], 0
    for number, line in enumerate(text.split("\n")):
        prose += cut_prose(text, number, here, here + len(line), [])
        here += len(line) + 1
    nlp = load_model(PACK.setting("parser", "model"))
    parsed = parse(prose, nlp, [allowed_borders(part.text, PACK) for part in prose], 8)
    flat = [sentence for part in parsed for sentence in part]
    return tuple(replace(sentence, index=index) for index, sentence in enumerate(flat))


def word(text: str, published: str | None = None) -> list[Wording]:
    """Return the wording of every clause of a text, in order."""
    sentences = read(text)
    claims = [(clause, clause.tokens) for s in sentences for clause in split_sentence(s, PACK)]
    return word_standalone(claims, sentences, find_times(sentences, text, published, PACK), PACK)
