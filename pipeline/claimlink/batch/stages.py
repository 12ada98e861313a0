"""The inputs of one output shard on their way to a machine, and what came of them.

Inputs are read in one place, as ids are unique in a run, and staged as lines of JSON beside the
outputs; the record of a shard that is done tells the same command that it has nothing to do there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import orjson
from pydantic_core import from_json, to_json

from claimlink.records import Article, ErrorRecord, Record
from claimlink.runfiles import WORK, Layout

#: The folder that holds what is staged and what is done.
STATE = f"{WORK}/ray"


class DoneShard(Record):
    """What came of one shard; the counts are those of a run.

    ``digest`` is of its inputs and of all that has a say in its lines, ``signature`` names the
    latter.  ``quarantined`` counts articles that ended their process, or would have.
    """

    number: int
    digest: str
    signature: dict[str, str]
    inputs: int
    articles: int
    claims: int
    empty: int
    failed: int
    unresolved_mentions: int
    quarantined: int
    errors: list[ErrorRecord]
    notes: list[str]


def staged_name(layout: Layout, number: int) -> str:
    """Return where the inputs of a shard wait.

    >>> staged_name(Layout(10), 3)
    '.claimlink/ray/inputs-00003-of-00010.jsonl'
    """
    return f"{STATE}/inputs-{number:05}-of-{layout.shards:05}.jsonl"


def done_name(layout: Layout, number: int) -> str:
    """Return where it stands what came of a shard."""
    return f"{STATE}/done-{number:05}-of-{layout.shards:05}.json"


def encode_input(item: Article | ErrorRecord) -> bytes:
    """Return an input as a line, with the links that an article's own JSON leaves out."""
    if isinstance(item, ErrorRecord):
        return b'{"error":' + item.model_dump_json().encode() + b"}\n"
    links = to_json([link.model_dump() for link in item.links])
    return b'{"article":' + item.model_dump_json().encode() + b',"links":' + links + b"}\n"


def decode_inputs(lines: Iterable[bytes]) -> Iterator[Article | ErrorRecord]:
    """Yield the inputs that :func:`encode_input` made lines of."""
    for line in lines:
        fields = from_json(line)
        if "error" in fields:
            yield ErrorRecord.model_validate(fields["error"])
        else:
            yield Article.model_validate({**fields["article"], "links": fields["links"]})


class ShardDigest:
    """Tells a shard's inputs, and what its lines are made with, from all others."""

    def __init__(self, signature: Mapping[str, str], layout: Layout) -> None:
        made_with = orjson.dumps([signature, layout.as_dict()], option=orjson.OPT_SORT_KEYS)
        self._hash = hashlib.blake2b(made_with, digest_size=20)

    def add(self, line: bytes) -> None:
        """Take in the line of the next input."""
        self._hash.update(line)

    @property
    def value(self) -> str:
        """The digest so far, in hexadecimal digits."""
        return self._hash.hexdigest()
