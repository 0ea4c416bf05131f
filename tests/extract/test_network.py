"""The parser's network gives spaCy's own numbers and trees, whoever else is parsed beside a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.syntax.network import Network, WordVectors, network_of
from dateline.extract.syntax.parse import DEFAULT_MODEL

SENTENCES = (
    "Rockets hit the base near Karda on Monday.",
    "The army said that two soldiers, both aged 20, were killed when gunmen attacked a convoy north of the town.",
    "No one claimed it.",
    "Police",
    "“We didn't do it,” a spokesman for the group — which the ministry had blamed — told reporters in the capital, "
    "while villagers who had fled their homes buried the dead, seven of them children, in a field by the river.",
    "12:30 p.m. (0930 GMT) ...",
    "\u200f",
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    """spaCy's own tagger of trees, as shipped."""
    import spacy

    return spacy.load(DEFAULT_MODEL, enable=["tok2vec", "parser"])


@pytest.fixture(scope="module")
def network(nlp: Any) -> Network:
    """The same model's network."""
    made = network_of(nlp)
    assert made is not None
    return made


def tree(doc: Any) -> list[tuple[int, str]]:
    return [(token.head.i, token.dep_) for token in doc]


def test_trees_are_those_of_spacy(nlp: Any, network: Network) -> None:
    """Heads and labels are the same, all sentences taken together."""
    docs = [nlp.make_doc(text) for text in SENTENCES]
    network.annotate(docs)
    assert [tree(doc) for doc in docs] == [tree(doc) for doc in nlp.pipe(SENTENCES)]


def test_vectors_are_those_of_spacy(nlp: Any, network: Network) -> None:
    """The numbers under the trees agree to five digits."""
    docs = [nlp.make_doc(text) for text in SENTENCES]
    expected = np.concatenate(nlp.get_pipe("tok2vec").predict(docs))
    assert np.allclose(network.vectors(docs), expected, atol=1e-4)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6))
@pytest.mark.parametrize("kept", [0, 20, 10_000])
def test_what_was_read_before_changes_nothing(nlp: Any, kept: int, before: list[str]) -> None:
    """What a word brings is the same to the last bit, whichever words were met before it, kept or not."""
    embed, encode = nlp.get_pipe("tok2vec").model.layers
    first, second = (WordVectors(embed, encode.layers[0].layers[0], kept) for _ in range(2))
    doc, places = nlp.make_doc(SENTENCES[1]), np.arange(23)
    for text in before:
        one = nlp.make_doc(text)
        first([one], np.arange(len(one)), len(one))
    among = [nlp.make_doc(" ".join(SENTENCES)), doc]
    size = sum(len(one) for one in among)
    later = second(among, np.arange(size), size)[-len(doc) :]
    assert np.array_equal(first([doc], places, len(doc)), later)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_company_changes_no_tree(nlp: Any, network: Network, company: list[str]) -> None:
    """A sentence's tree is the same alone and among others."""
    docs = [nlp.make_doc(text) for text in (*company, SENTENCES[1])]
    network.annotate(docs)
    assert tree(docs[-1]) == tree(nlp(SENTENCES[1]))


def test_nothing_to_parse_is_no_trouble(nlp: Any, network: Network) -> None:
    """No docs, or docs without a word."""
    network.annotate([])
    empty = nlp.make_doc("")
    network.annotate([empty])
    assert len(empty) == 0


def test_a_model_built_otherwise_is_left_to_spacy() -> None:
    """Another architecture has no network here."""
    import spacy

    other = spacy.blank("en")
    other.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", "window_size": 2, "width": 8,
        "depth": 1, "embed_size": 50, "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}})  # fmt: skip
    parser = other.add_pipe("parser")
    parser.add_label("dep")  # type: ignore[attr-defined]
    other.initialize()
    assert network_of(other) is None
