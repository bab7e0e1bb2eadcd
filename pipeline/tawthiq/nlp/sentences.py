"""Sentence boundaries on a Doc."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from tawthiq.text.sentences import sentence_starts
from tawthiq.text.words import Word


def set_sentences(doc: Doc) -> Doc:
    """Set `token.is_sent_start` by `text.sentences`; white space belongs to the sentence before it."""
    if not len(doc):
        return doc
    tokens = [token for token in doc if not token.is_space]
    words = [Word(token.norm_, token.idx, token.idx + len(token.text)) for token in tokens]
    # All at once: setting tokens one by one looks through the whole Doc each time.
    marks = np.full((len(doc), 1), -1, dtype="int64")
    marks[[0, *(tokens[index].i for index in sentence_starts(doc.text, words))]] = 1
    return doc.from_array(["SENT_START"], marks.astype("uint64"))  # type: ignore[arg-type]
