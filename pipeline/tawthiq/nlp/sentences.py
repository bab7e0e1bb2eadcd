"""Sentence boundaries on a Doc."""

from __future__ import annotations

from spacy.tokens import Doc

from tawthiq.text.sentences import sentence_starts
from tawthiq.text.words import Word


def set_sentences(doc: Doc) -> Doc:
    """Set `token.is_sent_start` by `text.sentences`; white space belongs to the sentence before it."""
    tokens = [token for token in doc if not token.is_space]
    words = [Word(token.norm_, token.idx, token.idx + len(token.text)) for token in tokens]
    starts = {tokens[index].i for index in sentence_starts(doc.text, words)}
    for token in doc:
        token.is_sent_start = token.i in starts or token.i == 0
    return doc
