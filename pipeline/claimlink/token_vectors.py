"""A spaCy pipeline -> the same pipeline that reads tokens faster, by its own weights.

Four fifths of a parse go into the vectors of tokens in their context: four layers, each a window
of three tokens times a matrix, the largest of three pieces, and a norm.  spaCy runs a layer over
all tokens of a batch at once, through arrays that no cache holds, and embeds each word as often as
it stands there.  Here a layer runs over blocks of tokens that stay in the cache, and a word is
embedded once.  The figures are the same up to rounding, in a third of the time; since all blocks
have one size, a token's do not depend on what else is in its batch.

Only what is built as spaCy builds it (``spacy.Tok2Vec.v2`` of ``MaxoutWindowEncoder.v2`` and, for
words, ``MultiHashEmbed.v2``) is replaced; anything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    # What goes through a layer of a pipeline depends on the layer.
    Layer = Model[object, object]
    TokenVectors = Model[list[Doc], list[Floats]]

# Tokens a block: its arrays fill a third of a second-level cache of 2 MB (192, 256 and 512 take
# the same time; November 2026).
_BLOCK = 256

# New words embedded at once, filled up with words of no letters.
_NEW_WORDS = 128

# Words whose vectors are remembered, in 400 bytes each; where more come, all are forgotten.
_MOST_WORDS = 20_000

_LAYER = ["expand_window", "maxout", "layernorm", "dropout"]
_WORD_LEAVES = {"ints-getitem", "hashembed", "maxout", "layernorm", "dropout"}


def speed_up(nlp: Language) -> Language:
    """Replace a pipeline's token vectors by faster ones; return it."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            continue
        if (faster := _faster(model)) is not None:
            component.model = faster  # type: ignore[attr-defined]
        for node in list(model.walk()):
            node.layers[:] = [_faster(layer) or layer for layer in node.layers]
    return nlp


def _faster(model: Layer) -> TokenVectors | None:
    """Return a faster form of a model of token vectors; None for anything else."""
    if not (model.has_ref("embed") and model.has_ref("encode")) or len(model.layers) != 2:
        return None
    encoder = _read_encoder(model.layers[1])
    if encoder is None:
        return None
    embed = model.layers[0]
    words = _Words(embed) if _embeds_words(embed) else None

    def forward(
        _: TokenVectors, docs: list[Doc], is_train: bool
    ) -> tuple[list[Floats], Callable[[list[Floats]], list[Doc]]]:
        if is_train:
            return cast("TokenVectors", model)(docs, is_train)
        tokens = words(docs) if words else np.concatenate(_embedded(embed, docs))
        return encoder(tokens, [len(doc) for doc in docs]), lambda _: []

    return Model("token_vectors", forward, layers=[model], dims={"nO": model.get_dim("nO")})


def _embedded(embed: Layer, docs: list[Doc]) -> list[Floats]:
    return cast("TokenVectors", embed).predict(docs)


@dataclass(frozen=True)
class _Layer:
    """A window's weights: tokens of the window times ``weights``, pieces side by side."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats
    pieces: int


def _read_encoder(model: Layer) -> _Encoder | None:
    """Return an encoder with a model's weights; None where it is built in another way."""
    leaves = [node for node in model.walk(order="dfs_pre") if not node.layers]
    names = [node.name for node in leaves]
    depth, pad = len(leaves) // len(_LAYER), model.attrs.get("pad", 0)
    if not depth or names != _LAYER * depth or not model.name.startswith("with_array"):
        return None
    layers: list[_Layer] = []
    for first in range(0, len(leaves), len(_LAYER)):
        window, maxout, norm = leaves[first : first + 3]
        weights = _weights(maxout, "W")
        width, pieces, read = weights.shape
        if window.attrs["window_size"] != 1 or read != 3 * width or pieces < 2:
            return None
        layers.append(
            _Layer(
                # From (width, piece, read) to (read, piece and width): a piece is a block then,
                # and the largest of three is found for eight or sixteen figures at once.
                np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(read, pieces * width)),
                np.ascontiguousarray(_weights(maxout, "b").T.reshape(-1)),
                _weights(norm, "G"),
                _weights(norm, "b"),
                pieces,
            )
        )
    residual = sum(node.name.startswith("residual(") and _is_one(node) for node in model.walk())
    return _Encoder(layers) if residual == depth <= pad else None


def _weights(layer: Layer, name: str) -> Floats:
    return cast("Floats", layer.get_param(name))


def _is_one(node: Layer) -> bool:
    """Whether it is a residual layer, not a chain of them."""
    return len(node.layers) == 1


class _Encoder:
    """Puts tokens into their context, layer after layer."""

    def __init__(self, layers: Sequence[_Layer]) -> None:
        self._layers = layers
        self._width = width = len(layers[0].scale)
        pieces = max(layer.pieces for layer in layers)
        self._window = np.empty((_BLOCK, 3 * width), dtype=np.float32)
        self._pieces = np.empty((_BLOCK, pieces * width), dtype=np.float32)
        self._best = np.empty((_BLOCK, width), dtype=np.float32)
        self._square = np.empty((_BLOCK, width), dtype=np.float32)
        self._mean = np.full(width, 1 / width, dtype=np.float32)

    def __call__(self, tokens: Floats, lengths: Sequence[int]) -> list[Floats]:
        """Return the vectors of each text, whose tokens follow one another.

        As many empty rows as there are layers part two texts, so that neither sees the other.
        """
        depth = len(self._layers)
        sizes = np.array(lengths, dtype=np.int64)
        rows = np.arange(len(tokens)) + np.repeat(np.arange(1, len(lengths) + 1) * depth, sizes)
        blocks = -(-(len(tokens) + (len(lengths) + 1) * depth) // _BLOCK)
        # One row more at either end, for the window of the first and of the last.
        before = np.zeros((blocks * _BLOCK + 2, self._width), dtype=np.float32)
        after = np.zeros_like(before)
        before[rows + 1] = tokens
        for layer in self._layers:
            for start in range(0, blocks * _BLOCK, _BLOCK):
                after[start + 1 : start + _BLOCK + 1] = self._block(layer, before, start)
            before, after = after, before
        found = before[rows + 1]
        borders = np.concatenate([[0], np.cumsum(sizes)]).tolist()
        return [found[first:last] for first, last in pairwise(borders)]

    def _block(self, layer: _Layer, rows: Floats, start: int) -> Floats:
        """Return one block of a layer, in an array that the next call fills anew."""
        width = self._width
        for place in range(3):
            part = slice(place * width, (place + 1) * width)
            self._window[:, part] = rows[start + place : start + place + _BLOCK]
        pieces = self._pieces[:, : layer.pieces * width]
        np.matmul(self._window, layer.weights, out=pieces)
        pieces += layer.bias
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=self._best)
        for first in range(2 * width, layer.pieces * width, width):
            np.maximum(best, pieces[:, first : first + width], out=best)
        best -= (best @ self._mean)[:, None]
        variance = np.multiply(best, best, out=self._square) @ self._mean
        best *= ((variance + np.float32(1e-8)) ** np.float32(-0.5))[:, None]
        best *= layer.scale
        best += layer.shift
        best += rows[start + 1 : start + _BLOCK + 1]
        return best


def _embeds_words(model: Layer) -> bool:
    """Whether a model embeds each token by itself, from what is known of its word."""
    names = [layer.name for layer in model.layers]
    if len(names) < 4 or [*names[:2], names[-1]] != [
        "extract_features",
        "list2ragged",
        "ragged2list",
    ]:
        return False
    leaves = {node.name for layer in model.layers[2:-1] for node in layer.walk() if not node.layers}
    return leaves <= _WORD_LEAVES


class _Words:
    """Embeds the words of texts, each once."""

    def __init__(self, embed: Layer) -> None:
        self._columns = list(embed.layers[0].attrs["columns"])
        self._layers = embed.layers[2:-1]
        chance = np.random.default_rng(0)
        count = len(self._columns)
        # Odd numbers, so that no column loses what tells its values apart.
        self._odd = chance.integers(2**63, size=count, dtype=np.uint64) * np.uint64(2) + np.uint64(
            1
        )
        self._rows: dict[int, int] = {}
        self._width = self._embed(np.zeros((0, count), dtype=np.uint64)).shape[1]
        self._vectors = self._room(_MOST_WORDS)

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """Return the vectors of all tokens of some texts, one after the other."""
        features = np.concatenate(
            [doc.to_array(self._columns).reshape(len(doc), len(self._columns)) for doc in docs]
        ).astype(np.uint64)
        # Words are told apart by 64 bits, as spaCy itself does.
        keys = (features * self._odd).sum(axis=1, dtype=np.uint64).tolist()
        new = self._unknown(keys)
        if len(self._rows) + len(new) > len(self._vectors):
            self._rows = {}
            new = self._unknown(keys)
            if len(self._vectors) != (size := max(_MOST_WORDS, len(new))):
                self._vectors = self._room(size)
        if new:
            first = len(self._rows)
            found = self._embed(features[list(new.values())])
            self._vectors[first : first + len(new)] = found
            self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return self._vectors[[self._rows[key] for key in keys]]

    def _unknown(self, keys: Sequence[int]) -> dict[int, int]:
        """Return the words that are not remembered, each with a place at which it stands."""
        return {key: row for row, key in enumerate(keys) if key not in self._rows}

    def _room(self, size: int) -> Floats:
        """Return room for so many vectors.

        Written to at once: arrays that grow with the words leave holes, and a process that fills
        them bit by bit looks as if it had no end.
        """
        return np.full((size, self._width), 0, dtype=np.float32)

    def _embed(self, features: NDArray[np.uint64]) -> Floats:
        """Return the vectors of words from spaCy's own layers, in blocks of one size."""
        count = len(features)
        blocks = max(1, -(-count // _NEW_WORDS))
        filled = np.zeros((blocks * _NEW_WORDS, features.shape[1]), dtype=np.uint64)
        filled[:count] = features
        found: list[Floats] = []
        for block in np.split(filled, blocks):
            vectors: object = block
            for layer in self._layers:
                vectors = layer.predict(vectors)
            found.append(cast("Floats", vectors))
        return np.concatenate(found)[:count]
