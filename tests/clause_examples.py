"""Run a text of a test through the pipeline: its analysis and its parsed sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimlink.analyze import Analyzer, as_article
from claimlink.citing import cite
from claimlink.citing.references import read_references
from claimlink.packs import load_pack
from claimlink.parsing import Sentence, load_model, parse
from claimlink.records import Analysis, ErrorRecord
from claimlink.structure.layout import lay_out
from claimlink.structure.prose import cut_prose
from claimlink.structure.sentences import allowed_borders

PACK = load_pack()


@lru_cache(maxsize=4096)
def analyse(text: str) -> Analysis:
    """Return the analysis of one text."""
    (found,) = analyse_all([text])
    return found


def analyse_all(texts: Sequence[str]) -> list[Analysis]:
    """Return the analyses of several texts, parsed at once."""
    analyzer = Analyzer(PACK, PACK.setting("parser", "model"))
    found = analyzer.analyze_batch([as_article(text) for text in texts])
    for analysis in found:
        assert not isinstance(analysis, ErrorRecord), analysis
    return [analysis for analysis in found if isinstance(analysis, Analysis)]


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> list[Sentence]:
    """Return the parsed sentences of a text of one paragraph, its citations cut out."""
    blocks = lay_out(text, "text/plain", PACK).blocks
    cuts = cite(text, blocks, read_references(text, blocks, PACK), PACK).cuts
    prose = cut_prose(text, 0, 0, len(text), cuts)
    borders = [allowed_borders(part.text, PACK, part.stops) for part in prose]
    parsed = parse(prose, load_model(PACK.setting("parser", "model")), borders, 64)
    return [sentence for part in parsed for sentence in part]
