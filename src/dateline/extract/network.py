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
_KEPT_WORDS = 30_000  # 0.5 kB each; ten thousand articles of one war use fewer
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
    """The vector of each word by itself, kept once computed.

    It is computed in double precision: in single precision its last bit would hang on the words computed beside it,
    and so an article's reading on the articles read before.
    """

    def __init__(self, embed: Any) -> None:
        features, _, hashed, mixed, _ = embed.layers
        self._columns = features.attrs["columns"]
        self._hashed = hashed.layers[0]
        self._mixed = _layer(mixed, np.float64)
        self._rows: dict[bytes, int] = {}
        self._table: Matrix = np.zeros((1024, len(self._mixed.scale)), np.float32)

    def __call__(self, docs: Sequence[Any]) -> Matrix:
        """The vectors of all tokens of the docs, one row each."""
        features = np.concatenate([doc.to_array(self._columns) for doc in docs])
        packed, size = features.tobytes(), features.strides[0]
        keys = [packed[at : at + size] for at in range(0, len(packed), size)]
        new = {key: place for place, key in enumerate(keys) if key not in self._rows}
        if new:
            if len(self._rows) > _KEPT_WORDS:
                self._rows.clear()
                new = {key: place for place, key in enumerate(keys)}
            self._learn(new, features)
        rows = self._rows
        return self._table[[rows[key] for key in keys]]

    def _learn(self, new: dict[bytes, int], features: Matrix) -> None:
        first, last = len(self._rows), len(self._rows) + len(new)
        if last > len(self._table):
            more = np.zeros((max(len(new), len(self._table)), self._table.shape[1]), np.float32)
            self._table = np.concatenate([self._table, more])
        self._table[first:last] = _through(self._mixed, self._hashed.predict(features[list(new.values())]))
        self._rows.update(zip(new, range(first, last), strict=True))


class Network:
    """A model's `tok2vec` and `parser`."""

    def __init__(self, tok2vec: Any, parser: Any) -> None:
        embed, encode = tok2vec.model.layers
        self._words = WordVectors(embed)
        self._gap: int = encode.attrs["pad"]
        self._windows = tuple(_layer(layer) for layer in encode.layers[0].layers)
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
        words = self._words(docs)
        width = words.shape[1]
        # Empty rows between the sentences, as in the model's training; one more at each end for the window's edge.
        sizes = np.array([len(doc) for doc in docs])
        places = np.arange(len(words)) + np.repeat(np.arange(1, len(docs) + 1) * self._gap + 1, sizes)
        rows = np.zeros((len(words) + (len(docs) + 1) * self._gap + 2, width), np.float32)
        rows[places] = words
        inner = rows[1:-1]
        around = np.lib.stride_tricks.as_strided(rows, (len(inner), 3 * width), rows.strides, writeable=False)
        for layer in self._windows:
            inner += _through(layer, around)
        return rows[places]

    def _parse(self, docs: Sequence[Any], vectors: Matrix) -> list[Any]:
        """The final states of the transition parser, each step taken for all sentences at once."""
        from spacy.ml.parser_model import ParserStepModel

        feats, width = self._missing.shape
        table = np.empty(((len(vectors) + 1) * feats, width), np.float32)
        table[:feats] = self._missing
        weights, bias = self._narrow
        np.dot(np.dot(vectors, weights) + bias, self._lower, out=table[feats:].reshape(len(vectors), -1))
        first = np.arange(feats) + feats  # a missing word has the number -1
        asked = SimpleNamespace(state2vec=SimpleNamespace(nF=feats))
        weights, bias = self._upper
        states: list[Any] = self._parser.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            ids = ParserStepModel.get_token_ids(asked, going)
            ids *= feats
            rows = table.take((ids + first).ravel(), axis=0, mode="clip")
            summed = rows.reshape(len(going), feats, width).sum(axis=1)
            summed += self._lower_bias
            hidden = summed.reshape(len(going), self._pieces, -1).max(axis=1)
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
    if tuple(layer.name.split("(")[0] for layer in embed.layers) != _FEATURES:
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
    products: Matrix = np.dot(inputs, layer.weights)
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
