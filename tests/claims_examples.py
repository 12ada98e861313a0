"""Sentences of the tests of claim rules, read as the claim rules see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from claimlink.claiming.clauses import Clause, split_sentence
from claimlink.claiming.judging.mentions import Content
from claimlink.claiming.quantities.find import find_quantities
from claimlink.claiming.times.find import find_times
from claimlink.packs import load_pack
from claimlink.parsing import load_model, parse
from claimlink.records import Mention, Quantity, TimeMention
from claimlink.structure.prose import cut_prose

PACK = load_pack()


@dataclass(frozen=True)
class Parsed:
    """A text as the claim rules see it."""

    clauses: tuple[Clause, ...]
    times: tuple[TimeMention, ...]
    quantities: tuple[Quantity, ...]


@lru_cache(maxsize=4096)
def read(text: str) -> Parsed:
    """Return the clauses and mentions of a text, parsed without its brackets."""
    cuts = [match.span() for match in re.finditer(r" \([^)]*\d{4}\)", text)]
    prose = cut_prose(text, 0, 0, len(text), cuts)
    model = load_model(PACK.setting("parser", "model"))
    (sentences, *_) = parse(prose, model, [range(len(text))], 8)
    times = find_times(sentences, text, None, PACK)
    return Parsed(
        tuple(clause for sentence in sentences for clause in split_sentence(sentence, PACK)),
        tuple(times),
        tuple(find_quantities(sentences, text, times, PACK)),
    )


Mentioned = TypeVar("Mentioned", bound=Mention)


def inside(mentions: Sequence[Mentioned], clause: Clause) -> list[Mentioned]:
    """Return the mentions whose first word is one of the clause's."""
    starts = {clause.sentence.starts[token] for token in clause.tokens}
    return [mention for mention in mentions if mention.start in starts]


def content_of(parsed: Parsed, clause: Clause) -> Content:
    """Return what a clause of a text states, with the dates and numbers inside."""
    return Content(clause.tokens, inside(parsed.times, clause), inside(parsed.quantities, clause))


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text."""
    return read(text).clauses
