"""Building and running the default pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tawthiq.nlp import factories, state
from tawthiq.types import Document, Extraction


def load(linker: str | None = factories.DEFAULT) -> Language:
    """The default pipeline: `nlp(text)` gives a Doc with `doc.ents`, `doc._.quantities`, `doc._.events`.

    `linker` is `default`, the path of a file of weights, or None for the rules alone.
    """
    nlp = spacy.blank("ar", config=factories.config())
    for name in factories.PIPELINE:
        nlp.add_pipe(name, config={"linker": linker} if name in factories.LINKED else {})
    return nlp


def make_doc(nlp: Language, document: Document) -> Doc:
    """The tokenized document, with its id and publication date where the stages find them."""
    # Not `nlp.make_doc`: its limit of length guards statistical models, and nothing here is ever truncated.
    doc = nlp.tokenizer(document.text)
    doc._.document = document.id
    doc._.published = document.published
    return doc


def extract(documents: Iterable[Document], nlp: Language | None = None, batch_size: int = 16) -> Iterator[Extraction]:
    """One `Extraction` for each document, in order; memory stays flat over any number of documents."""
    nlp = nlp or load()
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == batch_size:
            yield from _batch(nlp, batch)
            batch = []
    yield from _batch(nlp, batch)


def _batch(nlp: Language, documents: list[Document]) -> list[Extraction]:
    if not documents:
        return []
    with nlp.memory_zone():
        docs = nlp.pipe(make_doc(nlp, document) for document in documents)
        return [
            Extraction(document, state.mentions(doc), state.quantities(doc), state.relations(doc), state.events(doc))
            for document, doc in zip(documents, docs)
        ]
