"""The parser's small neural network, computed from the model's own weights for all sentences of an article together.

It gives the trees that spaCy gives, in half the time: a word's own vector is computed once and kept, a layer takes all
sentences in one product, and so does each step of the parse. `network_of` knows the architecture of spaCy's small
models (hashed features, four windows of one word to each side, a greedy transition parser); others are left to spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[Any]  # of single precision where not said otherwise

_FEATURES = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_WINDOW = "expand_window>>maxout>>layernorm>>dropout"
_KEPT_WORDS = 10_000  # 4 kB each; the first ones met, since the common words are among them
_PROBE = "On Monday, rockets hit the base near Karda; two soldiers (both aged 20) weren't hurt."


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer: the largest of several products, brought to one scale."""

    weights: Matrix  # (inputs, pieces * width)
    bias: Matrix
    pieces: int
    scale: Matrix
    shift: Matrix


class WordVectors:
    """What each word brings by itself, kept once computed: its vector, and its share in the first layer's products.

    It is computed in double precision: in single precision its last bit would hang on the words computed beside it,
    and so an article's reading on the articles read before.
    """

    def __init__(self, embed: Any, first: Any, kept: int = _KEPT_WORDS) -> None:
        features, _, hashed, mixed, _ = embed.layers
        self._columns = features.attrs["columns"]
        self._hashed = hashed.layers[0]
        self._mixed = _layer(mixed, np.float64)
        self.width = len(self._mixed.scale)
        weights = _layer(first, np.float64).weights  # for the word before, the word, the word behind
        self._shares = np.concatenate(np.split(weights, 3), axis=1)
        self._kept = kept
        self._rows: dict[bytes, int] = {}
        self._table: Matrix = np.zeros((1024, self.width + self._shares.shape[1]), np.float32)  # the first: no word

    def __call__(self, docs: Sequence[Any], places: Matrix, size: int) -> Matrix:
        """What the tokens of the docs bring, each at its place among `size` rows; the others bring nothing."""
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        packed, step = features.tobytes(), features.strides[0]
        keys = [packed[at : at + step] for at in range(0, len(packed), step)]
        new = {key: place for place, key in enumerate(keys) if key not in self._rows}
        brought: Matrix = self._brought(features[list(new.values())]) if new else self._table[:0]
        if new and len(self._rows) + len(new) <= self._kept:
            self._keep(new, brought)
            new = {}
        rows = np.zeros(size, np.intp)
        rows[places] = [self._rows.get(key, 0) for key in keys]
        taken: Matrix = self._table.take(rows, axis=0)
        if new:
            numbers = dict(zip(new, range(len(new)), strict=True))
            late = [(place, numbers[key]) for place, key in zip(places, keys, strict=True) if key in numbers]
            taken[[place for place, _ in late]] = brought[[number for _, number in late]]
        return taken

    def _brought(self, features: Matrix) -> Matrix:
        """What words bring, from their features, one row each."""
        vectors = _through(self._mixed, self._hashed.predict(features).astype(np.float64)).astype(np.float32)
        return np.concatenate([vectors, np.dot(vectors.astype(np.float64), self._shares)], axis=1, dtype=np.float32)

    def _keep(self, new: dict[bytes, int], brought: Matrix) -> None:
        first = len(self._rows) + 1
        last = first + len(new)
        if last > len(self._table):
            more = np.zeros((max(len(new), len(self._table)), self._table.shape[1]), np.float32)
            self._table = np.concatenate([self._table, more])
        self._table[first:last] = brought
        self._rows.update(zip(new, range(first, last), strict=True))


class Network:
    """A model's `tok2vec` and `parser`."""

    def __init__(self, tok2vec: Any, parser: Any) -> None:
        embed, encode = tok2vec.model.layers
        self._words = WordVectors(embed, encode.layers[0].layers[0])
        self._gap: int = encode.attrs["pad"]
        self._layers = tuple(_layer(layer) for layer in encode.layers[0].layers)
        self._parser = parser
        narrow = parser.model.layers[0].layers[-1]
        self._narrow = _columns(narrow.get_param("W")), narrow.get_param("b")
        lower, upper = parser.model.get_ref("lower"), parser.model.get_ref("upper")
        feats, width, pieces, inner = lower.get_param("W").shape
        self._pieces = pieces
        self._lower = _columns(lower.get_param("W").swapaxes(1, 2).reshape(feats * pieces * width, inner))
        self._lower_bias = lower.get_param("b").T.ravel()
        self._missing = lower.get_param("pad").swapaxes(2, 3).reshape(feats, pieces * width)
        self._upper = _columns(upper.get_param("W")), upper.get_param("b")

    def annotate(self, docs: Sequence[Any]) -> None:
        """Give every token of the docs its head and label."""
        told = [doc for doc in docs if len(doc)]
        if told:
            self._parser.set_annotations(told, self._parse(told, self.vectors(told)))

    def vectors(self, docs: Sequence[Any]) -> Matrix:
        """The vectors of all tokens in their sentences, one row each; no doc may be empty."""
        # Empty rows between the sentences, as in the model's training; one more at each end for the window's edge.
        sizes = np.array([len(doc) for doc in docs])
        places = np.arange(sizes.sum()) + np.repeat(np.arange(1, len(docs) + 1) * self._gap + 1, sizes)
        brought = self._words(docs, places, len(places) + (len(docs) + 1) * self._gap + 2)
        width = self._words.width
        rows = brought[:, :width].copy()
        inner = rows[1:-1]
        before, own, behind = np.split(brought[:, width:], 3, axis=1)
        inner += _brought_to_scale(self._layers[0], before[:-2] + own[1:-1] + behind[2:])
        around = np.lib.stride_tricks.as_strided(rows, (len(inner), 3 * width), rows.strides, writeable=False)
        for layer in self._layers[1:-1]:
            inner += _through(layer, around)
        told: Matrix = rows[places]
        told += _through(self._layers[-1], around[places - 1])
        return told

    def _parse(self, docs: Sequence[Any], vectors: Matrix) -> list[Any]:
        """The final states of the transition parser, each step taken for all sentences at once."""
        from spacy.ml.parser_model import ParserStepModel

        feats, width = self._missing.shape
        table = np.empty(((len(vectors) + 1) * feats, width), np.float32)
        table[:feats] = self._missing
        weights, bias = self._narrow
        np.dot(np.dot(vectors, weights) + bias, self._lower, out=table[feats:].reshape(len(vectors), -1))
        first = np.arange(feats, 2 * feats)  # a missing word has the number -1
        asked = SimpleNamespace(state2vec=SimpleNamespace(nF=feats))
        weights, bias = self._upper
        states: list[Any] = self._parser.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            ids = ParserStepModel.get_token_ids(asked, going)
            ids *= feats
            rows = table.take((ids + first).ravel(), axis=0, mode="clip")
            summed = np.add.reduce(rows.reshape(len(going), feats, width), axis=1)
            summed += self._lower_bias
            hidden = np.maximum.reduce(summed.reshape(len(going), self._pieces, -1), axis=1)
            if len(hidden) == 1:  # a product of one row alone is computed in another order
                hidden = hidden.repeat(2, axis=0)
            scores = np.dot(hidden, weights)
            scores += bias
            going = self._parser.transition_states(going, scores[: len(going)])
        return states


def network_of(nlp: Any) -> Network | None:
    """The network of a spaCy pipeline with `tok2vec` and `parser`, or None where it is built in another way."""
    tok2vec, parser = nlp.get_pipe("tok2vec"), nlp.get_pipe("parser")
    if not _is_known(tok2vec.model, parser):
        return None
    network = Network(tok2vec, parser)
    probe = nlp.make_doc(_PROBE)
    (expected,) = tok2vec.predict([probe])
    return network if np.allclose(network.vectors([probe]), expected, atol=1e-4) else None


def _is_known(model: Any, parser: Any) -> bool:
    if [layer.name.split(">>")[0].split("(")[0] for layer in model.layers] != [_FEATURES[0], "with_array"]:
        return False
    embed, encode = model.layers
    if tuple(layer.name.split("(")[0] for layer in embed.layers) != _FEATURES or len(encode.layers[0].layers) < 2:
        return False
    if [layer.name for layer in encode.layers[0].layers] != [f"residual({_WINDOW})"] * len(encode.layers[0].layers):
        return False
    if any(layer.name == "expand_window" and layer.attrs["window_size"] != 1 for layer in encode.walk()):
        return False
    names = [layer.name for layer in parser.model.layers]
    greedy = parser.cfg["beam_width"] == 1 and not parser.model.attrs["unseen_classes"]
    return greedy and names == ["tok2vec-listener>>list2array>>linear", "precomputable_affine", "linear"]


def _layer(layer: Any, kind: type[np.floating[Any]] = np.float32) -> _Layer:
    parts = {part.name: part for part in layer.walk()}
    weights, bias = parts["maxout"].get_param("W").astype(kind), parts["maxout"].get_param("b").astype(kind)
    width, pieces, inner = weights.shape
    return _Layer(
        _columns(weights.swapaxes(0, 1).reshape(pieces * width, inner)),
        bias.reshape(width, pieces).T.ravel(),
        pieces,
        parts["layernorm"].get_param("G").astype(kind),
        parts["layernorm"].get_param("b").astype(kind),
    )


def _columns(weights: Matrix) -> Matrix:
    return np.ascontiguousarray(weights.T)


def _through(layer: _Layer, inputs: Matrix) -> Matrix:
    return _brought_to_scale(layer, np.dot(inputs, layer.weights))


def _brought_to_scale(layer: _Layer, products: Matrix) -> Matrix:
    products += layer.bias
    width = products.shape[1] // layer.pieces
    best = products[:, :width]
    for piece in range(1, layer.pieces):
        best = np.maximum(best, products[:, piece * width : (piece + 1) * width])
    best -= best.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", best, best)[:, None]
    spread /= width
    spread += 1e-8
    best /= np.sqrt(spread, out=spread)
    best *= layer.scale
    best += layer.shift
    return best
