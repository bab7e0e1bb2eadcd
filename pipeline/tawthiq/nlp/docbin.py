"""Annotated documents as a spaCy DocBin, to train spaCy components with.

Tokens are those of the project's tokenizer. A Doc has the entities that do not overlap as `doc.ents` (the longest of
those that do), and all of the gold in span groups:

| `doc.spans[…]` | `label_` | `kb_id_` | `id_` |
| --- | --- | --- | --- |
| `entities` | `ACTOR`, `PLACE`, … | the entity's id | the rule that made it |
| `triggers` | the event's type | | the id of the record |
| `counts` | the category | the value | the id of the record, `/` and the index of the count |

`doc._.events`, `doc._.document` and `doc._.published` are set, and the tags are `doc.user_data["tawthiq.tags"]`. A span
that begins or ends within a token takes the whole token; the exact offsets are in the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import filter_spans
from spacy.vocab import Vocab

from tawthiq.corpus.annotated import Annotated
from tawthiq.errors import CodecError
from tawthiq.nlp import state
from tawthiq.nlp.tokenizer import Tokenizer
from tawthiq.types import CharSpan

_ATTRIBUTES = ("ORTH", "SPACY", "NORM", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
TAGS = "tawthiq.tags"


def to_docbin(documents: Iterable[Annotated], vocab: Vocab | None = None) -> DocBin:
    """All documents, in their order; `get_docs(vocab)` gives them back."""
    docs = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
    for doc in to_docs(documents, vocab):
        docs.add(doc)
    return docs


def write_docbin(documents: Iterable[Annotated], path: Path) -> None:
    """Write documents as a `.spacy` file; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    to_docbin(documents).to_disk(path)


def to_docs(documents: Iterable[Annotated], vocab: Vocab | None = None) -> Iterator[Doc]:
    """Each document as a Doc.

    Raises:
        CodecError: a span is empty or lies outside the text.
    """
    state.register_extensions()
    tokenizer = Tokenizer(spacy.blank("ar").vocab if vocab is None else vocab)
    for annotated in documents:
        doc = tokenizer(annotated.document.text)
        doc._.document = annotated.document.id
        doc._.published = annotated.document.published
        doc.user_data[TAGS] = annotated.tags
        events = annotated.extraction.events
        state.put_events(doc, events)
        entities = [_span(doc, m.span, m.label, m.id or "", m.rule) for m in annotated.extraction.entities]
        _put(doc, "entities", entities)
        _put(doc, "triggers", [_span(doc, event.trigger, event.type, "", event.id) for event in events])
        counts = [(event.id, index, count) for event in events for index, count in enumerate(event.counts)]
        _put(doc, "counts", [_span(doc, c.span, c.category, str(c.value), f"{id}/{index}") for id, index, c in counts])
        doc.ents = filter_spans(entities)
        yield doc


def _put(doc: Doc, name: str, spans: list[Span]) -> None:
    doc.spans[name] = SpanGroup(doc, name=name, spans=spans)


def _span(doc: Doc, span: CharSpan, label: str, kb_id: str, id: str) -> Span:
    found = doc.char_span(span.start, span.end, label, kb_id, alignment_mode="expand", span_id=id)
    if found is None:
        raise CodecError(f"{label} [{span.start}, {span.end}) is empty or outside the text; mend its offsets")
    return found
