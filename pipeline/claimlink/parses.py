"""What the model says of one stretch of prose, in plain lists: a ``Doc`` in, bytes and back out.

Tags, labels and lengths of one stretch take a kilobyte; as they are all that the rules read, a
parse that was kept as bytes is as good as a new one.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLUMNS: list[int | str] = [
    "SENT_START",
    "HEAD",
    "TAG",
    "DEP",
    "SPACY",
    "ENT_IOB",
    "ENT_TYPE",
    "LENGTH",
]

# Level 1 of 9: the bytes are a quarter smaller at 6, for three times the time.
_PACKING = 1


# What spaCy says of a token and a named entity.
INSIDE, BEGIN = 1, 3


class Stretch(NamedTuple):
    """What the model is given: prose, and the offsets in it at which a sentence may begin."""

    text: str
    borders: tuple[int, ...]


class Parse(NamedTuple):
    """One parsed stretch; all lists have one value a token.

    ``borders`` are 1 at the start of a sentence.  ``heads`` are distances in tokens, 0 at a root.
    ``spaced`` tells whether a blank follows.  ``ent_codes`` are :data:`INSIDE`,
    :data:`BEGIN` or outside; ``labels`` are empty outside.  ``lengths`` count code points.
    """

    borders: list[int]
    heads: list[int]
    tags: list[str]
    deps: list[str]
    spaced: list[int]
    ent_codes: list[int]
    labels: list[str]
    lengths: list[int]


#: That of a text without a token.
NO_PARSE = Parse([], [], [], [], [], [], [], [])


def read_parse(doc: Doc) -> Parse:
    """Copy a parsed stretch out of spaCy: one array call, then plain Python."""
    if not len(doc):
        return NO_PARSE
    rows = doc.to_array(_COLUMNS)
    border, head, tag, dep, spaced, code, label, length = rows.astype("i8").T.tolist()
    strings = doc.vocab.strings
    # The array came back as signed numbers.
    names = {value: strings[value & 0xFFFFFFFFFFFFFFFF] for value in {*tag, *dep, *label}}
    tags, deps, labels = ([names[value] for value in column] for column in (tag, dep, label))
    return Parse(border, head, tags, deps, spaced, code, labels, length)


def pack_parse(parse: Parse) -> bytes:
    """Return a parse as bytes that tell when they have been damaged."""
    return zlib.compress(orjson.dumps(list(parse)), _PACKING)


def unpack_parse(packed: bytes, size: int) -> Parse:
    """Return a packed parse of a stretch of so many code points.

    Raises:
        ValueError: the bytes are damaged, or of another stretch.
    """
    try:
        parse = Parse(*orjson.loads(zlib.decompress(packed)))
        is_whole = sum(parse.lengths) + sum(parse.spaced) == size
        is_even = len({len(column) for column in parse}) == 1
    except (zlib.error, TypeError) as error:
        raise ValueError(f"no parse: {error}") from None
    if not (is_whole and is_even):
        raise ValueError("a parse of another text")
    return parse
